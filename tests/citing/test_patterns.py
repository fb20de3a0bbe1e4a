from __future__ import annotations

import pytest

from siglum.citing.declared import read_systems
from siglum.citing.patterns import path_of, read_patterns, structure_of


def _patterns(read, *pairs):
    refs = "".join(
        f'<cRefPattern matchPattern="{match}" replacementPattern="{by}"/>' for match, by in pairs
    )
    return read_patterns(read_systems(read("<p>a</p>", f"<refsDecl>{refs}</refsDecl>"))[0])


def test_a_reference_is_matched_as_a_whole(read):
    """@matchPattern with @replacementPattern, TEI Guidelines 2.3.6.2."""
    (pattern,) = _patterns(read, ("([a-z]+)([0-9]+)", "https://example.org/$1/$2"))
    assert pattern.expand("gen12") == "https://example.org/gen/12"
    assert pattern.expand("gen12:3") is None


def test_a_quotation_mark_does_not_end_the_path(read):
    """What comes from a reference is text to the XPath, never a part of it."""
    (pattern,) = _patterns(read, ("(.+)", "#xpath(//l[@n='$1'])"))
    assert path_of(pattern.expand("1'] | //*['") or "") == "//l[@n='1] | //*[']"


@pytest.mark.parametrize(
    ("match", "by", "attribute"),
    [("([0-9]", "#a$1", "matchPattern"), ("(.)", "#a$2", "replacementPattern"), ("", "#a", "")],
)
def test_what_is_wrong_is_told(read, match, by, attribute):
    """No regular expression, a group that is not there, an attribute that is missing."""
    (pattern,) = _patterns(read, (match, by))
    assert pattern.problem
    assert pattern.attribute == attribute


def test_paths_by_number_tell_what_can_be_cited(read):
    """The form of CTS: each part of the reference is the @n of a step."""
    two = ("(\\w+)\\.(\\w+)", "#xpath(/TEI/text/body/div[@n='$1']//l[@n=&quot;$2&quot;])")
    (outer,) = structure_of(_patterns(read, ("(\\w+)", "#xpath(//div[@n='$1'])"), two))
    assert (outer.match, outer.delim) == ("/TEI/text/body/div[@n]", "")
    (inner,) = outer.inner
    assert (inner.match, inner.delim, inner.use) == (".//l[@n]", ".", "@n")


@pytest.mark.parametrize(
    ("match", "by"),
    [
        ("(.+)", "https://example.org/$1"),
        ("(.+):(.+)", "#xpath(//div[@n='$2']/l[@n='$1'])"),
        ("(.+)[:.](.+)", "#xpath(//div[@n='$1']/l[@n='$2'])"),
        ("(.+)-(.+)", "#xpath(//div[@n='$1'])"),
        ("(.+)", "#xpath(//div[@n='$1']/head)"),
        ("((.+))", "#xpath(//div[@n='$1'])"),
    ],
)
def test_other_patterns_only_lead_to_places(read, match, by):
    """Where it is not plain which elements are meant, nothing is made up."""
    assert structure_of(_patterns(read, (match, by))) == ()

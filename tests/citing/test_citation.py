from __future__ import annotations

import pytest

from siglum.citing.citation import Citation

LINES = '<div n="1"><l n="1">a</l><l n="2">b</l></div><div n="2"><l n="1">c</l></div>'
STRUCTURE = (
    '<refsDecl><citeStructure match="//body/div" use="@n">'
    '<citeStructure match="l" use="@n" delim="."/></citeStructure></refsDecl>'
)
BIBLE = (
    '<refsDecl xml:id="bible"><cRefPattern matchPattern="(\\w+):(\\d+)" '
    'replacementPattern="https://example.org/$1/$2"/></refsDecl>'
)


def test_each_passage_is_found_by_its_reference(read):
    """Reference ↔ passage both ways."""
    citation = Citation(read(LINES, STRUCTURE))
    for passage, *_ in citation.trees[0].walk():
        assert citation.resolve(passage.ref) is passage.element
    assert citation.resolve("1.7") is None


def test_patterns_lead_to_addresses_and_to_places(read):
    """The first that matches and finds something; @decls names the one to use."""
    own = (
        "<refsDecl><cRefPattern matchPattern='v(\\d)' "
        "replacementPattern=\"#xpath(//l[@n='$1'])\"/></refsDecl>"
    )
    citation = Citation(read(LINES, STRUCTURE + BIBLE + own))
    assert citation.resolve("Gen:3") == "https://example.org/Gen/3"
    assert citation.resolve("v2").text == "b"
    assert citation.resolve("v9") is None
    assert citation.resolve("1.1", "bible") is None
    assert citation.resolve("Gen:3", "bible") == "https://example.org/Gen/3"


@pytest.mark.parametrize(
    "path", ["//div[@n='$1']/div[", "//div[@n='$1']/@n", "doc('$1')", "count(//div[@n='$1'])"]
)
def test_a_pattern_that_cannot_be_used_leads_nowhere(read, path):
    """The check tells of it; who asks gets no traceback."""
    pattern = f'<cRefPattern matchPattern="(.+)" replacementPattern="#xpath({path})"/>'
    refs = f"<refsDecl>{pattern}</refsDecl>"
    assert Citation(read(LINES, refs)).resolve("1") is None


def test_a_text_without_a_declaration_has_no_tree(read):
    """It is cited by its numbers; that needs its normal form."""
    assert Citation(read(LINES)).trees == []

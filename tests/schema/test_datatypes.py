"""Datatypes and facets: what is allowed where libxml2 is asked, and where it is not."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from siglum.schema import datatypes
from siglum.schema.datatypes import XSD, BadDatatypeError, make_datatype

HERE = etree.fromstring('<r xmlns:p="urn:p"/>')

ALLOWED = [
    # type, texts that are of it, texts that are not
    ("anyURI", ["", "#a", " a b ", "http://a:b/", "http://[::1]/", "urn:x", "%41", "a?[b]", "é"],
     ["%", "%zz", "#a#b", "1:a", ":a", "http:", "http://", "[", "http://[x/"]),
    ("base64Binary", ["YQ==", "aGVs bG8="], ["a", "YQ-="]),
    ("boolean", ["true", " 1 "], ["yes", "TRUE"]),
    ("date", ["1650-03-01", "-0050-01-01", "2000-02-29", "1650-03-01Z"],
     ["1650-13-01", "1900-02-29", "50-01-01", "1650-3-1"]),
    ("double", ["1e5", "INF", ".5"], ["1e", "+INF", "x"]),
    ("gYear", ["1650", "-0050"], ["50", "1650-01"]),
    ("ID", ["a", "é-1"], ["1a", "a:b", "a b", ""]),
    ("IDREFS", ["a", "a b"], ["", "a 1"]),
    ("NMTOKENS", ["1 a"], ["", "a !"]),
    ("language", ["la", "grc-Latn"], ["", "la_x"]),
    ("nonNegativeInteger", ["0", "007", " 1\n"], ["-1", "1.0", ""]),
    ("normalizedString", ["a\nb"], []),
    ("QName", ["a", "p:a", "xml:a"], ["q:a", "1", "a:b:c", ""]),
    ("time", ["12:00:00"], ["25:00:00"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "right", "wrong"), ALLOWED)
def test_types(name, right, wrong):
    """As XML Schema has them."""
    made = make_datatype(XSD, name)
    assert [text for text in right if not made.allows(text, HERE)] == []
    assert [text for text in wrong if made.allows(text, HERE)] == []


FACETS = [
    ("token", "pattern", r"[^\p{C}\p{Z}]+", ["é!", " a "], ["a b", "\u200b", "\ue000", ""]),
    ("anyURI", "pattern", r"\S+", ["#a", "a/b"], ["a b", "", "%"]),
    ("string", "length", "2", ["ab", "a "], ["a", " ab"]),
    ("NMTOKENS", "maxLength", "2", ["a b"], ["a b c"]),
    ("integer", "maxInclusive", "3", ["3", "-9"], ["4"]),
    ("decimal", "fractionDigits", "1", ["1.5"], ["1.55"]),
    ("date", "minInclusive", "1650-01-01", ["1650-01-01"], ["1649-12-31"]),
    ("double", "minExclusive", "0", ["1", "INF"], ["0", "NaN"]),
    ("float", "maxInclusive", "NaN", ["NaN"], ["1", "-INF"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "facet", "value", "right", "wrong"), FACETS)
def test_facets(name, facet, value, right, wrong):
    """As XML Schema has them; what is quickly seen to be right is right."""
    made = make_datatype(XSD, name, ((facet, value),))
    quick = made.quick()
    assert [text for text in right if not made.allows(text, HERE)] == []
    assert [text for text in wrong if made.allows(text, HERE)] == []
    assert not quick or not any(re.fullmatch(quick, text) for text in wrong)


def test_quick_tests_are_never_wrong():
    """Whatever they let through is of the type."""
    words = [
        "a",
        "1",
        "-1",
        "a:b",
        "a b",
        "#a",
        "##",
        ".",
        "-",
        "_",
        "é",
        "",
        " ",
        "a/b",
        "a%",
        "0",
        "1:a",
        "//",
        "a:",
        "a://",
        "a://b:80/c#d",
        "#a#b",
        "a#b:c",
        "a#b#c",
        "a[0]",
        "a:[0]",
        "/a",
        "?a",
        "#",
        "a\u00a0b",
        "ā",
        "5.",
    ]
    address = (("pattern", r"\S+"),)
    for name, facets in (
        *((name, ()) for name in "NCName Name NMTOKEN ID nonNegativeInteger integer".split()),
        *((name, ()) for name in "decimal double string token".split()),
        ("anyURI", address),
    ):
        made = make_datatype(XSD, name, facets)
        quick = made.quick()
        assert quick is not None
        taken = [word for word in words if re.fullmatch(quick, word)]
        assert taken
        assert [word for word in taken if not made.allows(word, HERE)] == []


def test_what_is_remembered_is_bounded(monkeypatch):
    """A register has a hundred thousand different numbers."""
    monkeypatch.setattr(datatypes, "_KEPT", 10)
    made = make_datatype(XSD, "integer")
    assert all(made.allows(str(number), HERE) for number in range(100))
    assert len(made._known) <= 10


@pytest.mark.parametrize(
    ("library", "name", "facets"),
    [
        (XSD, "integr", ()),
        ("", "integer", ()),
        ("", "token", (("pattern", "a"),)),
        ("urn:x", "token", ()),
        (XSD, "token", (("pattern", "(a"),)),
        (XSD, "token", (("pattern", "a" * 30_000),)),
        (XSD, "integer", (("minInclusive", "one"),)),
        (XSD, "token", (("colour", "red"),)),
    ],
)
def test_what_cannot_be_used(library, name, facets):
    """It is refused when the schema is read, not in the midst of a document."""
    with pytest.raises(BadDatatypeError):
        make_datatype(library, name, facets)

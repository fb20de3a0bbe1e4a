"""siglum.selection: what [checks] or the command line asks for -> the findings that are told."""

from __future__ import annotations

import pytest

from siglum.codes import CODES
from siglum.codes.choosing import AREAS, by_area, codes_meant
from siglum.config import CheckOptions
from siglum.findings import Place, Severity, found
from siglum.selection import Selection, selection_of

FOUND = [
    found(code, Place("a.xml", 1, 1), "…")
    for code in (
        "wit.undeclared",
        "wit.never-cited",
        "app.no-lem",
        "source.not-xml",
        "pdf.fallback",
    )
]


def _codes(selection: Selection) -> list[str]:
    return [finding.code for finding in selection.apply(FOUND)]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("wit.undeclared", ["wit.undeclared"]),
        ("wit", [code for code in CODES if code.startswith("wit.")]),
        ("wit.*", [code for code in CODES if code.startswith("wit.")]),
        ("xi.too-*", ["xi.too-deep", "xi.too-large"]),
        ("*.missing-file", ["facs.missing-file"]),
        ("rdg", [code for code in CODES if code.startswith("rdg.")]),
        ("wi", []),
        ("", []),
        ("wit.undeclared.x", []),
    ],
)
def test_words_for_codes(word, meant):
    """A code, an area, or a pattern; never a part of a name without a star."""
    assert codes_meant(word, CODES) == meant


def test_areas_stand_in_their_order():
    """Those that the table names, then others by name."""
    areas = by_area(["wit.a", "zz.b", "source.c", "aa.d", "wit.e"])
    assert areas == {
        "source": ["source.c"],
        "wit": ["wit.a", "wit.e"],
        "aa": ["aa.d"],
        "zz": ["zz.b"],
    }
    assert list(by_area(CODES)) == [area for area in AREAS if area in by_area(CODES)]


def test_all_is_told_unless_something_is_asked_for():
    """In the order in which it was found."""
    assert _codes(Selection()) == [finding.code for finding in FOUND]


def test_what_is_selected_is_told():
    """And errors in reading: of a file that was not read, nothing else can be known."""
    assert _codes(Selection(select=("app",))) == ["app.no-lem", "source.not-xml"]
    assert _codes(Selection(select=("*.no-lem", "wit.undeclared"))) == [
        "wit.undeclared",
        "app.no-lem",
        "source.not-xml",
    ]


def test_what_is_ignored_is_not_told():
    """Also if it is selected, and also an error in reading when it is named."""
    assert _codes(Selection(select=("wit",), ignore=("wit.never-cited", "source"))) == [
        "wit.undeclared"
    ]


def test_severities_change():
    """A code says more than its area; what it now is decides whether it is told and counts."""
    selection = Selection(severity={"wit": "info", "wit.undeclared": "warning", "source": "info"})
    judged = {finding.code: finding.severity for finding in selection.apply(FOUND)}
    assert judged["wit.undeclared"] is Severity.WARNING
    assert judged["wit.never-cited"] is Severity.INFO
    assert judged["source.not-xml"] is Severity.INFO
    assert judged["app.no-lem"] is Severity.INFO


def test_the_command_line_and_edition_toml():
    """--select replaces what the file selects; --ignore is added to what it ignores."""
    options = CheckOptions(select=("wit",), ignore=("app",), severity={"lang": "error"})
    assert selection_of(options) == Selection(("wit",), ("app",), {"lang": "error"})
    assert selection_of(options, ("ptr",), ("id",)) == Selection(
        ("ptr",), ("app", "id"), {"lang": "error"}
    )

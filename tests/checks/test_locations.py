"""Findings about entries that name a line."""

from __future__ import annotations

import pytest

from siglum.checks.locations import check_locations

LINES = (
    '<lg n="A"><l n="1">Arma virumque cano, Tro</l><l n="2">iae qui primus ab oris</l>'
    '<l n="3">Italiam fato profugus</l><l n="4">litora multum ille</l></lg>'
)


def entry(loc: str, lemma: str = "") -> str:
    """An entry on a line."""
    return f'<app loc="{loc}"><lem>{lemma}</lem><rdg wit="#A">x</rdg></app>'


@pytest.fixture
def findings(survey_of):
    """All findings on a text with entries in a list after it."""

    def check(*entries: str, text: str = LINES):
        body = f"<div>{text}<listApp>{''.join(entries)}</listApp></div>"
        return list(check_locations(survey_of(body)))

    return check


@pytest.fixture
def codes(findings):
    """The codes of these findings, in their order."""
    return lambda *entries, **more: [f.code for f in findings(*entries, **more)]


FINE = [entry("1", "cano"), entry("2", "oris"), entry("3", "fato"), entry("4", "ille")]


@pytest.mark.parametrize(
    "loc",
    ["1", "01", "A1", "A 1", "A.1", "line 1", "v. 1", "1-2", "1–2", "1, 3", "1;3", "1 and 3", "A"],
)
def test_ways_of_naming_a_line(codes, loc):
    """A number is found whatever stands before it; spans and lists are taken apart."""
    assert codes(entry(loc)) == []


def test_a_line_that_is_not_there(findings):
    """Told once for all entries on it."""
    (finding,) = findings(*FINE, entry("9"), entry("9"))
    assert finding.code == "app.loc-unresolved"
    assert 'loc="9"' in finding.message
    assert "in 1 more place" in finding.message


def test_another_way_of_counting(findings):
    """Where most lines are not found, that is told once, and nothing of single lines."""
    (finding,) = findings(entry("11"), entry("12"), entry("13"))
    assert finding.code == "app.loc-unresolved"
    assert "in 2 more places" in finding.message
    (finding,) = findings(*FINE, entry("verso"))
    assert finding.code == "app.loc-unresolved"
    (finding,) = findings(entry("3"), text="<p>no numbers</p>")
    assert finding.code == "app.loc-unresolved"


def test_lines_with_one_number(findings):
    """Where several lines have the number and nothing tells them apart, that is told."""
    twice = '<div n="1"><l n="1">a b</l></div><div n="2"><l n="1">c d</l></div>'
    (finding,) = findings(entry("1"), text=f"<div>{twice}</div>")
    assert finding.code == "app.loc-ambiguous"
    assert findings(entry("1", "c"), entry("2.1"), text=f"<div>{twice}</div>") == []


def test_order(findings, codes):
    """Entries of one list follow the lines; a number that comes again is taken as the next one."""
    assert codes(*FINE) == []
    (finding,) = findings(FINE[1], FINE[0], FINE[2])
    assert finding.code == "app.loc-order"
    assert '"1", follows one on "2"' in finding.message
    twice = '<div><l n="1">a</l><l n="2">b</l></div><div><l n="1">c</l><l n="2">d</l></div>'
    places = ["1", "2", "1", "2"]
    assert codes(*(entry(place) for place in places), text=f"<div>{twice}</div>") == []


def test_lemmata(findings, codes):
    """A lemma stands in its line, or runs over from it; what stands there is told."""
    (finding,) = findings(*FINE, entry("4", "litora"), entry("4", "litore"))
    assert finding.code == "app.lem-not-in-base"
    assert 'there stands "litora"' in finding.hint
    assert codes(*FINE, entry("1", "Troiae"), entry("2", "Troiae qui")) == ["app.loc-order"]
    assert codes(entry("1", "x"), entry("2", "y"), entry("3", "fato")) == []


def test_two_sides_of_a_text(codes):
    """A lemma has one side of a choice."""
    text = LINES.replace("fato", "<choice><sic>facto</sic><corr>fato</corr></choice>")
    assert codes(*FINE, entry("4", "litora"), text=text) == []
    assert codes(*FINE[:2], entry("3", "facto"), *FINE[3:], entry("4", "litora"), text=text) == []


@pytest.mark.parametrize("loc", ["", " ", "-", ",,;", "–", "x" * 100_000, "1" * 199, "²", "\u0661"])
def test_odd_places(codes, loc):
    """Whatever is written, there is an answer."""
    codes(entry(loc, "arma"))

"""Findings about entries in entries, and readings of several levels."""

from __future__ import annotations

import pytest

from siglum.checks.nesting import check_nesting
from siglum.checks.survey import read_survey
from siglum.findings import Severity


@pytest.fixture
def findings(publish, tei):
    """All findings of `check_nesting` on a fragment."""
    return lambda body: check_nesting(read_survey(publish(tei(body)).sources[0]))


OUTER = (
    "<p><app><lem{}>a <app><lem>b</lem><rdg wit='#{}'>{}</rdg></app></lem>"
    "<rdg wit='#C'>x y</rdg></app></p>"
)


def test_whoever_reads_something_else_outside(findings):
    """An error where both places name witnesses, a remark where the lemma may be everybody's."""
    (one,) = findings(OUTER.format(" wit='#A #B'", "C", "c"))
    assert (one.code, one.severity) == ("app.nested-foreign-witness", Severity.ERROR)
    (one,) = findings(OUTER.format("", "C", "c"))
    assert one.severity is Severity.INFO


def test_what_is_sound_in_an_inner_entry(findings):
    """Witnesses of the reading around; conjectures; the same words in both entries."""
    assert findings(OUTER.format(" wit='#A #B'", "B", "c")) == []
    assert findings(OUTER.format(" resp='#A'", "C", "c")) == []
    assert findings(OUTER.format(" wit='#A #B'", "C", "y")) == []


def test_depth(findings):
    """Told once, from the fourth level on."""
    deep = "w"
    for n in range(5):
        deep = f"<app><lem>{deep}</lem><rdg wit='#B'>r{n}</rdg></app>"
    codes = [one.code for one in findings(f"<p>{deep}</p>")]
    assert codes.count("app.depth") == 1


def test_levels(findings):
    """Blocks beside words; an omission has no level."""
    body = "<lg><app><lem><l>a b</l></lem><rdg wit='#B'>{}</rdg></app></lg>"
    assert [one.code for one in findings(body.format("a"))] == ["app.mixed-levels"]
    assert findings(body.format("<l>a</l>")) == []
    assert findings(body.format("")) == []


def test_breaks_in_one_reading(findings):
    """Told once, unless it is said whose they are."""
    app = "<app><lem>a <pb{}/>b</lem><rdg wit='#B'>{}</rdg></app>"
    (one,) = findings(f"<p>{app.format('', 'c') * 3}</p>")
    assert one.code == "app.milestone-one-side"
    assert "2 more places" in one.message
    assert findings(app.format(" edRef='#A'", "c")) == []
    assert findings(app.format("", "c <pb/>d")) == []
    assert findings(app.format("", "")) == []

"""Text that no witness has, and nobody answers for."""

from __future__ import annotations

import pytest

from siglum.checks.attestation import check_attestation
from siglum.checks.survey import read_survey

ALL = '<app><lem wit="#A">a</lem><rdg wit="#B">b</rdg><rdg wit="#C">c</rdg></app> '


@pytest.fixture
def told(publish, tei):
    """What is told of an entry beside one that cites all witnesses."""

    def check(entry: str, profile: str = "negative", **more: str) -> list[str]:
        source = publish(tei(f"<p>{ALL}{entry}</p>", **more)).sources[0]
        return [one.message for one in check_attestation(read_survey(source, profile))]

    return check


def test_all_read_something_else(told):
    """Nobody is left, and nobody is named."""
    (one,) = told('<app><lem>x</lem><rdg wit="#A">y</rdg><rdg wit="#B #C">z</rdg></app>')
    assert one == 'nobody has "x": all witnesses that are there read otherwise'


@pytest.mark.parametrize(
    "entry",
    [
        '<app><lem>x</lem><rdg wit="#A #B">y</rdg></app>',
        '<app><lem resp="#NN">x</lem><rdg wit="#A #B #C">y</rdg></app>',
        '<app><lem type="conjecture">x</lem><rdg wit="#A #B #C">y</rdg></app>',
        '<app><lem>x</lem><rdg wit="#A #B #C">y</rdg><note>I correct</note></app>',
        '<app><lem/><rdg wit="#A #B #C">y</rdg></app>',
        '<app><lem>x</lem><rdg wit="#A #B">y</rdg><rdg wit="#C" hand="#m2">z</rdg></app>',
    ],
)
def test_somebody_is_left_or_named(told, entry):
    """Or a note may say so; or there is no text; or only a later hand reads otherwise."""
    assert told(entry) == []


def test_whoever_has_lost_the_passage_has_no_text(told):
    """And where all have, nobody reads anything."""
    lost = '<app><rdg wit="#C"><lacunaStart/></rdg></app> '
    assert len(told(lost + '<app><lem>x</lem><rdg wit="#A #B">y</rdg></app>')) == 1
    lost = lost.replace("#C", "#A #B #C")
    (one,) = told(lost + '<app><lem>x</lem><rdg resp="#NN">y</rdg></app>')
    assert one == 'nobody has "x": no witness is there'


def test_editions_of_one_witness_correct_it(told):
    """That is what their entries are for."""
    entry = '<app><lem>x</lem><rdg wit="#A #B #C">y</rdg></app>'
    assert told(entry, "single") == []


def test_a_habit_is_told_once(told):
    """With the number of places."""
    (one,) = told('<app><lem>x</lem><rdg wit="#A #B #C">y</rdg></app>' * 9)
    assert "8" in one

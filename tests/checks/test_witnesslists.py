"""Findings about witness lists, of one document and of all that share one."""

from __future__ import annotations

from pathlib import Path

import pytest

from siglum.checks.across import check_across, read_facts
from siglum.checks.survey import read_survey
from siglum.checks.witnesslists import check_witness_lists
from siglum.config import Config

CITING = '<app><lem wit="#A">a</lem><rdg wit="#B">b</rdg></app>'


@pytest.fixture
def survey(publish, tei):
    """The survey of a document whose header has this list."""

    def read(listed: str, body: str = CITING):
        header = f"<encodingDesc><p><listWit>{listed}</listWit></p></encodingDesc>"
        return read_survey(publish(tei(body, witnesses="", header=header)).sources[0])

    return read


@pytest.fixture
def codes(survey):
    """The codes of all findings about such a list."""
    return lambda listed, body=CITING: [f.code for f in check_witness_lists(survey(listed, body))]


A, B = '<witness xml:id="A">Codex A</witness>', '<witness xml:id="B">Codex B</witness>'


def test_a_sound_list(codes):
    """Ids that are sigla need no label; numbers stand for ids."""
    assert codes(A + B) == []
    assert codes(A + '<witness n="B"/>') == []


def test_without_a_way_to_cite_it(codes):
    """Told once, and only where readings cite witnesses."""
    assert codes(A + B + "<witness>one</witness><witness>two</witness>") == [
        "wit.declared-without-id"
    ]
    assert codes("<witness>one</witness>", "<p>no apparatus</p>") == []


def test_labels(codes):
    """Two with one label; an id that is a name for machines."""
    two = '<witness xml:id="{}"><abbr type="siglum">A</abbr></witness>'
    assert codes(two.format("A") + two.format("B")) == ["wit.duplicate-label"]
    assert codes(A + B + '<witness xml:id="wit_3">x</witness>') == ["wit.label-missing"]


def test_sigla_that_look_alike(codes):
    """Another script is told, another case is custom."""
    assert codes(A + B + '<witness xml:id="Α">Greek</witness>') == ["wit.case-clash"]
    assert codes(A + B + '<witness xml:id="a">edition</witness>') == []


def test_a_group_in_itself(codes):
    """An id that its own member has."""
    inner = f"<witness xml:id='g'><listWit>{A}{B}<witness xml:id='g'/></listWit></witness>"
    assert codes(inner) == ["wit.group-cycle"]


def test_witnesses_cited_nowhere(survey):
    """Members of a cited group and hands are cited; so is what any pointer leads to."""
    group = f"<witness xml:id='g' type='group'><listWit>{A}{B}</listWit></witness>"
    of_group = '<app><lem wit="#g">a</lem></app>'
    assert read_facts(survey(group, of_group)).idle == ()
    c = '<witness xml:id="C">Codex C</witness>'
    assert [key for key, _ in read_facts(survey(A + B + c)).idle] == ["C"]
    page = f'<p><pb edRef="#C"/>{CITING}</p>'
    assert read_facts(survey(A + B + c, page)).idle == ()


def test_one_document_may_cite_what_another_does_not(survey):
    """Only what no document cites is told, once for the file of the list."""
    c, d = ('<witness xml:id="C">C</witness>', '<witness xml:id="D">D</witness>')
    one = read_facts(survey(A + B + c + d))
    other = read_facts(survey(A + B + c + d, '<app><lem wit="#C">a</lem></app>'))
    told = [f for f in check_across([one, other], Config(Path())) if f.code == "wit.never-cited"]
    assert len(told) == 1
    assert '"D"' in told[0].message
    assert '"C"' not in told[0].message

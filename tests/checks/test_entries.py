"""Findings about single entries: sigla doubled and missing, what an entry lacks."""

from __future__ import annotations

import pytest

from siglum.checks.entries import check_entries
from siglum.checks.survey import read_survey
from siglum.checks.vocabularies import check_vocabularies


@pytest.fixture
def findings(publish, tei):
    """All findings of `check_entries` on a fragment, perhaps in a profile."""

    def check(body: str, profile: str = "", **more: str):
        return check_entries(read_survey(publish(tei(body, **more)).sources[0], profile))

    return check


@pytest.fixture
def codes(findings):
    """The codes of these findings, in their order."""
    return lambda body, *profile, **more: [f.code for f in findings(body, *profile, **more)]


FULL = "".join(
    f'<app><lem wit="#A #B">a{n}</lem><rdg wit="#C">b{n}</rdg></app>\n' for n in range(10)
)


def test_a_witness_twice(findings, codes):
    """One witness in two readings of an entry contradicts itself; two hands or stages do not."""
    both = '<app><lem wit="#A">a</lem><rdg wit="#A"{}>b</rdg></app>'
    (one,) = findings(both.format(""))
    assert one.code == "app.witness-twice"
    assert 'witness "A" stands in two readings: lem "a" and rdg "b"' in one.message
    assert codes(both.format(' hand="#B"')) == []
    assert codes(both.format(' varSeq="2"')) == []


def test_several_witnesses_in_the_same_two_readings(findings):
    """They are told together."""
    (one,) = findings('<app><lem wit="#A #B #C">a</lem><rdg wit="#B #C">b</rdg></app>')
    assert 'witnesses "B" and "C" stand in two' in one.message


def test_who_may_have_been_meant(findings):
    """Where one is doubled and another missing, the one may be a slip for the other."""
    told = findings(f'<p>{FULL}<app><lem wit="#A #C">x</lem><rdg wit="#C">y</rdg></app></p>')
    assert [one.code for one in told] == ["app.witness-twice", "app.witness-missing"]
    assert '"B" is missing' in told[0].hint
    assert '"C" stands twice' in told[1].hint


def test_missing_witnesses(findings, codes):
    """The regular ones are expected, in a positive apparatus only."""
    lacking = '<app><lem wit="#A">x</lem><rdg wit="#C">y</rdg></app>'
    (one,) = findings(f"<p>{FULL}{lacking}</p>")
    assert one.code == "app.witness-missing"
    assert '"B"' in one.message
    assert "10 of 11" in one.message
    assert codes(f"<p>{FULL}{lacking}</p>", "negative") == []
    assert codes(f"<p>{lacking}</p>") == []
    told = codes(f"<p>{lacking}<app><lem>x</lem><rdg wit='#B'>y</rdg></app></p>", "positive")
    assert told == ["app.witness-missing", "app.witness-missing"]


def test_a_gap_of_several_entries_is_one(findings):
    """A lost leaf is not told entry by entry."""
    lacking = '<app><lem wit="#A">x</lem><rdg wit="#C">y</rdg></app>\n' * 3
    (one,) = findings(f"<p>{FULL * 3}{lacking}{FULL}</p>")
    assert "nor of the next 2" in one.message
    assert "lacunaStart" in one.hint


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<lacunaStart wit="#B"/>', '<lacunaEnd wit="#B"/>'),
        ('<witEnd wit="#B"/>', ""),
        ('<lacunaStart wit="#B"/>', ""),
    ],
)
def test_whoever_is_in_a_lacuna_is_not_missing(codes, before, after):
    """Neither within the entry nor anywhere around it."""
    lacking = '<app><lem wit="#A">x</lem><rdg wit="#C">y</rdg></app>'
    assert codes(f"<p>{FULL}{before}{lacking}{after}</p>") == []


def test_a_witness_that_begins_late(codes):
    """Before its witStart it is absent."""
    lacking = '<app><lem wit="#A">x</lem><rdg wit="#C">y</rdg></app>'
    assert codes(f'<p>{lacking}<witStart wit="#B"/>{FULL}</p>') == []


def test_who_is_spoken_of_beside_the_readings(codes):
    """A witDetail tells what is the matter with the witness."""
    lacking = '<app><lem wit="#A">x</lem><rdg wit="#C">y</rdg>{}</app>'
    body = f"<p>{FULL}{lacking}</p>"
    assert codes(body.format('<witDetail wit="#B">torn</witDetail>')) == []


def test_an_unknown_siglum_may_be_the_missing_one(codes):
    """One cause is told once, and that is the unknown siglum."""
    lacking = '<app><lem wit="#A #X">x</lem><rdg wit="#C">y</rdg></app>'
    assert codes(f"<p>{FULL}{lacking}</p>") == []


def test_entries_in_entries(codes):
    """A witness of the outer lemma may read something else inside; one may be missing there."""
    outer = '<app><lem wit="#A #B">x <app><lem wit="#A">y</lem>{}</app></lem><rdg wit="#C"/></app>'
    body = f"<p>{FULL}{outer}</p>"
    assert codes(body.format('<rdg wit="#B">z</rdg>')) == []
    assert codes(body.format('<rdg source="#A">z</rdg>')) == ["app.nested-missing-witness"]


def test_hands_count_as_their_witness(codes):
    """The corrector of B stands for B."""
    header = (
        "<encodingDesc><p><listWit><witness xml:id='A'>A codex</witness>"
        "<witness xml:id='B'>B codex<listWit><witness xml:id='B2'>corrector</witness></listWit>"
        "</witness><witness xml:id='C'>C codex</witness></listWit></p></encodingDesc>"
    )
    entry = '<app><lem wit="#A">x</lem><rdg wit="#C #B2">y</rdg></app>'
    assert codes(f"<p>{FULL}{entry}</p>", header=header, witnesses="") == []


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("<app/>", "app.no-reading"),
        ("<app><note>all agree</note></app>", ""),
        ('<app><lem wit="#A">a</lem></app>', "app.lem-only"),
        ('<app><lem wit="#A">a</lem><note>sic</note></app>', ""),
        ('<app><lem resp="#A">a</lem></app>', ""),
        ('<app><lem wit="#A" next="#x">a</lem></app>', ""),
        ('<app><rdg wit="#A">a</rdg></app>', "app.single-reading"),
        ('<app><rdg wit="#A"/></app>', "app.single-reading"),
        ('<app><rdg wit="#A" exclude="#x">a</rdg></app>', ""),
        ('<app><rdg wit="#A"><lacunaStart/></rdg></app>', ""),
        ('<app loc="1"><rdg wit="#A">a</rdg></app>', ""),
        ('<app from="#w"><rdg wit="#A">a</rdg></app>', ""),
        ('<app><rdg wit="#A">a</rdg><rdg wit="#B">b</rdg></app>', "app.no-lem"),
        ('<app><lemm>x</lemm><rdg wit="#A">a</rdg><rdg wit="#B">b</rdg></app>', ""),
        ('<app><lem wit="#A">a</lem><lem wit="#B">b</lem></app>', "app.multiple-lem"),
        ('<app><lem>a</lem><rdg wit="#B">b</rdg><rdg wit="#C">b</rdg></app>', "app.identical"),
        ('<app><lem>a</lem><rdg wit="#B"/><rdg wit="#C"/></app>', "app.identical"),
        ('<app><lem>a</lem><rdg wit="#B">b</rdg><rdg wit="#B">b</rdg></app>', "app.witness-twice"),
        ('<app><lem>a</lem><rdg wit="#B">b</rdg><rdg wit="#C" type="x">b</rdg></app>', ""),
        ('<app><lem>a</lem><rdg wit="#B">b</rdg><rdg wit="#C"><hi>b</hi></rdg></app>', ""),
    ],
)
def test_what_an_entry_lacks(codes, entry, expected):
    """One finding at most, and none for what is sound."""
    told = codes(f'<p>x <w xml:id="w">y</w> {entry}</p>')
    assert len(told) == bool(expected)
    assert all(code.startswith(expected) for code in told)


def test_habits_are_told_once(findings):
    """What many entries of a document lack, it lacks by intention."""
    (one,) = findings("<p>" + '<app><rdg wit="#A">a</rdg><rdg wit="#B">b</rdg></app>' * 5 + "</p>")
    assert "4 more places" in one.message


def test_groups_and_their_members(findings):
    """Told once for each pair."""
    header = (
        "<encodingDesc><p><listWit><witness xml:id='g' type='group'><listWit>"
        "<witness xml:id='A'/><witness xml:id='B'/></listWit></witness>"
        "</listWit></p></encodingDesc>"
    )
    app = '<app><lem wit="#g">a</lem><rdg wit="#B">b</rdg></app>'
    (one,) = findings(f"<p>{app}{app}</p>", header=header, witnesses="")
    assert one.code == "app.group-and-member"
    assert "1 more place" in one.message


def test_a_member_of_a_family_within_the_family(findings):
    """However deep it is."""
    lists = (
        '<listWit xml:id="alpha"><listWit xml:id="beta"><witness xml:id="D"/></listWit>'
        '<witness xml:id="E"/></listWit>'
    )
    body = '<app><lem wit="#alpha">a</lem><rdg wit="#D">b</rdg></app>'
    header = f"<encodingDesc><p>{lists}</p></encodingDesc>"
    (one,) = findings(body, header=header)
    assert one.code == "app.group-and-member"


def test_types_of_entries(publish, tei):
    """A word used once, like one used often, is a slip of the pen."""
    app = '<app type="{}"><lem>a</lem><rdg wit="#B">b</rdg></app>'
    body = f"<p>{app.format('variants') * 4}{app.format('varaints')}</p>"
    survey = read_survey(publish(tei(body)).sources[0])
    (one,) = check_vocabularies(survey)
    assert one.code == "app.type-unknown"
    assert '"variants"' in one.hint

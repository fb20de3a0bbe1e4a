"""What kind of apparatus a document has, and what that changes."""

from __future__ import annotations

import pytest

from siglum.checks.profiles import Profile, severity_in
from siglum.checks.survey import read_survey
from siglum.codes import CODES
from siglum.findings import Place, Severity, found

FULL = '<app><lem wit="#A #B">a</lem><rdg wit="#C">b</rdg></app>'
PART = '<app><lem>a</lem><rdg wit="#{}">b</rdg></app>'
NO_LEMMA = '<app><rdg wit="#A #B">a</rdg><rdg wit="#C">b</rdg></app>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("no apparatus", Profile.DIPLOMATIC),
        ("<app><note>only notes</note></app>", Profile.DIPLOMATIC),
        (PART.format("A") * 4, Profile.SINGLE),
        ("<app><lem>a</lem><rdg source='#x'>b</rdg></app>", Profile.SINGLE),
        (PART.format("A") + PART.format("B"), Profile.NEGATIVE),
        (FULL, Profile.NEGATIVE),
        (FULL * 3, Profile.POSITIVE),
        (FULL * 6 + PART.format("C") * 2, Profile.POSITIVE),
        (FULL * 4 + PART.format("C") * 4, Profile.NEGATIVE),
        # One base text against many: whoever is not named agrees with it
        (
            '<app><lem wit="#A">a</lem><rdg wit="#B">b</rdg></app>' * 19
            + '<app><lem wit="#A">a</lem><rdg wit="#C">b</rdg></app>',
            Profile.NEGATIVE,
        ),
        (NO_LEMMA * 3, Profile.COLLATION),
        (NO_LEMMA + FULL, Profile.NEGATIVE),
    ],
)
def test_it_is_told_by_the_entries(publish, tei, body, expected):
    """Counted, not declared."""
    source = publish(tei(f"<p>{body}</p>")).sources[0]
    assert read_survey(source).profile is expected


def test_it_can_be_set(publish, tei):
    """edition.toml knows better."""
    source = publish(tei(FULL)).sources[0]
    assert read_survey(source, "collation").profile is Profile.COLLATION


def test_members_and_hands_count_as_witnesses(publish, tei):
    """A group stands for its members, a hand for its witness."""
    header = (
        "<encodingDesc><p><listWit><witness xml:id='g' type='group'><listWit>"
        "<witness xml:id='A'/><witness xml:id='B'>B<listWit><witness xml:id='B2'/></listWit>"
        "</witness></listWit></witness><witness xml:id='C'/></listWit></p></encodingDesc>"
    )
    body = '<app><lem wit="#g">a</lem><rdg wit="#C #B2">b</rdg></app>' * 3
    survey = read_survey(publish(tei(f"<p>{body}</p>", header=header, witnesses="")).sources[0])
    assert survey.shares.regular == {"A", "B", "C"}
    assert survey.profile is Profile.POSITIVE


def test_what_profiles_change():
    """Custom is no slip."""
    no_lemma = found("app.no-lem", Place("a.xml"), "no lemma")
    assert severity_in(Profile.COLLATION, no_lemma) is None
    assert severity_in(Profile.NEGATIVE, no_lemma) is Severity.INFO
    for profile in Profile:
        for code in CODES:
            assert severity_in(profile, found(code, Place("a.xml"), "x")) in (None, *Severity)

"""Findings about readings: what they say, who has them, in which order."""

from __future__ import annotations

import pytest

from siglum.checks.readings import check_readings


@pytest.fixture
def findings(survey_of):
    """All findings of `check_readings` on a fragment."""
    return lambda body, **more: list(check_readings(survey_of(body, **more)))


@pytest.fixture
def codes(findings):
    """The codes of these findings, in their order."""
    return lambda body, **more: [f.code for f in findings(body, **more)]


def app(lemma: str, *readings: str) -> str:
    """An entry with a lemma of A and further elements."""
    return f'<app><lem wit="#A">{lemma}</lem>{"".join(readings)}</app>'


# --- the same as the lemma


def test_a_reading_like_the_lemma_is_told(findings):
    """White space makes no difference; the reading is named."""
    (finding,) = findings(app("arma  virum", '<rdg wit="#B"> arma\nvirum</rdg>'))
    assert finding.code == "rdg.same-as-lem"
    assert '"arma virum"' in finding.message


def test_accents_stored_otherwise_are_the_same(findings):
    """What looks alike is told as alike, with the reason why it may not be seen."""
    (finding,) = findings(app("caf\u00e9", '<rdg wit="#B">cafe\u0301</rdg>'))
    assert finding.code == "rdg.same-as-lem"
    assert "accents" in finding.message
    assert "NFC" in finding.hint


@pytest.mark.parametrize(
    "reading",
    [
        '<rdg wit="#B">Arma</rdg>',  # a capital is a variant where all spelling is recorded
        '<rdg wit="#B">arma,</rdg>',
        '<rdg wit="#B"><unclear>arma</unclear></rdg>',
        '<rdg wit="#B">arma<gap/></rdg>',
        '<rdg wit="#B" type="transposition">arma</rdg>',
        '<rdg wit="#B" xml:lang="en">arma</rdg>',
    ],
)
def test_what_tells_a_reading_from_the_lemma(codes, reading):
    """Case, punctuation, markup and attributes may be all the difference."""
    assert codes(app("arma", reading)) == []


def test_the_same_elements_in_another_place_differ(codes):
    """A gap before a word is not a gap after it."""
    entry = app("<gap/> arma", '<rdg wit="#B">arma <gap/></rdg>')
    assert codes(entry) == []
    assert codes(entry.replace("arma <gap/>", "<gap/>arma")) == ["rdg.same-as-lem"]


def test_a_hand_may_come_back_to_the_lemma(codes):
    """The corrector of a witness reads what the others read: that is worth an entry."""
    header = '<witness xml:id="T">Codex T<listWit><witness xml:id="Tc">corr.</witness></listWit>'
    listed = f"<listWit>{header}</witness></listWit>"
    entry = app("arma", '<rdg wit="#T">armis</rdg>', '<rdg wit="#Tc">arma</rdg>')
    assert codes(f"<div>{listed}<p>{entry}</p></div>") == []


def test_a_collation_may_repeat_the_base(codes):
    """Where lemmata have no sigla and a reading repeats them with sigla, that is the custom."""
    entry = '<app><lem>arma</lem><rdg wit="#A">arma</rdg><rdg wit="#B">armis</rdg></app>'
    assert codes(f"<p>{entry}{entry}</p>") == []
    others = '<app><lem>cano</lem><rdg wit="#A">canto</rdg></app>' * 3
    assert codes(f"<p>{entry}{others}</p>") == ["rdg.same-as-lem"]


# --- omissions, empty readings


def test_an_omission_with_text(findings):
    """An omission may leave a part of the words, but no others."""
    (finding,) = findings(app("arma virum", '<rdg wit="#B" type="omission">viros</rdg>'))
    assert finding.code == "rdg.omission-with-text"
    assert '"viros"' in finding.message
    assert not findings(app("arma virum", '<rdg wit="#B" type="omission">virum</rdg>'))
    assert not findings(app("arma virum", '<rdg wit="#B" type="omission"/>'))


def test_empty_readings_are_told_once(findings):
    """They are the custom of many editions, so that there is one remark for all of them."""
    bare = app("arma", '<rdg wit="#B"/>')
    (finding,) = findings(f"<p>{bare * 3}</p>")
    assert finding.code == "rdg.empty-untyped"
    assert "in 2 more places" in finding.message


@pytest.mark.parametrize(
    "reading",
    [
        '<rdg wit="#B" type="omission"/>',
        '<rdg wit="#B" cause="homoeoteleuton"/>',
        '<rdg wit="#B"><gap reason="lost"/></rdg>',
        '<rdg wit="#B"><space quantity="0"/></rdg>',
        '<rdg wit="#B"><note>om.</note></rdg>',
        '<rdg wit="#B" copyOf="#x"/>',
        '<rdgGrp type="omission"><rdg wit="#B"/><rdg wit="#C"/></rdgGrp>',
    ],
)
def test_empty_readings_that_say_why(codes, reading):
    """A type, a cause or any element says why nothing is read."""
    assert codes(app("arma", reading)) == []


# --- who reads it


@pytest.mark.parametrize(
    "readings",
    [
        '<rdg source="#x">b</rdg>',
        '<rdg resp="#x">b</rdg>',
        '<rdgGrp wit="#B"><rdg>b</rdg><rdg>c</rdg></rdgGrp>',
        "<rdg>b</rdg><wit>B</wit>",
        '<rdg type="conjecture">b</rdg>',
        "<rdg><lacunaStart/></rdg>",  # told as a lacuna of nobody
    ],
)
def test_readings_of_somebody(codes, readings):
    """Witness, source, editor, group or <wit>: any of them will do."""
    assert "rdg.no-wit-source-resp" not in codes(app("a", readings))


def test_readings_of_nobody(findings):
    """Few are told each; where most are so, once."""
    few = app("a", "<rdg>b</rdg>") * 2 + app("a", '<rdg wit="#B">b</rdg>') * 3
    assert [f.code for f in findings(f"<p>{few}</p>")] == ["rdg.no-wit-source-resp"] * 2
    (finding,) = findings(f"<p>{app('a', '<rdg>b</rdg>') * 9}</p>")
    assert "8 more places" in finding.message


def test_lemmata_of_nobody(codes):
    """Only where nearly all lemmata say whose they are."""
    bare = '<app><lem>a</lem><rdg wit="#B">b</rdg></app>'
    full = app("a", '<rdg wit="#B">b</rdg>')
    assert codes(f"<p>{bare}{full * 3}</p>") == ["lem.unattributed"]
    assert codes(f"<p>{bare * 2}{full * 3}</p>") == []


# --- hands

HANDS = (
    '<listWit><witness xml:id="T"><msDesc><msIdentifier/><physDesc><handDesc>'
    '<handNote xml:id="T2">second</handNote></handDesc></physDesc></msDesc>'
    '<listWit><witness xml:id="Tm">in the margin</witness></listWit></witness>'
    '<witness xml:id="V">other</witness></listWit>'
)


@pytest.mark.parametrize(
    ("reading", "code"),
    [
        ('<rdg wit="#T" hand="#T2">b</rdg>', None),
        ('<rdg wit="#T #V" hand="#T2">b</rdg>', "rdg.hand-with-several-witnesses"),
        ('<rdg wit="#V" hand="#T2">b</rdg>', "rdg.hand-of-other-witness"),
        ('<rdg wit="#V" hand="#Tm">b</rdg>', "rdg.hand-of-other-witness"),
        ('<rdg wit="#T" hand="#Tm">b</rdg>', None),
        ('<rdg wit="#Tm" hand="#T2">b</rdg>', None),
        ('<rdg wit="#V" hand="#T">b</rdg>', None),  # a witness made for a hand
        ('<rdg wit="#V" hand="#nobody m1">b</rdg>', None),  # told of pointers
        ('<rdg hand="#T2">b</rdg>', None),
    ],
)
def test_hands(codes, reading, code):
    """A hand belongs to the one witness that is cited, or to nobody in particular."""
    found = codes(f"<div>{HANDS}<p>{app('a', reading)}</p></div>")
    assert found == ([code] if code else [])


# --- @varSeq


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        ("A1 B2", None),
        ("A1 B1 C2", None),  # two witnesses that are equally old
        ("A2", None),  # the lemma is the first
        ("A1 A1", "rdg.var-seq-duplicate"),
        ("A1 B3", "rdg.var-seq-gap"),
        ("A3", "rdg.var-seq-gap"),
        ("A0 B1", None),
    ],
)
def test_sequences(codes, numbers, code):
    """Each number once for a witness, and none left out."""
    readings = [
        f'<rdg wit="#{n[0]}" varSeq="{n[1:]}">x{i}</rdg>' for i, n in enumerate(numbers.split())
    ]
    found = codes(f"<app>{''.join(readings)}</app>")
    assert found == ([code] if code else [])


@pytest.mark.parametrize("number", ["", "first", "-1", "1.5", "9" * 100_000, "\u0661", "\u00b2"])
def test_odd_numbers_are_left_alone(codes, number):
    """What is no number is told by the schema."""
    codes(f'<app><rdg wit="#A" varSeq="{number}">a</rdg><rdg wit="#B">b</rdg></app>')

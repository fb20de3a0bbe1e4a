"""Findings about lacunae and fragmentary witnesses: a state for each witness, in text order."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siglum.checks.lacunae import check_lacunae
from siglum.findings import Severity

FAMILY = (
    '<div><listWit xml:id="f"><witness xml:id="X">x</witness><witness xml:id="Y">y</witness>'
    "</listWit></div>"
)


def spelt(words: str) -> str:
    """Words like A, [A, ]A, {A, }A -> entries: read, lacuna begins, ends, witness begins, ends."""
    marks = {"[": "lacunaStart", "]": "lacunaEnd", "{": "witStart", "}": "witEnd"}
    text = []
    for word in words.split():
        siglum = word.strip("[]{}")
        name = next((marks[sign] for sign in word if sign in marks), "")
        inner = f"<{name}/>" if name else "b"
        text.append(f'<app><lem>a</lem><rdg wit="#{siglum}">{inner}</rdg></app>')
    return f"<p>{' '.join(text)}</p>"


@pytest.fixture
def findings(survey_of):
    """All findings of `check_lacunae` on a fragment."""
    return lambda body, **more: list(check_lacunae(survey_of(body, **more)))


@pytest.fixture
def codes(findings):
    """The codes of these findings, in their order."""
    return lambda body, **more: [f.code for f in findings(body, **more)]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("A [A B ]A A", None),
        ("A [A ]A [A ]A A", None),
        ("]A A", None),  # lost at the beginning (the example of Guidelines 13.1.5)
        ("A ]A", "lacuna.end-without-start"),
        ("A [A ]A A ]A", "lacuna.end-without-start"),
        ("A [A A ]A", "lacuna.reading-inside"),
        ("A [A B A", "lacuna.not-closed"),
        ("A [A [A ]A", "lacuna.start-in-lacuna"),
        ("{A A }A B {A A }A", None),  # excerpts
        ("A }A B", None),
        ("A }A A", "extent.cited-outside"),
        ("A }A A {A A", "extent.cited-outside"),
        ("A {A A", "extent.cited-outside"),
        ("{A A {A A", "extent.start-twice"),
        ("A }A }A", "extent.end-before-start"),
        ("[A }A {A A", None),  # broken off in a lacuna
        ("[A {A A", None),
    ],
)
def test_what_follows_each_other(codes, words, code):
    """Marks and sigla of one witness must fit; those of others do not matter."""
    assert codes(spelt(words)) == ([code] if code else [])


def test_a_lacuna_to_the_end_is_a_remark(findings):
    """The last leaves of a witness may be lost."""
    (finding,) = findings(spelt("A [A B"))
    assert (finding.code, finding.severity) == ("lacuna.not-closed", Severity.INFO)
    (finding,) = findings(spelt("A [A B A"))
    assert finding.severity is Severity.WARNING


def test_what_is_told_names_witness_line_and_number(findings):
    """Hundreds of sigla in one lacuna are one slip."""
    text = spelt("A [A A A A ]A").replace("</app> ", "</app>\n")
    (finding,) = findings(text)
    assert '"A" is cited inside its own lacuna' in finding.message
    assert "(and in 2 more places)" in finding.message
    assert "line 6" in finding.message


@pytest.mark.parametrize(
    "reading",
    [
        '<rdg wit="#A"/>',
        '<rdg wit="#A" type="lac"/>',
        '<rdg wit="#A" hand="#m2">b</rdg>',  # supplied by a later hand
        '<rdg wit="#A"><gap reason="lost"/></rdg>',
        '<rdg wit="#B">b<witDetail wit="#A">deest</witDetail></rdg>',
    ],
)
def test_what_may_stand_in_a_lacuna(codes, reading):
    """That a witness has nothing, and what others have put there."""
    inner = f"<app><lem>a</lem>{reading}</app>"
    assert codes(spelt("[A") + f"<p>{inner}</p>" + spelt("]A")) == []


def test_marks_beside_words(codes):
    """The ways of the Guidelines: in the reading, or in a reading of several with a @wit."""
    own = '<app><lem>a</lem><rdg wit="#A">b<lacunaStart/></rdg></app>'
    end = '<app><lem>a</lem><rdg wit="#A #B"><lacunaEnd wit="#A"/>b</rdg></app>'
    assert codes(f"<p>{own} c {end} {own} c {end}</p>") == []


def test_marks_in_nested_entries(codes):
    """Who has a lacuna within a long reading is cited for what is left of it."""
    inner = '<app><lem>a</lem><rdg wit="#A">{}</rdg></app>'
    text = f"{inner.format('<lacunaStart/>')} b {inner.format('<lacunaEnd/>')}"
    assert codes(f'<app><lem wit="#A #B">{text}</lem><rdg wit="#C">c</rdg></app>') == []


def test_groups(codes, findings):
    """A group stands for its members; it reads on as long as one of them does."""
    assert codes(FAMILY + spelt("[f C ]X ]Y f")) == []
    assert codes(FAMILY + spelt("[X f ]X f")) == []
    assert codes(FAMILY + spelt("[f X ]f")) == ["lacuna.reading-inside"]
    (finding,) = findings(FAMILY + spelt("[f f ]f"))
    assert finding.message.endswith('so it is with "Y"')


def test_hands_have_a_text_of_their_own(codes):
    """A corrector may begin where the first hand has a lacuna."""
    listed = (
        '<div><listWit><witness xml:id="T">Codex<listWit><witness xml:id="T2">second hand'
        "</witness></listWit></witness></listWit></div>"
    )
    assert codes(listed + spelt("{T T [T {T2 T2 }T2 ]T T }T")) == []


def test_lists_are_gone_through_apart(codes):
    """Entries collected in a list follow the text from its beginning again."""
    listed = spelt("A B").replace("<p>", "").replace("</p>", "")
    assert codes(f"{spelt('[A B ]A')}<listApp>{listed}</listApp>".join(["<div>", "</div>"])) == []


def test_marks_of_nobody_and_marks_outside(codes):
    """A mark speaks of a witness, and stands in a reading."""
    assert codes("<app><lem>a<lacunaStart/></lem></app>") == ["lacuna.no-witness"]
    assert codes('<p>a<witStart wit="#A"/> b</p>') == ["lacuna.outside-reading"]
    assert codes("<p>a<witStart/> b</p>") == ["lacuna.outside-reading"]
    nested = '<app><rdg wit="#A">a <app><lem>b<lacunaStart/></lem></app></rdg></app>'
    assert codes(nested) == ["lacuna.not-closed"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from("A B C [A ]A {A }A [B ]B {B }B [f ]X }Y f".split()), max_size=14))
def test_any_order_is_read(findings, words):
    """Whatever is written, there is an answer, and no place is told twice for one thing."""
    told = [(f.code, f.place) for f in findings(FAMILY + spelt(" ".join(words)))]
    assert len(told) == len(set(told))

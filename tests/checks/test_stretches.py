"""Where elements stand in the running text, and how lemmata are compared with it."""

from __future__ import annotations

import pytest

from siglum.checks.stretches import is_the_text, letters, nearest, pieces, read_stretches, stand_in


def test_the_running_text(survey_of):
    """Notes and readings are no part of it; of entries only what stands in the text."""
    survey = survey_of(
        'arma <anchor xml:id="a"/><app><lem>virum</lem><rdg>viros</rdg></app>que'
        '<note>n<anchor xml:id="n"/></note><seg xml:id="s"> cano</seg>'
    )
    ids = survey.ids
    found = read_stretches(survey.document.tei, set(ids.values()), ())
    start, end = found.starts[ids["a"]].offset, found.ends[ids["s"]].offset
    assert found.text[start:end] == "virumque cano"
    assert ids["n"] not in found.starts
    assert found.starts[ids["a"]].rank < found.starts[ids["s"]].rank


@pytest.mark.parametrize(
    ("lemma", "text", "same"),
    [
        ("Arma virum", "arma, virum", True),
        ("caf\u00e9", "cafe\u0301", True),
        ("arma … cano", "arma virumque cano", True),
        ("arma ... cano", "Arma virumque cano", True),
        ("arma – cano", "Arma virumque cano", True),
        ("arma-virum", "arma virum", True),
        ("arma (2) virum", "arma virum", True),  # a line number inside a lemma
        ("arma … cano", "arma virumque", False),
        ("virum", "arma virumque", False),
        ("arma", "armis", False),
        ("…", "", True),
    ],
)
def test_lemmata(lemma, text, same):
    """Case, punctuation, white space and the encoding of accents do not count."""
    assert is_the_text(lemma, text) is same


def test_pieces_stand_in_order():
    """The pieces of a lemma are looked for one after the other."""
    assert stand_in(pieces("arma … cano"), letters("Arma virumque cano, Troiae"))
    assert not stand_in(pieces("cano … arma"), letters("Arma virumque cano, Troiae"))


def test_the_nearest_words():
    """As many words as the lemma has, if they are alike; none in a very long text."""
    assert nearest("fatis profugos", "Italiam fato profugus Laviniaque") == "fato profugus"
    assert nearest("xyz", "Italiam fato profugus") == ""
    assert nearest("fato", "fati " * 10_000) == ""
    assert nearest("", "fato") == nearest("fato", "") == ""

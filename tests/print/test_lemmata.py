"""Lemmata at the foot of a page: shortened, or left out."""

from __future__ import annotations

import pytest
from lxml import etree

from siglum.print.lemmata import drop_lemma, mark_ranks


def foot(lemma, rest='<span class="sep">]</span> om. B'):
    return etree.fromstring(f'<span class="app"><span class="lem">{lemma}</span>{rest}</span>')


def drawn(lemma, most=4):
    """An entry with 0 for each rank."""
    entry = foot(lemma)
    mark_ranks(entry, most)
    return etree.tostring(entry[0], encoding="unicode", with_tail=False)[18:-7]


RANK, LAST = '<span class="rank">0</span>', '<span class="rank last">0</span>'


@pytest.mark.parametrize(
    ("lemma", "shown"),
    [
        ("arma virumque cano Troiae", f"arma virumque cano Troiae{RANK}"),
        ("arma virumque cano Troiae qui", f"arma{RANK} … qui{LAST}"),
        ("Arma, virumque cano — Troiae qui;", f"Arma{RANK} … qui;{LAST}"),
        ("<i>arma</i> b c d <b>qui</b>", f"<i>arma{RANK} … </i><b>qui</b>{LAST}"),
        ("<i>arma b</i> c d <b>e qui</b>", f"<i>arma{RANK} … </i><b>qui</b>{LAST}"),
        ("a<i>rm</i>a b c <u>d</u> e f<br/> <b>q</b>ui", f"a<i>rm</i>a{RANK} … <b>q</b>ui{LAST}"),
        (
            "<span>arma b</span><span> / </span><span>c d e</span>",
            f"<span>arma{RANK} … </span><span>e</span>{LAST}",
        ),
        (
            '<span class="pb">3</span> <b>arma</b> b <b>c <span class="pb">4</span> d</b> qui',
            f'<span class="pb">3</span> <b>arma{RANK} … </b>qui{LAST}',
        ),
        ("⟨arma⟩ b c d [...]", f"⟨arma⟩ b c d [...]{RANK}"),
    ],
)
def test_a_long_lemma_is_its_first_and_last_word(lemma, shown):
    """With what marks them; signs are no words, and punctuation goes with what it parts."""
    assert drawn(lemma) == shown


def test_a_lemma_with_readings_of_its_own_is_told_whole():
    """They need not stand in the text above."""
    inner = '<span class="app-inline">b <span class="rdg">(d sic)</span></span>'
    assert drawn(f"arma {inner} c d e f") == f"arma {inner} c d e f{RANK}"


def test_lemmata_may_stay_whole():
    """Without a most, only the rank of what cannot stand twice in a line is left out."""
    words = " ".join("abcdefghijklmnopqrstuvwx")
    assert drawn(words, 0) == words
    assert drawn(words[:20], 0) == words[:20] + RANK


def test_an_entry_without_its_lemma_begins_with_its_readings():
    """The sign that parted them goes too."""
    entry = foot("<i>arma</i> virumque")
    drop_lemma(entry)
    assert etree.tostring(entry, encoding="unicode") == '<span class="app"> om. B</span>'

"""siglum.reports.plain: text with anything in it -> text that a terminal can bear."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from siglum.reports.plain import MOST, printable


def test_what_cannot_be_seen_is_spelt_out():
    """Controls, direction marks and halves of surrogates stand in brackets; breaks are spaces."""
    assert printable("a\x1b[31m") == "a<U+001B>[31m"
    assert printable("\u202eb\ufeff\x9b") == "<U+202E>b<U+FEFF><U+009B>"
    assert printable("one \n  two\u2028three") == "one two three"
    assert printable("half \udcff") == "half <U+DCFF>"
    assert printable("ā́ ܐ 𝔄 — «x»") == "ā́ ܐ 𝔄 — «x»"


def test_what_is_too_long_is_cut():
    """A message never fills the screen, whatever it quotes."""
    assert printable("x" * 10_000_000) == "x" * (MOST - 1) + "…"


@given(st.text(st.characters(), max_size=200))
def test_any_text_can_be_printed(text):
    """On one line, in UTF-8, without anything that steers a terminal."""
    told = printable(text)
    told.encode()
    assert len(told.splitlines()) <= 1
    assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in told)

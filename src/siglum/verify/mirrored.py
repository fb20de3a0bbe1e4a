"""The letters of a PDF -> the same with brackets that open what they seemed to close.

A bracket in words from right to left is painted with the sign of its counterpart, and a PDF can say
of a sign only once what letter it stands for. PDFium turns all such brackets; whether that is right
for a book, its brackets tell together: the right way round, fewer of them close what is not open.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from siglum.verify.paint import Glyph

_OPEN: Final = "([{⟨⟦«‹"
_SHUT: Final = ")]}⟩⟧»›"
_COUNTERPART: Final = dict(zip(_OPEN + _SHUT, _SHUT + _OPEN, strict=True))


def turn_brackets(pages: Iterable[list[Glyph]]) -> None:
    """Exchange the brackets in words from right to left, in place, if all of them were wrong."""
    found = [glyph for glyphs in pages for glyph in glyphs if glyph.backwards]
    brackets = [glyph for glyph in found if glyph.letter in _COUNTERPART]
    as_told = _unmatched(glyph.letter for glyph in brackets)
    if as_told > _unmatched(_COUNTERPART[glyph.letter] for glyph in brackets):
        for glyph in brackets:
            glyph.letter = _COUNTERPART[glyph.letter]


def _unmatched(letters: Iterable[str]) -> int:
    """How many brackets have no counterpart."""
    waiting: list[str] = []
    alone = 0
    for letter in letters:
        if letter in _OPEN:
            waiting.append(_COUNTERPART[letter])
        elif waiting and waiting[-1] == letter:
            waiting.pop()
        else:
            alone += 1
    return alone + len(waiting)

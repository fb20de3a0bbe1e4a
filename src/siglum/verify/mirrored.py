"""The letters of a PDF -> the same with brackets that open what they seemed to close.

A bracket in words from right to left is painted with the sign of its counterpart, and a PDF can say
of a sign only once what letter it stands for. PDFium turns all such brackets; whether that is right
for a book, its brackets tell together: the right way round, fewer of them close what is not open.
In lines of both directions PDFium turns some brackets and others not. Then nothing is left but to
take them for pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from siglum.verify.pieces import COUNTERPART, OPEN, Glyph

#: What it costs to turn a bracket, to open one within another, and to leave one alone.
_TURNED, _NESTED, _ALONE = 1, 10, 1000
_DEEPEST = 3
_ROUND: Final = frozenset("()")


def turn_brackets(pages: Iterable[list[Glyph]]) -> None:
    """Exchange the brackets in words from right to left, in place, if all of them were wrong."""
    found = [glyph for glyphs in pages for glyph in glyphs if glyph.backwards]
    brackets = [glyph for glyph in found if glyph.letter in COUNTERPART]
    as_told = _unmatched(glyph.letter for glyph in brackets)
    if as_told > _unmatched(COUNTERPART[glyph.letter] for glyph in brackets):
        for glyph in brackets:
            glyph.letter = COUNTERPART[glyph.letter]


def pair_brackets(pages: Iterable[list[Glyph]]) -> None:
    """Exchange round brackets in words from right to left, in place, so that they make pairs.

    As few as possible. Other kinds stand alone at times, as the one behind a lemma does.
    """
    brackets = [glyph for page in pages for glyph in page if glyph.letter in _ROUND]
    opens = [glyph.letter == "(" for glyph in brackets]
    fixed = [not glyph.backwards for glyph in brackets]
    for glyph, turned in zip(brackets, _turns(opens, fixed), strict=True):
        if turned:
            glyph.letter = COUNTERPART[glyph.letter]


def _turns(opens: Sequence[bool], fixed: Sequence[bool]) -> list[bool]:
    """Which brackets to turn, of those that are not fixed, so that all together cost least."""
    costs: list[int] = [0, *[_ALONE * _DEEPEST * 2] * (_DEEPEST - 1)]
    ways: list[list[tuple[int, bool]]] = []  # for each bracket and depth behind it, how it came
    for opening, stays in zip(opens, fixed, strict=True):
        best: list[tuple[int, int, bool]] = [(1 << 40, 0, False)] * _DEEPEST
        for depth, cost in enumerate(costs):
            for turned in (False,) if stays else (False, True):
                own = cost + _TURNED * turned
                if opening != turned:
                    there = min(depth + 1, _DEEPEST - 1)
                    own += _NESTED * (depth > 0) + _ALONE * (depth == there)
                else:
                    there = max(depth - 1, 0)
                    own += _ALONE * (depth == 0)
                best[there] = min(best[there], (own, depth, turned))
        costs = [cost for cost, _depth, _turned in best]
        ways.append([(depth, turned) for _cost, depth, turned in best])
    depth = min(range(_DEEPEST), key=lambda one: costs[one] + _ALONE * one)
    found: list[bool] = []
    for way in reversed(ways):
        depth, turned = way[depth]
        found.append(turned)
    return found[::-1]


def _unmatched(letters: Iterable[str]) -> int:
    """How many brackets have no counterpart."""
    waiting: list[str] = []
    alone = 0
    for letter in letters:
        if letter in OPEN:
            waiting.append(COUNTERPART[letter])
        elif waiting and waiting[-1] == letter:
            waiting.pop()
        else:
            alone += 1
    return alone + len(waiting)

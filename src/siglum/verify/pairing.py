"""A text and its book -> the letters of both brought together, and where each is printed.

Which letters belong together is a guess where signs or notes hide what is alike: there are several
ways to make it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from siglum.verify.bareletters import (
    align_beside,
    align_print,
    by_lines,
    listed_in,
    named_in,
    pointed_in,
)
from siglum.verify.book import Book, body_rows
from siglum.verify.expected import Text
from siglum.verify.items import letters_in
from siglum.verify.mentionedpages import without_pages
from siglum.verify.runs import Run, run_of
from siglum.verify.streams import Alignment, align
from siglum.verify.tags import T

#: Ways to bring text and print together: with long notes left aside, or by letters alone.
NOTED, LETTERS = "noted", "letters"
_LONG = 24  # notes of more letters are found in the body as wholes


@dataclass(frozen=True, slots=True)
class Pairing:
    """A text, its book, and which letters of the two are the same."""

    text: Text
    book: Book
    body: Run  # the running text in print, without the pages that entries of registers tell
    told: dict[int, list[list[str]]]  # these pages, and behind how many letters they stand
    listed: list[tuple[int, int]]  # where entries of a list fill lines
    alignment: Alignment

    def page(self, position: int) -> str:
        """The page of a printed letter, in words."""
        return f"page {self.body.page_at(position)}"

    def page_of(self, at: int) -> int:
        """The page on which a letter of the source is printed; 0 if that is not known."""
        spot = self.alignment.to_other(at)
        if spot < 0 and at:
            spot = self.alignment.to_other(at - 1)
        return self.body.page_at(spot) if spot >= 0 else 0


def pair(text: Text, book: Book, way: str = "") -> Pairing:
    """Bring a text and its book together, plainly or in another way."""
    rows = body_rows(book, lists=text.root.find(f".//{T}list") is not None)
    words, told = text.words.text, dict[int, list[list[str]]]()
    if text.mentioned:
        rows, told = without_pages(rows, words)
    body = run_of(rows)
    alone = {letters_in(one.steps) for one in text.listed}
    if way == NOTED:
        alone |= _noted(text)
    listed = listed_in(body, alone)
    pointed = [*pointed_in(body, words, text.marks)]
    bring: Callable[[str, str], Alignment] = align
    if way == NOTED:
        bring = partial(align_beside, aside=[*listed, *pointed])
    elif way == LETTERS:
        bring = partial(align_print, aside=[*named_in(body, text.marks), *listed, *pointed])
    elif pointed:
        bring = partial(align_beside, aside=pointed)
    alignment = by_lines(bring(words, body.letters), words, body)
    return Pairing(text, book, body, told, listed, alignment)


def _noted(text: Text) -> set[str]:
    """The letters of long notes that the text itself has nowhere."""
    told = {letters_in(note.steps) for note in text.notes}
    return {one for one in told if len(one) > _LONG and one not in text.words.text}

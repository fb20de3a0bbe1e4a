"""Numbers in print: those of lines and entries follow from where the lines stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.verify.editions import Edition

from siglum.verify import paper
from siglum.verify.book import Book, Row, read_book


def _write(row: Row, old: str, new: str) -> None:
    at = row.text.index(old)
    for glyph, letter in zip(row.glyphs[at : at + len(old)], new, strict=True):
        glyph.letter = letter


def _first_number(book: Book) -> None:
    row = book.pages[0].foot[0][0]
    _write(row, row.text[0], "9")


def _margin(book: Book) -> None:
    _write(book.pages[0].margin[0], "5", "6")


def _no_margin(book: Book) -> None:
    del book.pages[0].margin[0]


def _beside_no_line(book: Book) -> None:
    for glyph in book.pages[0].margin[0].glyphs:
        glyph.y += 400


def _lines_swapped(book: Book) -> None:
    body = book.pages[0].body
    body[-1], body[-2] = body[-2], body[-1]


HARMS: list[tuple[Callable[[Book], None], str]] = [
    (_first_number, "number"),
    (_margin, "number"),
    (_no_margin, "number"),
    (_beside_no_line, "number"),
    (_lines_swapped, "text"),
]


@pytest.mark.parametrize(("harm", "kind"), HARMS)
def test_a_wrong_number_is_found(
    piers: Edition, monkeypatch: pytest.MonkeyPatch, harm: Callable[[Book], None], kind: str
) -> None:
    """A number in the margin or before an entry that is not that of its line is told."""

    def damaged(path: Path, *, paired: bool = False) -> Book:
        book = read_book(path, paired=paired)
        if path.stem == "pier":
            harm(book)
        return book

    monkeypatch.setattr(paper, "read_book", damaged)
    assert kind in {one.kind for one in piers.differences("pdf")}

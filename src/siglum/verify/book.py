"""A PDF -> its pages as a reader sees them: lines of text, the foot, heads, numbers in margins.

Each letter is known by its place, its size and its order in the file. The order is that in which a
page is set: the text (cells of a table one after the other), the foot, then heads and margins.
What is text and what foot is told by the size of the letters against that of the title.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import median

import pypdfium2

from siglum.verify.mirrored import pair_brackets, turn_brackets
from siglum.verify.paint import is_raised, read_page
from siglum.verify.pieces import Glyph

#: Sizes against that of the text: the foot, the names of texts, the title page.
FOOT, PART, TITLE = 0.81, 1.5, 2.0
#: The same for what stands in the margin.
MARGIN = 0.72
#: Where heads end and page numbers begin, as parts of the height of a page.
_TOP, _BOTTOM = 0.085, 0.915
_HYPHEN = "\u2010"
#: Letters so far from each other, in points, do not stand in one margin.
_FAR = 150
#: How wide the last letter of a line may be, against its size.
_WIDE = 0.6
#: What stands before the items of a numbered list.
_ORDINAL = re.compile(r"\d{1,3}\.")
_BULLETS = frozenset("•◦▪‣–")


@dataclass(slots=True)
class Row:
    """One printed line: its letters without white space, and where spaces stand."""

    page: int
    glyphs: list[Glyph] = field(default_factory=list)
    spaces: set[int] = field(default_factory=set)  # before which letters
    divided: bool = False  # whether its last word goes on in the next line

    @property
    def text(self) -> str:
        """The letters of the line."""
        return "".join(glyph.letter for glyph in self.glyphs)

    @property
    def size(self) -> float:
        """The size of its largest letters."""
        return max(glyph.size for glyph in self.glyphs)

    @property
    def base(self) -> float:
        """Its baseline, from the top of the page."""
        size = self.size
        return median(g.y for g in self.glyphs if g.size > 0.9 * size)

    def __str__(self) -> str:
        parts = ((" " if n in self.spaces else "") + g.letter for n, g in enumerate(self.glyphs))
        return "".join(parts)


@dataclass(slots=True)
class Page:
    """A page: its number in the file, and what is printed on it."""

    number: int
    head: list[Row] = field(default_factory=list)
    printed: str = ""  # the page number at its foot
    body: list[Row] = field(default_factory=list)
    foot: list[list[Row]] = field(default_factory=list)  # its areas, top to bottom
    margin: list[Row] = field(default_factory=list)  # numbers
    aside: list[Row] = field(default_factory=list)  # words in the margin


@dataclass(slots=True)
class Book:
    """A PDF: the pages before its text, and those of its text."""

    front: list[Page]
    pages: list[Page]
    size: float  # of the letters of the text


class UnreadableError(Exception):
    """A file that is no PDF, or a damaged one."""


def read_book(path: Path, *, paired: bool = False) -> Book:
    """Read a PDF. Raises UnreadableError, with the reason, when that is not possible.

    `paired`: brackets of unknown direction are taken for pairs.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise UnreadableError(str(error)) from None
    try:
        raw = [read_page(document, number) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(str(error)) from None
    finally:
        document.close()
    turn_brackets(glyphs for _high, glyphs in raw)
    if paired:
        pair_brackets(glyphs for _high, glyphs in raw)
    sizes = Counter(round(g.size, 1) for _high, glyphs in raw for g in glyphs if g.letter)
    if not sizes:
        return Book([], [], 1.0)
    first = [round(g.size, 1) for g in raw[0][1] if g.letter]
    size = max(first or sizes) / TITLE
    pages: list[Page] = []
    front: list[Page] = []
    for number, (high, glyphs) in enumerate(raw, start=1):
        rows = list(_rows(glyphs, number))
        begins = any(abs(row.size / size - PART) < 0.02 for row in rows)
        page = _page(number, high, rows, size)
        (pages if pages or begins else front).append(page)
    return Book(front, pages, size)


def _rows(glyphs: list[Glyph], page: int) -> Iterator[Row]:
    """Letters -> lines: a new one begins where the baseline is another, or far to the left."""
    row = Row(page)
    base = largest = leftmost = 0.0
    for glyph in glyphs:
        if not glyph.letter:
            row.spaces.add(len(row.glyphs))
            continue
        if row.glyphs:
            last = row.glyphs[-1]
            room = 0.5 * max(last.size, glyph.size)
            moved = abs(glyph.y - last.y) > room and abs(glyph.y - base) > room
            moved = moved and not is_raised(glyph.size, glyph.y, largest, base)
            # of an item that goes to the next page, what stands before it may be left behind
            left = glyph.letter in _BULLETS and glyph.x < leftmost
            if moved or left or (abs(glyph.y - base) <= room and glyph.x < leftmost - 200):
                yield _ended(row)
                row, largest = Row(page), 0.0
        leftmost = min(leftmost, glyph.x) if row.glyphs else glyph.x
        row.glyphs.append(glyph)
        if glyph.size >= largest:
            base, largest = glyph.y, glyph.size
    if row.glyphs:
        yield _ended(row)


def _ended(row: Row) -> Row:
    """A line whose letters are composed, and whose hyphen is told apart from its letters."""
    if row.glyphs[-1].letter == _HYPHEN and len(row.glyphs) > 1:
        row.glyphs.pop()
        row.divided = True
    glyphs: list[Glyph] = []
    spaces: set[int] = set()
    begins = 0  # the letter that marks belong to
    for n, glyph in enumerate(row.glyphs):
        together = glyph.letter
        if glyphs and n not in row.spaces and unicodedata.combining(glyph.letter[0]):
            together = "".join(one.letter for one in glyphs[begins:]) + glyph.letter
            glyph = glyphs[begins]
            del glyphs[begins:]
        elif n in row.spaces:
            spaces.add(len(glyphs))
        begins = len(glyphs)
        glyphs += [
            Glyph(letter, glyph.x, glyph.y, glyph.size)
            for letter in unicodedata.normalize("NFC", together)
        ]
    row.glyphs, row.spaces = glyphs, spaces - {0}
    return row


def _apart(row: Row, size: float) -> list[Row]:
    """A line as two, if it is small and its halves stand in two margins."""
    far = (n for n, (a, b) in enumerate(pairwise(row.glyphs), 1) if abs(b.x - a.x) > _FAR)
    at = next(far, 0) if abs(row.size / size - MARGIN) <= 0.012 else 0
    if not at:
        return [row]
    halves = (row.glyphs[:at], set[int]()), (row.glyphs[at:], {n - at for n in row.spaces})
    return [Row(row.page, glyphs, {n for n in spaces if n > 0}) for glyphs, spaces in halves]


def _is_beside(row: Row, rows: list[Row], size: float) -> bool:
    """Whether a line stands in the margin: small, and outside of all others, or a mere number."""
    if abs(row.size / size - MARGIN) > 0.012:
        return False
    if row.text.isdecimal():
        return True
    others = [one for one in rows if abs(one.size / size - MARGIN) > 0.012]
    places = [glyph.x for one in others for glyph in one.glyphs]
    own = [glyph.x for glyph in row.glyphs]
    return bool(places) and (max(own) < min(places) or min(own) > max(places) + _WIDE * size)


def _is_bullet(row: Row) -> bool:
    """Whether a row is what stands before items of lists; several alike are a hole."""
    return set(row.text) <= _BULLETS and len(set(row.text)) == len(row.text)


def _page(number: int, high: float, rows: list[Row], size: float) -> Page:
    page = Page(number)
    inner: list[Row] = []
    for row in rows:
        if row.base < _TOP * high:
            page.head.append(row)
        elif row.base > _BOTTOM * high:
            page.printed += row.text
        elif not _is_bullet(row):
            inner += _apart(row, size)
    # numbers in the margin come last, after the foot
    while inner and _is_beside(inner[-1], inner, size):
        row = inner.pop()
        (page.margin if row.text[0].isdecimal() else page.aside).insert(0, row)
    at = len(inner)
    while at and inner[at - 1].size < (FOOT + 0.015) * size:
        at -= 1
    while at < len(inner) and inner[at].size < (FOOT - 0.015) * size:
        at += 1  # a last line of the text that holds nothing but a number
    low = max((row.base for row in inner[:at]), default=0.0)
    while at < len(inner) and inner[at].base < low:
        at += 1  # the last cell of a table, beside a higher one
    page.body = inner[:at]
    for row in inner[at:]:
        apart = page.foot and row.base - page.foot[-1][-1].base > 0.95 * size
        if not page.foot or apart:
            page.foot.append([])
        page.foot[-1].append(row)
    return page


def body_rows(book: Book, *, lists: bool) -> list[Row]:
    """The lines of the running text, without its name; of lists (`lists`), without ordinals."""
    rows: list[Row] = []
    for page in book.pages:
        body = page.body
        if page is book.pages[0]:
            body = body[_named(page, book.size) :]
        if lists:
            body = [row for row in body if not _is_ordinal(row, body)]
        rows += body
    return rows


def _is_ordinal(row: Row, rows: list[Row]) -> bool:
    """Whether a row is nothing but the number before an item, which stands beside it."""
    if not _ORDINAL.fullmatch(row.text):
        return False
    x, base = row.glyphs[0].x, row.base
    return any(r is not row and abs(r.base - base) < 1 and r.glyphs[0].x > x for r in rows)


def _named(page: Page, size: float) -> int:
    """How many rows name a text and its author before it begins, set apart by white space."""
    last = max(
        (n for n, row in enumerate(page.body) if row.size > (PART - 0.05) * size), default=-1
    )
    rows = page.body
    while 0 <= last < len(rows) - 1 and rows[last + 1].base - rows[last].base < 2.4 * size:
        last += 1
    return last + 1

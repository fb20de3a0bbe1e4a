"""A PDF -> its pages as a reader sees them: lines of text, the foot, numbers in the margin.

Only positions and sizes of words are known (`pdftotext -bbox`); what is text and what apparatus
is told by the height of the letters and by where they stand.
"""

from __future__ import annotations

import html
import re
import subprocess
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

_WORD = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
)
_SIZE = re.compile(r'width="([\d.]+)" height="([\d.]+)"')
#: Where the baseline lies within the box of a word, as a part of its height.
_BASE = 0.78
#: Heights against that of the text: entries and notes at the foot are smaller than lists after it.
_FOOT, _TITLE = 0.84, 1.4
_HYPHEN = "\u2010"


@dataclass(slots=True)
class Word:
    x0: float
    y0: float
    x1: float
    y1: float
    text: str

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def base(self) -> float:
        return self.y0 + _BASE * self.height


@dataclass(slots=True)
class Row:
    """One printed line."""

    words: list[Word]

    @property
    def base(self) -> float:
        return median(word.base for word in self.words)

    @property
    def height(self) -> float:
        return median(word.height for word in self.words)


@dataclass(slots=True)
class Page:
    number: int  # counted from 1 in the file
    printed: str  # as printed at its foot
    body: list[Row] = field(default_factory=list)
    foot: list[list[Row]] = field(default_factory=list)  # the areas at the foot, top to bottom
    margin: list[Word] = field(default_factory=list)


def read_book(path: Path) -> tuple[list[Page], float]:
    """The pages of a PDF from the first page of its text on, and the height of its letters."""
    told = subprocess.run(
        ["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout
    raw: list[tuple[float, float, list[Word]]] = []
    for part in told.split("<page ")[1:]:
        size = _SIZE.match(part)
        assert size is not None, "pdftotext gives the size of each page"
        words = [
            Word(*(float(n) for n in match[:4]), html.unescape(match[4]))
            for match in _WORD.findall(part)
        ]
        raw.append((float(size[1]), float(size[2]), words))
    heights = Counter(round(w.height, 1) for _x, _y, words in raw for w in words)
    title = max(heights)  # on the title page, twice the size of the text
    size_of_text = min(
        (h for h in heights if heights[h] >= 3), key=lambda h: abs(h - title / 2), default=title / 2
    )
    kept: list[tuple[int, float, list[Word]]] = []
    for number, (_wide, high, words) in enumerate(raw, start=1):
        tall = any(abs(w.height - 1.5 * size_of_text) < 0.3 for w in words)
        if kept or (tall and not any(w.height > 1.8 * size_of_text for w in words)):
            kept.append((number, high, words))
    sides = {parity: _sides(kept, parity, size_of_text) for parity in (0, 1)}
    pages = [
        _page(number, high, words, size_of_text, sides[number % 2]) for number, high, words in kept
    ]
    return pages, size_of_text


def _sides(
    pages: list[tuple[int, float, list[Word]]], parity: int, size: float
) -> tuple[float, float]:
    """Where the lines of left or right pages begin and end."""
    words = [
        w
        for number, high, page in pages
        if number % 2 == parity
        for w in page
        if w.height > 0.78 * size and 0.09 * high < w.y0 < 0.9 * high
    ]
    if not words:
        return 0, 0
    few = len(words) // 200  # a line may run over the edge
    return sorted(w.x0 for w in words)[few], sorted(w.x1 for w in words)[-1 - few]


def _page(
    number: int, high: float, words: list[Word], size: float, sides: tuple[float, float]
) -> Page:
    top, bottom = 0.09 * high, 0.9 * high
    page = Page(number, " ".join(w.text for w in words if w.y0 > bottom))
    inner = [w for w in words if top - 4 <= w.y0 <= bottom]
    page.margin = [
        w
        for w in inner
        if (w.x1 < sides[0] - 3 or w.x0 > sides[1] + 3)
        and w.text.isdecimal()
        and w.height < 0.8 * size
    ]
    rows = _rows([w for w in inner if not any(w is o for o in page.margin)], size)
    at = len(rows)
    while at and _is_small(rows[at - 1], size) and not _lone(rows[at - 1], size):
        at -= 1
    page.body = rows[:at]
    for row in rows[at:]:
        apart = page.foot and row.base - page.foot[-1][-1].base > 0.77 * size
        if not page.foot or apart:
            page.foot.append([])
        page.foot[-1].append(row)
    return page


def _is_small(row: Row, size: float) -> bool:
    """Whether a row has the letters of the foot: a short last line of text with the call of a note
    has few of its own size, but it has some.
    """
    return row.height < _FOOT * size and max(w.height for w in row.words) < 0.95 * size


def _lone(row: Row, size: float) -> bool:
    """Whether a row holds nothing but small numbers of the text (a page of the source begins)."""
    return all(word.height < 0.71 * size for word in row.words)


def _rows(words: list[Word], size: float) -> list[Row]:
    """Words -> lines; small letters that are raised or lowered belong to the line beside them."""
    rows: list[Row] = []
    for word in sorted((w for w in words if w.height > 0.74 * size), key=lambda w: w.base):
        if rows and word.base - rows[-1].words[-1].base < 3.2:
            rows[-1].words.append(word)
        else:
            rows.append(Row([word]))
    loose: list[Row] = []
    for word in sorted((w for w in words if w.height <= 0.74 * size), key=lambda w: w.base):
        near = min(rows, key=lambda row: abs(row.base - word.base), default=None)
        if near is not None and abs(near.base - word.base) < 6:
            near.words.append(word)
        elif loose and abs(loose[-1].base - word.base) < 3:
            loose[-1].words.append(word)
        else:
            loose.append(Row([word]))
    rows = sorted([*rows, *loose], key=lambda row: row.base)
    for row in rows:
        row.words.sort(key=lambda w: w.x0)
    return rows


def row_text(row: Row) -> tuple[str, bool]:
    """The text of a row, and whether its last word goes on in the next."""
    text = " ".join(word.text for word in row.words)
    return (text[:-1], True) if text.endswith(_HYPHEN) else (text, False)

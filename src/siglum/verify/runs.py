"""Printed lines -> one run of letters, with the spaces, sizes and lines that a reader sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from siglum.verify.book import Row
from siglum.verify.streams import FREE, SPACE, TIGHT, Stream


@dataclass(slots=True)
class Run:
    """Letters in print, one after the other, with what a reader sees between them."""

    letters: str = ""
    gaps: dict[int, int] = field(default_factory=dict)
    sizes: list[float] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)  # where each row begins
    hyphens: set[int] = field(default_factory=set)  # before which letters a hyphen was taken away
    used: bytearray = field(default_factory=bytearray)

    def stream(self) -> Stream:
        """The run as a stream."""
        stream = Stream()
        stream.pieces, stream.length, stream.gaps = [self.letters], len(self.letters), self.gaps
        return stream

    def part(self, first: int, last: int) -> Run:
        """A stretch of the run, as one of its own."""
        part = Run(self.letters[first:last])
        part.gaps = {n - first: k for n, k in self.gaps.items() if first < n < last}
        part.sizes = self.sizes[first:last]
        part.rows, part.starts = self.rows, [start - first for start in self.starts]
        part.hyphens = {n - first for n in self.hyphens}
        part.used = bytearray(last - first)
        return part

    def row_at(self, position: int) -> int:
        """The number of the row that holds a letter."""
        low, high = 0, len(self.starts)
        while low < high:
            middle = (low + high) // 2
            if self.starts[middle] <= position:
                low = middle + 1
            else:
                high = middle
        return max(low - 1, 0)

    def page_at(self, position: int) -> int:
        """The page, counted from 1, that holds a letter."""
        return self.rows[self.row_at(position)].page if self.rows else 0

    def show(self, first: int, last: int) -> str:
        """Some of the letters, with their spaces."""
        return self.stream().show(first, last)


def run_of(rows: Iterable[Row]) -> Run:
    """Rows in reading order -> one run; divided words are joined."""
    run = Run()
    pieces: list[str] = []
    length = 0
    divided = False
    for row in rows:
        if length:
            run.gaps[length] = TIGHT if divided else FREE
            if divided:
                run.hyphens.add(length)
        run.rows.append(row)
        run.starts.append(length)
        for n, glyph in enumerate(row.glyphs):
            if n in row.spaces:
                run.gaps[length] = SPACE
            pieces.append(glyph.letter)
            run.sizes.append(glyph.size)
            length += 1
        for n, (one, two) in enumerate(pairwise(row.glyphs), start=length - len(row.glyphs) + 1):
            if abs(one.y - two.y) > 1 and n in run.gaps:
                run.gaps[n] = FREE  # beside raised letters a space is no more than a guess
        divided = row.divided
    run.letters = "".join(pieces)
    run.used = bytearray(length)
    return run

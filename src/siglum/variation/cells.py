"""Rows of reading numbers -> at how many loci two of them agree, compared all at once.

Forty-five witnesses are a thousand pairs, at thousands of loci each: a row becomes one large
number with a byte for each locus, and the bytes of two that differ are found by one operation.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

#: Readings are counted from 2. Of a locus at which a row is not known the first row of a pair has
#: one number and the second another, so that two which are not known do not seem equal.
_FIRST, _SECOND, _READ = 0, 1, 2
_WIDE: Final = 255  # with more readings of a locus than this a cell has four bytes
_KNOWN: Final = bytes([0] + [1] * 255)
_AS_SECOND: Final = bytes([_SECOND, *range(1, 256)])


@dataclass(frozen=True, slots=True)
class Pair:
    """Two witnesses: at how many loci they agree, of those at which both are known."""

    equal: int
    both: int

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where they are nowhere both known."""
        return self.equal / self.both if self.both else None


def cells_of(row: Iterable[int | None]) -> list[int]:
    """The cells of a row that has at each locus a reading; None or -1 if none is known."""
    return [_FIRST if value is None or value < 0 else value + _READ for value in row]


class Cells:
    """Rows of cells to compare, by their numbers."""

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        """`rows` are what `cells_of` gives."""
        most = max((max(row, default=0) for row in rows), default=0)
        if most <= _WIDE:
            self._kind = "B"
            first = [bytes(row) for row in rows]
            second = [row.translate(_AS_SECOND) for row in first]
            self._known = [row.translate(_KNOWN) for row in first]
        else:
            self._kind = "I"
            first = [array("I", row).tobytes() for row in rows]
            second = [array("I", [cell or _SECOND for cell in row]).tobytes() for row in rows]
            self._known = [bytes(map(bool, row)) for row in rows]
        self._first = [int.from_bytes(row) for row in first]
        self._second = [int.from_bytes(row) for row in second]
        self._masks = [int.from_bytes(row) for row in self._known]
        self._size = len(first[0]) if first else 0

    def agreeing(self, one: int, other: int) -> Pair:
        """At how many loci two rows are equal, of those at which both are known."""
        both = self._masks[one] & self._masks[other]
        return Pair(self._differences(one, other).count(0), both.bit_count())

    def departing(self, one: int, text: int, borders: Sequence[int]) -> list[Pair]:
        """At how many loci a row differs from another, known everywhere, between each two borders.

        `equal` counts the departures, `both` the loci at which the row is known.
        """
        differences, known = self._differences(one, text), self._known[one]
        found = []
        for start, end in pairwise(borders):
            there = known.count(1, start, end)
            found.append(Pair(there - differences[start:end].count(0), there))
        return found

    def _differences(self, one: int, other: int) -> bytes | array[int]:
        """For each locus 0 where two rows have the same reading."""
        told = (self._first[one] ^ self._second[other]).to_bytes(self._size)
        # zeros are counted in bytes many times faster than in an array
        return told if self._kind == "B" else array(self._kind, told)

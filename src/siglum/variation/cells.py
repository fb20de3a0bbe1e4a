"""Rows of reading numbers -> at how many loci two of them agree, compared all at once.

Forty-five witnesses are a thousand pairs, at thousands of loci each: a row becomes one large
number with a byte for each locus, and the bytes of two that differ are found by one operation.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

#: Of a locus at which a row is not known: one number for the first row of a pair, one for the
#: second, so that two which are not known do not seem equal.
_FIRST, _SECOND = 0, 1
_WIDE: Final = 255  # with more readings of a locus than this a cell has four bytes


@dataclass(frozen=True, slots=True)
class Pair:
    """Two witnesses: at how many loci they agree, of those at which both are known."""

    equal: int
    both: int

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where they are nowhere both known."""
        return self.equal / self.both if self.both else None


class Cells:
    """Rows to compare, by their numbers: at each locus a reading, None or -1 if none is known."""

    def __init__(self, rows: Sequence[Sequence[int | None]]) -> None:
        most = max((one for row in rows for one in row if one is not None), default=0)
        self._kind = "B" if most + 2 <= _WIDE else "I"
        self._known = [bytes(value is not None and value >= 0 for value in row) for row in rows]
        self._first = [self._numbered(row, _FIRST) for row in rows]
        self._second = [self._numbered(row, _SECOND) for row in rows]
        self._masks = [int.from_bytes(row) for row in self._known]
        self._size = array(self._kind).itemsize * (len(rows[0]) if rows else 0)

    def _numbered(self, row: Sequence[int | None], unknown: int) -> int:
        cells = (unknown if value is None or value < 0 else value + 2 for value in row)
        return int.from_bytes(array(self._kind, cells).tobytes())

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

    def _differences(self, one: int, other: int) -> array[int]:
        """For each locus 0 where two rows have the same reading."""
        told = (self._first[one] ^ self._second[other]).to_bytes(self._size)
        return array(self._kind, told)

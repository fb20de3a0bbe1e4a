"""Rows of reading numbers -> at how many loci two of them agree, compared all at once.

Forty-five witnesses are a thousand pairs, at thousands of loci each: a row becomes one large
number with a byte for each locus, and the bytes of two that differ are found by one operation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

#: Bytes of a locus at which a row is not known: one for the first row of a pair, one for the
#: second, so that two which are not known do not seem equal.
_FIRST, _SECOND = 254, 255
_OTHERS: Final = bytes.maketrans(bytes((_FIRST,)), bytes((_SECOND,)))
_KNOWN: Final = bytes((*[1] * _FIRST, 0, 0))


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
    """Rows to compare, by their numbers: at each locus a reading, None or -1 if none is known.

    Raises ValueError where more than 253 readings of one locus occur in the rows.
    """

    def __init__(self, rows: Sequence[Sequence[int | None]]) -> None:
        columns = list(map(_column, zip(*rows, strict=True)))
        self._length = len(columns)
        self._bytes = [bytes(row) for row in zip(*columns, strict=True)] or [b"" for _ in rows]
        self._known = [row.translate(_KNOWN) for row in self._bytes]

    def agreeing(self, one: int, other: int) -> Pair:
        """At how many loci two rows are equal, of those at which both are known."""
        both = _number(self._known[one]) & _number(self._known[other])
        return Pair(self._differences(one, other).count(0), both.bit_count())

    def departing(self, one: int, text: int, borders: Sequence[int]) -> list[Pair]:
        """At how many loci a row differs from another, known everywhere, between each two borders.

        `equal` counts the departures, `both` the loci at which the row is known.
        """
        differences, known = self._differences(one, text), self._known[one]
        found = []
        for start, end in pairwise(borders):
            there = known.count(1, start, end)
            found.append(Pair(there - differences.count(0, start, end), there))
        return found

    def _differences(self, one: int, other: int) -> bytes:
        """A byte for each locus: 0 where two rows have the same reading."""
        second = self._bytes[other].translate(_OTHERS)
        return (_number(self._bytes[one]) ^ _number(second)).to_bytes(self._length, "big")


def _number(row: bytes) -> int:
    return int.from_bytes(row, "big")


def _column(values: tuple[int | None, ...]) -> list[int]:
    """The readings at a locus, numbered anew where the numbers are too large for a byte."""
    known = [-1 if value is None else value for value in values]
    if max(known) >= _FIRST:
        numbers = {value: at for at, value in enumerate(sorted(set(known))) if value >= 0}
        known = [numbers.get(value, -1) for value in known]
    return [_FIRST if value < 0 else value for value in known]

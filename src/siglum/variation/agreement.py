"""The loci of a document -> how often each two of its witnesses agree, and where they depart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from siglum.apparatus.coverage import collated
from siglum.edition import Document
from siglum.variation.loci import read_loci
from siglum.variation.matrix import Matrix, read_matrix

#: A picture of more witnesses than these has cells that nobody can tell apart.
_MOST = 60
#: The whole work is shown in so many stretches, if it has so many loci.
_STRETCHES, _ENOUGH = 40, 24


@dataclass(frozen=True, slots=True)
class Pair:
    """Two witnesses: at how many loci they agree, of those at which both are known."""

    equal: int
    both: int

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where they are nowhere both known."""
        return self.equal / self.both if self.both else None


@dataclass(frozen=True, slots=True)
class Agreement:
    """The sigla of the witnesses, and for each a row of pairs, with itself too."""

    sigla: list[str]
    rows: list[list[Pair]]
    least: float  # the smallest share of any two

    def shade(self, pair: Pair) -> float:
        """How dark a pair is: from 0, as the two that agree least, to 1."""
        if pair.share is None or self.least == 1:
            return 0.0
        return round((pair.share - self.least) / (1 - self.least), 2)


@dataclass(frozen=True, slots=True)
class Heat:
    """Where witnesses depart from the text: `stretches` of it, from which place to which.

    `rows` has for each witness how many of the loci of each stretch it reads otherwise (`equal`),
    of those at which it is known (`both`).
    """

    sigla: list[str]
    stretches: list[str]
    rows: list[list[Pair]]


def read_pictures(document: Document) -> tuple[Agreement | None, Heat | None]:
    """What there is to draw of a document; None of too few or too many witnesses or loci."""
    counted = {one.key for one in collated(document.witnesses, document.cited)}
    if not 1 < len(counted) <= _MOST or not document.entries:
        return None, None
    matrix = read_matrix(read_loci(document), document.witnesses)
    matrix.witnesses = [one for one in matrix.witnesses if one.key in counted]
    if not matrix.loci:
        return None, None
    return _agreement(matrix), _heat(matrix)


def _heat(matrix: Matrix) -> Heat | None:
    """Loci in at most so many stretches, as equal as they can be."""
    total = len(matrix.loci)
    if total < _ENOUGH or len(matrix.witnesses) < 2:
        return None
    number = min(_STRETCHES, total // 4)
    borders = [total * at // number for at in range(number + 1)]
    spans = [range(start, end) for start, end in pairwise(borders)]
    stretches = []
    for span in spans:
        first, last = matrix.loci[span[0]].place, matrix.loci[span[-1]].place
        stretches.append(first if first == last else f"{first}–{last}")
    texts = [
        next((n for n, one in enumerate(locus.readings) if one.lemma), 0) for locus in matrix.loci
    ]
    rows = []
    for witness in matrix.witnesses:
        row = matrix.rows[witness.key]
        cells = [[(row[at], texts[at]) for at in span] for span in spans]
        known = [[(a, b) for a, b in cell if a is not None and a >= 0] for cell in cells]
        rows.append([Pair(sum(a != b for a, b in cell), len(cell)) for cell in known])
    return Heat([one.siglum for one in matrix.witnesses], stretches, rows)


def _agreement(matrix: Matrix) -> Agreement | None:
    witnesses = matrix.witnesses
    if len(witnesses) < 3:
        return None
    known = {
        one.key: [-1 if value is None else value for value in matrix.rows[one.key]]
        for one in witnesses
    }
    pairs: dict[tuple[str, str], Pair] = {}
    for number, one in enumerate(witnesses):
        for other in witnesses[number:]:
            both = [
                a == b
                for a, b in zip(known[one.key], known[other.key], strict=True)
                if a >= 0 and b >= 0
            ]
            pair = Pair(sum(both), len(both))
            pairs[one.key, other.key] = pairs[other.key, one.key] = pair
    rows = [[pairs[one.key, other.key] for other in witnesses] for one in witnesses]
    shares = [pair.share for pair in pairs.values() if pair.share is not None]
    return Agreement([one.siglum for one in witnesses], rows, min(shares, default=0.0))

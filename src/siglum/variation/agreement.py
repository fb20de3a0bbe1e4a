"""The loci of a document -> how often each two of its witnesses agree, and where they depart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from siglum.apparatus.coverage import collated
from siglum.edition import Document
from siglum.variation.cells import Cells, Pair
from siglum.variation.loci import read_loci
from siglum.variation.matrix import Matrix, read_matrix

#: A picture of more witnesses than these has cells that nobody can tell apart.
_MOST = 60
#: The whole work is shown in so many stretches, if it has so many loci.
_STRETCHES, _ENOUGH = 40, 24


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
    stretches = []
    for start, end in pairwise(borders):
        first, last = matrix.loci[start].place, matrix.loci[end - 1].place
        stretches.append(first if first == last else f"{first}–{last}")
    texts = [
        next((n for n, one in enumerate(locus.readings) if one.lemma), 0) for locus in matrix.loci
    ]
    count = len(matrix.witnesses)
    cells = Cells([*(matrix.rows[one.key] for one in matrix.witnesses), texts])
    rows = [cells.departing(one, count, borders) for one in range(count)]
    return Heat([one.siglum for one in matrix.witnesses], stretches, rows)


def _agreement(matrix: Matrix) -> Agreement | None:
    witnesses = matrix.witnesses
    if len(witnesses) < 3:
        return None
    cells = Cells([matrix.rows[one.key] for one in witnesses])
    everyone = range(len(witnesses))
    half = [[cells.agreeing(one, other) for other in everyone[: one + 1]] for one in everyone]
    rows = [[half[max(one, two)][min(one, two)] for two in everyone] for one in everyone]
    shares = [pair.share for row in half for pair in row if pair.share is not None]
    return Agreement([one.siglum for one in witnesses], rows, min(shares, default=0.0))

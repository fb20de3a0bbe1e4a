"""The loci of a document -> how often each two of its witnesses agree, and where they depart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from sys import intern

from siglum.apparatus.coverage import collated
from siglum.edition import Document
from siglum.variation.cells import Cells, Pair
from siglum.variation.loci import read_loci
from siglum.variation.matrix import Columns

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
    columns = Columns(document.witnesses)
    chosen = [n for n, one in enumerate(columns.witnesses) if one.key in counted]
    rows: list[list[int | None]] = [[] for _ in chosen]
    texts: list[int | None] = []
    places: list[str] = []
    for locus in read_loci(
        document
    ):  # one after the other: a large text has many megabytes of them
        column = columns.of(locus)
        for row, number in zip(rows, chosen, strict=True):
            row.append(column[number])
        texts.append(next((n for n, one in enumerate(locus.readings) if one.lemma), 0))
        places.append(intern(locus.place))
    if not places:
        return None, None
    sigla = [columns.witnesses[number].siglum for number in chosen]
    cells = Cells([*rows, texts])
    return _agreement(sigla, cells), _heat(sigla, cells, places)


def _heat(sigla: list[str], cells: Cells, places: list[str]) -> Heat | None:
    """Loci in at most so many stretches, as equal as they can be; the last row is the text."""
    total = len(places)
    if total < _ENOUGH or len(sigla) < 2:
        return None
    number = min(_STRETCHES, total // 4)
    borders = [total * at // number for at in range(number + 1)]
    stretches = []
    for start, end in pairwise(borders):
        first, last = places[start], places[end - 1]
        stretches.append(first if first == last else f"{first}–{last}")
    rows = [cells.departing(one, len(sigla), borders) for one in range(len(sigla))]
    return Heat(sigla, stretches, rows)


def _agreement(sigla: list[str], cells: Cells) -> Agreement | None:
    if len(sigla) < 3:
        return None
    everyone = range(len(sigla))
    half = [[cells.agreeing(one, other) for other in everyone[: one + 1]] for one in everyone]
    rows = [[half[max(one, two)][min(one, two)] for two in everyone] for one in everyone]
    shares = [pair.share for row in half for pair in row if pair.share is not None]
    return Agreement(sigla, rows, min(shares, default=0.0))

"""The units of a document -> how often each two of its witnesses agree, and where they depart.

Units are counted one by one, in any process that has them at hand; pictures are made of all counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, pairwise

from lxml import etree

from siglum.apparatus.coverage import Coverage, collated
from siglum.apparatus.entries import LEM
from siglum.apparatus.quotations import QUOTED
from siglum.apparatus.untold import LABEL
from siglum.edition import Document
from siglum.source.standing import readings_of
from siglum.variation.cells import Cells, Pair, cells_of
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


#: What there is to draw of a document.
Pictures = tuple[Agreement | None, Heat | None]


@dataclass(frozen=True, slots=True)
class Count:
    """What is counted at the loci of a unit: where each is, which reading is that of the text.

    `rows` has for each witness of the pictures the cells of what it reads.
    """

    places: list[str] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)
    rows: list[list[int]] = field(default_factory=list)


class Counting:
    """Counts the units of one document, and makes its pictures of that."""

    def __init__(self, document: Document) -> None:
        counted = {one.key for one in collated(document.witnesses, document.cited)}
        self._columns = Columns(document.witnesses)
        self._coverage = Coverage(document.witnesses)
        witnesses = self._columns.witnesses
        self._chosen = [n for n, one in enumerate(witnesses) if one.key in counted]
        self._sigla = [witnesses[number].siglum for number in self._chosen]
        self._drawn = 1 < len(counted) <= _MOST and document.entries > 0

    def count(self, unit: etree._Element) -> Count:
        """What is counted in a unit: nothing where there will be no picture."""
        places: list[str] = []
        texts: list[int] = []
        columns: list[list[int | None]] = []
        for moment in self._coverage.moments(unit) if self._drawn else ():
            app = moment.app
            readings = readings_of(app)
            if readings and app.get("type") != QUOTED:
                text = next((n for n, one in enumerate(readings) if one.tag == LEM), None)
                named = [one.get("wit", "").replace("#", "").split() for one in readings]
                columns.append(self._columns.of(named, text, moment.lacking))
                texts.append(text or 0)
                places.append(app.get(LABEL, ""))
        rows = list(zip(*columns, strict=True))
        return Count(places, texts, [cells_of(rows[n]) for n in self._chosen] if rows else [])

    def draw(self, counts: Iterable[Count]) -> Pictures:
        """The pictures of all units; None of too few or too many witnesses or loci."""
        counted = [one for one in counts if one.places]
        if not counted:
            return None, None
        rows = [
            list(chain.from_iterable(one.rows[n] for one in counted))
            for n in range(len(self._chosen))
        ]
        texts = [text for one in counted for text in one.texts]
        places = [place for one in counted for place in one.places]
        cells = Cells([*rows, cells_of(texts)])
        return _agreement(self._sigla, cells), _heat(self._sigla, cells, places)


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

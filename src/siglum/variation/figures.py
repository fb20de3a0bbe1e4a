"""The loci of a document -> figures: words, readings by type and witness, coverage, agreement."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from siglum.apparatus.coverage import Coverage, tell_spans
from siglum.edition import Document
from siglum.variation.cells import Cells, cells_of
from siglum.variation.loci import Locus, read_loci
from siglum.variation.matrix import Matrix, read_matrix
from siglum.variation.witnesstext import count_words

#: So many of the most variable passages are named.
_MOST = 10


@dataclass(slots=True)
class WitnessFigures:
    """One witness: how often it is named, departs, and has no text.

    `words` are those of its own text; `present` is the share of loci at which it is there, `extent`
    between which places it has text, empty if that is all of it.
    """

    siglum: str
    named: int = 0
    departures: int = 0
    alone: int = 0  # readings that nobody shares
    words: int = 0
    present: float = 1.0
    extent: str = ""


@dataclass(slots=True)
class Figures:
    """What there is to count in one document."""

    document: str
    title: str
    words: int = 0
    entries: int = 0
    readings: int = 0
    by_type: dict[str, int] = field(default_factory=dict)
    witnesses: list[WitnessFigures] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    agreement: dict[str, dict[str, float | None]] = field(default_factory=dict)
    variable: list[tuple[str, int]] = field(default_factory=list)


def read_figures(document: Document) -> Figures:
    """Count one document; agreement is the share of loci at which both are known and equal."""
    loci = list(read_loci(document))
    matrix = read_matrix(loci, document.witnesses)
    told = Figures(document.key, document.title, entries=len(loci))
    words = count_words(document, ["", *matrix.rows])
    told.words = words[""]
    types: Counter[str] = Counter()
    for locus in loci:
        told.readings += len(locus.readings)
        types.update(one.type or one.state or "" for one in locus.readings if not one.lemma)
    told.by_type = {name or "(none)": types[name] for name in sorted(types)}
    named = {key for locus in loci for one in locus.readings for key in one.witnesses}
    families = {one.key for one in document.witnesses if one.members}
    told.unused = [
        one.siglum
        for one in document.witnesses
        if one.declared and one.kind != "source" and one.key not in named | families
    ]
    units = (document.read_unit(number) for number in range(len(document.units)))
    keys = document.fragmentary.intersection(matrix.rows)
    spans = Coverage(document.witnesses).spans(units, keys) if keys else {}
    for witness in matrix.witnesses:
        told.witnesses.append(_witness(matrix, loci, witness.key, witness.siglum))
        told.witnesses[-1].words = words[witness.key]
        told.witnesses[-1].extent = tell_spans(spans.get(witness.key, ()))
    cells = Cells([cells_of(matrix.rows[one.key]) for one in matrix.witnesses])
    for number, one in enumerate(matrix.witnesses):
        told.agreement[one.siglum] = {
            other.siglum: cells.agreeing(number, at).share
            for at, other in enumerate(matrix.witnesses)
        }
    passages = Counter(locus.place.partition("–")[0] for locus in loci if locus.place)
    told.variable = sorted(passages.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST]
    return told


def _witness(matrix: Matrix, loci: list[Locus], key: str, siglum: str) -> WitnessFigures:
    row = matrix.rows[key]
    told = WitnessFigures(siglum)
    for locus, value in zip(loci, row, strict=True):
        told.named += any(key in one.witnesses for one in locus.readings)
        if value is not None and value >= 0 and not locus.readings[value].lemma:
            told.departures += 1
            told.alone += len(locus.readings[value].witnesses) == 1
    if row:
        told.present = 1 - sum(value == -1 for value in row) / len(row)
    return told

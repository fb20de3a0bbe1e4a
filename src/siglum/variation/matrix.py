"""Loci and the witnesses of a document -> which reading each of them has, as far as is known.

Who is not named in an entry whose text is ascribed to witnesses is unknown there. Where the text
is ascribed to nobody, whoever is not named reads the text, if he is there at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from siglum.apparatus.witnesses import Witness
from siglum.variation.loci import Locus


@dataclass(slots=True)
class Matrix:
    """Witnesses against loci.

    `rows` has for each witness, by key, the number of its reading at each locus, counted from 0;
    None where that is unknown, -1 where the witness has no text there.
    """

    witnesses: list[Witness]
    loci: list[Locus]
    rows: dict[str, list[int | None]] = field(default_factory=dict)


class Columns:
    """Lays loci of one document out against its witnesses; hands and families are no rows."""

    def __init__(self, witnesses: Sequence[Witness]) -> None:
        kinds = {one.key: one for one in witnesses}
        self.witnesses = [one for one in witnesses if _is_single(one, kinds)]
        self._keys = [one.key for one in self.witnesses]
        self._members = {one.key: tuple(_members(one, kinds)) for one in witnesses if one.members}

    def of(
        self, readings: Sequence[Collection[str]], text: int | None, lacking: Iterable[str]
    ) -> list[int | None]:
        """The number of the reading that each of the `witnesses` has, as in a Matrix.

        Of one locus: the keys that are named for each of its `readings`, which of them is the
        `text`, and who is not there.
        """
        silent = text if text is not None and not readings[text] else None
        own: dict[str, int | None] = dict.fromkeys(self._keys, silent)
        numbered = [*enumerate(readings)]
        numbered.reverse()  # since whoever is named twice has the first reading
        for number, keys in numbered if self._members else ():
            for key in keys:
                own.update(dict.fromkeys(self._members.get(key, ()), number))
        for number, keys in numbered:
            own.update(dict.fromkeys(keys, number))
        own.update(dict.fromkeys(lacking, -1))
        return list(map(own.__getitem__, self._keys))


def read_matrix(loci: Iterable[Locus], witnesses: Sequence[Witness]) -> Matrix:
    """Lay all loci of one document out."""
    columns = Columns(witnesses)
    several = list(loci)
    each = (columns.of(*_sides(locus)) for locus in several)
    rows = zip(*each, strict=True) if several else [()] * len(columns.witnesses)
    told = {one.key: list(row) for one, row in zip(columns.witnesses, rows, strict=True)}
    return Matrix(columns.witnesses, several, told)


def _sides(locus: Locus) -> tuple[list[tuple[str, ...]], int | None, frozenset[str]]:
    """Who is named for each reading of a locus, which one is the text, and who is not there."""
    text = next((n for n, one in enumerate(locus.readings) if one.lemma), None)
    return [one.witnesses for one in locus.readings], text, locus.lacking


def _is_single(witness: Witness, kinds: dict[str, Witness]) -> bool:
    """Whether it is a manuscript or an edition of its own: no family, no hand of another."""
    parent = kinds.get(witness.parent)
    hand = parent is not None and parent.kind == "witness"
    return witness.kind in ("witness", "unknown") and not hand


def _members(group: Witness, kinds: dict[str, Witness]) -> Iterable[str]:
    waiting, seen = list(group.members), {group.key}
    while waiting:
        key = waiting.pop()
        if key in seen or key not in kinds:
            continue
        seen.add(key)
        yield key
        waiting += kinds[key].members

"""A unit of a document and some witnesses -> rows, in which stands what each of them reads.

A row is a paragraph, a verse or a heading of the edited text. What a witness reads instead of
several of them stands in the row of the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Final

from siglum.edition import Document
from siglum.source.identity import ID
from siglum.source.numbering import NUMBER
from siglum.variation.steps import Piece, read_steps
from siglum.variation.witnesstext import WitnessText

#: In place of the key of a witness: the edited text.
EDITED: Final = "@text"
_KIND_AND_ENTRY = itemgetter(0, 2)  # of a Piece: what has both alike is one stretch


@dataclass(slots=True)
class Version:
    """What some witnesses read in a row, and whether that is the edited text."""

    keys: list[str]
    pieces: list[Piece]
    same: bool = False


@dataclass(slots=True)
class Row:
    """A block of the text: its address on the page of the unit, its number, what is read there.

    `versions` are in the order of the witnesses that were asked for; the edited text comes first.
    `kind` is the name of its element.
    """

    id: str
    number: str
    kind: str = ""
    versions: list[Version] = field(default_factory=list)

    def version(self, key: str) -> Version:
        """What a witness reads."""
        return next(one for one in self.versions if key in one.keys)


def read_synopsis(document: Document, unit: int, keys: Sequence[str]) -> list[Row]:
    """The rows of a unit for the edited text and the witnesses `keys`; empty rows are left out."""
    steps = read_steps(document.read_unit(unit))
    columns = {EDITED: _cells(WitnessText(document, "").of_unit(steps))}
    columns |= {key: _cells(WitnessText(document, key).of_unit(steps)) for key in keys}
    rows: list[Row] = []
    blocks = [
        (name, block.get(ID, ""), block.get(NUMBER, ""), block.tag.rpartition("}")[2])
        for block, name in steps.blocks.items()
    ]
    for name, address, number, kind in (("", "", "", ""), *blocks):
        if not any(name in cells for cells in columns.values()):
            continue
        row = Row(address, number, kind)
        known: dict[tuple[tuple[str, str], ...], Version] = {}
        for key, cells in columns.items():
            pieces = _tidy(cells.get(name, []))
            told = tuple((piece.kind, piece.text) for piece in pieces)
            if told in known:
                known[told].keys.append(key)
            else:
                known[told] = Version([key], pieces, same=key == EDITED)
                row.versions.append(known[told])
        rows.append(row)
    return rows


def _cells(pieces: Iterable[Piece]) -> dict[str, list[Piece]]:
    """The pieces of each block that has any words, gaps or omissions."""
    cells: dict[str, list[Piece]] = {}
    at = ""
    for piece in pieces:
        if piece.kind == "block":
            at = piece.entry or at
            if at in cells:
                cells[at].append(Piece("text", " "))
        elif piece.kind != "text" or piece.text.strip() or at in cells:
            cells.setdefault(at, []).append(piece)
    return cells


def _tidy(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbours of one kind are one, white space is one space, and there is none at the ends."""
    found: list[Piece] = []
    for (kind, entry), run in groupby(pieces, _KIND_AND_ENTRY):
        text = "".join([piece.text for piece in run])
        found.append(Piece(kind, " ".join(f"|{text}|".split())[1:-1], entry))
    if found and found[0].kind == "text":
        found[0] = Piece("text", found[0].text.lstrip())
    if found and found[-1].kind == "text":
        found[-1] = Piece("text", found[-1].text.rstrip())
    return [one for one in found if one.kind != "text" or one.text]

"""Two texts that edition.toml names -> the pages that show them side by side.

The first text gives the pages: each of its units has one, with the blocks of both texts that belong
there. What stands on these pages stands on the pages of the texts, too, and has its address there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from siglum.alignment import Block, Row, align, blocks_of_unit, read_blocks
from siglum.config import place_of_option
from siglum.edition import Document, Edition
from siglum.findings import Finding, found
from siglum.render.places import set_rows
from siglum.render.stylesheets import Renderer

#: A block of a text: the number of its unit, and its position there.
Spot = tuple[int, int]


@dataclass(slots=True)
class Sheet:
    """A page of two texts: the unit of the first that it begins with, its address, its rows."""

    unit: int
    page: str
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Pair:
    """Two texts side by side; `spots` are their blocks, `sheets` the pages."""

    texts: tuple[Document, Document]
    spots: tuple[list[Spot], list[Spot]]
    sheets: list[Sheet]
    _begins: dict[tuple[int, int], Sheet] = field(default_factory=dict, repr=False)

    def other(self, document: Document) -> Document:
        """The text that stands beside one of the two."""
        return self.texts[1] if document.key == self.texts[0].key else self.texts[0]

    def sheet_of(self, document: Document, unit: int) -> Sheet | None:
        """The page that shows the beginning of a unit of one of the two texts."""
        if not self._begins:
            for sheet in self.sheets:
                for row in sheet.rows:
                    for side, numbers in enumerate((row.first, row.second)):
                        for number in numbers:
                            self._begins.setdefault((side, self.spots[side][number][0]), sheet)
        side = 0 if document.key == self.texts[0].key else 1
        return self._begins.get((side, unit))


def pair_up(edition: Edition) -> tuple[list[Pair], list[Finding]]:
    """The pairs of texts that edition.toml names, and what it names in vain."""
    pairs: list[Pair] = []
    findings: list[Finding] = []
    by_path: dict[Path, Document] = {}
    for document in edition.documents if edition.config.parallel else ():
        by_path.setdefault(document.path.resolve(), document)
    for number, option in enumerate(edition.config.parallel, start=1):
        texts: list[Document] = []
        for name in option.texts:
            path = (edition.config.folder / Path(name)).resolve()
            if path in by_path:
                texts.append(by_path[path])
                continue
            place = place_of_option(edition.config, f"parallel.{number}.texts")
            told = f'parallel.{number}.texts must name texts of the edition, not "{name}"'
            findings.append(found("config.wrong-value", place, told))
        if len(texts) == 2:
            pairs.append(_pair(texts[0], texts[1]))
    return pairs, findings


def _pair(first: Document, second: Document) -> Pair:
    spots: tuple[list[Spot], list[Spot]] = ([], [])
    blocks: tuple[list[Block], list[Block]] = ([], [])
    for document, other, here, read in zip(
        (first, second), (second, first), spots, blocks, strict=True
    ):
        divisions = 0
        for unit in range(len(document.units)):
            elements = blocks_of_unit(document.read_unit(unit))
            here += [(unit, number) for number in range(len(elements))]
            more = read_blocks(elements, other.path.name)
            read += [_later(block, divisions) for block in more]
            divisions += max((block.division for block in more), default=0)
    sheets: list[Sheet] = []
    for row in align(*blocks):
        unit = spots[0][row.first[0]][0] if row.first else sheets[-1].unit if sheets else 0
        if not sheets or sheets[-1].unit < unit:
            name = quote(first.units[unit].page)
            sheets.append(Sheet(unit, f"beside/{quote(first.key)}/{quote(second.key)}/{name}"))
        sheets[-1].rows.append(row)
    return Pair((first, second), spots, sheets)


def _later(block: Block, divisions: int) -> Block:
    """A block whose divisions are counted from those of the units before."""
    return Block(block.ids, block.points, block.number, divisions + block.division, block.heading)


def sheet_columns(renderer: Renderer, pair: Pair, sheet: Sheet) -> tuple[str, str]:
    """The HTML of both columns of a page."""
    placed: tuple[dict[int, dict[int, tuple[int, int]]], ...] = (
        defaultdict(dict),
        defaultdict(dict),
    )
    at = 1
    for row in sheet.rows:
        height = max(len(row.first), len(row.second))
        for side, numbers in enumerate((row.first, row.second)):
            for place, number in enumerate(numbers):
                span = height - place if place == len(numbers) - 1 else 1
                unit, position = pair.spots[side][number]
                placed[side][unit][position] = (at + place, span)
        at += height
    return _column(renderer, pair, sheet, 0, placed), _column(renderer, pair, sheet, 1, placed)


def _column(
    renderer: Renderer,
    pair: Pair,
    sheet: Sheet,
    side: int,
    placed: Sequence[dict[int, dict[int, tuple[int, int]]]],
) -> str:
    document = pair.texts[side]
    column = ("first", "second")[side]
    return "".join(
        set_rows(renderer.beside(document, unit, some, column, sheet.page))
        for unit, some in sorted(placed[side].items())
    )

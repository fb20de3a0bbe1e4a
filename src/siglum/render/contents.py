"""The units of a document -> its table of contents as a tree, whole or around one page.

A long document has hundreds of pages. Its own start page shows them all; a reading page shows
what lies around it: the parts above it, their neighbours, and its own parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from siglum.citing.passages import Passage
from siglum.render.urls import fragment
from siglum.units import Unit

#: More neighbours than this on either side of a page are not listed beside its text.
_NEAR = 12
#: More passages than this have no lines of their own; the list of references has them.
_MANY = 400


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a page: its words, and the identifier of what it stands above."""

    title: str
    id: str
    level: int


@dataclass(slots=True)
class Branch:
    """One line of a table of contents, with the lines below it.

    `page` is the address within the folder of its document; an empty one stands for pages left
    out. `ref` is the reference, where the title does not tell it; `entries` counts the apparatus.
    """

    title: str
    page: str
    current: bool = False
    language: str = ""
    entries: int = 0
    ref: str = ""
    branches: list[Branch] = field(default_factory=list)


def units_around(units: tuple[Unit, ...], number: int) -> list[Unit]:
    """The units that a unit is part of, from the outermost."""
    parents = _parents(units)
    found: list[Unit] = []
    at = parents[number]
    while at is not None:
        found.insert(0, units[at])
        at = parents[at]
    return found


def contents_tree(
    units: tuple[Unit, ...],
    passages: Sequence[Passage] = (),
    pages: Mapping[str, str] | None = None,
) -> list[Branch]:
    """The whole table of contents of a document.

    `passages` are all that can be cited, `pages` tells on which page each identifier is: what has
    a title has a line below its page.
    """
    branches = _branches(units, None, passages)
    grown = _grow(_parents(units), None, branches)
    _hang_passages(units, branches, passages, pages or {})
    return grown


def contents_around(
    units: tuple[Unit, ...], number: int, passages: Sequence[Passage] = ()
) -> list[Branch]:
    """The contents as far as they concern the page of unit `number`, counted from 0."""
    parents = _parents(units)
    path: set[int] = set()
    at: int | None = number
    while at is not None:
        path.add(at)
        at = parents[at]
    return _grow(parents, path, _branches(units, number, passages))


def _branches(
    units: tuple[Unit, ...], current: int | None, passages: Sequence[Passage]
) -> list[Branch]:
    known = {one.id: one for one in reversed(passages)}
    branches = []
    for number, unit in enumerate(units):
        passage = known.get(unit.id)
        made = Branch(unit.title, unit.page, number == current, unit.title_language, unit.entries)
        if passage is not None and passage.title == unit.title:  # not only the first on a page
            made.ref = _unsaid(passage, unit.title)
        branches.append(made)
    return branches


def _unsaid(passage: Passage, title: str) -> str:
    """The reference of a passage, if it is more than its identifier and not in its title."""
    if passage.ref == passage.id or passage.ref in title or title in passage.ref:
        return ""
    return passage.ref


def _hang_passages(
    units: tuple[Unit, ...],
    branches: Sequence[Branch],
    passages: Sequence[Passage],
    pages: Mapping[str, str],
) -> None:
    """Hang passages with a title below the page that they stand on, in their order."""
    of_page = {unit.page: branch for unit, branch in zip(units, branches, strict=True)}
    starts = {unit.id for unit in units}
    made: dict[int, Branch] = {}
    kept: list[tuple[Branch, Branch]] = []
    for number, passage in enumerate(passages):
        page = pages.get(passage.id, "")
        branch = of_page.get(page)
        if branch is None or passage.id in starts or not passage.title:
            continue
        made[number] = Branch(
            passage.title, f"{page}#{fragment(passage.id)}", language=branch.language
        )
        made[number].ref = _unsaid(passage, passage.title)
        around = made.get(passage.parent)
        same = around is not None and around.page.partition("#")[0] == page
        kept.append((around if same and around else branch, made[number]))
    if len(kept) <= _MANY:
        for around, branch in kept:
            around.branches.append(branch)


def _parents(units: tuple[Unit, ...]) -> list[int | None]:
    """For each unit the number of the one it is part of."""
    parents: list[int | None] = []
    open_units: list[int] = []
    for number, unit in enumerate(units):
        while open_units and units[open_units[-1]].level >= unit.level:
            open_units.pop()
        parents.append(open_units[-1] if open_units else None)
        open_units.append(number)
    return parents


def _grow(parents: list[int | None], path: set[int] | None, made: list[Branch]) -> list[Branch]:
    """Hang the branches below each other: all of them, or those on the path and beside it."""
    children: dict[int | None, list[int]] = {}
    for number, parent in enumerate(parents):
        children.setdefault(parent, []).append(number)

    def grow(parent: int | None) -> list[Branch]:
        numbers = children.get(parent, [])
        shown = numbers if path is None else _window(numbers, path)
        row: list[Branch] = []
        for number in shown:
            if number is None:
                row.append(Branch("…", ""))
                continue
            if path is None or number in path:
                made[number].branches = grow(number)
            row.append(made[number])
        return row

    return grow(None)


def _window(numbers: list[int], path: set[int]) -> list[int | None]:
    """`numbers`, or those near the one on the path; None where some are left out."""
    at = next((n for n, number in enumerate(numbers) if number in path), 0)
    first, last = max(0, at - _NEAR), min(len(numbers), at + _NEAR + 1)
    if first <= 2 and len(numbers) - last <= 2:
        return list(numbers)
    shown: list[int | None] = list(numbers[first:last])
    if first > 0:
        shown[:0] = [numbers[0], None] if first > 1 else [numbers[0]]
    if last < len(numbers):
        shown += [None, numbers[-1]] if last < len(numbers) - 1 else [numbers[-1]]
    return shown

"""A tree of citable passages and their addresses -> plain Passages, and these -> a file and back.

A Passage knows no element, so that pages can be made when the source is gone.
"""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from siglum.citing.numbered import numbered_tree
from siglum.citing.trees import Tree
from siglum.source.identity import ID, NTH


@dataclass(frozen=True, slots=True)
class Passage:
    """A place that can be cited.

    `id` is the identifier of the element it begins with, `level` is 1 for the outermost, `parent`
    the number of the passage around it in the list of all, or -1. `system` is the name of the
    reference system, mostly empty.
    """

    ref: str
    id: str
    level: int = 1
    parent: int = -1
    unit: str = ""
    title: str = ""
    system: str = ""
    data: tuple[tuple[str, str], ...] = ()
    place: int = -1  # the number of the element among all of the source text


def number_elements(
    tei: etree._Element, cited: Container[etree._Element]
) -> dict[etree._Element, int]:
    """The number of each element of `cited` among all elements of a text, from 0."""
    return {one: number for number, one in enumerate(tei.iter(etree.Element)) if one in cited}


def passages_of(
    tree: Tree,
    addresses: Mapping[etree._Element, str],
    places: Mapping[etree._Element, int],
) -> list[Passage]:
    """The passages of `tree` in document order.

    `addresses` has the identifier of each element, `places` its number in the source.
    """
    numbers: dict[str, int] = {}
    passages: list[Passage] = []
    for cited, level, around in tree.walk():
        parent = numbers.get(around.ref, -1) if around else -1
        numbers[cited.ref] = len(passages)
        address = addresses[cited.element]
        passages.append(
            Passage(
                cited.ref,
                address,
                level,
                parent,
                cited.unit,
                cited.title,
                tree.name,
                cited.data,
                places[cited.element],
            )
        )
    return passages


def numbered_passages(tei: etree._Element) -> list[Passage]:
    """The passages of a normal form that declares none: by the numbers in its margin."""
    tree = numbered_tree(tei)
    cited = [one.element for one, *_ in tree.walk()]
    addresses = {one: one.get(ID, "") for one in cited}
    return passages_of(tree, addresses, {one: int(one.get(NTH, "-1")) for one in cited})


def shown_passages(passages: list[Passage], ids: Container[str]) -> list[Passage]:
    """Those of `passages` that stand on a page, which are those with one of `ids`.

    A division without a word is on none. What was in it belongs to what is around it.
    """
    numbers: dict[int, int] = {-1: -1}  # of a passage: of the one kept that stands for it
    kept: list[Passage] = []
    for number, one in enumerate(passages):
        around = numbers[one.parent]
        if one.id not in ids:
            numbers[number] = around
            continue
        numbers[number] = len(kept)
        level = kept[around].level + 1 if around >= 0 else 1
        kept.append(replace(one, parent=around, level=level))
    return kept


def store_passages(systems: list[list[Passage]], path: Path) -> None:
    """Write the passages of all reference systems of a document."""
    rows = [
        [
            [
                one.ref,
                one.id,
                one.level,
                one.parent,
                one.unit,
                one.title,
                one.system,
                one.data,
                one.place,
            ]
            for one in passages
        ]
        for passages in systems
    ]
    path.write_text(json.dumps(rows, ensure_ascii=False, separators=(",", ":")), "utf-8")


def load_passages(path: Path) -> list[list[Passage]]:
    """Read what `store_passages` wrote."""
    return [
        [_passage(*row) for row in passages] for passages in json.loads(path.read_text("utf-8"))
    ]


def _passage(
    ref: str,
    id: str,  # noqa: A002 - as in the Passage
    level: int,
    parent: int,
    unit: str,
    title: str,
    system: str,
    data: list[tuple[str, str]],
    place: int,
) -> Passage:
    properties = tuple((name, value) for name, value in data)
    return Passage(ref, id, level, parent, unit, title, system, properties, place)

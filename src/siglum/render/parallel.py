"""A prepared unit with parallel texts -> the same unit whose blocks know their row and column.

The order of the tree stays: style sheets lay the blocks of both texts into one grid, side by side
or, on a small screen, one after the other. What holds them is a mere wrapper then, so that its
identifier and what stands loose in it move into the block that follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from siglum.alignment import (
    HOLDERS,
    LOOSE,
    align,
    blocks_of,
    blocks_of_unit,
    parallel_texts,
    read_blocks,
)
from siglum.source.identity import ID, NORMAL
from siglum.source.namespaces import TEI
from siglum.source.vocabulary import names


def _own(name: str) -> str:
    return f"{{{NORMAL}}}{name}"


_T: Final = f"{{{TEI}}}"
PARALLEL, WRAP, BOX = _own("parallel"), _own("wrap"), _own("box")
COLUMN, ROW, SPAN, TITLE = _own("column"), _own("row"), _own("span"), _own("title")
#: Blocks whose own rule makes one element with the common attributes; others get a box.
_PLAIN: Final = names(
    "p ab l lg head opener closer salute signed dateline byline trailer epigraph argument",
    "postscript address sp list quote post",
)


def set_beside(tree: etree._Element) -> None:
    """Lay the parallel texts of `tree` into rows, in place."""
    for first, second in parallel_texts(tree):
        frame = etree.Element(PARALLEL)
        parent = first.getparent()
        assert parent is not None, "a text that another follows stands in something"
        first.addprevious(frame)
        node: etree._Element | None = first
        while node is not None:  # with what stands between them and says nothing
            following = node.getnext()
            frame.append(node)
            node = None if node is second else following
        sides = [blocks_of(first), blocks_of(second)]
        _loosen(frame)
        at = 1
        for row in align(*(read_blocks(side) for side in sides)):
            height = max(len(row.first), len(row.second))
            for column, side, numbers in (
                ("first", sides[0], row.first),
                ("second", sides[1], row.second),
            ):
                for place, number in enumerate(numbers):
                    last = place == len(numbers) - 1
                    span = height - place if last else 1
                    _place(side[number], column, at + place, span)
            at += height


def keep_beside(tree: etree._Element, placed: Mapping[int, tuple[int, int]], column: str) -> None:
    """Leave of a unit only some blocks, each in its row and `column`, in place.

    `placed` has row and span of the blocks that stay, by their position in the unit.
    """
    blocks = blocks_of_unit(tree)
    frame = etree.Element(BOX, {WRAP: "yes"})
    holders = [child for child in tree.iterchildren(etree.Element) if child.tag in HOLDERS]
    tree.insert(0, frame)
    frame.extend(holders)
    _loosen(frame)
    for number, block in enumerate(blocks):
        if number in placed:
            _place(block, column, *placed[number])
        else:
            _cut(block)


def _place(block: etree._Element, column: str, row: int, span: int) -> None:
    if block.tag not in _PLAIN:
        box = etree.Element(BOX)
        box.tail, block.tail = block.tail, None
        block.addprevious(box)
        box.append(block)
        block = box
    block.set(COLUMN, column)
    block.set(ROW, str(row))
    block.set(SPAN, str(span))


def _loosen(frame: etree._Element) -> None:
    """Make wrappers of the holders in a frame: all that they show are blocks."""
    waiting: list[etree._Element] = []
    for node in list(frame.iter(etree.Element)):
        if node is frame or any(up.tag not in HOLDERS for up in _within(node, frame)):
            continue
        if node.tag in HOLDERS:
            node.set(WRAP, "yes")
            if number := _taken(node, TITLE):
                label = etree.Element(f"{_T}label", {_own("division"): "yes"})
                label.text = number
                node.insert(0, label)
                waiting.append(label)
            if name := _taken(node, ID):
                waiting.append(etree.Element(f"{_T}anchor", {ID: name}))
        elif node.tag in LOOSE:
            waiting.append(node)
        elif waiting:
            _begin_with(node, waiting)
            waiting = []
    if waiting:
        blocks = [block for holder in frame for block in blocks_of(holder)]
        for node in waiting:
            _cut(node)
            blocks[-1].append(node)


def _taken(node: etree._Element, attribute: str) -> str:
    """The value of an attribute, which is taken away."""
    value = node.get(attribute, "")
    node.attrib.pop(attribute, "")
    return value


def _within(node: etree._Element, frame: etree._Element) -> list[etree._Element]:
    found = []
    for up in node.iterancestors():
        if up is frame:
            break
        found.append(up)
    return found


def _begin_with(block: etree._Element, nodes: list[etree._Element]) -> None:
    """Put nodes before all that a block holds."""
    for place, node in enumerate(nodes):
        _cut(node)
        block.insert(place, node)
    nodes[-1].tail, block.text = block.text, None


def _cut(node: etree._Element) -> None:
    """Take a node that stands between blocks out of its place; white space beside it is layout."""
    parent = node.getparent()
    node.tail = None
    if parent is not None:
        parent.remove(node)

"""A laid-out page and the notes that belong beside its lines -> a box in the margin with them.

Each begins level with the line that calls it, or below the one before it. Where they come too low,
all that hang together move up. Those that the margin has no room for are told, the longest first:
the book is then set again with these at the foot.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes, build
from weasyprint.layout.block import block_level_layout
from weasyprint.layout.percent import resolve_percentages

from siglum.print.options import Side

__all__ = ["side_boxes"]

#: Distance of the notes from the text, and from the edge of the page, in CSS pixels.
_GAP, _EDGE = 10, 14
#: A margin that is narrower holds no words, in CSS pixels.
_NARROW = 24


def side_boxes(
    context: Any, page: Any, notes: list[Any], template: Any, side: Side, crowding: set[str]
) -> Iterator[Any]:
    """Yield one margin box with the notes of a page, in the margin that has no line numbers.

    `template` is the element and style of each; `side` the margin of the line numbers. Notes for
    which there is no room are added to `crowding`, and stand there nevertheless.
    """
    waiting = {id(note.element): note for note in notes}
    called = [
        (line, waiting.pop(id(note.element)))
        for line, note in _calls(page.children[0])
        if id(note.element) in waiting
    ]
    called[:0] = [(None, note) for note in waiting.values()]  # from the page before
    if not called:
        return
    recto = page.page_type.side == "right"
    numbers_left = side == "left" or (side == "outer" and not recto) or (side == "inner" and recto)
    box = boxes.MarginBox("@side-notes", page.style.anonymous_style)
    box.is_generated = True
    resolve_percentages(box, page)
    start, top = page.content_box_x(), page.content_box_y()
    if numbers_left:
        box.position_x = start + page.width + _GAP
        box.width = page.position_x + page.margin_width() - _EDGE - box.position_x
    else:
        box.position_x = page.position_x + _EDGE
        box.width = start - _GAP - box.position_x
    box.position_y, box.height = top, page.height
    element, style = template
    style = style.copy()
    style["text_align_all"] = style["text_align_last"] = "left" if numbers_left else "right"
    children = []
    heights: list[tuple[float, Any]] = []
    for line, note in called:
        block = build.create_anonymous_boxes(
            boxes.BlockBox(element.tag, style, element, [note.deepcopy()])
        )
        block.position_x, block.position_y = box.position_x, 0
        context.create_block_formatting_context()
        block = block_level_layout(context, block, -inf, None, box)[0]
        context.finish_block_formatting_context()
        first = next(one for one in block.descendants() if isinstance(one, boxes.LineBox))
        level = top
        if line is not None:
            level = line.position_y + line.baseline - first.position_y - first.baseline
        children.append((level, block))
        heights.append((block.margin_height(), note))
    crowding.update(_too_many(heights, page.height if box.width >= _NARROW else 0))
    for height, block in _stacked(children, top + page.height):
        block.translate(dy=height - block.position_y)
    box.children = [block for _, block in children]
    yield box


def _too_many(heights: list[tuple[float, Any]], room: float) -> Iterator[str]:
    """The notes that are to go so that the others have room: as few as possible."""
    needed = sum(height for height, _note in heights)
    for height, note in sorted(heights, key=lambda one: -one[0]):
        if needed <= room:
            break
        needed -= height
        yield note.element.get("data-entry")


def _calls(box: Any, line: Any = None) -> Iterator[tuple[Any, Any]]:
    """Each note called on the page, with the line that calls it."""
    for child in getattr(box, "children", ()):
        here = child if isinstance(child, boxes.LineBox) else line
        note = getattr(child, "footnote", None)
        if note is not None and here is not None:
            yield here, note
        yield from _calls(child, here)


def _stacked(children: list[tuple[float, Any]], floor: float) -> list[tuple[float, Any]]:
    """How high each note begins: no two on each other, none below `floor` that has room above."""
    placed: list[tuple[float, Any]] = []
    for level, block in children:
        below = placed[-1][0] + placed[-1][1].margin_height() if placed else level
        placed.append((max(level, below), block))
    limit = floor
    for number in range(len(placed) - 1, -1, -1):
        height, block = placed[number]
        if height + block.margin_height() <= limit:
            break
        limit -= block.margin_height()
        placed[number] = limit, block
    return placed

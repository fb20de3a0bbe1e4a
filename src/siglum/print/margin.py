"""A laid-out page, and what is to stand beside its lines -> a box in the margin with all of it."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes, build
from weasyprint.layout.block import block_level_layout
from weasyprint.layout.percent import resolve_percentages

from siglum.print.options import Side

__all__ = ["is_left", "number_boxes"]

#: Distance of the numbers from the text, least room for them, and for the edge of the page, in
#: CSS pixels.
_GAP, _ROOM, _EDGE = 12, 40, 8
#: Between what is due beside one line.
_JOINED = " \u00b7 "


def is_left(page: Any, side: Side) -> bool:
    """Whether a side of a page is its left one; page 1 is on the right."""
    recto = page.page_type.side == "right"
    return side == "left" or (side == "outer" and not recto) or (side == "inner" and recto)


def number_boxes(
    context: Any, page: Any, due: list[tuple[str, Any]], template: Any, *, left: bool
) -> Iterator[Any]:
    """Yield one margin box that holds what is `due` beside the lines of a page, if anything is.

    Each stands on the baseline of its line, in the style of `template` (element and style), or as
    far below as what stands above it makes necessary. What is due beside one line is one text.
    """
    if not due:
        return
    element, style = template
    box = boxes.MarginBox("@line-numbers", page.style.anonymous_style)
    box.is_generated = True
    resolve_percentages(box, page)
    start = page.content_box_x()
    free = start if left else page.margin_width() - start - page.width
    box.width, box.height = max(free - _GAP - _EDGE, _ROOM), page.height
    box.position_x = start - box.width - _GAP if left else start + page.width + _GAP
    box.position_y = page.content_box_y()
    texts: dict[int, tuple[Any, list[str]]] = {}
    for text, line in due:
        texts.setdefault(id(line), (line, []))[1].append(text)
    children = []
    free = -inf
    for line, some in sorted(texts.values(), key=lambda one: float(one[0].position_y)):
        number = boxes.BlockBox(element.tag, style, element, [])
        text = _JOINED.join(some)
        number.children = [boxes.TextBox(element.tag, style.anonymous_style, element, text)]
        number = build.create_anonymous_boxes(number)
        number.position_x, number.position_y = box.position_x, 0
        context.create_block_formatting_context()
        number = block_level_layout(context, number, -inf, None, box)[0]
        context.finish_block_formatting_context()
        own = number.children[0]
        rise = line.position_y + line.baseline - own.position_y - own.baseline
        rise = max(rise, free - number.position_y)
        for row in number.children:  # set flush right by its style; in a right margin, flush left
            if not left and row.children:
                row.translate(dx=number.position_x - row.children[0].position_x)
        number.translate(dy=rise)
        free = number.position_y + number.height
        children.append(number)
    box.children = children
    yield box

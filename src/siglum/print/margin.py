"""A laid-out page, and what is to stand beside its lines -> a box in the margin with all of it."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes, build
from weasyprint.layout.block import block_level_layout
from weasyprint.layout.percent import resolve_percentages

from siglum.print.options import Side

__all__ = ["number_boxes"]

#: Distance of the numbers from the text and room for them, in CSS pixels.
_GAP, _ROOM = 12, 40


def number_boxes(
    context: Any, page: Any, due: list[tuple[str, Any]], template: Any, side: Side
) -> Iterator[Any]:
    """Yield one margin box that holds what is `due` beside the lines of a page, if anything is.

    Each stands on the baseline of its line, in the style of `template` (element and style).
    """
    if not due:
        return
    element, style = template
    recto = page.page_type.side == "right"
    left = side == "left" or (side == "outer" and not recto) or (side == "inner" and recto)
    box = boxes.MarginBox("@line-numbers", page.style.anonymous_style)
    box.is_generated = True
    resolve_percentages(box, page)
    box.width, box.height = _ROOM, page.height
    start = page.content_box_x()
    box.position_x = start - _ROOM - _GAP if left else start + page.width + _GAP
    box.position_y = page.content_box_y()
    children = []
    for text, line in due:
        number = boxes.BlockBox(element.tag, style, element, [])
        number.children = [boxes.TextBox(element.tag, style.anonymous_style, element, text)]
        number = build.create_anonymous_boxes(number)
        number.position_x, number.position_y = box.position_x, 0
        context.create_block_formatting_context()
        number = block_level_layout(context, number, -inf, None, box)[0]
        context.finish_block_formatting_context()
        own = number.children[0]
        rise = line.position_y + line.baseline - own.position_y - own.baseline
        # set flush right by its style; in a right margin it stands flush left
        shift = 0 if left else number.position_x - own.children[0].position_x
        number.translate(dx=shift, dy=rise)
        children.append(number)
    box.children = children
    yield box

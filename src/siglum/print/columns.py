"""The columns of a table as WeasyPrint has them -> none wider than there is room on the page.

A table is as wide at least as the longest words of its columns. If that is wider than the page, its
last columns would run off it: here the widest columns are narrowed until all have room, and words
that no longer fit are broken (`linebreak`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

__all__ = ["narrowed", "within"]


def narrowed(original: Callable[..., None]) -> Callable[..., None]:
    """`weasyprint.layout.table.auto_table_layout`, whose tables fit their room."""

    def auto_table_layout(context: Any, box: Any, containing_block: Any) -> None:
        original(context, box, containing_block)
        table = box.get_wrapped_table()
        margins = [margin for margin in (box.margin_left, box.margin_right) if margin != "auto"]
        room = containing_block[0] - sum(margins) - table.padding_left - table.padding_right
        room -= table.border_left_width + table.border_right_width
        between = table.width - sum(table.column_widths)
        if table.column_widths and table.width > room > between:
            table.column_widths = within(table.column_widths, room - between)
            table.width = room

    return auto_table_layout


def within(widths: Sequence[float], room: float) -> list[float]:
    """The widths, the largest of them made equal and smaller until all together have `room`."""
    left, rest = room, len(widths)
    for width in sorted(widths):
        if width * rest > left:
            most = left / rest
            return [min(each, most) for each in widths]
        left, rest = left - width, rest - 1
    return list(widths)

"""Lines from right to left -> the same at the edges of the text, as all others.

The space at the end of a line is taken away. In a line from right to left WeasyPrint 70 then moves
all that is in it to the left by that much, also the words before the space. That is right only as
long as these are drawn with their space: justified lines are not, and stood in the margin. It also
leaves the room for an indent at the end of a line, so that one that begins further out runs off the
text there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import create_layout

__all__ = ["at_the_edge", "indent"]


def indent(line: Any, linebox: Any, block: Any) -> None:
    """Let a laid-out line of a block begin where its indent wants it: on the right."""
    if block.style["direction"] == "rtl" and linebox.text_indent:
        line.translate(dx=-linebox.text_indent)


def at_the_edge(original: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """`weasyprint.layout.inline.remove_last_whitespace`; the last words stay in their place."""

    def remove_last_whitespace(context: Any, line: Any) -> None:
        before = line.children[0].position_x if line.children else 0.0
        original(context, line)
        moved = line.children[0].position_x - before if line.children else 0.0
        if not moved:
            return
        box = line.children[-1]
        while isinstance(box, boxes.InlineBox) and box.children:
            box.position_x -= moved
            box = box.children[-1]
        box.translate(dx=-moved)
        if isinstance(box, boxes.TextBox) and box.text:
            spacing = box.justification_spacing
            box.pango_layout = create_layout(box.text, box.style, context, None, spacing)
            box.pango_layout.get_first_line()  # which knows its direction
            box.pango_layout.deactivate()

    return remove_last_whitespace

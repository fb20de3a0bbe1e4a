"""Planned lines and WeasyPrint's way of laying out the next line -> the lines of the plan.

Only text is set so that runs justified from one side of its block to the other: no notes, whose
paragraphs change while the page fills, and nothing beside a float.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from siglum.print.paragraphs import Paragraph, Plans

__all__ = ["WholeLines"]

#: What a line may measure more than was planned, as a part of its type size. The smallest thing
#: that could be set behind it is two letters and a hyphen.
_SLACK = 0.12


class WholeLines:
    """Takes the place of three functions of `weasyprint.layout.inline` while a book is set."""

    def __init__(self, inline: Any, is_busy: Callable[[], bool], counts: Counter[str]) -> None:
        self._next_line = inline.get_next_linebox
        self._avoid_collisions = inline.avoid_collisions
        self._text_align, self._justify = inline.text_align, inline.justify_line
        self._is_busy, self._counts = is_busy, counts
        self._plans = Plans()
        #: The width that a planned line is filled to, and the box whose next line it is.
        self._room: float | None = None
        self._box: Any = None
        self._is_filled = False

    def get_next_linebox(
        self,
        context: Any,
        linebox: Any,
        position_y: Any,
        bottom_space: Any,
        skip_stack: Any,
        containing_block: Any,
        *rest: Any,
    ) -> Any:
        """The next line, where its paragraph is planned no wider than that has it."""
        paragraph = self._paragraph(context, linebox, containing_block, rest)
        plan = paragraph and paragraph.line(paragraph.offset(skip_stack), linebox.text_indent)
        if plan:
            slack = _SLACK * linebox.style["font_size"]
            self._room, self._box = plan[0] + linebox.text_indent + slack, linebox
            self._is_filled = False
        try:
            line, resume_at = self._next_line(
                context, linebox, position_y, bottom_space, skip_stack, containing_block, *rest
            )
        finally:
            self._room = self._box = None
        if paragraph and plan:
            self._counts["planned"] += 1
            self._counts["missed"] += bool(resume_at) and paragraph.offset(resume_at) != plan[1]
        return line, resume_at

    def _paragraph(
        self, context: Any, linebox: Any, block: Any, rest: tuple[Any, ...]
    ) -> Paragraph | None:
        """The paragraph whose line comes next, if it can be planned."""
        style = linebox.style
        if (
            style["text_align_all"] != "justify"
            or style["white_space"] != "normal"
            or context.excluded_shapes
            or context.keep_words_whole
            or any(style is not None for style in rest[-2:])  # of its first letter or line
            or self._is_busy()
        ):
            return None
        return self._plans.paragraph(linebox, block.width)

    def avoid_collisions(
        self, context: Any, box: Any, containing_block: Any, outer: bool = True
    ) -> Any:
        """The place of a line; its width as planned when it is filled, that of its block later.

        It is asked for the line box before a line is filled and, for its alignment, afterwards;
        for the line itself before it is filled once more, as all lines from right to left are.
        """
        x, y, width = self._avoid_collisions(context, box, containing_block, outer)
        if self._room is None or (box is self._box and self._is_filled):
            return x, y, width
        self._is_filled = True
        return x, y, self._room

    def text_align(self, context: Any, line: Any, available_width: Any, last: Any) -> Any:
        """How far a line is moved; one that is too wide has its spaces narrowed."""
        if self._room is not None and line.width > available_width:
            self._justify(context, line, available_width - line.width)
            return 0
        return self._text_align(context, line, available_width, last)

"""WeasyPrint's way of breaking a run of text -> the same without two faults that editions meet.

A run of text in front of an inline element ends in a space. When only that space is too wide for
the line, WeasyPrint 70 hyphenates the first word of the run instead of letting the space hang: with
a lemma in every sixth word one line in ten came out wrong. And a word that carries a lemma must be
kept whole when the page ends after its line.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["repaired"]

#: A run of text longer than this never fits a line: the fault cannot occur in it.
_LONGEST = 160
_WIDEST = 2**21


def repaired(original: Callable[..., Any]) -> Callable[..., Any]:
    """`weasyprint.text.line_break.split_first_line` with the two repairs around it.

    The result is that of the original: layout, length, index to resume at, width, height, baseline.
    """

    def split_first_line(
        text: str,
        style: Any,
        context: Any,
        max_width: Any,
        justification_spacing: Any,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> Any:
        if getattr(context, "keep_words_whole", False) and style["hyphens"] != "none":
            style = style.copy()
            style["hyphens"] = "none"
        result = original(
            text, style, context, max_width, justification_spacing, is_line_start, minimum
        )
        if result[2] is None or not max_width or not _may_be_wrong(text, style, max_width, result):
            return result
        whole = original(text, style, context, None, justification_spacing, is_line_start)
        if whole[2] is not None:
            return result
        bare = original(
            text.rstrip(" "), style, context, None, justification_spacing, is_line_start
        )
        return whole if bare[3] <= max_width else result

    return split_first_line


def _may_be_wrong(text: str, style: Any, max_width: float, result: Any) -> bool:
    """Whether a run was cut although all of it but its last space might fit."""
    return (
        text.endswith(" ")
        and not text.startswith("\n")
        and style["white_space"] in ("normal", "nowrap", "pre-line")
        and result[1] < len(text.encode()) - 1
        and len(text) < _LONGEST
        and max_width < _WIDEST
    )

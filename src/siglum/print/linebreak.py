"""WeasyPrint's way of breaking a run of text -> the same without faults that editions meet.

A run of text in front of an inline element ends in a space. When only that space is too wide for
the line, WeasyPrint 70 hyphenates the first word of the run instead of letting the space hang: with
a lemma in every sixth word one line in ten came out wrong. And a word that carries a lemma must be
kept whole when the page ends after its line.

A word that no line of its block can hold is broken wherever the line ends, so that nothing runs off
the page; so is at once a word of hundreds of letters, an address or a sequence of genes: at each
line WeasyPrint tries all its hyphens, and sets all of it each time, which takes minutes for
thousands of letters.

Behind an element that shows nothing (where a line of a manuscript begins) WeasyPrint forgets that a
space was before it. Where no line could end in the words that follow, all of them ran off the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import inf
from typing import Any

from siglum.print.stretches import SPACED

__all__ = ["repaired", "spaced"]

#: A run of text longer than this never fits a line: the fault cannot occur in it.
_LONGEST = 160
_WIDEST = 2**21
#: No hyphen is looked for in a word of so many letters.
_ENDLESS = re.compile(r"\S{160}")
#: So many letters of a run are more than a line holds; so many, more than the narrowest.
_ENOUGH, _FEW = 600, 24
#: So much room, against the size of letters, is worth a part of an endless word.
_ROOM = 5


def repaired(original: Callable[..., Any]) -> Callable[..., Any]:
    """`weasyprint.text.line_break.split_first_line` with the repairs around it.

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
        start = text[:_ENOUGH]
        if _ENDLESS.search(start):
            style = style.copy()
            style["hyphens"], style["overflow_wrap"] = "none", "anywhere"
            if max_width is not None:
                start = start if max_width else text[:_FEW]
                # what is left of a line is filled: the word may go on from a piece before
                begins = is_line_start or max_width > _ROOM * style["font_size"]
                result = original(
                    start, style, context, max_width, justification_spacing, begins, minimum
                )
                if result[2] is not None:
                    return result
        result = original(
            text, style, context, max_width, justification_spacing, is_line_start, minimum
        )
        line = getattr(context, "line_width", inf)
        if max_width and _is_too_wide(style, max(max_width, line), result):
            style = style.copy()
            style["overflow_wrap"] = "anywhere"
            # only where it takes a line to begin does WeasyPrint break a word so
            return original(text, style, context, max_width, justification_spacing, True, minimum)
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


def spaced(original: Callable[..., Any]) -> Callable[..., Any]:
    """`weasyprint.layout.inline.split_inline_level` that lets a line end behind what shows nothing.

    The result is that of the original: box, place to resume at, whether a line break was kept,
    first and last letter, widths of floats. True in place of a letter is a space.
    """

    def split_inline_level(context: Any, box: Any, *rest: Any) -> Any:
        result = original(context, box, *rest)
        if result[4] is None and box.element is not None and SPACED in box.element.attrib:
            return (*result[:4], True, *result[5:])
        return result

    return split_inline_level


def _is_too_wide(style: Any, width: float, result: Any) -> bool:
    """Whether a run begins with a word that no line of its block can hold."""
    return bool(
        result[3] > width * (1 + 1e-6)
        and style["overflow_wrap"] == "normal"
        and style["white_space"] in ("normal", "pre-line")
    )


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

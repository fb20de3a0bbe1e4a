"""Words to be set in capitals -> capitals on paper, and in the text of a PDF words as written.

WeasyPrint changes the letters themselves, so that what is searched, copied or read aloud is another
text than that of the edition. Pango can do it while it chooses glyphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any

import weasyprint.formatting_structure.boxes
import weasyprint.text.line_break
from weasyprint.text.ffi import TO_UNITS, ffi, pango

__all__ = ["are_capitals", "became_capitals", "capitals"]

_UPPERCASE = 2  # PANGO_TEXT_TRANSFORM_UPPERCASE, since Pango 1.50
_DECLARED = (
    "PangoAttribute * pango_attr_text_transform_new (int transform);"
    "PangoAttribute * pango_attr_size_new_absolute (int size);"
)


def are_capitals(style: Any) -> bool:
    """Whether letters of this style become capitals."""
    return bool(style["text_transform"] == "uppercase")


def became_capitals(style: Any, size: float) -> bool:
    """Whether letters of such a style that are drawn in some size were no capitals before."""
    return bool(round(size * TO_UNITS) != _units(style))


def _units(style: Any) -> int:
    """The size of letters as Pango has it. Those that become capitals are one unit smaller."""
    return int(style["font_size"] * TO_UNITS)


@contextmanager
def capitals() -> Iterator[None]:
    """Within this context capitals are chosen by Pango, if it is new enough."""
    if not _can_choose():
        yield
        return
    boxes = weasyprint.formatting_structure.boxes.TextBox
    layouts = weasyprint.text.line_break.Layout
    transform, set_text = boxes.process_text_transform, layouts.set_text

    def leave_text(box: Any) -> None:
        if not are_capitals(box.style):
            transform(box)

    def set_capitals(layout: Any, text: str, justify: bool = False) -> None:
        set_text(layout, text, justify)
        if not are_capitals(layout.style) or not layout.text:
            return
        attributes = pango.pango_layout_get_attributes(layout.layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        for start, end in _small_letters(layout.text):
            for attribute in (
                pango.pango_attr_text_transform_new(_UPPERCASE),
                pango.pango_attr_size_new_absolute(_units(layout.style) - 1),
            ):
                attribute.start_index, attribute.end_index = start, end
                pango.pango_attr_list_change(attributes, attribute)
        pango.pango_layout_set_attributes(layout.layout, attributes)

    boxes.process_text_transform = leave_text
    layouts.set_text = set_capitals
    try:
        yield
    finally:
        boxes.process_text_transform = transform
        layouts.set_text = set_text


def _is_capital(letter: str) -> bool:
    """Whether a letter is a capital one as written."""
    return letter != letter.lower()


def _small_letters(text: str) -> Iterator[tuple[int, int]]:
    """Where letters stand that are to become capitals, in bytes.

    Those that are capitals stay runs of their own, so that their glyphs stand for other letters.
    """
    at = 0
    for capital, letters in groupby(text, key=_is_capital):
        end = at + len("".join(letters).encode())
        if not capital:
            yield at, end
        at = end


def _can_choose() -> bool:
    if not hasattr(pango, "pango_attr_text_transform_new"):
        try:
            ffi.cdef(_DECLARED)
        except (TypeError, ValueError, ffi.error):
            return False
    return hasattr(pango, "pango_attr_text_transform_new")

"""A run of text and its style -> how far it has come before each of its letters.

The run is shaped once, as a whole, so that kerning and ligatures are those of the printed line.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, ffi
from weasyprint.text.line_break import create_layout, get_log_attrs

__all__ = ["advances", "may_break_before"]


def advances(text: str, style: Any) -> list[float]:
    """Where each letter of `text` begins, in pixels from the first, and where the last one ends.

    A ligature is shared by its letters in equal parts. What ends a line has no width.
    """
    first, found, rest = text.partition("\n")
    if found:
        begin, after = advances(first, style), advances(rest, style)
        return begin + [begin[-1] + place for place in after]
    if not text:
        return [0.0]
    layout = create_layout(text, style, None, None, 0)
    line, _index = layout.get_first_line()
    shaped: dict[int, float] = {}
    run = line.runs[0]
    while run != ffi.NULL:
        item, run = run.data, run.next
        number, offset = item.glyphs.num_glyphs, item.item.offset
        starts = ffi.unpack(item.glyphs.log_clusters, number) if number else ()
        for start, glyph in zip(starts, item.glyphs.glyphs[0:number], strict=True):
            at = offset + start
            shaped[at] = shaped.get(at, 0.0) + glyph.geometry.width
    layout.deactivate()
    return list(accumulate(_letters(text, shaped), initial=0.0))


def _letters(text: str, shaped: dict[int, float]) -> list[float]:
    """The width of each letter, from the widths of clusters by the byte that they begin at."""
    widths: list[float] = []
    at = 0  # in bytes
    first = 0  # the letter that the last cluster began at
    for number, character in enumerate(text):
        if number and at in shaped:
            _share(widths, first)
            first = number
        widths.append(shaped.get(at, 0.0) * FROM_UNITS)
        code = ord(character)
        at += 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4
    _share(widths, first)
    return widths


def _share(widths: list[float], first: int) -> None:
    """Give the letters of a cluster, all its width with the first of them, the same width."""
    number = len(widths) - first
    if number > 1:
        widths[first:] = [widths[first] / number] * number


def may_break_before(text: str, language: str | None, places: list[int]) -> list[int]:
    """Those of `places` in `text` before which a line may begin, as Unicode has it (UAX 14)."""
    if not places:
        return []
    attributes = get_log_attrs(text, language)
    return [at for at in places if attributes[at].is_line_break]

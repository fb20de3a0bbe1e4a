"""What stands beside the lines of a finished page, by kind -> the boxes in its two margins.

Numbers of lines (or references of passages) and of paragraphs stand in one, numbers of old pages
and notes in the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from siglum.print.margin import is_left, number_boxes
from siglum.print.numbering import Label, Numbering
from siglum.print.sidenotes import side_boxes

__all__ = ["Beside", "margin_boxes"]


@dataclass(slots=True)
class Beside:
    """A page: what is due beside which of its lines."""

    #: Its numbered lines.
    lines: Sequence[tuple[Label, Any]] = ()
    #: The passages that begin on it.
    passages: Sequence[tuple[str, Any]] = ()
    #: Numbers of old pages.
    breaks: Sequence[tuple[str, Any]] = ()
    notes: list[Any] = field(default_factory=list)


def margin_boxes(
    context: Any,
    page: Any,
    beside: Beside,
    numbering: Numbering,
    templates: Mapping[str, tuple[Any, Any]],
    crowding: set[str],
) -> Iterator[Any]:
    """Yield the boxes of a page's margins; notes without room there are added to `crowding`."""
    options = numbering.options
    if options.references == "passage":
        told = numbering.shortened([passage for passage, _line in beside.passages])
        due = list(zip(told, (line for _passage, line in beside.passages), strict=True))
    else:
        numbers = ((numbering.margin(label), line) for label, line in beside.lines)
        due = [(text, line) for text, line in numbers if text]
    left = is_left(page, options.side)
    yield from number_boxes(context, page, due, templates["line-number"], left=left)
    numbers = ((numbering.paragraph(label), line) for label, line in beside.lines)
    if paragraphs := [(text, line) for text, line in numbers if text]:
        template = templates["paragraph-number"]
        yield from number_boxes(context, page, paragraphs, template, left=left)
    if beside.breaks:
        template = templates["break-number"]
        yield from number_boxes(context, page, list(beside.breaks), template, left=not left)
    if beside.notes:
        template = templates["side-note"]
        yield from side_boxes(context, page, beside.notes, template, options.side, crowding)

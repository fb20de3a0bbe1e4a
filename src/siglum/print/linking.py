"""Finished pages -> links from each entry to its lemma, and from the lemma to its entry.

They are set on pages that are laid out, without a property in a style sheet: an address on an
element would give it, and all within it, a style of its own, and each of these costs time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

__all__ = ["link_entries"]

#: How the names of places begin that nothing but these links leads to.
_LINE, _ENTRY = "line:", "entry:"
#: What a reader may point at is at least so wide, in CSS pixels.
_LEAST = 6.0
#: Elements that a lemma or a call begins at, and those that an entry or a note begins with.
_ABOVE = frozenset({"point", "noteref"})
_BELOW = frozenset({"lno", "note-number"})


def link_entries(document: Any, *, lists: bool = False) -> None:
    """Add the links to the pages of a document that has been laid out.

    With `lists`, entries stand in lists after a text, too.
    """
    below = {name for page in document.pages for name, *_ in _begun(page, lists)}
    above: set[str] = set()
    for page in document.pages:
        for name, box, area in _lemmata(page):
            if name not in below or name in above:
                continue
            above.add(name)
            page.anchors.setdefault(_LINE + name, area)
            page.links.append(("internal", _ENTRY + name, area, _as_link(box)))
    for page in document.pages:
        for name, box, area in _begun(page, lists):
            page.anchors.setdefault(_ENTRY + name, area)
            if name in above:
                page.links.append(("internal", _LINE + name, area, _as_link(box)))


def _as_link(box: Any) -> Any:
    """The box, called a link in the structure of the PDF."""
    box.element_tag = "a"
    return box


Place = tuple[str, Any, tuple[float, float, float, float]]


def _lemmata(page: Any) -> Iterator[Place]:
    """The lemmata and calls of notes on a page, with the word that they begin with."""
    for line in _lines(page._page_box.children[0]):  # noqa: SLF001 - a page shows no boxes
        before: Any = None
        for box in line.descendants():
            if isinstance(box, boxes.TextBox):
                before = box
                continue
            names = _names(box)
            if _ABOVE.isdisjoint(names):
                continue
            element = box.element
            if name := element.get("data-start"):
                yield name, box, _word(before, box, line)
            elif name := element.get("data-target"):
                yield name, box, _area(line, box.position_x, box.width)


def _begun(page: Any, lists: bool) -> Iterator[Place]:
    """The entries and notes that begin at the foot of a page, or in a list, with their number."""
    areas = page._page_box.children  # noqa: SLF001
    for area in areas if lists else areas[1:]:
        for line in _lines(area):
            entry = ""
            for box in line.descendants():
                if box.element is None or isinstance(box, boxes.TextBox):
                    continue
                entry = box.element.get("data-entry") or entry
                if entry and not _BELOW.isdisjoint(_names(box)):
                    yield entry, box, _area(line, box.position_x, max(box.width, _LEAST))


def _lines(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.LineBox):
            yield child
        else:
            yield from _lines(child)


def _names(box: Any) -> frozenset[str]:
    """The classes of the element that a box is made of."""
    element = box.element
    return frozenset((element.get("class") or "").split() if element is not None else ())


def _word(before: Any, point: Any, line: Any) -> tuple[float, float, float, float]:
    """About where the word stands that ends at a point: its letters' share of what holds it."""
    if before is None or not before.text.strip():
        return _area(line, point.position_x, _LEAST)
    text = before.text.rstrip()
    width = before.width * len(text.split()[-1]) / len(text)
    start = point.position_x - width
    if before.style["direction"] == "rtl":
        start = point.position_x
    return _area(line, start, max(width, _LEAST))


def _area(line: Any, start: float, width: float) -> tuple[float, float, float, float]:
    """A rectangle as wide as asked for and as high as the line."""
    return start, line.position_y, start + width, line.position_y + line.height

"""Lists of entries after a text, while they are laid out -> page and line written into each.

«p. 12) 5 arma] …  7 cano] …»: the page is told once, and a number that the entry before has as it
is told at the foot.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes

from siglum.print.options import PrintOptions

__all__ = ["Endings", "Place"]

_NBSP = "\u00a0"


class Place(NamedTuple):
    """Where an entry has its lemma: the page, what is told of the lines, ranks in its line."""

    page: int
    reference: str
    ranks: tuple[str, str] = ("", "")


#: Tells the place of an entry that has some slots: for its number, for ranks.
Find = Callable[[str, frozenset[str]], Place]


class Endings:
    """Writes the entries of lists, and knows what was written."""

    def __init__(self, options: PrintOptions, find: Find) -> None:
        self._options, self._find = options, find
        #: Entry -> the page on which its paragraph begins, its slots, and what was written.
        self._written: dict[str, tuple[int, frozenset[str], Place]] = {}

    @property
    def written(self) -> int:
        """How many entries were written."""
        return len(self._written)

    def write(self, line: Any, page: int) -> None:
        """Write into the entries of a paragraph, before its first line is set on a page."""
        slots: dict[str, dict[str, Any]] = {}
        for box in line.descendants():
            text = isinstance(box, boxes.TextBox) and box.element is not None
            if text and (name := box.element.get("data-endnote")):
                slots.setdefault(name, {})[box.element.get("class")] = box
        for name, own in slots.items():
            place = self._find(name, frozenset(own))
            self._written[name] = page, frozenset(own), place
            if "lno" in own:
                own["lno"].text = self._number(own["lno"].element, place)
            for slot, rank in zip(("rank", "rank last"), place.ranks, strict=True):
                if slot in own:
                    own[slot].text = rank

    def _number(self, element: Any, place: Place) -> str:
        options = self._options
        if not options.numbers:
            return ""
        _page, _slots, before = self._written.get(element.get("data-behind"), (0, None, None))
        if before is None or before.page != place.page:
            told = f"{options.words['page']}{_NBSP}{place.page}){_NBSP}{place.reference}"
        elif element.get("data-once") is not None and before.reference == place.reference:
            told = options.repeated
        else:
            told = place.reference
        return f"{told}{_NBSP}" if told else ""

    def outdated(self, entry: str) -> int:
        """The page on which an entry was written that has another place now; else 0."""
        if entry not in self._written:
            return 0
        page, slots, place = self._written[entry]
        return 0 if self._find(entry, slots) == place else page

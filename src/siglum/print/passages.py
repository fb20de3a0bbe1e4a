"""Elements of a text that bear references -> the passage that each word belongs to.

A passage is what its element holds; of an empty one (a milestone) what follows it, up to the next.
What stands in no passage belongs to the one before.
"""

from __future__ import annotations

from bisect import bisect_right

from lxml import etree

from siglum.print.words import RunningText

__all__ = ["Passages"]

_ATTRIBUTE = "data-passage"


class Passages:
    """The passages of a text, one section after the other."""

    def __init__(self) -> None:
        #: Where another passage holds, which, and whether it begins there; in order.
        self._changes: list[tuple[int, str, bool]] = [(-1, "", False)]

    def read(self, section: etree._Element, running: RunningText) -> None:
        """Read the passages of the next section of a text."""
        self._changes = [(-1, self._changes[-1][1], False)]
        self._walk(section, running, "")

    def _walk(self, element: etree._Element, running: RunningText, around: str) -> None:
        """Read an element that stands in the passage `around`, if in any."""
        own, extent = element.get(_ATTRIBUTE, ""), running.extent.get(element)
        if extent is None:
            return
        if own:
            self._changes.append((extent[0], own, True))
        if own and extent[0] == extent[1]:
            return  # a milestone: it holds from here on
        for child in element:
            self._walk(child, running, own or around)
        if own and around:
            self._changes.append((extent[1], around, False))

    def at(self, end: int) -> str:
        """The reference of the passage of the word that ends at an offset."""
        number = bisect_right(self._changes, end - 1, key=lambda change: change[0])
        return self._changes[number - 1][1]

    def begun(self, running: RunningText) -> dict[int, str]:
        """Where the first word of each passage ends -> its reference; the innermost of several."""
        found: dict[int, str] = {}
        for at, reference, begins in self._changes:
            if begins:
                found[running.first_word(at, len(running.text))] = reference
        return found

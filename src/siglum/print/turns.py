"""Marks in a text where witnesses come and go -> points behind their first and last words.

Read from the stylesheet's XHTML: ``section.text[data-there]``, ``span.turn[data-goes|data-comes]``,
and ``section.witnesses`` with the sigla. Made for the layout: ``span.point`` with ``data-there``
(all who are there from this word on), ``data-goes`` (whose text ends with it) or ``data-comes``
(whose text begins with it), and each siglum once, hidden.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree

from siglum.print.tree import remove, sections, with_class
from siglum.print.words import RunningText

__all__ = ["TURNS", "Turn", "clear_turns", "end_with_their_text", "gather_sigla", "turns_of"]

#: Attributes of points that say nothing but that witnesses turn.
TURNS: Final = frozenset({"data-there", "data-goes", "data-comes"})
#: Where in a running text a point belongs, its attribute, and whom it tells.
Turn = tuple[int, str, str]


def end_with_their_text(texts: Iterable[etree._Element]) -> None:
    """Let nobody be there in texts of a book that do not tell who is, if others tell it."""
    known = list(texts)
    if any("data-there" in text.attrib for text in known):
        for text in known:
            text.set("data-there", text.get("data-there", ""))


def turns_of(section: etree._Element, running: RunningText) -> list[Turn]:
    """The points that a text needs, in its order; who goes before its first word is not there."""
    there = section.get("data-there")
    if there is None:
        return []
    present = there.split()
    found: list[Turn] = []
    for turn in with_class(section, "turn"):
        at = running.extent[turn][0] if turn in running.extent else 0
        if goes := turn.get("data-goes", "").split():
            end = running.before(at)
            if end is None:
                present = [one for one in present if one not in goes]
            else:
                found.append((end, "goes", " ".join(goes)))
        if comes := turn.get("data-comes"):
            end = running.after(at)
            if end is not None:
                found.append((end, "comes", comes))
    first = running.after(0)
    if first is None:
        return []
    return [(first, "there", " ".join(present)), *found]


def clear_turns(section: etree._Element) -> None:
    """Take the marks out of a text: an empty element before a word would move its lines."""
    for turn in list(with_class(section, "turn")):
        remove(turn)


def gather_sigla(root: etree._Element) -> None:
    """Leave each siglum in one place, which is not seen."""
    known: set[str] = set()
    for section in list(sections(root, "witnesses")):
        section.set("class", "templates")
        for siglum in list(section):
            name = siglum.get("data-witness", "")
            if name in known:
                section.remove(siglum)
            siglum.set("class", "template")  # as large as what it stands among
            known.add(name)

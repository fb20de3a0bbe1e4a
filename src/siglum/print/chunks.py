"""A long entry or note -> pieces of a few dozen words that can flow over a page turn.

A note at the foot of a page is one unbreakable thing to the layout. Cut in pieces that follow each
other without a seam it can go on at the foot of the next page.
"""

from __future__ import annotations

import re

from lxml import etree

from siglum.print.tree import attributes, text_of

__all__ = ["cut"]

#: Elements that are never cut.
_WHOLE = frozenset({"table", "figure", "svg", "img"})
_WORD = re.compile(r"\s*\S+|\s+$")


def cut(element: etree._Element, size: int = 40) -> list[etree._Element]:
    """`element`'s content in copies of `element`, each of about `size` words, cut at spaces only.

    Elements that are open at a cut are closed and opened again (without their id, which stays with
    the first piece); classes tell that they go on, and went on, so that no quotation mark is set.
    An element of at most one and a half times `size` words stays as it is.
    """
    if len(text_of(element).split()) <= size * 3 // 2:
        return [element]
    return _Cutter(size).cut(element)


class _Cutter:
    """Copies a tree piece by piece; `path` pairs each open original with its copy."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.words = 0
        self.pieces: list[etree._Element] = []
        self.path: list[tuple[etree._Element, etree._Element]] = []
        self.after_space = True

    def cut(self, element: etree._Element) -> list[etree._Element]:
        tail, element.tail = element.tail, None
        self._enter(element)
        self.pieces[-1].tail = tail
        return self.pieces

    def _enter(self, original: etree._Element) -> None:
        copy = etree.Element(original.tag, attributes(original))
        if self.path:
            self.path[-1][1].append(copy)
        else:
            self.pieces.append(copy)
        self.path.append((original, copy))
        self._write(original.text)
        for child in original:
            words = len(text_of(child).split())
            if child.tag in _WHOLE or (child.tag == "li" and words <= self.size):
                tail, child.tail = child.tail, None
                self.path[-1][1].append(child)
                self.words += words
                self._write(tail)
            else:
                tail = child.tail
                self._enter(child)
                self._write(tail)
        self.path.pop()

    def _write(self, text: str | None) -> None:
        for word in _WORD.findall(text or ""):
            if self.words >= self.size and (self.after_space or word[0].isspace()):
                # the space stays with the piece before, where it is dropped at a line's end
                self._append(" ")
                word = word.lstrip()
                self._reopen()
            self._append(word)
            if word.strip():
                self.words += 1
            self.after_space = word[-1:].isspace() if word else True

    def _append(self, text: str) -> None:
        copy = self.path[-1][1]
        if len(copy):
            copy[-1].tail = (copy[-1].tail or "") + text
        else:
            copy.text = (copy.text or "") + text

    def _reopen(self) -> None:
        self.words = 0
        path, self.path = self.path, []
        for original, before in path:
            copy = etree.Element(original.tag, attributes(original))
            copy.attrib.pop("id", "")
            if self.path:  # the pieces themselves are told apart by their order
                copy.set("class", f"{copy.get('class', '')} went-on".strip())
                before.set("class", f"{before.get('class', '')} goes-on".strip())
            if self.path:
                self.path[-1][1].append(copy)
            else:
                self.pieces.append(copy)
            self.path.append((original, copy))

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
_WORD = re.compile(r"\s*\S{1,400}|\s+$")
#: A word of so many letters is cut where it stands, into pieces that count as so many words.
_ENDLESS, _AS_WORDS = 400, 10


def cut(element: etree._Element, size: int = 40) -> list[etree._Element]:
    """`element`'s content in copies of `element`, each of about `size` words, cut at spaces.

    A word that no line holds is cut where it is.
    Elements that are open at a cut are closed and opened again (without their id, which stays with
    the first piece); classes tell that they go on, and went on, so that no quotation mark is set.
    An element of at most one and a half times `size` words stays as it is.
    """
    words = text_of(element).split()
    if len(words) <= size * 3 // 2 and not any(len(word) > _ENDLESS for word in words):
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
        self.endless = False  # whether the word goes on for longer than any line

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
            parted = self.after_space or word[0].isspace()
            if self.words >= self.size and (parted or self.endless):
                if parted:
                    # the space stays with the piece before, where it is dropped at a line's end
                    self._append(" ")
                    word = word.lstrip()
                self._reopen()
            self._append(word)
            self.endless = len(word.lstrip()) == _ENDLESS
            if word.strip():
                self.words += _AS_WORDS if self.endless else 1
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

"""A tree of text -> its running text with the ends of words, and elements set right after them.

Line breaking stays undisturbed only when an empty element stands directly after a word, before its
space: never before a word and never inside one. This module finds such spots and puts the elements
there, all at once, so that no offset grows stale.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import lru_cache

from lxml import etree

__all__ = ["RunningText", "is_one_word", "is_unspaced"]

#: Stand for the border of a block or a forced line break in the running text.
_BORDER = "\n"
#: Characters that join two parts of one word when letters stand on both sides.
_JOINERS = frozenset("'’ʼ-‐‑·\u00ad\u200c\u200d\u2060")
#: Blocks of scripts that set no spaces between words: every character is a word of its own.
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x0F00, 0x109F),
    (0x1780, 0x17FF),
    (0x2E80, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


@lru_cache(maxsize=4096)
def _is_letter(character: str) -> bool:
    """Whether a character makes words: letters, digits and the marks that combine with them."""
    return unicodedata.category(character)[0] in "LNM" or character == "_"


@lru_cache(maxsize=4096)
def is_unspaced(character: str) -> bool:
    """Whether a character belongs to a script that sets no spaces between its words."""
    point = ord(character)
    return any(first <= point <= last for first, last in _UNSPACED)


def is_one_word(text: str) -> bool:
    """Whether `text` is one word or a part of one: letters, and signs that join them."""
    return bool(text) and all(
        _is_letter(character) or (character in _JOINERS and 0 < at < len(text) - 1)
        for at, character in enumerate(text)
    )


class RunningText:
    """The text of a tree as one string, each character knowing the node that holds it.

    `is_block` tells the elements whose borders end a word; `is_skipped` those whose text does not
    belong to the running text (note calls, page marks, hidden variants).
    """

    def __init__(
        self,
        root: etree._Element,
        is_block: Callable[[etree._Element], bool],
        is_skipped: Callable[[etree._Element], bool],
    ) -> None:
        self._pieces: list[str] = []
        self._length = 0
        # one slot per text node: its first offset, the element, and whether it is the tail
        self._starts: list[int] = []
        self._slots: list[tuple[etree._Element, bool, int]] = []
        #: Element -> offsets at which its content begins and ends.
        self.extent: dict[etree._Element, tuple[int, int]] = {}
        self._additions: dict[tuple[int, int], list[etree._Element]] = {}
        self._is_block, self._is_skipped = is_block, is_skipped
        self._walk(root)
        self.text = "".join(self._pieces)

    def _walk(self, element: etree._Element) -> None:
        border = self._is_block(element) or element.tag == "br"
        if border:
            self._add(_BORDER)
        begin = self._length
        if not self._is_skipped(element):
            self._slot(element, False)
            for child in element:
                self._walk(child)
                self._slot(child, True)
        self.extent[element] = (begin, self._length)
        if border:
            self._add(_BORDER)

    def _add(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)

    def _slot(self, element: etree._Element, tail: bool) -> None:
        text = element.tail if tail else element.text
        if text:
            self._starts.append(self._length)
            self._slots.append((element, tail, len(text)))
            self._add(text)

    # ---- where words end --------------------------------------------------------------------

    def word_end(self, offset: int) -> int:
        """The offset right after the word that the character at `offset` belongs to."""
        text, end = self.text, offset + 1
        if is_unspaced(text[offset]):
            while end < len(text) and unicodedata.category(text[end])[0] == "M":
                end += 1
            return end
        while end < len(text):
            if _is_letter(text[end]) and not is_unspaced(text[end]):
                end += 1
            elif text[end] in _JOINERS and end + 1 < len(text) and _is_letter(text[end + 1]):
                end += 2
            else:
                break
        return end

    def first_word(self, begin: int, end: int) -> int:
        """The end of the first word of a stretch; of what precedes it when it has none."""
        for offset in range(begin, end):
            if _is_letter(self.text[offset]):
                return self.word_end(offset)
        return self._after_preceding(end)

    def last_word(self, begin: int, end: int) -> int:
        """The end of the last word of a stretch; of what precedes it when it has none."""
        for offset in range(end - 1, begin - 1, -1):
            if _is_letter(self.text[offset]):
                return self.word_end(offset)
        return self._after_preceding(end)

    def before(self, offset: int) -> int | None:
        """The end of the last word that begins before `offset`, wherever that is."""
        for at in range(offset - 1, -1, -1):
            if _is_letter(self.text[at]):
                return self.word_end(at)
        return None

    def after(self, offset: int) -> int | None:
        """The end of the first word from `offset` on, or of that around it."""
        for at in range(offset, len(self.text)):
            if _is_letter(self.text[at]):
                return self.word_end(at)
        return None

    def _after_preceding(self, offset: int) -> int:
        """For a stretch without a word: the end of the text before it in the same block.

        At the beginning of a block there is none; then the end of the word that follows.
        """
        end = offset
        while end and self.text[end - 1].isspace() and self.text[end - 1] != _BORDER:
            end -= 1
        if end and self.text[end - 1] != _BORDER:
            return end
        while offset < len(self.text) and not _is_letter(self.text[offset]):
            offset += 1
        return self.word_end(offset) if offset < len(self.text) else end

    # ---- setting elements -------------------------------------------------------------------

    def add_at(self, offset: int, elements: Iterable[etree._Element]) -> None:
        """Note that `elements` belong at `offset`, after what was added there before.

        The text node that ends there or holds the offset takes them, so that they stand inside
        the element whose word they follow. The tree must hold some text.
        """
        index = max(bisect_left(self._starts, offset) - 1, 0)
        inside = min(max(offset - self._starts[index], 0), self._slots[index][2])
        self._additions.setdefault((index, inside), []).extend(elements)

    def set_additions(self) -> None:
        """Put all elements that were added into the tree; the object is used up by this."""
        by_slot: dict[int, list[tuple[int, list[etree._Element]]]] = {}
        for (index, inside), elements in sorted(self._additions.items(), key=lambda item: item[0]):
            by_slot.setdefault(index, []).append((inside, elements))
        for index, additions in by_slot.items():
            element, tail, _ = self._slots[index]
            text = (element.tail if tail else element.text) or ""
            first = additions[0][0]
            new: list[etree._Element] = []
            for position, (inside, elements) in enumerate(additions):
                following = additions[position + 1][0] if position + 1 < len(additions) else None
                elements[-1].tail = text[inside:following]
                new.extend(elements)
            if tail:
                parent = element.getparent()
                if parent is None:  # a root has no tail
                    continue
                place = parent.index(element) + 1
                element.tail = text[:first]
                parent[place:place] = new
            else:
                element.text = text[:first]
                element[0:0] = new

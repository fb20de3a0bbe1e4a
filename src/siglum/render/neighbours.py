"""A unit with lemmata that are empty -> the words of the running text between which they stand.

An addition is told by the word it follows: the one before it in its paragraph or line, else the
one that it precedes there, else the last word of the text before. Variants, notes and entries are
passed over. In scripts without spaces the sign beside the addition is the word.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lxml import etree

from siglum.apparatus.segments import SEG
from siglum.source.vocabulary import BLOCKS, names

_ASIDE: Final = names("note noteGrp app witDetail figDesc listApp teiHeader")
#: Blocks of scripts that set no spaces: every character is a word of its own.
_UNSPACED: Final = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x2E80, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
_RUN: Final = re.compile(r"\s+|\S+")


@dataclass(slots=True)
class Neighbours:
    """The words beside a point; empty where there is none. `after` is in its own block only."""

    before: str = ""
    after: str = ""
    earlier: str = ""

    def describe(self) -> tuple[str, str]:
        """`after` or `before` with the word that an addition follows or precedes, or `alone`."""
        if self.before:
            return "after", self.before
        if self.after:
            return "before", self.after
        return ("after", self.earlier) if self.earlier else ("alone", "yes")


def find_neighbours(tree: etree._Element) -> dict[etree._Element, Neighbours]:
    """Each empty lemma (`<seg type="lemma" subtype="point">`) of `tree` -> the words beside it."""
    if not any(_is_point(node) for node in tree.iter(SEG)):
        return {}
    reader = _Reader()
    reader.read(tree)
    reader.border()
    return reader.found


def _is_point(node: etree._Element) -> bool:
    return node.get("type") == "lemma" and node.get("subtype") == "point"


class _Reader:
    """Goes over the running text once; `last` is of the block at hand, `earlier` of the unit."""

    def __init__(self) -> None:
        self.found: dict[etree._Element, Neighbours] = {}
        self.word = self.last = self.earlier = ""
        self.waiting: list[Neighbours] = []

    def read(self, node: etree._Element) -> None:
        if node.tag in _ASIDE or (node.tag == SEG and node.get("type") == "reading"):
            return
        block = node.tag in BLOCKS
        if block:
            self.border()
        if node.tag == SEG and _is_point(node):
            self.point(node)
        self.say(node.text)
        for child in node:
            if isinstance(child.tag, str):
                self.read(child)
            self.say(child.tail)
        if block:
            self.border()

    def say(self, text: str | None) -> None:
        for run in _RUN.findall(text or ""):
            if run.isspace():
                self.end()
                continue
            for character in run:
                if not _is_letter(character) and not (self.word and character in "'’-"):
                    self.end()
                elif _is_unspaced(character):
                    self.end()
                    self.word = character
                    self.end()
                else:
                    self.word += character

    def end(self) -> None:
        """A word is complete."""
        word = self.word.strip("'’-")
        self.word = ""
        if word:
            self.last = self.earlier = word
            for one in self.waiting:
                one.after = one.after or word
            self.waiting.clear()

    def border(self) -> None:
        """A block begins or ends."""
        self.end()
        self.last = ""
        self.waiting.clear()

    def point(self, node: etree._Element) -> None:
        beside = Neighbours(self.word.strip("'’-") or self.last, "", self.earlier)
        self.found[node] = beside
        self.waiting.append(beside)


@lru_cache(maxsize=8192)
def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNMS" or character == "\u200d"


@lru_cache(maxsize=8192)
def _is_unspaced(character: str) -> bool:
    point = ord(character)
    return any(first <= point <= last for first, last in _UNSPACED)

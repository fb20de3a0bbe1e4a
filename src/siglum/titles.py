"""A division of a text -> what it is called: its heading, else its kind and number in words.

Headings are words of the text; kinds are words of siglum, in the language of the edition, where the
table of phrases knows them: «Chapter 3» is «Kapitel 3».
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from siglum.apparatus.segments import SEG
from siglum.source.namespaces import TEI
from siglum.source.vocabulary import BREAKS, names

_T = f"{{{TEI}}}"
DIVISIONS = names("div div1 div2 div3 div4 div5 div6 div7")
HEAD = f"{_T}head"
_LESSER = names("sic orig abbr")


@dataclass(frozen=True, slots=True)
class Title:
    """What something is called, and whether these are words of the text."""

    words: str = ""
    quoted: bool = False

    def __bool__(self) -> bool:
        return bool(self.words)


class Titles:
    """Calls parts of texts in one language; `table` has the phrases of siglum."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table = table

    def of(self, node: etree._Element, only_head: bool = False) -> Title:
        """What a division is called: its heading, else its kind and number."""
        head = node if node.tag == HEAD else node.find(HEAD)
        if head is not None and (text := words(head)):
            return Title(text, quoted=True)
        if only_head:
            return Title()
        kind = node.get("type", "")
        if kind in ("textpart", "") and node.get("subtype"):
            kind = node.get("subtype", "")
        number = number_of(node)
        if node.tag in DIVISIONS and (kind or number):
            return Title(" ".join(word for word in (self._kind(kind), number) if word))
        return Title(self._table.get(f"part_of_document.{etree.QName(node).localname}", ""))

    def numbered(self, number: int) -> Title:
        """What a part is called that has no name of its own."""
        return Title(self._table["part_n"].format(number=number))

    def _kind(self, kind: str) -> str:
        spoken = re.sub(r"[-_]+", " ", kind).strip()
        said = self._table.get(f"division.{spoken.lower().replace(' ', '')}")
        return said or spoken.capitalize()


def number_of(node: etree._Element) -> str:
    """The number of a part as its `@n` has it; that of a page is none."""
    number = node.get("n", "")
    return "" if node.tag in BREAKS or number.startswith("urn:") else number


def words(element: etree._Element) -> str:
    """The words of `element` as edited: no notes, no variant readings, one line."""
    pieces: list[str] = []
    _add_words(element, pieces)
    return " ".join("".join(pieces).split())


def _add_words(node: etree._Element, pieces: list[str]) -> None:
    pieces.append(node.text or "")
    for child in node:
        if not (
            child.tag == f"{_T}note"
            or (child.tag == SEG and child.get("type") == "reading")
            or (child.tag in _LESSER and node.tag == f"{_T}choice")
        ):
            _add_words(child, pieces)
        pieces.append(child.tail or "")

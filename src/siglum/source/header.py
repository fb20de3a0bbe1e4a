"""An element of a header -> its words in one line."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from siglum.source.namespaces import TEI

_PASSED = (f"{{{TEI}}}note", etree.Comment, etree.PI)
#: Elements that may say what they mean by a pointer alone.
_POINTING: Final = frozenset(
    f"{{{TEI}}}{name}"
    for name in (
        "author bibl country editor geogName institution name orgName persName placeName ptr ref "
        "region repository rs settlement term title"
    ).split()
)
#: Words that stand where a name or a number should, and say that there is none.
_NOTHING = re.compile(
    r"(?:n/?a|none|findspot|unknown|unbekannt|inconnue?|ignot[ao]|sconosciut[ao]|desconocid[ao]"
    r"|neznám[ýáé]|неизвест\w+|x{3,}|tbd|todo|[?\-–—.…]*)\.?",
    re.IGNORECASE,
)


def plain(element: etree._Element) -> str:
    """The text of `element` in one line, without the notes inside it."""
    if not len(element):
        return " ".join((element.text or "").split())
    pieces: list[str] = []
    _add_text(element, pieces)
    return " ".join("".join(pieces).split())


def _add_text(node: etree._Element, pieces: list[str], pointers: bool = False) -> None:
    pointer = _points(node) if pointers else ""
    pieces.append(pointer or node.text or "")
    if pointer and not node.tail and node.getnext() is not None:
        pieces.append(" ")  # a pointer is written close to what follows it
    for child in node:
        if child.tag not in _PASSED:
            _add_text(child, pieces, pointers)
        pieces.append(child.tail or "")


def told(element: etree._Element) -> str:
    """As `plain`, but an empty name or reference is told by what it points to.

    «in the reign of <persName ref="PRS6229LebnaDe"/>»: without it the sentence has a hole.
    """
    if not any(_points(one) for one in element.iter(*_POINTING)):
        return plain(element)
    pieces: list[str] = []
    _add_text(element, pieces, pointers=True)
    return " ".join("".join(pieces).split())


def is_told(words: str) -> bool:
    """Whether `words` say something: «Unknown», «n/a» and «XXX» do not."""
    return not _NOTHING.fullmatch(words.strip())


def _points(node: etree._Element) -> str:
    """What an empty element points to: its key, or the first of its pointers out of the file."""
    if node.tag not in _POINTING or len(node) or (node.text or "").strip():
        return ""
    pointer = next((one for name in ("key", "ref", "target") if (one := node.get(name))), "")
    first = next(iter(pointer.split()), "")
    return "" if first.startswith("#") else first

"""An element of a header -> its words in one line."""

from __future__ import annotations

from lxml import etree

from siglum.source.namespaces import TEI

_PASSED = (f"{{{TEI}}}note", etree.Comment, etree.PI)


def plain(element: etree._Element) -> str:
    """The text of `element` in one line, without the notes inside it."""
    if not len(element):
        return " ".join((element.text or "").split())
    pieces: list[str] = []
    _add_text(element, pieces)
    return " ".join("".join(pieces).split())


def _add_text(node: etree._Element, pieces: list[str]) -> None:
    pieces.append(node.text or "")
    for child in node:
        if child.tag not in _PASSED:
            _add_text(child, pieces)
        pieces.append(child.tail or "")

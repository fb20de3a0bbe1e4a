"""An element of a header -> its words in one line."""

from __future__ import annotations

from lxml import etree

from siglum.source.namespaces import TEI


def plain(element: etree._Element) -> str:
    """The text of `element` in one line, without the notes inside it."""
    words: list[str] = []

    def read(node: etree._Element) -> None:
        words.append(node.text or "")
        for child in node:
            if child.tag not in (f"{{{TEI}}}note", etree.Comment, etree.PI):
                read(child)
            words.append(child.tail or "")

    read(element)
    return " ".join("".join(words).split())

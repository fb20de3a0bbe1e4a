"""An element and a node in it -> the line and column of the text right behind that node."""

from __future__ import annotations

import re

from lxml import etree

from siglum.findings import Place
from siglum.source.positions import Origins, SourceFile

_START_TAG = re.compile(rb"""<[^\s/>]+(?:[^>"']|"[^"]*"|'[^']*')*>""")
#: What stands between the node and the first letter: blanks, comments, processing instructions.
_BETWEEN = re.compile(rb"(?:\s+|<!--.*?-->|<\?.*?\?>|<!\[CDATA\[)*", re.DOTALL)


def place_of_text(origins: Origins, element: etree._Element, after: etree._Element | None) -> Place:
    """Where the first text in `element` stands that is not blank: at its start, or behind `after`.

    `after` is a child of `element`. Where the text cannot be found (it comes out of an entity,
    or a file was included there), it is the place of `element`.
    """
    node: etree._Element | None = after
    while node is not None and node.tag in (etree.Comment, etree.PI, etree.Entity):
        node = node.getprevious()
    own = origins.of(element)
    origin = own if node is None else origins.of(node)
    if own is not None and origin is not None and own[0] is origin[0]:
        file, ordinal = origin
        at = _inside(file, ordinal) if node is None else _behind(file, ordinal)
        if at:
            between = _BETWEEN.match(file.data, at)
            start = between.end() if between else at
            if start < len(file.data) and file.data[start : start + 1] != b"<":
                return file.place(start, origins.place(element).id)
    return origins.place(element)


def _inside(file: SourceFile, ordinal: int) -> int:
    """The offset behind the start tag of an element; 0 if it is not known."""
    if ordinal >= len(file.start_tags):
        return 0
    tag = _START_TAG.match(file.data, file.start_tags[ordinal])
    return tag.end() if tag else 0


def _behind(file: SourceFile, ordinal: int) -> int:
    """The offset behind an element; 0 if it is not known."""
    inside = _inside(file, ordinal)
    if not inside or file.data[inside - 2 : inside] == b"/>":
        return inside  # an empty element is a start tag only
    if ordinal >= len(file.end_tags):
        return 0
    at = file.end_tags[ordinal]
    end = file.data.find(b">", at)
    return end + 1 if file.data[at : at + 2] == b"</" and end > 0 else 0

"""A prepared book -> the same with fewer ids and elements: WeasyPrint pays for each of them.

An element with an id has a style of its own, and so has all within it: their properties are
computed again for each. A span is a box on every line and in every trial of the note area. In a
book of ten entries a page both together are a third of the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from lxml import etree

from siglum.print.tree import classes

__all__ = ["spare_ids", "spare_spans", "styled_by"]

#: Spans of entries and around lemmata that look like what is around them, unless a sheet says more.
_UNMARKED: Final = frozenset({"lem", "lemma", "rdg", "reading", "sep", "wits"})
_CLASS: Final = re.compile(r"\.(-?[A-Za-z_][\w-]*)")


def styled_by(sheets: Iterable[str]) -> frozenset[str]:
    """The names of classes that occur in style sheets; what looks like one counts as one."""
    return frozenset(name for sheet in sheets for name in _CLASS.findall(sheet))


def spare_ids(root: etree._Element) -> None:
    """Take away the ids that nothing in the book leads to."""
    links = (link.get("href") or "" for link in root.iter("a"))
    wanted = {address[1:] for address in links if address.startswith("#")}
    for element in root.iter(etree.Element):
        if "id" in element.attrib and element.attrib["id"] not in wanted:
            del element.attrib["id"]


def spare_spans(root: etree._Element, styled: frozenset[str] = frozenset()) -> None:
    """Take away spans of entries that no style sheet asks for: their words stay."""
    unmarked = _UNMARKED - styled
    for span in root.iter("span"):
        if span.attrib.keys() == ["class"] and unmarked.issuperset(classes(span)):
            span.tag = "plain"
    etree.strip_tags(root, "plain")

"""A rendered unit, and the passages of its document -> the same with the reference of each passage.

Books whose entries refer to passages read `data-passage`: on what a passage holds, or where one
begins that goes on to the next of its kind.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from siglum.edition import Document
from siglum.render.references import References

ATTRIBUTE = "data-passage"


def references_of(document: Document) -> dict[str, str]:
    """Identifier -> reference, of the passages that have one."""
    return References(document).shown


def mark_passages(unit: etree._Element, references: Mapping[str, str]) -> None:
    """Note the reference of each passage on the element that it begins with, in place."""
    for element in unit.iter(etree.Element):
        if (reference := references.get(element.get("id", ""))) is not None:
            element.set(ATTRIBUTE, reference)

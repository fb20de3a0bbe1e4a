"""One document's XHTML -> the same with ids of its own, so that several can share a book."""

from __future__ import annotations

from lxml import etree

from siglum.print.tree import attributes

__all__ = ["prefix_ids"]

#: How an address begins that names another part of the book, by the prefix that its ids have.
_ELSEWHERE = "#/"
#: Attributes that hold one id, ids parted by spaces, or an address of which "#id" is one.
_ONE = (
    "id",
    "{http://www.w3.org/XML/1998/namespace}id",
    "for",
    "data-at",
    "data-target",
    "data-witness",
)
_WITNESSES = ("data-there", "data-goes", "data-comes")
_SEVERAL = (*_WITNESSES, "data-entries", "headers", "aria-labelledby", "aria-describedby")
_ADDRESS = ("href", "src", "usemap")


def prefix_ids(tree: etree._Element, prefix: str) -> etree._Element:
    """Put `prefix` before every id in `tree` and before everything that points to one.

    Changes the tree and returns it. An address "#/other.id" names what has its prefix already;
    addresses other than "#id" stay as they are.
    """
    for element in tree.iter(etree.Element):
        for name, value in attributes(element).items():
            if name in _ONE and value:
                element.set(name, prefix + value)
            elif name in _SEVERAL:
                element.set(name, " ".join(prefix + part for part in value.split()))
            elif name in _ADDRESS and value.startswith(_ELSEWHERE):
                element.set(name, "#" + value.removeprefix(_ELSEWHERE))
            elif name in _ADDRESS and value.startswith("#") and len(value) > 1:
                element.set(name, f"#{prefix}{value[1:]}")
    return tree

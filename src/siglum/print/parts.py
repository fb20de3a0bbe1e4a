"""One document's XHTML -> the same with ids of its own, so that several can share a book."""

from __future__ import annotations

from lxml import etree

__all__ = ["prefix_ids"]

#: Attributes that hold one id, ids parted by spaces, or an address of which "#id" is one.
_ONE = ("id", "{http://www.w3.org/XML/1998/namespace}id", "for", "data-at", "data-target")
_SEVERAL = ("data-entries", "headers", "aria-labelledby", "aria-describedby")
_ADDRESS = ("href", "src", "usemap")


def prefix_ids(tree: etree._Element, prefix: str) -> etree._Element:
    """Put `prefix` before every id in `tree` and before everything that points to one.

    Changes the tree and returns it. Addresses other than "#id" stay as they are.
    """
    for element in tree.iter(etree.Element):
        attributes = element.attrib
        for name in _ONE:
            if attributes.get(name):
                attributes[name] = prefix + attributes[name]
        for name in _SEVERAL:
            if attributes.get(name):
                attributes[name] = " ".join(prefix + part for part in attributes[name].split())
        for name in _ADDRESS:
            if attributes.get(name, "").startswith("#") and len(attributes[name]) > 1:
                attributes[name] = "#" + prefix + attributes[name][1:]
    return tree

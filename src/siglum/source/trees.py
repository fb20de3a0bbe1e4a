"""A TEI tree and a path -> the elements or values it finds; an element -> all its text, a copy."""

from __future__ import annotations

from functools import cache

from lxml import etree

from siglum.source.namespaces import NS


def find_elements(node: etree._Element, path: str) -> list[etree._Element]:
    """The elements that XPath 1.0 `path` (prefix `t:` for TEI) finds from `node`, in order."""
    return [one for one in _list(_compiled(path)(node)) if etree.iselement(one)]


def find_values(node: etree._Element, path: str) -> list[str]:
    """The values of attributes or texts that XPath 1.0 `path` finds from `node`, in order."""
    return [one for one in _list(_compiled(path)(node)) if isinstance(one, str)]


def all_text(node: etree._Element) -> str:
    """Every character in `node`, as it stands."""
    return "".join(text for text in node.itertext() if isinstance(text, str))


def attributes(node: etree._Element) -> dict[str, str]:
    """The attributes of `node` by Clark name, in the order of the source."""
    return {str(name): str(value) for name, value in node.attrib.items()}


def prefixes(node: etree._Element) -> dict[str, str]:
    """The namespaces by prefix that hold at `node`; the one without a prefix is the empty one.

    In the form that lxml takes for new elements.
    """
    return dict(node.nsmap)  # type: ignore[arg-type]  # its stubs do not know the empty prefix


def apart(node: etree._Element) -> etree._Element:
    """A copy of `node` alone, which takes its xml:ids with it when it goes.

    Those of a `deepcopy` stay as long as the process lives: lxml keeps one dictionary for all trees
    that it makes itself, but every tree that it parses has its own.
    """
    # Ids may occur twice, and whatever a tree has was read once
    parser = etree.XMLParser(
        collect_ids=False, recover=True, huge_tree=True, resolve_entities=False, no_network=True
    )
    return etree.fromstring(etree.tostring(node, encoding="UTF-8", with_tail=False), parser)


@cache
def _compiled(path: str) -> etree.XPath:
    # a path is asked of every document of an edition; values come without their elements
    return etree.XPath(path, namespaces=NS, smart_strings=False)


def _list(found: object) -> list[object]:
    return found if isinstance(found, list) else []

"""A tree and an XPointer -> the elements that it names.

Understood are a bare id, `element(/1/2)`, `element(id/2)`, `xpointer(id('x'))` and
`xpointer(//tei:div[@n='2'])`, the last in simple steps only, with `xmlns(p=uri)` before it.
A pointer is read, not run: general XPath could be made to take hours.
Source: XPointer Framework, element() and xmlns() schemes (W3C Recommendations, 2003).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from siglum.source.namespaces import TEI, XML_ID

_BARE = re.compile(r"[^\s()/]+")
_PART = re.compile(r"\s*([\w.\-:]+)\(((?:[^()^]|\^.|\((?:[^()]|\([^()]*\))*\))*)\)\s*")
_ID_CALL = re.compile(r"""\s*id\(\s*(?:'([^']*)'|"([^"]*)")\s*\)""")
_STEP = (
    r"//?(?:[\w.\-]+:)?(?:[\w.\-]+|\*)"
    r"(?:\[(?:\d+|@[\w.\-:]+\s*=\s*(?:'[^']*'|\"[^\"]*\"))\])*"
)
_PATH = re.compile(f"(?:{_STEP}){{1,12}}")


class PointerError(Exception):
    """A pointer that names nothing, or is not understood: says which."""


def select(
    root: etree._Element, pointer: str, prefixes: Mapping[str | None, str]
) -> list[etree._Element]:
    """The elements of the tree of `root` that `pointer` names, in document order.

    `prefixes` are those known where the pointer stands. Raises PointerError when it names none.
    """
    pointer = pointer.strip()
    if _BARE.fullmatch(pointer):
        element = _by_id(root, pointer)
        if element is None:
            raise PointerError(f'nothing has the xml:id "{pointer}"')
        return [element]
    known = {"tei": TEI, "t": TEI, **{p: uri for p, uri in prefixes.items() if p}}
    parts = _parts(pointer)
    understood = False
    for scheme, data in parts:
        if scheme == "xmlns":
            prefix, _, uri = data.partition("=")
            known[prefix.strip()] = uri.strip()
        elif scheme in ("element", "xpointer", "xpath1", "xpath"):
            elements = (
                _element_scheme(root, data)
                if scheme == "element"
                else _simple_path(root, data, known)
            )
            if elements is not None:
                understood = True
            if elements:
                return elements
    if understood:
        raise PointerError(f'nothing is found at "{pointer}"')
    raise PointerError(f'the pointer "{pointer}" is not one that siglum understands')


def _parts(pointer: str) -> list[tuple[str, str]]:
    parts = []
    at = 0
    while at < len(pointer):
        part = _PART.match(pointer, at)
        if not part:
            return []
        parts.append((part[1], re.sub(r"\^(.)", r"\1", part[2])))
        at = part.end()
    return parts


def _by_id(root: etree._Element, name: str) -> etree._Element | None:
    return next((element for element in root.iter("*") if element.get(XML_ID) == name), None)


def _element_scheme(root: etree._Element, data: str) -> list[etree._Element] | None:
    start, *steps = data.strip().split("/")
    if any(not step.isdecimal() or step.startswith("0") for step in steps):
        return None
    element: etree._Element | None
    if start:
        element = _by_id(root, start)
    elif steps and steps.pop(0) == "1":
        element = root
    else:
        element = None
    for step in steps:
        if element is None:
            break
        children = list(element.iterchildren("*"))
        element = children[int(step) - 1] if len(step) < 9 and int(step) <= len(children) else None
    return [] if element is None else [element]


def _simple_path(
    root: etree._Element, data: str, prefixes: Mapping[str, str]
) -> list[etree._Element] | None:
    start: etree._Element | None = None
    called = _ID_CALL.match(data)
    if called:
        start = _by_id(root, called[1] or called[2] or "")
        data = data[called.end() :].strip()
        if start is None or not data:
            return [] if start is None else [start]
        data = "." + data
    if not _PATH.fullmatch(data.removeprefix(".").strip()):
        return None
    try:
        path = etree.XPath(data.strip(), namespaces=dict(prefixes), regexp=False)
        chosen: Any = path(start if start is not None else root.getroottree())
    except etree.XPathError:
        return None
    return list(chosen)  # the steps name elements only, so that nothing else can come of them

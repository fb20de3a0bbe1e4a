"""The TEI of a text or passage -> the same as plain text, or as HTML for who reads no TEI.

Plain text is the edited text: the readings that stand in it, no notes, a line for each paragraph,
verse and heading. HTML has everything, each element under its own name as a class.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from siglum.source.namespaces import TEI, XML_ID, XML_LANG
from siglum.source.spaces import normalise_spaces
from siglum.source.standing import base_element
from siglum.source.vocabulary import BLOCKS, names

__all__ = ["as_html", "as_plain"]

_T: Final = f"{{{TEI}}}"
_ASIDE: Final = names("teiHeader note noteGrp standOff listApp listWit witDetail fw figDesc")
_PREFERRED: Final = names("corr reg expan")
_BREAKS: Final = names("lb cb pb gb milestone")
_STYLE: Final = """
body { max-width: 42rem; margin: 2rem auto; font: 1rem/1.5 serif }
.tei-div, .tei-p, .tei-lg { margin: 1em 0 }
.tei-head { font-weight: bold }
.tei-rdg, .tei-note { font-size: .8em }
.tei-rdg::before { content: " [" }
.tei-rdg::after { content: " " attr(data-wit) "]" }
.tei-note::before { content: " (" }
.tei-note::after { content: ")" }
.tei-pb::before { content: "|" attr(data-n) "|"; color: #666 }
"""
_KEPT: Final = {
    XML_ID: "id", XML_LANG: "lang", "n": "data-n", "wit": "data-wit", "type": "data-type",
    "rend": "data-rend",
}  # fmt: skip
_LINKS: Final = names("ref ptr")


def _tree(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    tree = etree.fromstring(data, parser)
    normalise_spaces(tree)
    return tree


def as_plain(data: bytes) -> bytes:
    """The words of the edited text in UTF-8, a line for each block."""
    lines = (" ".join(line.split()) for line in "".join(_words(_tree(data))).split("\n"))
    return "".join(f"{line}\n" for line in lines if line).encode()


def _words(element: etree._Element) -> Iterator[str]:
    tag = element.tag
    if tag in _ASIDE:
        return
    if tag == f"{_T}app":
        base = base_element(element)
        if base is not None:
            yield from _within(base)
        return
    if tag == f"{_T}choice":
        sides = sorted(element.iterchildren(etree.Element), key=_is_other_side)
        if sides:
            yield from _words(sides[0])
        return
    if tag in _BREAKS:
        yield "" if element.get("break") == "no" else " "
    border = "\n" if tag in BLOCKS else ""
    yield border
    yield from _within(element)
    yield border


def _is_other_side(side: etree._Element) -> bool:
    return side.tag not in _PREFERRED


def _within(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""


def as_html(data: bytes, title: str) -> bytes:
    """A page with all that the TEI holds, but for its header."""
    tree = _tree(data)
    for header in list(tree.iter(f"{_T}teiHeader")):
        if (around := header.getparent()) is not None:
            around.remove(header)
    for node in list(tree.iter(etree.Element)):
        shown = _attributes(node)
        node.tag = _kind(node)
        node.attrib.clear()
        for name, value in shown.items():
            node.set(name, value)
    page = etree.Element("html")
    head = etree.SubElement(page, "head")
    etree.SubElement(head, "meta", {"charset": "utf-8"})
    etree.SubElement(head, "title").text = title
    etree.SubElement(head, "style").text = _STYLE
    etree.SubElement(page, "body").append(tree)
    etree.cleanup_namespaces(page)
    return etree.tostring(page, method="html", doctype="<!DOCTYPE html>", encoding="utf-8")


def _kind(node: etree._Element) -> str:
    if node.tag in _LINKS and _address(node):
        return "a"
    return "div" if node.tag in BLOCKS else "span"


def _address(node: etree._Element) -> str:
    target = node.get("target", "").strip()
    return target if target.startswith(("https://", "http://", "mailto:", "#")) else ""


def _attributes(node: etree._Element) -> dict[str, str]:
    shown = {"class": f"tei-{etree.QName(node).localname}"}
    shown |= {name: value for own, name in _KEPT.items() if (value := node.get(own))}
    if node.tag in _LINKS and (address := _address(node)):
        shown["href"] = address
    return shown

"""A `<TEI>` -> the stemma that it tells of: which witness comes from which.

Told by a `<graph>` or an `<eTree>` of witnesses (TEI Guidelines 20), by `<relation>`s between them
(14.2.3.4), else by families in the witness list (13.1.4.3). The first of these that says anything
holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from siglum.apparatus.witnesses import Conspectus
from siglum.source.header import plain
from siglum.source.identity import ID
from siglum.source.namespaces import TEI, XML_ID

_T = f"{{{TEI}}}"
_DOWN = re.compile(r"exemplar|ancestor|parent|antigraph|model", re.IGNORECASE)
_UP = re.compile(r"cop(y|ied)|descen[dt]|deriv|apograph|child|depend", re.IGNORECASE)
_MIXED = re.compile(r"contamin|mixed|secondary|correct", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Branch:
    """A witness or a lost copy, and what it comes from; `mixed` if only some of its readings do."""

    child: str
    parent: str
    mixed: bool = False


def read_stemma(tei: etree._Element, conspectus: Conspectus) -> tuple[Branch, ...]:
    """The branches of a stemma, by the sigla of witnesses or the names of lost copies."""
    for read in (_graphs, _trees, _relations):
        if found := tuple(dict.fromkeys(read(tei, conspectus))):
            return found
    return tuple(dict.fromkeys(_families(conspectus)))


def _graphs(tei: etree._Element, conspectus: Conspectus) -> Iterator[Branch]:
    for graph in tei.iter(f"{_T}graph"):
        nodes = {_id(node): _name(node, conspectus) for node in graph.iter(f"{_T}node")}
        for arc in graph.iter(f"{_T}arc"):
            start, end = (arc.get(name, "").strip().removeprefix("#") for name in ("from", "to"))
            if nodes.get(start) and nodes.get(end):
                told = f"{arc.get('type', '')} {plain(arc)}"
                yield Branch(nodes[end], nodes[start], bool(_MIXED.search(told)))


def _trees(tei: etree._Element, conspectus: Conspectus) -> Iterator[Branch]:
    inner = (f"{_T}eTree", f"{_T}eLeaf")
    for node in tei.iter(*inner):
        around = node.getparent()
        if around is not None and around.tag == inner[0]:
            child, parent = _name(node, conspectus), _name(around, conspectus)
            if child and parent:
                yield Branch(child, parent, bool(_MIXED.search(node.get("type", ""))))


def _relations(tei: etree._Element, conspectus: Conspectus) -> Iterator[Branch]:
    for relation in tei.iter(f"{_T}relation"):
        told = f"{relation.get('name', '')} {relation.get('ref', '')} {relation.get('type', '')}"
        active = _witnesses(relation.get("active", ""), conspectus)
        passive = _witnesses(relation.get("passive", ""), conspectus)
        if not _DOWN.search(told) and not _UP.search(told) and not _MIXED.search(told):
            continue
        if _DOWN.search(told):
            active, passive = passive, active
        for child in active:
            for parent in passive:
                yield Branch(child, parent, bool(_MIXED.search(told)))


def _families(conspectus: Conspectus) -> Iterator[Branch]:
    for family in conspectus.declared():
        if family.kind == "group":
            for key in family.members:
                if key in conspectus.witnesses:
                    yield Branch(conspectus.witnesses[key].siglum, family.siglum)


def _name(node: etree._Element, conspectus: Conspectus) -> str:
    """What a node is called: the siglum of the witness it points to, else its own label."""
    for attribute in ("value", "corresp", "ref", "sameAs"):
        for siglum in _witnesses(node.get(attribute, ""), conspectus):
            return siglum
    label = node.find(f"{_T}label")
    told = plain(label) if label is not None else node.get("n", "").strip()
    key = conspectus.find(told) if told else ""
    return conspectus.witnesses[key].siglum if key else told or _id(node)


def _id(node: etree._Element) -> str:
    return (node.get(XML_ID) or node.get(ID) or "").strip()


def _witnesses(pointers: str, conspectus: Conspectus) -> list[str]:
    keys = (conspectus.find(pointer) for pointer in pointers.split())
    return [conspectus.witnesses[key].siglum for key in keys if key]

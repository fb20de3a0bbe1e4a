"""Pointers of a document to witnesses in other files -> the witness lists that they stand in.

Projects keep one list for many texts and point to it: `@wit="witnesses.xml#A"`, a private scheme
(`wit:A`), `<listWit sameAs="witnesses.xml"/>`, `<witness sameAs="witnesses.xml#A"/>` or a pointer
in the list (TEI Guidelines 13.1.4.3). Files are looked for beside the one that points, inside the
edition's folder and nowhere else.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from siglum.findings import EditionError
from siglum.source.namespaces import TEI, XML_ID
from siglum.source.parsing import SourceTree, read_source
from siglum.source.prefixes import read_prefixes

_T = f"{{{TEI}}}"
_LIST, _WITNESS = f"{_T}listWit", f"{_T}witness"
#: What says that a witness or a list is described elsewhere.
ALIKE = ("sameAs", "copyOf", "corresp")
#: The elements that name witnesses (att.witnessed, att.rdgPart), and those that describe them.
_POINTING = tuple(
    _T + name
    for name in (
        *("lem", "rdg", "rdgGrp", "witDetail", "wit"),
        *("witStart", "witEnd", "lacunaStart", "lacunaEnd", "listWit", "witness"),
    )
)
_MANY = 200  # files of witnesses that one run looks into


@dataclass(slots=True)
class WitnessFiles:
    """The files of one edition that have witness lists, each read once."""

    _lists: dict[Path, tuple[etree._Element, ...]] = field(default_factory=dict)

    def lists(self, tree: SourceTree, tei: etree._Element, jail: Path) -> list[etree._Element]:
        """The witness lists in other files of `jail` that the document `tei` of `tree` points to.

        Whole lists, so that families and hands are known. What is no file, lies outside or cannot
        be read gives nothing: the siglum is shown as written then, and a check tells of it.
        """
        found: dict[int, etree._Element] = {}
        asked: set[tuple[Path, str]] = set()
        for element, address in _addresses(tei):
            name, _, identifier = address.partition("#")
            base = tree.base_of(element).parent
            if (base, address) in asked:
                continue
            asked.add((base, address))
            path = Path(os.path.realpath(base / unquote(name)))
            if path == Path(os.path.realpath(tree.path)):
                continue
            for listed in self._read(path, jail):
                if not identifier or _has(listed, identifier):
                    found[id(listed)] = listed
        return list(found.values())

    def _read(self, path: Path, jail: Path) -> tuple[etree._Element, ...]:
        """All lists of a file that stand in no other list, apart from their document."""
        if path not in self._lists:
            self._lists[path] = ()
            inside = path.is_relative_to(os.path.realpath(jail)) and path.suffix == ".xml"
            if inside and path.is_file() and len(self._lists) <= _MANY:
                try:
                    root = read_source(path, jail=jail).root
                except EditionError:
                    return ()
                lists = [
                    one
                    for one in root.iter(_LIST)
                    if next(one.iterancestors(_LIST, _WITNESS), None) is None
                ]
                self._lists[path] = tuple(map(_apart, lists))
        return self._lists[path]


def describe_by_others(tree: etree._Element) -> None:
    """Give witnesses of `tree` that only point to another one the words of that one, in place.

    The one pointed to may stand in any list of the tree. Those that say something themselves keep
    it; a circle of pointers gives nothing.
    """
    named: dict[str, etree._Element] = {}
    bare: list[tuple[etree._Element, str]] = []
    for witness in tree.iter(_WITNESS):
        own = (witness.get(XML_ID) or "").strip()
        if len(witness) or (witness.text or "").strip():
            named.setdefault(own, witness)
            continue
        pointers = " ".join(witness.get(name, "") for name in ALIKE).split()
        if pointers:
            bare.append((witness, pointers[0].rpartition("#")[2]))
    for witness, identifier in bare:
        other = named.get(identifier)
        if other is None or len(witness) or witness.text:
            continue
        copy = deepcopy(other)
        for inner in list(copy.iterdescendants(_LIST, _WITNESS)):
            parent = inner.getparent()
            if parent is not None:
                parent.remove(inner)  # its members are named where it stands itself
        for node in copy.iter(etree.Element):
            node.attrib.pop(XML_ID, "")
        witness.text = copy.text
        witness.extend(list(copy))


def _addresses(tei: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Every address of a witness or a list in another file, with the element that has it."""
    prefixes = read_prefixes(tei)
    seen: set[str] = set()
    for element in tei.iter(*_POINTING):
        named = element.get("wit", "")
        tokens = named.split() if ":" in named or ".xml" in named.lower() else []
        if element.tag in (_LIST, _WITNESS):
            for name in ALIKE:
                tokens += element.get(name, "").split()
            for pointer in element.iterchildren(f"{_T}ptr", f"{_T}ref"):
                tokens += pointer.get("target", "").split()
        for token in tokens:
            if token.startswith("#") or token in seen:
                continue
            seen.add(token)
            address = prefixes.expand(token) if ":" in token else token
            name = (address or "").partition("#")[0]
            if address and ":" not in name and name.lower().endswith(".xml"):
                yield element, address


def _has(listed: etree._Element, identifier: str) -> bool:
    return any(
        (one.get(XML_ID) or "").strip() == identifier for one in listed.iter(_LIST, _WITNESS)
    )


def _apart(listed: etree._Element) -> etree._Element:
    copy = deepcopy(listed)
    copy.tail = None
    return copy

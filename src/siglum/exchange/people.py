"""The registers and names of a text -> who and what it knows, and by which identifiers others do.

A register entry is any `person`, `org` or `place` with an `xml:id`; its identifiers stand in
`idno`, in `ptr` and `ref`, or at its names (TEI Guidelines 14.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from siglum.metadata.authorities import authority
from siglum.metadata.model import Authority
from siglum.source.identity import slug
from siglum.source.namespaces import TEI, XML_ID
from siglum.source.prefixes import Prefixes, read_prefixes
from siglum.source.trees import all_text
from siglum.source.vocabulary import names

_T: Final = f"{{{TEI}}}"
_ENTRIES: Final = names("person personGrp org place")
_PERSONS: Final = names("person personGrp")
_NAMING: Final = names("persName rs name author")
#: Who made the edition is not named by its texts.
_MAKERS: Final = names("editor respStmt principal funder sponsor revisionDesc editionStmt")
#: Elements that name a person only if their @type says so, or says nothing.
_OPEN: Final = names("rs name")
_OF_PERSONS: Final = frozenset(("person", "pers", "author"))
_POINTING: Final = names("ptr ref")


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of a register: its identifier in the text, and the authorities that know it."""

    id: str
    person: bool
    authorities: tuple[Authority, ...]


def read_known(tei: etree._Element) -> tuple[Known, ...]:
    """The entries of registers in `tei` that an authority knows."""
    found = []
    prefixes: Prefixes | None = None
    for entry in tei.iter(*_ENTRIES):
        if not (own := entry.get(XML_ID, "").strip()):
            continue
        prefixes = prefixes or read_prefixes(tei)
        if known := tuple(dict.fromkeys(_authorities(entry, prefixes))):
            found.append(Known(slug(own), entry.tag in _PERSONS, known))
    return tuple(found)


def read_mentions(tei: etree._Element) -> tuple[str, ...]:
    """The pointers by which `tei` names persons, each once."""
    found: dict[str, None] = {}
    prefixes: Prefixes | None = None
    for name in tei.iter(*_NAMING):
        if name.tag in _OPEN and name.get("type", "person") not in _OF_PERSONS:
            continue
        if any(True for _ in name.iterancestors(*_MAKERS)):
            continue
        for attribute in ("ref", "key", "sameAs", "corresp"):
            for token in name.get(attribute, "").split():
                prefixes = prefixes or read_prefixes(tei)
                found[prefixes.expand(token) or token] = None
    return tuple(found)


def _authorities(entry: etree._Element, prefixes: Prefixes) -> Iterator[Authority]:
    own = authority(entry.get(XML_ID, ""))
    if own is not None and own.uri:
        yield own
    for child in entry.iter(etree.Element):
        if child.tag in _ENTRIES and child is not entry:
            continue
        if child.tag == f"{_T}idno":
            found = authority(all_text(child), child.get("type", ""))
            if found is not None and found.uri:
                yield found
        attribute = "target" if child.tag in _POINTING else "ref"
        if child is entry or child.getparent() is entry:
            for token in (child.get(attribute, "") + " " + child.get("sameAs", "")).split():
                found = authority(prefixes.expand(token) or token)
                if found is not None and found.scheme not in ("local", "URL"):
                    yield found


class Registers:
    """All register entries of an edition, found by the pointers of any of its texts."""

    def __init__(self, entries: Mapping[str, tuple[str, Known]]) -> None:
        """`entries` are the addresses of entries and the entries, by their identifiers."""
        self._entries = entries

    def entries(self) -> Iterable[tuple[str, Known]]:
        """The address of each entry, and the entry."""
        return self._entries.values()

    def find(self, pointer: str) -> tuple[str, Known] | None:
        """The address and the entry that `pointer` names: `#id`, `register.xml#id` or the id."""
        return self._entries.get(slug(pointer.rpartition("#")[2]))

    def authorities(self, pointers: Iterable[str]) -> list[Authority]:
        """The authorities that pointers name, or that the entries they lead to have."""
        found: dict[Authority, None] = {}
        for pointer in pointers:
            own = authority(pointer)
            if own is not None and own.uri and own.scheme != "URL":
                found[own] = None
            if (entry := self.find(pointer)) is not None:
                found.update(dict.fromkeys(entry[1].authorities))
        return list(found)

"""A TEI tree -> the same tree in which every unit, line, note and entry has an identifier.

An identifier is made from `@xml:id`, else from the identifier of the unit around it and `@n`,
else (only then) from counting within that unit. It is the fragment of every address: links,
citations and the printed page stand on it, so that the rule may never change.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from lxml import etree

from siglum.source.namespaces import TEI, XML_ID
from siglum.source.vocabulary import ADDRESSED, ADDRESSED_BY_NUMBER, names

#: Namespace of what siglum adds to a tree; nothing in it is ever published as TEI.
NORMAL = "urn:siglum:normal-form"
ID = f"{{{NORMAL}}}id"
#: Of an element that may be cited: its number among all of the source, while passages are sought.
NTH = f"{{{NORMAL}}}nth"
etree.register_namespace("s", NORMAL)  # the prefix that stylesheets know it by

_LONGEST = 80
_HEADER = f"{{{TEI}}}teiHeader"
_RESERVED = frozenset(["CON", "PRN", "AUX", "NUL"]) | {
    f"{device}{n}" for device in ("COM", "LPT") for n in range(1, 10)
}  # names that Windows keeps for devices
_UNFIT = re.compile(r"[^\w.\-]+")
#: Word-level elements carry ids in tagged corpora by the hundred thousand; no address needs them.
_NEVER = names("w pc c")


def slug(text: str) -> str:
    """What of `text` may stand in an identifier: letters of any script, digits, `.`, `-`, `_`."""
    return _UNFIT.sub("-", unicodedata.normalize("NFC", text.strip())).strip("-")


def file_name(text: str) -> str:
    """`text` as part of a file name that every system and server takes: ASCII, not long.

    Accents fall away; what cannot be told in ASCII, or would be too long, is told by a checksum.
    """
    plain = unicodedata.normalize("NFKD", slug(text))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    name = re.sub(r"[^A-Za-z0-9.\-_]+", "-", plain).strip("-.")
    lost = any(ord(c) > 127 and c.isalnum() for c in plain)
    if lost or len(name) > _LONGEST or name.upper() in _RESERVED:
        check = hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()[:8]
        name = f"{name[:_LONGEST]}-{check}".lstrip("-")
    return name


def identify(tei: etree._Element) -> None:
    """Write the identifier of every addressed element of `tei` into its `ID` attribute.

    Identifiers are unique in the tree. A second element with an identifier already given gets
    `_2`, `_3` … so that the first keeps its address.
    """
    _Identifying(tei).walk(tei, "")


class _Identifying:
    """Walks over a tree with what is given already: no closure, which would outlive its walk."""

    def __init__(self, tei: etree._Element) -> None:
        self._given: set[str] = {slug(value) for value in _own_ids(tei)}
        self._seen: set[str] = set()
        self._counts: dict[str, Counter[str]] = {}

    def walk(self, element: etree._Element, unit: str) -> None:
        """Identify all that is in an element of a unit."""
        given, seen = self._given, self._seen
        for child in element.iterchildren(etree.Element):
            identifier = ""
            written = child.get(XML_ID)
            own = slug(written) if written else ""
            part = ADDRESSED.get(child.tag)
            if own and child.tag not in _NEVER:
                identifier = own if own not in seen else _numbered(own, seen, given)
                if part:
                    self._count(unit, part)
            elif part is not None:
                number = _given_number(child)
                counted = self._count(unit, part)
                if number or child.tag not in ADDRESSED_BY_NUMBER:
                    name = part if part in ("front", "back") else f"{part}{number or counted}"
                    made = f"{unit}.{name}" if unit else name
                    taken = made in seen or made in given
                    identifier = _numbered(made, seen, given) if taken else made
            if identifier:
                seen.add(identifier)
                child.set(ID, identifier)
            inner = identifier if identifier and part is not None else unit
            # apart, so that what is added to a header moves no address of the text
            if len(child):
                self.walk(child, "header" if child.tag == _HEADER else inner)

    def _count(self, unit: str, part: str) -> int:
        counter = self._counts.setdefault(unit, Counter())
        counter[part] += 1
        return counter[part]


def identify_cited(tei: etree._Element, references: Mapping[etree._Element, str]) -> None:
    """Give an identifier to elements of `tei` that are cited and have none, after `identify`.

    It is made from the reference; no identifier that is given already changes.
    """
    bare = {one: reference for one, reference in references.items() if not one.get(ID)}
    if not bare:
        return
    given = {name for one in tei.iter(etree.Element) if (name := one.get(ID))}
    for element, reference in bare.items():
        wanted = f"ref.{slug(reference)}"
        name = wanted if wanted not in given else _numbered(wanted, given, given)
        given.add(name)
        element.set(ID, name)


def _given_number(element: etree._Element) -> str:
    """`@n` as part of an identifier; the names that CTS gives to whole texts are none."""
    number = element.get("n", "")
    return "" if number.startswith("urn:") else slug(number)


def _own_ids(tei: etree._Element) -> list[str]:
    return [
        value
        for element in tei.iter(etree.Element)
        if element.tag not in _NEVER and (value := element.get(XML_ID))
    ]


def _numbered(wanted: str, seen: set[str], given: set[str]) -> str:
    number = 2
    while (name := f"{wanted}_{number}") in seen or name in given:
        number += 1
    return name

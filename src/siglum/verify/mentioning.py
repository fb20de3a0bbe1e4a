"""A text, and where its letters are printed -> on which pages each entry of its registers is named.

Print tells after each entry of a register on which pages it is mentioned. Which these are is found
out here once more, from pointers and from where the words stand that have them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from siglum.source.trees import all_text
from siglum.verify.tags import APP, HEADER, HOLDING, NOTES, RDG, RECORDS, XML_ID, T, tags

_WORKS = tags("bibl biblStruct biblFull")
_POINTING = ("ref", "key", "corresp", "sameAs", "ana", "target", "who", "active", "passive")
#: What surely mentions an entry: a name, a pointer in the text, whoever speaks.
_NAMES = tags("persName placeName orgName objectName name rs eventName")
_SURE = (("ref", _NAMES), ("key", _NAMES), ("target", tags("ptr ref")), ("who", tags("sp")))
_WITHIN = RECORDS | tags("listPerson listPlace listOrg listEvent listObject listBibl")


@dataclass(slots=True)
class Mentioned:
    """An entry of a register whose own words end at a letter of the text; what points to it."""

    element: etree._Element
    at: int
    #: Of each pointer, between which letters it stands, whether it is in a note, and surely told.
    places: list[tuple[int, int, bool, bool]] = field(default_factory=list)


def read_mentioned(
    root: etree._Element,
    begins: Mapping[etree._Element, int],
    ends: Mapping[etree._Element, int],
) -> list[Mentioned]:
    """The entries of the registers of a text, in its order."""
    found: list[Mentioned] = []
    known: dict[str, Mentioned] = {}
    for entry in root.iter(*RECORDS, *_WORKS):
        parent = entry.getparent()
        if entry not in ends or (
            entry.tag in _WORKS and (parent is None or parent.tag != T + "listBibl")
        ):
            continue
        within = next((child for child in entry if child.tag in _WITHIN and child in begins), None)
        one = Mentioned(entry, ends[entry] if within is None else begins[within])
        names = [entry.get(XML_ID, "").strip()]
        names += ["".join(all_text(idno).split()) for idno in entry.iterchildren(T + "idno")]
        for name in names:
            if name and name not in known:
                known[name] = one
        found.append(one)
    if not found:
        return []
    for element in root.iter(etree.Element):
        for attribute, token in _pointers(element):
            name = token.rpartition("#")[2]
            mentioned = known.get(token) or known.get(name) or known.get(name.rpartition(":")[2])
            if mentioned is None or mentioned.element is element:
                continue
            if any(up.tag == HEADER for up in element.iterancestors()):
                continue
            mentioned.places.append(_place(element, attribute, token, begins, ends))
    return found


def _pointers(element: etree._Element) -> Iterator[tuple[str, str]]:
    for attribute in _POINTING:
        if value := element.get(attribute):
            for token in value.split():
                yield attribute, token


def _place(
    element: etree._Element,
    attribute: str,
    token: str,
    begins: Mapping[etree._Element, int],
    ends: Mapping[etree._Element, int],
) -> tuple[int, int, bool, bool]:
    line = [element, *element.iterancestors()]
    aside = any(up.tag in NOTES or up.tag in (APP, RDG) for up in line)
    sure = any(attribute == name and element.tag in of for name, of in _SURE)
    sure = sure and token.startswith("#") and element in begins
    here = next((up for up in line if up in begins), line[-1])
    block = next((up for up in line if up in begins and up.tag in HOLDING), here)
    start = begins.get(block, 0)
    return start, ends.get(here, begins.get(here, start)), aside, sure

"""A bibliographic reference or a recording -> its words in one line, and its parts.

TEI Guidelines, 3.12 (bibliographic references), 8.2 (recordings).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from siglum.metadata.dates import dated
from siglum.metadata.model import Book
from siglum.source.header import plain, told
from siglum.source.namespaces import TEI, XML_LANG
from siglum.source.trees import all_text

_T: Final = f"{{{TEI}}}"
BIBLS: Final = tuple(f"{_T}{name}" for name in ("bibl", "biblStruct", "biblFull"))
_RECORDING: Final = f"{_T}recording"
_FIELDS: Final = frozenset(
    (
        "author editor title publisher pubPlace date biblScope edition idno series name orgName "
        "persName placeName citedRange extent note distributor ptr ref time equipment"
    ).split()
)
#: Fields whose parts are told one after the other.
_OF_PARTS: Final = frozenset("series pubPlace publisher".split())
#: Types of an idno that say no more than its address does.
_ADDRESSES: Final = ("url", "uri", "")


def is_mention(bibl: etree._Element) -> bool:
    """Whether a reference only names another of the same file: «a copy of the 1818 edition»."""
    pointers = (bibl.get("corresp", ""), bibl.get("sameAs", ""))
    return any(one.startswith("#") for one in pointers)


def reference(element: etree._Element) -> str:
    """A bibliographic reference in one line.

    A `<bibl>` has its own punctuation; in one made of fields alone, and in the structured ones,
    fields are told one after the other.
    """
    if _is_running(element):
        notes = (" ".join(all_text(one).split()) for one in element.iterchildren(f"{_T}note"))
        return " ".join(filter(None, (_without_inner(element), *notes)))
    parts = [_field(field).rstrip(" .,:;") for field in _own_fields(element)]
    return ". ".join(dict.fromkeys(filter(None, parts))) or _without_inner(element)


def read_book(element: etree._Element) -> Book:
    """The parts of a reference that catalogues have fields for; all of it is in its words.

    Running text may tell of several books, «ed. N. N., now in another, ed. M. M.»: where a title,
    a date or a publisher stands in it twice, nobody knows which belong together.
    """

    def first(name: str) -> str:
        own = list(_own(element, name))
        own.sort(key=lambda one: one.get("level") == "s")  # the series goes last
        return next((words for one in own if (words := _field(one).rstrip(" .,:;"))), "")

    def people(name: str) -> tuple[str, ...]:
        found = [one for one in _own(element, name) if _field(one)]
        tags = {one.get(XML_LANG, "") for one in found}
        if len({tag.partition("-")[0] for tag in tags}) == 1:  # one name in several scripts
            found = [one for one in found if one.get(XML_LANG, "") == found[0].get(XML_LANG, "")]
        return tuple(dict.fromkeys(_field(one).rstrip(" ,:;") for one in found))

    dates = (when for one in _own(element, "date") if (when := dated(one)))
    running = _is_running(element)
    if running and any(len(list(_own(element, one))) > 1 for one in ("title", "date", "publisher")):
        return Book(title=first("title"), authors=people("author"))
    return Book(
        title=first("title"),
        authors=people("author"),
        editors=people("editor"),
        publisher=first("publisher"),
        place=first("pubPlace"),
        date=next((when.span for when in dates), ""),
    )


def _own(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Elements of a reference that do not belong to another inside it."""
    for one in element.iter(f"{_T}{name}"):
        inside = next(one.iterancestors(*BIBLS, _RECORDING), None)
        if inside is element and not any(True for _ in one.iterancestors(f"{_T}series")):
            yield one


def _own_fields(element: etree._Element) -> Iterator[etree._Element]:
    for field in element.iter(etree.Element):
        if etree.QName(field).localname not in _FIELDS or field.tag in BIBLS:
            continue
        around = [one for one in field.iterancestors() if etree.QName(one).localname in _FIELDS]
        inside = list(field.iterancestors(*BIBLS)) or [element]
        recorded = element.tag == _RECORDING and element in field.iterancestors()
        if not around and (inside[0] is element or recorded):
            yield field


def _field(field: etree._Element) -> str:
    name = etree.QName(field).localname
    if name in ("ref", "ptr") and "://" in field.get("target", ""):
        return plain(field) if "://" not in plain(field) else ""
    if name == "date":
        return plain(field) or dated(field).span
    if name == "idno":
        kind, number = field.get("type", "").strip(), plain(field)
        known = kind.lower() in _ADDRESSES or number.casefold().startswith(kind.casefold())
        return number if known or not number else f"{kind} {number}"
    if name in _OF_PARTS and len(field) and _only_elements(field):
        return ", ".join(filter(None, map(told, field.iterchildren(etree.Element))))
    return _person(field) or told(field)


def _person(field: etree._Element) -> str:
    """A name made of parts alone: «Parisot, Jean» or «Jean Parisot», as the parts stand."""
    parts = [
        one for one in field.iter(f"{_T}surname", f"{_T}forename", f"{_T}nameLink") if plain(one)
    ]
    said = "".join(map(plain, parts))
    if len(parts) < 2 or "".join(plain(field).split()) != "".join(said.split()):
        return ""
    first, *others = map(plain, parts)
    if parts[0].tag == f"{_T}surname" and parts[1].tag == f"{_T}forename":
        return f"{first}, {' '.join(others)}"
    return " ".join((first, *others))


def _is_running(element: etree._Element) -> bool:
    """Whether a reference is a sentence; marks between some of its fields do not make it one."""
    if element.tag != BIBLS[0] or _only_elements(element):
        return False
    between = [child.tail or "" for child in element]
    words = any(one.isalnum() for text in (element.text or "", *between) for one in text)
    return words or all(text.strip() for text in between[:-1])


def _only_elements(element: etree._Element) -> bool:
    texts = (element.text, *(child.tail for child in element))
    return not any((text or "").strip() for text in texts)


def _without_inner(element: etree._Element) -> str:
    words = told(element)
    for inner in element.iterchildren(*BIBLS):
        if not is_mention(inner):
            words = words.replace(told(inner), "")
    return " ".join(words.split())

"""A source description -> Sources: manuscripts, inscriptions, books, recordings, else prose.

TEI Guidelines, 2.2.7 (sourceDesc), 11.4 (msIdentifier).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lxml import etree

from siglum.metadata.dates import dated
from siglum.metadata.model import Book, Source
from siglum.metadata.references import BIBLS, is_mention, read_book, reference
from siglum.source.header import is_told, plain, told
from siglum.source.namespaces import TEI, XML_ID
from siglum.source.trees import all_text, find_elements

_T: Final = f"{{{TEI}}}"
_SHELF: Final = ("country", "region", "settlement", "institution", "repository", "collection")
_MS_DESC, _WITNESS, _OBJECT = f"{_T}msDesc", f"{_T}witness", f"{_T}object"
_SPOKEN: Final = (f"{_T}recordingStmt", f"{_T}scriptStmt")
_RECORDING: Final = f"{_T}recording"
#: So many letters of a description stand for a manuscript that has no shelf mark.
_LONG: Final = 300
#: «Born digital.», «No source: created in electronic form.»
_BORN_DIGITAL = re.compile(
    r"(?:no source[:,;.]?\s*)?(?:this (?:\w+ )?(?:is|was)\s+)?"
    r"(?:born[\s-]digital|(?:created|written|composed) in (?:electronic|digital) form(?:at)?"
    r"|no source)\.?",
    re.IGNORECASE,
)
_LISTS: Final = tuple(f"{_T}{name}" for name in ("listWit", "listBibl", "listObject"))
#: Registers that stand here are no sources.
_REGISTERS: Final = tuple(f"{_T}list{name}" for name in ("Person", "Place", "Org", "Relation"))
#: Inside these a <bibl> is literature on the source, not the source.
_ABOUT: Final = tuple(f"{_T}{name}" for name in ("additional", "msContents", "physDesc", "history"))


def read_sources(header: etree._Element) -> tuple[Source, ...]:
    """What the text was made from: manuscripts, witnesses, books; else what is said in prose."""
    found: list[Source] = []
    for description in find_elements(header, "t:fileDesc/t:sourceDesc"):
        for child in description.iterchildren(etree.Element):
            found += _source(child)
    return tuple(dict.fromkeys(source for source in found if source.words))


def source_authors(header: etree._Element) -> list[etree._Element]:
    """The authors of the book that a text was made from: they wrote the text, too.

    Literature on the source stands in lists, and manuscripts have many authors: these are left out.
    """
    for kind in ("biblStruct", "biblFull", "bibl"):
        for book in find_elements(header, f"t:fileDesc/t:sourceDesc/t:{kind}"):
            if authors := [one for one in book.iter(f"{_T}author") if plain(one)]:
                return authors
    return []


def _manuscript(description: etree._Element, siglum: str) -> Source:
    """A manuscript by its shelf mark; without one, by what its description begins with."""
    holders: list[str] = []
    number = ""
    others: list[str] = []
    for identifier in list(description.iterchildren(f"{_T}msIdentifier"))[:1]:
        holders = _parts(identifier, *_SHELF)
        number, *others = _parts(identifier, "idno") or _parts(identifier, "msName") or [""]
        others += [
            ", ".join(_parts(other, *_SHELF, "idno"))
            for other in identifier.iterchildren(f"{_T}altIdentifier")
        ]
    shelf = (*holders, number) if number else tuple(holders)
    aside = "; ".join(one for one in dict.fromkeys(others) if one)
    words = ", ".join(shelf)
    if aside:
        words = f"{words} ({aside})" if words else aside
    words = words or _described(description)
    return Source(
        words, "manuscript", siglum, shelf, _addresses(description, deep=False), number=number
    )


def _parts(identifier: etree._Element, *names: str) -> list[str]:
    """Parts of a shelf mark, in the order of `names`; an empty one is told by its key."""
    found = [
        _number(one) if name == "idno" else told(one)
        for name in names
        for one in identifier.iterchildren(f"{_T}{name}")
    ]
    return [words for words in found if is_told(words)]


def _number(idno: etree._Element) -> str:
    # <idno>shelf mark<idno>another</idno></idno> is met: only the words of its own
    own = [idno.text or "", *(child.tail or "" for child in idno)]
    return " ".join("".join(own).split()) or plain(idno)


def _described(description: etree._Element) -> str:
    """What a manuscript without a shelf mark is called, or the first words of its description."""
    for path in ("t:head", "t:msContents/t:summary", "t:msContents//t:title"):
        for one in find_elements(description, path):
            if is_told(words := plain(one)):
                return words
    parts = find_elements(description, "*[not(self::t:msIdentifier)]")
    words = " ".join(filter(None, map(plain, parts)))
    return words if len(words) <= _LONG else words[:_LONG].rpartition(" ")[0] + " …"


def _source(element: etree._Element, siglum: str = "") -> Iterator[Source]:
    tag = element.tag
    if tag in _LISTS:
        for child in element.iterchildren(etree.Element):
            if child.tag in (*_LISTS, *BIBLS, _MS_DESC, _WITNESS, _OBJECT):
                yield from _source(child)
    elif tag == _WITNESS:
        yield from _witness(element)
    elif tag == _MS_DESC:
        yield _manuscript(element, siglum)
    elif tag in BIBLS:
        kind = "digital" if "digital" in element.get("type", "").lower() else "print"
        words, uris = reference(element), _addresses(element)
        words = words or " ".join(uris)
        yield Source(words, kind, siglum, (), uris, book=read_book(element))
        for child in element.iterchildren(*BIBLS):  # the source of the source
            if not is_mention(child):
                yield from _source(child)
    elif tag in _SPOKEN:
        for child in element.iterchildren(etree.Element):
            yield from _source(child)
    elif tag == _RECORDING:
        yield Source(reference(element) or plain(element), "recording", siglum, (),
                     _addresses(element), book=_broadcast(element))  # fmt: skip
    elif tag not in _REGISTERS and not is_no_source(element):
        yield Source(told(element), "", siglum, (), _addresses(element))


def _broadcast(recording: etree._Element) -> Book:
    """The fields of a recording; of what was broadcast, its title and sender."""
    book = read_book(recording)
    for one in recording.iterfind(f"{_T}broadcast/{_T}bibl"):
        sent = read_book(one)
        return replace(sent, date=book.date or sent.date) if not book.title else book
    return book


def is_no_source(element: etree._Element) -> bool:
    """Whether a paragraph says that there is none: «born digital»."""
    return bool(_BORN_DIGITAL.fullmatch(plain(element)))


def _witness(element: etree._Element) -> Iterator[Source]:
    name = element.get(XML_ID, "") or element.get("n", "")
    for label in element.iterchildren(f"{_T}abbr"):
        if label.get("type") == "siglum":
            name = plain(label)
    inner = list(element.iterchildren(_MS_DESC, *BIBLS))
    if inner:
        for one in inner:
            yield from _source(one, name)
    else:
        nested = list(element.iterchildren(_LISTS[0]))
        words = told(element)
        for one in nested:
            words = words.replace(told(one), "").strip()
        for label in list(element.iterchildren(f"{_T}abbr"))[:1]:  # it is told beside the words
            words = words.removeprefix(plain(label)).strip() or words
        words = words.rstrip(" ,;") or element.get("corresp", "").strip()
        yield Source(words or name or _aside(element), "witness", name, (),
                     _addresses(element, deep=not nested),
                     about=_aside(element) if name and not words else "")  # fmt: skip
    for one in element.iterchildren(_LISTS[0]):
        yield from _source(one)


def _aside(witness: etree._Element) -> str:
    """What is said of a witness that is only called by its siglum: its date, and notes on it."""
    dates = (dated(one).span for one in witness.iterchildren(f"{_T}origDate", f"{_T}date"))
    notes = (" ".join(all_text(one).split()) for one in witness.iterchildren(f"{_T}note"))
    return ". ".join(filter(None, (*dates, *notes)))


def _addresses(element: etree._Element, deep: bool = True) -> tuple[str, ...]:
    """Addresses of the web by which a source is known."""
    found = [element.get(name, "") for name in ("ref", "corresp", "sameAs", "facs")]
    if deep:
        for one in element.iter(f"{_T}ref", f"{_T}ptr", f"{_T}idno"):
            if one.getparent() is not element and any(True for _ in one.iterancestors(*_ABOUT)):
                continue
            found.append(one.get("target", "") or plain(one))
    else:
        found += [plain(one) for one in element.iterfind(f"{_T}msIdentifier//{_T}idno")]
    said = [word for value in found for word in value.split()]
    return tuple(dict.fromkeys(one for one in said if one.startswith(("http://", "https://"))))

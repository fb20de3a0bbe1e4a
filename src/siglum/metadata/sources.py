"""A source description -> Sources, and when and where the text came about.

TEI Guidelines, 2.2.7 (sourceDesc), 11.4 (msIdentifier), 3.12 (bibl, biblStruct, biblFull).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from siglum.metadata.dates import dated
from siglum.metadata.model import Place, Source, Text, When
from siglum.source.header import plain
from siglum.source.languages import language_tag
from siglum.source.namespaces import TEI, XML_ID, XML_LANG
from siglum.source.trees import find_elements

_T: Final = f"{{{TEI}}}"
_SHELF: Final = ("country", "region", "settlement", "institution", "repository", "collection")
_BIBLS: Final = tuple(f"{_T}{name}" for name in ("bibl", "biblStruct", "biblFull"))
_MS_DESC, _WITNESS, _OBJECT = f"{_T}msDesc", f"{_T}witness", f"{_T}object"
_LISTS: Final = tuple(f"{_T}{name}" for name in ("listWit", "listBibl", "listObject"))
#: Registers that stand here are no sources.
_REGISTERS: Final = tuple(f"{_T}list{name}" for name in ("Person", "Place", "Org", "Relation"))
#: Inside these a <bibl> is literature on the source, not the source.
_ABOUT: Final = tuple(f"{_T}{name}" for name in ("additional", "msContents", "physDesc", "history"))


_DATES: Final = (f"{_T}date", f"{_T}origDate")
#: Where it is told when and where a text came about, and the elements that tell when.
_ORIGINS: Final = (
    ("t:profileDesc/t:correspDesc/t:correspAction[@type='sent']", _DATES),
    ("t:profileDesc/t:creation", _DATES),
    ("t:fileDesc/t:sourceDesc//t:msDesc/t:history/t:origin", _DATES),
    ("t:fileDesc/t:sourceDesc//t:msDesc/t:history[t:origDate or t:origPlace]", _DATES[1:]),
    ("t:fileDesc/t:sourceDesc//t:msDesc/t:history/t:provenance[@type='found']", ()),
    ("t:profileDesc/t:settingDesc/t:setting", _DATES[:1]),
    ("t:profileDesc/t:settingDesc/t:place", ()),
)
#: Words that stand where a name or a number should, and say that there is none.
_NOTHING = re.compile(
    r"(?:n/?a|none|findspot|unknown|unbekannt|inconnue?|ignot[ao]|sconosciut[ao]|desconocid[ao]"
    r"|neznám[ýáé]|неизвест\w+|x{3,}|tbd|todo|[?\-–—.…]*)\.?",
    re.IGNORECASE,
)


def is_told(words: str) -> bool:
    """Whether `words` say something: «Unknown», «n/a» and «XXX» do not."""
    return not _NOTHING.fullmatch(words.strip())


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


def read_origin(
    header: etree._Element,
) -> tuple[When, tuple[Place, ...], tuple[tuple[str, str], ...]]:
    """When and where the text came about: `creation`, else the origin of its manuscripts.

    For a letter, when and where it was sent goes before both; for an inscription, where it was
    found stands in for where it was made, and for speech, where and when it was spoken. What
    became of a manuscript later is not its origin. Latitude and longitude come third.
    """
    created = When()
    places: tuple[Place, ...] = ()
    points: tuple[tuple[str, str], ...] = ()
    for path, dates in _ORIGINS:
        for holder in find_elements(header, path):
            if not created and dates:
                for element in holder.iter(*dates):
                    if created := dated(element):
                        break
            if not places:
                places = tuple(_places(holder))
                points = tuple(dict.fromkeys(_points(holder)))
    return created, places, points


def shelf_mark(description: etree._Element) -> tuple[str, ...]:
    """The parts of the shelf mark of a `msDesc`, from the country to the number."""
    for identifier in description.iterchildren(f"{_T}msIdentifier"):
        parts = [plain(one) for name in _SHELF for one in identifier.iterchildren(f"{_T}{name}")]
        parts += [_number(one) for one in identifier.iterchildren(f"{_T}idno")]
        if not any(True for _ in identifier.iterchildren(f"{_T}idno")):
            parts += [plain(one) for one in identifier.iterchildren(f"{_T}msName")]
        return tuple(part for part in parts if part)
    return ()


def _number(idno: etree._Element) -> str:
    # <idno>shelf mark<idno>another</idno></idno> is met: only the words of its own
    own = [idno.text or "", *(child.tail or "" for child in idno)]
    return " ".join("".join(own).split()) or plain(idno)


def _source(element: etree._Element, siglum: str = "") -> Iterator[Source]:
    tag = element.tag
    if tag in _LISTS:
        for child in element.iterchildren(etree.Element):
            if child.tag in (*_LISTS, *_BIBLS, _MS_DESC, _WITNESS, _OBJECT):
                yield from _source(child)
    elif tag == _WITNESS:
        yield from _witness(element)
    elif tag == _MS_DESC:
        shelf = shelf_mark(element)
        words = ", ".join(shelf) or plain(element)[:500]
        yield Source(words, "manuscript", siglum, shelf, _addresses(element, deep=False))
    elif tag in _BIBLS:
        kind = "digital" if "digital" in element.get("type", "").lower() else "print"
        yield Source(_reference(element), kind, siglum, (), _addresses(element))
        for child in element.iterchildren(*_BIBLS):  # the source of the source
            yield from _source(child)
    elif tag not in _REGISTERS and plain(element):
        yield Source(plain(element), "", siglum, (), _addresses(element))


def _witness(element: etree._Element) -> Iterator[Source]:
    name = element.get(XML_ID, "") or element.get("n", "")
    for label in element.iterchildren(f"{_T}abbr"):
        if label.get("type") == "siglum":
            name = plain(label)
    inner = list(element.iterchildren(_MS_DESC, *_BIBLS))
    if inner:
        for one in inner:
            yield from _source(one, name)
    else:
        nested = list(element.iterchildren(_LISTS[0]))
        words = plain(element)
        for one in nested:
            words = words.replace(plain(one), "").strip()
        for label in list(element.iterchildren(f"{_T}abbr"))[:1]:  # it is told beside the words
            words = words.removeprefix(plain(label)).strip() or words
        words = words or element.get("corresp", "").strip() or name
        yield Source(words, "witness", name, (), _addresses(element, deep=not nested))
    for one in element.iterchildren(_LISTS[0]):
        yield from _source(one)


def _reference(element: etree._Element) -> str:
    """A bibliographic reference in one line.

    A `<bibl>` has its own punctuation; in one made of fields alone, and in the structured ones,
    fields are told one after the other.
    """
    loose = element.tag == _BIBLS[0] and any(
        (text or "").strip() for text in (element.text, *(child.tail for child in element))
    )
    if loose:
        return _without_inner(element)
    parts = []
    for field in element.iter(etree.Element):
        name = etree.QName(field).localname
        if name in _FIELDS and field.tag not in _BIBLS:
            around = [one for one in field.iterancestors() if etree.QName(one).localname in _FIELDS]
            inside = list(field.iterancestors(*_BIBLS))
            if not around and inside and inside[0] is element:
                words = plain(field) or (dated(field).span if name == "date" else "")
                parts.append(words.rstrip(".,:;"))
    return ". ".join(dict.fromkeys(filter(None, parts))) or _without_inner(element)


_FIELDS: Final = frozenset(
    (
        "author editor title publisher pubPlace date biblScope edition idno series name orgName "
        "persName placeName citedRange extent note distributor"
    ).split()
)


def _without_inner(element: etree._Element) -> str:
    words = plain(element)
    for inner in element.iterchildren(*_BIBLS):
        words = words.replace(plain(inner), "")
    if words.strip():
        return " ".join(words.split())
    return " ".join(_addresses(element))


def _addresses(element: etree._Element, deep: bool = True) -> tuple[str, ...]:
    """Addresses of the web by which a source is known."""
    found = [element.get("ref", ""), element.get("corresp", ""), element.get("sameAs", "")]
    if deep:
        for one in element.iter(f"{_T}ref", f"{_T}ptr", f"{_T}idno"):
            if one.getparent() is not element and any(True for _ in one.iterancestors(*_ABOUT)):
                continue
            found.append(one.get("target", "") or plain(one))
    else:
        found += [plain(one) for one in element.iterfind(f"{_T}msIdentifier//{_T}idno")]
    said = [word for value in found for word in value.split()]
    return tuple(dict.fromkeys(one for one in said if one.startswith(("http://", "https://"))))


def _places(holder: etree._Element) -> Iterator[Place]:
    taken: list[etree._Element] = []
    for element in holder.iter(*_PLACES, f"{_T}origPlace", f"{_T}name"):
        name = etree.QName(element).localname
        if name == "name" and element.get("type", "") not in _KINDS_OF_PLACES:
            continue
        if name == "origPlace" and any(True for _ in element.iter(*_PLACES)):
            continue
        if any(outer in taken for outer in element.iterancestors()):
            continue
        # one place told in several languages stands in so many <seg>
        told = list(element.iterchildren(f"{_T}seg")) or [element]
        names = [Text(words, _language(one)) for one in told if is_told(words := plain(one))]
        if names:
            taken.append(element)
            uris = tuple(one for one in element.get("ref", "").split() if "://" in one)
            yield Place(names[0].words, uris, tuple(names[1:]), names[0].language)


_PLACES: Final = tuple(
    f"{_T}{name}" for name in ("placeName", "settlement", "region", "country", "geogName")
)
_KINDS_OF_PLACES: Final = ("place", "city", "town", "country", "region", "settlement")


def _points(holder: etree._Element) -> Iterator[tuple[str, str]]:
    """Latitude and longitude of a `<geo>`, where they can be that."""
    for element in holder.iter(f"{_T}geo"):
        numbers = re.findall(r"-?\d+(?:\.\d+)?", plain(element))
        if len(numbers) == 2 and abs(float(numbers[0])) <= 90 and abs(float(numbers[1])) <= 180:
            yield numbers[0], numbers[1]


def _language(element: etree._Element) -> str:
    return language_tag(element.get(XML_LANG, ""))

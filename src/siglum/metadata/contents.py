"""A header -> what it says of its text: languages, subjects, abstracts, notes, extent, letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from siglum.metadata.model import (
    Agent,
    Language,
    Letter,
    Subject,
    Text,
)
from siglum.metadata.people import People
from siglum.metadata.publication import language_in
from siglum.metadata.sources import is_no_source
from siglum.source.header import is_told, plain, told
from siglum.source.languages import language_tag
from siglum.source.namespaces import TEI, XML_ID
from siglum.source.trees import find_elements, find_values

_T: Final = f"{{{TEI}}}"
_HEADER: Final = f"{_T}teiHeader"
_NOTES: Final = (
    "t:fileDesc/t:editionStmt/t:p",
    "t:fileDesc/t:notesStmt/t:note[not(@type='abstract' or @type='summary')]",
    "t:fileDesc/t:titleStmt/t:respStmt/t:note",
)
#: The words about the creation of a text that neither a date nor a place holds, and their elements.
_TELLING: Final = (
    "*[not(self::t:date or self::t:origDate or self::t:placeName or self::t:origPlace or "
    "self::t:settlement or self::t:region or self::t:country or self::t:geogName or self::t:name "
    "or self::t:listChange)]"
)
_BESIDE_ORIGIN: Final = (
    f"{_TELLING}//text()[not(ancestor::t:date or ancestor::t:origDate or ancestor::t:placeName or "
    "ancestor::t:origPlace)]"
)


class Ids:
    """The elements of a document by xml:id, looked for when the first pointer asks."""

    def __init__(self, tei: etree._Element) -> None:
        self._tei = tei
        self._known: dict[str, etree._Element | None] = {}

    def find(self, name: str) -> etree._Element | None:
        """The element of the header, else of the whole document, that has this id."""
        if name not in self._known:
            self._known[name] = self._look(name)
        return self._known[name]

    def _look(self, name: str) -> etree._Element | None:
        for root in (self._tei.find(_HEADER), self._tei.find(f"{_T}standOff")):
            if root is not None:
                for element in root.iter(etree.Element):
                    if element.get(XML_ID) == name:
                        return element
        return None


def language_of(tei: etree._Element) -> str:
    """The language of a text as a tag of BCP 47."""
    return language_tag(_written_language(tei))


def text_language_of(tei: etree._Element) -> str:
    """The language of the text itself: in EpiDoc that of the edition among its divisions."""
    edition = "t:text/t:body/t:div[@type='edition']/@xml:lang"
    said = find_values(tei, edition) + find_values(tei, edition.replace("/@", "//@"))
    return language_tag(said[0]) if said else language_of(tei)


def _written_language(tei: etree._Element) -> str:
    for path in ("t:text/@xml:lang", "t:text/t:body/@xml:lang"):
        if found := find_values(tei, path):
            return found[0]
    used = find_elements(tei, "t:teiHeader/t:profileDesc/t:langUsage/t:language[@ident != '']")
    shares = [(_share(one), -number, one.get("ident", "")) for number, one in enumerate(used)]
    if len(used) == 1 or any(share for share, _, _ in shares):
        return max(shares)[2]
    for path in (
        "t:teiHeader/t:fileDesc/t:sourceDesc//t:textLang/@mainLang",
        "@xml:lang",
        "t:teiHeader/@xml:lang",
    ):
        if found := [value for value in find_values(tei, path) if value.strip()]:
            return found[0]
    return ""


def _share(language: etree._Element) -> int:
    digits = re.match(r"\d{1,3}", language.get("usage", ""))
    return int(digits[0]) if digits else 0


def read_languages(header: etree._Element) -> Iterator[Language]:
    """The languages that a header lists, each once."""
    seen: set[str] = set()
    for one in find_elements(header, "t:profileDesc/t:langUsage/t:language"):
        tag = language_tag(one.get("ident", ""))
        if tag and tag not in seen:
            seen.add(tag)
            yield Language(tag, plain(one))


def read_subjects(header: etree._Element, ids: Ids) -> Iterator[Subject]:
    """Keywords, classes and categories, with the schemes that they belong to."""
    for keywords in find_elements(header, "t:profileDesc/t:textClass/t:keywords"):
        scheme = keywords.get("scheme", "").strip()
        for term in keywords.iter(f"{_T}term"):
            if any(True for _ in term.iterchildren(f"{_T}term")):
                continue
            inner = term.find("*")
            words = plain(term) or term.get("key", "").strip()
            refs = (term.get("ref", "") + " " + term.get("target", "")).split()
            if not refs and inner is not None:
                refs = inner.get("ref", "").split()
            uri = next((one for one in refs if "://" in one), "")
            if words:
                yield Subject(words, scheme, uri)
        if keywords.find(f".//{_T}term") is None:  # a list of items stood here before 2010
            for item in keywords.iter(f"{_T}item"):
                if plain(item):
                    yield Subject(plain(item), scheme)
    for reference in find_elements(header, "t:profileDesc/t:textClass/t:catRef"):
        for target in reference.get("target", "").split():
            category = ids.find(target[1:]) if target.startswith("#") else None
            words = "" if category is None else _category(category)
            uri = target if "://" in target else ""
            scheme = reference.get("scheme", "").strip()
            yield Subject(words or target.removeprefix("#"), scheme, uri)
    for code in find_elements(header, "t:profileDesc/t:textClass/t:classCode"):
        if plain(code):
            scheme = code.get("scheme", "").strip()
            known = "://" in scheme and scheme.endswith(("/", "#", "="))
            yield Subject(plain(code), scheme, scheme + plain(code) if known else "")


def _category(category: etree._Element) -> str:
    for description in category.iterchildren(f"{_T}catDesc", f"{_T}gloss", f"{_T}desc"):
        for term in description.iterchildren(f"{_T}term"):
            if plain(term):
                return plain(term)
        if plain(description):
            return plain(description)
    return ""


def read_abstracts(header: etree._Element) -> tuple[Text, ...]:
    """Abstracts and summaries, wherever they stand."""
    for path in (
        "t:profileDesc/t:abstract",
        "t:fileDesc/t:notesStmt/t:note[@type='abstract' or @type='summary']",
        "t:fileDesc/t:sourceDesc//t:msDesc/t:msContents/t:summary[not(t:seg)]",
        "t:fileDesc/t:sourceDesc//t:msDesc/t:msContents/t:summary/t:seg",
    ):
        found = tuple(
            Text(words, language_in(one))
            for one in find_elements(header, path)
            if (words := told(one))
        )
        if found:
            return found
    return ()


def read_notes(header: etree._Element) -> Iterator[Text]:
    """Notes, wherever a file description has them; that there is no source, where it says so.

    What is told of the creation of the text beside its dates and places is a note, too.
    """
    for path in _NOTES:
        for one in find_elements(header, path):
            if words := told(one):
                yield Text(words, language_in(one), one.get("type", ""))
    for one in find_elements(header, "t:fileDesc/t:sourceDesc/t:p | t:fileDesc/t:sourceDesc/t:ab"):
        if is_no_source(one):
            yield Text(plain(one), language_in(one))
    for one in find_elements(header, "t:profileDesc/t:creation"):
        running = (find_values(one, "text()"), [told(one)])
        apart = (find_values(one, _BESIDE_ORIGIN), map(told, find_elements(one, _TELLING)))
        for beside, parts in (running, apart):
            if any(letter.isalnum() for letter in "".join(beside)):
                yield Text("; ".join(filter(None, parts)), language_in(one))
                break


def read_extents(header: etree._Element) -> Iterator[str]:
    """How long the text is, in the words of the header."""
    for extent in find_elements(header, "t:fileDesc/t:extent | t:extent"):
        measures = list(extent.iter(f"{_T}measure"))
        for measure in measures:
            number = plain(measure) or measure.get("quantity", "")
            unit = measure.get("unit", "")
            if number:
                yield f"{number} {unit}".strip() if unit and unit not in number else number
        if not measures and plain(extent):
            yield plain(extent)


def read_letter(header: etree._Element, people: People) -> Letter | None:
    """Who wrote to whom, where and when, if the text is a letter."""
    actions = find_elements(header, "t:profileDesc/t:correspDesc/t:correspAction")
    if not actions:
        return None

    def ends(kind: str, role: str) -> tuple[Agent, ...]:
        names = (
            one
            for action in actions
            if action.get("type") == kind
            for one in action.iterchildren(f"{_T}persName", f"{_T}orgName", f"{_T}name")
        )
        return tuple(one for one in people.named(names, role) if is_told(one.name))

    return Letter(ends("sent", "aut"), ends("received", "rcp"))

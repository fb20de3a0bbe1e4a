"""The texts of an edition -> the entries of its registers, and where each of them is mentioned.

A pointer leads to an entry of its own text first, then to one of the file that it names, then to
the entry of any text that has its identifier or web address: registers are kept in files of their
own, and `@key` names no file. Mentions are read when a page first asks for them, and counted once
for each place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from lxml import etree

from siglum.edition import Document, Edition
from siglum.exchange.registers import RECORDS, Occurrence, Registered
from siglum.ondisk import DiskTable
from siglum.render.pages import about_page
from siglum.render.urls import (
    PART,
    START,
    Pointers,
    document_page,
    fragment,
    in_book,
    relative,
)
from siglum.source.identity import NORMAL, slug
from siglum.source.vocabulary import names

MENTIONS: Final = f"{{{NORMAL}}}mentions"
#: So many are shown at once; more of them are folded.
_FEW: Final = 8
_WITHIN: Final = RECORDS | names(
    "listPerson listPlace listOrg listEvent listObject listBibl category"
)


@dataclass(slots=True)
class Mentioned:
    """The places of one text that mention an entry, each with its address; what the text is."""

    title: str
    language: str
    page: str
    places: list[tuple[Occurrence, str]] = field(default_factory=list)


class Mentions:
    """All entries of registers of an edition; `mentions` of one are found in linear time.

    On the web there is one of them for each place that is cited; in print, where places are pages,
    `every` one is told.
    """

    def __init__(self, edition: Edition, pointers: Pointers, *, every: bool = False) -> None:
        self._documents = edition.documents
        self._pointers, self._every = pointers, every
        # Entries with the numbers of their documents: by document and id, and by what is unique
        self._own: DiskTable[tuple[int, Registered]] = DiskTable()
        self._any: DiskTable[tuple[int, Registered]] = DiskTable()
        self._found: DiskTable[Mentioned] | None = None
        for number, document in enumerate(edition.documents):
            for entry in document.registered:
                found = (number, entry)
                self._own[_key(document, entry.id)] = found
                if entry.given:
                    self._any.setdefault(entry.id, found)
                for address in entry.addresses:
                    self._any.setdefault(address, found)

    def find(self, document: Document, pointer: str) -> tuple[Document, Registered] | None:
        """The text and the entry in it that a pointer of `document` leads to."""
        if not self._any:
            return None
        if "#" not in pointer and ":" in pointer and pointer in self._any:
            return self._there(self._any[pointer])
        path, sign, name = pointer.rpartition("#")
        if not sign and ("/" in name or ":" in name):
            return None
        name = slug(unquote(name))
        if not path:
            if (own := self._own.get(_key(document, name))) is not None:
                return document, own[1]
            if name in document.ids:
                return None  # something of its own text
        elif (target := self._pointers.resolve(document, pointer)) is not None:
            if target.document is None:
                return None
            if (there := self._own.get(_key(target.document, target.id))) is not None:
                return target.document, there[1]
            if target.id:
                return None
        return self._there(self._any.get(name))

    def _there(self, entry: tuple[int, Registered] | None) -> tuple[Document, Registered] | None:
        return None if entry is None else (self._documents[entry[0]], entry[1])

    def page(self, document: Document, entry: Registered) -> str:
        """The address of an entry, from the top of the site."""
        if entry.header:
            return f"{about_page(document)}#{fragment(entry.id)}"
        page = document.ids.get(entry.id, "")
        return f"{document_page(document, page)}#{fragment(entry.id)}" if page else ""

    def of(self, document: Document, name: str) -> list[Mentioned]:
        """Where the entry `name` of `document` is mentioned, text by text in their order."""
        if self._found is None:
            self._found = self._read()
        return [told for _, told in self._found.below(f"{_key(document, name)}\0")]

    def _read(self) -> DiskTable[Mentioned]:
        """The places of each text that mention an entry, by entry and by number of the text."""
        found: DiskTable[Mentioned] = DiskTable()
        if not self._any:
            return found
        for number, document in enumerate(self._documents):
            known: dict[str, str] = {}
            met: set[tuple[str, str]] = set()  # one link for each place that is cited
            mentioned: dict[str, Mentioned] = {}
            for one in document.read_occurrences():
                if one.pointer not in known:
                    there = self.find(document, one.pointer)
                    known[one.pointer] = _key(there[0], there[1].id) if there else ""
                key = known[one.pointer]
                page = document.ids.get(one.id) if one.id else START
                cited = one.place or f"#{one.id or one.part}"
                if self._every:
                    cited = f"#{one.id or one.part}"
                if not key or page is None or (key, cited) in met:
                    continue
                if key == _key(document, one.id):
                    continue  # an entry does not mention itself
                met.add((key, cited))
                if self._every:
                    address = in_book(document, one.id)
                else:
                    address = document_page(document, page)
                    address += f"#{fragment(one.id)}" if one.id else ""
                if key not in mentioned:
                    here = document_page(document)
                    mentioned[key] = Mentioned(document.title, document.language, here)
                mentioned[key].places.append((one, address))
            for key, told in mentioned.items():
                found[f"{key}\0{number:09}"] = told
        return found


def _key(document: Document, name: str) -> str:
    """An entry by its document and identifier, neither of which has this character."""
    return f"{document.key}\0{name}"


def count(mentions: Iterable[Mentioned]) -> int:
    """How many places there are."""
    return sum(len(one.places) for one in mentions)


def tell_mentions(
    element: etree._Element, mentions: Sequence[Mentioned], page: str, words: Mapping[str, str]
) -> None:
    """Write into an entry where it is mentioned, for stylesheets; links from `page`.

    `words` are the phrases of the website.
    """
    told = _told(element)
    number = count(mentions)
    said = words["mentioned_once"] if number == 1 else words["mentioned"].format(number=number)
    told.set(f"{{{NORMAL}}}title", said)
    if number <= _FEW:
        told.set(f"{{{NORMAL}}}few", "yes")
    for one in mentions:
        text = etree.SubElement(told, f"{{{NORMAL}}}text")
        text.set("href", relative(page, one.page))
        text.set("title", one.title)
        if one.language:
            text.set("lang", one.language)
        for at, (place, address) in enumerate(one.places, start=1):
            if not (place.id or place.part):
                continue  # the text itself, which is named already
            mention = etree.SubElement(text, f"{{{NORMAL}}}mention")
            mention.set("href", relative(page, address))
            mention.text = place.place or words.get(f"part.{place.part}", "") or f"({at})"


def _told(element: etree._Element) -> etree._Element:
    """A place for the mentions of an entry: behind what is said of it, before entries within it."""
    told = etree.Element(MENTIONS)
    inner = next((child for child in element if child.tag in _WITHIN), None)
    if inner is None:
        element.append(told)
    else:
        inner.addprevious(told)
    return told


def print_mentions(element: etree._Element, mentions: Iterable[Mentioned], own: Document) -> None:
    """Write into an entry of `own` where it is mentioned, as addresses in a book.

    Of a text as a whole the page on which it begins is told, but not of the text around.
    """
    whole = in_book(own)
    here = whole.removesuffix(PART)
    places = dict.fromkeys(to for one in mentions for _, to in one.places if to != whole)
    if places:
        told = _told(element)
        for address in places:
            near = f"#{address.removeprefix(here)}" if address.startswith(here) else address
            etree.SubElement(told, f"{{{NORMAL}}}mention").set("href", near)

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
from siglum.exchange.registers import Occurrence, Registered
from siglum.render.pages import about_page
from siglum.render.urls import Pointers, document_page, fragment, relative
from siglum.source.identity import NORMAL, slug

Key = tuple[str, str]
MENTIONS: Final = f"{{{NORMAL}}}mentions"
#: So many are shown at once; more of them are folded.
_FEW: Final = 8


@dataclass(slots=True)
class Mentioned:
    """The places of one text that mention an entry, each with its address."""

    document: Document
    places: list[tuple[Occurrence, str]] = field(default_factory=list)


class Mentions:
    """All entries of registers of an edition; `mentions` of one are found in linear time."""

    def __init__(self, edition: Edition, pointers: Pointers) -> None:
        self._edition = edition
        self._pointers = pointers
        self._own: dict[Key, tuple[Document, Registered]] = {}
        self._any: dict[str, tuple[Document, Registered]] = {}
        self._found: dict[Key, list[Mentioned]] | None = None
        for document in edition.documents:
            for entry in document.registered:
                found = (document, entry)
                self._own[document.key, entry.id] = found
                if entry.given:
                    self._any.setdefault(entry.id, found)
                for address in entry.addresses:
                    self._any.setdefault(address, found)

    def find(self, document: Document, pointer: str) -> tuple[Document, Registered] | None:
        """The text and the entry in it that a pointer of `document` leads to."""
        if not self._any:
            return None
        if pointer in self._any and "#" not in pointer and ":" in pointer:
            return self._any[pointer]
        path, sign, name = pointer.rpartition("#")
        if not sign and ("/" in name or ":" in name):
            return None
        name = slug(unquote(name))
        if not path:
            if (own := self._own.get((document.key, name))) is not None:
                return own
            if name in document.ids:
                return None  # something of its own text
        elif (target := self._pointers.resolve(document, pointer)) is not None:
            if target.document is None:
                return None
            if (there := self._own.get((target.document.key, target.id))) is not None:
                return there
            if target.id:
                return None
        return self._any.get(name)

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
        return self._found.get((document.key, name), [])

    def _read(self) -> dict[Key, list[Mentioned]]:
        found: dict[Key, list[Mentioned]] = {}
        if not self._any:
            return found
        for document in self._edition.documents:
            known: dict[str, Key | None] = {}
            met: set[tuple[Key, str]] = set()  # one link for each place that is cited
            for one in document.read_occurrences():
                if one.pointer not in known:
                    there = self.find(document, one.pointer)
                    known[one.pointer] = there and (there[0].key, there[1].id)
                key = known[one.pointer]
                page = document.ids.get(one.id)
                cited = one.place or f"#{one.id}"
                if key is None or page is None or (key, cited) in met:
                    continue
                if key == (document.key, one.id):
                    continue  # an entry does not mention itself
                met.add((key, cited))
                groups = found.setdefault(key, [])
                if not groups or groups[-1].document is not document:
                    groups.append(Mentioned(document))
                address = f"{document_page(document, page)}#{fragment(one.id)}"
                groups[-1].places.append((one, address))
        return found


def count(mentions: Iterable[Mentioned]) -> int:
    """How many places there are."""
    return sum(len(one.places) for one in mentions)


def tell_mentions(
    element: etree._Element, mentions: Sequence[Mentioned], page: str, words: Mapping[str, str]
) -> None:
    """Write where an entry is mentioned as its last child, for stylesheets; links from `page`.

    `words` are the phrases of the website.
    """
    told = etree.SubElement(element, MENTIONS)
    number = count(mentions)
    said = words["mentioned_once"] if number == 1 else words["mentioned"].format(number=number)
    told.set(f"{{{NORMAL}}}title", said)
    if number <= _FEW:
        told.set(f"{{{NORMAL}}}few", "yes")
    for one in mentions:
        text = etree.SubElement(told, f"{{{NORMAL}}}text")
        text.set("href", relative(page, document_page(one.document)))
        text.set("title", one.document.title)
        if one.document.language:
            text.set("lang", one.document.language)
        for at, (place, address) in enumerate(one.places, start=1):
            mention = etree.SubElement(text, f"{{{NORMAL}}}mention")
            mention.set("href", relative(page, address))
            mention.text = place.place or words.get(f"part.{place.part}", "") or f"({at})"

"""An edition with an address -> the files by which others find its letters, persons, facsimiles.

CMIF, GND BEACON and IIIF name everything by its web address, so that there are none of them for
an edition that does not know where it will stand (`url` in `[edition]`).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from siglum.edition import Document, Edition
from siglum.exchange.people import Known, Registers
from siglum.outputs.beacon import BEACON, beacon
from siglum.outputs.cmif import CMIF, cmif
from siglum.outputs.iiif import COLLECTION, collection, manifest
from siglum.outputs.trees import Tree
from siglum.render.pages import Download
from siglum.render.records import Records
from siglum.render.signposts import IIIF_TYPE, TEI_TYPE, Signpost
from siglum.render.urls import START, document_page, fragment, has_manifest, manifest_page


@dataclass(frozen=True, slots=True)
class Offered:
    """Which of these files an edition has."""

    letters: bool = False
    persons: bool = False
    facsimiles: bool = False

    def signposts(self) -> Iterator[Signpost]:
        """The typed links to them."""
        if self.letters:
            yield Signpost("describedby", CMIF, TEI_TYPE)
        if self.persons:
            yield Signpost("describedby", BEACON, "text/plain")
        if self.facsimiles:
            yield Signpost("item", COLLECTION, IIIF_TYPE)

    def downloads(self, t: Mapping[str, str]) -> Iterator[Download]:
        """The same for readers who may take them away."""
        if self.letters:
            yield Download(t["download_letters"], CMIF, "cmif")
        if self.persons:
            yield Download(t["download_persons"], BEACON, "beacon")
        if self.facsimiles:
            yield Download(t["download_facsimiles"], COLLECTION, "iiif")


class _Seen:
    """What was seen in all texts: register entries, and the numbers of texts that have more.

    `registers` has their entries with their addresses; the first bearer of an id counts.
    """

    def __init__(self, edition: Edition) -> None:
        self._documents = edition.documents
        self._letters, self._mentions, self._pictures = array("L"), array("L"), array("L")
        entries: dict[str, tuple[str, Known]] = {}
        for number, document in enumerate(edition.documents):
            for known in document.known:
                page = document_page(document, document.ids.get(known.id, START))
                entries.setdefault(known.id, (f"{page}#{fragment(known.id)}", known))
            if document.letters:
                self._letters.append(number)
            if document.mentions:
                self._mentions.append(number)
            if has_manifest(edition, document):
                self._pictures.append(number)
        self.registers = Registers(entries)

    @property
    def letters(self) -> Iterator[Document]:
        """The texts that are letters."""
        return (self._documents[number] for number in self._letters)

    @property
    def mentions(self) -> Iterator[Document]:
        """The texts that name persons."""
        return (self._documents[number] for number in self._mentions)

    @property
    def pictures(self) -> Iterator[Document]:
        """The texts with a manifest of their pictures."""
        return (self._documents[number] for number in self._pictures)


def write_exchange(edition: Edition, records: Records, tree: Tree, site: str) -> Offered:
    """Write those of the files that there is something for into `site` -> which these are."""
    if not edition.config.edition.url:
        return Offered()
    seen = _Seen(edition)
    letters = any(True for _ in seen.letters)
    if letters:
        made = cmif(edition, records.edition, seen.registers, lambda: seen.letters)
        tree.write_lines(f"{site}/{CMIF}", made)
    persons = beacon(edition, seen.registers, seen.mentions)
    if persons is not None:
        tree.write_lines(f"{site}/{BEACON}", persons)
    facsimiles = False
    for document in seen.pictures:
        facsimiles = True
        told = manifest(edition, document, records.of(document))
        tree.write(f"{site}/{unquote(manifest_page(document))}", told)
    if facsimiles:
        tree.write_lines(f"{site}/{COLLECTION}", collection(edition, seen.pictures))
    return Offered(letters, persons is not None, facsimiles)

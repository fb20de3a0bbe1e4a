"""An edition with an address -> the files by which others find its letters, persons, facsimiles.

CMIF, GND BEACON and IIIF name everything by its web address, so that there are none of them for
an edition that does not know where it will stand (`url` in `[edition]`).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote

from siglum.edition import Document, Edition
from siglum.exchange.people import Known, Registers
from siglum.outputs.beacon import BEACON, beacon
from siglum.outputs.cmif import CMIF, cmif, has_letters
from siglum.outputs.iiif import COLLECTION, collection, manifest, manifest_page, shown_surfaces
from siglum.outputs.writing import Tree
from siglum.render.records import Records
from siglum.render.urls import START, document_page, fragment


@dataclass(frozen=True, slots=True)
class Offered:
    """Which of these files an edition has."""

    letters: bool = False
    persons: bool = False
    facsimiles: bool = False


def registers_of(edition: Edition) -> Registers:
    """The register entries of all texts with their addresses; the first bearer of an id counts."""
    entries: dict[str, tuple[str, Known]] = {}
    for document in edition.documents:
        for known in document.known:
            page = document_page(document, document.ids.get(known.id, START))
            entries.setdefault(known.id, (f"{page}#{fragment(known.id)}", known))
    return Registers(entries)


def has_manifest(edition: Edition, document: Document) -> bool:
    """Whether there is a manifest of the pictures of a text."""
    return bool(edition.config.edition.url and shown_surfaces(document))


def write_exchange(edition: Edition, records: Records, tree: Tree, site: str) -> Offered:
    """Write those of the files that there is something for into `site` -> which these are."""
    if not edition.config.edition.url:
        return Offered()
    registers = registers_of(edition)
    letters = has_letters(edition)
    if letters:
        tree.write(f"{site}/{CMIF}", cmif(edition, records.edition, registers))
    persons = beacon(edition, registers)
    if persons:
        tree.write(f"{site}/{BEACON}", persons)
    facsimiles = False
    for document in edition.documents:
        if has_manifest(edition, document):
            facsimiles = True
            told = manifest(edition, document, records.of(document))
            tree.write(f"{site}/{unquote(manifest_page(document))}", told)
    if facsimiles:
        tree.write(f"{site}/{COLLECTION}", collection(edition))
    return Offered(letters, bool(persons), facsimiles)

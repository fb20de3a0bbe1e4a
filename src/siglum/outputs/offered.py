"""A document -> what its pages offer beside its text: whose it is, its files, where to go on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from siglum.edition import Document, Edition
from siglum.ledger.addresses import moved
from siglum.phrases.speaking import listed
from siglum.render.beside import Pair
from siglum.render.pages import Download, Link, download_page
from siglum.render.urls import document_page, fragment, has_manifest, manifest_page


def byline(document: Document, t: Mapping[str, str], *, with_authors: bool = True) -> str:
    """Whose work a text is, in one line."""
    authors, editors = document.metadata.authors, document.metadata.editors
    said = [listed(authors, t)] if authors and with_authors else []
    editors = tuple(name for name in editors if name not in authors)
    if editors:
        said.append(t["edited_by"].format(names=listed(editors, t)))
    return " · ".join(said)


def downloads(
    edition: Edition, document: Document, printed: Mapping[str, Path], t: Mapping[str, str]
) -> list[Download]:
    """The files of a text that readers may take away; `printed` are PDFs by key."""
    files = [Download(t["download_tei"], download_page(document.tei), "tei")]
    if document.key in printed:
        files.append(Download(t["download_pdf"], download_page(printed[document.key].name), "pdf"))
    if has_manifest(edition, document):
        files.append(Download(t["download_iiif"], manifest_page(document), "iiif"))
    return files


def links_of_moved(document: Document, page: str, addresses: Mapping[str, str]) -> list[Link]:
    """Links from what was published on `page` of a document to the pages where it stands now."""
    return [
        Link(name, f"{document_page(document, now)}#{fragment(name)}")
        for name, now in moved(document.ids, page, addresses.get(page, ""))
    ]


def link_to_unit(document: Document, number: int) -> Link | None:
    """A link to unit `number` of a document, if there is such a one."""
    if not 0 <= number < len(document.units):
        return None
    unit = document.units[number]
    return Link(unit.title, document_page(document, unit.page), language=unit.title_language)


def links_beside(document: Document, unit: int, pairs: Iterable[Pair]) -> list[Link]:
    """Links to the pages that show a unit of a document beside another text."""
    own = [pair for pair in pairs if document.key in {one.key for one in pair.texts}]
    return [
        Link(pair.other(document).title, sheet.page, language=pair.other(document).language)
        for pair in own
        if (sheet := pair.sheet_of(document, unit)) is not None
    ]

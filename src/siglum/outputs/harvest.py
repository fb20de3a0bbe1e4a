"""An edition with its website and a ledger -> what harvesters look for in a site.

A sitemap, a feed of changes, robots.txt, pages for what was withdrawn or moved, and at
last the checksums of all files in the site.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from urllib.parse import quote, unquote

from siglum.edition import Document, Edition
from siglum.ledger.records import Ledger
from siglum.ondisk import DiskTable
from siglum.outputs.feed import feed
from siglum.outputs.offered import links_of_moved
from siglum.outputs.sitemap import sitemaps
from siglum.outputs.trees import SITE, Tree
from siglum.render.pages import ABOUT, FEED, REFERENCES, Link, Pages
from siglum.render.resources import Resources
from siglum.render.urls import START, text_page

#: Pages of a text that are of no use without it: they lead nowhere where they were, and are missed
#: only when the text is withdrawn.
_ALWAYS = frozenset((ABOUT, REFERENCES))
#: Syntax of BagIt (RFC 8493, 2.1.3), which sha256sum reads too.
MANIFEST = f"{SITE}/manifest-sha256.txt"


def write_harvest(edition: Edition, ledger: Ledger, tree: Tree) -> None:
    """Write all of it into the site of `tree`, whose pages are there already."""
    resources = Resources(edition.config.folder if edition.config.file else None)
    pages = Pages(edition, resources)
    url = edition.config.edition.url
    if url:
        for name, lines in sitemaps(partial(_addresses, tree, _stamps(ledger), ledger.newest), url):
            tree.write_lines(f"{SITE}/{name}", lines)
    if url and ledger.records:
        tree.write(f"{SITE}/{FEED}", feed(edition, ledger))
    sitemap = f"{url.rstrip('/')}/sitemap.xml" if url else ""
    tree.write(f"{SITE}/robots.txt", pages.render("robots.txt", "robots.txt", {"sitemap": sitemap}))
    _write_earlier_pages(edition, ledger, pages, tree)
    lines = (f"{digest}  {name}\n" for name, digest in tree.manifest(SITE))
    tree.write_lines(MANIFEST, lines)


def _stamps(ledger: Ledger) -> DiskTable[str]:
    """The datestamp of each text, by its name in addresses."""
    stamps: DiskTable[str] = DiskTable()
    for record in ledger.records.values():
        stamps[record.key] = record.datestamp
    return stamps


def _addresses(tree: Tree, stamps: Mapping[str, str], newest: str) -> Iterator[tuple[str, str]]:
    """Every page and every TEI file of the site, with the datestamp of its text.

    Those of the edition itself have that of the `newest` change.
    """
    for name in tree.names(SITE):
        folder, _, rest = name.partition("/")
        if folder == "texts" and name.endswith(".html"):
            yield quote(name), stamps.get(rest.partition("/")[0], "")
        elif folder == "downloads" and name.endswith(".xml"):
            yield quote(name), stamps.get(rest.removesuffix(".xml"), "")
        elif name.endswith(".html") and not rest:
            yield quote(name), newest


class _Numbers:
    """Finds documents by their identifiers; few editions have to ask."""

    def __init__(self, edition: Edition) -> None:
        self._documents = edition.documents

    @cached_property
    def _numbers(self) -> DiskTable[int]:
        numbers: DiskTable[int] = DiskTable()
        for number, document in enumerate(self._documents):
            numbers[document.identifier] = number
        return numbers

    def document(self, identifier: str) -> Document | None:
        """The document that libraries know by `identifier`."""
        number = self._numbers.get(identifier)
        return None if number is None else self._documents[number]


def _write_earlier_pages(edition: Edition, ledger: Ledger, pages: Pages, tree: Tree) -> None:
    """Pages that were published and are made no more: their addresses lead on, or tell why."""
    numbers = _Numbers(edition)
    crumbs = [Link(pages.phrases["texts"], START)]
    for record in ledger.records.values():
        for name in sorted({START, *_ALWAYS, *record.addresses}):
            page = text_page(record.key, name)
            if tree.has(f"{SITE}/{unquote(page)}") or (name in _ALWAYS and not record.deleted):
                continue
            if record.deleted:
                why = edition.config.publish.tombstones.get(record.id, "")
                model = {"title": record.title, "crumbs": crumbs, "record": record, "why": why}
                tree.write(f"{SITE}/{unquote(page)}", pages.render("tombstone.html", page, model))
            elif (document := numbers.document(record.id)) is not None:
                model = {
                    "title": record.title,
                    "crumbs": crumbs,
                    "start": text_page(record.key),
                    "moved": links_of_moved(document, name, record.addresses),
                }
                tree.write(f"{SITE}/{unquote(page)}", pages.render("moved.html", page, model))

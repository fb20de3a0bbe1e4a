"""A ledger -> feed.xml: the latest changes of an edition as an Atom feed, withdrawals too.

RFC 4287, and RFC 6721 for what was withdrawn.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable

from lxml import etree

from siglum.edition import Edition
from siglum.ledger.records import Ledger, Record
from siglum.render.pages import FEED
from siglum.render.urls import text_page

ATOM_TYPE = "application/atom+xml"
#: As many of the latest changes are told; the sitemap and the ledger know all of them.
MOST = 100

_ATOM = "http://www.w3.org/2005/Atom"
_DELETED = "http://purl.org/atompub/tombstones/1.0"
_A, _D = f"{{{_ATOM}}}", f"{{{_DELETED}}}"


def feed(edition: Edition, ledger: Ledger) -> bytes:
    """The feed of an edition with an address, of which something was published."""
    url = edition.config.edition.url.rstrip("/")
    table = edition.config.phrases
    root = etree.Element(f"{_A}feed", nsmap={None: _ATOM, "at": _DELETED})  # type: ignore[dict-item]
    _add(root, "id", f"{url}/")
    _add(root, "title", edition.title)
    _add(root, "updated", ledger.newest)
    for editor in edition.config.edition.editors or (edition.title,):
        _add(etree.SubElement(root, f"{_A}author"), "name", editor)
    if edition.config.edition.licence:
        _add(root, "rights", edition.config.edition.licence)
    etree.SubElement(root, f"{_A}link", {"rel": "self", "type": ATOM_TYPE, "href": f"{url}/{FEED}"})
    etree.SubElement(root, f"{_A}link", {"rel": "alternate", "href": f"{url}/"})
    for record in _latest(ledger.records.values()):
        address = f"{url}/{text_page(record.key)}"
        if record.deleted:
            marks = {"ref": address, "when": record.datestamp}
            gone = etree.SubElement(root, f"{_D}deleted-entry", marks)
            etree.SubElement(gone, f"{_D}comment").text = record.title
            continue
        entry = etree.SubElement(root, f"{_A}entry")
        _add(entry, "id", address)
        _add(entry, "title", record.title)
        _add(entry, "published", record.first)
        _add(entry, "updated", record.datestamp)
        etree.SubElement(entry, f"{_A}link", {"rel": "alternate", "href": address})
        told = table["feed_new" if record.first == record.datestamp else "feed_changed"]
        _add(entry, "summary", told.format(title=record.title))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _latest(records: Iterable[Record]) -> list[Record]:
    """The latest changes, newest first; those of one moment as they are given: by identifier."""
    return heapq.nlargest(MOST, records, key=lambda record: record.datestamp)


def _add(parent: etree._Element, name: str, words: str) -> None:
    etree.SubElement(parent, f"{_A}{name}").text = words

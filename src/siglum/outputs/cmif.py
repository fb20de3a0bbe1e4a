"""The letters of an edition -> cmif.xml, by which correspSearch and others find them.

Correspondence Metadata Interchange Format 1.1 (TEI Correspondence SIG): for each letter who wrote
to whom, where and when, with identifiers that authorities know, and the address of the text.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from lxml import etree

from siglum.edition import Document, Edition
from siglum.exchange.letters import End, Named
from siglum.exchange.people import Registers
from siglum.metadata.record import Record
from siglum.render.urls import document_page
from siglum.source.namespaces import TEI, XML_ID

CMIF = "cmif.xml"
_T: Final = f"{{{TEI}}}"
#: Authorities that correspSearch knows, the one to name first: persons and bodies, places.
_OF_PEOPLE: Final = ("GND", "VIAF", "LCNAF", "BNF", "ISNI", "Wikidata", "ORCID")
_OF_PLACES: Final = ("GeoNames", "Wikidata", "GND", "Pleiades")
_ELEMENTS: Final = {"person": "persName", "org": "orgName", "place": "placeName"}
_UNKNOWN: Final = "Unknown"
_DECLARED: Final = f' xmlns="{TEI}"'


def cmif(
    edition: Edition,
    record: Record,
    registers: Registers,
    texts: Callable[[], Iterable[Document]],
) -> Iterator[str]:
    """The CMIF file of an edition that has an address, letter by letter.

    `record` is that of the edition; `texts` gives those that are letters, each time it is asked.
    """
    url = edition.config.edition.url.rstrip("/")
    tei = etree.Element(f"{_T}TEI", nsmap={None: TEI})  # type: ignore[dict-item]
    header = etree.SubElement(tei, f"{_T}teiHeader")
    source = _source_id(url)
    _describe(etree.SubElement(header, f"{_T}fileDesc"), edition, record, url, source, texts)
    etree.SubElement(etree.SubElement(header, f"{_T}profileDesc"), f"{_T}correspDesc")
    body = etree.SubElement(etree.SubElement(tei, f"{_T}text"), f"{_T}body")
    etree.SubElement(body, f"{_T}p")
    etree.indent(tei)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    # A tree of all letters would take a hundred times the memory of its text
    before, _, after = etree.tostring(tei, encoding="unicode").partition("<correspDesc/>")
    yield before
    mark = ""
    for document in texts():
        name = document.identifier or document.key
        for number, letter in enumerate(document.letters, start=1):
            described = etree.Element(f"{_T}correspDesc", nsmap={None: TEI})  # type: ignore[dict-item]
            described.set("key", name if number == 1 else f"{name}.{number}")
            described.set("ref", f"{url}/{document_page(document)}")
            described.set("source", f"#{source}")
            _write_end(described, "sent", letter.sent, registers)
            _write_end(described, "received", letter.received, registers)
            etree.indent(described, level=3)
            yield mark + etree.tostring(described, encoding="unicode").replace(_DECLARED, "", 1)
            mark = "\n      "
    yield after + "\n"


def _source_id(url: str) -> str:
    """An identifier of the edition that never changes as long as its address does not.

    A UUID that begins with a letter, since an xml:id must (CMIF 1.1).
    """
    name = f"{url}/"
    made = uuid.uuid5(uuid.NAMESPACE_URL, name)
    while made.hex[0].isdigit():
        made = uuid.uuid5(uuid.NAMESPACE_URL, made.hex)
    return str(made)


def _describe(
    description: etree._Element,
    edition: Edition,
    record: Record,
    url: str,
    source: str,
    texts: Callable[[], Iterable[Document]],
) -> None:
    titles = _add(description, "titleStmt")
    _add(titles, "title", edition.title)
    for editor in [agent.name for agent in record.editors] or [edition.title]:
        _add(titles, "editor", editor)
    published = _add(description, "publicationStmt")
    _add(published, "publisher", record.publisher or edition.title)
    _add(published, "idno", f"{url}/{CMIF}", type="url")
    issued = edition.issue.date or record.issued.last
    if issued:
        _add(published, "date", when=issued)
    else:  # not before the last letter was written
        _add(published, "date", notBefore=_latest(texts()))
    availability = _add(published, "availability")
    licence = next((one for one in record.licences if one.url), None)
    if licence is not None:
        _add(availability, "licence", licence.name or licence.url, target=licence.url)
    else:
        _add(availability, "p", "The edition names no licence.")
    cited = _add(_add(description, "sourceDesc"), "bibl", edition.title + ", ", type="online")
    cited.set(XML_ID, source)
    _add(cited, "ref", url, target=f"{url}/")


def _latest(documents: Iterable[Document]) -> str:
    dates = (
        value
        for document in documents
        for letter in document.letters
        for _name, value in letter.sent.dates
    )
    return max(dates, default="1000")


def _write_end(described: etree._Element, kind: str, end: End, registers: Registers) -> None:
    action = _add(described, "correspAction", type=kind)
    for one in end.people or (Named(_UNKNOWN, "person"),):
        _write_named(action, one, registers, _OF_PEOPLE)
    for one in end.places:
        _write_named(action, one, registers, _OF_PLACES)
    if end.dates:
        date = _add(action, "date", end.date, **dict(end.dates))
        _mark(date, end.doubtful, end.inferred)


def _write_named(
    action: etree._Element, one: Named, registers: Registers, known: tuple[str, ...]
) -> None:
    named = _add(action, _ELEMENTS[one.kind], one.words or _UNKNOWN)
    found = registers.authorities(one.pointers)
    ranked = sorted(
        (each for each in found if each.scheme in known), key=lambda each: known.index(each.scheme)
    )
    if ranked:
        named.set("ref", ranked[0].uri)
    _mark(named, one.doubtful, one.inferred)


def _mark(element: etree._Element, doubtful: bool, inferred: bool) -> None:
    if doubtful:
        element.set("cert", "low")
    if inferred:
        element.set("evidence", "conjecture")


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{_T}{name}", attributes)
    child.text = text or None
    return child

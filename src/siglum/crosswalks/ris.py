"""A Record -> RIS, for reference managers.

Source: RIS Format Specifications (Research Information Systems, 2001) and what Zotero, EndNote and
Mendeley read of it. Lines end in CR and LF, as the specification asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from siglum.crosswalks.csl import publisher_cited, title_cited
from siglum.crosswalks.rows import Row, written
from siglum.metadata.record import Record

Line = tuple[str, str]


def _kind(record: Record) -> Iterator[Line]:
    book = "CHAP" if record.published_in else "EBOOK"
    yield "TY", "PCOMM" if record.kind == "letter" else book
    yield "ID", record.identifier


def _titles(record: Record) -> Iterator[Line]:
    yield "TI", title_cited(record)
    for one in record.other_titles:
        yield "TT", one.words
    if container := record.published_in:
        yield "T2", container
    if series := record.in_series:
        yield "T3", series.words


def _people(record: Record) -> Iterator[Line]:
    for agent in record.authors:
        yield "AU", agent.inverted
    for agent in record.editors:
        yield "ED" if record.published_in else "A3", agent.inverted
    for agent in (*record.creators, *record.contributors):
        if agent.has("trl"):
            yield "A4", agent.inverted


def _publication(record: Record) -> Iterator[Line]:
    if publisher := publisher_cited(record):
        yield "PB", publisher
    places = (record.whole.places if record.whole else ()) or record.places
    for place in places:
        yield "CY", place
    when = record.date_cited
    if when:
        year, month, day = [*when.last.split("-"), "", ""][:3]
        yield "PY", year
        yield "DA", f"{year}/{month}/{day}/"
    if record.version or record.metadata.edition:
        yield "ET", record.version or record.metadata.edition


def _addresses(record: Record) -> Iterator[Line]:
    if record.doi:
        yield "DO", record.doi
    for name in ("ISBN", "ISSN"):
        if number := record.number(name):
            yield "SN", number
    if record.address:
        yield "UR", record.address
    for file in record.files:
        if file.media == "application/pdf" and "://" in file.url:
            yield "L1", file.url
    if record.language:
        yield "LA", record.language


def _about(record: Record) -> Iterator[Line]:
    for source in record.sources:
        if source.shelf:
            yield "AV", source.words
    for subject in record.subjects:
        yield "KW", subject.words
    for text in record.descriptions[:1]:
        yield "AB", text.words
    for licence in record.licences:
        yield "N1", f"Licence: {licence.url or licence.text}"


ROWS: Final[tuple[Row[Line], ...]] = (
    Row("kind, identifiers", "TY, ID", _kind),
    Row("title, whole, series", "TI, TT, T2, T3", _titles),
    Row("creators, contributors", "AU, ED, A3, A4", _people),
    Row("publisher, place, date of publication, version", "PB, CY, PY, DA, ET", _publication),
    Row("identifiers, address, files, language", "DO, SN, UR, L1, LA", _addresses),
    Row("sources, subjects, descriptions, licences", "AV, KW, AB, N1", _about),
)


def write_ris(record: Record) -> str:
    """The record as RIS; no value runs over a line."""
    lines = (f"{tag}  - {' '.join(words.split())}\r\n" for tag, words in written(ROWS, record))
    return "".join(lines) + "ER  - \r\n"

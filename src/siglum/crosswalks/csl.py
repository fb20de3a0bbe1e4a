"""A Record -> CSL-JSON, which citation processors and Zotero read.

Source: Citation Style Language 1.0.2, csl-data.json. A text is a chapter of the edition; an
edition, and a text that is all of it, a book; a letter personal communication.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from siglum.crosswalks.rows import Row, written
from siglum.metadata.model import Agent, When
from siglum.metadata.record import Record

Variable = tuple[str, Any]


def _name(agent: Agent) -> dict[str, str]:
    if agent.family and agent.given and not agent.body:
        return {"family": agent.family, "given": agent.given}
    return {"literal": agent.name}


def _date(when: When) -> dict[str, Any]:
    # a year before Christ is written as it is: date-parts take negative numbers
    dates = [one for one in (when.start, when.end) if one]
    return {"date-parts": [[int(part) for part in _parts(one)] for one in dates]}


def _parts(date: str) -> list[str]:
    sign, digits = ("-", date[1:]) if date.startswith("-") else ("", date)
    first, *rest = digits.split("-")
    return [sign + first, *rest]


def _kind(record: Record) -> Iterator[Variable]:
    yield "id", record.identifier
    book = "chapter" if record.published_in else "book"
    yield "type", "personal_communication" if record.kind == "letter" else book


def _titles(record: Record) -> Iterator[Variable]:
    yield "title", title_cited(record)
    if container := record.published_in:
        yield "container-title", container
    if series := record.in_series:
        yield "collection-title", series.title
        if series.number:
            yield "collection-number", series.number
        editors = [_name(agent) for agent in series.editors if agent.has("edt")]
        if editors:
            yield "collection-editor", editors


def title_cited(record: Record) -> str:
    """Title and subtitle, in one language."""
    subtitle = ". ".join(one.words for one in record.own_subtitles)
    title = record.title.words
    return f"{title}: {subtitle}" if subtitle else title


def _people(record: Record) -> Iterator[Variable]:
    letter = record.metadata.letter if record.kind == "letter" else None
    if writers := (letter.senders if letter else ()) or record.authors:
        yield "author", [_name(agent) for agent in writers]
    if letter and letter.recipients:
        yield "recipient", [_name(agent) for agent in letter.recipients]
    if record.editors:
        yield "editor", [_name(agent) for agent in record.editors]
    everybody = (*record.creators, *record.contributors)
    if found := [_name(agent) for agent in everybody if agent.has("trl")]:
        yield "translator", found


def _publication(record: Record) -> Iterator[Variable]:
    if publisher := publisher_cited(record):
        yield "publisher", publisher
    places = (record.whole.places if record.whole else ()) or record.places
    if places:
        yield "publisher-place", "; ".join(places)
    if record.kind == "letter" and record.created:
        yield "issued", _date(record.created)
        if record.date_cited:
            yield "available-date", _date(record.date_cited)
    elif record.date_cited:
        yield "issued", _date(record.date_cited)
    if record.created and record.kind != "letter":
        yield "original-date", _date(record.created)
    if record.version:
        yield "version", record.version


def publisher_cited(record: Record) -> str:
    """The publisher of a citation: that of the edition, where it has one."""
    return (record.whole.publisher if record.whole else "") or record.publisher


def _addresses(record: Record) -> Iterator[Variable]:
    for name in ("DOI", "ISBN", "ISSN"):
        if number := record.number(name):
            yield name, number
    if record.address:
        yield "URL", record.address
    if record.language:
        yield "language", record.language


def _sources(record: Record) -> Iterator[Variable]:
    shelves = [one for one in record.sources if one.shelf]
    if len(shelves) == 1:
        if holders := shelves[0].holders:
            yield "archive", ", ".join(holders)
        if number := shelves[0].number:
            yield "archive_location", number


def _about(record: Record) -> Iterator[Variable]:
    if record.descriptions:
        yield "abstract", record.descriptions[0].words
    if record.subjects:
        yield "keyword", ", ".join(one.words for one in record.subjects)
    if record.licences:
        # CSL has no variable for a licence; a note is what Zotero keeps as «Extra»
        yield "note", "Licence: " + "; ".join(one.url or one.text for one in record.licences)


ROWS: Final[tuple[Row[Variable], ...]] = (
    Row("identifiers, kind", "id, type", _kind),
    Row("title, whole, series", "title, container-title, collection-title, collection-number, "
        "collection-editor", _titles),
    Row("creators, contributors, ends of a letter", "author, editor, translator, recipient",
        _people),
    Row("publisher, place, all dates, version",
        "publisher, publisher-place, issued, original-date, version", _publication),
    Row("identifiers, address, language", "DOI, ISBN, ISSN, URL, language", _addresses),
    Row("sources", "archive, archive_location", _sources),
    Row("descriptions, subjects, licences", "abstract, keyword, note", _about),
)  # fmt: skip


def csl_item(record: Record) -> dict[str, Any]:
    """The record as an item of CSL."""
    return dict(written(ROWS, record))


def write_csl(record: Record) -> str:
    """The record as a CSL-JSON file: a list of one item."""
    return json.dumps([csl_item(record)], ensure_ascii=False, indent=1) + "\n"

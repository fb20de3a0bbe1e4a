"""A Record -> simple Dublin Core: fifteen elements for oai_dc, and for the head of pages.

Source: DCMI Metadata Terms, /elements/1.1/; OAI-PMH 2.0 for `oai_dc`; the golden rules of BASE ask
for the address as identifier, languages by ISO 639 and the address of the licence first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from siglum.crosswalks.rows import Row, document, element, written
from siglum.metadata.languages import three_letters
from siglum.metadata.model import Authority, Text
from siglum.metadata.record import Record

_DC: Final = "http://purl.org/dc/elements/1.1/"
_OAI_DC: Final = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_SCHEMA: Final = f"{_OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
#: The name of an element, and its words.
Field = tuple[str, Text]


def _titles(record: Record) -> Iterator[Field]:
    yield "title", record.title
    for title in (*record.subtitles, *record.other_titles):
        yield "title", title


def _creators(record: Record) -> Iterator[Field]:
    for agent in record.creators:
        yield "creator", Text(agent.inverted + agent.life)


def _contributors(record: Record) -> Iterator[Field]:
    for agent in record.contributors:
        yield "contributor", Text(agent.inverted + agent.life)
    for funder in record.metadata.funders:
        yield "contributor", Text(funder.name)


def _publishers(record: Record) -> Iterator[Field]:
    if record.publisher:
        yield "publisher", Text(record.publisher)
    for agent in record.metadata.publishers:
        if agent.name != record.publisher:
            yield "publisher", Text(agent.name)


def _dates(record: Record) -> Iterator[Field]:
    if record.issued:
        yield "date", Text(record.issued.last)


def _identifiers(record: Record) -> Iterator[Field]:
    for words in dict.fromkeys((record.address, *map(_told, record.ids), record.identifier)):
        if words:
            yield "identifier", Text(words)


def _told(one: Authority) -> str:
    return one.uri or (one.value if one.scheme == "local" else f"{one.scheme}:{one.value}")


def _languages(record: Record) -> Iterator[Field]:
    if code := three_letters(record.language):
        yield "language", Text(code)


def _subjects(record: Record) -> Iterator[Field]:
    for subject in record.subjects:
        yield "subject", Text(subject.words)


def _descriptions(record: Record) -> Iterator[Field]:
    for text in (*record.descriptions, *record.metadata.notes):
        yield "description", text


def _types(record: Record) -> Iterator[Field]:
    yield "type", Text("Text" if record.kind != "edition" else "Collection")


def _formats(record: Record) -> Iterator[Field]:
    for media in dict.fromkeys(("text/html", *(file.media for file in record.files))):
        yield "format", Text(media)
    for extent in record.metadata.extents:
        yield "format", Text(extent)


def _sources(record: Record) -> Iterator[Field]:
    for source in record.sources:
        yield "source", Text(source.told)
        for uri in source.uris:
            yield "source", Text(uri)


def _relations(record: Record) -> Iterator[Field]:
    if record.whole:
        yield "relation", record.whole.title
        if record.whole.address:
            yield "relation", Text(record.whole.address)
    for series in record.series:
        yield "relation", Text(series.words, series.language)
        for one in series.ids:
            yield "relation", Text(_told(one))
    for file in record.files:
        yield "relation", Text(file.url)
    for link in record.metadata.related:
        yield "relation", Text(link.uri)


def _coverage(record: Record) -> Iterator[Field]:
    if record.created:
        yield "coverage", Text(record.created.span)
    for place in record.created_at:
        yield "coverage", Text(place.name, place.language)
        for name in place.variants:
            yield "coverage", name
    for latitude, longitude in record.metadata.points:
        yield "coverage", Text(f"north={latitude}; east={longitude}")  # DCMI Point


def _rights(record: Record) -> Iterator[Field]:
    for licence in record.licences:
        if licence.url:
            yield "rights", Text(licence.url)
    for licence in record.licences:
        if licence.text and licence.text != licence.url:
            yield "rights", Text(licence.text)
    for words in record.metadata.rights_notes:
        yield "rights", Text(words)


ROWS: Final[tuple[Row[Field], ...]] = (
    Row("title", "title", _titles),
    Row("creators", "creator", _creators),
    Row("subjects", "subject", _subjects),
    Row("descriptions", "description", _descriptions),
    Row("publisher", "publisher", _publishers),
    Row("contributors and funders", "contributor", _contributors),
    Row("date of publication", "date", _dates),
    Row("kind", "type", _types),
    Row("files, extents", "format", _formats),
    Row("identifiers", "identifier", _identifiers),
    Row("sources", "source", _sources),
    Row("language", "language", _languages),
    Row("whole, series, files", "relation", _relations),
    Row("date and place of the text", "coverage", _coverage),
    Row("licences", "rights", _rights),
)


def dublin_core_fields(record: Record) -> list[Field]:
    """The elements of Dublin Core with their words, in order; each once."""
    return list(dict.fromkeys(written(ROWS, record)))


def write_dublin_core(record: Record) -> str:
    """The record as `oai_dc`."""
    elements = (
        element(f"dc:{name}", text.words, language=text.language)
        for name, text in dublin_core_fields(record)
    )
    return document("oai_dc:dc", {"oai_dc": _OAI_DC, "dc": _DC}, _SCHEMA, elements)

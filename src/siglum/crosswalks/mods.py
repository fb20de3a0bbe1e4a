"""A Record -> MODS 3.7, the descriptive format of library catalogues.

Source: MODS User Guidelines (Library of Congress), version 3.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from siglum.crosswalks.rows import Row, Xml, document, element, written
from siglum.metadata.languages import catalogue_code
from siglum.metadata.model import Agent, Authority, Source, Text, When
from siglum.metadata.record import Record
from siglum.metadata.roles import NAMES

_NS: Final = "http://www.loc.gov/mods/v3"
_XLINK: Final = "http://www.w3.org/1999/xlink"
_SCHEMA: Final = f"{_NS} http://www.loc.gov/standards/mods/v3/mods-3-7.xsd"
Made = Iterator[Xml]


def _title(text: Text, subtitles: tuple[Text, ...] = (), kind: str = "") -> Xml:
    children = [element("title", text.words)]
    if subtitles:
        children.append(element("subTitle", ". ".join(one.words for one in subtitles)))
    return element(
        "titleInfo", children=children, language=text.language, type=kind, valueURI=text.uri
    )


def _titles(record: Record) -> Made:
    main = record.title.language
    yield _title(record.title, record.own_subtitles)
    for text, subtitles in record.parallel_titles:
        translated = main and text.language and text.language != main
        yield _title(text, subtitles, "translated" if translated else "alternative")


def _name(agent: Agent, role: str = "") -> Xml:
    def part(words: str, kind: str = "") -> Xml:
        return element("namePart", words, type=kind)

    if agent.family and agent.given:
        children = [part(agent.family, "family"), part(agent.given, "given")]
    else:
        children = [part(agent.name)]
    if agent.life:
        children.append(part(agent.life.strip(" ,().;"), "date"))
    for code in (role,) if role else agent.roles:
        terms = [element("roleTerm", code, type="code", authority="marcrelator")]
        if code in NAMES:
            terms.append(element("roleTerm", NAMES[code], type="text", authority="marcrelator"))
        children.append(element("role", children=terms))
    children += [element("affiliation", one) for one in agent.affiliations]
    for one in agent.ids:
        children.append(element("nameIdentifier", one.uri or one.value, type=one.scheme.lower()))
    for name in agent.variants:
        part_of = (element("namePart", name.words),)
        children.append(element("alternativeName", children=part_of, language=name.language))
    children += [element("description", task) for task in agent.tasks]
    kind = "corporate" if agent.body else "personal"
    return element("name", children=children, type=kind)


def _names(record: Record) -> Made:
    for agent in (*record.creators, *record.contributors):
        yield _name(agent)
    for agent in record.metadata.letter.recipients if record.metadata.letter else ():
        yield _name(agent)
    for funder in record.metadata.funders:
        ids = tuple(Authority("uri", uri, uri) for uri in funder.uris)
        yield _name(Agent(funder.name, body=True, ids=ids, variants=funder.variants), "fnd")


def _type(record: Record) -> Made:
    attributes = {"collection": "yes"} if record.kind == "edition" else {}
    yield element("typeOfResource", "text", **attributes)


def _genres(record: Record) -> Made:
    words = {"edition": "edition", "text": "edition", "letter": "letter"}[record.kind]
    yield element("genre", words)


def _origin(record: Record) -> Made:
    children = [
        element("place", children=[element("placeTerm", place, type="text")])
        for place in record.places
    ]
    named = (record.publisher, *(agent.name for agent in record.metadata.publishers))
    known = {
        agent.name: one.uri
        for agent in record.metadata.publishers
        for one in agent.ids
        if one.scheme != "URL"
    }
    children += [
        element("publisher", name, valueURI=known.get(name, ""))
        for name in dict.fromkeys(named)
        if name
    ]
    children += _dates("dateIssued", record.issued, key=True)
    children += _dates("dateCreated", record.created)
    if record.metadata.updated:
        children += _dates("dateModified", When(record.metadata.updated))
    if record.edition_told:
        children.append(element("edition", record.edition_told))
    if children:
        yield element("originInfo", children=children)


def _dates(name: str, when: When, key: bool = False) -> Made:
    if not when:
        return
    first = {"encoding": "w3cdtf", "keyDate": "yes" if key else ""}
    if when.open or (when.end and not when.start):
        point = "start" if when.open else "end"
        yield element(f"{name}", when.last, point=point, **first)
    elif when.end and when.start:
        yield element(f"{name}", when.start, point="start", **first)
        yield element(f"{name}", when.end, point="end", encoding="w3cdtf")
    else:
        yield element(f"{name}", when.last, **first)


def _languages(record: Record) -> Made:
    tags = dict.fromkeys((record.language, *(one.tag for one in record.metadata.languages)))
    for tag in filter(None, tags):
        terms = [element("languageTerm", tag, type="code", authority="rfc5646")]
        if code := catalogue_code(tag):
            terms.append(element("languageTerm", code, type="code", authority="iso639-2b"))
        usage = "primary" if tag == record.language else ""
        yield element("language", children=terms, usage=usage)


def _physical(record: Record) -> Made:
    children = [
        element("internetMediaType", media)
        for media in dict.fromkeys(("text/html", *(file.media for file in record.files)))
    ]
    children += [element("extent", one) for one in record.metadata.extents]
    children.append(element("digitalOrigin", "born digital"))
    yield element("physicalDescription", children=children)


def _abstracts(record: Record) -> Made:
    for one in record.descriptions:
        yield element("abstract", one.words, language=one.language)


def _notes(record: Record) -> Made:
    for one in record.metadata.notes:
        yield element("note", one.words, language=one.language)
    for funder in record.metadata.funders:
        said = not funder.award or funder.award in funder.name
        words = funder.name if said else f"{funder.name}: {funder.award}"
        href = {"xlink:href": funder.award_uri}
        yield element("note", words, type="funding", **href)
    for source in record.sources:
        if not source.kind:
            yield element("note", source.told, type="source note")


def _subjects(record: Record) -> Made:
    for one in record.subjects:
        scheme = one.scheme.removeprefix("#")
        address = scheme if "://" in scheme else ""
        topic = element("topic", one.words, authorityURI=address, valueURI=one.uri)
        yield element("subject", children=[topic], authority="" if address else scheme)
    for place in record.created_at:
        uri = place.uris[0] if place.uris else ""
        yield element(
            "subject",
            children=[element("geographic", place.name, language=place.language, valueURI=uri)],
        )
    for point in record.metadata.points:
        told = element("coordinates", ", ".join(point))
        yield element("subject", children=[element("cartographics", children=[told])])


def _related(record: Record) -> Made:
    if record.whole:
        children = [_title(record.whole.title, record.whole.subtitles)]
        children += [_name(agent) for agent in record.whole.creators]
        if record.whole.doi:
            children.append(element("identifier", record.whole.doi, type="doi"))
        if record.whole.address:
            children.append(_location(record.whole.address))
        yield element("relatedItem", children=children, type="host")
    for series in record.series:
        parts = [element("title", series.title)]
        if series.number:
            parts.append(element("partNumber", series.number))
        children = [element("titleInfo", children=parts, language=series.language)]
        children += [_name(agent) for agent in series.editors]
        children += [_number(one) for one in series.ids]
        yield element("relatedItem", children=children, type="host" if series.host else "series")
    for source in record.sources:
        if source.kind:
            yield _source(source)
    for link in record.metadata.related:
        children = [_title(Text(link.words))] if link.words else []
        children.append(element("identifier", link.uri, type="uri"))
        yield element("relatedItem", children=children)


def _source(source: Source) -> Xml:
    """What a text was made from; of a book all its words are a note, and what fits has fields."""
    book = source.book
    children = [_title(Text(book.title or (source.words if source.about else source.told)))]
    children += [_name(Agent(name, ("aut",))) for name in book.authors]
    children += [_name(Agent(name, ("edt",))) for name in book.editors]
    origin = []
    if book.place:
        place = element("placeTerm", book.place, type="text")
        origin.append(element("place", children=[place]))
    if book.publisher:
        origin.append(element("publisher", book.publisher))
    if book.date:
        name = "dateCreated" if source.kind == "recording" else "dateIssued"
        origin.append(element(f"{name}", book.date))
    if origin:
        children.append(element("originInfo", children=origin))
    if book.title and book.title != source.told.rstrip(" ."):
        children.append(element("note", source.told, type="bibliography"))
    elif source.about:
        children.append(element("note", source.about))
    children += [element("identifier", uri, type="uri") for uri in source.uris]
    place_of = []
    if source.holders:
        place_of.append(element("physicalLocation", ", ".join(source.holders)))
    if source.number:
        place_of.append(element("shelfLocator", source.number))
    if place_of:
        children.append(element("location", children=place_of))
    return element("relatedItem", children=children, type="original")


def _location(address: str, note: str = "") -> Xml:
    url = element("url", address, displayLabel=note)
    return element("location", children=[url])


def _number(one: Authority) -> Xml:
    return element(
        "identifier", one.value, type="uri" if one.scheme == "URL" else one.scheme.lower()
    )


def _identifiers(record: Record) -> Made:
    yield element("identifier", record.identifier, type="local")
    if record.address:
        yield element("identifier", record.address, type="uri")
    for one in record.ids:
        yield _number(one)


def _locations(record: Record) -> Made:
    if record.address:
        url = element("url", record.address, usage="primary", access="object in context")
        yield element("location", children=[url])
    for file in record.files:
        yield _location(file.url, file.title)


def _access(record: Record) -> Made:
    for one in record.licences:
        href = {"xlink:href": one.url}
        words = one.text or one.name or one.url
        yield element("accessCondition", words, type="use and reproduction", **href)
    for words in record.metadata.rights_notes:
        yield element("accessCondition", words, type="use and reproduction")
    if status := record.metadata.status:
        yield element("accessCondition", status, type="restriction on access")


def _about(record: Record) -> Made:
    children = [element("recordIdentifier", record.identifier)]
    if record.metadata.updated:
        date = element("recordChangeDate", record.metadata.updated, encoding="w3cdtf")
        children.insert(0, date)
    yield element("recordInfo", children=children)


ROWS: Final[tuple[Row[Xml], ...]] = (
    Row("title", "titleInfo", _titles),
    Row("creators, contributors, recipients of a letter, funders", "name", _names),
    Row("kind", "typeOfResource", _type),
    Row("kind", "genre", _genres),
    Row("publisher, place, all dates, edition", "originInfo", _origin),
    Row("all languages", "language", _languages),
    Row("files, extents", "physicalDescription", _physical),
    Row("descriptions", "abstract", _abstracts),
    Row("notes, funders, sources in prose", "note", _notes),
    Row("subjects, place of the text", "subject", _subjects),
    Row("whole, series, sources", "relatedItem", _related),
    Row("identifiers", "identifier", _identifiers),
    Row("address, files", "location", _locations),
    Row("licences", "accessCondition", _access),
    Row("history", "recordInfo", _about),
)


def write_mods(record: Record) -> str:
    """The record as MODS."""
    spaces = {"": _NS, "xlink": _XLINK}
    return document("mods", spaces, _SCHEMA, written(ROWS, record), version="3.7")

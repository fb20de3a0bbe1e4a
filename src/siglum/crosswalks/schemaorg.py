"""A Record -> JSON-LD in the vocabulary of schema.org, for search engines and Zotero.

Source: schema.org, version 28: Chapter, Book, Message, CreativeWork, Person, Organization.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from siglum.crosswalks.rows import Row, written
from siglum.metadata.authorities import authority
from siglum.metadata.model import Agent, Authority, Funder, Place, Series, Source, Text
from siglum.metadata.record import Record

CONTEXT: Final = "https://schema.org"
#: A property and its value.
Property = tuple[str, Any]


def _one_or_list(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _text(text: Text) -> Any:
    return {"@language": text.language, "@value": text.words} if text.language else text.words


def _agent(agent: Agent) -> dict[str, Any]:
    made: dict[str, Any] = {"@type": "Organization" if agent.body else "Person"}
    addresses = [one.uri for one in agent.ids if one.uri]
    known = [one.uri for one in agent.ids if one.uri and one.scheme != "URL"]
    if known:
        made["@id"] = known[0]
    made["name"] = agent.name
    if agent.family and agent.given and not agent.body:
        made |= {"familyName": agent.family, "givenName": agent.given}
    if agent.variants:
        made["alternateName"] = _one_or_list([_text(one) for one in agent.variants])
    if others := [one for one in addresses if one not in known[:1]]:
        made["sameAs"] = _one_or_list(others)
    if agent.affiliations:
        made["affiliation"] = _one_or_list(
            [{"@type": "Organization", "name": one} for one in agent.affiliations]
        )
    return made


def _kind(record: Record) -> Iterator[Property]:
    yield (
        "@type",
        {
            "edition": "Book",
            "text": "Chapter" if record.whole else "Book",
            "letter": "Message",
        }[record.kind],
    )
    yield "@id", record.said_id


def _names(record: Record) -> Iterator[Property]:
    yield "name", _text(record.title)
    if others := [_text(one) for one in (*record.subtitles, *record.other_titles)]:
        yield "alternateName", _one_or_list(others)
    if record.title.uri:
        yield "exampleOfWork", {"@type": "CreativeWork", "@id": record.title.uri}


def _agents(record: Record) -> Iterator[Property]:
    everybody = (*record.creators, *record.contributors)
    # who led the work stands in for an editor only where there is none
    editing = ("edt",) if any(one.has("edt") for one in everybody) else ("edt", "rth")
    for name, roles in (
        ("author", ("aut", "cre")),
        ("editor", editing),
        ("translator", ("trl",)),
        ("sponsor", ("spn",)),
    ):
        if found := [_agent(one) for one in everybody if one.has(*roles)]:
            yield name, _one_or_list(found)
    told = {"aut", "cre", "trl", "spn", *editing}
    if others := [_agent(one) for one in everybody if not told.intersection(one.roles)]:
        yield "contributor", _one_or_list(others)
    if funders := record.metadata.funders:
        yield "funder", _one_or_list([_agent(_as_agent(one)) for one in funders])
        grants = [
            {"@type": "Grant", "identifier": one.award}
            | ({"url": one.award_uri} if one.award_uri else {})
            | {"funder": {"@type": "Organization", "name": one.name}}
            for one in funders
            if one.award
        ]
        if grants:
            yield "funding", _one_or_list(grants)


def _as_agent(funder: Funder) -> Agent:
    ids = tuple(one for uri in funder.uris if (one := authority(uri)))
    return Agent(funder.name, body=True, ids=ids, variants=funder.variants)


def _letter(record: Record) -> Iterator[Property]:
    letter = record.metadata.letter
    if record.kind != "letter" or letter is None:
        return
    for name, people in (("sender", letter.senders), ("recipient", letter.recipients)):
        if people:
            yield name, _one_or_list([_agent(one) for one in people])
    if record.created:
        yield "dateSent", record.created.span


def _publication(record: Record) -> Iterator[Property]:
    if record.publisher:
        yield "publisher", _agent(record.publisher_known or Agent(record.publisher, body=True))
        others = [one for one in record.metadata.publishers if one.name != record.publisher]
        if others:
            yield "provider", _one_or_list([_agent(one) for one in others])
    if record.issued:
        yield "datePublished", record.issued.last
    if record.metadata.updated:
        yield "dateModified", record.metadata.updated
    if record.created:
        yield "dateCreated", record.created.span
        yield "temporalCoverage", record.created.span
    if record.created_at:
        places = [_place(one) for one in record.created_at]
        for latitude, longitude in record.metadata.points:
            point = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
            places.append({"@type": "Place", "geo": point})
        yield "locationCreated", _one_or_list(places)


def _place(place: Place) -> dict[str, Any]:
    made: dict[str, Any] = {"@type": "Place", "name": _text(Text(place.name, place.language))}
    if place.variants:
        made["alternateName"] = _one_or_list([_text(one) for one in place.variants])
    return made | {"sameAs": _one_or_list(list(place.uris))} if place.uris else made


def _language(record: Record) -> Iterator[Property]:
    if record.language:
        yield "inLanguage", record.language


def _rights(record: Record) -> Iterator[Property]:
    if found := [one.url or _words(one.text) for one in record.licences]:
        yield "license", _one_or_list(found)
    if notes := [_words(one) for one in record.metadata.rights_notes]:
        yield "usageInfo", _one_or_list(notes)
    if record.metadata.status == "free":
        yield "isAccessibleForFree", True


def _words(text: str) -> dict[str, str]:
    """Words where an address is expected, as a work that holds them."""
    return {"@type": "CreativeWork", "text": text}


def _identifiers(record: Record) -> Iterator[Property]:
    ids = (Authority("local", record.identifier), *record.ids)
    values = [
        {"@type": "PropertyValue", "propertyID": one.scheme, "value": one.value}
        | ({"url": one.uri} if one.uri else {})
        for one in ids
    ]
    yield "identifier", _one_or_list(values)
    for name in ("ISBN", "ISSN"):
        if number := record.number(name):
            yield name.lower(), number
    if record.address:
        yield "url", record.address
    if uris := [one.uri for one in record.ids if one.uri and one.uri != record.said_id]:
        yield "sameAs", _one_or_list(uris)


def _about(record: Record) -> Iterator[Property]:
    if record.descriptions:
        yield "abstract", _one_or_list([_text(one) for one in record.descriptions])
    if record.subjects:
        terms = [
            {"@type": "DefinedTerm", "name": one.words}
            | ({"url": one.uri} if one.uri else {})
            | ({"inDefinedTermSet": one.scheme} if "://" in one.scheme else {})
            for one in record.subjects
        ]
        yield "keywords", _one_or_list(terms)
    if record.version:
        yield "version", record.version


def _sources(record: Record) -> Iterator[Property]:
    if made := [_source(one) for one in record.sources]:
        yield "isBasedOn", _one_or_list(made)


def _source(source: Source) -> dict[str, Any]:
    """A source by its title, or as it is told; prose about sources is a description of one."""
    book = source.book
    made: dict[str, Any] = {"@type": "CreativeWork"}
    if source.kind:
        made["name"] = book.title or source.words
    if not source.kind or (book.title and book.title != source.words.rstrip(" .")):
        made["description"] = source.words
    elif source.about:
        made["description"] = source.about
    if source.siglum and source.siglum != source.words:
        made["alternateName"] = source.siglum
    for name, values in (("author", book.authors), ("editor", book.editors)):
        if values:
            made[name] = _one_or_list([{"@type": "Person", "name": one} for one in values])
    if book.publisher:
        made["publisher"] = {"@type": "Organization", "name": book.publisher}
    if book.date:
        made["dateCreated" if source.kind == "recording" else "datePublished"] = book.date
    return made | ({"url": _one_or_list(list(source.uris))} if source.uris else {})


def _whole(record: Record) -> Iterator[Property]:
    parts: list[dict[str, Any]] = []
    if record.whole:
        parts.append(brief(record.whole))
    parts += [_series(one) for one in record.series]
    if parts:
        yield "isPartOf", _one_or_list(parts)


def _series(series: Series) -> dict[str, Any]:
    made: dict[str, Any] = {"@type": "CreativeWork" if series.host else "CreativeWorkSeries"}
    if uris := [one.uri for one in series.ids if one.uri]:
        made["@id"] = uris[0]
    made["name"] = _text(Text(series.title, series.language))
    for one in series.ids:
        if one.scheme == "ISSN":
            made["issn"] = one.value
    if series.editors:
        made["editor"] = _one_or_list([_agent(one) for one in series.editors])
    if not series.number:
        return made
    return {"@type": "PublicationVolume", "volumeNumber": series.number, "isPartOf": made}


def _extents(record: Record) -> Iterator[Property]:
    if extents := record.metadata.extents:
        yield "size", _one_or_list(list(extents))


def _files(record: Record) -> Iterator[Property]:
    made = [
        {
            "@type": "MediaObject",
            "name": file.title,
            "encodingFormat": file.media,
            "contentUrl": file.url,
        }
        for file in record.files
    ]
    if made:
        yield "encoding", _one_or_list(made)


ROWS: Final[tuple[Row[Property], ...]] = (
    Row("kind", "@type, @id", _kind),
    Row("title", "name, alternateName, exampleOfWork", _names),
    Row(
        "creators, contributors, funders",
        "author, editor, translator, contributor, funding",
        _agents,
    ),
    Row("ends of a letter", "sender, recipient, dateSent", _letter),
    Row(
        "publisher, all dates, place of the text",
        "publisher, provider, datePublished …",
        _publication,
    ),
    Row("language", "inLanguage", _language),
    Row("licences", "license, usageInfo, isAccessibleForFree", _rights),
    Row("identifiers", "identifier, url, sameAs", _identifiers),
    Row("descriptions, subjects, version", "abstract, keywords, version", _about),
    Row("sources", "isBasedOn", _sources),
    Row("whole, series", "isPartOf", _whole),
    Row("extents", "size", _extents),
    Row("files", "encoding", _files),
)


def schema_org(record: Record) -> dict[str, Any]:
    """The record as a JSON-LD object."""
    return {"@context": CONTEXT, **dict(written(ROWS, record))}


def brief(record: Record) -> dict[str, Any]:
    """What a part says of its whole: enough to cite it."""
    few = (_kind, _names, _agents, _publication, _language, _rights)
    made = dict(pair for row in few for pair in row(record))
    return made | ({"url": record.address} if record.address else {})


def page_of(record: Record, address: str, title: str) -> dict[str, Any]:
    """A JSON-LD object for a page that holds a part of the text."""
    made: dict[str, Any] = {"@context": CONTEXT, "@type": "WebPage", "@id": address, "name": title}
    return made | {"isPartOf": brief(record)}


def write_json_ld(record: Record) -> str:
    """The record as a JSON-LD file."""
    return json.dumps(schema_org(record), ensure_ascii=False, indent=1) + "\n"


def in_html(made: dict[str, Any]) -> str:
    """JSON-LD for a `<script>`: nothing in it can end the element or begin another."""
    told = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    return told.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")

"""A Record -> DataCite 4.7, with which DOIs are registered.

Source: DataCite Metadata Schema 4.7. What it requires and nobody knows is `:unav`, as its appendix
3 says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from siglum.crosswalks.rows import Row, Xml, document, element, valid_language, written
from siglum.metadata.authorities import authority
from siglum.metadata.model import Agent, Funder, Text, When
from siglum.metadata.record import UNKNOWN, Record

_NS: Final = "http://datacite.org/schema/kernel-4"
_SCHEMA: Final = f"{_NS} https://schema.datacite.org/meta/kernel-4.7/metadata.xsd"
_SPDX: Final = "https://spdx.org/licenses/"
#: Roles of MARC and the contributorType that says the same; the others are Other.
_TYPES: Final = {
    "edt": "Editor", "trl": "Translator", "rth": "ProjectLeader", "spn": "Sponsor",
    "pbl": "Distributor", "dst": "Distributor", "isb": "HostingInstitution", "com": "DataCollector",
}  # fmt: skip
_SCHEMES: Final = {
    "ORCID": "https://orcid.org/", "GND": "https://d-nb.info/gnd/", "VIAF": "https://viaf.org/",
    "ISNI": "https://isni.org/", "ROR": "https://ror.org/", "Wikidata": "https://www.wikidata.org/",
    "LCNAF": "http://id.loc.gov/authorities/names/", "BNF": "https://data.bnf.fr/",
}  # fmt: skip
Made = Iterator[Xml]


def _list(name: str, children: Iterable[Xml]) -> Made:
    """A list with its members, where there are any."""
    if found := list(children):
        yield element(f"{name}", children=found)


def _main_identifier(record: Record) -> tuple[str, str]:
    """The one identifier that DataCite asks for, and its type."""
    if record.doi:
        return record.doi, "DOI"
    return (record.address, "URL") if record.address else (record.identifier, "Local")


def _identifier(record: Record) -> Made:
    value, kind = _main_identifier(record)
    yield element("identifier", value, identifierType=kind)


def _agent(agent: Agent, kind: str, **attributes: str) -> Xml:
    name_type = "Organizational" if agent.body else "Personal"
    if agent.name == UNKNOWN:
        name_type = ""
    children = [element(f"{kind}Name", agent.inverted, nameType=name_type)]
    if agent.family and agent.given:
        children.append(element("givenName", agent.given))
        children.append(element("familyName", agent.family))
    for one in agent.ids:
        if one.scheme in _SCHEMES:
            scheme = {"nameIdentifierScheme": one.scheme, "schemeURI": _SCHEMES[one.scheme]}
            value = one.uri or one.value
            children.append(element("nameIdentifier", value, **scheme))
    children += [element("affiliation", one) for one in agent.affiliations]
    return element(f"{kind}", children=children, **attributes)


def _creators(record: Record) -> Made:
    creators = record.creators or (Agent(UNKNOWN),)
    yield from _list("creators", (_agent(one, "creator") for one in creators))


def _contributors(record: Record) -> Made:
    found = []
    for agent in record.contributors:
        # publishers among the contributors are those of the first print
        roles = ("" if role == "pbl" else role for role in agent.roles)
        kinds = {_TYPES.get(role, "Other"): None for role in roles}
        if len(kinds) > 1:  # that somebody did more than that is told among the tasks
            kinds.pop("Other", None)
        found += [_agent(agent, "contributor", contributorType=kind) for kind in kinds]
    named = {record.publisher, *(agent.name for agent in record.contributors)}
    for agent in record.metadata.publishers:
        if agent.name not in named:
            kind = _TYPES.get(agent.roles[0], "Other")
            found.append(_agent(agent, "contributor", contributorType=kind))
    yield from _list("contributors", found)


def _titles(record: Record) -> Made:
    def title(text: Text, kind: str = "") -> Xml:
        return element("title", text.words, language=text.language, titleType=kind)

    main = record.title.language
    others = [
        title(one, "TranslatedTitle" if one.language and main and one.language != main else
              "AlternativeTitle")
        for one in record.other_titles
    ]  # fmt: skip
    subtitles = [title(one, "Subtitle") for one in record.subtitles]
    yield from _list("titles", (title(record.title), *subtitles, *others))


def _publisher(record: Record) -> Made:
    agent = record.publisher_known
    known = [one for one in (agent.ids if agent else ()) if one.scheme in _SCHEMES][:1]
    attributes = {
        name: value
        for one in known
        for name, value in (
            ("publisherIdentifier", one.uri or one.value),
            ("publisherIdentifierScheme", one.scheme),
            ("schemeURI", _SCHEMES[one.scheme]),
        )
    }
    yield element("publisher", record.publisher or UNKNOWN, **attributes)


def _year(record: Record) -> Made:
    # Four digits are required: «0000» is what cannot be mistaken for a year
    yield element("publicationYear", record.issued.year or "0000")


def _type(record: Record) -> Made:
    general, words = {
        "edition": ("Collection", "Digital edition"),
        "text": ("Text", "Edited text"),
        "letter": ("Text", "Letter"),
    }[record.kind]
    yield element("resourceType", words, resourceTypeGeneral=general)


def _subjects(record: Record) -> Made:
    yield from _list(
        "subjects",
        (
            element(
                "subject",
                one.words,
                subjectScheme="" if "://" in one.scheme else one.scheme.removeprefix("#"),
                schemeURI=one.scheme if "://" in one.scheme else "",
                valueURI=one.uri,
            )
            for one in record.subjects
        ),
    )


def _dates(record: Record) -> Made:
    told = (
        ("Issued", record.issued),
        ("Created", record.created),
        ("Updated", When(record.metadata.updated)),
    )
    yield from _list(
        "dates",
        (
            # RKMS-ISO8601 leaves the open end of a span empty
            element("date", when.span.replace("..", ""), dateType=kind, dateInformation=when.words)
            for kind, when in told
            if when
        ),
    )


def _language(record: Record) -> Made:
    if tag := valid_language(record.language):
        yield element("language", tag)


def _alternates(record: Record) -> Made:
    first, _ = _main_identifier(record)
    found = [
        element("alternateIdentifier", value, alternateIdentifierType=kind)
        for kind, value in (
            *(("URL", record.address) for _ in (1,) if record.address),
            ("Local", record.identifier),
            *(("Local" if one.scheme == "local" else one.scheme, one.value) for one in record.ids),
        )
        if value != first
    ]
    yield from _list("alternateIdentifiers", found)


def _related(record: Record) -> Made:
    found: list[tuple[str, str, str, str]] = []
    if record.whole and record.whole.doi:
        found.append(("DOI", record.whole.doi, "IsPartOf", ""))
    elif record.whole and record.whole.address:
        found.append(("URL", record.whole.address, "IsPartOf", ""))
    if record.version_of:
        found.append(("URL", record.version_of, "IsVersionOf", ""))
    if record.new_version_of:
        found.append(("URL", record.new_version_of, "IsNewVersionOf", ""))
    files = (file.url for file in record.files if "://" in file.url)
    found += [("URL", url, "IsVariantFormOf", "") for url in files]
    for series in record.series:
        relation = "IsPublishedIn" if series.host else "IsPartOf"
        numbers = (_identified(one.uri or f"{one.scheme}:{one.value}") for one in series.ids)
        found += [(kind, value, relation, "") for kind, value in numbers if kind]
    for source in record.sources:
        found += [(*_identified(uri), "IsDerivedFrom", "") for uri in source.uris]
    # how the text is related to what a publication statement points to, nobody says
    found += [(*_identified(one.uri), "Other", one.words) for one in record.metadata.related]
    yield from _list(
        "relatedIdentifiers",
        (
            element(
                "relatedIdentifier",
                value,
                relatedIdentifierType=kind,
                relationType=relation,
                relationTypeInformation=words,
            )
            for kind, value, relation, words in dict.fromkeys(found)
        ),
    )


def _identified(uri: str) -> tuple[str, str]:
    """The type of an identifier, and the identifier: that of a DOI is not its address."""
    known = authority(uri)
    if known is not None and known.scheme in ("DOI", "Handle", "ARK", "URN", "ISBN", "ISSN"):
        return known.scheme, known.value
    return ("URL", uri) if "://" in uri else ("", uri)


def _related_items(record: Record) -> Made:
    """Sources of which more is known than an address."""
    for source in record.sources:
        book = source.book
        title = book.title or (source.told if source.number else "")
        if not title:
            continue
        children = []
        for kind, value in map(_identified, source.uris[:1]):
            children.append(element("relatedItemIdentifier", value, relatedItemIdentifierType=kind))
        authors = (element("creatorName", name) for name in book.authors)
        children += _list("creators", (element("creator", children=(one,)) for one in authors))
        children.append(element("titles", children=(element("title", title),)))
        if book.date[:4].isdecimal() and "/" not in book.date:
            children.append(element("publicationYear", book.date[:4]))
        if book.publisher:
            children.append(element("publisher", book.publisher))
        kinds = {"manuscript": "PhysicalObject", "recording": "Sound"}
        yield element(
            "relatedItem",
            children=children,
            relatedItemType=kinds.get(source.kind, "Text"),
            relationType="IsDerivedFrom",
        )


def _all_related_items(record: Record) -> Made:
    yield from _list("relatedItems", _related_items(record))


def _sizes(record: Record) -> Made:
    yield from _list("sizes", (element("size", one) for one in record.metadata.extents))


def _formats(record: Record) -> Made:
    media = dict.fromkeys(("text/html", *(file.media for file in record.files)))
    yield from _list("formats", (element("format", one) for one in media))


def _version(record: Record) -> Made:
    if words := record.version or record.metadata.edition:
        yield element("version", words)


def _rights(record: Record) -> Made:
    notes = [element("rights", words) for words in record.metadata.rights_notes]
    yield from _list(
        "rightsList",
        [
            *(
                element(
                    "rights",
                    one.name or one.text or one.url,
                    rightsURI=one.url,
                    rightsIdentifier=one.spdx,
                    rightsIdentifierScheme="SPDX" if one.spdx else "",
                    schemeURI=_SPDX if one.spdx else "",
                )
                for one in record.licences
            ),
            *notes,
        ],
    )


def _descriptions(record: Record) -> Made:
    told = [("Abstract", one) for one in record.descriptions]
    told += [("SeriesInformation", Text(one.words, one.language)) for one in record.series]
    told += [("Other", one) for one in record.metadata.notes]
    told += [("Other", Text(one.told)) for one in record.sources]
    tasks = (
        f"{agent.name}: {'; '.join(agent.tasks)}"
        for agent in (*record.creators, *record.contributors)
        if agent.tasks
    )
    told += [("TechnicalInfo", Text(words)) for words in tasks]
    yield from _list(
        "descriptions",
        (
            element("description", one.words, language=one.language, descriptionType=kind)
            for kind, one in told
        ),
    )


def _places(record: Record) -> Made:
    yield from _list(
        "geoLocations",
        (
            *(
                element("geoLocation", children=[element("geoLocationPlace", place.name)])
                for place in record.created_at
            ),
            *(_point(*point) for point in record.metadata.points),
        ),
    )


def _point(latitude: str, longitude: str) -> Xml:
    both = [element("pointLongitude", longitude), element("pointLatitude", latitude)]
    return element("geoLocation", children=[element("geoLocationPoint", children=both)])


def _funding(record: Record) -> Made:
    def reference(funder: Funder) -> Xml:
        children = [element("funderName", funder.name)]
        known = sorted((_funder_kind(uri), uri) for uri in funder.uris)
        for (_, kind), uri in known[:1]:
            children.append(element("funderIdentifier", uri, funderIdentifierType=kind))
        if funder.award:
            children.append(element("awardNumber", funder.award, awardURI=funder.award_uri))
        return element("fundingReference", children=children)

    yield from _list("fundingReferences", map(reference, record.metadata.funders))


def _funder_kind(uri: str) -> tuple[int, str]:
    """Of which list an identifier of a funder is; those of lists go before home pages."""
    lists = (("ROR", "://ror.org/"), ("Crossref Funder ID", "/10.13039/"), ("ISNI", "isni.org/"))
    found = (place for place, (_, part) in enumerate(lists) if part in uri)
    place = next(found, len(lists))
    return place, lists[place][0] if place < len(lists) else "Other"


ROWS: Final[tuple[Row[Xml], ...]] = (
    Row("identifiers", "identifier", _identifier),
    Row("creators", "creators/creator", _creators),
    Row("title", "titles/title", _titles),
    Row("publisher", "publisher", _publisher),
    Row("date of publication", "publicationYear", _year),
    Row("kind", "resourceType", _type),
    Row("subjects", "subjects/subject", _subjects),
    Row("contributors", "contributors/contributor", _contributors),
    Row("all dates", "dates/date", _dates),
    Row("language", "language", _language),
    Row("identifiers", "alternateIdentifiers/alternateIdentifier", _alternates),
    Row("whole, version, files, sources", "relatedIdentifiers/relatedIdentifier", _related),
    Row("sources", "relatedItems/relatedItem", _all_related_items),
    Row("extents", "sizes/size", _sizes),
    Row("files", "formats/format", _formats),
    Row("version", "version", _version),
    Row("licences", "rightsList/rights", _rights),
    Row("descriptions, series, notes, sources, tasks", "descriptions/description", _descriptions),
    Row("place of the text", "geoLocations/geoLocation", _places),
    Row("funders", "fundingReferences/fundingReference", _funding),
)


def write_datacite(record: Record) -> str:
    """The record as a DataCite `resource`."""
    return document("resource", {"": _NS}, _SCHEMA, written(ROWS, record))

"""A Record -> MARC 21 in XML (MARCXML), as library systems exchange it.

Source: MARC 21 Format for Bibliographic Data (Library of Congress). Cataloguing is RDA as far as a
header allows: content, medium and carrier are text on an online resource.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from siglum.crosswalks.rows import Row, Xml, document, element, written
from siglum.metadata.languages import catalogue_code
from siglum.metadata.model import Agent
from siglum.metadata.record import Record

_NS: Final = "http://www.loc.gov/MARC21/slim"
_SCHEMA: Final = f"{_NS} http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd"
Made = Iterator[Xml]
Parts = Iterable[tuple[str, str]]


def _control(tag: str, words: str) -> Xml:
    return element("controlfield", words, tag=tag)


def _field(tag: str, indicators: str, parts: Parts) -> Made:
    """A field with its subfields; without any of them there is no field."""
    found = [element("subfield", words, code=code) for code, words in parts if words]
    if found:
        yield element("datafield", children=found, tag=tag, ind1=indicators[0], ind2=indicators[1])


def _leader(record: Record) -> Made:
    level = "c" if record.kind == "edition" else "a" if record.whole else "m"
    yield element("leader", f"     na{level} a22     3i 4500")


def _controls(record: Record) -> Made:
    yield _control("001", clean_control(record.identifier))
    yield _control("006", "m     o  d        ")
    yield _control("007", "cr |||||||||||")
    entered = re.sub(r"\D", "", record.metadata.updated or record.issued.last)[2:8]
    first, last = record.issued.start[:4], record.issued.end[:4]
    kind = "m" if first and last and first != last else "s" if record.issued.year else "n"
    dates = f"{first}{last}" if kind == "m" else f"{record.issued.year or 'uuuu'}    "
    dates = dates if kind != "n" else "uuuuuuuu"
    language = catalogue_code(record.language) or "und"
    words = f"{entered:0<6}"[:6] + kind + dates + "xx " + "     o     000 0 " + language + " d"
    yield _control("008", f"{words:<40}"[:40])


def clean_control(identifier: str) -> str:
    """An identifier as a control number: without spaces."""
    return re.sub(r"\s+", "-", identifier)


def _numbers(record: Record) -> Made:
    for tag, scheme in (("020", "ISBN"), ("022", "ISSN")):
        for one in record.ids:
            if one.scheme == scheme:
                yield from _field(tag, "  ", (("a", one.value),))
    schemes = {"DOI": "doi", "Handle": "hdl", "URN": "urn", "URL": "uri", "ARK": "ark"}
    for one in record.ids:
        if one.scheme not in ("ISBN", "ISSN"):
            kind = "" if one.scheme in (*schemes, "local") else one.scheme
            source = schemes.get(one.scheme, "local")
            yield from _field("024", "7 ", (("a", one.value), ("q", kind), ("2", source)))


def _languages(record: Record) -> Made:
    tags = (record.language, *(one.tag for one in record.metadata.languages))
    codes = dict.fromkeys(filter(None, map(catalogue_code, tags)))
    if len(codes) > 1:
        yield from _field("041", "0 ", (("a", code) for code in codes))


def _origin(record: Record) -> Made:
    for latitude, longitude in record.metadata.points:
        east, north = _degrees(longitude, "EW", 3), _degrees(latitude, "NS", 2)
        yield from _field("034", "0 ", (("d", east), ("e", east), ("f", north), ("g", north)))
    when = record.created
    if when:
        yield from _field("046", "  ", (("k", when.start), ("l", when.end), ("2", "edtf")))


def _degrees(value: str, signs: str, digits: int) -> str:
    """Decimal degrees with their hemisphere: «E014.89346»."""
    whole, _, rest = value.lstrip("-").partition(".")
    sign = signs[1] if value.startswith("-") else signs[0]
    return f"{sign}{whole:0>{digits}}" + (f".{rest}" if rest else "")


def _agent(tag: str, agent: Agent, linked: str = "") -> Made:
    """An entry for somebody; `linked` is the number of the name in another script."""
    numbers = [("0", one.uri) for one in agent.ids if one.uri and one.scheme != "URL"]
    roles = [("4", role) for role in agent.roles]
    life = agent.life.strip(" ,().;")
    link = [("6", f"880-{linked}" if linked else "")]
    parts = [*link, ("a", agent.inverted), ("d", life)]
    parts += [("u", one) for one in agent.affiliations[:1]]
    if agent.body:
        yield from _field(f"{tag}10", "2 ", (*link, ("a", agent.name), *roles, *numbers))
    else:
        inverted = "1 " if agent.family and agent.given else "0 "
        yield from _field(f"{tag}00", inverted, (*parts, *roles, *numbers))


def _main_entry(record: Record) -> Made:
    for _, agent, linked in _entries(record)[:1] if record.creators else ():
        yield from _agent("1", agent, linked)


def _title(record: Record) -> Made:
    said = "; ".join(agent.written for agent in record.creators)
    subtitle = " : ".join(one.words for one in record.own_subtitles)
    indicators = "10" if record.creators else "00"
    parts = (("a", record.title.words), ("b", subtitle), ("c", said))
    yield from _field("245", indicators, parts)
    for title, subtitles in record.parallel_titles:
        parallel = title.language not in ("", record.title.language) and record.title.language
        rest = " : ".join(one.words for one in subtitles)
        yield from _field("246", "31" if parallel else "3 ", (("a", title.words), ("b", rest)))


def _edition(record: Record) -> Made:
    yield from _field("250", "  ", (("a", record.edition_told),))


def _publication(record: Record) -> Made:
    places = [("a", place) for place in record.places]
    names = (record.publisher, *(agent.name for agent in record.metadata.publishers))
    publishers = [("b", name) for name in dict.fromkeys(names) if name]
    span = record.issued.span.replace("..", "").replace("/", "-")
    yield from _field("264", " 1", (*places, *publishers, ("c", span)))


def _physical(record: Record) -> Made:
    extents = "; ".join(record.metadata.extents)
    words = f"1 online resource ({extents})" if extents else "1 online resource"
    yield from _field("300", "  ", (("a", words),))
    yield from _field("336", "  ", (("a", "text"), ("b", "txt"), ("2", "rdacontent")))
    yield from _field("337", "  ", (("a", "computer"), ("b", "c"), ("2", "rdamedia")))
    yield from _field("338", "  ", (("a", "online resource"), ("b", "cr"), ("2", "rdacarrier")))
    for media in dict.fromkeys(("text/html", *(file.media for file in record.files))):
        yield from _field("347", "  ", (("a", "text file"), ("b", media), ("2", "rdaft")))


def _series(record: Record) -> Made:
    for one in record.series:
        if not one.host:
            numbers = [("x", issn.value) for issn in one.ids if issn.scheme == "ISSN"]
            yield from _field("490", "0 ", (("a", one.title), *numbers, ("v", one.number)))


def _notes(record: Record) -> Made:
    for one in record.metadata.notes:
        yield from _field("500", "  ", (("a", one.words),))
    yield from _access(record)
    for agent in (*record.creators, *record.contributors):
        if agent.tasks:
            words = f"{agent.written}: {'; '.join(agent.tasks)}"
            yield from _field("508", "  ", (("a", words),))
    for text in record.descriptions:
        yield from _field("520", "3 ", (("a", text.words),))


def _sources(record: Record) -> Made:
    for source in record.sources:
        book, uris = source.book, [("o", uri) for uri in source.uris]
        parts = [("p", "Source:"), ("a", "; ".join(book.authors)), ("t", book.title)]
        parts.append(("c", ", ".join(filter(None, (book.place, book.publisher, book.date)))))
        if source.told.rstrip(" .") != book.title:
            parts.append(("l" if source.shelf else "n", source.told))
        yield from _field("534", "  ", (*parts, *uris))


def _funding(record: Record) -> Made:
    for one in record.metadata.funders:
        yield from _field("536", "  ", (("a", one.name), ("c", one.award)))


def _access(record: Record) -> Made:
    indicator = {"free": "0", "restricted": "1"}.get(record.metadata.status)
    if indicator:
        yield from _field("506", f"{indicator} ", (("a", record.metadata.status),))


def _rights(record: Record) -> Made:
    for one in record.licences:
        words = one.text or one.name or one.url
        code = (("f", one.spdx), ("2", "spdx")) if one.spdx else ()
        yield from _field("540", "  ", (("a", words), *code, ("u", one.url)))
    for words in record.metadata.rights_notes:
        yield from _field("540", "  ", (("a", words),))


def _subjects(record: Record) -> Made:
    for one in record.subjects:
        if one.uri:
            yield from _field("650", " 4", (("a", one.words), ("0", one.uri)))
        else:
            yield from _field("653", "  ", (("a", one.words),))
    for place in record.created_at:
        yield from _field("651", " 4", (("a", place.name), *(("0", uri) for uri in place.uris)))
    words = "Correspondence" if record.kind == "letter" else "Editions"
    yield from _field("655", " 4", (("a", words),))


def _added_entries(record: Record) -> Made:
    for tag, agent, linked in _entries(record):
        if tag == "7":
            yield from _agent("7", agent, linked)


def _entries(record: Record) -> list[tuple[str, Agent, str]]:
    """All that have an entry: in which fields, and the number of the name in another script."""
    letter = record.metadata.letter
    recipients = letter.recipients if letter else ()
    everybody = (*record.creators, *record.contributors, *recipients)
    found, count = [], 0
    for place, agent in enumerate(everybody):
        scripts = bool(_in_other_scripts(agent))
        count += scripts
        main = place == 0 and bool(record.creators)
        found.append(("1" if main else "7", agent, f"{count:02}" if scripts else ""))
    return found


def _in_other_scripts(agent: Agent) -> list[str]:
    """The names of somebody in other scripts; those in other languages MARC has no field for."""
    own = _script(agent.name)
    return [one.words for one in agent.variants if _script(one.words) != own]


def _script(words: str) -> str:
    """«LATIN», «CYRILLIC», «ARABIC»: the script of the first letter."""
    letter = next((one for one in words if one.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


def _other_scripts(record: Record) -> Made:
    """Names in other scripts; the first of each is linked to its entry."""
    for tag, agent, linked in _entries(record):
        for place, name in enumerate(_in_other_scripts(agent)):
            number = "00" if place else linked
            kind = "10" if agent.body else "00"
            indicators = "2 " if agent.body else "0 "
            parts = (("6", f"{tag}{kind}-{number}"), ("a", name))
            yield from _field("880", indicators, parts)


def _host(record: Record) -> Made:
    for one in record.series:
        if one.host:
            addresses = (("o", number.uri or number.value) for number in one.ids)
            parts = (("t", one.title), ("g", one.number), *addresses)
            yield from _field("773", "0 ", parts)
    if record.whole:
        parts = (
            ("t", record.whole.title.words),
            ("d", " ".join(filter(None, (record.whole.publisher, record.whole.issued.last)))),
            ("o", record.whole.doi or record.whole.address),
        )
        yield from _field("773", "0 ", parts)


def _addresses(record: Record) -> Made:
    if record.address:
        yield from _field("856", "40", (("u", record.address),))
    for file in record.files:
        if "://" in file.url:
            parts = (("u", file.url), ("q", file.media), ("y", file.title))
            yield from _field("856", "41", parts)
    for link in record.metadata.related:
        yield from _field("856", "42", (("u", link.uri), ("y", link.words)))


ROWS: Final[tuple[Row[Xml], ...]] = (
    Row("kind", "leader", _leader),
    Row("identifiers, date of publication, language", "001, 006, 007, 008", _controls),
    Row("identifiers", "020, 022, 024", _numbers),
    Row("all languages", "041", _languages),
    Row("place and date of the text", "034, 046", _origin),
    Row("creators", "100, 110", _main_entry),
    Row("title", "245, 246", _title),
    Row("edition, version", "250", _edition),
    Row("publisher, place, date of publication", "264", _publication),
    Row("extents, files", "300, 336, 337, 338, 347", _physical),
    Row("series", "490", _series),
    Row("notes, licences, tasks, descriptions", "500, 506, 508, 520", _notes),
    Row("sources", "534", _sources),
    Row("funders", "536", _funding),
    Row("licences", "540", _rights),
    Row("subjects, place of the text", "650, 651, 653, 655", _subjects),
    Row("creators, contributors, recipients of a letter", "700, 710", _added_entries),
    Row("whole, series", "773", _host),
    Row("address, files", "856", _addresses),
    Row("creators, contributors", "880", _other_scripts),
)


def write_marcxml(record: Record) -> str:
    """The record as one MARC 21 `record`."""
    return document("record", {"": _NS}, _SCHEMA, written(ROWS, record))

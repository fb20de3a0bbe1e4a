"""A Record -> BibTeX, for LaTeX and reference managers.

Written for biber (`langid`, `doi`, `version`) and plain BibTeX alike (`year` beside `date`). Texts
stay in UTF-8; only what TeX would take for a command is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from siglum.crosswalks.csl import publisher_cited
from siglum.crosswalks.rows import Row, written
from siglum.metadata.model import Agent
from siglum.metadata.record import Record

Field = tuple[str, str]
_SPECIAL: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
#: Languages that biblatex has a name for.
_LANGID: Final = {
    "en": "english", "de": "german", "fr": "french", "it": "italian", "es": "spanish",
    "la": "latin", "grc": "greek", "el": "greek", "cs": "czech", "pl": "polish", "ru": "russian",
    "pt": "portuguese", "nl": "dutch", "hu": "hungarian", "sv": "swedish", "da": "danish",
}  # fmt: skip


def escaped(words: str) -> str:
    """`words` so that TeX prints them as they are."""
    return "".join(_SPECIAL.get(letter, letter) for letter in " ".join(words.split()))


def _names(agents: Iterable[Agent]) -> str:
    """Names joined by «and»; what is no person's name, or has a comma or «and», is protected."""
    told = []
    for agent in agents:
        if agent.family and agent.given and not agent.body:
            told.append(f"{escaped(agent.family)}, {escaped(agent.given)}")
        elif agent.body or re.search(r",|\band\b|[^\x00-\u024f]", agent.name):
            told.append(f"{{{escaped(agent.name)}}}")
        else:
            told.append(escaped(agent.name))
    return " and ".join(told)


def _title(record: Record) -> Iterator[Field]:
    yield "title", f"{{{escaped(record.title.words)}}}"
    if record.subtitles:
        yield "subtitle", escaped(". ".join(one.words for one in record.own_subtitles))
    if container := record.published_in:
        yield "booktitle", f"{{{escaped(container)}}}"
    if series := record.in_series:
        yield "series", escaped(series.title)
        if series.number:
            yield "number", escaped(series.number)


def _people(record: Record) -> Iterator[Field]:
    if record.authors:
        yield "author", _names(record.authors)
    if record.editors:
        yield "editor", _names(record.editors)
    everybody = (*record.creators, *record.contributors)
    if found := [agent for agent in everybody if agent.has("trl")]:
        yield "translator", _names(found)


def _publication(record: Record) -> Iterator[Field]:
    if publisher := publisher_cited(record):
        yield "publisher", escaped(publisher)
    places = (record.whole.places if record.whole else ()) or record.places
    if places:
        yield "address", escaped("; ".join(places))
    when = record.date_cited
    if when:
        yield "date", when.last
        yield "year", when.year
    if record.version:
        yield "version", escaped(record.version)
    if record.metadata.edition:
        yield "edition", escaped(record.metadata.edition)


def _addresses(record: Record) -> Iterator[Field]:
    for name in ("DOI", "ISBN", "ISSN"):
        if number := record.number(name):
            yield name.lower(), number
    if record.address:
        yield "url", record.address.replace("%", r"\%") if "%" in record.address else record.address
    first = record.language.partition("-")[0]
    if first:
        yield "langid", _LANGID.get(first, first)


def _about(record: Record) -> Iterator[Field]:
    notes = [source.words for source in record.sources if source.shelf]
    notes += [one.name or one.url or one.text for one in record.licences]
    if notes:
        yield "note", escaped("; ".join(notes))
    if record.subjects:
        yield "keywords", escaped(", ".join(one.words.replace(",", ";") for one in record.subjects))
    if record.descriptions:
        yield "abstract", escaped(record.descriptions[0].words)


ROWS: Final[tuple[Row[Field], ...]] = (
    Row("creators, contributors", "author, editor, translator", _people),
    Row("title, whole, series", "title, subtitle, booktitle, series, number", _title),
    Row("publisher, place, date of publication, edition, version",
        "publisher, address, date, year, version, edition", _publication),
    Row("identifiers, address, language", "doi, isbn, issn, url, langid", _addresses),
    Row("sources, licences, subjects, descriptions", "note, keywords, abstract", _about),
)  # fmt: skip


def citation_key(record: Record) -> str:
    """A key that does not change: the identifier, in the letters that BibTeX takes."""
    return re.sub(r"[^A-Za-z0-9:._/+\-]+", "-", record.identifier).strip("-") or "text"


def write_bibtex(record: Record) -> str:
    """The record as one BibTeX entry."""
    kind = "incollection" if record.published_in else "book"
    fields = "".join(f"  {name} = {{{words}}},\n" for name, words in written(ROWS, record))
    return f"@{kind}{{{citation_key(record)},\n{fields}}}\n"

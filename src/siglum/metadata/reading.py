"""The `<TEI>` of a text -> its Metadata: all that its header says, in whatever shape it says it.

Tolerant: any part may be missing, doubled, empty or in an odd place. What the header of a text
leaves open is taken from the header of the corpus around it (TEI Guidelines, chapter 16).
"""

from __future__ import annotations

from dataclasses import fields, replace
from functools import lru_cache
from typing import Final, TypeVar

from lxml import etree

from siglum.metadata.contents import (
    Ids,
    language_of,
    read_abstracts,
    read_extents,
    read_languages,
    read_letter,
    read_notes,
    read_subjects,
    text_language_of,
)
from siglum.metadata.languages import SAMPLE, script_of, written_in
from siglum.metadata.model import (
    Link,
    Metadata,
)
from siglum.metadata.origin import read_origin
from siglum.metadata.people import People
from siglum.metadata.publication import (
    read_changes,
    read_edition,
    read_identifiers,
    read_issued,
    read_series,
    read_titles,
    read_version,
)
from siglum.metadata.rights import read_licences, read_rights_notes
from siglum.metadata.sources import read_sources, source_authors
from siglum.source.header import plain
from siglum.source.namespaces import TEI
from siglum.source.prefixes import read_prefixes
from siglum.source.trees import find_elements

T = TypeVar("T")
_T: Final = f"{{{TEI}}}"
_HEADER: Final = f"{_T}teiHeader"
#: What a corpus says for all of its texts.
_OF_CORPUS: Final = (
    "agents publishers places issued updated licences status series sources funders version"
).split()
#: What is mostly the same in all headers of an edition, and held once for all of them.
_ALIKE: Final = (
    "agents publishers places languages licences rights_notes funders series subjects related"
).split()


def read_metadata(tei: etree._Element) -> Metadata:
    """The metadata of one `<TEI>` element (TEI Guidelines, chapter 2)."""
    header = tei.find(_HEADER)
    found = Metadata() if header is None else _read_header(tei, header)
    for corpus in tei.iterancestors(f"{_T}teiCorpus"):
        if (around := corpus.find(_HEADER)) is not None:
            found = _filled(found, _read_header(corpus, around))
    shared = {name: _once(getattr(found, name)) for name in _ALIKE}
    language, text_language = language_of(tei), text_language_of(tei)
    if not language and len(found.languages) > 1:
        tags = [one.tag for one in found.languages]
        text_language = text_language or written_in(script_of(_sample(tei)), tags)
    return replace(found, language=language, text_language=text_language, **shared)


def _sample(tei: etree._Element) -> str:
    """The first letters of a text, enough to know its script."""
    texts = find_elements(tei, "t:text")
    pieces = (str(piece) for text in texts for piece in text.itertext(etree.Element))
    said = ""
    while len(said) < 2 * SAMPLE and (piece := next(pieces, None)) is not None:
        said += piece
    return said


@lru_cache(maxsize=4096)
def _once(value: T) -> T:
    """The first value that was equal to this one: headers of an edition have most in common."""
    return value


def _filled(own: Metadata, around: Metadata) -> Metadata:
    """`own`, with what it leaves open as the corpus around has it."""
    missing = {
        one.name: getattr(around, one.name)
        for one in fields(Metadata)
        if one.name in _OF_CORPUS and not getattr(own, one.name)
    }
    return replace(own, **missing)


def _read_header(tei: etree._Element, header: etree._Element) -> Metadata:
    ids = Ids(tei)
    prefixes = read_prefixes(tei)
    people = People(ids.find, prefixes.expand)
    title_statements = find_elements(header, "t:fileDesc/t:titleStmt")
    editions = find_elements(header, "t:fileDesc/t:editionStmt")
    published = find_elements(header, "t:fileDesc/t:publicationStmt")
    changes = list(read_changes(header))
    titles = read_titles(header)
    towns = texts_in(published, ".//t:pubPlace")
    lines = texts_in(published, ".//t:address/t:addrLine")
    created, places, points = read_origin(header)
    agents = people.read([*title_statements, *editions])
    letter = read_letter(header, people)
    if not any(agent.has("aut") for agent in agents):
        senders = () if letter is None else letter.senders
        agents = (*(senders or people.named(source_authors(header), "aut")), *agents)
    persons = {agent.name for agent in agents if not agent.body}
    publishers = tuple(
        replace(agent, body=agent.body and agent.name not in persons)
        for one in published
        for agent in people.publishers(one)
    )
    return Metadata(
        titles=titles,
        agents=agents,
        publishers=publishers,
        places=tuple(place for place in towns if not _is_address(place)),
        issued=read_issued(header, changes),
        updated=max(changes, default=""),
        created=created,
        created_at=places,
        points=points,
        languages=tuple(read_languages(header)),
        licences=read_licences(published),
        rights_notes=tuple(dict.fromkeys(read_rights_notes(published))),
        status=next(
            (
                one.get("status", "")
                for statement in published
                for one in statement.iter(f"{_T}availability")
                if one.get("status")
            ),
            "",
        ),
        ids=tuple(read_identifiers(published, editions)),
        related=(
            *dict.fromkeys(
                Link(target, plain(one))
                for statement in published
                for one in statement.iterchildren(f"{_T}ref", f"{_T}ptr")
                if _is_address(target := one.get("target", "").strip())
            ),
            *(Link(place) for place in (*towns, *lines) if _is_address(place)),
        ),
        edition=read_edition(editions, titles[0].words if titles else ""),
        version=read_version(header, editions),
        series=tuple(read_series(header, people)),
        sources=read_sources(header),
        subjects=tuple(dict.fromkeys(read_subjects(header, ids))),
        abstracts=read_abstracts(header),
        notes=tuple(read_notes(header)),
        extents=tuple(read_extents(header)),
        funders=tuple(
            dict.fromkeys(
                funder for one in (*title_statements, *editions) for funder in people.funders(one)
            )
        ),
        letter=letter,
    )


def texts_in(holders: list[etree._Element], path: str) -> tuple[str, ...]:
    """Their words, without the marks that catalogues set behind them; each once."""
    words = (plain(one).rstrip(" ,;:") for holder in holders for one in find_elements(holder, path))
    return tuple(dict.fromkeys(word for word in words if word))


def _is_address(words: str) -> bool:
    return words.startswith(("http://", "https://"))

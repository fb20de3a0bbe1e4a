"""Metadata, edition.toml and where the text stands -> its Record: what every format writes down.

A Record has no gaps where formats ask for something: what the header leaves open comes from
edition.toml (a default, which is told), and what that leaves open too is told as missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal

from siglum.config import Config
from siglum.metadata.authorities import authority
from siglum.metadata.dates import w3c_date
from siglum.metadata.licences import named_licence
from siglum.metadata.model import (
    Agent,
    Authority,
    Licence,
    Metadata,
    Place,
    Series,
    Source,
    Subject,
    Text,
    When,
)
from siglum.metadata.people import person_named

#: What DataCite asks to be written for what is not known.
UNKNOWN: Final = ":unav"
#: Titles of a series or of the whole work.
_OF_WHOLE: Final = ("s", "u", "volume", "j", "host")
_NEVER: Final = When()
Kind = Literal["edition", "text", "letter"]


@dataclass(frozen=True, slots=True)
class File:
    """A form in which the text can be had: its address, media type and what it is called."""

    url: str
    media: str
    title: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a text, or the edition, stands: its identifier, address, and files to take away.

    `version` and `released` are those of the release that it goes out with, if there is one; in
    its frozen website, `version_of` is the address of what is latest, and `new_version_of` that in
    the version before. Without `[edition]` `url` in edition.toml nobody knows an address.
    """

    identifier: str
    address: str = ""
    files: tuple[File, ...] = ()
    version: str = ""
    released: str = ""
    version_of: str = ""
    new_version_of: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What is to be said of one text, or of the edition, whatever the format.

    `defaults` names each field that edition.toml filled in, `missing` each that nobody did.
    """

    kind: Kind
    identifier: str
    address: str
    title: Text
    metadata: Metadata
    subtitles: tuple[Text, ...] = ()
    other_titles: tuple[Text, ...] = ()
    creators: tuple[Agent, ...] = ()
    contributors: tuple[Agent, ...] = ()
    editors: tuple[Agent, ...] = ()  # as a citation names them: those of edition.toml go first
    publisher: str = ""
    places: tuple[str, ...] = ()
    issued: When = _NEVER
    language: str = ""
    licences: tuple[Licence, ...] = ()
    ids: tuple[Authority, ...] = ()
    version: str = ""
    subjects: tuple[Subject, ...] = ()
    descriptions: tuple[Text, ...] = ()
    sources: tuple[Source, ...] = ()
    series: tuple[Series, ...] = ()
    created: When = _NEVER
    created_at: tuple[Place, ...] = ()
    files: tuple[File, ...] = ()
    released: str = ""  # the day of the release
    version_of: str = ""  # the address of what is latest, where this is a frozen version
    new_version_of: str = ""  # of the edition: the address of the version before it
    whole: Record | None = None  # the record of the edition that the text is part of
    defaults: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def doi(self) -> str:
        """The DOI of the text, without its address, or empty."""
        return self.number("DOI")

    @property
    def authors(self) -> tuple[Agent, ...]:
        """Who wrote the text."""
        return tuple(agent for agent in self.creators if agent.has("aut", "cre"))

    @property
    def own_subtitles(self) -> tuple[Text, ...]:
        """Subtitles in the language of the title; where there are none, all of them."""
        main = self.title.language
        return tuple(one for one in self.subtitles if one.language in ("", main)) or self.subtitles

    @property
    def parallel_titles(self) -> tuple[tuple[Text, tuple[Text, ...]], ...]:
        """Other titles, each with the subtitles in its language; then subtitles without a title."""
        left = [one for one in self.subtitles if one not in self.own_subtitles]
        found = []
        for title in self.other_titles:
            own = tuple(one for one in left if one.language == title.language)
            left = [one for one in left if one not in own]
            found.append((title, own))
        return (*found, *((one, ()) for one in left))

    @property
    def published_in(self) -> str:
        """The title of what the text is a part of: the edition, or the work that a title names."""
        if self.whole:
            return self.whole.title.words
        return next((one.title for one in self.series if one.host), "")

    @property
    def in_series(self) -> Series | None:
        """The first series that the text belongs to."""
        return next((one for one in self.series if not one.host), None)

    @property
    def publisher_known(self) -> Agent | None:
        """The publisher as the header names them, with what identifies them."""
        named = (one for one in self.metadata.publishers if one.name == self.publisher)
        return next(named, None)

    def number(self, scheme: str) -> str:
        """The identifier of this scheme, or empty."""
        return next((one.value for one in self.ids if one.scheme == scheme), "")

    @property
    def edition_told(self) -> str:
        """Edition and version, for catalogues: «Second edition (1.1)»."""
        edition, version = self.metadata.edition, self.version
        both = edition and version and edition != version
        return f"{edition} ({version})" if both else edition or version

    @property
    def date_cited(self) -> When:
        """The date of a citation: a part is dated as the edition, and that as its release."""
        return When(self.released) or (self.whole.issued if self.whole else When()) or self.issued

    @property
    def said_id(self) -> str:
        """What identifies the record: its address, else its DOI, else its identifier."""
        return self.address or (f"https://doi.org/{self.doi}" if self.doi else self.identifier)


def record_of_text(
    metadata: Metadata, config: Config, standing: Standing, title: str, whole: Record | None
) -> Record:
    """The record of one text.

    `title` stands in for one that the header does not give; `whole` is the record of the edition,
    None where the text is all of it.
    """
    filled = _Filling(metadata, config, standing)
    main = metadata.titles[0] if metadata.titles else Text(title)
    if not metadata.titles:
        filled.missing.append("title")
    creators, contributors = filled.agents()
    others = [one for one in metadata.titles[1:] if one.kind != "sub"]
    letter = metadata.letter is not None and bool(
        metadata.letter.senders or metadata.letter.recipients
    )
    return Record(
        kind="letter" if letter else "text",
        identifier=standing.identifier,
        address=standing.address,
        title=main,
        metadata=metadata,
        subtitles=tuple(one for one in metadata.titles[1:] if one.kind == "sub"),
        other_titles=tuple(one for one in others if one.kind not in _OF_WHOLE),
        creators=creators,
        contributors=contributors,
        editors=filled.editors(creators),
        publisher=filled.publisher(),
        places=filled.places(),
        issued=filled.issued(),
        language=filled.language(),
        licences=filled.licences(),
        ids=filled.ids(whole),
        version=metadata.version or standing.version,
        subjects=filled.subjects(),
        descriptions=metadata.abstracts,
        sources=metadata.sources,
        series=(*metadata.series, *(_as_series(one) for one in others if one.kind in _OF_WHOLE)),
        created=metadata.created,
        created_at=metadata.created_at,
        files=standing.files,
        released=standing.released,
        version_of=standing.version_of,
        whole=whole,
        defaults=tuple(filled.defaults),
        missing=tuple(filled.missing),
    )


def record_of_edition(
    title: str, config: Config, standing: Standing, texts: Iterable[Metadata]
) -> Record:
    """The record of the whole edition: what edition.toml says, and what all texts agree on."""
    options, more = config.edition, config.metadata
    filled = _Filling(Metadata(), config, standing)
    editors = tuple(_person(name, "edt", config) for name in options.editors)
    authors = tuple(_person(name, "aut", config) for name in more.authors)
    said = _Agreement()
    for text in texts:
        said.hear(text)
    editors = editors or tuple(said.responsible)
    agreed = next(iter(said.licences.values())) if len(said.licences) == 1 else None
    licence = named_licence(options.licence, options.licence) if options.licence else agreed
    return Record(
        kind="edition",
        identifier=standing.identifier,
        address=standing.address,
        title=Text(title, options.language),
        metadata=Metadata(),
        subtitles=(Text(options.subtitle, options.language, "sub"),) if options.subtitle else (),
        creators=authors or editors,
        contributors=editors if authors else (),
        editors=editors,
        publisher=more.publisher or (min(said.publishers) if len(said.publishers) == 1 else ""),
        places=(more.place,) if more.place else (),
        issued=When(standing.released or options.date or said.latest),
        language=more.language or (min(said.languages) if len(said.languages) == 1 else ""),
        licences=(licence,) if licence else (),
        ids=filled.ids(None),
        version=standing.version,
        subjects=tuple(Subject(word) for word in more.subjects),
        descriptions=(Text(more.description, options.language),) if more.description else (),
        files=standing.files,
        version_of=standing.version_of,
        new_version_of=standing.new_version_of,
    )


def _as_series(title: Text) -> Series:
    """What a title beside that of the text names: a series, or the work that the text is in."""
    known = authority(title.uri)
    ids = (known,) if known else ()
    return Series(title.words, title.language, ids=ids, host=title.kind in ("j", "host"))


class _Agreement:
    """What the texts of an edition say, gathered one by one: who, where, when, on which terms."""

    def __init__(self) -> None:
        self.responsible: dict[Agent, None] = {}
        self.publishers: set[str] = set()
        self.licences: dict[str, Licence] = {}
        self.languages: set[str] = set()
        self.latest = ""

    def hear(self, text: Metadata) -> None:
        """Take in what one text says."""
        for agent in text.responsible:
            self.responsible[replace(agent, tasks=(), variants=(), affiliations=())] = None
        for licence in text.licences:
            self.licences[licence.url or licence.text] = licence
        self.publishers |= {text.publisher} - {""}
        self.languages |= {text.text_language} - {""}
        if text.issued:
            self.latest = max(self.latest, text.issued.last)


class _Filling:
    """Takes each field from the header, else from edition.toml, and notes what came from where."""

    def __init__(self, metadata: Metadata, config: Config, standing: Standing) -> None:
        self.defaults: list[str] = []
        self.missing: list[str] = []
        self._metadata = metadata
        self._config = config
        self._standing = standing

    def agents(self) -> tuple[tuple[Agent, ...], tuple[Agent, ...]]:
        """Creators and contributors; a person known to edition.toml gets the address it gives."""
        agents = tuple(self._known(agent) for agent in self._metadata.agents)
        authors = tuple(agent for agent in agents if agent.has("aut"))
        if not authors and self._config.metadata.authors:
            self.defaults.append("author")
            authors = tuple(
                _person(name, "aut", self._config) for name in self._config.metadata.authors
            )
        creators = authors or tuple(agent for agent in agents if agent.has("cre"))
        creators = creators or tuple(map(self._known, self._metadata.responsible))
        if not creators and self._config.edition.editors:
            self.defaults.append("editor")
            creators = tuple(
                _person(name, "edt", self._config) for name in self._config.edition.editors
            )
        if not creators:
            creators = tuple(agent for agent in agents if agent.has("spn"))
        if not creators:
            self.missing.append("creator")
        names = {agent.name for agent in creators}
        return creators, tuple(agent for agent in agents if agent.name not in names)

    def editors(self, creators: tuple[Agent, ...]) -> tuple[Agent, ...]:
        """Who is named as editor: as edition.toml says, else those responsible for the text."""
        told = tuple(_person(name, "edt", self._config) for name in self._config.edition.editors)
        authors = {agent.name for agent in creators if agent.has("aut", "cre")}
        own = tuple(map(self._known, self._metadata.responsible))
        if authors:  # beside an author, who transcribed or encoded the text is no editor of it
            own = tuple(agent for agent in own if agent.has("edt", "rth"))
        return told or tuple(
            agent for agent in own if agent.has("edt") or agent.name not in authors
        )

    def publisher(self) -> str:
        """Who publishes the text."""
        return self._filled("publisher", self._metadata.publisher, self._config.metadata.publisher)

    def places(self) -> tuple[str, ...]:
        """Where it is published: the place belongs to the publisher."""
        place = self._config.metadata.place
        own = self._metadata.places
        return own or ((place,) if place and not self._metadata.publisher else ())

    def issued(self) -> When:
        """When it was published."""
        if self._metadata.issued:
            return self._metadata.issued
        return When(self._filled("date", "", w3c_date(self._config.edition.date)))

    def language(self) -> str:
        """The language of the text; of several that are only listed, the first."""
        own = self._metadata.text_language or self._metadata.language
        named = [one.tag for one in self._metadata.languages]
        default = self._config.metadata.language
        if not own and not default and named:
            return named[0]
        return self._filled("language", own, default)

    def licences(self) -> tuple[Licence, ...]:
        """The terms of use."""
        if self._metadata.licences:
            return self._metadata.licences
        licence = self._filled("licence", "", self._config.edition.licence)
        return (named_licence(licence, licence),) if licence else ()

    def ids(self, whole: Record | None) -> tuple[Authority, ...]:
        """All identifiers of the text, save its address; a DOI first.

        The DOI of the edition is that of a text only where the text is all of it.
        """
        found = list(self._metadata.ids)
        if whole is None and (one := authority(self._config.metadata.doi)):
            found.insert(0, one)
        found.sort(key=lambda one: one.scheme != "DOI")
        return tuple(dict.fromkeys(found))

    def subjects(self) -> tuple[Subject, ...]:
        """What the text is about."""
        if self._metadata.subjects or not self._config.metadata.subjects:
            return self._metadata.subjects
        self.defaults.append("subjects")
        return tuple(Subject(word) for word in self._config.metadata.subjects)

    def _filled(self, name: str, own: str, default: str) -> str:
        if own:
            return own
        if default:
            self.defaults.append(name)
        else:
            self.missing.append(name)
        return default

    def _known(self, agent: Agent) -> Agent:
        address = self._config.metadata.persons.get(agent.name, "")
        one = authority(address) if address else None
        return replace(agent, ids=(one, *agent.ids)) if one and one not in agent.ids else agent


def _person(name: str, role: str, config: Config) -> Agent:
    one = authority(config.metadata.persons.get(name, ""))
    return person_named(name, role, (one,) if one else ())

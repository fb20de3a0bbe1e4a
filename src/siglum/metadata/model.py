"""What a header says of a text, as plain values: titles, people, dates, rights, sources.

Every field is empty where the header says nothing. Nothing here knows TEI, and nothing knows
the formats that records are written in.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Some words, and their language (BCP 47) where it is told."""

    words: str
    language: str = ""
    kind: str = ""  # a @type or @level that says which title, note or date this is
    uri: str = ""  # of the work that a title names


@dataclass(frozen=True, slots=True)
class Authority:
    """An identifier that others know: its scheme («ORCID», «DOI»), its value, its address."""

    scheme: str
    value: str
    uri: str = ""


@dataclass(frozen=True, slots=True)
class Agent:
    """A person or a body, with what they did.

    `roles` are codes of the MARC list of relators («aut», «edt»); `tasks` are the words of the
    header for it. Family and given name are told apart only where the header does so.
    """

    name: str
    roles: tuple[str, ...] = ()
    family: str = ""
    given: str = ""
    life: str = ""  # the years that stand behind a name
    body: bool = False
    tasks: tuple[str, ...] = ()
    ids: tuple[Authority, ...] = ()
    variants: tuple[Text, ...] = ()  # the name in other languages or scripts
    affiliations: tuple[str, ...] = ()

    @property
    def inverted(self) -> str:
        """«Family, Given» where both are known, else the name as it stands."""
        return f"{self.family}, {self.given}" if self.family and self.given else self.name

    @property
    def written(self) -> str:
        """The name as the header has it, with the years of life behind it."""
        return f"{self.name}{self.life}"

    def has(self, *roles: str) -> bool:
        """Whether one of the roles is theirs."""
        return any(role in self.roles for role in roles)


@dataclass(frozen=True, slots=True)
class When:
    """A date or a span in the form of W3C-DTF, and the words for it; `end` is empty for a date.

    Of a span without a beginning `start` is empty; one without an end is `open`.
    """

    start: str = ""
    end: str = ""
    words: str = ""
    open: bool = False

    def __bool__(self) -> bool:
        return bool(self.start or self.end)

    @property
    def year(self) -> str:
        """The four digits of the year; of a span, its last one."""
        date = self.end or self.start
        return date[:4] if date[:4].isdecimal() else ""

    @property
    def last(self) -> str:
        """The date; of a span, its end."""
        return self.end or self.start

    @property
    def span(self) -> str:
        """As ISO 8601-2 has it: `1285/1300`, `1285/..`, `../1300`, or the one date."""
        if self.open or (self.end and self.end != self.start):
            return f"{self.start or '..'}/{self.end or '..'}"
        return self.last


@dataclass(frozen=True, slots=True)
class Licence:
    """Terms of use: the address of the licence, its wording, its usual name, its SPDX code."""

    url: str = ""
    text: str = ""
    name: str = ""
    spdx: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the text: its tag (BCP 47) and the name that the header gives it."""

    tag: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """The parts of a bibliographic reference; each is empty where the reference has none."""

    title: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    publisher: str = ""
    place: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What a text was made from: a manuscript, an inscription, a printed book, a description.

    `shelf` has the parts of a shelf mark from the country to the number, if there is a `number`;
    `words` is all of it in one line. Without a kind it is prose about the sources. A witness that
    is only called by its siglum has that for words, and what else is said of it in `about`.
    """

    words: str
    kind: str = ""  # manuscript, witness, print, digital, recording or empty
    siglum: str = ""
    shelf: tuple[str, ...] = ()
    uris: tuple[str, ...] = ()
    number: str = ""
    book: Book = Book()
    about: str = ""

    @property
    def told(self) -> str:
        """The words, behind the siglum where there is one and it is not all that is said."""
        name = self.siglum if self.siglum != self.words else ""
        return ": ".join(filter(None, (name, self.words, self.about)))

    @property
    def holders(self) -> tuple[str, ...]:
        """The parts of the shelf mark before the number."""
        return self.shelf[:-1] if self.number else self.shelf


@dataclass(frozen=True, slots=True)
class Series:
    """What a text is a part of: a series with the number in it, or a larger work (`host`)."""

    title: str
    language: str = ""
    number: str = ""
    ids: tuple[Authority, ...] = ()
    editors: tuple[Agent, ...] = ()
    host: bool = False

    @property
    def words(self) -> str:
        """Title and number in one line."""
        return f"{self.title}, {self.number}" if self.number else self.title


@dataclass(frozen=True, slots=True)
class Subject:
    """A keyword or a class, with its scheme and its address where there are any."""

    words: str
    scheme: str = ""
    uri: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a text comes from; `variants` is its name in other languages."""

    name: str
    uris: tuple[str, ...] = ()
    variants: tuple[Text, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An address that something is to be found at, and what it is called."""

    uri: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Funder:
    """Who paid: name, the number of what was granted and its address, addresses of who paid."""

    name: str
    award: str = ""
    uris: tuple[str, ...] = ()
    award_uri: str = ""
    variants: tuple[Text, ...] = ()  # the name in other languages


@dataclass(frozen=True, slots=True)
class Letter:
    """The ends of a letter, for a text that is one."""

    senders: tuple[Agent, ...] = ()
    recipients: tuple[Agent, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """All that the header of one text says, in the words of no format."""

    titles: tuple[Text, ...] = ()
    agents: tuple[Agent, ...] = ()
    publishers: tuple[Agent, ...] = ()
    places: tuple[str, ...] = ()  # of publication
    issued: When = When()
    updated: str = ""
    created: When = When()
    created_at: tuple[Place, ...] = ()
    points: tuple[tuple[str, str], ...] = ()  # of these places: latitude and longitude
    language: str = ""  # as it holds for all of the text
    text_language: str = ""  # of the edited text, where other divisions have other languages
    languages: tuple[Language, ...] = ()
    licences: tuple[Licence, ...] = ()
    rights_notes: tuple[str, ...] = ()  # what stands beside the licences
    status: str = ""  # of availability: free, restricted, unknown
    ids: tuple[Authority, ...] = ()
    related: tuple[Link, ...] = ()  # what the publication statement points to
    edition: str = ""
    version: str = ""
    series: tuple[Series, ...] = ()
    sources: tuple[Source, ...] = ()
    subjects: tuple[Subject, ...] = ()
    abstracts: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    extents: tuple[str, ...] = ()
    funders: tuple[Funder, ...] = ()
    letter: Letter | None = None

    @property
    def title(self) -> str:
        """The main title."""
        return self.titles[0].words if self.titles else ""

    @property
    def subtitle(self) -> str:
        """The subtitles, in the language of the title where it is known."""
        if not self.titles:
            return ""
        main = self.titles[0]
        subs = [one for one in self.titles[1:] if one.kind == "sub"]
        own = [one for one in subs if one.language == main.language] or subs
        return ". ".join(one.words for one in own)

    @property
    def authors(self) -> tuple[str, ...]:
        """The names of the authors."""
        return tuple(agent.name for agent in self.agents if agent.has("aut"))

    @property
    def editors(self) -> tuple[str, ...]:
        """The names of the editors; where none is named, those of who is responsible at all."""
        return tuple(agent.name for agent in self.responsible)

    @property
    def responsible(self) -> tuple[Agent, ...]:
        """The editors, else the principals, else all who have a task and did not write the text."""
        for roles in (("edt",), ("rth",)):
            if found := tuple(agent for agent in self.agents if agent.has(*roles)):
                return found
        return tuple(agent for agent in self.agents if not agent.has("aut", "spn"))

    @property
    def publisher(self) -> str:
        """The publisher, else who issued or distributed the text."""
        return self.publishers[0].name if self.publishers else ""

    @property
    def date(self) -> str:
        """When the text was published; in the words of the header if they are no date."""
        return self.issued.last or self.issued.words

    @property
    def licence(self) -> Licence:
        """The first licence, or an empty one."""
        return self.licences[0] if self.licences else Licence()

    @property
    def abstract(self) -> str:
        """The first abstract."""
        return self.abstracts[0].words if self.abstracts else ""

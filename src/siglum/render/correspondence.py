"""The letters of an edition -> a card for each, the letters beside it, and a calendar of all.

What a card says is what `correspDesc` says. The letters before and after one are those that the
encoder names; else, by date, those between the same persons; else those of the whole edition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from siglum.edition import Document, Edition
from siglum.exchange.letters import End, Letter, Named
from siglum.metadata.authorities import authority
from siglum.ondisk import DiskTable
from siglum.phrases.speaking import written_date
from siglum.render.mentions import Mentions
from siglum.render.urls import Pointers, document_page, relative

#: With more letters than these, a text is a list of them and no letter.
_MOST: Final = 12
_TIMED: Final = re.compile(r"-?\d{4,}(?:[-/:T\d.+Z\s]|XX)*")

_FAR: Final = 1_000_000_000  # years beyond that are all the same
_ALONE: Final = None, None


@dataclass(frozen=True, slots=True)
class Party:
    """A person, body or place on a card: words, where they lead, and what is said of them."""

    words: str
    href: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One end of a letter: who and where, and the date in words with what is said of it."""

    people: tuple[Party, ...]
    places: tuple[Party, ...]
    date: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A letter beside another: its title, its address (empty if it is not here), its language."""

    title: str
    href: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What is said of a letter at its head. `scope` says among which letters it stands."""

    sent: Side
    received: Side
    previous: Turn | None = None
    next: Turn | None = None
    scope: Literal["", "given", "same", "all"] = ""


@dataclass(slots=True)
class Month:
    """The letters of one month of a year; `number` is 0 for those of an unknown month."""

    number: int
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Year:
    """The letters of one year."""

    name: str
    months: list[Month] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    """A letter in the calendar."""

    day: str
    title: str
    href: str
    card: Card
    language: str = ""


class _Placed(NamedTuple):
    """A letter by the number of its text and its own there: texts may lie on the disk."""

    text: int
    letter: int
    year: str  # as written; empty if there is no date
    month: int
    group: str  # the correspondents


class Correspondence:
    """All letters of an edition; `words` are the phrases of the website."""

    def __init__(
        self, edition: Edition, pointers: Pointers, mentions: Mentions, words: Mapping[str, str]
    ) -> None:
        self._documents = edition.documents
        self._pointers = pointers
        self._mentions = mentions
        self._words = words
        self._numbers: DiskTable[int] = DiskTable()  # of texts, by their keys
        self._placed: DiskTable[_Placed] = DiskTable(private=True)  # by their dates
        for number, document in enumerate(edition.documents):
            self._numbers[document.key] = number
            for at, letter in enumerate(document.letters):
                year, month, day = _parts(letter.start)
                group = "\n".join(sorted(self._persons(document, letter)))
                placed = _Placed(number, at, year, int(month or 0), group)
                order = f"{_order(year)}{placed.month:04}{int(day or 0):04}{number:09}{at:09}"
                self._placed[order] = placed
        # Of each text that has a dated letter, by its number: the first such one's correspondents
        self._groups: DiskTable[str] = DiskTable()
        # The texts before and after it, by group; all letters together are the group without name
        self._beside: DiskTable[tuple[int | None, int | None]] = DiskTable()
        self._lay_out()

    def _lay_out(self) -> None:
        """Find out which texts stand beside each other by the dates of their letters."""
        latest: DiskTable[int] = DiskTable(private=True)  # text of each group
        for one in self._placed.values():
            if not one.year:
                continue
            self._groups.setdefault(f"{one.text}", one.group)
            for group in {"", one.group}:
                at = _at(group, one.text)
                if at in self._beside:
                    continue
                before = latest.get(group)
                if before is not None:
                    there = _at(group, before)
                    self._beside[there] = self._beside[there][0], one.text
                self._beside[at] = before, None
                latest[group] = one.text

    def cards(self, document: Document, page: str) -> list[Card]:
        """The cards of a text, with links from `page`."""
        if len(document.letters) > _MOST:
            return []
        return [self._card(document, letter, page) for letter in document.letters]

    def lines(self, document: Document) -> list[str]:
        """The letters of a text in one line each: «Anna, Brno, 3 May 1900 → Berta, Graz»."""
        return [self._line(card) for card in self.cards(document, "")]

    def __len__(self) -> int:
        return len(self._placed)

    def counts(self) -> dict[str, list[int]]:
        """How many letters there are of each year: of no month, then January to December.

        Those without a date come last, as of a year without a name.
        """
        found: dict[str, list[int]] = {}
        for one in self._placed.values():
            counts = found.setdefault(one.year, [0] * 13)
            counts[one.month if one.month <= 12 else 0] += 1
        undated = found.pop("", None)
        return found if undated is None else found | {"": undated}

    def calendar(self, page: str, only: str | None = None) -> tuple[list[Year], list[Row]]:
        """Letters by year and month, and those without a date; links from `page`.

        `only` names the year that is wanted; that of letters without a date has no name.
        """
        years: list[Year] = []
        undated: list[Row] = []
        for _, one in self._placed.below("" if only is None else _order(only)):
            if only is not None and one.year != only:
                continue
            document = self._documents[one.text]
            letter = document.letters[one.letter]
            card = Card(
                self._side(document, letter.sent, page),
                self._side(document, letter.received, page),
            )
            year, month, day = _parts(letter.start)
            href = document_page(document)
            row = Row(day.lstrip("0"), document.title, href, card, document.language)
            if not year:
                undated.append(row)
                continue
            if not years or years[-1].name != year:
                years.append(Year(year))
            months = years[-1].months
            if not months or months[-1].number != int(month or 0):
                months.append(Month(int(month or 0)))
            months[-1].rows.append(row)
        return years, undated

    # --- one letter ---------------------------------------------------------------------------

    def _card(self, document: Document, letter: Letter, page: str) -> Card:
        given = {before: self._given(document, letter, before, page) for before in (True, False)}
        scope: Literal["", "given", "same", "all"] = "given"
        previous, following = given[True], given[False]
        if previous is None and following is None:
            number = self._numbers[document.key]
            group = self._groups.get(f"{number}", "")
            beside = self._beside.get(_at(group, number), _ALONE)
            scope = "same" if group else "all"
            if beside == _ALONE:
                beside, scope = self._beside.get(_at("", number), _ALONE), "all"
            previous, following = (
                None if one is None else self._turn(self._documents[one], page) for one in beside
            )
        return Card(
            self._side(document, letter.sent, page),
            self._side(document, letter.received, page),
            previous,
            following,
            scope if previous or following else "",
        )

    def _given(self, document: Document, letter: Letter, before: bool, page: str) -> Turn | None:
        """The letter before or after, as `correspContext` names it; the first that is here."""
        words = ""
        for one in letter.beside:
            if one.before is not before:
                continue
            words = words or one.words
            name = one.pointer.removeprefix("#").removesuffix(".xml")
            target = self._pointers.resolve(document, one.pointer)
            found = target.document if target is not None else None
            if found is None:  # «#letter4.xml» means the file, and «letter4» the text of that name
                written = self._pointers.resolve(document, one.pointer.removeprefix("#"))
                found = written.document if written is not None else None
                if found is None and (number := self._numbers.get(name)) is not None:
                    found = self._documents[number]
            if found is not None and found.key != document.key:
                return self._turn(found, page)
            if target is not None and target.url:
                return Turn(one.words or target.url, target.url)
        return Turn(words) if words else None

    @staticmethod
    def _turn(document: Document, page: str) -> Turn:
        return Turn(document.title, relative(page, document_page(document)), document.language)

    def _side(self, document: Document, end: End, page: str) -> Side:
        return Side(
            tuple(self._party(document, one, page) for one in end.people),
            tuple(self._party(document, one, page) for one in end.places),
            date_words(end, self._words),
            self._said(end.doubtful, end.inferred),
        )

    def _line(self, card: Card) -> str:
        unknown = ("unknown_sender", "unknown_recipient")
        return " → ".join(
            ", ".join(
                [_told(one.words, one.said) for one in side.people]
                + ([] if side.people else [self._words[name]])
                + [_told(one.words, one.said) for one in side.places]
                + ([_told(side.date, side.said)] if side.date else [])
            )
            for side, name in zip((card.sent, card.received), unknown, strict=True)
        )

    def _party(self, document: Document, named: Named, page: str) -> Party:
        words, href = named.words, ""
        for pointer in named.pointers:
            if (found := self._mentions.find(document, pointer)) is not None:
                words = words or found[1].name
                if there := self._mentions.page(*found):
                    href = relative(page, there)
                    break
        else:
            known = (authority(pointer) for pointer in named.pointers)
            uris = (one.uri for one in known if one is not None and one.uri)
            href = next((uri for uri in uris if uri.startswith(("http://", "https://"))), "")
        words = words or " ".join(named.pointers)
        return Party(words, href, self._said(named.doubtful, named.inferred))

    def _said(self, doubtful: bool, inferred: bool) -> str:
        said = [self._words["uncertain"]] if doubtful else []
        said += [self._words["inferred"]] if inferred else []
        return ", ".join(said)

    def _persons(self, document: Document, letter: Letter) -> frozenset[str]:
        """The correspondents: the entries that they point to, else pointers, else their words."""
        return frozenset(self._person(document, one) for one in _people(letter))

    def _person(self, document: Document, named: Named) -> str:
        for pointer in named.pointers:
            if (found := self._mentions.find(document, pointer)) is not None:
                # the same id in the registers of several texts is the same person
                return f"#{found[1].id}"
        return named.pointers[0] if named.pointers else named.words.casefold()


def _told(words: str, said: str) -> str:
    return f"{words} ({said})" if said else words


def date_words(end: End, words: Mapping[str, str]) -> str:
    """The date of an end as the encoder wrote it, else in the words of the website."""
    if end.date and not _TIMED.fullmatch(end.date):
        return end.date
    dates = dict(end.dates)
    if "when" in dates:
        return written_date(dates["when"], words)
    for first, last, said in (
        ("from", "to", words["date_span"]),
        ("notBefore", "notAfter", words["date_between"]),
    ):
        start, stop = dates.get(first, ""), dates.get(last, "")
        if start and stop:
            return said.format(first=written_date(start, words), last=written_date(stop, words))
        if start:
            return words["not_before"].format(date=written_date(start, words))
        if stop:
            return words["not_after"].format(date=written_date(stop, words))
    return end.date


def _parts(value: str) -> tuple[str, str, str]:
    """Year, month and day of a date; empty where it has none."""
    sign = "-" if value.startswith("-") else ""
    year, _, rest = value.removeprefix("-").partition("-")
    month, _, day = rest.partition("-")
    return (sign + year, month, day) if year else ("", "", "")


def _order(year: str) -> str:
    """What years are sorted by; no year counts as the year 0."""
    return f"{min(max(int(year or 0) + _FAR, 0), 2 * _FAR):010}"


def _at(group: str, text: int) -> str:
    return f"{group}\0{text}"


def _people(letter: Letter) -> Iterable[Named]:
    return (*letter.sent.people, *letter.received.people)

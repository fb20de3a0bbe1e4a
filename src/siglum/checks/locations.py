"""Entries that name a line (@loc) -> findings: lines that are not there, order, foreign lemmata.

Editions number lines in many ways ("12", "A12", "2r5", "line 3", "d1 10"), so that @loc is
compared with the numbers (@n) that stand in the text: the number of some line, stanza or
division must be its end. Where most entries of a document do not fit, their way of counting is
one that siglum does not know, and nothing is told (TEI Guidelines 13.2.1).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from siglum.apparatus.encodings import ASIDE, LISTS
from siglum.apparatus.entries import APP, Entry
from siglum.checks.stretches import SIDES, letters, nearest, pieces, stand_in
from siglum.checks.survey import Survey
from siglum.checks.telling import elsewhere, short
from siglum.findings import Finding, found
from siglum.source.standing import Prefer, base_element
from siglum.source.vocabulary import names

_UNITS = names("l lb p ab lg seg s div milestone pb cb gb line row item entry head sp u")
_SKIPPED = ASIDE | LISTS
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_PARTS = re.compile(r"[,;&/]|\band\b|\bet\b")
_SPAN = re.compile(r"(?<=[\w.)])\s*[-–—]\s*(?=[\w(])")
_LONGEST = 200
#: A word that is divided at the beginning of a unit: letters looked at before it.
_BEFORE = 80
#: In so many letters a lemma may stand several times; so many places are looked at.
_PASSAGE, _MANY = 20_000, 50

Number = tuple[str, ...]


@dataclass(slots=True)
class _Units:
    """The numbered units of a text in their order.

    `places` gives the ranks of the units that have a number, `alike` for each unit its kind and
    its rank among those of its kind (all `lb`, all `l`); `starts` is for each kind where its
    units begin in `text`, and `letter` how many of `letters` stand before such a place.
    """

    places: dict[Number, list[int]] = field(default_factory=dict)
    alike: list[tuple[str, int]] = field(default_factory=list)
    starts: dict[str, list[int]] = field(default_factory=dict)
    text: str = ""
    letters: str = ""
    letter: dict[int, int] = field(default_factory=dict)

    def spell(self, text: str) -> None:
        """Take the words of the text, when it is known where all units begin."""
        self.text = text
        parts: list[str] = []
        count = before = 0
        for start in sorted({start for starts in self.starts.values() for start in starts}):
            parts.append(letters(text[before:start]))
            count += len(parts[-1])
            self.letter[start] = count
            before = start
        self.letters = "".join([*parts, letters(text[before:])])

    def words(self, rank: int) -> str:
        """The text of a unit, or the beginning of a long one."""
        kind, place = self.alike[rank]
        starts = self.starts[kind]
        first = starts[place]
        last = starts[place + 1] if place + 1 < len(starts) else len(self.text)
        return self.text[first : min(last, first + _PASSAGE)]

    def has(self, lemma: str, rank: int) -> bool:
        """Whether a lemma stands in a unit, or where it meets those beside it.

        Words are divided at line ends, and a lemma may run over several lines. In a long unit
        nothing is looked for.
        """
        kind, place = self.alike[rank]
        starts = self.starts[kind]
        before, here = self.letter[starts[max(place - 1, 0)]], self.letter[starts[place]]
        first = min(before, max(here - _BEFORE, 0))
        end = starts[place + 3] if place + 3 < len(starts) else None
        last = len(self.letters) if end is None else self.letter[end]
        return last - first > _PASSAGE or stand_in(pieces(lemma), self.letters[first:last])


def check_locations(survey: Survey) -> Iterator[Finding]:
    """Findings `app.loc-…` and, for entries with @loc, `app.lem-not-in-base` of one document."""
    document = survey.document
    located = [
        entry
        for entry in document.entries
        if (loc := entry.element.get("loc")) is not None and len(loc) < _LONGEST
    ]
    if not located:
        return
    units = _read_units(document.tei, document.prefer)
    if not units.places:
        return
    where = {entry.element: _find(entry.element.get("loc", ""), units) for entry in located}
    lost = [entry for entry in located if not where[entry.element]]
    distinct = {entry.element.get("loc") for entry in located}
    lacking = {entry.element.get("loc") for entry in lost}
    if 2 * len(lacking) > len(distinct) > 2:
        return
    yield from _lost(survey, lost, units)
    yield from _order(survey, located, where)
    yield from _foreign(survey, located, where, units)


def _read_units(
    tei: etree._Element, prefer: Prefer, without: frozenset[str] = frozenset()
) -> _Units:
    skipped = _SKIPPED | without
    units = _Units()
    words: list[str] = []
    length = 0

    def say(text: str | None) -> None:
        nonlocal length
        if text:
            words.append(text)
            length += len(text)

    def read(node: etree._Element) -> None:
        if node.tag in skipped or not isinstance(node.tag, str):
            return
        inner = base_element(node, prefer) if node.tag == APP else node
        if inner is None:
            return
        if node.tag in _UNITS and (tokens := _tokens(node.get("n", ""))):
            units.places.setdefault(tokens, []).append(len(units.alike))
            kind = node.tag + node.get("unit", "")
            starts = units.starts.setdefault(kind, [])
            units.alike.append((kind, len(starts)))
            starts.append(length)
        say(inner.text)
        for child in inner:
            read(child)
            say(child.tail)

    read(tei)
    units.spell("".join(words))
    return units


def _tokens(number: str) -> Number:
    """The words and numbers in a number, "A12" -> ("a", "12"); leading noughts do not count."""
    return tuple(
        token.lstrip("0") or "0" if token.isdigit() else token.casefold()
        for token in _TOKEN.findall(number[:_LONGEST])
    )


def _find(loc: str, units: _Units) -> list[int]:
    """The units that @loc may mean: as a whole, or each of its parts, the first of a span."""
    if whole := _fitting(loc, units):
        return whole
    first: list[int] = []
    for part in _PARTS.split(loc):
        begin = _SPAN.split(part)[0]
        if _TOKEN.search(part):
            places = _fitting(part, units) or _fitting(begin, units)
            if not places:
                return []
            first = first or places
    return first


def _fitting(loc: str, units: _Units) -> list[int]:
    tokens = _tokens(loc)
    for at in range(len(tokens)):
        if places := units.places.get(tokens[at:]):
            return places
    return []


def _lost(survey: Survey, lost: list[Entry], units: _Units) -> Iterator[Finding]:
    """Lines that are not there, if they look like lines of this text."""
    forms = {_form(number) for number in units.places}
    counted: dict[Number, set[int]] = {}
    for number in units.places:
        if number[-1].isdigit():
            counted.setdefault(number[:-1], set()).add(int(number[-1]))
    told_of: dict[str, list[etree._Element]] = {}
    for entry in lost:
        loc = entry.element.get("loc", "")
        tokens = _tokens(_SPAN.split(loc)[0])
        tails = (tokens[at:] for at in range(len(tokens)))
        if any(_form(tail) in forms and _is_close(counted.get(tail[:-1])) for tail in tails):
            told_of.setdefault(loc, []).append(entry.element)
    for loc, apps in told_of.items():
        told = f"loc={short(loc)} is the number of no line or part of the text"
        place = survey.document.tree.place(apps[0], "loc")
        hint = "correct it, or number the line with @n"
        yield found("app.loc-unresolved", place, told + elsewhere(len(apps)), hint)


def _is_close(numbers: set[int] | None) -> bool:
    """Whether numbers are counted without great gaps: among excerpts nothing can be missed."""
    return not numbers or 2 * len(numbers) >= max(numbers)


def _form(number: Number) -> str:
    return "".join("0" if token.isdigit() else "a" * len(token) for token in number)


def _order(
    survey: Survey, located: list[Entry], where: dict[etree._Element, list[int]]
) -> Iterator[Finding]:
    """Entries of one list that go back in the text."""
    last: dict[etree._Element | None, int] = {}
    back: list[tuple[etree._Element, str]] = []
    before = ""
    for entry in located:
        app = entry.element
        places = where[app]
        holder = app.getparent()
        if not places:
            continue
        at = last.get(holder, 0)
        following = bisect_left(places, at)
        if following == len(places):
            back.append((app, before))
        last[holder] = places[min(following, len(places) - 1)]
        before = app.get("loc", "")
    if back:
        app, before = back[0]
        told = f"this entry, on {short(app.get('loc', ''))}, follows one on {short(before)}"
        place = survey.document.tree.place(app, "loc")
        hint = "put the entries in the order of the text"
        yield found("app.loc-order", place, told + elsewhere(len(back)), hint)


def _foreign(
    survey: Survey,
    located: list[Entry],
    where: dict[etree._Element, list[int]],
    units: _Units,
) -> Iterator[Finding]:
    """Lemmata that are not in their line, if nearly all others of the document are."""
    foreign: list[tuple[Entry, str]] = []
    compared = 0
    for entry in located:
        lemma = entry.lemma
        if lemma is None or not lemma.text or not where[entry.element]:
            continue
        compared += 1
        places = where[entry.element]
        if len(places) < _MANY and not any(units.has(lemma.text, at) for at in places):
            foreign.append((entry, units.words(places[0])))
    if 5 * len(foreign) > compared:
        return
    for side in SIDES if foreign else ():
        other = _read_units(survey.document.tei, survey.document.prefer, side)
        if len(other.alike) == len(units.alike):
            foreign = [
                (entry, text)
                for entry, text in foreign
                if entry.lemma is not None
                and not any(other.has(entry.lemma.text, at) for at in where[entry.element])
            ]
    for count, (entry, text) in enumerate(foreign):
        lemma = entry.lemma
        if lemma is not None:
            loc = short(entry.element.get("loc", ""))
            told = f"the lemma {short(lemma.text)} does not stand in {loc}"
            near = nearest(lemma.text, text) if count < _MANY else ""
            hint = f"there stands {short(near)}; " if near else ""
            hint += "correct the lemma, or @loc of the entry"
            place = survey.document.tree.place(lemma.element)
            yield found("app.lem-not-in-base", place, told, hint)

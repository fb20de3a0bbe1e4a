"""Entries with `@loc` and the tree they speak of -> where each belongs in the running text.

The one judge of location-referenced entries: `encodings` places them by it, `checks.locations`
tells of those that it could not place (TEI Guidelines 13.2.1). In the passage that @loc names,
an entry belongs to the words of its lemma; where they stand there several times, to the first
that no earlier entry of that passage has, or to the one that `lem/@n` counts. Without a lemma,
or where its words are not there, it belongs to the beginning of the passage.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field

from lxml import etree

from siglum.apparatus.attaching import Target, is_mark
from siglum.apparatus.entries import LEM, reading_text
from siglum.apparatus.lemmata import Lemma, Span, WordIndex, read_lemma
from siglum.apparatus.locations import LONGEST, Passage, Unit, Units, read_units, units_in
from siglum.apparatus.points import POINTS, Placed, Spot
from siglum.apparatus.runningtext import SIDES, RunningText, read_running_text
from siglum.source.standing import Prefer, base_element, first
from siglum.source.vocabulary import names

#: Among so many passages with the same number the lemma is looked for.
_MANY = 50
_RAISED = {sign: str(n) for n, sign in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
_SIDED = names("choice sic orig corr reg am ex del add surplus supplied app")
#: A lemma may begin so many letters before the line that is named, if it goes on in it.
_BEFORE = 160


@dataclass(slots=True)
class Located:
    """An entry, the passages that @loc may mean, and the one in which it belongs.

    `span` is where the words of its lemma stand, in the text of `side`; `alike` how many other
    passages have the same claim, where no words tell them apart.
    """

    app: etree._Element
    loc: str
    passages: list[Passage]
    passage: Passage | None = None
    side: int = 0
    span: Span | None = None
    alike: int = 0


@dataclass
class _Side:
    """The text with one side of what was edited, its words, and where its units are."""

    text: RunningText
    units: list[Unit]
    index: WordIndex = field(init=False)

    def __post_init__(self) -> None:
        self.index = WordIndex(self.text.text)


class Locator:
    """Finds the places of entries in one tree; the tree may not change meanwhile."""

    def __init__(
        self,
        tei: etree._Element,
        apart: Container[etree._Element] = (),
        choices: Mapping[etree._Element, Placed] | None = None,
        ends: Iterable[etree._Element] = (),
        prefer: Prefer = first,
    ) -> None:
        """`apart` are entries that leave no words in the text, `choices` those of choices.

        `ends` are elements that entries with one end point to; `prefer` chooses what stands in
        the text where an entry has no lemma.
        """
        self._prefer = prefer
        self._tei, self._apart, self._choices = tei, apart, choices
        self._wanted = units_in(tei).union(ends)
        text = read_running_text(tei, self._wanted, apart, prefer=prefer)
        self.units: Units = read_units(tei, text)
        self._sides: list[_Side | None] = [None] * len(SIDES)
        self._text = text
        self._places: dict[tuple[int, int, int, str], _Places] = {}
        self._taken: set[tuple[int, Span]] = set()
        self._known: dict[tuple[str, etree._Element | None], _Among] = {}

    def locate(self, apps: Sequence[etree._Element]) -> list[Located]:
        """Where each of the entries belongs, in their order."""
        located = [Located(app, loc, []) for app in apps if len(loc := _location(app)) < LONGEST]
        near = {one.app: one.app.getparent() for one in located}
        distinct = list(dict.fromkeys((one.loc, near[one.app]) for one in located))
        self.units.vote(distinct)
        for one in located:
            one.passages = self.units.find(one.loc, near[one.app])
        lost = sum(1 for loc, holder in distinct if not self._is_sure(loc, holder))
        strange = 2 * lost > len(distinct) > 2
        last: dict[etree._Element | None, int] = {}
        for one in located:
            holder = near[one.app]
            self._settle(one, last.get(holder, 0), strange)
            if one.passage is not None:
                last[holder] = max(one.passage.first.rank, last.get(holder, 0))
        for one in located:  # a list that goes through all of them in order leaves no doubt
            if one.alike and last[near[one.app]] >= self._among(one).likely[-1].first.rank:
                one.alike = 0
        return located

    def _among(self, one: Located) -> _Among:
        """The passages that an entry may mean, in their order; the same for all that name them."""
        key = (one.loc, one.app.getparent())
        if key not in self._known:
            self._known[key] = _Among(one.passages)
        return self._known[key]

    def _is_sure(self, loc: str, near: etree._Element | None) -> bool:
        return any(passage.sure for passage in self.units.find(loc, near)[:1])

    def _settle(self, one: Located, after: int, strange: bool) -> None:
        """Choose the passage and the words; `strange` is a document that counts in its own way."""
        if not one.passages:
            return
        among = self._among(one)
        chosen = among.after(after)
        lemma_element = lemma_of(one.app)
        if lemma_element is not None:
            for side, lemma in _spellings(lemma_element):
                for passage in chosen:
                    if (span := self._span(side, lemma, passage)) is not None:
                        one.passage, one.side, one.span = passage, side, span
                        return
        if _by_number(one.app) or not chosen[0].sure or strange:
            return
        one.passage, one.alike = chosen[0], len(among.likely) - 1

    def _span(self, side: int, lemma: Lemma, passage: Passage) -> Span | None:
        """The words of the lemma in a passage: those counted, else those not yet taken."""
        known = self.side(side)
        start = known.units[passage.first.rank].start
        end = known.units[passage.last.rank].end
        key = (side, start, end, f"{lemma.ordinal} {lemma.literal}")
        if key not in self._places:
            self._places[key] = _Places(_reaching(known.index, lemma, start, end))
        places = self._places[key]
        if lemma.ordinal:
            return places.number(lemma.ordinal)
        span = places.free(self._taken, side)
        if span is not None:
            self._taken.add((side, span))
        return span

    def side(self, number: int) -> _Side:
        """The text with one of `SIDES` left out; made when it is first asked for."""
        side = self._sides[number]
        if side is None:
            text, units = self._text, self.units.units
            if number:
                text = read_running_text(
                    self._tei, self._wanted, self._apart, number, self._choices, self._prefer
                )
                moved = read_units(self._tei, text).units
                by_element = {unit.element: unit for unit in moved}
                units = [by_element.get(unit.element, _nowhere(unit)) for unit in units]
            side = self._sides[number] = _Side(text, units)
        return side

    def spots(self, one: Located) -> tuple[Spot | None, Spot | None]:
        """The two places in the tree where the points of an entry belong."""
        if one.passage is None:
            return None, None
        if one.span is not None:
            text = self.side(one.side).text
            return text.spot_before(one.span.start), text.spot_after(one.span.end)
        spot = self._beginning(one.passage.first)
        return spot, spot

    def words(self, one: Located, longest: int) -> str:
        """The text of the passage in which an entry belongs, or the beginning of a long one."""
        if one.passage is None:
            return ""
        start = one.passage.first.start
        return self._text.text[start : min(one.passage.last.end, start + longest)]

    def _beginning(self, unit: Unit) -> Spot | None:
        """The place before the first letter of a unit; in it, or after it, where it has none."""
        written = re.compile(r"\S").search(self._text.text, unit.start, unit.end)
        if written is not None:
            return self._text.spot_before(written.start())
        return Spot(unit.element, unit.element.tag in POINTS, 0)

    def narrow(
        self, app: etree._Element, end: Target, *, backwards: bool
    ) -> tuple[Spot, Spot] | None:
        """The words of the lemma at the only end that an entry has; None if they are not there.

        After an anchor, or before it where it is the entry's @to; in an element somewhere.
        """
        lemma_element, begin = lemma_of(app), self._text.begins.get(end.element)
        if lemma_element is None or begin is None or end.first is not None or end.until is not None:
            return None
        stop = self._text.ends[end.element]
        index = self.side(0).index
        lemma = read_lemma(*_ordinal(lemma_element))
        if backwards:
            span = index.ending_at(lemma, begin if is_mark(end) and end.side != "right" else stop)
        elif is_mark(end):
            span = index.beginning_at(lemma, begin if end.side == "left" else stop)
        else:
            return self._within(app, lemma, begin, stop)
        if span is None:
            return None
        start, last = self._text.spot_before(span.start), self._text.spot_after(span.end)
        return None if start is None or last is None else (start, last)

    def _within(
        self, app: etree._Element, lemma: Lemma, begin: int, stop: int
    ) -> tuple[Spot, Spot] | None:
        """The words of the lemma in an element, in the line of it that @loc names if it does."""
        unit = None
        if loc := app.get("loc", ""):
            inside = (passage.first for passage in self.units.find(loc))
            unit = next((one for one in inside if begin <= one.start and one.end <= stop), None)
            if unit is not None:
                begin, stop = unit.start, unit.end
        index = self.side(0).index
        key = (0, begin, stop, f"{lemma.ordinal} {lemma.literal}")
        if key not in self._places:
            self._places[key] = _Places(index.find(lemma, begin, stop))
        if lemma.ordinal:
            span = self._places[key].number(lemma.ordinal)
        else:
            span = self._places[key].free(self._taken, 0)
        if span is None:
            spot = None if unit is None else self._beginning(unit)
            return None if spot is None else (spot, spot)
        if unit is None and index.is_all(span, begin, stop):
            return None
        self._taken.add((0, span))
        start, last = self._text.spot_before(span.start), self._text.spot_after(span.end)
        return None if start is None or last is None else (start, last)


class _Among:
    """Passages with the same number: those of the likeliest kind by their order, and others."""

    def __init__(self, passages: list[Passage]) -> None:
        kind = passages[0].first.kind
        self.likely = sorted((p for p in passages if p.first.kind == kind), key=_rank)
        self._rest = [p for p in passages if p.first.kind != kind][:_MANY]

    def after(self, rank: int) -> list[Passage]:
        """Some of them, those first that do not go back behind `rank`."""
        at = bisect_left(self.likely, rank, key=_rank)
        on, back = self.likely[at : at + _MANY], self.likely[: min(at, _MANY)]
        return [*on, *back, *self._rest][:_MANY]


def _rank(passage: Passage) -> int:
    return passage.first.rank


class _Places:
    """The places of a lemma in a passage, found one after the other as they are asked for."""

    def __init__(self, found: Iterator[Span]) -> None:
        self._rest = found
        self._known: list[Span] = []

    def number(self, ordinal: int) -> Span | None:
        """The place that an encoder counts so, from 1."""
        while len(self._known) < ordinal:
            if (span := next(self._rest, None)) is None:
                return None
            self._known.append(span)
        return self._known[ordinal - 1]

    def free(self, taken: set[tuple[int, Span]], side: int) -> Span | None:
        """The next place that no entry has, else the last one."""
        for span in self._rest:
            self._known.append(span)
            if (side, span) not in taken:
                return span
        return self._known[-1] if self._known else None


def _reaching(index: WordIndex, lemma: Lemma, start: int, end: int) -> Iterator[Span]:
    """The places of a lemma that begin in a passage; if there are none, that end in it."""
    some = False
    for span in index.find(lemma, start, end):
        some = True
        yield span
    if not some and start:
        for span in index.find(lemma, max(start - _BEFORE, 0), start):
            if span.end > start:
                yield span


def _nowhere(unit: Unit) -> Unit:
    moved = copy(unit)
    moved.start = moved.end = 0
    return moved


def _location(app: etree._Element) -> str:
    return app.get("loc") or app.get("n") or ""


def _by_number(app: etree._Element) -> bool:
    """Whether only @n may name the place: mostly it counts entries, so that the words decide."""
    return not app.get("loc")


def lemma_of(app: etree._Element) -> etree._Element | None:
    """The `<lem>` of an entry if it has words."""
    base = base_element(app)
    if base is None or base.tag != LEM or not reading_text(base):
        return None
    return base


def _spellings(lemma: etree._Element) -> Iterator[tuple[int, Lemma]]:
    """The words of a lemma, and in which side of the text they may stand, the likeliest first.

    What was edited may be told in the lemma, or in the text, with both of its sides or with one.
    """
    text, ordinal = _ordinal(lemma)
    sides = [read_lemma(text, ordinal)]
    if any(True for _ in lemma.iter(*_SIDED)):
        texts = (read_running_text(lemma, side=n).text for n in range(len(SIDES)))
        sides += [read_lemma(text, ordinal) for text in texts]
    tried: set[tuple[int, str]] = set()
    for n in range(len(SIDES)):
        for one in sides:
            if (n, one.literal) not in tried:
                tried.add((n, one.literal))
                yield n, one


def _ordinal(lemma: etree._Element) -> tuple[str, int]:
    """The words of a lemma, and which of several such places is meant: «et²», `n="2"`."""
    text = reading_text(lemma)
    given = lemma.get("n", "").strip()
    if given.isdigit() and len(given) < 4:
        return text, int(given)
    if text and text[-1] in _RAISED:
        return text[:-1], int(_RAISED[text[-1]])
    last = lemma[-1] if len(lemma) else None
    if (
        last is not None
        and not (last.tail or "").strip()
        and "sup" in last.get("rend", "")
        and (raised := "".join(map(str, last.itertext())).strip()).isdigit()
        and len(raised) < 3
        and text.endswith(raised)
    ):
        return text[: -len(raised)], int(raised)
    return text, 0

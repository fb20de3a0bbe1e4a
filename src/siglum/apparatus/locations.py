"""A running text and `@loc` of its entries -> the passages that `@loc` names.

Editions number lines in many ways ("12", "A12", "2r5", "line 3", "d1 10", "1.2.3"). A number in
`@loc` is that of a line, verse, page, section or milestone (`@n`), alone or after the numbers of
what it stands in: divisions, stanzas, pages, columns, faces (TEI Guidelines 13.2.1).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from siglum.apparatus.runningtext import RunningText
from siglum.source.namespaces import XML_ID
from siglum.source.vocabulary import names

#: What may have a number that entries name.
UNITS = names("l lb p ab lg seg s w div div1 div2 div3 div4 div5 div6 div7 milestone pb cb gb")
UNITS |= names("line row cell item entry head sp u text surface zone quote")
_RUNNING, _LINE_BREAKS = names("lb pb cb gb milestone"), names("lb")
DIVISIONS = names("div div1 div2 div3 div4 div5 div6 div7 text")
#: Parts of a document that repeat or discuss the text: their lines are meant last.
_LESSER = frozenset({"translation", "commentary", "bibliography", "apparatus", "notes"})
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_PARTS = re.compile(r"[,;&/]|\band\b|\bet\b|\bund\b|\b[àa]\b(?=\s*\d)")
_SPAN = re.compile(r"(?<=[\w.)])\s*[-–—]\s*(?=[\w(])")
LONGEST = 200
_NUMBERS = 20_000  # whose words are remembered

_LINE, _PAGE = frozenset({"l", "lb", "line"}), frozenset({"pb", "gb", "surface", "milestone"})
_SECTION = frozenset({"p", "ab", "seg", "s", "div", "u", "item", "milestone"})
#: Words before a number, and what they call: "line 3", "fol. 2r", "§ 4".
_CALLED: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        "line lines ln lin ll zeile zeilen z ligne lignes riga righe rr".split(), _LINE
    ),
    **dict.fromkeys("l v vv verse verses vers versus vs v".split(), _LINE),
    **dict.fromkeys("page pages p pp pag seite s fol f ff folio plate".split(), _PAGE),
    **dict.fromkeys("col cols column columns c spalte".split(), frozenset({"cb"})),
    **dict.fromkeys(
        "section sect sec par para paragraph chapter ch cap chap kap".split(), _SECTION
    ),
    **dict.fromkeys("face side fragment frag fr part text word words".split(), frozenset()),
}
#: Among units with one number the smaller is meant.
_SIZES = (
    "w l lb line cell s seg u p ab item row head quote lg sp entry milestone cb pb gb zone surface "
    "div text"
).split()
_SIZE = {kind: size for size, kind in enumerate(_SIZES)}

Number = tuple[str, ...]


@dataclass(slots=True, eq=False)
class Unit:
    """A numbered part of a text: where it begins and ends, and what it stands in.

    `around` are the numbers of divisions, pages and so on around it, the widest first; `within`
    is the type of the outermost division that it is in; `rank` counts all units of a text.
    """

    element: etree._Element
    kind: str
    number: Number
    start: int
    end: int
    around: tuple[Number, ...]
    within: str
    rank: int

    @property
    def name(self) -> str:
        """The local name of its element."""
        return self.kind.partition(" ")[0]


@dataclass(frozen=True, slots=True)
class Passage:
    """Where @loc leads: from the beginning of a unit to the end of it, or of a later one.

    `sure` is it where all of @loc is found around the unit, not only its last number.
    """

    first: Unit
    last: Unit
    sure: bool = True


@dataclass(slots=True)
class Units:
    """The numbered units of a text in their order, found by their numbers.

    `ranks` are for each division the ranks of the first unit in it and of the first behind it;
    `votes` count for each kind of unit the entries that may mean one.
    """

    units: list[Unit] = field(default_factory=list)
    numbers: dict[Number, list[Unit]] = field(default_factory=dict)
    ranks: dict[etree._Element, tuple[int, int]] = field(default_factory=dict)
    ids: dict[str, etree._Element] = field(default_factory=dict)
    votes: Counter[str] = field(default_factory=Counter)
    _contexts: dict[Number, dict[Number, list[Unit]]] = field(default_factory=dict)
    _found: dict[tuple[str, etree._Element | None], list[Passage]] = field(default_factory=dict)

    def vote(self, locs: Iterable[tuple[str, etree._Element | None]]) -> None:
        """Let entries tell by their numbers which kind of unit they count by."""
        for loc, near in locs:
            passages = self.find(loc, near)
            self.votes.update({passage.first.kind for passage in passages if passage.sure})
        self._found.clear()

    def find(self, loc: str, near: etree._Element | None = None) -> list[Passage]:
        """The passages that @loc may mean, the likeliest first; none if there is no such number.

        `near` is the element that holds the entry: of equal numbers those are meant that stand
        in the same division.
        """
        key = (loc, near)
        if key not in self._found:
            self._found[key] = self._find(loc[:LONGEST], near)
        return self._found[key]

    def _find(self, loc: str, near: etree._Element | None) -> list[Passage]:
        for sure in (True, False):
            if whole := self._named(loc, near, sure):
                return [Passage(unit, unit, sure) for unit in whole]
            first: list[Unit] = []
            last: list[Unit] = []
            for part in _PARTS.split(loc):
                if not _TOKEN.search(part):
                    continue
                ends = [part]
                if not (found := self._named(part, near, sure)):
                    ends = _SPAN.split(part)
                    found = self._named(ends[0], near, sure)
                if not found:
                    break
                first = first or found
                last = self._named(ends[-1], near, sure) if len(ends) > 1 else found
            else:
                if first:
                    return [Passage(*ends, sure) for ends in _joined(first, last)]
        return []

    def _named(self, loc: str, near: etree._Element | None, sure: bool) -> list[Unit]:
        """The units with one number; if `sure`, those where what @loc says before it fits too."""
        for number, called in _spellings(loc):
            for at in range(len(number)):
                units = self._in_context(number[at:], number[:at] if sure else ())
                if units:
                    chosen = self._close(units, near)
                    return self._by_kind([unit for unit in chosen if unit.name in called] or chosen)
        return []

    def _in_context(self, number: Number, context: Number) -> list[Unit]:
        units = self.numbers.get(number, [])
        if not units or not context:
            return units
        if number not in self._contexts:
            around: dict[Number, list[Unit]] = {}
            for unit in units:
                for outer in dict.fromkeys(unit.around):
                    around.setdefault(outer, []).append(unit)
            self._contexts[number] = around
        for at in range(len(context)):
            near = self._contexts[number].get(context[at:], ())
            if fitting := [unit for unit in near if _fits(context, unit.around)]:
                return fitting
        return []

    def _close(self, units: list[Unit], near: etree._Element | None) -> list[Unit]:
        """Of units with the same number those that the element `near` is likely to mean."""
        if near is None or len(units) < 2:
            return _main(units, "")
        outermost = ""
        own: list[Number] = []
        for up in (near, *near.iterancestors()):
            if up in self.ranks or up.get("corresp"):
                for place in (up, *self._counterparts(up)):
                    start, end = self.ranks.get(place, (0, 0))
                    first = bisect_left(units, start, key=_rank)
                    last = bisect_left(units, end, first, key=_rank)
                    if first < last:
                        units = units[first:last]
            if up.tag in DIVISIONS and not up.tag.endswith("}text"):
                outermost = up.get("type", "")
            if number := number_of(up):
                own.append(number)
        units = _main(units, outermost)
        for number in own:
            units = [unit for unit in units if number in unit.around] or units
        return units

    def _counterparts(self, element: etree._Element) -> Iterator[etree._Element]:
        """What @corresp of a list or division leads to: the part of the text it is about."""
        for pointer in element.get("corresp", "").split():
            if (part := self.ids.get(pointer.removeprefix("#"))) is not None:
                yield part

    def _by_kind(self, units: list[Unit]) -> list[Unit]:
        """Those of the kind that entries count by first, then the smaller before the larger."""
        return sorted(
            units, key=lambda unit: (-self.votes[unit.kind], _SIZE.get(unit.name, len(_SIZE)))
        )


def read_units(tei: etree._Element, text: RunningText) -> Units:
    """The numbered units of `tei`; `text` was read with `units_in(tei)` as what is wanted."""
    found = Units()
    running: dict[str, tuple[int, Number]] = {}
    open_units: dict[str, Unit] = {}
    for order, element in enumerate(tei.iter(*UNITS)):
        if element not in text.begins:
            continue
        start, end = text.begins[element], text.ends.get(element, text.begins[element])
        name = etree.QName(element).localname
        kind = f"{name} {element.get('unit', '')}".strip()
        if element.tag in _RUNNING and (before := open_units.pop(kind, None)) is not None:
            before.end = min(before.end, start)
        if element.tag in DIVISIONS and (own := element.get(XML_ID)):
            found.ids[own] = element
        number = number_of(element)
        outer = _outermost(element)
        if number:
            unit = Unit(element, kind, number, start, end, (), "", len(found.units))
            unit.around = _around(element, running, kind)
            unit.within = "" if outer is None else outer.get("type", "")
            if element.tag in _RUNNING:
                unit.end = len(text.text) if outer is None else text.ends.get(outer, start)
                open_units[kind] = unit
            found.units.append(unit)
            found.numbers.setdefault(number, []).append(unit)
        if element.tag in _RUNNING and element.tag not in _LINE_BREAKS:
            running.pop(kind, None)
            if number:
                running[kind] = (order, number)
    _rank_divisions(tei, text, found)
    return found


def units_in(tei: etree._Element) -> frozenset[etree._Element]:
    """The elements that may be units or divisions of the text."""
    return frozenset(tei.iter(*UNITS))


def number_of(element: etree._Element) -> Number:
    """@n of an element as words and numbers, "A12" -> ("a", "12"); noughts before do not count."""
    written = element.get("n", "")
    return () if written.startswith("urn:") else tokens(written)


@lru_cache(maxsize=_NUMBERS)
def tokens(number: str) -> Number:
    """The words and numbers in a number or in @loc."""
    return tuple(
        token.lstrip("0") or "0" if token.isdigit() else token.casefold()
        for token in _TOKEN.findall(number[:LONGEST])
    )


def _spellings(loc: str) -> list[tuple[Number, frozenset[str]]]:
    """@loc as it is, then without words like «line», with the kinds of unit they call."""
    whole = tokens(loc)
    if not any(token in _CALLED for token in whole[:-1]):
        return [(whole, frozenset())]
    called: frozenset[str] = frozenset()
    kept = []
    for token, following in zip(whole, (*whole[1:], ""), strict=True):
        if token in _CALLED and following:
            called = _CALLED[token]
        else:
            kept.append(token)
    return [(whole, frozenset()), (tuple(kept), called)]


def _fits(context: Number, around: tuple[Number, ...]) -> bool:
    """Whether the numbers before the last one in @loc are those of what is around a unit."""
    reached = {0}
    for outer in around:
        reached |= {at + len(outer) for at in reached if context[at : at + len(outer)] == outer}
    return len(context) in reached


def _main(units: list[Unit], outermost: str) -> list[Unit]:
    """Units of the text itself rather than of its translation, unless the entry is there too."""
    same = [unit for unit in units if unit.within == outermost and outermost]
    return same or [unit for unit in units if unit.within not in _LESSER] or units


def _joined(first: list[Unit], last: list[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Each unit that a range may begin with, and the next one that it may end with."""
    ends: dict[str, list[Unit]] = {}
    for unit in sorted(last, key=_rank):
        ends.setdefault(unit.kind, []).append(unit)
    for unit in first:
        following = ends.get(unit.kind, [])
        at = bisect_left(following, unit.rank, key=_rank)
        yield unit, following[at] if at < len(following) else unit


def _rank(unit: Unit) -> int:
    return unit.rank


def _outermost(element: etree._Element) -> etree._Element | None:
    """The outermost division around an element, within its text; itself if it is one."""
    outer = element if element.tag in DIVISIONS else None
    for up in element.iterancestors(*DIVISIONS):
        if up.tag.endswith("}text"):
            return outer if outer is not None and not outer.tag.endswith("}text") else up
        outer = up
    return outer


def _around(
    element: etree._Element, running: dict[str, tuple[int, Number]], kind: str
) -> tuple[Number, ...]:
    """The numbers of what an element stands in, then those of pages, columns and faces."""
    outer = [number for up in element.iterancestors(*UNITS) if (number := number_of(up))][::-1]
    marks = [number for other, (_, number) in running.items() if other != kind]
    return (*outer, *marks)


def _rank_divisions(tei: etree._Element, text: RunningText, found: Units) -> None:
    starts = [unit.start for unit in found.units]
    for element in tei.iter(*DIVISIONS):
        if element in text.begins:
            first = bisect_left(starts, text.begins[element])
            found.ranks[element] = (first, bisect_left(starts, text.ends[element], first))

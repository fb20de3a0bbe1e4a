"""Units of a normal form, in their order -> which witnesses have no text at each of their entries.

A witness is there from the beginning, unless its first mark says that it comes; it goes with a
lacuna or where it ends, and comes again, and its hands with it (TEI Guidelines 13.1.5). Where an
entry says that it is missing or has a lacuna there, it has no text at that entry only. What is
said of a family holds of its members. The root of each unit tells who is not there where it begins
(`s:lacking`), so that it can be read by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from siglum.apparatus.entries import APP, LEM, RDG, reading_text
from siglum.apparatus.quotations import QUOTED
from siglum.apparatus.segments import SEG
from siglum.apparatus.untold import LABEL
from siglum.apparatus.witnesses import Witness
from siglum.apparatus.wordings import SAYS
from siglum.source.identity import NORMAL
from siglum.source.namespaces import TEI
from siglum.source.numbering import label

_T = f"{{{TEI}}}"
#: Marks of where a witness is there, by whether it is there after them.
MARKS: Final[Mapping[str, bool]] = {
    f"{_T}lacunaStart": False,
    f"{_T}lacunaEnd": True,
    f"{_T}witStart": True,
    f"{_T}witEnd": False,
}
_ENDED: Final = f"{_T}lacunaEnd"
#: On the root of a unit: the keys of the witnesses that are not there where it begins.
LACKING: Final = f"{{{NORMAL}}}lacking"
#: What is said of a reading whose witness has no text there.
_LOST: Final = frozenset({"lacuna", "missing"})
_NOBODY: Final = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Change:
    """Witnesses come or go: at the entry `app`, or between entries where that is None."""

    app: etree._Element | None
    keys: tuple[str, ...]
    there: bool
    mark: etree._Element


@dataclass(frozen=True, slots=True)
class Moment:
    """An entry of the text.

    `lacking` have no text at it; `before` were not there when it began, `after` are not there when
    it is over.
    """

    app: etree._Element
    lacking: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]


class Coverage:
    """Who is there in one document, of which these are all witnesses."""

    def __init__(self, witnesses: Iterable[Witness]) -> None:
        known = {one.key: one for one in witnesses}
        self._members = {
            key: tuple(_members(one, known)) for key, one in known.items() if one.kind == "group"
        }
        self._hands: dict[str, list[str]] = {}
        for key, one in known.items():
            passed = {key}
            while (up := known.get(one.parent)) is not None and up.kind == "witness":
                if up.key in passed:
                    break
                passed.add(up.key)
                self._hands.setdefault(up.key, []).append(key)
                one = up

    def turns(self, units: Iterable[etree._Element]) -> tuple[list[frozenset[str]], frozenset[str]]:
        """Who is not there where each unit begins, and all who come or go.

        `units` are gone through twice, and none is held. Who is cited with words before its first
        mark, which ends a lacuna, was there: where that lacuna began is not encoded.
        """
        changes: list[list[tuple[tuple[str, ...], bool]]] = []
        lacking, ended, met = set[str](), set[str](), set[str]()
        for unit in units:
            changes.append([])
            for change in self.changes(unit):
                changes[-1].append((change.keys, change.there))
                fresh = set(change.keys) - met
                met |= fresh
                if change.there:
                    lacking |= fresh
                    ended |= fresh if change.mark.tag == _ENDED else set()
        lacking -= self._attested_before(units, ended) if ended else set()
        beginnings: list[frozenset[str]] = []
        turning = set[str]()
        for some in changes:
            beginnings.append(frozenset(lacking))
            for keys, there in some:
                before = lacking
                lacking = lacking.difference(keys) if there else lacking.union(keys)
                turning |= before ^ lacking
        return beginnings, frozenset(turning)

    def _attested_before(self, units: Iterable[etree._Element], keys: Iterable[str]) -> set[str]:
        """Which of some witnesses have words in an entry before they come or go."""
        waiting, found = set(keys), set[str]()
        for unit in units:
            changing: dict[etree._Element, set[str]] = {}
            for change in self.changes(unit):
                thing = change.mark if change.app is None else change.app
                changing.setdefault(thing, set()).update(change.keys)
            for thing in _course(unit):
                waiting -= changing.get(thing, set())
                if not waiting:
                    return found
                for reading in _rows(thing) if thing.tag == APP else ():
                    if reading_text(reading):
                        found |= waiting & {*self._with_kin(_cited(reading), thing)}
        return found

    def changes(self, unit: etree._Element) -> Iterator[Change]:
        """What comes and goes in a unit, in its order."""
        if next(unit.iter(*MARKS), None) is None:
            return
        for thing in _course(unit):
            marks = (thing,) if thing.tag in MARKS else thing.iter(*MARKS)
            for mark in marks:
                app = thing if thing.tag == APP else None
                if keys := self._with_kin(_tokens(mark), app):
                    yield Change(app, keys, MARKS[mark.tag], mark)

    def _with_kin(self, keys: Iterable[str], app: etree._Element | None) -> tuple[str, ...]:
        """These witnesses, the members of families and the hands of each.

        But not kin of theirs whom an entry names itself: of these it tells what they have.
        """
        own = tuple(keys)
        found = self.including(own)
        found += tuple(hand for key in found for hand in self._hands.get(key, ()))
        if len(found) == len(own):
            return own
        named = frozenset(key for row in _rows(app) for key in _cited(row)).difference(own)
        return tuple(dict.fromkeys(key for key in found if key not in named))

    def moments(self, unit: etree._Element) -> Iterator[Moment]:
        """The entries of a unit, in its order, with those who have no text there."""
        changing: dict[etree._Element | None, list[Change]] = {}
        for change in self.changes(unit):
            changing.setdefault(change.mark if change.app is None else change.app, []).append(
                change
            )
        lacking = frozenset(unit.get(LACKING, "").split())
        for thing in _course(unit) if changing else entries_of(unit):
            after = lacking
            for change in changing.get(thing, ()):
                after = after.difference(change.keys)
                if not change.there:
                    after = after.union(change.keys)
            if thing.tag == APP:
                here = self._lacking_at(thing, lacking, changing.get(thing, ()))
                yield Moment(thing, here, lacking, after)
            lacking = after

    def _lacking_at(
        self, app: etree._Element, lacking: frozenset[str], changes: Iterable[Change]
    ) -> frozenset[str]:
        """Who has no text at an entry: whoever is cited with words is there, whatever was said."""
        going = {key for one in changes for key in one.keys if not one.there}
        going -= {key for one in changes for key in one.keys if one.there}
        cited, lost = set[str](), set[str]()
        for reading in _rows(app):
            told = reading.get(SAYS)
            says = _LOST.intersection(told.split()) if told else _NOBODY
            if not (says or lacking or going):
                continue
            keys = self._with_kin(_cited(reading), app)
            cited.update(keys)
            if not reading_text(reading):
                lost.update(keys if says else going.intersection(keys))
        if not lost and lacking.isdisjoint(cited):
            return lacking
        return lacking.difference(cited).union(lost)

    def spans(
        self, units: Iterable[etree._Element], keys: Iterable[str]
    ) -> dict[str, list[tuple[str, str]]]:
        """Between which places each of `keys` has text in some units that follow each other.

        Empty stands for the beginning of the first and for the end of the last.
        """
        found: dict[str, list[tuple[str, str]]] = {key: [] for key in keys}
        since: dict[str, str] | None = None
        for unit in units:
            if since is None:
                lacking = frozenset(unit.get(LACKING, "").split())
                since = {key: "" for key in found if key not in lacking}
            for change in self.changes(unit):
                place = label(change.mark) if change.app is None else change.app.get(LABEL, "")
                for key in change.keys:
                    if key not in found or (key in since) is change.there:
                        continue
                    if change.there:
                        since[key] = place or "?"
                    else:
                        found[key].append((since.pop(key), place or "?"))
        for key, first in (since or {}).items():
            found[key].append((first, ""))
        return found

    @property
    def knows_families(self) -> bool:
        """Whether any witness stands for others."""
        return bool(self._members)

    def including(self, keys: Iterable[str]) -> tuple[str, ...]:
        """These witnesses, each once, and the members of those that are families."""
        found: dict[str, None] = {}
        for key in keys:
            found[key] = None
            found.update(dict.fromkeys(self._members.get(key, ())))
        return tuple(found)


def tell_spans(spans: Iterable[tuple[str, str]]) -> str:
    """Spans in a few letters: «–14, 20–»; nothing if it is all of the text, or none."""
    told = [f"{first}–{last}" for first, last in spans]
    return "" if told == ["–"] else ", ".join(told)


def entries_of(unit: etree._Element) -> Iterator[etree._Element]:
    """The entries of a unit: those without a place in the text, where they stand; then all others.

    Entries inside a reading are told with it.
    """
    for app in unit.iter(APP):
        if next(app.iterancestors(APP), None) is None:
            yield app


def _course(unit: etree._Element) -> Iterator[etree._Element]:
    """The entries of a unit and the marks outside of them, in the order of its text."""
    entries = list(entries_of(unit))
    quoted = quotations_of(entries)
    loose = [
        mark
        for mark in unit.iter(*MARKS)
        if not any(up.tag == APP or _is_entry(up, quoted) for up in mark.iterancestors(APP, SEG))
    ]
    if not loose:
        yield from entries
        return
    names = {app.get(f"{{{NORMAL}}}id", ""): app for app in entries}
    for node in unit.iter(APP, SEG, *MARKS):
        if node.tag in MARKS:
            if node in loose:
                yield node
        elif node.tag == SEG:
            for name in node.get("corresp", "").split() if node.get("type") == "lemma" else ():
                if (app := names.pop(name.removeprefix("#"), None)) is not None:
                    yield app
        elif names.pop(node.get(f"{{{NORMAL}}}id", ""), None) is not None:
            yield node


def quotations_of(entries: Iterable[etree._Element]) -> frozenset[str]:
    """The names of those entries that are quotations, by which lemmata point to them."""
    return frozenset(
        f"#{app.get(f'{{{NORMAL}}}id', '')}" for app in entries if app.get("type") == QUOTED
    )


def _is_entry(node: etree._Element, quoted: frozenset[str]) -> bool:
    """Whether a node belongs to an entry; what is quoted is only a part of the text."""
    if node.tag != SEG or node.get("type") not in ("lemma", "reading"):
        return False
    return not quoted or not quoted.issuperset(node.get("corresp", "").split())


def _rows(app: etree._Element | None) -> Iterator[etree._Element]:
    """The readings of an entry itself, not of entries in it."""
    for reading in () if app is None else app.iter(LEM, RDG):
        if reading.getparent() is app or next(reading.iterancestors(APP)) is app:
            yield reading


def _cited(reading: etree._Element) -> list[str]:
    return reading.get("wit", "").replace("#", "").split()


def _tokens(mark: etree._Element) -> list[str]:
    """The keys that a mark speaks of: by its own @wit, or by that of its reading."""
    told = mark.get("wit", "")
    if not told:
        reading = next(mark.iterancestors(LEM, RDG), None)
        told = "" if reading is None else reading.get("wit", "")
    return [token.removeprefix("#") for token in told.split()]


def _members(group: Witness, witnesses: Mapping[str, Witness]) -> Iterator[str]:
    waiting, seen = list(group.members), {group.key}
    while waiting:
        key = waiting.pop(0)
        if key in seen or key not in witnesses:
            continue
        seen.add(key)
        yield key
        if witnesses[key].kind == "group":
            waiting += witnesses[key].members


def collated(witnesses: Iterable[Witness], cited: Collection[str]) -> list[Witness]:
    """The witnesses for which a text speaks, in the order of their lists.

    Those it cites, or of which it cites a hand; members of a family of which it cites another one;
    and families that it cites without any of their members. Who is never cited may not have been
    collated, and a siglum that is declared nowhere may be a slip.
    """
    known = {one.key: one for one in witnesses}
    single = {one.key for one in known.values() if one.kind == "witness"}
    hands = {key for key in single if known[key].parent in single}
    families = {
        one.key: [key for key in _members(one, known) if key in single - hands]
        for one in known.values()
        if one.kind == "group" and one.declared
    }
    speaking = {key for key in cited if key in single}
    for key in speaking & hands:
        while known[key].parent in single:
            key = known[key].parent
        speaking = speaking | {key}
    named = {key for key in cited if key in families}
    for key in sorted(named, key=lambda key: len(families[key])):
        members = families[key]
        if speaking.isdisjoint(members):
            speaking.add(key)
        else:
            speaking.update(members)
    return [one for one in known.values() if one.key in speaking - hands]

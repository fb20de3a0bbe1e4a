"""A text and a stretch of it -> what each witness must read there, as far as that is plain.

Plain are entries whose readings are words of single witnesses, also in the lemma of another one.
Where families or copies are cited, where a witness departs in two entries that cross, where it
comes and goes, where entries stand within readings or at unknown places, this has no opinion.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

from lxml import etree

from siglum.source.trees import all_text
from siglum.verify.absences import absences
from siglum.verify.expected import Entry, Text
from siglum.verify.streams import letters_of
from siglum.verify.tags import APP, BORDERS, LEM, LIST_WIT, RDG, WITNESS, XML_ID, tags

#: What words of a reading may stand in and are read all the same.
_PLAIN = tags(
    "hi seg w pc name persName placeName orgName foreign num supplied unclear emph q mentioned term"
)
_ELSEWHERE = ("copyOf", "sameAs", "next", "prev", "hand", "exclude", "require", "corresp")


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry: where its lemma stands, and the letters of each witness that departs plainly.

    Of those who are `unknown` something is said that is not plain.
    """

    start: int
    end: int
    readings: dict[str, str]
    unknown: set[str]
    element: etree._Element
    around: frozenset[etree._Element]  # the entries in whose lemma it stands


class WitnessTexts:
    """What witnesses of one text read."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._letters = text.words.text
        self._single = {
            key
            for one in text.labels.rank
            if one.tag == WITNESS and (key := (one.get(XML_ID) or "").strip()) and not _is_hand(one)
        }
        self._single -= self._fragmentary() | self._somewhere()
        entries = [one for one in text.entries if not one.choice]
        entries.sort(key=lambda one: (one.at, -one.end))
        self._entries = [(one.at, one.end, self._read(one)) for one in entries]
        self._starts = [start for start, _, _ in self._entries]
        self._reach = list(accumulate((end for _, end, _ in self._entries), max))

    def reads(self, key: str, start: int, end: int) -> str | None:
        """The letters of a witness between two places; None where that is not plain."""
        entries = self._within(start, end) if key in self._single else None
        if entries is None:
            return None
        told, at = [], start
        gone: set[etree._Element] = set()
        for one in entries:
            if key in one.unknown:
                return None
            if key not in one.readings or not gone.isdisjoint(one.around):
                continue
            if one.start < at:
                return None  # it departs twice in the same words
            told += [self._letters[at : one.start], one.readings[key]]
            at = one.end
            gone.add(one.element)
        return "".join([*told, self._letters[at:end]])

    def first(self, key: str, start: int, end: int) -> etree._Element | None:
        """The first entry there at which a witness departs, for a place to tell."""
        some = (one.element for one in self._within(start, end) or () if key in one.readings)
        return next(some, None)

    def _within(self, start: int, end: int) -> list[_Entry] | None:
        """The entries between two places; None if one lies on a border."""
        found = []
        first = bisect_left(self._starts, start)
        if first and self._reach[first - 1] > start:
            return None
        for at, stop, one in self._entries[first:]:
            if at > end or (at == end and stop > end):
                break
            if stop > end or at == stop in (start, end):
                return None
            found.append(one)
        return found

    def _read(self, entry: Entry) -> _Entry:
        app = entry.element
        around = list(app.iterancestors(APP, LEM, RDG))
        readings = [one for one in app.iter(LEM, RDG) if next(one.iterancestors(APP)) is app]
        departing: dict[str, str] = {}
        unknown: set[str] = set()
        own: list[str] = []
        is_odd = not readings or readings[0].tag != LEM or any(one.tag == RDG for one in around)
        for number, reading in enumerate(readings):
            keys = self._keys(reading)
            letters = self._words(reading)
            if keys is None:
                unknown = self._single
                break
            if is_odd or (number and (reading.tag == LEM or letters is None)):
                unknown.update(keys)
            elif number == 0:
                own = keys
            else:
                unknown.update(key for key in keys if key in own or key in departing)
                departing.update(dict.fromkeys(keys, letters or ""))
        apps = frozenset(one for one in around if one.tag == APP)
        return _Entry(entry.at, entry.end, departing, unknown, app, apps)

    def _fragmentary(self) -> set[str]:
        """Those who come or go somewhere: all, where a mark says so of nobody."""
        found: set[str] = set()
        listed = (mark for _at, mark in self._text.borders)  # of some, only a list tells
        for mark in (*self._text.root.iter(*BORDERS), *listed):
            reading = next(mark.iterancestors(LEM, RDG), None)
            named = mark.get("wit") or ("" if reading is None else reading.get("wit", ""))
            meant = [
                one for token in (named or "").split() for one in self._text.labels.included(token)
            ]
            found |= {(one.get(XML_ID) or "").strip() for one in meant} if meant else self._single
        return found

    def _somewhere(self) -> set[str]:
        """Those who depart in an entry whose place is not there, or known by its line only."""
        found: set[str] = set()
        for entry in self._text.listed:
            named = entry.element.get("from") or entry.element.get("loc")
            for reading in entry.element.iter(RDG) if named else ():
                keys = self._keys(reading)
                found.update(self._single if keys is None else keys)
        return found

    def _keys(self, reading: etree._Element) -> list[str] | None:
        """The single witnesses that a reading names; None if it names a family."""
        found = []
        for token in reading.get("wit", "").split():
            meant = self._text.labels.element(token)
            if meant is not None and meant.tag == LIST_WIT:
                return None
            key = "" if meant is None else (meant.get(XML_ID) or "").strip()
            if key in self._single:
                found.append(key)
        return found

    @staticmethod
    def _words(reading: etree._Element) -> str | None:
        if any(reading.get(name) for name in _ELSEWHERE):
            return None
        if any(one.tag not in _PLAIN for one in reading.iterdescendants()):
            return None
        letters = letters_of(all_text(reading))
        if not letters and reading.tag == RDG and absences(reading) != ["omitted"]:
            return None
        return letters


def _is_hand(witness: etree._Element) -> bool:
    return next(witness.iterancestors(WITNESS), None) is not None

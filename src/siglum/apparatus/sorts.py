"""An entry in normal form -> by what readers may ask for it: departures, types, hands, scholars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final, NamedTuple

from lxml import etree

from siglum.apparatus.coverage import Coverage, entries_of
from siglum.apparatus.entries import APP, LEM, RDG
from siglum.apparatus.quotations import QUOTED
from siglum.apparatus.witnesses import Witness
from siglum.apparatus.wordings import BASE, HANDS, SOURCES
from siglum.source.namespaces import TEI

_GROUP: Final = f"{{{TEI}}}rdgGrp"


class Sorts(NamedTuple):
    """What may be asked for: words of @type; keys of the hands that wrote, and of who found it."""

    types: tuple[str, ...] = ()
    hands: tuple[str, ...] = ()
    scholars: tuple[str, ...] = ()


NO_SORTS: Final = Sorts()


class Sorting:
    """Sorts the entries of one document, of which these are all witnesses."""

    def __init__(self, witnesses: Iterable[Witness]) -> None:
        known = {one.key: one for one in witnesses}
        self._coverage = Coverage(known.values())
        self._noted: tuple[dict[str, None], ...] = ({}, {}, {})
        self._hands = {
            key
            for key, one in known.items()
            if (up := known.get(one.parent)) is not None and up.kind == "witness"
        }

    def sorts(self, app: etree._Element) -> Sorts:
        """What one entry may be found by; a `<choice>` or a quotation has no type of its own."""
        parts = list(_parts(app))
        typed = () if app.get("type") in ("choice", QUOTED) else parts
        types = [word for part in typed if part.tag != LEM for word in part.get("type", "").split()]
        hands = [key for part in parts for key in _keys(part, HANDS)]
        if self._hands:
            hands += [key for part in parts for key in _keys(part, "wit") if key in self._hands]
        scholars = [key for part in parts for key in _keys(part, SOURCES)]
        return Sorts(_once(types), _once(hands), _once(scholars))

    def note(self, unit: etree._Element) -> None:
        """Look at all entries of a unit."""
        for app in entries_of(unit):
            for known, some in zip(self._noted, self.sorts(app), strict=True):
                known.update(dict.fromkeys(some))

    @property
    def noted(self) -> Sorts:
        """What the entries of these units may be found by: types by name, others as they come."""
        types, hands, scholars = self._noted
        by_name = sorted(types, key=lambda word: (word.casefold(), word))
        return Sorts(tuple(by_name), tuple(hands), tuple(scholars))

    def departing(self, app: etree._Element) -> tuple[str, ...]:
        """Who reads otherwise than the text: whom the entry names, and members of families.

        But not those members whom it names itself.
        """
        readings = [part for part in _parts(app) if part.tag in (LEM, RDG)]
        departing = [_keys(one, "wit") for one in readings if not one.get(BASE)]
        if not self._coverage.knows_families:
            return _once(chain.from_iterable(departing))
        named = {key for one in readings for key in _keys(one, "wit")}
        found: dict[str, None] = {}
        for own in departing:
            others = named.difference(own)
            including = self._coverage.including(own)
            found.update(dict.fromkeys(key for key in including if key not in others))
        return tuple(found)


def _parts(app: etree._Element) -> Iterator[etree._Element]:
    """An entry, its readings and groups of them, not those of entries in it."""
    yield app
    for part in app.iter(LEM, RDG, _GROUP):
        if part.getparent() is app or next(part.iterancestors(APP)) is app:
            yield part


def _keys(part: etree._Element, name: str) -> list[str]:
    keys = part.get(name)
    return keys.replace("#", "").split() if keys else []


def _once(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))

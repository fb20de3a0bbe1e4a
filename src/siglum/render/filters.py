"""A stored unit -> entries and lemmata know by what readers may ask for them, in a page's filter.

Written down as `s:departs`, `s:types`, `s:written` and `s:found`, which style sheets hide by.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lxml import etree

from siglum.apparatus.coverage import entries_of
from siglum.apparatus.segments import SEG
from siglum.apparatus.sorts import Sorting
from siglum.apparatus.witnesses import Witness
from siglum.edition import Document
from siglum.render.pages import Choice, choices
from siglum.source.identity import ID, NORMAL

DEPARTS: Final = f"{{{NORMAL}}}departs"
#: What an entry is sorted by, in the order of `Sorts`.
SORTED: Final = tuple(f"{{{NORMAL}}}{name}" for name in ("types", "written", "found"))


#: A list of more is no help, and makes every page heavy.
_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing to ask for: its name in addresses, and what may be chosen."""

    name: str
    choices: tuple[Choice, ...]


def filters(document: Document) -> tuple[Filter, ...]:
    """What readers of a document may ask for: witness, type, hand and who found it."""
    known = {one.key: one for one in document.witnesses}
    some = choices(document)
    found = [Filter("departs", tuple(some) if len(some) > 1 else ())]
    found.append(Filter("type", tuple(Choice(word, word) for word in document.sorts.types)))
    for name, keys in (("hand", document.sorts.hands), ("by", document.sorts.scholars)):
        told = (_choice(known[key]) for key in keys if key in known)
        found.append(Filter(name, tuple(told)))
    return tuple(one for one in found if 0 < len(one.choices) <= _MOST)


def _choice(one: Witness) -> Choice:
    """How a hand or a scholar is offered; a pointer says no more than its siglum."""
    bare = one.title.removeprefix("#") == one.siglum
    return Choice(one.key, one.siglum, "" if bare else one.title)


def tell_sorts(document: Document, unit: etree._Element) -> None:
    """Tell the entries of a unit, and their lemmata, by what they may be found; in place."""
    sorting = Sorting(document.witnesses)
    of_entries: dict[str, tuple[tuple[str, ...], ...]] = {}
    for app in entries_of(unit):
        _put(app, DEPARTS, sorting.departing(app))
        sorts = sorting.sorts(app)
        for name, words in zip(SORTED, sorts, strict=True):
            _put(app, name, words)
        if any(sorts):
            of_entries[app.get(ID, "")] = sorts
    for fragment in unit.iter(SEG) if of_entries else ():
        if fragment.get("type") == "lemma":
            own = (name[1:] for name in fragment.get("corresp", "").split())
            rows = [of_entries[name] for name in own if name in of_entries]
            for at, name in enumerate(SORTED):
                _put(fragment, name, tuple(dict.fromkeys(w for row in rows for w in row[at])))


def _put(element: etree._Element, name: str, words: tuple[str, ...]) -> None:
    if words:
        element.set(name, " ".join(words))

"""The witnesses of a document and one of them -> whose readings are its own at each entry."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from siglum.apparatus.witnesses import Witness
from siglum.edition import Document


@dataclass(slots=True)
class Voice:
    """One witness, and those it follows where it is not named itself.

    `around` are the witness a hand belongs to, and that one's; `members` those of a family;
    `families` those that it is a member of.
    """

    key: str
    around: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    families: frozenset[str] = frozenset()
    _speaks: dict[str, str] = field(default_factory=dict)  # by entry: as whom it reads

    def see(self, entry: str, rows: Sequence[frozenset[str]]) -> None:
        """Take note of who is named in an entry, `rows` being those of each of its readings."""
        named = frozenset[str]().union(*rows)
        speaks = next((key for key in (self.key, *self.around) if key in named), "")
        if not speaks and self.members:
            having = [row for row in rows if row.intersection(self.members)]
            if len(having) == 1:  # its members agree
                speaks = next(iter(having[0].intersection(self.members)))
        self._speaks[entry] = speaks or (self.around[0] if self.around else self.key)

    def _as(self, entry: str) -> str:
        return self._speaks.get(entry, self.key)

    def reads(self, entry: str, readers: Iterable[str]) -> bool:
        """Whether a reading of `entry` that `readers` have is its own."""
        return self._as(entry) in readers

    def speaks_for_itself(self) -> bool:
        """Whether it follows nobody else."""
        return not self.around and not self.members

    def departs(self, entry: str, departing: Collection[str]) -> bool:
        """Whether it departs from the text in an entry in which `departing` do."""
        return self._as(entry) in departing

    def is_named(self, keys: Iterable[str], entry: str) -> bool:
        """Whether what is said of `keys` in an entry is said of it."""
        own = (self.key, self._as(entry))
        return any(key in own or key in self.families for key in keys)


def voice_of(document: Document, key: str) -> Voice:
    """The voice of a witness of `document`; that of the edited text for the empty key.

    Raises KeyError if there is none with this key.
    """
    if not key:
        return Voice("")
    witnesses = {one.key: one for one in document.witnesses}
    witness = witnesses[key]
    around: list[str] = []
    parent = witnesses.get(witness.parent)
    while parent is not None and parent.kind == "witness" and parent.key not in (key, *around):
        around.append(parent.key)
        parent = witnesses.get(parent.parent)
    members = tuple(_members(witness, witnesses)) if witness.kind == "group" else ()
    groups = (one for one in document.witnesses if one.kind == "group")
    families = frozenset(one.key for one in groups if key in _members(one, witnesses))
    return Voice(key, tuple(around), members, families)


def find_witness(document: Document, siglum: str) -> Witness | None:
    """The witness of `document` that is called `siglum`, by its siglum or its key."""
    name = siglum.removeprefix("#")
    by_siglum = (one for one in document.witnesses if one.siglum == name)
    return next(by_siglum, next((one for one in document.witnesses if one.key == name), None))


def _members(group: Witness, witnesses: dict[str, Witness]) -> Iterable[str]:
    """The single witnesses of a group, and of the groups in it."""
    waiting, seen = list(group.members), {group.key}
    while waiting:
        key = waiting.pop(0)
        if key in seen or key not in witnesses:
            continue
        seen.add(key)
        if witnesses[key].kind == "group":
            waiting += witnesses[key].members
        else:
            yield key

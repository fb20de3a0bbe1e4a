"""A unit as stored -> the steps that every witness takes through it, each in its own way.

Which words stand where, in which entry and who has them is the same whoever reads: it is found
once, and then each witness goes through a few steps for every entry instead of the whole tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal, NamedTuple

from lxml import etree

from siglum.apparatus.choices import CHOICE, shown_side
from siglum.apparatus.coverage import LACKING, MARKS, entries_of
from siglum.apparatus.entries import APP, LEM, RDG
from siglum.apparatus.segments import ABSENT, READERS, SEG
from siglum.apparatus.wordings import BASE
from siglum.source.identity import ID
from siglum.source.namespaces import TEI
from siglum.source.numbering import NUMBER
from siglum.source.vocabulary import BLOCKS, names

_T = f"{{{TEI}}}"
#: What is no part of the running text.
_ASIDE = names(
    "note noteGrp witDetail wit figDesc index teiHeader standOff listWit fw facsimile sourceDoc"
)

_GAP: Final = f"{_T}gap"

Kind = Literal["text", "departure", "gap", "block"]


class Piece(NamedTuple):
    """A stretch of a witness's text.

    `departure` is what it reads instead of the text (empty where it omits words), of the entry
    `entry`; `gap` where it has nothing, or where what it has is lost (`HOLE`); `block` the border
    of a paragraph, verse or heading: one that begins has its name as `entry`, its number as text.
    """

    kind: Kind
    text: str = ""
    entry: str = ""


GAP: Final = Piece("gap")
HOLE: Final = Piece("gap", entry="hole")  # a `<gap>` of the text or of a reading
END: Final = Piece("block")


class Words(NamedTuple):
    """Words, of the text or of a reading; `seen` if their lack is one that a reader notices."""

    piece: Piece
    seen: bool


class Border(NamedTuple):
    """A block begins or ends."""

    piece: Piece


class Mark(NamedTuple):
    """Those of `keys` come or go, at an entry if it stands in one."""

    keys: tuple[str, ...]
    entry: str
    there: bool


class Lemma(NamedTuple):
    """Words of the text that `absent` do not have, by one of `entries`."""

    entries: tuple[str, ...]
    absent: frozenset[str]
    steps: list[Step]


class Apart(NamedTuple):
    """Marks of the lemma of an entry, which does not stand in the text; they count once."""

    entry: str
    steps: list[Step]


class Reading(NamedTuple):
    """What `readers` have in an entry instead of the text."""

    entry: str
    readers: frozenset[str]
    steps: list[Step]


class Listed(NamedTuple):
    """An entry without a place in the text: each reading with its keys, and the text's own."""

    entry: str
    readings: list[tuple[tuple[str, ...], list[Step]]]
    base: list[Step]


Step = Words | Border | Mark | Lemma | Apart | Reading | Listed


@dataclass(eq=False)
class UnitSteps:
    """The steps through one unit: `lacking` are not there where it begins."""

    unit: etree._Element
    blocks: Mapping[etree._Element, str]  # those of the text, with their names
    lacking: frozenset[str]
    steps: list[Step] = field(default_factory=list)

    @cached_property
    def named(self) -> list[tuple[str, list[frozenset[str]]]]:
        """Each entry, and who is named in each of its readings."""
        return [
            (app.get(ID, ""), [frozenset(_keys(one.get("wit", ""))) for one in app.iter(LEM, RDG)])
            for app in entries_of(self.unit)
        ]

    @cached_property
    def departing(self) -> dict[str, set[str]]:
        """By entry: who departs from the text in it."""
        found: dict[str, set[str]] = {}
        for fragment in self.unit.iter(SEG):
            if readers := fragment.get(READERS):
                name = fragment.get("corresp", "").removeprefix("#")
                found.setdefault(name, set()).update(readers.split())
        return found


def read_steps(unit: etree._Element) -> UnitSteps:
    """The steps through a unit."""
    blocks = _block_names(unit)
    found = UnitSteps(unit, blocks, frozenset(unit.get(LACKING, "").split()))
    walk = _Walk(unit, blocks)
    for part in unit:
        if part.tag not in _ASIDE:
            found.steps += walk.through(part, "")
            found.steps.append(Border(END))
    return found


class _Walk:
    """A walk through one unit."""

    def __init__(self, unit: etree._Element, blocks: Mapping[etree._Element, str]) -> None:
        self._blocks = blocks
        self._lemmata: dict[str, str] = {}  # who has the lemma of an entry: marks in it are theirs
        self._apart: dict[str, list[etree._Element]] = {}
        for app in entries_of(unit):
            lemma = next((one for one in app.iter(LEM, RDG) if one.get(BASE)), None)
            if lemma is not None:
                name = app.get(ID, "")
                self._lemmata[name] = lemma.get("wit", "")
                # of an entry that is tied to words of the text, the lemma does not stand in it
                if app.get("from") or app.get("loc"):
                    self._apart[name] = list(lemma.iter(*MARKS))

    def through(
        self, node: etree._Element, readers: str, entry: str = "", around: str = ""
    ) -> Iterator[Step]:
        """What `node` gives: `readers` have it, by the departure `entry` or a lemma `around` it."""
        tag = node.tag
        if tag in MARKS:
            yield Mark(_of_mark(node, readers), entry or around, MARKS[tag])
        elif tag in _ASIDE:
            return
        elif tag == APP:
            if not node.get("from"):  # else its words stand elsewhere, where it could not be tied
                yield self._listed(node)
        elif tag == CHOICE:  # in a reading; those of the text are entries
            side = shown_side(node)
            if side is not None:
                yield from self._inside(side, readers, entry, around)
        elif tag == SEG and node.get("type") == "reading":
            yield self._reading(node, entry, around)
        elif tag == SEG and node.get("type") in ("lemma", "part"):
            yield self._lemma(node, entry, around)
        else:
            yield from self._inside(node, readers, entry, around)

    def _reading(self, node: etree._Element, entry: str, around: str) -> Reading:
        entry = node.get("corresp", "").removeprefix("#") or entry
        readers = node.get(READERS, "")
        steps: list[Step] = []
        words = any(True for _ in node.itertext())
        if not words and next(node.iter(*MARKS), None) is None:
            steps.append(Words(Piece("departure", "", entry), False))
        steps += self._inside(node, readers, entry, around)
        return Reading(entry, frozenset(readers.split()), steps)

    def _lemma(self, node: etree._Element, entry: str, around: str) -> Lemma:
        entries = tuple(name[1:] for name in node.get("corresp", "").split())
        readers = " ".join(self._lemmata.get(name, "") for name in entries)
        around = next((name for name in entries if self._lemmata.get(name)), around)
        steps: list[Step] = []
        for name in entries:
            if marks := self._apart.get(name):
                own = [step for mark in marks for step in self.through(mark, readers, "", name)]
                steps.append(Apart(name, own))
        steps += self._inside(node, readers, entry, around)
        return Lemma(entries, frozenset(node.get(ABSENT, "").split()), steps)

    def _inside(
        self, node: etree._Element, readers: str, entry: str, around: str
    ) -> Iterator[Step]:
        block = node.tag in BLOCKS
        kind: Kind = "departure" if entry else "text"
        if block:
            yield Border(Piece("block", node.get(NUMBER, ""), self._blocks.get(node, "")))
        if node.tag == _GAP:
            yield Words(HOLE, True)
        if node.text:
            yield Words(Piece(kind, node.text, entry), bool(node.text.strip()))
        for child in node:
            yield from self.through(child, readers, entry, around)
            if child.tail:
                yield Words(Piece(kind, child.tail, entry), bool(child.tail.strip()))
        if block:
            yield Border(END)

    def _listed(self, app: etree._Element) -> Listed:
        """What is read at an entry that has no place in a running text, as in a collation."""
        entry = app.get(ID, "")
        base = next((one for one in app.iter(LEM, RDG) if one.get(BASE)), None)
        readings = [
            (
                _keys(one.get("wit", "")),
                list(self._inside(one, one.get("wit", ""), entry, entry)),
            )
            for one in app.iter(RDG, LEM)
            if one is not base
        ]
        own: list[Step] = []
        if base is not None:
            own += self._inside(base, base.get("wit", ""), "", entry)
        return Listed(entry, readings, own)


def _of_mark(mark: etree._Element, readers: str) -> tuple[str, ...]:
    """Of whom a mark speaks: by its own @wit, or by those of its reading."""
    tokens = mark.get("wit", "")
    if not tokens:
        reading = next(mark.iterancestors(LEM, RDG), None)
        tokens = readers if reading is None else reading.get("wit", "")
    return _keys(tokens)


def _keys(tokens: str) -> tuple[str, ...]:
    return tuple(token.removeprefix("#") for token in tokens.split())


def _block_names(unit: etree._Element) -> dict[etree._Element, str]:
    """The blocks of a unit in their order, with a name each; those of readings are none."""
    found: dict[etree._Element, str] = {}
    for part in unit:
        if part.tag not in _ASIDE:
            for block in part.iter(*BLOCKS):
                around = block.iterancestors(SEG, APP)
                if not any(up.tag == APP or up.get("type") == "reading" for up in around):
                    found[block] = block.get(ID) or f"block{len(found)}"
    return found

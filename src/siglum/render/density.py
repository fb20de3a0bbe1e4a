"""A stored unit -> how many entries each of its passages has: a strip above its page, and a table.

A passage is a numbered line or paragraph; where there are many, some that follow each other are
one. It is as wide as it is long, and as dark as entries are dense in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from siglum.apparatus.coverage import entries_of
from siglum.apparatus.normal import STAND_OFF
from siglum.apparatus.segments import SEG
from siglum.apparatus.untold import AT
from siglum.source.identity import ID
from siglum.source.numbering import NUMBER
from siglum.source.vocabulary import names

#: So many passages can be told apart; fewer, or with fewer entries, are no picture.
_MOST, _LEAST, _ENTRIES = 40, 3, 8
#: The whole strip in units of the picture.
_WIDTH: Final = 600
_ASIDE = names("note noteGrp teiHeader standOff fw figDesc")


@dataclass(slots=True)
class Passage:
    """A stretch of text: its address, what it is called, its letters and its entries."""

    address: str
    label: str
    letters: int = 0
    entries: int = 0
    last: str = ""  # what its end is called, if it is several

    @property
    def called(self) -> str:
        """From where to where it goes."""
        return self.label if self.last in ("", self.label) else f"{self.label}–{self.last}"


@dataclass(frozen=True, slots=True)
class Bar:
    """A passage in the picture: from where, how wide, how dark from 0 to 1."""

    passage: Passage
    x: float
    width: float
    shade: float


def read_passages(unit: etree._Element) -> list[Passage]:
    """The numbered lines and paragraphs of a unit, in its order."""
    found: dict[str, Passage] = {}
    for part in unit:
        for block in () if part.tag == STAND_OFF else part.iter(etree.Element):
            name, number = block.get(ID, ""), block.get(NUMBER, "")
            if number and name and next(block.iterancestors(*_ASIDE, SEG), None) is None:
                found[name] = Passage(name, number, _letters(block))
    for app in entries_of(unit):
        if (passage := found.get(app.get(AT, ""))) is not None:
            passage.entries += 1
    return list(found.values())


def sum_up(address: str, label: str, passages: Sequence[Passage]) -> Passage:
    """All passages of a page as one."""
    letters, entries = (sum(getattr(p, n) for p in passages) for n in ("letters", "entries"))
    return Passage(address, label, letters, entries)


def draw_density(passages: Sequence[Passage]) -> list[Bar]:
    """The bars of a strip; none where there is nothing to see."""
    rows = _gathered([one for one in passages if one.letters])
    if len(rows) < _LEAST or sum(one.entries for one in rows) < _ENTRIES:
        return []
    whole = sum(one.letters for one in rows)
    most = max(one.entries / one.letters for one in rows)
    bars: list[Bar] = []
    at = 0
    for one in rows:
        x = round(_WIDTH * at / whole, 1)
        at += one.letters
        width = round(_WIDTH * at / whole - x, 1)
        bars.append(Bar(one, x, width, round(one.entries / one.letters / most, 2)))
    return bars


def _gathered(passages: list[Passage]) -> list[Passage]:
    """At most so many passages: of more, some that follow each other are one."""
    if len(passages) <= _MOST:
        return passages
    whole = sum(one.letters for one in passages)
    rows: list[Passage] = []
    seen = 0
    for one in passages:
        if rows and _MOST * seen // whole < len(rows):
            row = rows[-1]
            row.letters += one.letters
            row.entries += one.entries
            row.last = one.label
        else:
            rows.append(one)
        seen += one.letters
    return rows


def _letters(block: etree._Element) -> int:
    """The letters of a passage as the edition reads it; in lines that hold others, not theirs."""
    count = len((block.text or "").strip())
    for child in block.iterchildren("*"):
        reading = child.tag == SEG and child.get("type") == "reading"
        if child.tag not in _ASIDE and not reading and not child.get(NUMBER):
            count += _letters(child)
        count += len((child.tail or "").strip())
    return count

"""Where a witness departs from the text in several entries -> which of its readings are shown.

Lemmata may nest and cross. A reading of a wider lemma says all that its witness has there, so
that readings inside it are not shown again. Of two lemmata that cross, both readings are shown;
what both say of the words they share is shown once: «of so parfit wys a wight», where one entry
gives "in what wise was" for the first four words and another "was a wight" for the last three,
is «in what wise was a wight» (TEI Guidelines 13.2.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from siglum.apparatus.course import SIGN, Stretch
from siglum.apparatus.entries import NOTES
from siglum.source.vocabulary import BLOCKS, names

_WORD = re.compile(r"(\S*)(.*)", re.DOTALL)
_ASIDE = NOTES | names("witDetail wit")


@dataclass(frozen=True, slots=True)
class Departure:
    """A reading that a witness has in the place of a stretch of text."""

    stretch: Stretch
    reading: etree._Element


def shown_departures(departures: Iterable[Departure]) -> list[tuple[Departure, int | None]]:
    """Of all departures of one witness those that are shown.

    With one that begins inside another and goes on behind it comes how many of its words are
    to be left out at first.
    """
    ordered = sorted(departures, key=lambda d: (d.stretch.start, -d.stretch.end, d.stretch.first))
    shown: list[tuple[Departure, int | None]] = []
    cover: Stretch | None = None
    until = 0
    before: list[str] = []
    uncounted: etree._Element | None = None  # words are counted only where lemmata cross
    for departure in ordered:
        here = departure.stretch
        skip: int | None = None
        if here.start == here.end:
            if cover is None or not (
                cover.start < here.start < until or cover.first < here.first < cover.last
            ):
                shown.append((departure, None))
            continue
        if cover is not None and here.start < until:
            if here.end <= until:
                continue
            if uncounted is not None:
                before, uncounted = words_of(uncounted), None
            skip = _shared(before, departure.reading)
            before = before + words_of(departure.reading)[skip:]
        else:
            uncounted = departure.reading
        cover, until = here, here.end
        shown.append((departure, skip))
    return shown


def words_of(reading: etree._Element) -> list[str]:
    """The words of a reading, without its notes; a gap or another sign is one."""
    return "".join(_pieces(reading)).split()


def _pieces(node: etree._Element) -> list[str]:
    pieces = [node.text or ""]
    for child in node:
        if child.tag not in _ASIDE:
            inner = _pieces(child)
            space = " " if child.tag in BLOCKS else ""
            pieces += [space, *(inner if any(inner) else [SIGN]), space]
        pieces.append(child.tail or "")
    return pieces


def _shared(before: list[str], reading: etree._Element) -> int:
    """How many words at the beginning of a reading are the last ones of those before it."""
    beginning = _plain_beginning(reading)
    for count in range(min(len(before), len(beginning)), 0, -1):
        if before[-count:] == beginning[:count]:
            return count
    return 0


def _plain_beginning(reading: etree._Element) -> list[str]:
    """The words of a reading up to an element that has words itself: so many can be left out."""
    said = reading.text or ""
    for child in reading:
        if len(child) or child.text or child.tag in _ASIDE:
            return said.split()[: -1 if said[-1:].strip() else None]
        said += SIGN + (child.tail or "")
    return said.split()


def leave_out(reading: etree._Element, count: int) -> None:
    """Take so many words, which `shown_departures` has counted, from the beginning, in place."""
    within = False  # a word that goes on after a sign
    while count:
        text = reading.text or ""
        word = _WORD.match(text if within else text.lstrip())
        assert word is not None, "the pattern fits anything"
        letters, rest = word.groups()
        if (letters or within) and rest:
            reading.text, within, count = rest.lstrip(), False, count - 1
            continue
        child = next(iter(reading), None)
        if child is None:
            reading.text = None
            return
        reading.text, child.tail, within = child.tail, None, True
        reading.remove(child)

"""Where a witness departs from the text in several entries -> which of its readings are shown.

Lemmata may nest and cross. A reading of a wider lemma says all that its witness has there, so
that readings inside it are not shown again, save where they only say that a lacuna begins or
ends. Of two lemmata that cross, both readings are shown; what both say of the words they share is
shown once: «of so parfit wys a wight», where one entry gives "in what wise was" for the first four
words and another "was a wight" for the last three, is «in what wise was a wight» (TEI Guidelines
13.2.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from siglum.apparatus.course import SIGN, Stretch
from siglum.apparatus.entries import NOTES
from siglum.source.vocabulary import BLOCKS, names

_WORD = re.compile(r"(\S*)(.*)", re.DOTALL)
_ASIDE = NOTES | names("witDetail wit")
_BORDER = "\ufffb"
_BORDERS = names("lacunaStart lacunaEnd witStart witEnd")


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
    until = 0
    before: list[str] = []
    uncounted: etree._Element | None = None  # words are counted only where lemmata cross
    for departure in ordered:
        here = departure.stretch
        if here.start == here.end:
            continue
        skip: int | None = None
        if shown and here.start < until:
            if here.end <= until:
                if _only_borders(departure.reading):
                    shown.append((departure, None))
                continue
            if uncounted is not None:
                before, uncounted = words_of(uncounted), None
            skip = _shared(before, departure.reading)
            before = before + words_of(departure.reading)[skip:]
        else:
            uncounted = departure.reading
        until = here.end
        shown.append((departure, skip))
    shown += [(one, None) for one in _shown_additions(ordered, [one.stretch for one, _ in shown])]
    return shown


def _shown_additions(ordered: list[Departure], wide: list[Stretch]) -> Iterator[Departure]:
    """The departures at a place without words that stand in no other one that is shown.

    `wide` are the stretches of the others that are shown. Where letters do not tell what stands
    inside what, because an entry begins or ends right there, the order of the points does.
    """
    additions = [one for one in ordered if one.stretch.start == one.stretch.end]
    by_letters = sorted(wide, key=lambda one: one.start, reverse=True)
    inside: set[int] = set()
    reach = 0
    for number, addition in enumerate(additions):
        while by_letters and by_letters[-1].start < addition.stretch.start:
            reach = max(reach, by_letters.pop().end)
        if addition.stretch.start < reach:
            inside.add(number)
    by_points = sorted(wide, key=lambda one: one.first, reverse=True)
    reach = 0
    for number in sorted(range(len(additions)), key=lambda n: additions[n].stretch.first):
        here = additions[number].stretch
        while by_points and by_points[-1].first < here.first:
            reach = max(reach, by_points.pop().last)
        if number not in inside and here.first > reach:
            reach = here.last
            yield additions[number]


def _only_borders(reading: etree._Element) -> bool:
    """Whether a reading says nothing but that a lacuna or a witness begins or ends there."""
    borders = next(reading.iter(*_BORDERS), None)
    return borders is not None and not "".join(map(str, reading.itertext())).strip()


def words_of(reading: etree._Element) -> list[str]:
    """The words of a reading, without its notes; a gap or another sign is one."""
    return "".join(_pieces(reading)).split()


def _pieces(node: etree._Element) -> list[str]:
    pieces = [node.text or ""]
    for child in node:
        if child.tag not in _ASIDE:
            inner = _pieces(child)
            space = " " if child.tag in BLOCKS else ""
            pieces += [space, *(inner if any(inner) else [_sign(child)]), space]
        pieces.append(child.tail or "")
    return pieces


def _sign(node: etree._Element) -> str:
    """What stands for an element without words; a border is shown in no text, and is no hole."""
    return _BORDER if node.tag in _BORDERS else SIGN


def _shared(before: list[str], reading: etree._Element) -> int:
    """How many words at the beginning of a reading are the last ones of those before it."""
    beginning = _plain_beginning(reading)
    for count in range(min(len(before), len(beginning)), 0, -1):
        if before[-count:] == beginning[:count]:
            return count
    return 0


def _plain_beginning(node: etree._Element) -> list[str]:
    """The words of a reading up to an element that has words itself: so many can be left out.

    Verses and paragraphs are gone through one after the other.
    """
    return _beginning(node)[0]


def _beginning(node: etree._Element) -> tuple[list[str], bool]:
    """The words that can be left out, and whether these are all."""
    if _holds_blocks(node):
        words: list[str] = []
        for child in node:
            some, all_of_it = _beginning(child)
            words += some
            if not all_of_it:
                return words, False
        return words, True
    said = node.text or ""
    for child in node:
        if len(child) or child.text or child.tag in _ASIDE:
            return said.split()[: -1 if said[-1:].strip() else None], False
        said += _sign(child) + (child.tail or "")
    return said.split(), True


def _holds_blocks(node: etree._Element) -> bool:
    """Whether all words of a node stand in verses or paragraphs."""
    if not len(node) or (node.text or "").strip():
        return False
    return all(child.tag in BLOCKS and not (child.tail or "").strip() for child in node)


def leave_out(reading: etree._Element, count: int) -> None:
    """Take so many words, which `shown_departures` has counted, from the beginning, in place."""
    while count and _holds_blocks(reading):
        first = reading[0]
        words, all_of_it = _beginning(first)
        if not all_of_it or len(words) > count:
            leave_out(first, count)
            return
        reading.remove(first)
        count -= len(words)
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

"""The verses of a text -> each with the number that its printed line is known by.

Many sources number only every fifth verse, or start to count in the middle. Where the numbers that
are given agree with the count of the verses between them, the missing ones follow from them.
"""

from __future__ import annotations

from collections import Counter

from lxml import etree

from siglum.print.options import Verses

__all__ = ["number_verses"]


def number_verses(section: etree._Element, how: Verses = "given") -> None:
    """Give every verse (`.l`) of a text a ``data-verse``, as far as its neighbours tell it.

    A later part of a verse that speakers share has the number of its first part. A text without
    any number on its verses stays without: its lines are then counted like prose. Verses that are
    to be counted have none. Later parts have a ``data-goes-on``.
    """
    verses = [one for one in section.iter(etree.Element) if "l" in _classes(one)]
    for verse in verses:
        if _goes_on(verse):
            verse.set("data-goes-on", "")
    if how == "count":
        return
    if how == "stanza":
        _number_stanzas(section, verses)
        return
    groups: dict[etree._Element, list[etree._Element]] = {}
    for verse in verses:
        home = next((up for up in verse.iterancestors() if "div" in _classes(up)), section)
        groups.setdefault(home, []).append(verse)
    for verses in groups.values():
        _number_group(verses)


def _goes_on(verse: etree._Element) -> bool:
    """Whether a verse is a later part of the one before it."""
    return verse.get("data-part") in ("M", "F") or "part" in _classes(verse)


def _number_stanzas(section: etree._Element, verses: list[etree._Element]) -> None:
    """Number verses within their stanza, after its number: the encoder's, else a count.

    Verses outside of stanzas are counted within their division.
    """
    stanzas: dict[etree._Element, str] = {}
    counted: Counter[etree._Element] = Counter()
    within: Counter[etree._Element] = Counter()
    for verse in verses:
        if not verse.get("data-n"):
            continue  # in a note or a register: it is none of the text
        home = next((up for up in verse.iterancestors() if "div" in _classes(up)), section)
        stanza = next((up for up in verse.iterancestors() if "lg" in _classes(up)), None)
        if stanza is not None and stanza not in stanzas:
            counted[home] += 1
            stanzas[stanza] = (stanza.get("data-n") or "").strip() or str(counted[home])
        holder = home if stanza is None else stanza
        if not _goes_on(verse) or not within[holder]:
            within[holder] += 1
        prefix = "" if stanza is None else f"{stanzas[stanza]}."
        verse.set("data-verse", f"{prefix}{within[holder]}")


def _classes(element: etree._Element) -> list[str]:
    return (element.get("class") or "").split()


def _number_group(verses: list[etree._Element]) -> None:
    """Number the verses of one division."""
    labels: list[str | None] = [(verse.get("data-n") or "").strip() or None for verse in verses]
    if not any(labels):
        return
    counts: list[int] = []
    place = 0
    for verse, label in zip(verses, labels, strict=True):
        if not _goes_on(verse) or label is not None:
            place += 1
        counts.append(place)
    known = [
        (index, int(label)) for index, label in enumerate(labels) if label and label.isdecimal()
    ]
    for index, label in enumerate(labels):
        if label is None:
            labels[index] = _between(index, counts, known)
    for verse, label in zip(verses, labels, strict=True):
        if label:
            verse.set("data-verse", label)


def _between(index: int, counts: list[int], known: list[tuple[int, int]]) -> str | None:
    """The number of a verse that has none, when the known ones around it agree about it."""
    before = next((item for item in reversed(known) if item[0] < index), None)
    after = next((item for item in known if item[0] > index), None)
    if before and after and after[1] < before[1]:
        after = None  # the count begins again: what stands before it belongs to the old one
    guesses = {number + counts[index] - counts[at] for at, number in filter(None, (before, after))}
    if len(guesses) == 1 and (guess := guesses.pop()) > 0:
        return str(guess)
    return None

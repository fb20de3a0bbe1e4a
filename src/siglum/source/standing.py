"""An `<app>` -> the reading of it that stands in the text: the one rule, whoever asks.

It is the lemma. Where an entry has none, it is a reading that somebody prefers: the first, unless
the edition chooses otherwise (`siglum.apparatus.bases`). An entry that is tied to words of the text
by `@from`, or names their place by `@loc`, leaves nothing in the text (TEI Guidelines 13.2.1-2).
So does one without a lemma that excludes an entry which has one: its words stand there (13.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from lxml import etree

from siglum.source.identity import NORMAL
from siglum.source.namespaces import TEI, XML_ID

_T = f"{{{TEI}}}"
_APP, _LEM, _RDG, _GROUP = f"{_T}app", f"{_T}lem", f"{_T}rdg", f"{_T}rdgGrp"
_READINGS = frozenset({_LEM, _RDG})
#: On a reading: that it was chosen for the text, so that copies of its entry need not ask again.
STANDS = f"{{{NORMAL}}}stands"
#: On an entry: that it gives way to another one, whose lemma stands in the text.
GIVES_WAY = f"{{{NORMAL}}}gives-way"


class Prefer(Protocol):
    """Of the readings of an entry without a lemma, at least one -> the one that stands in it."""

    def __call__(self, readings: Sequence[etree._Element], /) -> etree._Element:
        """One of `readings`."""


def first(readings: Sequence[etree._Element]) -> etree._Element:
    """The first reading: what stands in the text if nobody says otherwise."""
    return readings[0]


def base_element(app: etree._Element, prefer: Prefer = first) -> etree._Element | None:
    """The reading of `app` whose content stands in the text; None where nothing of it does.

    The lemma, also where it is empty or stands in a group; else the reading that was chosen
    before (`choose_bases`); else the one that `prefer` names.
    """
    for child in app:
        tag = child.tag
        if tag == _LEM:
            return child  # as in most entries: no other reading is looked at
        if tag in _READINGS or tag == _GROUP:
            break
    return base_among(app, readings_of(app), prefer)


def base_among(
    app: etree._Element, readings: Sequence[etree._Element], prefer: Prefer = first
) -> etree._Element | None:
    """The same, of an entry whose `readings` (`readings_of`) are known."""
    chosen: etree._Element | None = None
    for reading in readings:
        if reading.tag == _LEM:
            return reading
        if reading.get(STANDS):
            chosen = reading
    if not readings or app.get("from") or app.get("loc") or app.get(GIVES_WAY):
        return None
    return prefer(readings) if chosen is None else chosen


def readings_of(holder: etree._Element) -> list[etree._Element]:
    """Lemma and readings of an entry or a group in their order, those in groups too.

    An entry inside another's reading is not looked into.
    """
    found: list[etree._Element] = []
    for child in holder:
        tag = child.tag
        if tag in _READINGS:
            found.append(child)
        elif tag == _GROUP:
            found += readings_of(child)
    return found


def note_exclusions(tree: etree._Element) -> None:
    """Note on entries without a lemma that they exclude one which has it, in place."""
    excluding = [app for app in tree.iter(_APP) if app.get("exclude")]
    if not excluding:
        return
    entries = {app.get(XML_ID): app for app in tree.iter(_APP) if app.get(XML_ID)}
    for app in excluding:
        others = (entries.get(token.removeprefix("#")) for token in app.get("exclude", "").split())
        if not _has_lemma(app) and any(other is not None and _has_lemma(other) for other in others):
            app.set(GIVES_WAY, "yes")


def _has_lemma(app: etree._Element) -> bool:
    return any(reading.tag == _LEM for reading in readings_of(app))


def choose_bases(tree: etree._Element, prefer: Prefer) -> None:
    """Note on the readings of `tree` which of them stand in the text, in place."""
    for app in tree.iter(_APP):
        base = base_element(app, prefer)
        if base is not None and base.tag != _LEM:
            base.set(STANDS, "yes")


def standing(tree: etree._Element) -> frozenset[etree._Element]:
    """All readings in `tree` that stand in the text of their entries."""
    bases = (base_element(app) for app in tree.iter(_APP))
    return frozenset(base for base in bases if base is not None)

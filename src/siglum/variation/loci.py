"""Stored units -> loci: each entry with its readings and who has them, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from sys import intern

from lxml import etree

from siglum.apparatus.coverage import Coverage
from siglum.apparatus.entries import LEM, RDG, reading_text
from siglum.apparatus.quotations import QUOTED
from siglum.apparatus.untold import LABEL
from siglum.apparatus.wordings import HANDS, SAYS, SOURCES
from siglum.edition import Document
from siglum.source.identity import ID
from siglum.source.namespaces import TEI

_T = f"{{{TEI}}}"
_GROUP = f"{_T}rdgGrp"
#: States of a reading that has no words of its own.
STATES = ("omitted", "missing", "lacuna", "blank", "illegible", "deleted", "erased")


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a locus: its words, who has it, and what is said of it.

    `state` is the key of why there are no words (`siglum.wording`), empty where there are some.
    `witnesses`, `hands` and `sources` are keys of witnesses.
    """

    text: str
    lemma: bool
    witnesses: tuple[str, ...]
    type: str = ""
    state: str = ""
    hands: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Locus:
    """One entry: where it stands, and its readings; the one in the text comes first.

    `lacking` are the keys of those who have no text there.
    """

    document: str
    id: str
    place: str
    type: str
    readings: tuple[Reading, ...]
    lacking: frozenset[str] = frozenset()

    @property
    def lemma(self) -> str:
        """The words of the text."""
        return next((one.text for one in self.readings if one.lemma), "")


def read_loci(document: Document) -> Iterator[Locus]:
    """The loci of a document in the order of its text; notes without readings are none.

    Nor are quotations, which nobody reads otherwise.
    """
    coverage = Coverage(document.witnesses)
    for number in range(len(document.units)):
        for moment in coverage.moments(document.read_unit(number)):
            app = moment.app
            readings = tuple(_readings(app))
            if readings and app.get("type") != QUOTED:
                yield Locus(
                    document.key,
                    app.get(ID, ""),
                    app.get(LABEL, ""),
                    app.get("type", ""),
                    readings,
                    moment.lacking,
                )


def _readings(holder: etree._Element, kind: str = "") -> Iterator[Reading]:
    for child in holder.iterchildren(LEM, RDG, _GROUP):
        own = child.get("type", "") or kind
        if child.tag == _GROUP:
            yield from _readings(child, own)
            continue
        says = child.get(SAYS, "").split()
        text = reading_text(child)
        state = next((key for key in says if key in STATES), "") if not text else ""
        yield Reading(
            text,
            child.tag == LEM,
            _keys(child.get("wit", "")),
            own,
            state or ("omitted" if not text and child.tag == RDG else ""),
            _keys(child.get(HANDS, "")),
            _keys(child.get(SOURCES, "")),
            child.get("cause", ""),
        )


def _keys(tokens: str) -> tuple[str, ...]:
    return tuple([intern(token.removeprefix("#")) for token in tokens.split()])

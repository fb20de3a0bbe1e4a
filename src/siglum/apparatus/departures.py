"""An `<app>` -> its Variation: which of its readings each witness has instead of the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from lxml import etree

from siglum.apparatus.entries import APP
from siglum.apparatus.witnesses import Conspectus
from siglum.source.standing import base_among, readings_of

#: Who «reads» what stands in the source where the edition corrects, regularises or expands it.
WRITTEN = "@written"
_DIGITS = 9  # longer numbers count no steps
_AS_WRITTEN = frozenset(("sic", "orig", "abbr", "am"))


@dataclass(slots=True)
class Variation:
    """What the witnesses do at one entry: the readings that are not the text, each with who has it.

    Nobody has two of them.
    """

    readings: list[tuple[etree._Element, tuple[str, ...]]] = field(default_factory=list)

    @property
    def departing(self) -> Iterable[str]:
        """Who departs from the text."""
        if len(self.readings) == 1:
            return self.readings[0][1]
        return chain.from_iterable(readers for _, readers in self.readings)


def variation_of(app: etree._Element, conspectus: Conspectus) -> Variation:
    """Which reading each witness has: one only, that of its first hand before those of others."""
    every = readings_of(app)
    if app.get("type") == "choice":
        written = next((one for one in every[1:] if one.get("type") in _AS_WRITTEN), None)
        if written is not None:
            return Variation([(written, (WRITTEN,))])
    base = base_among(app, every)
    named = _named(every, base, conspectus)
    taken: set[str] = set()
    readers: dict[etree._Element, tuple[str, ...]] = {}
    # the text first, so that nobody departs from it who is cited for it too
    order = {one: (one.get("hand") is not None, _step(one), one is not base) for one in every}
    for reading in sorted(every, key=order.__getitem__):
        own = keys = named[reading]
        if not conspectus.are_single(keys):
            cited = frozenset(key for others in named.values() for key in others)
            own = conspectus.readers(keys, cited.difference(keys))
        if not taken.isdisjoint(own):
            own = tuple([key for key in own if key not in taken])
        readers[reading] = own
        taken.update(own)
    departing = (reading for reading in every if reading is not base)
    return Variation([(one, readers[one]) for one in departing if readers[one]])


def _step(reading: etree._Element) -> int:
    """Which step of a development a reading is (`@varSeq`, TEI Guidelines 13.1.3)."""
    step = reading.get("varSeq", "")
    return int(step) if step.isdecimal() and len(step) <= _DIGITS else 0


def _named(
    every: list[etree._Element], base: etree._Element | None, conspectus: Conspectus
) -> dict[etree._Element, tuple[str, ...]]:
    """The witnesses of each reading: those it names, else those of the entries inside it.

    So is a line that is not in the text read by whoever reads a word of it (Guidelines 13.2.3).
    """
    named = {reading: conspectus.cited(reading) for reading in every}
    for reading in every:
        if not named[reading] and reading is not base and len(reading):
            inner = (one for app in reading.iter(APP) for one in readings_of(app))
            within = dict.fromkeys(key for one in inner for key in conspectus.cited(one))
            cited = {key for keys in named.values() for key in keys}
            named[reading] = tuple(key for key in within if key not in cited)
    return named

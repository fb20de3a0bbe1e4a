"""`apparatus.base` of edition.toml and the witnesses of a document -> which readings it prefers.

Where entries have no lemma, editions differ in what they read: the reading that the encoder put
first ("first"), the one that the encoder counts as the earliest ("order"), or that of one witness.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from siglum.apparatus.witnesses import Conspectus
from siglum.source.standing import Prefer, first

FIRST, ORDER = "first", "order"
_NUMBER = re.compile(r"\s*[+-]?\d{1,9}\s*")


def preference(rule: str, conspectus: Conspectus) -> Prefer:
    """What `rule` ("first", "order" or a siglum) says in a document with these witnesses.

    A siglum that the document does not know, and a witness that has no reading in an entry, leave
    the choice to the first reading.
    """
    if rule == ORDER:
        return _Earliest(conspectus)
    return first if rule == FIRST else _OfWitness(rule, conspectus)


class _Earliest:
    """Prefers the lowest `@varSeq` (TEI Guidelines 13.1.2), else the first witness of the list."""

    def __init__(self, conspectus: Conspectus) -> None:
        self._conspectus = conspectus
        self._ranks = {witness.key: n for n, witness in enumerate(conspectus.declared())}

    def __call__(self, readings: Sequence[etree._Element]) -> etree._Element:
        numbered = [one for one in readings if _NUMBER.fullmatch(one.get("varSeq", ""))]
        if numbered:
            return min(numbered, key=lambda one: int(one.get("varSeq", "")))
        return min(readings, key=self._rank)

    def _rank(self, reading: etree._Element) -> int:
        keys = self._conspectus.readers(self._conspectus.cited(reading), frozenset())
        last = len(self._ranks)
        return min((self._ranks.get(key, last) for key in keys), default=last)


class _OfWitness:
    """Prefers what one witness reads, by itself, by its group, or, of a group, by its members."""

    def __init__(self, siglum: str, conspectus: Conspectus) -> None:
        self._siglum = siglum
        self._conspectus = conspectus

    def __call__(self, readings: Sequence[etree._Element]) -> etree._Element:
        conspectus = self._conspectus
        cited = [conspectus.cited(reading) for reading in readings]
        wanted = conspectus.find(self._siglum)  # now, since sigla declared nowhere are known too
        every = frozenset(key for keys in cited for key in keys)
        read = [set(conspectus.readers(keys, every.difference(keys))) for keys in cited]
        for key in conspectus.readers((wanted,), frozenset()) if wanted else ():
            own = [one for one, keys in zip(readings, read, strict=True) if key in keys]
            if own:  # of several, that of the first hand
                return min(own, key=lambda one: "hand" in one.attrib)
        return readings[0]

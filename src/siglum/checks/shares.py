"""One document -> Shares: how many of its entries name which witnesses, and what is the rule there.

Whether a missing siglum is a slip depends on what the other entries do. So they are counted
first; profiles and checks of single entries look at the same figures.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from siglum.apparatus.entries import Entry, Reading, Remark
from siglum.apparatus.witnesses import Conspectus
from siglum.documents import SourceDocument

#: A witness named in this share of the entries that name witnesses for their text is expected
#: in all of them. Measured: in sound editions the regular witnesses reach 94 to 100 %, those with
#: long lacunae 86 % and less.
REGULAR: Final = 0.9


@dataclass(slots=True)
class Named:
    """An entry whose text is ascribed to witnesses, and all whom it names anywhere."""

    entry: Entry
    keys: frozenset[str]


@dataclass(slots=True)
class Shares:
    """Figures of one document.

    `entries` have at least one reading; `lemmata` of them a `<lem>`; `named` are those whose
    reading in the text names its witnesses; `regular` are the witnesses expected in these, and
    `complete` counts those that have them all, `shared` those in which several witnesses have the
    reading in the text. Hands count as the witness whose hands they are,
    groups as their members.
    """

    entries: int = 0
    lemmata: int = 0
    named: list[Named] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    cited: frozenset[str] = frozenset()
    regular: frozenset[str] = frozenset()
    complete: int = 0
    shared: int = 0


class Members:
    """Who is meant by sigla: groups as their members, hands as the witness that has them."""

    def __init__(self, conspectus: Conspectus) -> None:
        self._conspectus = conspectus
        self._principal: dict[str, str] = {}
        self._single: dict[str, str] = {}

    def of(self, keys: tuple[str, ...]) -> frozenset[str]:
        """The keys of the single witnesses that `keys` stand for."""
        single = self._single
        read = self._conspectus.readers(keys, frozenset())
        for key in set(read).difference(single):
            single[key] = self._meant(key)
        meant = frozenset(map(single.__getitem__, read))
        return meant - {""} if "" in meant else meant

    def _meant(self, key: str) -> str:
        """The single witness that `key` means; nothing for a group, whose members are meant."""
        witness = self._conspectus.witnesses.get(key)
        group = witness is not None and witness.kind == "group"
        return "" if group else self.principal(key)

    def principal(self, key: str) -> str:
        """The witness that `key` is a hand of, or itself."""
        if key not in self._principal:
            witnesses = self._conspectus.witnesses
            at, passed = key, {key}
            while (
                (witness := witnesses.get(at)) is not None
                and (parent := witnesses.get(witness.parent)) is not None
                and parent.kind == "witness"
                and parent.key not in passed
            ):
                at = parent.key
                passed.add(at)
            self._principal[key] = at
        return self._principal[key]


def read_shares(document: SourceDocument, members: Members, every: bool = False) -> Shares:
    """Count the entries of a document; those inside notes and readings count too.

    With `every` each entry counts as one that names witnesses for its text, since all should.
    """
    shares = Shares()
    cited: set[str] = set()
    same: dict[frozenset[str], frozenset[str]] = {}  # thousands of entries may name all witnesses
    times: Counter[frozenset[str]] = Counter()
    for entry in document.entries:
        readings = tuple(entry.all_readings())
        if not readings:
            continue
        shares.entries += 1
        lemma = next((reading for reading in readings if reading.lemma), None)
        shares.lemmata += lemma is not None
        meant = {one.element: members.of(one.witnesses) for one in readings if one.witnesses}
        keys = frozenset[str]().union(*meant.values())
        cited |= keys
        if len(readings) == 1 and not readings[0].text:
            continue  # says where a witness begins or ends
        base = entry.base or readings[0]
        if every or base.witnesses:
            shares.shared += len(meant.get(base.element, ())) > 1
            keys |= _said_beside(entry, document.conspectus, members)
            keys = same.setdefault(keys, keys)
            times[keys] += 1
            shares.named.append(Named(entry, keys))
    for keys, count in times.items():
        for key in keys:
            shares.counts[key] += count
    least = REGULAR * len(shares.named)
    shares.cited = frozenset(cited)
    shares.regular = frozenset(key for key, count in shares.counts.items() if count >= least)
    shares.complete = sum(count for keys, count in times.items() if shares.regular <= keys)
    return shares


def _said_beside(entry: Entry, conspectus: Conspectus, members: Members) -> frozenset[str]:
    """Witnesses of whom a `<witDetail>`, a note or a lacuna in the entry speaks."""
    tokens: list[str] = []
    for part in entry.parts:
        if isinstance(part, Remark):
            tokens += part.element.get("wit", "").split()
        elif isinstance(part, Reading) and len(part.element):
            tokens += _of_lacunae(part.element)
    if not tokens:
        return frozenset()
    return members.of(tuple(dict.fromkeys(conspectus.resolve(one).key for one in tokens)))


def _of_lacunae(reading: etree._Element) -> list[str]:
    found: list[str] = []
    for child in reading:
        if (wit := child.get("wit")) is not None and isinstance(child.tag, str):
            found += wit.split()
    return found

"""A stored unit, the style of the apparatus -> entries that name who has the text, or do not.

An entry tells what a witness reads in two ways: by its siglum, or by silence where the text is
ascribed to nobody. A positive entry names them all, a negative one only those who depart from the
text. One is made of the other where that says the same: an entry that names some for the text and
is silent of others stays as it is, since nobody knows what these read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from siglum.apparatus.coverage import Coverage, collated
from siglum.apparatus.entries import APP, LEM, RDG
from siglum.apparatus.normal import LIST_WIT, STAND_OFF
from siglum.apparatus.witnesses import Witness
from siglum.apparatus.wordings import ASCRIBED, BASE, EMPTY, HANDS, SAYS, SOURCES, UNSURE
from siglum.config import Style
from siglum.edition import Document
from siglum.source.namespaces import TEI

_T = f"{{{TEI}}}"
#: What is said of the witnesses of a reading one by one.
_APIECE = (f"{_T}wit", f"{_T}witDetail")


@dataclass(slots=True)
class Attestation:
    """Says who agrees with the text, in the entries of one document.

    `style_of` gives the style of an entry. More than `rest` who agree are told in one word, but
    never if it is 0. `order` ranks witnesses as rows of sigla have them.
    """

    document: Document
    style_of: Callable[[etree._Element], Style]
    rest: int = 0
    order: Callable[[str], int] = lambda _key: 0
    _coverage: Coverage = field(init=False)
    _all: list[Witness] = field(init=False)
    _known: dict[str, Witness] = field(init=False)
    _hands: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self._coverage = Coverage(self.document.witnesses)
        self._all = collated(self.document.witnesses, self.document.cited)
        self._known = {one.key: one for one in self.document.witnesses}
        parents = {key: self._known.get(one.parent) for key, one in self._known.items()}
        self._hands = {
            key for key, up in parents.items() if up is not None and up.kind == "witness"
        }

    def settle(self, unit: etree._Element) -> None:
        """Give the entries of a unit their style, in place."""
        new: set[str] = set()
        for moment in self._coverage.moments(unit):
            style = self.style_of(moment.app)
            if style == "as encoded" or moment.app.get("type") == "choice":
                continue
            readings = list(_readings(moment.app))
            base = next((one for one in readings if one.get(BASE)), None)
            others = [one for one in readings if one is not base]
            if base is None or not others or not self._may_change(base):
                continue
            including = self._coverage.including
            elsewhere = frozenset(including(key for one in others for key in _cited(one)))
            present = [
                one.key
                for one in self._all
                if one.key not in moment.lacking and one.key not in elsewhere
            ]
            own = _cited(base)
            silent = sorted(set(present).difference(including(own)), key=present.index)
            if own and silent:
                continue  # it says of some what they read, and of others nothing
            if not own and any(base.get(name) for name in (SOURCES, HANDS, ASCRIBED)):
                continue  # found by thought: nobody needs to have it
            apart = [key for key in own if not self._kin([key]).isdisjoint(elsewhere)]
            if style == "negative":
                # else silence would say of some, or of their kin, what is not so
                gone = moment.before.difference(self._hands)
                if own and not apart and gone.isdisjoint(including(own)):
                    _set_witnesses(base, [])
                    _forget_omission(base)
                continue
            if base.get(EMPTY):
                continue
            if not own:
                own = sorted(silent, key=self.order)
            if self.rest and len(own) - len(apart) > self.rest:
                _set_witnesses(base, apart)
                base.set(ASCRIBED, " ".join(("rest", *base.get(ASCRIBED, "").split())))
            else:
                _set_witnesses(base, own)
                new.update(own)
        if new:
            self._name(unit, new)

    @staticmethod
    def _may_change(base: etree._Element) -> bool:
        """Whether nothing is said of its witnesses but that they have it."""
        return not base.get(UNSURE) and next(base.iterchildren(*_APIECE), None) is None

    def _kin(self, keys: Iterable[str]) -> frozenset[str]:
        """These witnesses, those whose hands they are, and the members of families."""
        found = set(self._coverage.including(keys))
        for key in list(found):
            witness = self._known.get(key)
            while witness is not None and witness.kind == "witness":
                found.add(witness.key)
                parent = self._known.get(witness.parent)
                witness = parent if parent is not None and parent.key not in found else None
        return frozenset(found)

    def _name(self, unit: etree._Element, keys: set[str]) -> None:
        """Have the witness list of a unit name some more."""
        listed = unit.find(f"{STAND_OFF}[@type='apparatus']/{LIST_WIT}")
        if listed is None:
            return
        missing = keys - {one.get("n", "") for one in listed}
        front = self.document.read_front() if missing else None
        if front is None:
            return
        for witness in front.iterfind(f"{STAND_OFF}[@type='apparatus']/{LIST_WIT}/{_T}witness"):
            if witness.get("n", "") in missing:
                listed.append(witness)


def _readings(app: etree._Element) -> Iterator[etree._Element]:
    """The readings of an entry itself, not of entries in it."""
    for reading in app.iter(LEM, RDG):
        if next(reading.iterancestors(APP)) is app:
            yield reading


def _cited(reading: etree._Element) -> list[str]:
    return reading.get("wit", "").replace("#", "").split()


def _set_witnesses(reading: etree._Element, keys: list[str]) -> None:
    if keys:
        reading.set("wit", " ".join(f"#{key}" for key in keys))
    else:
        reading.attrib.pop("wit", "")


def _forget_omission(reading: etree._Element) -> None:
    """Where nothing stands in the text and nobody is named for it, nobody leaves anything out."""
    if reading.get(EMPTY):
        reading.attrib.pop(SAYS, "")

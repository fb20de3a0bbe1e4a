"""`@source`, `@resp` and `@hand` of readings -> the scholars, works and hands they name.

A reading may be ascribed to anything that has an id: a bibliographic entry, a person, a hand. A
pointer into a bibliography elsewhere (`bib:Kern1917`) is called as the document's own list of works
calls it, else by what stands after its prefix.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Final

from lxml import etree

from siglum.apparatus.witnesses import Conspectus, Witness
from siglum.source.header import plain
from siglum.source.namespaces import TEI
from siglum.source.trees import find_elements

_T: Final = f"{{{TEI}}}"
_WORKS: Final = (f"{_T}bibl", f"{_T}biblStruct", f"{_T}biblFull")
_NAMES: Final = (
    "t:abbr",
    "t:label",
    "t:title[@type='short']",
    "descendant::t:author//t:surname",
    "descendant::t:editor//t:surname",
    "descendant::t:author",
    "descendant::t:editor",
)
_YEAR: Final = re.compile(r"\b1\d{3}\b|\b20\d\d\b")
_SHORT: Final = 12


class Sources:
    """Finds the authorities of one document; what it finds is added to the conspectus."""

    def __init__(self, conspectus: Conspectus, cited: frozenset[str] = frozenset()) -> None:
        """`cited` are the keys of the witnesses that readings name."""
        self._conspectus = conspectus
        self._cited = cited
        self._works: dict[str, etree._Element] | None = None
        self._letters: Counter[str] = Counter()

    def key(self, token: str) -> str:
        """The key of what `token` means. What is known nowhere is a source of that name."""
        witness = self._conspectus.resolve(token)
        if witness.kind == "unknown" and witness.key not in self._cited:
            # A source that no list has is no witness that no list has
            self._conspectus.witnesses[witness.key] = self._elsewhere(token, witness)
        return witness.key

    def name(self, token: str) -> str:
        """What the authority is called that `token` means."""
        return self._conspectus.witnesses[self.key(token)].siglum

    def knows_siglum(self, token: str) -> bool:
        """Whether what `token` points to has a siglum or label of its own."""
        name = token.rpartition("#")[2] or token
        if name in self._conspectus.witnesses:
            return self._conspectus.witnesses[name].declared
        element = self._conspectus.elements.get(name)
        if element is None:
            return False
        return bool(find_elements(element, "descendant::t:abbr | t:label"))

    def names_hand(self, reading: etree._Element) -> bool:
        """Whether a siglum of the reading is that of a hand already: B² needs no «hand of B²»."""
        witnesses = self._conspectus.witnesses
        parents = (witnesses[key].parent for key in self._conspectus.cited(reading))
        return any(up in witnesses and witnesses[up].kind == "witness" for up in parents)

    def same(self, wit: etree._Element, reading: etree._Element) -> bool:
        """Whether a `<wit>` lists the very witnesses that `@wit` of its reading names."""
        listed = {self._conspectus.find(one) for one in re.split(r"[\s,;]+", plain(wit)) if one}
        return listed == set(self._conspectus.cited(reading))

    def tell_apart(self) -> None:
        """Give works of one author the year beside the name, else their key.

        A work that readings cite as a witness (`@wit`) has its `xml:id` as siglum, as witnesses do.
        """
        witnesses = self._conspectus.witnesses
        for one in list(witnesses.values()):
            if one.kind == "source" and one.key in self._cited and self._is_bare_work(one.element):
                witnesses[one.key] = replace(one, siglum=one.key)
        sources = [one for one in witnesses.values() if one.kind == "source"]
        # one work may be cited with and without a prefix
        works = {(one.siglum, one.key if one.element is None else one.element) for one in sources}
        count = Counter(siglum for siglum, _work in works)
        for one in sources:
            if count[one.siglum] > 1 and one.element is not None and one.element.tag in _WORKS:
                year = _YEAR.search(plain(one.element))
                added = year[0] if year else one.key
                witnesses[one.key] = replace(one, siglum=f"{one.siglum} {added}")

    @staticmethod
    def _is_bare_work(element: etree._Element | None) -> bool:
        if element is None or element.tag not in _WORKS:
            return False
        return not find_elements(element, "descendant::t:abbr[@type='siglum'] | t:abbr | t:label")

    def _elsewhere(self, token: str, made: Witness) -> Witness:
        """A source that is not in the document, called as its list of works calls it."""
        rest = token.rpartition(":")[2].rpartition("#")[2].strip("/")
        work = self._work(token) if rest else None
        siglum = rest.rpartition("/")[2] or made.siglum
        title = token if siglum != token else ""
        if work is not None:
            number = work.get("n", "").strip()
            title = plain(work) or title
            if number and len(number) <= _SHORT and self._letters[number] == 1:
                siglum = number
            else:
                found = (plain(one) for path in _NAMES for one in find_elements(work, path))
                siglum = next(filter(None, found), siglum)
        return replace(made, siglum=siglum, title=title, kind="source", element=work)

    def _work(self, token: str) -> etree._Element | None:
        """The bibliographic entry of the document that points to `token`."""
        if self._works is None:
            self._works = {}
            for holder in self._conspectus.holders:
                for work in holder.iter(*_WORKS):
                    for pointer in work.iterchildren(f"{_T}ptr", f"{_T}ref"):
                        target = pointer.get("target", "").strip()
                        if target and target not in self._works:
                            self._works[target] = work
                            self._letters[work.get("n", "").strip()] += 1
                            self._works.setdefault(target.rpartition(":")[2], work)
        return self._works.get(token)

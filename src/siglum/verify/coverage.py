"""A text as read from TEI -> which witnesses have text at each entry, and whom it must name.

A witness is there until a mark says that it goes, and again after one that says that it comes; it
was not there before if that is its first mark (TEI Guidelines 13.1.5). This is worked out on the
source, from the order of entries alone.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import cached_property

from lxml import etree

from siglum.source.trees import all_text
from siglum.verify.absences import absences
from siglum.verify.bases import readings
from siglum.verify.expected import Entry, Text
from siglum.verify.parts import has_words
from siglum.verify.quotations import ENTERED
from siglum.verify.sigla import Labels
from siglum.verify.tags import (
    APP,
    BORDERS,
    COMES,
    LEM,
    LIST_WIT,
    RDG,
    WITNESS,
    XML_ID,
    T,
    is_element,
)

_EXAMPLE = "{http://www.tei-c.org/ns/Examples}egXML"


class Coverage:
    """Who is there in one text, entry by entry."""

    def __init__(self, text: Text) -> None:
        self.labels: Labels = text.labels
        self.entries = [*text.entries, *text.listed]
        marks = [node for node in text.root.iter(*BORDERS) if not _is_example(node)]
        self._marked = bool(marks or text.borders)
        listed = {one.element for one in text.listed}
        apart = any(up in listed for node in marks for up in node.iterancestors(APP))
        #: Whether the order of entries tells where marks stand.
        self.certain = not text.borders and not (apart and text.entries)
        self._root = text.root
        self._borders = text.borders

    # --- witnesses

    def is_family(self, node: etree._Element) -> bool:
        """Whether a witness is a name for several, and no thing with several hands."""
        if node.tag == LIST_WIT:
            return bool((node.get(XML_ID) or "").strip())
        if node.get("type") in ("group", "family"):
            return True
        if next(node.iterdescendants(WITNESS), None) is None:
            return False
        own = [node.text, *(child.tail for child in node)]
        own += [
            all_text(child)
            for child in node
            if is_element(child)
            and child.tag not in (WITNESS, LIST_WIT, T + "abbr", T + "idno")
            and next(child.iter(WITNESS, LIST_WIT), None) is None
        ]
        described = any(text and text.strip(" \n\t,;:") for text in own)
        return not described and node.find(T + "msDesc") is None

    def holder(self, node: etree._Element) -> etree._Element | None:
        """The witness of which this one is a hand."""
        up = next(node.iterancestors(WITNESS), None)
        return None if up is None or self.is_family(up) else up

    def meant(self, tokens: str) -> set[etree._Element]:
        """The witnesses that a row of sigla names, and the members of families."""
        found: set[etree._Element] = set()
        for token in tokens.split():
            node = self.labels.element(token)
            if node is None:
                continue
            found.add(node)
            if node.tag in (WITNESS, LIST_WIT) and self.is_family(node):
                found.update(self.members(node))
        return found

    def members(self, family: etree._Element) -> list[etree._Element]:
        """The single witnesses in a family."""
        return [
            one
            for one in family.iterdescendants(WITNESS)
            if self.holder(one) is None and not self.is_family(one)
        ]

    @cached_property
    def all(self) -> list[etree._Element]:
        """Those for whom the text speaks: the cited, and kin of whom some are cited."""
        rank = self.labels.rank
        cited = {
            one
            for node in (*self._root.iter(etree.Element), *(node for _at, node in self._borders))
            if (wit := node.get("wit")) and not _is_example(node)
            for token in wit.split()
            if (one := self.labels.element(token)) is not None
        }
        found: set[etree._Element] = set()
        families = []
        for one in cited:
            if one not in rank:
                continue
            if self.is_family(one):
                families.append(one)
                continue
            while (up := self.holder(one)) is not None:
                one = up
            found.add(one)
        for family in sorted(families, key=lambda one: len(self.members(one))):
            members = set(self.members(family))
            found |= members if members & found else {family}
        return sorted(found, key=rank.__getitem__)

    # --- where they are

    @cached_property
    def course(
        self,
    ) -> list[tuple[Entry, frozenset[etree._Element], frozenset[etree._Element]]]:
        """Each entry, with those who were not there before it, and those who have nothing at it."""
        gone = self.absent
        found = []
        for thing in self._things:
            some = list(self._changes(thing))
            if isinstance(thing, Entry):
                found.append((thing, gone, self._lacking(thing, gone, some)))
            for who, comes in some:
                gone = gone - who if comes else gone | who
        return found

    @cached_property
    def _things(self) -> list[Entry | etree._Element]:
        """Entries and the marks outside of them, in the order of the text."""
        if not self._borders:
            return list(self.entries)
        ranks = {node: rank for rank, node in enumerate(self._root.iter(APP, *BORDERS))}
        tied = [one for one in self.entries if one.at >= 0]
        placed: list[tuple[int, int, Entry | etree._Element]] = [
            *((one.at, ranks.get(one.element, 0), one) for one in tied),
            # one that no mark stands for, but a list, comes before all that begins there
            *((at, ranks.get(node, -1), node) for at, node in self._borders),
        ]
        placed.sort(key=lambda one: one[:2])
        return [*(one for _at, _rank, one in placed), *(e for e in self.entries if e.at < 0)]

    def _changes(
        self, thing: Entry | etree._Element
    ) -> Iterator[tuple[frozenset[etree._Element], bool]]:
        for mark, who in self._marks(thing):
            yield who, mark.tag in COMES

    def _marks(
        self, thing: Entry | etree._Element
    ) -> Iterator[tuple[etree._Element, frozenset[etree._Element]]]:
        """The marks of an entry, or one outside of them, with the witnesses that each speaks of."""
        marks = thing.element.iter(*BORDERS) if isinstance(thing, Entry) else iter((thing,))
        if isinstance(thing, Entry) and thing.element.get("type") == ENTERED:
            marks = iter(())  # they stand in the text that is quoted
        for mark in marks:
            tokens = mark.get("wit") or ""
            if not tokens:
                reading = next(mark.iterancestors(LEM, RDG), None)
                tokens = "" if reading is None else reading.get("wit", "")
            own = {self.labels.element(token) for token in tokens.split()}
            named = self._named(thing.element) - own if isinstance(thing, Entry) else set()
            if who := self.meant(tokens) - named:
                yield mark, frozenset(who)

    def _named(self, app: etree._Element) -> set[etree._Element | None]:
        """Whom an entry names by their own sigla."""
        tokens = (token for one in readings(app) for token in one.get("wit", "").split())
        return {self.labels.element(token) for token in tokens}

    def _lacking(
        self,
        entry: Entry,
        gone: frozenset[etree._Element],
        changes: list[tuple[frozenset[etree._Element], bool]],
    ) -> frozenset[etree._Element]:
        leaving = {one for who, comes in changes if not comes for one in who}
        leaving -= {one for who, comes in changes if comes for one in who}
        lost: set[etree._Element] = set()
        cited: set[etree._Element] = set()
        named = self._named(entry.element)
        for reading in readings(entry.element):
            tokens = reading.get("wit", "")
            own = {self.labels.element(token) for token in tokens.split()}
            who = self.meant(tokens) - (named - own)
            cited |= who
            if not all_text(reading).strip():
                lost |= who if self._is_lost(reading) else who & leaving
        return (gone - cited) | lost

    @staticmethod
    def _is_lost(reading: etree._Element) -> bool:
        """Whether a reading says that there is no text, rather than other text or none left."""
        found = {"lacuna", "missing"}.intersection(absences(reading))
        gaps = list(reading.iter(T + "gap"))
        if gaps and all("illeg" in gap.get("reason", "") for gap in gaps):
            return False
        return bool(found) and not has_words(reading)

    @property
    def absent(self) -> frozenset[etree._Element]:
        """Who is not there where the text begins.

        Not who has words before a lacuna ends that never began.
        """
        first: dict[etree._Element, bool] = {}
        attested: set[etree._Element] = set()
        for thing in self._things:
            for mark, who in self._marks(thing):
                for one in who:
                    there = mark.tag == T + "lacunaEnd" and one in attested
                    first.setdefault(one, mark.tag in COMES and not there)
            for reading in readings(thing.element) if isinstance(thing, Entry) else ():
                if all_text(reading).strip():
                    attested |= self.meant(reading.get("wit", ""))
        return frozenset(one for one, comes in first.items() if comes)

    @cached_property
    def fragments(self) -> bool:
        """Whether anybody comes or goes within the text."""
        gone = self.absent if self._marked else frozenset()
        for thing in self._things if self._marked else ():
            for who, comes in self._changes(thing):
                if (gone & who) if comes else (who - gone):
                    return True
        return False

    @cached_property
    def turns(self) -> list[tuple[int, frozenset[etree._Element], bool]] | None:
        """Before which letter of the text who comes (or goes); None if a mark has no place in it.

        Who has words of an entry before it goes has all of its lemma, and who has some after it
        comes too.
        """
        places = {node: at for at, node in self._borders}
        found = []
        for thing in self._things:
            for mark, who in self._marks(thing):
                comes = mark.tag in COMES
                if not isinstance(thing, Entry):
                    found.append((places[mark], who, comes))
                    continue
                if thing.at < 0:
                    return None
                first = _has_words(mark, behind=comes) is comes
                found.append((thing.at if first else thing.end, who, comes))
        return found

    # --- what pages say

    def spans(self, entries: Container[etree._Element]) -> dict[str, str]:
        """For each siglum between which places of these entries it has text; "–": everywhere."""
        if not self.fragments:
            return {}
        told: dict[etree._Element, list[str]] = {one: [] for one in self.all}
        here: set[etree._Element] = set()
        begun = False
        for entry, before, _lacking in self.course:
            if entry.element not in entries:
                continue
            if not begun:
                begun = True
                here = {one for one in told if one not in before}
                for one in here:
                    told[one].append("–")
            for who, comes in self._changes(entry):
                for one in who & told.keys():
                    if comes and one not in here:
                        told[one].append(f"{entry.label or '?'}–")
                        here.add(one)
                    elif not comes and one in here:
                        told[one][-1] += entry.label or "?"
                        here.discard(one)
        named = {one: self.siglum(one) for one in told}
        return {named[one]: ", ".join(spans) for one, spans in told.items()}

    def siglum(self, node: etree._Element) -> str:
        """What a witness is called."""
        tokens = [node.get(XML_ID) or "", node.get("n") or ""]
        return next((self.labels.siglum(token) for token in tokens if token.strip()), "")


def _has_words(mark: etree._Element, *, behind: bool) -> bool:
    """Whether a reading has words behind, or before, a mark in it."""
    reading = next(mark.iterancestors(LEM, RDG), None)
    around = set(mark.iterancestors())
    passed = False
    for node in () if reading is None else reading.iter():
        passed = passed or node is mark
        if passed is behind and is_element(node) and (node.text or "").strip():
            return True
        ends_behind = passed or node in around
        if ends_behind is behind and node is not reading and (node.tail or "").strip():
            return True
    return False


def _is_example(node: etree._Element) -> bool:
    return any(True for _ in node.iterancestors(_EXAMPLE))

"""A unit of a document with fragmentary witnesses -> who has text in it, from where to where.

And the text that a witness does not have is marked, so that a page which shows its text hides it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from siglum.apparatus.coverage import (
    LACKING,
    MARKS,
    Change,
    Coverage,
    collated,
    entries_of,
    quotations_of,
    tell_spans,
)
from siglum.apparatus.entries import APP
from siglum.apparatus.segments import ABSENT, READERS, SEG
from siglum.edition import Document
from siglum.source.identity import ID
from siglum.source.vocabulary import BLOCKS, names

_ASIDE = names("note noteGrp witDetail figDesc teiHeader standOff listWit facsimile sourceDoc")
#: Blocks that can be hidden as a whole: they have a class and attributes of their own in HTML.
_WHOLE = names("p ab l lg sp div div1 div2 div3 div4 div5 div6 div7 head")


@dataclass(slots=True)
class Presence:
    """A witness in a unit: `spans` are the labels between which it has text.

    An empty label stands for the beginning or the end of the unit. Without spans it has none.
    """

    siglum: str
    key: str
    spans: list[tuple[str, str]] = field(default_factory=list)

    @property
    def extent(self) -> str:
        """Its spans in a few letters: –14, 20–; empty if it is there all the time."""
        return tell_spans(self.spans)


def read_presence(document: Document, number: int) -> list[Presence]:
    """Who has text in a unit, of all who were collated; nothing where all have all of the text."""
    if not document.fragmentary:
        return []
    unit = document.read_unit(number)
    counted = collated(document.witnesses, document.cited)
    spans = Coverage(document.witnesses).spans([unit], [one.key for one in counted])
    return [Presence(one.siglum, one.key, spans[one.key]) for one in counted]


def hide_lost(document: Document, unit: etree._Element) -> None:
    """Tell the text of a unit which witnesses do not have it, in place."""
    if document.fragmentary:
        _Hiding(document, unit).hide()


class _Hiding:
    """Goes over the text of a unit in its order and knows who is not there."""

    def __init__(self, document: Document, unit: etree._Element) -> None:
        self._unit = unit
        self._lost = frozenset(unit.get(LACKING, "").split())
        self._told_gaps: frozenset[str] = frozenset()  # of those who are lost now
        self._at: dict[str, list[Change]] = {}
        self._loose: dict[etree._Element, list[Change]] = {}
        self._quoted = quotations_of(entries_of(unit))
        #: What holds a change: there it is not the same from beginning to end.
        self._mixed: set[etree._Element] = set()
        for change in Coverage(document.witnesses).changes(unit):
            if change.app is None:
                self._loose.setdefault(change.mark, []).append(change)
                self._mixed.update((change.mark, *change.mark.iterancestors()))
            else:
                self._at.setdefault(change.app.get(ID, ""), []).append(change)
        for node in unit.iter(SEG, APP) if self._at else ():
            own = node.get("corresp", "").replace("#", "").split() or [node.get(ID, "")]
            if any(name in self._at for name in own):
                self._mixed.update((node, *node.iterancestors()))

    def hide(self) -> None:
        if self._lost or self._mixed:
            for part in self._unit:
                if part.tag not in _ASIDE:
                    self._walk(part)

    def _walk(self, node: etree._Element) -> None:
        """Go over what may change inside: what stays the same is put into one part."""
        pieces: list[etree._Element | str] = [node.text] if node.text else []
        for child in list(node):
            pieces += [child, child.tail] if child.tail else [child]
            child.tail = None
            node.remove(child)
        node.text = None
        part: etree._Element | None = None
        for piece in pieces:
            if self._lost and (part is not None or not _is_space(piece)) and self._stays(piece):
                if part is None:
                    node.extend(self._gap())
                    part = etree.SubElement(node, SEG, {"type": "part", ABSENT: self._told()})
                _append(part, piece)
                continue
            part = None
            _append(node, piece)
            if not isinstance(piece, str):
                self._child(piece)

    def _stays(self, piece: etree._Element | str) -> bool:
        """Whether a piece is in the line, and nobody comes or goes in it."""
        if isinstance(piece, str):
            return True
        return piece not in self._mixed and piece.tag not in BLOCKS and piece.tag not in _ASIDE

    def _child(self, child: etree._Element) -> None:
        if child.tag in _ASIDE:
            return
        if child.tag in MARKS:
            self._apply(self._loose.pop(child, ()))
        elif child.tag == SEG and child.get("type") == "reading":
            return
        elif child.tag == SEG and child.get("type") == "lemma" and not self._is_open(child):
            if self._lost:
                absent = dict.fromkeys((*child.get(ABSENT, "").split(), *self._told().split()))
                child.set(ABSENT, " ".join(absent))
            self._inside(child)
        elif child in self._mixed:
            self._walk(child)
        elif self._lost and child.tag in _WHOLE:
            for gap in self._gap():
                child.addprevious(gap)
            child.set(ABSENT, self._told())
        elif self._lost:
            self._walk(child)
        self._apply(change for name in _entries(child) for change in self._at.pop(name, ()))

    def _is_open(self, lemma: etree._Element) -> bool:
        """Whether it is a quotation in which somebody comes or goes: a stretch of the text."""
        names = lemma.get("corresp", "").split()
        return lemma in self._mixed and self._quoted.issuperset(names)

    def _inside(self, lemma: etree._Element) -> None:
        """Changes inside a lemma hold after it."""
        for inner in lemma.iter(SEG, *MARKS):
            if inner is lemma:
                continue
            self._apply(self._loose.pop(inner, ()))
            self._apply(change for name in _entries(inner) for change in self._at.pop(name, ()))

    def _apply(self, changes: Iterable[Change]) -> None:
        for change in changes:
            self._lost = self._lost.difference(change.keys)
            if not change.there:
                self._lost = self._lost.union(change.keys)

        self._told_gaps = self._told_gaps.intersection(self._lost)

    def _gap(self) -> Iterator[etree._Element]:
        """The sign of a gap for those whose gap begins here: before the first that is hidden."""
        if fresh := self._lost - self._told_gaps:
            self._told_gaps = self._lost
            yield etree.Element(SEG, {"type": "lost", READERS: self._told(fresh)})

    def _told(self, keys: frozenset[str] | None = None) -> str:
        return " ".join(sorted(self._lost if keys is None else keys))


def _is_space(piece: etree._Element | str) -> bool:
    return isinstance(piece, str) and not piece.strip()


def _append(node: etree._Element, piece: etree._Element | str) -> None:
    if not isinstance(piece, str):
        node.append(piece)
    elif len(node):
        node[-1].tail = (node[-1].tail or "") + piece
    else:
        node.text = (node.text or "") + piece


def _entries(node: etree._Element) -> Iterator[str]:
    """The entries whose lemma a node is, or the one that it is itself."""
    if node.tag == APP:
        yield node.get(ID, "")
    elif node.tag == SEG and node.get("type") == "lemma":
        for name in node.get("corresp", "").split():
            yield name.removeprefix("#")

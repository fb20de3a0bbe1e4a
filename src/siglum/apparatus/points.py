"""The two points of an entry in a text: what they are, where they may stand, how they get there.

Every method of encoding leaves the same: a start and an end point in the text and the entry
apart from it. `inline`, `attaching` and `locating` set them, `fragments` wraps what is between.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from siglum.apparatus.entries import APP
from siglum.source.identity import ID, NORMAL
from siglum.source.standing import base_element
from siglum.source.vocabulary import BLOCKS, BREAKS, names

START, END = f"{{{NORMAL}}}start", f"{{{NORMAL}}}end"

#: Inside these an entry speaks of the words beside it, not of the running text.
ASIDE = names("note rdg witDetail figDesc teiHeader noteGrp")
#: Entries collected here stand outside the text they speak of.
LISTS = names("listApp standOff")
#: Elements without content: an entry that begins or ends at one does so right beside it.
POINTS = names("anchor") | BREAKS

_DIVISIONS = names("div div1 div2 div3 div4 div5 div6 div7")
_HOLDERS = _DIVISIONS | names("body back front text")
_VERSES = names("lg sp")
_PARAGRAPHS = names("p ab")


@dataclass(slots=True)
class Placed:
    """An entry with its place: the `<app>`, taken from its own, and its two points in the text.

    `loose` is an entry whose place is known and its words are not: no reading of it may be set
    into the text of a witness.
    """

    app: etree._Element
    start: etree._Element
    end: etree._Element
    loose: bool = False

    @property
    def id(self) -> str:
        """The entry's identifier."""
        return self.app.get(ID, "")


def points() -> tuple[etree._Element, etree._Element]:
    """A start and an end point for an entry, not yet in any tree."""
    return etree.Element(START), etree.Element(END)


class Spot(NamedTuple):
    """A place between two letters of a tree: in the text of a node, or in what follows it."""

    node: etree._Element
    tail: bool
    at: int


def before(node: etree._Element) -> Spot:
    """The place right before an element."""
    previous = node.getprevious()
    if previous is not None:
        return Spot(previous, True, len(previous.tail or ""))
    parent = node.getparent()
    assert parent is not None, "only what stands inside of a tree has a place before it"
    return Spot(parent, False, len(parent.text or ""))


def insert_points(entries: Iterable[tuple[Placed, Spot, Spot]]) -> None:
    """Put the points of entries into the tree, all at once.

    At one place some end, then those stand that have no words, then others begin.
    """
    spots: dict[tuple[etree._Element, bool], list[tuple[int, int, int, etree._Element]]] = {}
    for count, (entry, start, end) in enumerate(entries):
        where = (start.node, start.tail), (end.node, end.tail)
        empty = where[0] == where[1] and start.at >= end.at
        begins = (start.at, 1, 2 * count) if empty else (start.at, 2, count)
        ends = (start.at, 1, 2 * count + 1) if empty else (end.at, 0, -count)
        spots.setdefault(where[0], []).append((*begins, entry.start))
        spots.setdefault(where[1], []).append((*ends, entry.end))
    for (node, tail), inserted in spots.items():
        inserted.sort(key=lambda one: one[:3])
        _insert(node, tail, [(at, point) for at, _, _, point in inserted])


def _insert(node: etree._Element, tail: bool, inserted: list[tuple[int, etree._Element]]) -> None:
    """Put points between the letters of one piece of text."""
    text = (node.tail if tail else node.text) or ""
    cuts = [min(at, len(text)) for at, _ in inserted]
    rests = [text[cut:following] or None for cut, following in pairwise((*cuts, len(text)))]
    head = text[: cuts[0]] or None
    last = node
    for n, (_, point) in enumerate(inserted):
        if tail or n:
            last.tail = None
            last.addnext(point)
            last.tail = head if not n else rests[n - 1]
        else:
            node.text = head
            node.insert(0, point)
        last = point
    last.tail = rests[-1]


def is_inside(node: etree._Element, tags: frozenset[str]) -> bool:
    """Whether `node` stands in an element of one of these names."""
    return any(True for _ in node.iterancestors(*tags))


class Listed:
    """Tells of entries whether they stand apart from the text, and remembers their lists."""

    def __init__(self) -> None:
        self._known: dict[etree._Element | None, bool] = {}

    def __call__(self, app: etree._Element) -> bool:
        """Whether an entry stands in a list, or as an item of a division."""
        holder = app.getparent()
        if holder not in self._known:
            self._known[holder] = is_in_list(app)
        return self._known[holder] or is_item(app)


def is_in_list(app: etree._Element) -> bool:
    """Whether the entry stands in a list of entries, as all beside it do."""
    return is_inside(app, LISTS) or is_in_apparatus(app) or _is_list(app.getparent())


def _is_list(holder: etree._Element | None) -> bool:
    """Whether a paragraph is nothing but attached entries: no words there go up to one of them."""
    if holder is None or holder.tag not in _PARAGRAPHS or (holder.text or "").strip():
        return False
    only = all(child.tag == APP and child.get("from") for child in holder.iterchildren("*"))
    return only and not any((child.tail or "").strip() for child in holder)


def is_item(app: etree._Element) -> bool:
    """Whether the entry is an item of a division or stanza, and no part of a sentence there."""
    parent = app.getparent()
    if parent is None or (parent.tag not in _HOLDERS and parent.tag not in _VERSES):
        return False
    blocks = _has_blocks(app)
    if app.get("loc") is not None:
        return parent.tag in _HOLDERS or not blocks
    return parent.tag in _HOLDERS and not blocks


def _has_blocks(app: etree._Element) -> bool:
    """Whether what stands in the text of an entry are blocks, be it by an entry within it."""
    base = base_element(app)
    return base is not None and any(
        child.tag in BLOCKS or (child.tag == APP and _has_blocks(child)) for child in base
    )


def is_in_apparatus(node: etree._Element) -> bool:
    """Whether `node` is, or stands in, a division that says to be an apparatus."""
    divisions = (up for up in (node, *node.iterancestors(*_DIVISIONS)) if up.tag in _DIVISIONS)
    return any(up.get("type") == "apparatus" for up in divisions)

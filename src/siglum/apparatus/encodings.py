"""A TEI tree in which entries stand wherever encoders put them -> points in the text, and entries.

TEI knows three methods (Guidelines 13.2), and files mix them: readings in the text itself
(parallel segmentation, `inline`), entries tied to the text by `@from` and `@to` (double end-point
attached, `attaching`), and entries that name a line (location-referenced, `locating`). Hardly a
file says which it uses, so each entry is judged by what it has. All come out alike: a start and
an end point in the text and the entry apart from it. What cannot be placed stays where it stood,
and is shown there.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field

from lxml import etree

from siglum.apparatus.attaching import Target, Targets, end_of, is_mark, start_of, targets_of
from siglum.apparatus.entries import APP, LEM, reading_text
from siglum.apparatus.inline import take_inline
from siglum.apparatus.locating import Locator, lemma_of
from siglum.apparatus.points import (
    ASIDE,
    END,
    LISTS,
    START,
    Placed,
    Spot,
    before,
    insert_points,
    is_in_apparatus,
    is_in_list,
    is_inside,
    is_item,
    points,
)
from siglum.apparatus.runningtext import JOINER, read_running_text
from siglum.source.identity import ID
from siglum.source.namespaces import TEI
from siglum.source.spaces import remove_keeping_tail
from siglum.source.standing import base_element
from siglum.source.vocabulary import BLOCKS, names

#: In these, an entry is no entry of the running text.
_APART = ASIDE | {APP}
#: What an apparatus is listed in goes with its last entry, if nothing else is in it.
_EMPTIED = LISTS | names("p ab div list item")


@dataclass(slots=True)
class _Sorted:
    """The entries of a document by the way they are tied to the text."""

    inline: list[Placed] = field(default_factory=list)
    attached: list[tuple[etree._Element, bool]] = field(default_factory=list)
    located: list[etree._Element] = field(default_factory=list)
    #: Entries dispersed through the text, each with the block whose words it speaks of.
    beside: dict[etree._Element, etree._Element] = field(default_factory=dict)
    #: Entries apart from the text: what is in them is no part of it.
    apart: set[etree._Element] = field(default_factory=set)
    #: What stood in the text and was taken out of it, with the entry made of it.
    taken: dict[etree._Element, Placed] = field(default_factory=dict)


def place_entries(tei: etree._Element, files: Container[str] = ()) -> list[Placed]:
    """Put a start and an end point into the text of `tei` for every entry, in text order.

    `tei` is changed: inline entries leave their base reading behind, others vanish from their
    list. An entry whose place is unknown, or which stands inside a note or inside another
    entry's reading, keeps its `<app>` where it is. `files` are the names of the files that the
    document is made of, by which pointers may call it.
    """
    targets = targets_of(tei, files)
    entries = _sort(tei)
    settled = _settle(tei, entries, targets)
    insert_points(settled)
    for entry, _, _ in settled:
        _take_away(entry.app)
    order = {node: n for n, node in enumerate(tei.iter(START, END))}
    attached = [entry for entry, _, _ in settled]
    for entry in attached:
        if order[entry.end] < order[entry.start]:
            remove_keeping_tail(entry.end)
            entry.end.tail, entry.start.tail = entry.start.tail, None
            entry.start.addnext(entry.end)
            entry.loose = lemma_of(entry.app) is not None
    _give_lemmata(tei, [entry for entry in attached if entry.app.get("from")])
    placed = [*entries.inline, *attached]
    return sorted(placed, key=lambda entry: order[entry.start])


def _sort(tei: etree._Element) -> _Sorted:
    """Tell which entry is tied to the text in which way; those in the sentence are taken."""
    found = _Sorted()
    dispersed = _disperses(tei)
    aside: dict[etree._Element, bool] = {}  # of what holds entries: mostly many of them
    in_list: dict[etree._Element, bool] = {}
    for app in list(tei.iter(APP)):
        holder = app.getparent()
        if holder is None:
            continue
        if holder not in aside:
            aside[holder] = is_inside(app, _APART)
            in_list[holder] = is_in_list(app)
        if aside[holder]:
            continue  # shown where it stands, in a note, a reading or an entry that is not placed
        listed = in_list[holder] or is_item(app)
        if app.get("from") or (app.get("to") and listed):
            found.attached.append((app, listed))
            found.apart.add(app)
        elif listed:
            found.apart.add(app)
            if app.get("loc") or app.get("n"):
                found.located.append(app)
        elif dispersed and (block := _block_beside(app)) is not None:
            found.apart.add(app)
            found.beside[app] = block
            if not app.get("loc"):  # the line it stands in, so that no reading of it is the text
                app.set("loc", block.get("n") or block.get(ID, "") or "here")
        else:
            entry = take_inline(app)
            found.inline.append(entry)
            found.taken[app] = entry
            if (base := base_element(app)) is not None:
                found.taken[base] = entry
    return found


def _disperses(tei: etree._Element) -> bool:
    """Whether the document says that entries which name no place speak of the line around them.

    So `<variantEncoding method="location-referenced" location="internal"/>` (13.2.1).
    """
    return any(
        declared.get("method") == "location-referenced" and declared.get("location") == "internal"
        for declared in tei.iter(f"{{{TEI}}}variantEncoding")
    )


def _block_beside(app: etree._Element) -> etree._Element | None:
    """The block that an entry in it repeats words of, or has no lemma for.

    A lemma whose words do not stand in the block otherwise is itself the text: then the
    declaration is wrong, and the words may not be lost.
    """
    block = next((up for up in app.iterancestors() if up.tag in BLOCKS), None)
    base = base_element(app)
    if block is None or base is None or app.get("type") == "choice":
        return None
    if base.tag != LEM:
        return block
    lemma = lemma_of(app)
    said = f" {' '.join(_said_without_entries(block).split())} "
    repeated = lemma is not None and f" {reading_text(lemma)} " in said
    return block if repeated else None


def _said_without_entries(node: etree._Element) -> str:
    words = [node.text or ""]
    for child in node:
        if child.tag not in ASIDE | {APP}:
            words.append(_said_without_entries(child))
        words.append(child.tail or "")
    return "".join(words)


def _settle(
    tei: etree._Element, entries: _Sorted, targets: Targets
) -> list[tuple[Placed, Spot, Spot]]:
    """Find the two places of every entry that does not stand in the sentence itself."""
    choices = {entry.start: entry for entry in entries.inline if entry.app.get("type") == "choice"}
    locator: Locator | None = None
    settled: list[tuple[Placed, Spot, Spot]] = []
    ends = _Ends(tei, entries, targets)
    known = ends.elements().union(entries.beside.values())
    for app, listed in entries.attached:
        first, last = ends.of(app, "from"), ends.of(app, "to")
        if first is None and (last is None or app.get("from")):
            if not listed:
                settled.append(_placed(app, before(app), before(app)))
            continue
        spots = ends.spots(app, listed, first, last)
        if listed and (first is None or last is None) and lemma_of(app) is not None:
            if locator is None:
                locator = Locator(tei, entries.apart, choices, known)
            if (only := first or last) is not None:
                spots = locator.narrow(app, only, backwards=first is None) or spots
        if spots is not None:
            settled.append(_placed(app, *spots))
    if entries.located or entries.beside:
        locator = locator or Locator(tei, entries.apart, choices, known)
        for app, block in entries.beside.items():
            there = locator.narrow(app, Target(block), backwards=False)
            entry = _placed(app, *(there or (before(app), before(app))))
            entry[0].loose = there is None
            settled.append(entry)
        for one in locator.locate(entries.located):
            start, end = locator.spots(one)
            if start is not None and end is not None:
                entry = _placed(one.app, start, end)
                entry[0].loose = one.span is None
                settled.append(entry)
    return settled


def _placed(app: etree._Element, start: Spot, end: Spot) -> tuple[Placed, Spot, Spot]:
    entry = Placed(app, *points())
    entry.loose = start == end and lemma_of(app) is not None
    return entry, start, end


class _Ends:
    """Follows @from and @to of entries to their places in the tree."""

    def __init__(self, tei: etree._Element, entries: _Sorted, targets: Targets) -> None:
        self._tei, self._taken, self._targets = tei, entries.taken, targets
        self._attached = entries.attached

    def of(self, app: etree._Element, name: str) -> Target | None:
        """The target of @from or @to, if it is a place in the running text."""
        value = app.get(name, "")
        target = self._targets.find(value) if value.strip() else None
        if target is None:
            return None
        inner = target if target.until is None else target.until
        for end in (target, inner):
            if end.element not in self._taken and not self._is_in_text(end.element):
                return None
        return target

    def _is_in_text(self, element: etree._Element) -> bool:
        if element.tag in ASIDE or is_inside(element, ASIDE | LISTS | {APP}):
            return False
        top = element
        for up in element.iterancestors():
            top = up
        return top is self._tei and element is not self._tei

    def elements(self) -> set[etree._Element]:
        """All elements that entries with one end only lead to."""
        found = set()
        for app, _ in self._attached:
            for name in ("from", "to"):
                if (target := self.of(app, name)) is not None:
                    found.add(target.element)
        return found

    def spots(
        self, app: etree._Element, listed: bool, first: Target | None, last: Target | None
    ) -> tuple[Spot, Spot] | None:
        """Where an entry begins and ends; with one end only it has no words, or those of it."""
        start = None if first is None else self._start(first)
        end = None if last is None else self._end(last)
        if start is None and end is None:
            return None
        if start is None:
            return (end, end) if end is not None else None
        if end is None:
            if not listed and not app.get("to"):
                end = before(app)
            elif first is not None and not is_mark(first):
                end = self._end(first)
        return start, end if end is not None else start

    def _start(self, target: Target) -> Spot | None:
        if (entry := self._taken.get(target.element)) is not None:
            return before(entry.start)
        return start_of(target)

    def _end(self, target: Target) -> Spot | None:
        if (entry := self._taken.get(target.element)) is not None:
            return Spot(entry.end, True, 0)
        return end_of(target)


def _take_away(app: etree._Element) -> None:
    """Take an entry out of its list, and what held it if nothing else is left in there."""
    holder = app.getparent()
    remove_keeping_tail(app)
    while (
        holder is not None
        and not len(holder)
        and not (holder.text or "").strip()
        and holder.tag in _EMPTIED
        and (holder.tag in LISTS or is_in_apparatus(holder))
    ):
        above = holder.getparent()
        remove_keeping_tail(holder)
        holder = above


def _give_lemmata(tei: etree._Element, placed: list[Placed]) -> None:
    """Give attached entries without a lemma one: the words between their two points."""
    bare = [
        entry for entry in placed if (base := base_element(entry.app)) is None or base.tag != LEM
    ]
    if not bare:
        return
    wanted = {point for entry in bare for point in (entry.start, entry.end)}
    text = read_running_text(tei, wanted)
    for entry in bare:
        start, end = text.begins.get(entry.start), text.begins.get(entry.end)
        lemma = etree.Element(LEM)
        if start is not None and end is not None:
            words = text.text[start:end].replace(JOINER, "")
            lemma.text = " ".join(words.split()) or None
        entry.app.insert(0, lemma)

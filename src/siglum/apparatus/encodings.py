"""A TEI tree in which entries stand wherever encoders put them -> points in the text, and entries.

TEI knows three methods (Guidelines 13.2), and files mix them: readings in the text itself
(parallel segmentation), entries tied to the text by `@from` and `@to` (double end-point
attached), and entries that name a line (location-referenced). Hardly a file says which it uses,
so each entry is judged by what it has. All come out alike: a start and an end point in the text
and the entry apart from it. What cannot be placed stays where it stood, and is shown there.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from siglum.apparatus.entries import APP, LEM, NOTES
from siglum.source.identity import ID, NORMAL
from siglum.source.namespaces import XML_ID
from siglum.source.spaces import remove_keeping_tail
from siglum.source.standing import base_element
from siglum.source.vocabulary import BLOCKS, BREAKS, names

START, END = f"{{{NORMAL}}}start", f"{{{NORMAL}}}end"

#: Inside these an entry speaks of the words beside it, not of the running text.
ASIDE = names("note rdg witDetail figDesc teiHeader noteGrp")
#: Entries collected here stand outside the text they speak of.
LISTS = names("listApp standOff")
_DIVISIONS = names("div div1 div2 div3 div4 div5 div6 div7 body back front text")
#: Elements without content: an entry that begins or ends at one does so right beside it.
POINTS = names("anchor") | BREAKS


@dataclass(slots=True)
class Placed:
    """An entry with its place: its own copy of the `<app>`, and its two points in the text."""

    app: etree._Element
    start: etree._Element
    end: etree._Element

    @property
    def id(self) -> str:
        """The entry's identifier."""
        return self.app.get(ID, "")


def place_entries(tei: etree._Element) -> list[Placed]:
    """Put a start and an end point into the text of `tei` for every entry, in text order.

    `tei` is changed: inline entries leave their base reading behind, attached ones vanish from
    their list. An entry whose place is unknown, or which stands inside a note or inside another
    entry's reading, keeps its `<app>` where it is.
    """
    targets: dict[str, etree._Element] = {}
    for element in tei.iter(etree.Element):
        if identifier := element.get(XML_ID):
            targets.setdefault(identifier, element)
    placed: list[Placed] = []
    for app in list(tei.iter(APP)):
        if app.getparent() is None or is_inside(app, ASIDE | {APP}):
            continue  # shown where it stands, in a note, a reading or an entry that is not placed
        if app.get("from"):
            entry = _attach(app, targets)
        else:
            entry = None if is_listed(app) else _take_inline(app)
        if entry is not None:
            placed.append(entry)
    for empty in [node for node in tei.iter(*names("listApp")) if not len(node)]:
        remove_keeping_tail(empty)
    order = {node: n for n, node in enumerate(tei.iter(START, END))}
    for entry in placed:
        if order[entry.end] < order[entry.start]:
            remove_keeping_tail(entry.end)
            _insert_after(entry.start, entry.end)
    _give_lemmata(tei, placed)
    return sorted(placed, key=lambda entry: order[entry.start])


def _give_lemmata(tei: etree._Element, placed: list[Placed]) -> None:
    """Give attached entries without a lemma one: the words between their two points."""
    bare = [entry for entry in placed if entry.app.get("from") and not _has_lemma(entry.app)]
    starts = {entry.start: n for n, entry in enumerate(bare)}
    ends = {entry.end: n for n, entry in enumerate(bare)}
    words: list[list[str]] = [[] for _ in bare]
    opened: dict[int, None] = {}

    def read(node: etree._Element) -> None:
        if node in starts:
            opened[starts[node]] = None
        elif node in ends:
            opened.pop(ends[node], None)
        if node.tag not in ASIDE | LISTS:
            say(node.text)
            for child in node:
                read(child)
                say(child.tail)

    def say(text: str | None) -> None:
        for n in opened:
            words[n].append(text or "")

    if bare:
        read(tei)
    for entry, found in zip(bare, words, strict=True):
        lemma = etree.Element(LEM)
        lemma.text = " ".join("".join(found).split()) or None
        entry.app.insert(0, lemma)


def _has_lemma(app: etree._Element) -> bool:
    base = base_element(app)
    return base is not None and base.tag == LEM


def is_inside(node: etree._Element, tags: frozenset[str]) -> bool:
    """Whether `node` stands in an element of one of these names."""
    return any(True for _ in node.iterancestors(*tags))


def is_listed(app: etree._Element) -> bool:
    """Whether the entry stands apart from the text: in a list, or as an item of a division."""
    if is_inside(app, LISTS):
        return True
    parent = app.getparent()
    if parent is None or parent.tag not in _DIVISIONS:
        return False
    base = base_element(app)
    return (
        app.get("loc") is not None
        or parent.get("type") == "apparatus"
        or base is None
        or not any(child.tag in BLOCKS for child in base)
    )


def _take_inline(app: etree._Element) -> Placed:
    """Replace `app` by its base reading between two points; the entry is a copy of the whole."""
    entry = _copy(app)
    start, end = _points(entry)
    parent = app.getparent()
    assert parent is not None, "the caller has seen the parent"
    at = parent.index(app)
    base = base_element(app)
    inside = [] if base is None else list(base)
    start.tail = None if base is None else base.text
    tail, app.tail = app.tail, None
    parent.remove(app)
    for offset, node in enumerate([start, *inside, end]):
        parent.insert(at + offset, node)
    end.tail = tail
    return Placed(entry, start, end)


def _attach(app: etree._Element, targets: dict[str, etree._Element]) -> Placed | None:
    """Tie an entry with `@from` to the words between its two ends (Guidelines 13.2.2)."""
    first = targets.get(target_name(app.get("from", "")))
    last = targets.get(target_name(app.get("to", "")))
    listed = is_listed(app)
    if first is None or is_inside(first, ASIDE | LISTS):
        if listed:
            return None
        first = None
    if last is not None and is_inside(last, ASIDE | LISTS):
        last = None
    entry = deepcopy(app)  # whole: nothing of its lemma stands in the text
    entry.tail = None
    start, end = _points(entry)
    if first is None:
        app.addprevious(start)
    elif first.tag in POINTS:
        _insert_after(first, start)
    else:
        first.addprevious(start)
    if last is not None and last.tag in POINTS:
        last.addprevious(end)
    elif last is not None:
        _insert_after(last, end)
    elif not listed:
        app.addprevious(end)
    else:
        _insert_after(start if first is None or first.tag in POINTS else first, end)
    remove_keeping_tail(app)
    return Placed(entry, start, end)


def target_name(pointer: str) -> str:
    """The id that @from or @to names; many write it without the #."""
    return pointer.strip().removeprefix("#")


def _points(entry: etree._Element) -> tuple[etree._Element, etree._Element]:
    identifier = entry.get(ID, "")
    start, end = etree.Element(START), etree.Element(END)
    start.set("entry", identifier)
    end.set("entry", identifier)
    return start, end


def _insert_after(node: etree._Element, point: etree._Element) -> None:
    """Put `point` right after `node`, before the text that follows."""
    parent = node.getparent()
    assert parent is not None, "a target inside the text has a parent"
    point.tail, node.tail = node.tail, None
    parent.insert(parent.index(node) + 1, point)


def _copy(app: etree._Element) -> etree._Element:
    """The entry apart from the text: its base reading without what stays in the text.

    Notes, entries and page breaks inside the lemma belong to the text and are shown there; the
    identifiers of what is in the lemma stay with the text too.
    """
    entry = deepcopy(app)
    entry.tail = None
    base = base_element(entry)
    if base is not None:
        for inner in list(base.iter(APP)):
            flatten(inner)
        for note in [node for node in base.iter(*NOTES) if node.getparent() is not None]:
            remove_keeping_tail(note)
        for mark in [node for node in base.iter(*BREAKS) if node.getparent() is not None]:
            remove_keeping_tail(mark)
        for node in base.iterdescendants(etree.Element):
            node.attrib.pop(ID, "")
        _trim(base)
    return entry


def _trim(reading: etree._Element) -> None:
    """Spaces at the edges of a lemma part words of the text; in the entry they part nothing."""
    reading.text = (reading.text or "").lstrip() or None
    if len(reading):
        reading[-1].tail = (reading[-1].tail or "").rstrip() or None
    else:
        reading.text = (reading.text or "").rstrip() or None


def flatten(app: etree._Element) -> None:
    """Replace an `<app>` by the content of its base reading, in place."""
    parent = app.getparent()
    if parent is None:
        return
    base = base_element(app)
    at = parent.index(app)
    before = app.getprevious()
    text = (base.text or "") if base is not None else ""
    inside = [] if base is None else list(base)
    tail, app.tail = app.tail or "", None
    parent.remove(app)
    if inside:
        inside[-1].tail = (inside[-1].tail or "") + tail
    else:
        text += tail
    if before is not None:
        before.tail = (before.tail or "") + text or None
    else:
        parent.text = (parent.text or "") + text or None
    for offset, node in enumerate(inside):
        parent.insert(at + offset, node)

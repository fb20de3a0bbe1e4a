"""The editor's notes, and pieces of any note -> spans that go to the foot of the page."""

from __future__ import annotations

import re
from collections.abc import Container

from lxml import etree

from siglum.print.chunks import cut
from siglum.print.endnotes import Endnotes, home_of
from siglum.print.tree import BLOCKS, classes, detach, text_of, with_class

__all__ = ["SIDE", "feet", "series_of", "set_notes", "strip"]

_RUN = re.compile(r"[ \t\r\n]+")
#: The series of notes beside the text.
SIDE = "side"
#: What calls notes that should stand beside the text and have no number.
_SIGNS = "*†‡§"


def series_of(note: etree._Element, kind: str) -> str:
    """The series in which an entry (`kind` is apparatus) or a note stands: that of its layer."""
    layer = next((up for up in note.iterancestors() if "layer" in classes(up)), None)
    return kind if layer is None else f"{kind}-in-{layer.get('data-layer')}"


def feet(
    foot: etree._Element, identifier: str, series: str, *, gap: bool = False
) -> list[etree._Element]:
    """A finished note cut into pieces that the layout sets one after the other."""
    _level(foot)
    feet = cut(foot)
    feet[0].set("id", identifier)
    for rank, piece in enumerate(feet):
        piece.set("data-series", series)
        piece.set("data-entry", identifier)
        piece.set("data-chunk", str(rank))
    if gap:
        # a wide space that vanishes at the end of a line, as no em space or padding would
        etree.SubElement(feet[-1], "span", {"class": "entry-gap"}).text = " "
    return feet


def _level(foot: etree._Element) -> None:
    """Make each run of white space one space, as in the text around.

    WeasyPrint takes notes out of the page before it does so, and fails on a line end in one: where
    white space is preserved (`@xml:space`), notes have them.
    """
    for node in foot.iter(etree.Element):
        within = any(up.tag == "pre" for up in node.iterancestors())
        if node.text and node.tag != "pre" and not within:
            node.text = _RUN.sub(" ", node.text)
        if node.tail and node is not foot and not within:
            node.tail = _RUN.sub(" ", node.tail)


def strip(foot: etree._Element) -> None:
    """No white space at the two ends of an entry: the layout sets what belongs there."""
    foot.text = (foot.text or "").lstrip()
    if len(foot):
        foot[-1].tail = (foot[-1].tail or "").rstrip()
    else:
        foot.text = foot.text.rstrip()


def set_notes(
    section: etree._Element,
    notes: dict[str, etree._Element],
    called: set[str],
    *,
    beside: bool = True,
    crowding: Container[str] = (),
    apart: Endnotes | None = None,
) -> None:
    """Set every note right after its first call; one called in an entry or note, after that.

    Those that belong beside the text stand in the place of their call, if they can (`beside`) and
    have room there: those of `crowding` do not, and are called by signs, in turn;
    those of a layer that stands after the text are gathered in `apart`.
    """
    waiting = list(with_class(section, "noteref"))
    signs = -1
    for call in waiting:
        _part(call)
    while waiting:
        call = waiting.pop(0)
        identifier = call.get("data-target") or ""
        note = notes.get(identifier)
        if note is None or identifier in called:
            continue
        called.add(identifier)
        foot = etree.Element("span", {"class": "note foot"})
        for name in ("lang", "dir"):
            if value := note.get(name):
                foot.set(name, value)
        series, home = series_of(note, "notes"), home_of(note)
        detach(note)
        strip(note)
        foot.text = note.text
        foot.extend(list(note))
        _join_paragraphs(foot)
        if beside and note.get("data-aside") and identifier not in crowding:
            _set_beside(foot, identifier, call)
            continue
        if beside and note.get("data-aside"):
            signs += 1
            call[:], call.text = [], _SIGNS[signs % len(_SIGNS)]
            _number_note(foot, call.text)
        else:
            _number_note(foot, note.get("data-n") or text_of(call).strip())
        if apart is not None and apart.has(series):
            foot.set("class", "note")
            foot.set("id", identifier)
            foot.set("data-entry", identifier)
            apart.add(series, home, foot)
            continue  # what is called in it is set when it stands in its list
        waiting.extend(with_class(foot, "noteref"))
        # a note within a note stands in the text after it: the layout knows no deeper level
        place = next((up for up in call.iterancestors() if "foot" in classes(up)), call)
        while place.tag == "span" and "foot" in classes(place):
            following = place.getnext()
            if following is None or place.tail or "foot" not in classes(following):
                break
            place = following
        for foot_piece in reversed(feet(foot, identifier, series)):
            foot_piece.tail, place.tail = place.tail, None
            place.addnext(foot_piece)


def _part(call: etree._Element) -> None:
    """Let a line end between two calls that touch, and show that they are two."""
    before = call.getprevious()
    if before is not None and "noteref" in classes(before) and not before.tail:
        before.tail = "\u200b"
        call.set("class", f"{call.get('class')} next")


def _set_beside(foot: etree._Element, identifier: str, call: etree._Element) -> None:
    """Put a note where its call stands, whole: what is called in it has nowhere to go and stays."""
    _level(foot)
    foot.set("id", identifier)
    foot.set("data-series", SIDE)
    foot.set("data-entry", identifier)
    foot.set("data-chunk", "0")
    parent = call.getparent()
    assert parent is not None
    foot.tail = call.tail
    parent.replace(call, foot)


def _join_paragraphs(foot: etree._Element) -> None:
    """Paragraphs of a note run on after line breaks: cut in pieces, blocks would show the cuts."""
    for node in foot.iter("p"):
        node.tag = "span"
        node.set("class", " ".join(["p", *classes(node)]))
        node.text = (node.text or "").lstrip()
        node.tail = (node.tail or "").lstrip()
        before = node.getprevious()
        if before is not None and before.tag not in BLOCKS:
            before.tail = (before.tail or "").rstrip()
            node.addprevious(etree.Element("br"))
            node.text = f"\u2003{node.text}"


def _number_note(foot: etree._Element, number: str) -> None:
    """Put a note's number before its first word, inside the block that holds that word."""
    holder = foot
    while len(holder) and holder[0].tag in BLOCKS and not (holder.text or "").strip():
        holder = holder[0]
    label = etree.Element("span", {"class": "note-number"})
    label.text, label.tail = number, "\u00a0" + (holder.text or "").lstrip()
    holder.text = None
    holder.insert(0, label)

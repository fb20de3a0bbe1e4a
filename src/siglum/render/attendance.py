"""A unit for a book -> who is there where it begins, and marks where witnesses come and go.

A book tells above the apparatus of a page who has text on it (`siglum.print.attendance`): no page
is known yet when a unit is rendered, so the text itself has to say it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from siglum.apparatus.coverage import LACKING, Change, Coverage, collated
from siglum.apparatus.entries import APP, LEM, RDG
from siglum.apparatus.segments import SEG
from siglum.edition import Document
from siglum.source.identity import ID, NORMAL

__all__ = ["mark_turns", "show_present"]

_GOES: Final = f"{{{NORMAL}}}goes"
_COMES: Final = f"{{{NORMAL}}}comes"


def mark_turns(document: Document, unit: etree._Element) -> dict[str, bool]:
    """Mark where witnesses come and go in a unit, in place -> all; whether they are there at first.

    In a unit without entries there are none: nobody was asked what it reads.
    """
    if next(unit.iter(APP), None) is None:
        return {}
    present = [one.key for one in collated(document.witnesses, document.cited)]
    fragments: dict[str, list[etree._Element]] = {}
    for fragment in unit.iter(SEG):
        if fragment.get("type") == "lemma":
            for name in fragment.get("corresp", "").split():
                fragments.setdefault(name.removeprefix("#"), []).append(fragment)
    for change in list(Coverage(document.witnesses).changes(unit)):
        if not (keys := [key for key in change.keys if key in present]):
            continue
        kind = _COMES if change.there else _GOES
        turn = etree.Element(SEG, {"type": "turn", kind: " ".join(keys)})
        name = "" if change.app is None else change.app.get(ID, "")
        own = fragments.get(name, ())
        if not own:
            _set_behind(change.mark if change.app is None else change.app, turn)
        elif _is_before(change):
            own[0].addprevious(turn)
        else:
            _set_behind(own[-1], turn)
    lacking = unit.get(LACKING, "").split()
    return {key: key not in lacking for key in present}


def _set_behind(node: etree._Element, turn: etree._Element) -> None:
    turn.tail, node.tail = node.tail, None
    node.addnext(turn)


def _is_before(change: Change) -> bool:
    """Whether an entry is the first that a witness has again, or the first that it lacks."""
    reading = next(change.mark.iterancestors(LEM, RDG), None)
    words = {False: "", True: ""}
    around = set(change.mark.iterancestors())
    behind = False
    for node in () if reading is None else reading.iter():
        behind = behind or node is change.mark
        if isinstance(node.tag, str):
            words[behind] += node.text or ""
        if node is not reading:
            words[behind or node in around] += node.tail or ""
    return bool(words[True].strip()) if change.there else not words[False].strip()


def show_present(
    unit: etree._Element, witnesses: Mapping[str, bool], sigla: Mapping[str, str]
) -> None:
    """Tell the HTML of a unit who is there where it begins, and how all are called; in place.

    Of each, `sigla` has the HTML of what it is called, as XML.
    """
    section = unit.find("section[@class='text']")
    if section is None:
        return
    section.set("data-there", " ".join(key for key, there in witnesses.items() if there))
    if not witnesses:
        return
    shelf = etree.SubElement(unit, "section", {"class": "witnesses"})
    for key in witnesses:
        label = etree.fromstring(f"<span>{sigla.get(key, '')}</span>")
        if not len(label) and not label.text:
            label.text = key
        label.set("data-witness", key)
        shelf.append(label)

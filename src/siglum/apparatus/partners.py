"""What belongs to a reading and stands elsewhere -> references beside it, and parts in their order.

Readings depend on each other (`@require`, `@exclude`), go on in another entry (`@next`, `@prev`),
stand elsewhere in a witness (`@corresp` of a transposition, `<listTranspose>`). Each of these
becomes a `<ref s:partner="KEY">` right after the reading: its key (see `siglum.wording`) says how
they belong together, its target is a link, its words say what is found there (TEI Guidelines 12.4,
13.1.3, 17.6). A `<witDetail>` comes to stand with the reading that it is about, a note that leads
to the next reading is marked (`s:leads`), and the lemma stands before the other readings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from siglum.apparatus.entries import APP, GROUP, LEM, NOTES, RDG, reading_text
from siglum.apparatus.wordings import EMPTY, SAYS
from siglum.source.identity import ID, NORMAL
from siglum.source.namespaces import TEI, XML_ID
from siglum.source.standing import base_element, readings_of
from siglum.source.vocabulary import names

_T: Final = f"{{{TEI}}}"
PARTNER, PLACE = f"{{{NORMAL}}}partner", f"{{{NORMAL}}}place"
LEADS: Final = f"{{{NORMAL}}}leads"
_REF, _DETAIL, _TRANSPOSE = f"{_T}ref", f"{_T}witDetail", f"{_T}transpose"
_TIES: Final = {
    "require": "requires",
    "exclude": "excludes",
    "next": "continues",
    "prev": "continued",
}
_TYING: Final = frozenset({*_TIES, "corresp"})
_READING: Final = frozenset({LEM, RDG, GROUP})
_BESIDE: Final = NOTES | {_DETAIL}
_PARTS: Final = _READING | NOTES | {APP, _DETAIL}
#: A reference names its target by so many words at most.
_WORDS: Final = 6
#: An entry -> what its place is called; empty if it has none.
Label = Callable[[etree._Element], str]  # noqa: SLF001


def order_parts(app: etree._Element) -> None:
    """Put the reading that stands in the text before the others, in place."""
    base = base_element(app)
    while base is not None and base is not app:
        holder = base.getparent()
        if holder is None:
            return
        before = [one for one in base.itersiblings(preceding=True) if one.tag in _READING]
        if before:
            # what follows a reading and is no reading belongs to it
            follow: list[etree._Element] = []
            for one in base.itersiblings():
                if one.tag in _READING:
                    break
                follow.append(one)
            at = holder.index(before[-1])
            for offset, one in enumerate([base, *follow]):
                holder.insert(at + offset, one)
        base = holder


def note_partners(tree: etree._Element, label: Label) -> None:
    """Put a reference to what belongs to it beside each reading of `tree`, in place.

    `label` tells what the place of an entry is called.
    """
    tied = _tied(tree)
    transposed = list(tree.iter(_TRANSPOSE))
    targets = _targets(tree) if tied or transposed else {}
    for app in list(tree.iter(APP)):
        beside = [child for child in app if child.tag in _BESIDE]
        for detail in [child for child in beside if child.tag == _DETAIL]:
            _settle(detail, app)
        for note in [child for child in beside if child.tag != _DETAIL]:
            following = note.getnext()
            name = following.get(XML_ID, "") if following is not None else ""
            if name and f"#{name.strip()}" in note.get("target", "").split():
                note.set(LEADS, "yes")
        for element in tied.get(app, ()):
            for key, token in _ties(element):
                target = targets.get(token.removeprefix("#"))
                if target is not None and target is not element:
                    _refer(element, key, target, app, label)
    for transpose in transposed:
        _transposition(transpose, targets, label)


def _tied(tree: etree._Element) -> dict[etree._Element, list[etree._Element]]:
    """Of each entry what depends on something else: itself, its groups and readings."""
    tied: dict[etree._Element, list[etree._Element]] = {}
    for element in tree.iter(APP, *_READING):
        if _TYING.isdisjoint(element.keys()):
            continue
        app = element if element.tag == APP else next(element.iterancestors(APP), None)
        if app is not None:
            tied.setdefault(app, []).append(element)
    return tied


def _targets(tree: etree._Element) -> dict[str, etree._Element]:
    """The elements by id; entries and their readings before copies that stand in the text."""
    targets: dict[str, etree._Element] = {}
    rest: dict[str, etree._Element] = {}
    for element in tree.iter(etree.Element):
        if name := element.get(XML_ID, ""):
            (targets if element.tag in _PARTS else rest).setdefault(name.strip(), element)
    return rest | targets


def _ties(element: etree._Element) -> Iterator[tuple[str, str]]:
    for attribute, key in _TIES.items():
        for token in element.get(attribute, "").split():
            yield key, token
    for token in element.get("corresp", "").split():
        moved = "transposed" in element.get(SAYS, "").split()
        yield "after" if moved else "compare", token


def _refer(
    element: etree._Element,
    key: str,
    target: etree._Element,
    app: etree._Element,
    label: Label,
) -> etree._Element | None:
    """Set a reference to `target` after `element`; None where it would say nothing."""
    home = target if target.tag == APP else next(target.iterancestors(APP), None)
    if key == "compare" and home is None:
        return None  # a note, a line, a page: no part of any apparatus
    shown = target
    if target.tag in (APP, GROUP):
        first = base_element(target) if target.tag == APP else None
        shown = first if first is not None else next(iter(readings_of(target)), target)
    words = reading_text(shown).split()
    place = label(home) or home.get("loc", "") if home is not None else ""
    if place == label(app):
        place = ""
    if not words and not place and not shown.get(SAYS):
        return None
    reference = etree.Element(_REF)
    reference.set(PARTNER, key)
    name = target.get(ID, "") or (home.get(ID, "") if home is not None else "")
    if name:
        reference.set("target", f"#{name}")
    if place:
        reference.set(PLACE, place)
    if words:
        reference.text = " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")
    elif shown.get(EMPTY):
        reference.set(SAYS, shown.get(SAYS, ""))
    if element.tag == APP:
        element.append(reference)
        return reference
    after = element
    while (later := after.getnext()) is not None and later.get(PARTNER):
        after = later
    after.addnext(reference)
    return reference


def _settle(detail: etree._Element, app: etree._Element) -> None:
    """Let a detail follow the reading it is about; of several, tell them in it."""
    readings = readings_of(app)
    named = {token.removeprefix("#") for token in detail.get("target", "").split()}
    meant = [
        one for one in readings if named & {one.get(XML_ID, "").strip(), one.get("n", "").strip()}
    ]
    if len(meant) == 1:
        after = meant[0]
        while (later := after.getnext()) is not None and later.tag not in _READING:
            if later is detail:
                return
            after = later
        after.addnext(detail)
    elif meant and not reading_text(detail):
        for one in meant:
            reference = etree.SubElement(detail, _REF)
            reference.set(PARTNER, "reading")
            reference.text = reading_text(one) or None
            if not reference.text:
                reference.set(SAYS, one.get(SAYS, "") or "omitted")


def _transposition(
    transpose: etree._Element, targets: dict[str, etree._Element], label: Label
) -> None:
    """Tell an entry of the words beside which its own come to stand (TEI Guidelines 12.3.4.5)."""
    moved = [
        targets[name]
        for pointer in transpose.iter(*names("ptr ref"))
        for token in pointer.get("target", "").split()
        if (name := token.removeprefix("#")) in targets
    ]
    for at, one in enumerate(moved):
        app = one if one.tag == APP else next(one.iterancestors(APP), None)
        if app is None:
            continue
        for other in (*moved[max(0, at - 1) : at], *moved[at + 1 : at + 2]):
            if other is not one:
                _refer(one if one.tag in _READING else app, "transposed", other, app, label)

"""`<choice>` in the running text -> an entry like any other, so that no side of it is lost.

A slip and its correction, an old and a modern spelling, an abbreviation and its expansion are
two readings of one place. The corrected, regular or expanded side stands in the text; the other
is told in the apparatus, on the page and in print (TEI Guidelines 3.5).
"""

from __future__ import annotations

from lxml import etree

from siglum.apparatus.entries import APP, LEM, RDG
from siglum.source.namespaces import TEI
from siglum.source.vocabulary import names

CHOICE = f"{{{TEI}}}choice"
_SHOWN = names("corr reg expan")
_ASIDE = names("note rdg witDetail figDesc teiHeader noteGrp standOff choice")


def make_entries_of_choices(tree: etree._Element) -> None:
    """Turn every `<choice>` of the running text of `tree` into `<app type="choice">`, in place.

    A choice inside a note or a reading stays: there both sides are told in the same breath.
    """
    for choice in list(tree.iter(CHOICE)):
        if _aside(choice):
            continue
        sides = list(choice)
        shown = shown_side(choice)
        if shown is None or len(sides) < 2:
            continue
        choice.tag = APP
        choice.set("type", "choice")
        for side in sides:
            side.set("type", etree.QName(side).localname)
            side.tag = LEM if side is shown else RDG
        choice.remove(shown)
        choice.insert(0, shown)


def shown_side(choice: etree._Element) -> etree._Element | None:
    """The side of a choice that stands in the text: the corrected, regular or expanded one."""
    shown = next(choice.iterchildren(*_SHOWN), None)
    return shown if shown is not None else next(choice.iterchildren("*"), None)


def _aside(choice: etree._Element) -> bool:
    """Whether the choice stands in a note or in a reading other than a lemma."""
    return any(True for _ in choice.iterancestors(*_ASIDE))

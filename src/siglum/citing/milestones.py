"""The `refState`s of a reference system and a `<TEI>` -> its passages, from milestone to milestone.

TEI Guidelines 2.3.6.3: the reference at a place is made of the latest values of all milestones
before it. A change of one part begins those after it anew.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from siglum.citing.declared import State, System
from siglum.citing.trees import Cited, Problem, Tree
from siglum.source.namespaces import TEI

_T: Final = f"{{{TEI}}}"
_MILESTONE: Final = f"{_T}milestone"
#: Milestones with a name of their own, and the unit that they begin.
_UNITS: Final = {f"{_T}pb": "page", f"{_T}cb": "column", f"{_T}lb": "line", f"{_T}gb": "gathering"}
#: Values of `milestone/@unit` at which no passage begins.
_NONE: Final = frozenset(("absent", "unnumbered"))


def milestone_tree(system: System, tei: etree._Element) -> Tree:
    """The tree that the states of `system` make of the milestones in the text of `tei`."""
    tree = Tree(system.name)
    values = [""] * len(system.states)
    open_passages: list[Cited | None] = [None] * len(system.states)
    seen: dict[str, Cited] = {}
    doubled = False
    for element in _milestones(tei):
        at = _state_of(element, system.states)
        number = " ".join(element.get("n", "").split())
        if at is None or not number:
            continue
        values[at] = _of_length(number, system.states[at].length)
        for later in range(at + 1, len(values)):
            values[later], open_passages[later] = "", None
        ref = _reference(values[: at + 1], system.states)
        if ref in seen:
            # In most editions the page goes on after a note or a table: no second passage
            open_passages[at] = seen[ref]
            if not doubled and element.tag == _MILESTONE:
                told = f'a milestone before it has the same reference "{ref}"'
                tree.problems.append(Problem("duplicate", told, element))
                doubled = True
            continue
        passage = Cited(ref, element, system.states[at].unit)
        seen[ref] = open_passages[at] = passage
        around = next((one for one in reversed(open_passages[:at]) if one is not None), None)
        (tree.passages if around is None else around.inner).append(passage)
    if not seen:
        units = ", ".join(f'"{state.unit}"' for state in system.states)
        told = f"the text has no milestones with @n for {units}"
        hint = "declare what is cited with citeStructure, if divisions or lines have the numbers"
        tree.problems.append(Problem("nothing", told, system.element, hint=hint))
    return tree


def _milestones(tei: etree._Element) -> list[etree._Element]:
    return [
        element
        for text in tei.iterchildren(f"{_T}text", f"{_T}sourceDoc")
        for element in text.iter(_MILESTONE, *_UNITS)
    ]


def _state_of(element: etree._Element, states: tuple[State, ...]) -> int | None:
    unit = element.get("unit", "").strip() if element.tag == _MILESTONE else _UNITS[element.tag]
    edition = element.get("ed", "").split()
    if unit in _NONE:
        return None
    for number, state in enumerate(states):
        if state.unit == unit and (not state.edition or state.edition in edition):
            return number
    return None


def _of_length(value: str, length: int) -> str:
    """A value of fixed length: numbers with zeros before them, words with blanks behind."""
    if not length:
        return value
    return (value.zfill(length) if value.isdecimal() else value.ljust(length))[:length]


def _reference(values: list[str], states: tuple[State, ...]) -> str:
    """The parts of a reference, each but the last with the delimiter that follows it."""
    parts: list[str] = []
    for value, state in zip(values, states, strict=False):
        if value:
            parts += [value, state.delim or ("" if state.length else ".")]
    return "".join(parts[:-1])

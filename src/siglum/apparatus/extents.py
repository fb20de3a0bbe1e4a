"""What a witness list tells of how much of the text a witness has -> marks in the text.

A `<citedRange>` in the `<bibl>` of a witness names lines, chapters or other passages of the text,
by pointers (`from="#l1" to="#l40"`) or as the text is cited (`unit="line" from="1" to="40"`): the
witness has these and no others (TEI Guidelines 3.12.2.5). Pages and leaves are those of the book,
and say nothing. Where marks in the text speak of a witness (13.1.5), they know better.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from lxml import etree

from siglum.apparatus.entries import LEM, RDG
from siglum.apparatus.witnesses import Conspectus
from siglum.source.namespaces import TEI
from siglum.source.vocabulary import names

_T: Final = f"{{{TEI}}}"
_RANGE, _START, _END = f"{_T}citedRange", f"{_T}witStart", f"{_T}witEnd"
_WITNESSES = names("witness listWit")
_MARKS = names("lacunaStart lacunaEnd witStart witEnd")
#: What divides a book, and no text.
_OF_BOOKS: Final = frozenset(
    "page pages pp p folio folios fol f leaf volume vol issue part quire column col".split()
)
#: What is no part of the text that witnesses have.
_ASIDE = names("teiHeader note noteGrp listApp listWit standOff facsimile sourceDoc fw")
_POINTS = names("lb pb cb gb milestone anchor")


class Find(Protocol):
    """What leads from a pointer or a reference to its passage."""

    def __call__(self, name: str, /) -> etree._Element | None:
        """The passage; None if there is no such one."""


@dataclass(frozen=True, slots=True)
class Extent:
    """A passage that a witness has: its ends as written, what tells of it, and where it is."""

    key: str
    element: etree._Element
    ends: tuple[str, str]
    start: etree._Element | None
    end: etree._Element | None


def read_extents(conspectus: Conspectus, find: Find) -> Iterator[Extent]:
    """What the lists say, in their order."""
    for witness in conspectus.declared():
        if witness.element is None or witness.element.tag not in _WITNESSES:
            continue
        for told in witness.element.iter(_RANGE):
            if next(told.iterancestors(*_WITNESSES)) is not witness.element:
                continue
            first = told.get("from", "").strip()
            last = told.get("to", "").strip() or first
            pointing = first.startswith("#")
            unit = told.get("unit", "").strip().lower().rstrip(".")
            if first and (pointing or (unit and unit not in _OF_BOOKS)):
                yield Extent(witness.key, told, (first, last), find(first), find(last))


def tell_extents(conspectus: Conspectus) -> bool:
    """Whether the lists say anything of that."""
    elements = (witness.element for witness in conspectus.declared())
    return any(one is not None and next(one.iter(_RANGE), None) is not None for one in elements)


def finder(ids: Mapping[str, etree._Element], passages: Mapping[str, etree._Element]) -> Find:
    """Find elements by pointers to their identifiers, or by the references of passages."""

    def find(name: str) -> etree._Element | None:
        return ids.get(name[1:]) if name.startswith("#") else passages.get(name)

    return find


def mark_extents(tree: etree._Element, conspectus: Conspectus, find: Find) -> None:
    """Mark where witnesses begin and end, in place; what is found nowhere marks nothing."""
    extents = [one for one in read_extents(conspectus, find) if one.start is not None]
    if not extents:
        return
    marked = marked_witnesses(tree, conspectus)
    order = {node: number for number, node in enumerate(tree.iter("*"))}
    for one in extents:
        if one.start is None or one.end is None or one.key in marked:
            continue
        if order[one.end] < order[one.start] and one.end not in one.start.iterancestors():
            continue
        if not _begins_text(one.start):
            _put(one.start, etree.Element(_START, {"wit": f"#{one.key}"}), first=True)
        if not _ends_text(one.end):
            _put(one.end, etree.Element(_END, {"wit": f"#{one.key}"}), first=False)


def marked_witnesses(tree: etree._Element, conspectus: Conspectus) -> set[str]:
    """The keys of those whom marks in the text speak of."""
    return {key for mark in tree.iter(*_MARKS) for key in conspectus.keys(_sigla_of(mark))}


def _sigla_of(mark: etree._Element) -> str:
    reading = next(mark.iterancestors(LEM, RDG), None)
    return mark.get("wit", "") or ("" if reading is None else reading.get("wit", ""))


def _put(place: etree._Element, mark: etree._Element, *, first: bool) -> None:
    """Put a mark at the beginning or the end of an element; behind what is a point."""
    if place.tag in _POINTS:
        place.addnext(mark)
    elif first:
        mark.tail, place.text = place.text, None
        place.insert(0, mark)
    else:
        place.append(mark)


def _begins_text(node: etree._Element) -> bool:
    """Whether no words stand before an element."""
    for up in (node, *node.iterancestors()):
        if up.tag == f"{_T}TEI":
            return True
        before = up.itersiblings("*", preceding=True)
        if any(_says(one) or (one.tail or "").strip() for one in before if one is not up):
            return False
        parent = up.getparent()
        if parent is not None and (parent.text or "").strip():
            return False
    return True


def _ends_text(node: etree._Element) -> bool:
    """Whether no words stand behind an element."""
    for up in (node, *node.iterancestors()):
        if up.tag == f"{_T}TEI":
            return True
        if (up.tail or "").strip() or any(
            _says(one) or (one.tail or "").strip() for one in up.itersiblings("*")
        ):
            return False
    return True


def _says(node: etree._Element) -> bool:
    return node.tag not in _ASIDE and any(text.strip() for text in _texts(node))


def _texts(node: etree._Element) -> Iterator[str]:
    if node.text:
        yield node.text
    for child in node.iterchildren("*"):
        if child.tag not in _ASIDE:
            yield from _texts(child)
        if child.tail:
            yield child.tail


def by_reference(pairs: Iterable[tuple[str, etree._Element]]) -> dict[str, etree._Element]:
    """Passages by their references; a reference that several have leads to none of them."""
    found: dict[str, etree._Element] = {}
    twice: set[str] = set()
    for reference, element in pairs:
        if found.setdefault(reference, element) is not element:
            twice.add(reference)
    return {reference: one for reference, one in found.items() if reference not in twice}

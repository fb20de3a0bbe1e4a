"""One `<app>` -> an Entry: lemma, readings, groups and notes as plain data, in the source's order.

Nothing here knows a method of encoding: where an entry belongs in the text is the business of
`encodings`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from siglum.apparatus.witnesses import Conspectus
from siglum.source.namespaces import TEI
from siglum.source.standing import Prefer, base_element, first
from siglum.source.vocabulary import BLOCKS, ELEMENT_ONLY, names

_T = f"{{{TEI}}}"
APP, LEM, RDG, GROUP = f"{_T}app", f"{_T}lem", f"{_T}rdg", f"{_T}rdgGrp"
NOTES = frozenset({f"{_T}note", f"{_T}noteGrp"})
#: Elements around words: without any, nothing is read.
AROUND = names(
    "seg hi w s phr c pc name persName placeName orgName rs p ab l lg q quote said foreign emph",
    "term num measure title supplied surplus sic corr orig reg abbr expan ex am unclear",
)
#: What a hand did rather than wrote. Empty, it is told by its name and by what says how.
DEEDS = names(
    "metamark mod del add restore delSpan addSpan damageSpan damage handShift redo undo retrace"
)
#: Without text of their own: their parts are words apart.
_PARTED = ELEMENT_ONLY - names("choice subst app rdgGrp")
_REMARKS = NOTES | {f"{_T}wit"}
#: What is no part of the words of a reading.
_UNREAD: frozenset[object] = frozenset(
    {*_REMARKS, f"{_T}witDetail", etree.Comment, etree.PI, etree.Entity}
)
#: Say where a witness begins, ends or is lost, and put nothing into its text.
_BORDERS = names("lacunaStart lacunaEnd witStart witEnd")


@dataclass(frozen=True, slots=True)
class Reading:
    """A `<lem>` or `<rdg>`: its text in one line, and who has it.

    `witnesses` and `sources` are keys of the document's conspectus; `element` holds the
    reading's structure.
    """

    element: etree._Element = field(compare=False, repr=False)
    lemma: bool
    text: str
    witnesses: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is read: no text, and no element that stands for something."""
        return not self.text and is_empty(self.element)


@dataclass(frozen=True, slots=True)
class ReadingGroup:
    """A `<rdgGrp>`: readings that belong together, perhaps under a lemma or in groups."""

    element: etree._Element = field(compare=False, repr=False)
    parts: tuple[Reading | ReadingGroup | Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """A note, a `<witDetail>` or anything else that an entry says beside its readings."""

    element: etree._Element = field(compare=False, repr=False)
    text: str = ""


Part = Reading | ReadingGroup | Remark


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the apparatus; `parts` keep the order in which the encoder wrote them."""

    element: etree._Element = field(compare=False, repr=False)
    parts: tuple[Part, ...] = ()
    base: Reading | None = None  # the reading that stands in the text

    @property
    def lemma(self) -> Reading | None:
        """The entry's `<lem>`, which may stand in a group; None where it has none."""
        return next((reading for reading in self.all_readings() if reading.lemma), None)

    @property
    def readings(self) -> list[Reading]:
        """All readings but the one that stands in the text."""
        base = self.base
        return [reading for reading in self.all_readings() if reading is not base]

    def all_readings(self) -> Iterator[Reading]:
        """Lemma and readings in the source's order, those in groups too."""
        return _readings(self.parts)


def _readings(parts: tuple[Part, ...]) -> Iterator[Reading]:
    for part in parts:
        if isinstance(part, Reading):
            yield part
        elif isinstance(part, ReadingGroup):
            yield from _readings(part.parts)


def read_entry(app: etree._Element, conspectus: Conspectus, prefer: Prefer = first) -> Entry:
    """One `<app>` -> Entry, its sigla resolved by `conspectus` (TEI Guidelines 13.1).

    `prefer` chooses what stands in the text where there is no lemma (`siglum.apparatus.bases`).
    """
    parts = _parts(app, conspectus, prefer)
    base = base_element(app, prefer)
    return Entry(app, parts, next((one for one in _readings(parts) if one.element is base), None))


def _parts(holder: etree._Element, conspectus: Conspectus, prefer: Prefer) -> tuple[Part, ...]:
    parts: list[Part] = []
    for child in holder.iterchildren(etree.Element):
        if child.tag in (LEM, RDG):
            parts.append(_reading(child, conspectus, prefer))
        elif child.tag == GROUP:
            parts.append(ReadingGroup(child, _parts(child, conspectus, prefer)))
        else:
            parts.append(Remark(child, reading_text(child, prefer)))
    return tuple(parts)


def _reading(element: etree._Element, conspectus: Conspectus, prefer: Prefer) -> Reading:
    return Reading(
        element,
        element.tag == LEM,
        reading_text(element, prefer),
        conspectus.cited(element),
        conspectus.keys(" ".join([element.get(name, "") for name in ("source", "resp", "hand")])),
    )


def is_empty(reading: etree._Element) -> bool:
    """Whether a `<lem>` or `<rdg>` says nothing, but for notes and sigla.

    A space of no extent is nothing: so CBETA encodes omissions.
    """
    standing = (
        child.tag not in _REMARKS and child.get("quantity") != "0"
        for child in reading.iterdescendants(etree.Element)
    )
    return not any(standing) and not reading_text(reading)


def shows_nothing(reading: etree._Element) -> bool:
    """Whether a reading has no words: it says nothing, or what was done or is lost."""
    return not reading_text(reading) and all(
        child.tag in _REMARKS | _BORDERS | AROUND | DEEDS or child.get("quantity") == "0"
        for child in reading.iterdescendants(etree.Element)
    )


def reading_text(element: etree._Element, prefer: Prefer = first) -> str:
    """The words of a reading in one line: without notes, nested entries as they stand in it."""
    if not len(element):
        return " ".join((element.text or "").split())
    pieces: list[str] = []
    _add_text(element, prefer, pieces)
    return " ".join("".join(pieces).split())


def _add_text(node: etree._Element, prefer: Prefer, pieces: list[str]) -> None:
    pieces.append(node.text or "")
    parted = node.tag in _PARTED
    for child in node:
        tag = child.tag
        if tag == APP:
            base = base_element(child, prefer)
            if base is not None:
                _add_text(base, prefer, pieces)
        elif tag not in _UNREAD:
            # lines part words, and so does what has no text beside its parts
            block = " " if parted or tag in BLOCKS else ""
            pieces.append(block)
            _add_text(child, prefer, pieces)
            pieces.append(block)
        pieces.append(child.tail or "")

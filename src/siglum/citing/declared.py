"""A teiHeader, or edition.toml -> the reference systems they declare, as written.

TEI Guidelines 2.3.6 (the reference system declaration) and 17.2.5.4 (citation structures).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from siglum.config import CitationLevel
from siglum.source.namespaces import TEI, XML_ID
from siglum.source.trees import prefixes

_T = f"{{{TEI}}}"
_REFS_DECL = f"{_T}refsDecl"
STRUCTURE, DATA = f"{_T}citeStructure", f"{_T}citeData"
PATTERN, STATE = f"{_T}cRefPattern", f"{_T}refState"


@dataclass(frozen=True, slots=True)
class Datum:
    """A `citeData`: a property, and the XPath of its value."""

    property: str
    use: str


@dataclass(frozen=True, slots=True)
class Structure:
    """A `citeStructure`: which elements are cited, by what, and what is cited within them.

    `element` is where it stands in the header; None for one of edition.toml.
    """

    match: str
    use: str
    unit: str = ""
    delim: str = ""
    data: tuple[Datum, ...] = ()
    inner: tuple[Structure, ...] = ()
    element: etree._Element | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class State:
    """A `refState`: milestones of one kind, which change one part of the reference."""

    unit: str
    edition: str = ""
    length: int = 0
    delim: str = ""


@dataclass(frozen=True, slots=True)
class System:
    """One reference system: structures, states of milestones or patterns, whichever it has.

    `prefixes` are the namespaces that hold in it; `patterns` its `cRefPattern` elements.
    """

    name: str = ""
    structures: tuple[Structure, ...] = ()
    states: tuple[State, ...] = ()
    patterns: tuple[etree._Element, ...] = field(default=(), repr=False)
    prefixes: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    element: etree._Element | None = field(default=None, repr=False, compare=False)


def read_systems(tei: etree._Element, levels: Sequence[CitationLevel] = ()) -> list[System]:
    """The reference systems of a document, the one to cite by first.

    Those of its own header, then those of the corpora around it; the one with `@default="true"`
    goes first. `levels` are those of edition.toml: they hold where no header has a structure or
    milestones to cite by.
    """
    systems = [
        read
        for holder in (tei, *tei.iterancestors())
        for header in holder.iterchildren(f"{_T}teiHeader")
        for encoding in header.iterchildren(f"{_T}encodingDesc")
        for element in encoding.iterchildren(_REFS_DECL)
        if (read := _read_system(element)) is not None
    ]
    systems.sort(key=lambda one: not _is_default(one))
    if levels and not any(one.structures for one in systems):
        systems.insert(0, System(structures=_of_levels(levels)))
    return systems


def _is_default(system: System) -> bool:
    written = system.element.get("default", "") if system.element is not None else ""
    return written.strip() in ("true", "1")


def _read_system(element: etree._Element) -> System | None:
    structures = tuple(map(_read_structure, element.iterchildren(STRUCTURE)))
    states = tuple(map(_read_state, element.iterchildren(STATE)))
    patterns = tuple(element.iterchildren(PATTERN))
    if not (structures or states or patterns):
        return None  # prose
    name = element.get("n", "") or element.get(XML_ID, "")
    held = {prefix or "": uri for prefix, uri in prefixes(element).items()}
    return System(name, structures, states, patterns, held, element)


def _read_structure(element: etree._Element) -> Structure:
    return Structure(
        element.get("match", "").strip(),
        element.get("use", "").strip(),
        element.get("unit", "").strip(),
        element.get("delim", ""),
        tuple(
            Datum(data.get("property", "").strip(), data.get("use", "").strip())
            for data in element.iterchildren(DATA)
        ),
        tuple(map(_read_structure, element.iterchildren(STRUCTURE))),
        element,
    )


def _read_state(element: etree._Element) -> State:
    length = element.get("length", "").strip()
    return State(
        element.get("unit", "").strip(),
        element.get("ed", "").strip(),
        int(length) if length.isascii() and length.isdigit() and len(length) < 4 else 0,
        element.get("delim", ""),
    )


def _of_levels(levels: Sequence[CitationLevel]) -> tuple[Structure, ...]:
    """A chain of structures, each within the one before."""
    inner: tuple[Structure, ...] = ()
    for number, level in reversed(list(enumerate(levels))):
        delim = level.delim if number else ""
        inner = (Structure(level.match, level.use, level.unit, delim, (), inner),)
    return inner

"""A text -> the entries of its registers, and the places where it points to entries of any.

A register entry is an element with an `xml:id` that describes one thing: a person, a place, a
work, a category. A text mentions it by `@ref`, `@key`, `@corresp` and the like, by `@target` of
`ptr` and `ref`, by `@who` of a speech (TEI Guidelines 14.3). Whether a pointer leads to an entry
is known only when all texts of an edition are, so that every pointer is told here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from siglum.source.header import plain
from siglum.source.identity import ID, NORMAL, slug
from siglum.source.namespaces import TEI, XML_ID
from siglum.source.numbering import NUMBER, label
from siglum.source.prefixes import Prefixes, read_prefixes
from siglum.source.vocabulary import names

_T: Final = f"{{{TEI}}}"
RECORDS: Final = names("person personGrp place org event object nym")
_WORKS: Final = names("bibl biblStruct biblFull")
_LISTS: Final = names("listBibl")
_CAT_REF, _ACTION = f"{_T}catRef", f"{_T}correspAction"
#: The ends of a letter that its header tells.
WHOLE: Final = ("sent", "received")
ENTRIES: Final = RECORDS | _WORKS | names("category")
_HEADER: Final = f"{_T}teiHeader"
_SP: Final = f"{_T}sp"
_NAMES: Final = names(
    "persName placeName orgName eventName objectName label title head catDesc name form"
)
_POINTING: Final = ("ref", "key", "corresp", "sameAs", "ana")
_TARGETS: Final = names("ptr ref catRef")
_NAMING: Final = names(
    "catRef persName placeName orgName eventName objectName name rs geogName settlement country",
    "region district bloc forename surname roleName author editor title term bibl date speaker",
    "role ptr ref sp castItem quote cit s seg p note",
)
#: These point to other texts or to notes by @corresp; only their @ana names an entry.
_LOOSE: Final = names("s seg p note quote cit date bibl")
PARTS: Final = names(
    "opener closer postscript address signed dateline salute byline head note titlePage",
    "castList figure table list argument epigraph trailer stage standOff",
    "listPerson listPlace listOrg listEvent listBibl listRelation",
)
_SEG: Final = f"{_T}seg"
_LEM: Final = f"{_T}lem"
#: The pointer of a name as it leads on, where that is not what its attribute says.
POINTS: Final = f"{{{NORMAL}}}points"


@dataclass(frozen=True, slots=True)
class Registered:
    """An entry of a register: its identifier, what it is called, and whether a header has it.

    `given` says that the identifier is its `xml:id`; `addresses` are web addresses that stand
    for the entry, in its `idno`.
    """

    id: str
    name: str
    kind: str
    header: bool = False
    given: bool = True
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place that points to something: the pointer, an address on the page, how it is cited.

    `part` is the TEI name of what it stands in where nothing is numbered: opener, head. Without an
    address it is the whole text, and `part` what that is to the entry: sent, received.
    """

    pointer: str
    id: str
    place: str
    part: str = ""


def entry_ids(tei: etree._Element) -> frozenset[str]:
    """The `xml:id`s that entries of registers have in a source, as parts of addresses."""
    return frozenset(slug(value) for one in tei.iter(*ENTRIES) if (value := one.get(XML_ID)))


def read_registered(form: etree._Element, given: frozenset[str]) -> tuple[Registered, ...]:
    """The entries of all registers of a normal form, in its order.

    Only an entry with an `xml:id` in the source, one of those `given`, or with a web address of
    its own, can be pointed to.
    """
    found: dict[str, Registered] = {}
    for entry in form.iter(*ENTRIES):
        own = entry.get(ID, "")
        addresses = _addresses(entry)
        if own in found or not (own in given or (own and addresses)):
            continue
        parent = entry.getparent()
        if entry.tag in _WORKS and (parent is None or parent.tag not in _LISTS):
            continue  # a work that is named where it is cited
        header = any(True for _ in entry.iterancestors(_HEADER))
        kind = etree.QName(entry).localname
        found[own] = Registered(own, _name(entry) or own, kind, header, own in given, addresses)
    return tuple(found.values())


def _name(entry: etree._Element) -> str:
    """What an entry is called: its first name; of a work the title."""
    if entry.tag in _WORKS:
        title = next(entry.iter(f"{_T}title"), None)
        return plain(title) if title is not None else plain(entry)
    for child in entry:
        if child.tag in _NAMES and (words := plain(child)):
            return words
    return ""


def _addresses(entry: etree._Element) -> tuple[str, ...]:
    told = (plain(idno) for idno in entry.iterchildren(f"{_T}idno"))
    return tuple(one for one in told if one.startswith(("http://", "https://")))


def read_occurrences(
    form: etree._Element, header: etree._Element, references: Mapping[str, str]
) -> list[Occurrence]:
    """Where the text of a normal form points to something, in its order.

    `header` is the `<TEI>` that declares prefixes; `references` has what passages are cited by.
    Pointers that lead on otherwise than written are noted at their elements (`POINTS`).
    """
    prefixes: Prefixes | None = None
    found: dict[Occurrence, None] = {}
    for element in form.iter(*_NAMING):
        tokens = list(_tokens(element))
        if not tokens:
            continue
        whole = _of_whole(element)
        if whole is None and not _counts(element):
            continue
        prefixes = prefixes or read_prefixes(header)
        expanded = [prefixes.expand(token) or token for token in tokens]
        if whole is not None:
            found |= {Occurrence(pointer, "", "", whole): None for pointer in expanded}
            continue
        if element.get("key") == tokens[0] or expanded[0] != tokens[0]:
            element.set(POINTS, expanded[0])
        identifier, place = _place(element, references)
        part = "" if place else _part(element)
        for pointer in expanded:
            if identifier:
                found[Occurrence(pointer, identifier, place, part)] = None
    return list(found)


def _tokens(element: etree._Element) -> Iterator[str]:
    for name in ("ana",) if element.tag in _LOOSE else _POINTING:
        if written := element.get(name):
            yield from written.split()
    if element.tag in _TARGETS:
        yield from element.get("target", "").split()
    if element.tag == _SP:
        yield from element.get("who", "").split()


def _of_whole(element: etree._Element) -> str | None:
    """What a pointer in a header says of the whole text: who sent or received it, its category.

    None where it says nothing of the kind; empty for a category, which needs no word.
    """
    if element.tag == _CAT_REF:
        return ""
    action = next(element.iterancestors(_ACTION, _HEADER), None)
    kind = "" if action is None or action.tag == _HEADER else action.get("type", "").strip()
    return kind if kind in WHOLE else None


def _counts(element: etree._Element) -> bool:
    """Whether an element stands in the text, and only once: not in a header, no copy of words."""
    for up in element.iterancestors(_HEADER, _SEG, _LEM):
        if up.tag != _SEG or up.get("type") == "reading":
            return False
    return True


def _place(element: etree._Element, references: Mapping[str, str]) -> tuple[str, str]:
    """The address of an element and how the place is cited."""
    identifier = reference = ""
    for up in (element, *element.iterancestors()):
        if own := up.get(ID):
            identifier = identifier or own
            if own in references and references[own] != own:
                reference = references[own]
                break
    if not reference:
        reference = label(element)
    if not reference:
        numbered = (inner.get(NUMBER, "") for inner in element.iter(etree.Element))
        reference = next((number for number in numbered if number), "")
    return identifier, reference


def _part(element: etree._Element) -> str:
    up = next(element.iterancestors(*PARTS), None)
    return "" if up is None else etree.QName(up).localname


def store_occurrences(occurrences: Iterable[Occurrence], path: Path) -> None:
    """Write the occurrences of a document."""
    rows = [astuple(one) for one in occurrences]
    path.write_text(json.dumps(rows, ensure_ascii=False, separators=(",", ":")), "utf-8")


def load_occurrences(path: Path) -> list[Occurrence]:
    """Read what `store_occurrences` wrote."""
    return [Occurrence(*row) for row in json.loads(path.read_text("utf-8"))]

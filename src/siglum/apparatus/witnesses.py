"""Witness lists and other authorities of a document -> Witnesses with sigla, and their look-up.

`@wit` of real editions holds pointers, bare sigla, numbers of witnesses, names of groups and
slips; `Conspectus.resolve` finds the witness meant, or makes one that is shown as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from siglum.source.header import plain
from siglum.source.namespaces import TEI, XML_ID
from siglum.source.prefixes import Prefixes, read_prefixes
from siglum.source.trees import apart, find_elements

_T = f"{{{TEI}}}"
_WITNESS, _LIST = f"{_T}witness", f"{_T}listWit"
_SIGLUM_LENGTH = 16
#: So many attributes are remembered: where each names other witnesses, none comes a second time.
_ROWS = 1024
_UNFIT = re.compile(r"[^\w.\-]+")


@dataclass(frozen=True, slots=True)
class Witness:
    """A witness, a group of witnesses, a hand or an authority that readings are ascribed to.

    `key` is unique in the document and fit for a class name or a fragment; `siglum` is what
    is printed; `label` the TEI element that holds the siglum with its typography, if any.
    """

    key: str
    siglum: str
    title: str = ""
    parent: str = ""
    members: tuple[str, ...] = ()
    declared: bool = True
    kind: str = "witness"  # witness, group, source, unknown
    element: etree._Element | None = field(default=None, compare=False, repr=False)
    label: etree._Element | None = field(default=None, compare=False, repr=False)


@dataclass(eq=False)
class Conspectus:
    """All witnesses of one document in the order of their lists, and how sigla find them.

    `holders` are the trees in which further authorities are looked for.
    """

    witnesses: dict[str, Witness] = field(default_factory=dict)
    by_number: dict[str, str] = field(default_factory=dict)
    undeclared: dict[str, str] = field(default_factory=dict)
    holders: tuple[etree._Element, ...] = ()
    _keys: dict[str, str] = field(default_factory=dict)  # of tokens that were resolved
    _rows: dict[str, tuple[str, ...]] = field(default_factory=dict)  # of whole attributes

    @cached_property
    def prefixes(self) -> Prefixes:
        """The private schemes of the document (TEI Guidelines 17.2.3)."""
        return read_prefixes(self.holders[0]) if self.holders else Prefixes()

    @cached_property
    def elements(self) -> dict[str, etree._Element]:
        """Every element that has an id, gathered when a siglum is no witness's. First ones win."""
        elements: dict[str, etree._Element] = {}
        for holder in self.holders:
            for element in find_elements(holder, "descendant-or-self::*[@xml:id]"):
                elements.setdefault(element.get(XML_ID, "").strip(), element)
        return elements

    @cached_property
    def _inclusive(self) -> frozenset[str]:
        """The witnesses and groups that have members, which only lists can give them."""
        return frozenset(key for key, witness in self.witnesses.items() if witness.members)

    def resolve(self, token: str) -> Witness:
        """One token of `@wit`, `@source` or `@resp` -> the witness or authority it means.

        Looked up in turn: `#id`, a bare id, a witness's `@n`, its printed siglum; then an
        element of the document with that id (a bibliographic entry, a person). A private scheme
        such as `wit:A` is read as its prefixDef says. What is found nowhere becomes an
        undeclared witness whose siglum is the token as written.
        """
        name = token.rpartition("#")[2] or token
        if ":" in token and name not in self.witnesses:
            address = self.prefixes.expand(token)
            if address is not None and "#" in address:
                name = address.rpartition("#")[2] or name
        if name in self.witnesses:
            return self.witnesses[name]
        if name in self.by_number:
            return self.witnesses[self.by_number[name]]
        element = self.elements.get(name)
        if element is not None:
            witness = _authority(name, element)
        else:
            if name in self.undeclared:
                return self.witnesses[self.undeclared[name]]
            key = self.unused(_key(token))  # A* and A' are two
            self.undeclared[name] = key
            witness = Witness(key, name, declared=False, kind="unknown")
        self.witnesses[witness.key] = witness
        return witness

    def find(self, siglum: str) -> str:
        """The key of the witness that has this key, number or siglum; empty if none has.

        A siglum declared nowhere is found from when it was first resolved.
        """
        name = siglum.removeprefix("#")
        if name in self.witnesses:
            return name
        return self.by_number.get(name) or self.undeclared.get(name, "")

    def cited(self, reading: etree._Element) -> tuple[str, ...]:
        """The keys of the witnesses that `@wit` of a reading names, each once."""
        return self.keys(reading.get("wit", ""))

    def keys(self, tokens: str) -> tuple[str, ...]:
        """The keys that the tokens of an attribute resolve to, each once."""
        row = self._rows.get(tokens)
        if row is None:
            several = tokens.split()
            try:
                row = tuple(map(self._keys.__getitem__, several))
            except KeyError:
                row = tuple(map(self._key_of, several))
            if len(set(row)) < len(row):
                row = tuple(dict.fromkeys(row))
            if len(self._rows) == _ROWS:
                self._rows.clear()
            self._rows[tokens] = row
        return row

    def _key_of(self, token: str) -> str:
        if token not in self._keys:
            self._keys[token] = self.resolve(token).key
        return self._keys[token]

    def name(self, token: str) -> str:
        """What the person or source is called that `token` points to; as written if unknown."""
        name = token.rpartition("#")[2] or token
        element = self.elements.get(name)
        return name if element is None else _authority(name, element).siglum

    def called(self, token: str) -> str:
        """The siglum of the witness that `token` points to, else what it is called."""
        key = self.find(token)
        return self.witnesses[key].siglum if key else self.name(token)

    def unused(self, key: str) -> str:
        """`key`, or one like it that no witness has yet."""
        number, wanted = 2, key
        while key in self.witnesses:
            key, number = f"{wanted}_{number}", number + 1
        return key

    def are_single(self, cited: tuple[str, ...]) -> bool:
        """Whether each of these stands for itself only, since none of them has members."""
        return not self._inclusive or self._inclusive.isdisjoint(cited)

    def readers(self, cited: tuple[str, ...], others: frozenset[str]) -> tuple[str, ...]:
        """The witnesses who read what `cited` stand for: themselves and those they include.

        A member cited for another reading of the entry (`others`) does not follow its group.
        """
        if self.are_single(cited):
            return cited
        found: dict[str, None] = {}
        waiting = list(reversed(cited))
        while waiting:
            key = waiting.pop()
            if key in found:
                continue
            found[key] = None
            if key in self.witnesses:
                members = reversed(self.witnesses[key].members)
                waiting += [member for member in members if member not in others]
        return tuple(found)

    def declared(self) -> list[Witness]:
        """The witnesses of the lists, in their order."""
        return [w for w in self.witnesses.values() if w.declared and w.kind != "source"]


def read_conspectus(tei: etree._Element, lists: Sequence[etree._Element] = ()) -> Conspectus:
    """The witnesses of one `<TEI>`, wherever its lists stand (TEI Guidelines 13.1.4.3).

    `lists` are further witness lists that hold for it. Nested `<listWit>` and `<witness>` make
    groups and hands; a list with an `xml:id` is a group with that siglum. Duplicated ids keep
    their first bearer.
    """
    conspectus = Conspectus(holders=(tei, *lists))
    for top in tei.iter(_LIST, _WITNESS):
        if not any(True for _ in top.iterancestors(_LIST, _WITNESS)):
            _read_list(top, "", conspectus)
    for top in lists:
        _read_list(top, "", conspectus)
    return conspectus


def _read_list(element: etree._Element, parent: str, conspectus: Conspectus) -> list[str]:
    """Read a list or a witness with all that it holds -> the keys found on its own level."""
    keys: list[str] = []
    own = (element.get(XML_ID) or "").strip()
    if element.tag == _LIST:
        for child in element.iterchildren(_LIST, _WITNESS):
            keys += _read_list(child, parent, conspectus)
        if own and own not in conspectus.witnesses:
            head = element.find(f"{_T}head")
            title = plain(head) if head is not None else ""
            _add(conspectus, Witness(own, own, title, parent, tuple(keys), True, "group", element))
        return keys
    if own in conspectus.witnesses:
        return [own]
    said = element.get("n") or plain(_without_lists(element)) or "witness"
    key = own or conspectus.unused(_key(said))
    siglum, label = _siglum(element, own)
    number = element.get("n", "").strip()
    _add(conspectus, Witness(key, siglum, "", parent, (), True, "witness", element, label))
    for child in _lists_within(element):
        keys += _read_list(child, key, conspectus)
    group = element.get("type", "") in ("group", "family") or (
        bool(keys) and not _describes(element)
    )
    conspectus.witnesses[key] = Witness(
        key,
        siglum,
        _title(element),
        parent,
        tuple(keys),
        True,
        "group" if group else "witness",
        element,
        label,
    )
    for name in (number, siglum):
        if name and name not in conspectus.witnesses:
            conspectus.by_number.setdefault(name, key)
    return [key]


def _add(conspectus: Conspectus, witness: Witness) -> None:
    conspectus.witnesses[witness.key] = witness


def _lists_within(element: etree._Element) -> Iterator[etree._Element]:
    """Lists and witnesses inside a witness, not those inside another one of them."""
    for child in element.iter(_LIST, _WITNESS):
        if child is element:
            continue
        holder = next(child.iterancestors(_LIST, _WITNESS))
        if holder is element:
            yield child


def _without_lists(element: etree._Element) -> etree._Element:
    copy = apart(element)
    for inner in list(copy.iter(_LIST, _WITNESS)):
        if inner is not copy and (parent := inner.getparent()) is not None:
            parent.remove(inner)
    return copy


def _title(element: etree._Element) -> str:
    copy = _without_lists(element)
    for label in find_elements(copy, "t:abbr[@type='siglum'] | t:idno[@type='siglum']"):
        text, label.tail = label.tail, None
        before = label.getprevious()
        parent = label.getparent()
        if before is not None:
            before.tail = (before.tail or "") + (text or "")
        elif parent is not None:
            parent.text = (parent.text or "") + (text or "")
        if parent is not None:
            parent.remove(label)
    return plain(copy).strip(" ,;:")


def _describes(element: etree._Element) -> bool:
    """Whether the witness is a thing of its own, with hands, rather than a family's name."""
    return bool(_title(element)) or element.find(f"{_T}msDesc") is not None


def _siglum(element: etree._Element, own: str) -> tuple[str, etree._Element | None]:
    """What is printed for a witness: its marked siglum, else its id, else its number or text.

    One whose text is a long description is called by what it points to.

    TEI has no element for sigla; `abbr[@type='siglum']` is the custom of several projects.
    """
    marked = find_elements(
        element,
        "t:abbr[@type='siglum'] | t:idno[@type='siglum'] | t:label | t:name[@type='siglum']"
        " | descendant::t:abbr[@type='siglum'] | t:msDesc//t:idno[@type='siglum'] | t:abbr",
    )
    for label in marked:
        if next(label.iterancestors(_WITNESS)) is not element:
            continue
        if text := plain(label):
            return text, label
    if own:
        return own, None
    if number := element.get("n", "").strip():
        return number, None
    text = plain(_without_lists(element))
    if 0 < len(text) <= _SIGLUM_LENGTH:
        return text, None
    # the first word of a description is no siglum where the witness points to what it is
    pointers = (element.get("corresp") or element.get("sameAs") or "").split()
    if pointers and len(pointers[0]) <= _SIGLUM_LENGTH:
        return pointers[0].removeprefix("#"), None
    return text.split(" ")[0] or "?", None


def _authority(name: str, element: etree._Element) -> Witness:
    """A bibliographic entry, person or editor that a reading is ascribed to, as a source."""
    for path in (
        "descendant::t:abbr[@type='siglum']",
        "t:abbr",
        "t:label",
        "t:title[@type='short']",
        "t:persName//t:surname",
        "t:name//t:surname",
        "descendant::t:author//t:surname",
        "descendant::t:editor//t:surname",
        "t:persName",
        "t:name",
        "descendant::t:author",
        "descendant::t:editor",
    ):
        for label in find_elements(element, path):
            if text := plain(label):
                kind = "source" if element.tag != _LIST else "group"
                return Witness(name, text, plain(element), kind=kind, element=element)
    text = plain(element)
    short = text if text and len(text) <= 2 * _SIGLUM_LENGTH else name
    return Witness(name, short, text, kind="source", element=element)


def _key(token: str) -> str:
    return "w-" + (_UNFIT.sub("-", token).strip("-") or "unknown")

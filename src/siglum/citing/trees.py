"""A reference system and a `<TEI>` -> its tree of citable passages, and what is odd in it.

TEI Guidelines 17.2.5.4: each structure finds its elements from the passage around it, and its
part of the reference follows that of the passage, after `@delim`. Structures side by side are
merged in document order. References are unique in a tree: the first bearer keeps one that occurs
twice. A reference is therefore looked up, never taken apart: its parts may hold a delimiter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from lxml import etree

from siglum.citing.declared import Structure, System
from siglum.citing.xpaths import PathError, Paths, edited_words
from siglum.source.namespaces import TEI

_HEAD: Final = f"{{{TEI}}}head"
_LONGEST: Final = 300  # what a citeData says of a passage, where its XPath leads to much text
#: Part two components of a reference; before the first there is nothing to part.
_PARTING: Final = " \t\r\n,;.:"

Kind = Literal["path", "nothing", "no-value", "no-delim", "duplicate", "twice"]


@dataclass(slots=True, eq=False)
class Cited:
    """A citable passage of a source: its reference and the element that it begins with.

    `inner` are the passages within it, in document order; `title` what it is called, `data` the
    properties that the declaration gives it.
    """

    ref: str
    element: etree._Element = field(repr=False)
    unit: str = ""
    title: str = ""
    data: tuple[tuple[str, str], ...] = ()
    inner: list[Cited] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something odd: of what kind, at which element (None: edition.toml), in words.

    `attribute` is the one that holds what is wrong; `reference` the reference concerned.
    """

    kind: Kind
    told: str
    element: etree._Element | None = field(default=None, repr=False)
    attribute: str = ""
    hint: str = ""


@dataclass(slots=True)
class Tree:
    """The passages of one reference system, the outermost in `passages`."""

    name: str = ""
    passages: list[Cited] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def walk(self) -> Iterable[tuple[Cited, int, Cited | None]]:
        """Every passage with its level, from 1, and the passage around it, in document order."""
        waiting: list[tuple[Cited, int, Cited | None]] = [
            (one, 1, None) for one in reversed(self.passages)
        ]
        while waiting:
            passage, level, around = waiting.pop()
            yield passage, level, around
            waiting += [(one, level + 1, passage) for one in reversed(passage.inner)]


def cite_tree(system: System, tei: etree._Element) -> Tree:
    """The tree that the structures of `system` make of `tei`."""
    tree = Tree(system.name)
    reader = _Reader(Paths(tei, system.prefixes), tree)
    try:
        tree.passages = reader.read(system.structures, tei, "", True)
    except PathError as error:
        tree.problems.append(Problem("path", str(error), system.element))
        tree.passages = []
        return tree
    for structure in reader.idle:
        if structure.match:
            told = f'no element matches "{structure.match}"'
            tree.problems.append(Problem("nothing", told, structure.element, "match"))
    _order(tree, tei)
    _make_unique(tree)
    return tree


class _Reader:
    """Finds passages, level by level."""

    def __init__(self, paths: Paths, tree: Tree) -> None:
        self._paths = paths
        self._tree = tree
        self._left = 1000 + 2 * sum(1 for _ in paths.tei.iter(etree.Element))
        self._broken: set[tuple[Structure, str]] = set()
        self._silent: set[Structure] = set()
        self._joined: set[Structure] = set()
        self.idle: dict[Structure, None] = {}

    def read(
        self, structures: tuple[Structure, ...], around: etree._Element, prefix: str, top: bool
    ) -> list[Cited]:
        found: list[Cited] = []
        for structure in structures:
            if top:
                self.idle[structure] = None
            elements = self._match(structure, around)
            if elements:
                self.idle.pop(structure, None)
            self._left -= len(elements)
            if self._left < 0:
                raise PathError("its structures match more passages than the text has elements")
            delim = structure.delim.lstrip(_PARTING) if top else structure.delim
            for number, element in enumerate(elements, start=1):
                value = self._value(structure, "use", structure.use, element, number, elements)
                if not value:
                    self._tell_silent(structure, element)
                    continue
                ref = f"{prefix}{delim}{value}"
                data = tuple(
                    (datum.property, said if len(said) <= _LONGEST else f"{said[:_LONGEST]} …")
                    for datum in structure.data
                    if (said := self._value(structure, "", datum.use, element, number, elements))
                )
                passage = Cited(ref, element, structure.unit, _title(element, data), data)
                passage.inner = self.read(structure.inner, element, ref, False)
                found.append(passage)
                if not top and not structure.delim and passage.ref != prefix:
                    self._tell_joined(structure, prefix, value)
        return found

    def _match(self, structure: Structure, around: etree._Element) -> list[etree._Element]:
        if (structure, "match") in self._broken:
            return []
        try:
            return self._paths.elements(structure.match, around)
        except PathError as error:
            self._break(structure, "match", structure.match, error)
            return []

    def _value(
        self,
        structure: Structure,
        name: str,
        use: str,
        element: etree._Element,
        number: int,
        elements: list[etree._Element],
    ) -> str:
        if (structure, use) in self._broken:
            return ""
        try:
            return self._paths.value(use, element, number, len(elements))
        except PathError as error:
            self._break(structure, name, use, error)
            return ""

    def _break(self, structure: Structure, name: str, path: str, error: PathError) -> None:
        """Note that an expression cannot be used, once."""
        self._broken.add((structure, "match" if name == "match" else path))
        self.idle.pop(structure, None)
        told = f'"{path}" {error}' if path else "there is no XPath"
        self._tree.problems.append(Problem("path", told, structure.element, name))

    def _tell_joined(self, structure: Structure, prefix: str, value: str) -> None:
        if structure not in self._joined:
            self._joined.add(structure)
            told = f'nothing parts "{prefix}" and "{value}" in "{prefix}{value}"'
            hint = 'give the citeStructure a @delim, such as "."'
            problem = Problem("no-delim", told, structure.element, hint=hint)
            self._tree.problems.append(problem)

    def _tell_silent(self, structure: Structure, element: etree._Element) -> None:
        if (structure, structure.use) in self._broken:
            return
        if structure not in self._silent:
            self._silent.add(structure)
            told = f'"{structure.use}" says nothing of this element'
            self._tree.problems.append(Problem("no-value", told, element))


def _title(element: etree._Element, data: tuple[tuple[str, str], ...]) -> str:
    """What a passage is called: its declared title, else its heading."""
    for name, value in data:
        if name.lower().replace("#", "/").replace(":", "/").rpartition("/")[2] == "title":
            return value
    head = element.find(_HEAD)
    return "" if head is None else edited_words(head)


def _order(tree: Tree, tei: etree._Element) -> None:
    """Bring the passages of each level into document order."""
    rows = [tree.passages, *(passage.inner for passage, *_ in tree.walk())]
    if all(len(row) < 2 for row in rows):
        return
    tags = {str(passage.element.tag) for row in rows for passage in row}
    wanted = {passage.element for row in rows for passage in row}
    places = {one: place for place, one in enumerate(tei.iter(*tags)) if one in wanted}
    for row in rows:
        row.sort(key=lambda one: places.get(one.element, len(places)))


def _make_unique(tree: Tree) -> None:
    """Let the first bearer of a reference keep it; passages within a second one move to it.

    An element that has two references is told too: a passage is to be found by one.
    """
    first: dict[str, Cited] = {}
    bearers: dict[etree._Element, str] = {}
    told: set[str] = set()

    def settle(row: list[Cited]) -> list[Cited]:
        kept = []
        for passage in row:
            if (known := first.get(passage.ref)) is not None:
                if "duplicate" not in told:
                    message = f'a passage before it has the same reference "{passage.ref}"'
                    tree.problems.append(Problem("duplicate", message, passage.element))
                    told.add("duplicate")
                known.inner += settle(passage.inner)
                continue
            first[passage.ref] = passage
            other = bearers.setdefault(passage.element, passage.ref)
            if other != passage.ref and "twice" not in told:
                message = f'"{other}" and "{passage.ref}" both lead here'
                tree.problems.append(Problem("twice", message, passage.element))
                told.add("twice")
            kept.append(passage)
            passage.inner = settle(passage.inner)
        return kept

    tree.passages = settle(tree.passages)

"""Files that documents include -> kept from one document to the next, each with its tree.

Hundreds of texts of a project may include the same taxonomies: they are read once, and where a
document is only looked at, the copies made for it serve the next one.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from lxml import etree

from siglum.findings import Finding
from siglum.source.ids import ids_in
from siglum.source.namespaces import XML_LANG
from siglum.source.ordinals import Ordinals
from siglum.source.positions import SourceFile

_NAMESPACES: Final = ("http://www.w3.org/2001/XInclude", "http://www.w3.org/2003/XInclude")
#: The element that includes, by the names that it has.
INCLUDE: Final = tuple(f"{{{namespace}}}include" for namespace in _NAMESPACES)

_PATHS: Final = 4096  # of so many files it is known where they lie


@dataclass(eq=False)
class Copy:
    """A copy of a part of a file, for a document that includes it.

    `first` is the number that its element `root` has in `file`; `language` what was written on it
    lest it change, if anything; `ordinals` number its elements, as soon as these are counted.
    """

    file: SourceFile
    first: int
    root: etree._Element
    language: str
    ordinals: Ordinals

    @property
    def key(self) -> tuple[str, int]:
        """What it is a copy of."""
        return self.file.real, self.first


@dataclass(frozen=True, slots=True)
class Part:
    """An element of a file, as something to include.

    `first` is its number in the file, `height` how many elements stand inside each other in it,
    itself being one; `includes` tells whether it includes anything; `ids` are all in it.
    """

    first: int
    height: int
    includes: bool
    ids: list[str]


@dataclass(slots=True)
class Loaded:
    """A file that is included: its tree as it stands there, nothing spliced in."""

    file: SourceFile
    root: etree._Element
    findings: tuple[Finding, ...] = ()
    doubtful_ids: bool = False
    ordinals: dict[etree._Element, int] = field(default_factory=dict)
    _parts: dict[etree._Element, Part] = field(default_factory=dict)
    _spare: defaultdict[tuple[int, str], list[Copy]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def __post_init__(self) -> None:
        self.ordinals = {element: n for n, element in enumerate(self.root.iter("*"))}

    def part(self, element: etree._Element) -> Part:
        """What there is to know of one of the elements."""
        part = self._parts.get(element)
        if part is None:
            includes = next(element.iter(*INCLUDE), None) is not None
            part = Part(self.ordinals[element], _height(element), includes, ids_in(element))
            self._parts[element] = part
        return part

    def copy(self, original: etree._Element, language: str) -> Copy:
        """A copy of one of the elements; `language` is written on it, unless it is empty."""
        first = self.part(original).first
        if spare := self._spare[first, language]:
            copy = spare.pop()
            copy.root.tail = None
            return copy
        root = deepcopy(original)
        root.tail = None
        if language:
            root.set(XML_LANG, language)
        return Copy(self.file, first, root, language, Ordinals(root))

    def put_back(self, copy: Copy) -> None:
        """Let a copy serve again: whoever gets it takes it out of its document."""
        self._spare[copy.first, copy.language].append(copy)


def _height(element: etree._Element) -> int:
    height, level = 0, [element]
    while level:
        height += 1
        level = [child for above in level for child in above.iterchildren("*")]
    return height


class Shelf:
    """Files that several documents include, kept from one to the next.

    Hundreds of texts of a project may include the same taxonomies. What was used least lately
    goes once the files kept have more than `limit` bytes.
    """

    def __init__(self, limit: int = 4 * 1024 * 1024) -> None:
        self._limit = limit
        self._size = 0
        self._kept: dict[tuple[str, str], Loaded] = {}
        self._real: dict[Path, str] = {}

    def real(self, path: Path) -> str:
        """Where the file lies, links followed: asked once of what many documents include."""
        real = self._real.get(path)
        if real is None:
            if len(self._real) >= _PATHS:
                self._real.clear()
            real = self._real[path] = os.path.realpath(path)
        return real

    def take(self, real: str, name: str) -> Loaded | None:
        """The file with this path that findings call `name`, if it is kept."""
        loaded = self._kept.pop((real, name), None)
        if loaded is not None:
            self._kept[real, name] = loaded
        return loaded

    def keep(self, real: str, loaded: Loaded) -> None:
        """Keep a file that was just read."""
        self._kept[real, loaded.file.name] = loaded
        self._size += len(loaded.file.data)
        while self._size > self._limit:
            self._size -= len(self._kept.pop(next(iter(self._kept))).file.data)

    def put_back(self, copies: Iterable[Copy]) -> None:
        """Let the copies in a document that nobody needs any longer serve for the next one."""
        for copy in copies:
            loaded = self._kept.get((copy.file.real, copy.file.name))
            if loaded is not None and loaded.file is copy.file:
                loaded.put_back(copy)

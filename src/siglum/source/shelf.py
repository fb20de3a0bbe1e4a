"""Files that documents include -> kept from one document to the next, each with its tree.

Hundreds of texts of a project may include the same taxonomies: they are read once.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from siglum.findings import Finding
from siglum.source.positions import SourceFile


@dataclass(slots=True)
class Loaded:
    """A file that is included: its tree as it stands there, nothing spliced in."""

    file: SourceFile
    root: etree._Element
    findings: tuple[Finding, ...] = ()
    doubtful_ids: bool = False
    ordinals: dict[etree._Element, int] = field(default_factory=dict)
    heights: dict[etree._Element, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ordinals = {element: n for n, element in enumerate(self.root.iter("*"))}

    def height(self, element: etree._Element) -> int:
        """How many elements stand inside each other in `element`, itself being one."""
        if element not in self.heights:
            height, level = 0, [element]
            while level:
                height += 1
                level = [child for above in level for child in above.iterchildren("*")]
            self.heights[element] = height
        return self.heights[element]


class Shelf:
    """Files that several documents include, kept from one to the next.

    Hundreds of texts of a project may include the same taxonomies. What was used least lately
    goes once the files kept have more than `limit` bytes.
    """

    def __init__(self, limit: int = 4 * 1024 * 1024) -> None:
        self._limit = limit
        self._size = 0
        self._kept: dict[tuple[str, str], Loaded] = {}

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

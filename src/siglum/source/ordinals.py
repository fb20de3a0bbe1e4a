"""The elements of a tree in document order -> the number of each, without noting them all.

Every 16th element is noted and the others are counted from there: a large file has a million
elements, and few of them are asked for. Holds as long as the tree is not changed. Parts of it that
were counted before, such as lists that many documents include, are not walked over again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Final

from lxml import etree

_NOTED: Final = 16  # of so many elements one is noted


class Ordinals:
    """The numbers of the elements in `root`, itself being 0; `len` tells how many there are."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._count = 0
        self._noted: dict[etree._Element, int] = {}

    def __len__(self) -> int:
        return self._count

    def count(
        self, parts: Mapping[etree._Element, Ordinals] = MappingProxyType({})
    ) -> Iterable[list[etree._Element]]:
        """Count all elements -> the same, a few at a time, for whoever wants to look at them.

        `parts` are elements in `root`, none in another, whose own elements are counted; of each,
        only that element comes, alone. None is held for longer than its turn: of a million
        elements that would be a hundred megabytes. Until all have been met, no number can be told.
        """
        self._noted.clear()
        self._count = 0
        for stretch in _stretches(self.root, parts) if parts else (self.root.iter("*"),):
            while few := list(islice(stretch, _NOTED)):
                part = parts.get(few[0])
                if part is None:
                    self._noted[few[0]] = self._count
                    self._count += len(few)
                else:
                    self._noted.update(part.noted(self._count))
                    self._count += len(part)
                yield few

    def noted(self, before: int) -> Iterator[tuple[etree._Element, int]]:
        """The elements that are noted, each with its number if there are `before` others."""
        return ((element, before + number) for element, number in self._noted.items())

    def of(self, element: etree._Element) -> int | None:
        """The number of `element`; None for what is no element, or not in `root`."""
        tag: object = element.tag
        if not isinstance(tag, str):
            return None  # a comment
        steps = 0
        while element not in self._noted:
            following = next(element.iterchildren("*"), None)
            while following is None:
                if element is self.root:
                    return self._count - 1 - steps
                following = next(element.itersiblings("*"), None)
                if following is None:
                    parent = element.getparent()
                    if parent is None:
                        return None
                    element = parent
            element = following
            steps += 1
        number = self._noted[element] - steps
        return number if number >= 0 else None  # what stands around the root


def _stretches(
    root: etree._Element, parts: Mapping[etree._Element, Ordinals]
) -> Iterator[Iterator[etree._Element]]:
    """The elements in `root` in document order, in stretches; of a part, itself only."""
    around = {above for part in parts for above in part.iterancestors()}
    todo = [iter((root,))]
    while todo:
        element = next(todo[-1], None)
        if element is None:
            todo.pop()
        elif element in parts:
            yield iter((element,))
        elif element in around:
            yield iter((element,))
            todo.append(element.iterchildren("*"))
        else:
            yield element.iter("*")

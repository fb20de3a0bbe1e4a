"""The bytes of a text and some of its elements -> where these begin and end, what is around them.

A passage, or the range from one to another, is then a slice of these bytes between the start tags
of what is around its begin and the end tags of what is around its end: well-formed, however they
nest, and nobody has to parse a whole text for one line of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

_NAME: Final = re.compile(rb"<([^\s/>]+)")


@dataclass(frozen=True, slots=True)
class Cut:
    """Where an element lies: its first byte, the byte after its last, and what is around both."""

    begin: int
    end: int
    context: int


@dataclass(slots=True)
class Cuts:
    """The elements that were asked for, by their number in the text, and all contexts.

    A context is what is around a place: the number and the start tag of each element, from the
    outermost. `close` is where the text itself ends, and the context of that place.
    """

    elements: dict[int, Cut] = field(default_factory=dict)
    contexts: list[tuple[tuple[int, str], ...]] = field(default_factory=list)
    close: tuple[int, int] = (0, 0)


def cut(data: bytes, wanted: Collection[int]) -> Cuts:
    """Find elements in `data`, UTF-8 as lxml writes it, counted from 0 at the root."""
    cuts = Cuts()
    numbers: dict[int, int] = {}  # of the context in an element
    open_elements: list[tuple[int, int]] = []  # number, first byte
    count = 0
    parser = expat.ParserCreate()

    def context() -> int:
        inmost = open_elements[-1][0] if open_elements else -1
        if inmost not in numbers:
            numbers[inmost] = len(cuts.contexts)
            cuts.contexts.append(tuple((one, _tag(data, at).decode()) for one, at in open_elements))
        return numbers[inmost]

    def start(_name: str, _attributes: object) -> None:
        nonlocal count
        begin = parser.CurrentByteIndex
        if count in wanted:
            cuts.elements[count] = Cut(begin, begin, context())
        open_elements.append((count, begin))
        count += 1

    def end(name: str) -> None:
        here = parser.CurrentByteIndex
        inmost = len(open_elements) == 2 and _local(name) == "text"
        if inmost or (len(open_elements) == 1 and cuts.close == (0, 0)):
            cuts.close = here, context()
        number, begin = open_elements.pop()
        if (found := cuts.elements.get(number)) is not None:
            # ">" is escaped in the values of attributes
            last = data.index(b">", begin) + 1
            if data[last - 2 : last - 1] != b"/":
                last = data.index(b">", here) + 1
            cuts.elements[number] = Cut(found.begin, last, found.context)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(data, True)
    return cuts


def end_tags(tags: Collection[bytes]) -> bytes:
    """The end tags of elements that begin with `tags`, the inmost first."""
    names = [found[1] for tag in tags if (found := _NAME.match(tag))]
    return b"".join(b"</%b>" % name for name in reversed(names))


def _tag(data: bytes, begin: int) -> bytes:
    return data[begin : data.index(b">", begin) + 1]


def _local(name: str) -> str:
    return name.rpartition(":")[2]

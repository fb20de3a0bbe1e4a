"""The bytes of a source without a DOCTYPE -> where each start tag begins, found when asked for.

Tags are counted block by block, which bytes do fast, and the offsets of a block are listed only
when one of its tags is asked for: of a million tags, findings name a few.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, overload

_NO_TAGS = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_BLOCK: Final = 1 << 14  # bytes


class StartTags(Sequence[int]):
    """Byte offset of each start tag in `data` (UTF-8, well-formed), in document order."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._blocks = [*_blocks(data)]
        self._before = array("Q", (0,))  # tags before each block
        for start, end in self._blocks:
            count = data.count(b"<", start, end) - data.count(b"</", start, end)
            self._before.append(self._before[-1] + count)
        self._listed: tuple[int, array[int]] = (-1, array("Q"))  # the last block that was listed

    def __len__(self) -> int:
        return self._before[-1]

    @overload
    def __getitem__(self, number: int) -> int: ...
    @overload
    def __getitem__(self, number: slice) -> list[int]: ...
    def __getitem__(self, number: int | slice) -> int | list[int]:
        """The offset of a tag, counted from 0."""
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        if not 0 <= number < len(self):
            raise IndexError(number)
        block = bisect_right(self._before, number) - 1
        if self._listed[0] != block:
            self._listed = (block, self._offsets(block))
        return self._listed[1][number - self._before[block]]

    def __iter__(self) -> Iterator[int]:
        for block in range(len(self._blocks)):
            yield from self._offsets(block)

    def _offsets(self, block: int) -> array[int]:
        """The offsets of the tags in a block."""
        start, end = self._blocks[block]
        pieces = self._data[start:end].split(b"<")
        at = start + len(pieces[0])
        offsets = array("Q")
        for piece in pieces[1:]:
            if piece[:1] != b"/":
                offsets.append(at)
            at += len(piece) + 1
        return offsets


def _blocks(data: bytes) -> Iterator[tuple[int, int]]:
    """Stretches of `data` in which each `<` begins a tag; none is cut within one."""
    end = 0
    for other in _NO_TAGS.finditer(data):
        yield from _cut(data, end, other.start())
        end = other.end()
    yield from _cut(data, end, len(data))


def _cut(data: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = data.find(b"<", start + _BLOCK, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop

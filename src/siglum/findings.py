"""What is wrong and where -> findings: plain values that every floor hands upwards.

A finding never stops anything by itself. Only what cannot be read at all is raised, as an
`EditionError` that carries its findings.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice, pairwise, starmap
from operator import attrgetter
from typing import Final, Self, overload

from siglum.codes import CODES, Severity
from siglum.ondisk import DiskList, DiskSet

__all__ = ["EditionError", "Finding", "Findings", "Place", "Seen", "Severity", "found", "in_order"]

#: So many findings are kept in memory: some three megabytes of them.
HELD: Final = 5000
_BLOCK: Final = 100  # findings that are stored together, with the words that they share once


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in a source: a file as shown to the editor, 1-based line and column.

    `line` and `column` are 0 where a finding speaks of the whole file; `id` is the `xml:id`
    of the element concerned, or empty.
    """

    file: str
    line: int = 0
    column: int = 0
    id: str = ""

    def __reduce__(self) -> tuple[type[Place], tuple[str, int, int, str]]:
        # findings travel between processes by the thousand, and the way of dataclasses is slow
        return Place, (self.file, self.line, self.column, self.id)

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing an editor should know: its stable code, place, what is wrong, and a hint."""

    code: str
    severity: Severity
    place: Place
    message: str
    hint: str = ""

    def __reduce__(self) -> tuple[type[Finding], tuple[str, Severity, Place, str, str]]:
        return Finding, (self.code, self.severity, self.place, self.message, self.hint)

    @property
    def rank(self) -> str:
        """By which findings are sorted: file and place first. Those of one rank are the same."""
        place = self.place
        where = place.file, f"{place.line:09}", f"{place.column:09}", place.id
        return "\0".join((*where, self.code, self.message, self.severity, self.hint))

    def __str__(self) -> str:
        told = f"{self.place}: {self.severity} {self.code}: {self.message}"
        return f"{told}\n    hint: {self.hint}" if self.hint else told


class Findings(Sequence[Finding]):
    """Findings in a row. An edition has some for each of its texts: of many, most are on the disk.

    A few thousand in memory make editions of ordinary size as fast as a list does.
    """

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._blocks: DiskList[list[Finding]] = DiskList(near=HELD // _BLOCK, private=True)
        self._last: list[Finding] = []
        for finding in findings:
            self.append(finding)

    def append(self, finding: Finding) -> None:
        """Add a finding at the end."""
        self._last.append(finding)
        if len(self._last) == _BLOCK:
            self._blocks.append(self._last)
            self._last = []

    def __iadd__(self, findings: Iterable[Finding]) -> Self:
        for finding in findings:
            self.append(finding)
        return self

    def __len__(self) -> int:
        return len(self._blocks) * _BLOCK + len(self._last)

    def __iter__(self) -> Iterator[Finding]:
        for block in self._blocks:
            yield from block
        yield from self._last

    @overload
    def __getitem__(self, number: int) -> Finding: ...
    @overload
    def __getitem__(self, number: slice) -> list[Finding]: ...
    def __getitem__(self, number: int | slice) -> Finding | list[Finding]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        block, within = divmod(range(len(self))[number], _BLOCK)
        return (self._blocks[block] if block < len(self._blocks) else self._last)[within]


class Seen:
    """Findings that were met."""

    def __init__(self) -> None:
        self._met = DiskSet(near=HELD)

    def others(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Those of `findings` that were not met before, each once; they are met now."""
        for finding in findings:
            # No two ranks have the same digest, which is a fraction of them
            rank = finding.rank.encode("utf-8", "surrogatepass")
            digest = hashlib.blake2b(rank, digest_size=16).hexdigest()
            if digest not in self._met:
                self._met.add(digest)
                yield finding


def in_order(findings: Iterable[Finding]) -> Findings:
    """`findings` by file and place, each once."""
    left = iter(findings)
    rank = attrgetter("rank")
    blocks: DiskList[list[Finding]] = DiskList(near=0, private=True)
    runs = [0]  # with which block each begins: within it, all are in order
    while some := sorted(islice(left, HELD), key=rank):
        if runs == [0] and len(some) < HELD:
            return Findings(_each_once(some))
        for first in range(0, len(some), _BLOCK):
            blocks.append(some[first : first + _BLOCK])
        runs.append(len(blocks))

    def run(first: int, last: int) -> Iterator[Finding]:
        for number in range(first, last):
            yield from blocks[number]

    return Findings(_each_once(merge(*starmap(run, pairwise(runs)), key=rank)))


def _each_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """`findings`, which are in order."""
    before: Finding | None = None
    for finding in findings:
        if finding != before:
            yield finding
        before = finding


class EditionError(Exception):
    """A source, a configuration or an output folder that cannot be used at all."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


def found(code: str, place: Place, message: str, hint: str = "") -> Finding:
    """A finding with the severity that the table of codes gives to `code`.

    Raises KeyError for a code that the table does not explain: a programming error.
    """
    # Thousands of texts may have the same to tell: its words are kept once
    return Finding(
        code, CODES[code].severity, place, sys.intern(str(message)), sys.intern(str(hint))
    )

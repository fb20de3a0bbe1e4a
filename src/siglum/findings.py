"""What is wrong and where -> findings: plain values that every floor hands upwards.

A finding never stops anything by itself. Only what cannot be read at all is raised, as an
`EditionError` that carries its findings.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from siglum.codes import CODES, Severity
from siglum.ondisk import DiskList, DiskSet, DiskTable

__all__ = ["EditionError", "Finding", "Findings", "Place", "Seen", "Severity", "found", "in_order"]

#: So many findings are kept in memory: some fifteen megabytes of them.
HELD: Final = 30_000


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


class Findings(DiskList[Finding]):
    """Findings in a row. An edition has some for each of its texts: of many, most are on the disk.

    A few thousand in memory make editions of ordinary size as fast as a list does.
    """

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        super().__init__(findings, HELD, private=True)


class Seen:
    """Findings that were met."""

    def __init__(self) -> None:
        self._ranks = DiskSet(near=HELD)

    def others(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Those of `findings` that were not met before, each once; they are met now."""
        for finding in findings:
            rank = finding.rank
            if rank not in self._ranks:
                self._ranks.add(rank)
                yield finding


def in_order(findings: Iterable[Finding]) -> Findings:
    """`findings` by file and place, each once."""
    rows: DiskTable[Finding] = DiskTable(near=HELD, private=True)
    for finding in findings:
        rows[finding.rank] = finding
    return Findings(rows.values())


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

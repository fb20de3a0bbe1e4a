"""What is wrong and where -> findings: plain values that every floor hands upwards.

A finding never stops anything by itself. Only what cannot be read at all is raised, as an
`EditionError` that carries its findings.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass

from siglum.codes import CODES, Severity

__all__ = ["EditionError", "Finding", "Place", "Severity", "found"]


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

    def __str__(self) -> str:
        told = f"{self.place}: {self.severity} {self.code}: {self.message}"
        return f"{told}\n    hint: {self.hint}" if self.hint else told


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

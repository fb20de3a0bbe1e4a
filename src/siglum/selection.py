"""What `[checks]` or the command line asks for -> the findings that are told, with their severity.

Errors in reading, in edition.toml and in writing are told whatever is selected: where a file
could not be read, nothing that was looked for in it is known.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from siglum.codes.choosing import area_of, means
from siglum.config import CheckOptions
from siglum.findings import Finding, Severity

#: Areas that are no checks: `select` does not reach their errors.
_NO_CHECKS: Final = frozenset(("source", "config", "publish", "render", "pdf", "output"))


@dataclass(frozen=True, slots=True)
class Selection:
    """Codes, areas or patterns: what is told, what is not, and what matters more or less."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)

    def looks_for(self, code: str) -> bool:
        """Whether `code` is wanted. What is ignored is not told, also if it is selected."""
        if any(means(word, code) for word in self.ignore):
            return False
        return not self.select or any(means(word, code) for word in self.select)

    def tells(self, finding: Finding) -> bool:
        """Whether `finding` is told: it is wanted, or nothing else can be known."""
        if self.looks_for(finding.code):
            return True
        if any(means(word, finding.code) for word in self.ignore):
            return False
        return finding.severity is Severity.ERROR and area_of(finding.code) in _NO_CHECKS

    def judged(self, finding: Finding) -> Finding:
        """`finding` in the severity that it has here: a code says more than its area."""
        near = [word for word in self.severity if means(word, finding.code)]
        if not near:
            return finding
        severity = Severity(self.severity[max(near, key=len)])
        return dataclasses.replace(finding, severity=severity)

    def apply(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings to tell, each in its severity."""
        judged = map(self.judged, findings) if self.severity else findings
        return filter(self.tells, judged)


def selection_of(
    options: CheckOptions, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()
) -> Selection:
    """What edition.toml and the command line ask for together.

    `select` of the command line replaces that of edition.toml; `ignore` is added to it.
    """
    return Selection(select or options.select, (*options.ignore, *ignore), options.severity)

"""An Outcome -> lines for a terminal: each finding with its place and hint, and a summary.

A dozen findings of one code are told for each file and the rest counted; `verbose` tells all,
remarks too; `quiet` errors only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from siglum.codes import Severity
from siglum.findings import Finding
from siglum.reports.outcome import NAMES, by_code, counted
from siglum.reports.plain import printable

#: So many findings of one code are told in full.
TOLD: Final = 12
#: A summary by code stands below more findings than this: fewer can be seen at a glance.
_GLANCE: Final = 20

#: How a severity is written: coloured or not.
Paint = Callable[[str, Severity], str]


def render_text(
    findings: Sequence[Finding],
    paint: Paint = lambda text, _severity: text,
    *,
    verbose: bool = False,
    quiet: bool = False,
) -> Iterator[str]:
    """The lines of a report of `findings`, which stand in order."""
    told: Counter[str] = Counter()  # of each code, in one file
    file, silent, number = "", 0, 0
    cut_short: list[str] = []
    for finding in findings:
        if finding.severity is Severity.INFO and not verbose:
            silent += 1
            continue
        if finding.severity is not Severity.ERROR and quiet:
            continue
        if finding.place.file != file:
            cut_short += _cut_short(file, told)
            told.clear()
            file = finding.place.file
        number += 1
        told[finding.code] += 1
        if told[finding.code] > TOLD and not verbose:
            continue
        severity = paint(str(finding.severity), finding.severity)
        place = printable(str(finding.place))
        yield f"{place}: {severity} {finding.code}: {printable(finding.message)}"
        if finding.hint:
            yield f"    hint: {printable(finding.hint)}"
    if not verbose:
        yield from cut_short
        yield from _cut_short(file, told)
        if silent and not quiet:
            yield f"… and {counted(silent, *NAMES[Severity.INFO])} (-v tells them)"
    if number > _GLANCE and not quiet:
        yield from _summary(findings, paint)


def _cut_short(file: str, told: Counter[str]) -> Iterable[str]:
    for code, count in told.items():
        if count > TOLD:
            yield f"{printable(file)}: … {count - TOLD:,} more {code} (-v tells all)"


def _summary(findings: Sequence[Finding], paint: Paint) -> Iterator[str]:
    """A table: how often each code was found, in how many files."""
    lines = by_code(findings)
    width = max(len(line.code) for line in lines)
    digits = max(len(f"{line.count:,}") for line in lines)
    files = max(len(counted(line.files, "file")) for line in lines)
    yield ""
    for line in lines:
        severity = paint(f"{line.severity:7}", line.severity)
        where = counted(line.files, "file").ljust(files)
        yield (
            f"{line.count:>{digits},}  {severity}  {line.code:{width}}  "
            f"in {where}  {line.explained.title}"
        )
    yield ""

"""Findings -> lines that GitHub Actions shows at the place in the file concerned.

The form is that of its workflow commands: `::error file=…,line=…,col=…,title=…::message`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from siglum.codes import Severity
from siglum.findings import Finding
from siglum.reports.plain import printable, spelt

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render_annotations(
    findings: Iterable[Finding], path: Callable[[str], str] = lambda file: file
) -> Iterator[str]:
    """One line for each finding; `path` makes a file's name start from the repository."""
    for finding in findings:
        place = finding.place
        properties = {"file": path(place.file)}
        if place.line:
            properties |= {"line": str(place.line), "col": str(max(place.column, 1))}
        properties["title"] = finding.code
        told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        message = printable(finding.message)
        if finding.hint:
            message += f"\nhint: {printable(finding.hint)}"
        yield f"::{_COMMANDS[finding.severity]} {told}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return spelt(escaped.replace(":", "%3A").replace(",", "%2C"))

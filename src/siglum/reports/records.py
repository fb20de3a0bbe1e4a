"""Findings -> JSON for other programs: one list, a record for each finding.

The names of a record never change; later versions may add some.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from siglum.findings import Finding

_HALVES = re.compile(r"[\ud800-\udfff]")


def record(finding: Finding) -> dict[str, str | int]:
    """What JSON says of a finding."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "message": finding.message,
        "hint": finding.hint,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "id": finding.place.id,
    }


def render_json(findings: Iterable[Finding]) -> str:
    """A JSON list with a record for each finding."""
    return dump([record(finding) for finding in findings])


def dump(value: object) -> str:
    """`value` as JSON that UTF-8 can hold: a name of a file may have bytes that are no text."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return _HALVES.sub(lambda match: f"\\u{ord(match[0]):04x}", text)

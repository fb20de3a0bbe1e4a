"""Paths of TEI files, one a line on stdin -> what check and build made of each, as JSON lines.

Runs in a process of its own, so that a crash of the parser is seen too.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path

from siglum.build import build
from siglum.config import config_for_sources
from siglum.findings import EditionError, Finding, Severity
from siglum.inspection import check


def passage(path: Path, out: Path) -> dict[str, object]:
    """What becomes of one file: documents, entries, pages, refusals, and any traceback."""
    told: dict[str, object] = {"file": str(path), "traceback": "", "documents": 0, "entries": 0}
    told["written"] = False
    start = time.perf_counter()
    findings: list[Finding] = []
    checked: set[str] = set()
    try:
        config = config_for_sources([path])
        try:
            checked = {str(f) for f in check(config).findings}
        except EditionError as error:
            checked = {str(f) for f in error.findings}
        try:
            report = build(config, out, ("website",))
            findings = report.findings
            told |= {"documents": report.documents, "entries": report.entries}
            told["written"] = report.written
        except EditionError as error:
            findings = error.findings
    except Exception:  # noqa: BLE001 - whatever leaves siglum unforeseen is what is looked for
        told["traceback"] = traceback.format_exc()
    errors = [f for f in findings if f.severity is Severity.ERROR]
    told["errors"] = sorted({f.code for f in errors})
    told["placed"] = all(f.place.file and f.message for f in findings)
    told["missed"] = sorted(checked - {str(f) for f in findings})  # check and build must agree
    told["seconds"] = round(time.perf_counter() - start, 2)
    return told


def main() -> None:
    work = Path(tempfile.mkdtemp(prefix="passage-"))
    try:
        for line in sys.stdin:
            told = passage(Path(line.rstrip("\n")), work / "out")
            sys.stdout.write(json.dumps(told) + "\n")
            sys.stdout.flush()
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()

"""An Outcome -> SARIF 2.1.0, which GitHub and viewers in editors read.

Paths are relative to the folder of the run (`SRCROOT`); what lies elsewhere has a file: address.
A finding keeps its fingerprint when lines move, so that a service knows it again.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from siglum import __version__
from siglum.codes import CODES, Severity
from siglum.codes.choosing import area_of
from siglum.findings import Finding
from siglum.reports.examples import language_of, titles
from siglum.reports.guidelines import section_named
from siglum.reports.outcome import Outcome
from siglum.reports.plain import printable, settled
from siglum.reports.records import dump

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT: Final = "SRCROOT"


def render_sarif(outcome: Outcome) -> str:
    """The SARIF log of one run."""
    codes = sorted({finding.code for finding in outcome.findings})
    numbers = {code: number for number, code in enumerate(codes)}
    driver = {
        "name": "siglum",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(code) for code in codes],
    }
    root = {"description": {"text": "The folder in which siglum check was run."}}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: root},
        "invocations": [{"executionSuccessful": True}],
        "results": list(_results(outcome, numbers)),
    }
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str) -> dict[str, Any]:
    """What SARIF calls a rule: a code with its explanation."""
    entry = CODES[code]
    section = section_named(entry.section)
    text = [entry.explanation]
    marked = [entry.explanation]
    for title, example in zip(titles(entry.severity), (entry.wrong, entry.right), strict=True):
        if example:
            text.append(f"{title}:\n{example}")
            marked.append(f"{title}:\n\n```{language_of(example)}\n{example}\n```")
    if section:
        text.append(section.words)
        marked.append(f"[{section.words}]({section.url})" if section.url else section.words)
    rule: dict[str, Any] = {
        "id": code,
        "name": "".join(word.capitalize() for word in re.split(r"[.-]", code)),
        "shortDescription": {"text": _sentence(entry.title)},
        "fullDescription": {"text": entry.explanation},
        "help": {"text": "\n\n".join(text), "markdown": "\n\n".join(marked)},
        "defaultConfiguration": {"level": _LEVELS[entry.severity]},
        "properties": {"tags": ["TEI", area_of(code)]},
    }
    if section and section.url:
        rule["helpUri"] = section.url
    return rule


def _sentence(title: str) -> str:
    return f"{title[:1].upper()}{title[1:]}."


def _results(outcome: Outcome, numbers: dict[str, int]) -> Iterator[dict[str, Any]]:
    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in outcome.findings:
        key = (finding.code, finding.place.file, settled(finding.message))
        seen[key] += 1  # the second of its kind in a file is not the first
        message = printable(finding.message)
        if finding.hint:
            message += f"\nHint: {printable(finding.hint)}"
        yield {
            "ruleId": finding.code,
            "ruleIndex": numbers[finding.code],
            "level": _LEVELS[finding.severity],
            "message": {"text": message},
            "locations": [{"physicalLocation": _location(finding)}],
            "partialFingerprints": {"siglumFinding/v1": _fingerprint(finding, seen[key])},
        }


def _location(finding: Finding) -> dict[str, Any]:
    place = finding.place
    location: dict[str, Any] = {"artifactLocation": _address(place.file)}
    if place.line:
        location["region"] = {"startLine": place.line, "startColumn": max(place.column, 1)}
    return location


def _address(file: str) -> dict[str, str]:
    """The address of a file; its bytes are told even where they are no text."""
    quoted = quote(file.encode("utf-8", "surrogateescape"))
    if Path(file).is_absolute():
        return {"uri": f"file://{quoted}"}
    # A first part with a colon would be read as a scheme (RFC 3986, section 4.2); quote spares none
    return {"uri": quoted, "uriBaseId": _ROOT}


def _fingerprint(finding: Finding, number: int) -> str:
    parts = (finding.code, finding.place.file, settled(finding.message), str(number))
    told = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(told).hexdigest()[:32]

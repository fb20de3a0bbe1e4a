"""The findings of one run, in order -> an Outcome: what reports tell, and counts by code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from siglum.codes import CODES, Code, Severity
from siglum.findings import Finding

#: From the gravest to the least.
GRAVITY: Final = (Severity.ERROR, Severity.WARNING, Severity.INFO)
#: What findings of a severity are called, one and many. Info is a «remark» to people.
NAMES: Final = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.INFO: ("remark", "remarks"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found, as reports are given it.

    `findings` stand by file and place, each once. `documents` and `entries` were looked at;
    `unvalidated` of the documents had no schema that could be used. `known` findings were left
    out because the baseline has them, `gone` ones stand in the baseline and not in the texts.
    """

    findings: Sequence[Finding]
    documents: int = 0
    entries: int = 0
    unvalidated: int = 0
    known: int = 0
    gone: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True)
class CodeCount:
    """A code, how often it was found, in how many files, and how grave that is at the worst."""

    code: str
    count: int
    files: int
    severity: Severity

    @property
    def explained(self) -> Code:
        """What the table of codes says of it."""
        return CODES[self.code]


def by_code(findings: Sequence[Finding]) -> list[CodeCount]:
    """One line for each code of `findings` in order: errors first, then what is most frequent."""
    counts: Counter[str] = Counter()
    files: Counter[str] = Counter()
    last: dict[str, str] = {}  # the file in which a code was found last
    worst: dict[str, int] = {}
    for finding in findings:
        counts[finding.code] += 1
        files[finding.code] += last.get(finding.code) != finding.place.file
        last[finding.code] = finding.place.file
        gravity = GRAVITY.index(finding.severity)
        worst[finding.code] = min(worst.get(finding.code, gravity), gravity)
    ranked = sorted(counts, key=lambda code: (worst[code], -counts[code], code))
    return [CodeCount(code, counts[code], files[code], GRAVITY[worst[code]]) for code in ranked]


def counted(number: int, one: str, many: str = "") -> str:
    """«1 entry», «2 entries», «12,000 entries»."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def looked_at(outcome: Outcome) -> str:
    """«3 documents, 120 entries»: what a run has read."""
    documents = counted(outcome.documents, "document")
    return f"{documents}, {counted(outcome.entries, 'entry', 'entries')}"


def sums(outcome: Outcome) -> str:
    """«2 errors, 1 warning», and what else is worth a word."""
    found = Counter(finding.severity for finding in outcome.findings)
    told = [counted(found[severity], *NAMES[severity]) for severity in GRAVITY[:2]]
    if outcome.known:
        told.append(f"{outcome.known:,} known from the baseline")
    if outcome.unvalidated:
        told.append(f"{counted(outcome.unvalidated, 'document')} not validated (--schema FILE)")
    return ", ".join(told)


def gone(outcome: Outcome) -> str:
    """A sentence about findings of the baseline that are no more; empty if there are none."""
    if not outcome.gone:
        return ""
    some = counted(outcome.gone, "finding")
    verb = "is" if outcome.gone == 1 else "are"
    return f"{some} of the baseline {verb} gone: write it anew with --write-baseline"

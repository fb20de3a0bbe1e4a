"""What a code is: its severity, its title, its explanation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: an error makes the exit code 1, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Code:
    """A code's severity, a title of a few words, and an explanation with the way out."""

    severity: Severity
    title: str
    explanation: str

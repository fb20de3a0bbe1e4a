"""What a code is: its severity, its title, its explanation, an example of the slip and its cure."""

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
    """A code's severity, a title of a few words, and an explanation with the way out.

    `wrong` is an example that has the mistake and `right` the same put right, both as an editor
    would write them (XML of a source; lines of edition.toml; a command); `section` is the number
    of the section of the TEI Guidelines that tells more, or the name of another specification.
    """

    severity: Severity
    title: str
    explanation: str
    wrong: str = ""
    right: str = ""
    section: str = ""

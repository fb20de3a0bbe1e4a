"""A document as read -> all findings of all checks on it, and what checks of the edition need."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from siglum.checks.pointers import PointerCheck
from siglum.checks.profiles import infer_profile, severity_in
from siglum.checks.survey import Survey, read_survey
from siglum.checks.variants import check_variants
from siglum.config import Config
from siglum.edition import SourceDocument
from siglum.findings import Finding

#: Checks that need nothing but the survey of one document.
CHECKS: Final[tuple[Callable[[Survey], Iterable[Finding]], ...]] = (check_variants,)


@dataclass(slots=True)
class Checked:
    """What checking one document gave: findings in the severity that its profile has for them."""

    findings: list[Finding] = field(default_factory=list)


class Checker:
    """Checks the documents of one run; keeps what is the same for many of them."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._pointers = PointerCheck()

    def check(self, document: SourceDocument, jail: Path) -> Checked:
        """Run every check on `document`, whose files lie in `jail`."""
        survey = read_survey(document)
        findings: list[Finding] = []
        for check in CHECKS:
            findings += check(survey)
        findings += self._pointers.check(survey, jail)
        profile = infer_profile(survey)
        judged = []
        for finding in findings:
            severity = severity_in(profile, finding)
            if severity is not None:
                changed = severity is not finding.severity
                judged.append(replace(finding, severity=severity) if changed else finding)
        return Checked(judged)

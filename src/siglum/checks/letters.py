"""What a header says of a letter -> findings on ends that it leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from siglum.checks.survey import Survey
from siglum.exchange.letters import read_letters
from siglum.findings import Finding, found
from siglum.source.namespaces import TEI

_T: Final = f"{{{TEI}}}"


def check_letters(survey: Survey) -> Iterator[Finding]:
    """Finding `letter.end-missing`: a letter without a sender or a recipient."""
    described = survey.document.tei.findall(f"{_T}teiHeader/{_T}profileDesc/{_T}correspDesc")
    if not described:
        return
    for element, letter in zip(described, read_letters(survey.document.tei), strict=True):
        missing = [
            what
            for what, end in (("sender", letter.sent), ("recipient", letter.received))
            if not end.people
        ]
        if missing:
            place = survey.document.tree.place(element)
            told = f"the letter has no {' and no '.join(missing)}"
            yield found("letter.end-missing", place, told)

"""What kind of apparatus a document has -> how much each finding matters there."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from siglum.checks.survey import Survey
from siglum.findings import Finding, Severity


class Profile(StrEnum):
    """Kinds of apparatus, each with things that are a slip in it and custom in another."""

    NEGATIVE = "negative"
    """Only departures from the text are recorded: who is not named agrees with the lemma."""
    POSITIVE = "positive"
    """Every witness is named in every entry."""
    SINGLE = "single"
    """One witness: entries tell what was corrected in it."""
    COLLATION = "collation"
    """Readings side by side without a lemma."""
    DIPLOMATIC = "diplomatic"
    """A transcription, without or almost without an apparatus."""


#: Where a profile judges otherwise than the table of codes; None: not told at all.
_CHANGED: Final[dict[Profile, dict[str, Severity | None]]] = {
    Profile.NEGATIVE: {},
    Profile.POSITIVE: {},
    Profile.SINGLE: {},
    Profile.COLLATION: {},
    Profile.DIPLOMATIC: {},
}


def infer_profile(survey: Survey) -> Profile:
    """The kind of apparatus that a document has."""
    return Profile.NEGATIVE if survey.named.get("app") else Profile.DIPLOMATIC


def severity_in(profile: Profile, finding: Finding) -> Severity | None:
    """How much `finding` matters in an edition of that profile; None if it does not."""
    return _CHANGED[profile].get(finding.code, finding.severity)

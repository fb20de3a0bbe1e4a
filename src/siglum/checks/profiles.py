"""What kind of apparatus a document has -> how much each finding matters there."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from siglum.checks.shares import Shares
from siglum.findings import Finding, Severity

I: Final = Severity.INFO  # noqa: E741


class Profile(StrEnum):
    """Kinds of apparatus, each with things that are a slip in it and custom in another."""

    NEGATIVE = "negative"
    """Only departures from the text are recorded: who is not named agrees with the lemma."""
    POSITIVE = "positive"
    """Every witness is named in every entry."""
    SINGLE = "single"
    """One witness: entries tell what was corrected in it, or what others made of it."""
    COLLATION = "collation"
    """Readings side by side without a lemma."""
    DIPLOMATIC = "diplomatic"
    """A transcription: no entry has a reading, though notes may stand in entries."""


#: Where a profile judges otherwise than the table of codes; None: not told at all.
_CHANGED: Final[dict[Profile, dict[str, Severity | None]]] = {
    Profile.NEGATIVE: {},
    Profile.POSITIVE: {
        # Whoever is wanting before is missing from the entries there, which is told
        "lacuna.end-without-start": I,
    },
    Profile.SINGLE: {
        # The one witness needs no siglum, nor what editors print
        "wit.no-list": I,
        "rdg.no-wit-source-resp": I,
        "app.lem-only": I,
    },
    Profile.COLLATION: {
        # No lemma is the custom; a place where all agree is recorded too
        "app.no-lem": None,
        "app.single-reading": I,
    },
    Profile.DIPLOMATIC: {
        "app.no-reading": I,
    },
}

#: From how many entries on a custom can be told from chance.
_ENOUGH: Final = 3


def infer_profile(shares: Shares, wanted: str = "") -> Profile:
    """The kind of apparatus that a document has; `wanted` is what edition.toml says, if it does.

    Judged in this order, by what the entries have and not by what the header declares:

    1. no entry has a reading: diplomatic;
    2. all readings together name at most one witness: single;
    3. less than half of the entries have a lemma: collation;
    4. in at least three quarters of the entries (and three of them) the reading in the text
       names its witnesses, at least two witnesses are regular there (named in nine of ten such
       entries), at least half of the entries name all that are regular, and the text is that of
       several witnesses in a tenth of them, unless there are but two: positive;
    5. everything else: negative.
    """
    if wanted in tuple(Profile):
        return Profile(wanted)
    if not shares.entries:
        return Profile.DIPLOMATIC
    if len(shares.cited) < 2:
        return Profile.SINGLE
    if 2 * shares.lemmata < shares.entries:
        return Profile.COLLATION
    named = len(shares.named)
    if (
        named >= _ENOUGH
        and 4 * named >= 3 * shares.entries
        and len(shares.regular) >= 2
        and 2 * shares.complete >= named
        and (10 * shares.shared >= named or len(shares.cited) == 2)
    ):
        return Profile.POSITIVE
    return Profile.NEGATIVE


def severity_in(profile: Profile, finding: Finding) -> Severity | None:
    """How much `finding` matters in an edition of that profile; None if it does not."""
    return _CHANGED[profile].get(finding.code, finding.severity)

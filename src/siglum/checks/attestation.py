"""The entries of a document -> findings: text that no witness has, and for which nobody answers."""

from __future__ import annotations

from collections.abc import Iterator

from siglum.apparatus.entries import APP, NOTES, Entry, Reading
from siglum.checks.absences import Absences
from siglum.checks.profiles import Profile
from siglum.checks.readings import is_attributed
from siglum.checks.survey import Survey
from siglum.checks.telling import elsewhere, short
from siglum.findings import Finding, found
from siglum.source.namespaces import TEI

_DETAIL = f"{{{TEI}}}witDetail"
#: In these kinds of apparatus a text need not come from the witnesses that are cited.
_FREE = (Profile.SINGLE, Profile.DIPLOMATIC)
#: More such entries are a habit of the document, and told once.
_MANY = 5


def check_attestation(survey: Survey) -> Iterator[Finding]:
    """Findings `lem.unattested`: all who are there read something else (TEI Guidelines 13.1.2)."""
    cited = survey.shares.cited
    if survey.profile in _FREE or len(cited) < 2:
        return
    absences = Absences(survey)
    cases: list[tuple[Reading, bool]] = []
    for entry in survey.document.entries:
        base = _unascribed(entry)
        if base is None:
            continue
        elsewhere_read = _readers(survey, entry, base)
        left = [key for key in cited - elsewhere_read if not absences.is_absent(key, entry.element)]
        if not left:
            cases.append((base, bool(elsewhere_read)))
    count = len(cases) if len(cases) > _MANY else 1
    for base, read in cases[:1] if count > 1 else cases:
        told = f"nobody has {short(base.text)}: "
        told += "all witnesses that are there read otherwise" if read else "no witness is there"
        hint = "tell whose it is: @wit, or @resp or @source of who found it"
        place = survey.document.tree.place(base.element)
        yield found("lem.unattested", place, told + elsewhere(count), hint)


def _unascribed(entry: Entry) -> Reading | None:
    """The reading in the text, if nothing in the entry says where it comes from."""
    readings = tuple(entry.all_readings())
    base = entry.base or next(iter(readings), None)
    if base is None or len(readings) < 2 or not base.text or is_attributed(base.element):
        return None
    element = entry.element
    if (
        next(element.iter(*NOTES, _DETAIL), None) is not None
        or entry.element.get("type") == "choice"
    ):
        return None
    return None if any(True for _ in element.iterancestors(APP, *NOTES)) else base


def _readers(survey: Survey, entry: Entry, base: Reading) -> frozenset[str]:
    """The witnesses that read something else; of a hand nothing follows for the others."""
    witnesses = survey.document.conspectus.witnesses
    keys = [
        key
        for reading in entry.all_readings()
        if reading is not base and not reading.element.get("hand")
        for key in reading.witnesses
        if not _is_hand(witnesses[key].parent, survey)
    ]
    return survey.members.of(tuple(dict.fromkeys(keys)))


def _is_hand(parent: str, survey: Survey) -> bool:
    witness = survey.document.conspectus.witnesses.get(parent)
    return witness is not None and witness.kind == "witness"

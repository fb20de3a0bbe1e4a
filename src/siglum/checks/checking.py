"""A document as read -> all findings of all checks on it, and what checks of the edition need."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from weakref import WeakKeyDictionary

from siglum.checks.across import Facts, read_facts
from siglum.checks.attestation import check_attestation
from siglum.checks.characters import CharacterCheck
from siglum.checks.citing import check_citing
from siglum.checks.details import check_details
from siglum.checks.entries import check_entries
from siglum.checks.extents import check_extents
from siglum.checks.headers import check_header
from siglum.checks.ids import check_ids_as_addresses
from siglum.checks.lacunae import check_lacunae
from siglum.checks.languages import check_languages
from siglum.checks.letters import check_letters
from siglum.checks.locations import check_locations
from siglum.checks.methods import check_methods
from siglum.checks.nesting import check_nesting
from siglum.checks.numbers import check_numbers
from siglum.checks.pictures import check_embedded, check_facsimiles, check_pictures
from siglum.checks.pointers import PointerCheck
from siglum.checks.profiles import severity_in
from siglum.checks.ranges import check_ranges
from siglum.checks.readings import check_readings
from siglum.checks.relations import check_relations
from siglum.checks.responsibility import check_certainty
from siglum.checks.rules import SchemaCheck
from siglum.checks.survey import Known, Survey, Whole, read_survey
from siglum.checks.transpositions import check_transpositions
from siglum.checks.unruled import UnruledCheck
from siglum.checks.vocabularies import check_vocabularies
from siglum.checks.witnesses import check_sigla
from siglum.checks.witnesslists import check_witness_lists
from siglum.codes.choosing import area_of
from siglum.config import Config
from siglum.documents import SourceDocument
from siglum.findings import Finding, Place
from siglum.selection import selection_of

#: Checks that need nothing but the survey of one document.
CHECKS: Final[tuple[Callable[[Survey], Iterable[Finding]], ...]] = (
    check_sigla,
    check_witness_lists,
    check_entries,
    check_nesting,
    check_methods,
    check_readings,
    check_attestation,
    check_vocabularies,
    check_details,
    check_lacunae,
    check_extents,
    check_ranges,
    check_locations,
    check_transpositions,
    check_relations,
    check_certainty,
    check_header,
    check_languages,
    check_numbers,
    check_ids_as_addresses,
    check_pictures,
    check_embedded,
    check_facsimiles,
    check_letters,
)

_OF_SCHEMAS: Final = frozenset(("schema", "grammar", "rule"))


@dataclass(slots=True)
class Checked:
    """What checking one document gave: findings in the severity that its profile has for them."""

    findings: list[Finding]
    facts: Facts
    validated: bool  # whether there was a schema that could be used


class Checker:
    """Checks the documents of one run; keeps what is the same for many of them."""

    def __init__(self, config: Config) -> None:
        self._config = config
        # Where validation alone is asked for, nothing else is looked for: it takes half the time
        self._selection = selection_of(config.checks)
        selected = {area_of(word) for word in config.checks.select}
        self._only_schemas = bool(selected) and selected <= _OF_SCHEMAS
        self._file: Whole | None = None  # the one whose documents are being checked
        self._known: Known = WeakKeyDictionary()
        self._pointers = PointerCheck()
        self._characters = CharacterCheck()
        self._unruled = UnruledCheck(config)
        self._schemas = SchemaCheck(config)

    def check(self, document: SourceDocument, jail: Path) -> Checked:
        """Run every check on `document`, whose files lie in `jail`."""
        first, last = document.tree.texts[0], document.tree.texts[-1]
        file = None if document.tei is first else self._file
        survey = read_survey(document, self._config.checks.profile, file, self._known)
        self._file = None if document.tei is last else survey.file
        if not self._only_schemas:
            survey.gather()  # first, since that counts the elements, and places need their numbers
        verdict = self._schemas.check(survey, jail)
        findings = verdict.findings
        if not self._only_schemas:
            for check in CHECKS:
                findings += check(survey)
            findings += check_citing(survey, self._config)
            findings += self._pointers.check(survey, jail)
            findings += self._characters.check(survey)
            findings += self._unruled.check(survey)
        judged = []
        for finding in self._told_once(findings):
            severity = severity_in(survey.profile, finding)
            if severity is not None:
                changed = severity is not finding.severity
                judged.append(replace(finding, severity=severity) if changed else finding)
        if self._only_schemas:
            facts = Facts(document.key, "", Place(document.tree.name))
        else:
            facts = read_facts(survey, self._config.apparatus.base)
        return Checked(judged, facts, verdict.validated)

    def _told_once(self, findings: list[Finding]) -> list[Finding]:
        """The findings without those that say again, at the same place, what validation tells."""
        told = {
            finding.place
            for finding in findings
            if finding.code.startswith("schema.") and self._selection.looks_for(finding.code)
        }
        if not told:
            return findings
        return [one for one in findings if one.code not in _ASKED_TWICE or one.place not in told]


#: Checks that ask of values and elements what a schema may ask of them too.
_ASKED_TWICE: Final = frozenset(
    (
        "app.type-unknown",
        "lang.invalid",
        "rdg.cause-unknown",
        "rdg.type-unknown",
        "rule.broken",
        "text.no-rule",
    )
)

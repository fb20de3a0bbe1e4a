"""A source and its schemas -> findings of validation and of Schematron rules, and whether any.

Which schemas a source follows is found out in schema/association.py. Each is read once and kept;
what is wrong with it, or in it cannot be run, is told once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from siglum.checks.survey import ATTRIBUTES, Survey
from siglum.checks.validity import check_validity
from siglum.codes.choosing import area_of
from siglum.config import Config
from siglum.findings import EditionError, Finding, Place, Severity, found
from siglum.rules.schematron import Schematron, read_schematron
from siglum.schema.association import (
    Association,
    SchemaFile,
    associated,
    configured,
    own_rules,
)
from siglum.schema.grammar import Grammar, read_grammar
from siglum.schema.validation import TooAmbiguousError
from siglum.source.parsing import SourceTree

if TYPE_CHECKING:  # loaded only where there are rules: many editions have none
    from siglum.rules.results import Broken, NotRun
    from siglum.rules.running import Running
    from siglum.rules.saxon import SaxonRunning

_LONGEST: Final = 800  # letters of a message
_NAMED: Final = 20  # rules that are named one by one
_FAILED: Final = 5  # rules of one file that could not be decided

_TOO_AMBIGUOUS: Final = (
    "the schema allows so many ways to read the document that validation was given up"
)

#: What `role` of a rule says of how grave it is; anything else is an error.
_ROLES: Final = {
    "warning": Severity.WARNING,
    "warn": Severity.WARNING,
    "nonfatal": Severity.WARNING,
    "info": Severity.INFO,
    "information": Severity.INFO,
    "informational": Severity.INFO,
    "hint": Severity.INFO,
}


@dataclass(slots=True)
class Verdict:
    """What the schemas of a source say of it, and whether it was validated at all."""

    findings: list[Finding] = field(default_factory=list)
    validated: bool = False


class SchemaCheck:
    """Validates the sources of one run."""

    def __init__(self, config: Config) -> None:
        self._configured = configured(config)
        self._own = own_rules(config)
        selected = {area_of(word) for word in config.checks.select}
        self._wants_rules = not selected or bool(selected - {"schema", "grammar"})
        self._grammars: dict[Path, Grammar | None] = {}
        self._rules: dict[tuple[Path, bool], Running | SaxonRunning | None] = {}
        self._said: set[Finding] = set()
        self._validated = False

    def check(self, survey: Survey, jail: Path) -> Verdict:
        """Validate the file that a document stands in: once, with its first document."""
        document = survey.document
        tree = document.tree
        if document.tei is not tree.texts[0]:
            return Verdict(validated=self._validated)
        named = self._configured or associated(tree, jail)
        findings = [one for one in named.findings if one not in self._said]
        self._said.update(findings)
        self._validated = False
        for schema in named.grammars:
            grammar, complaints = self._grammar(schema)
            findings += complaints
            if grammar is not None:
                findings += self._validate(tree, grammar, schema.name)
        if self._wants_rules:
            findings += self._run_rules(named, survey)
        return Verdict(findings, self._validated)

    def _validate(self, tree: SourceTree, grammar: Grammar, name: str) -> list[Finding]:
        """What is wrong with a source by a grammar; if that cannot be known, that, once."""
        try:
            findings = _of_the_source(tree, check_validity(tree, grammar))
        except TooAmbiguousError:
            given_up = found("grammar.too-ambiguous", Place(name), _TOO_AMBIGUOUS)
            findings = [] if given_up in self._said else [given_up]
            self._said.add(given_up)
        else:
            self._validated = True
        return findings

    def _grammar(self, schema: SchemaFile) -> tuple[Grammar | None, list[Finding]]:
        """The grammar, and what there is to say of it when it is read."""
        if schema.path in self._grammars:
            return self._grammars[schema.path], []
        grammar: Grammar | None = None
        complaints: list[Finding] = []
        try:
            grammar = read_grammar(schema.path, schema.jail, schema.name)
        except EditionError as error:
            complaints = error.findings
        self._grammars[schema.path] = grammar
        return grammar, complaints

    # --- rules

    def _run_rules(self, named: Association, survey: Survey) -> Iterator[Finding]:
        tree = survey.document.tree
        gathered = survey.whole.bearers, ATTRIBUTES
        chosen = {schema.path for schema in (*named.rules, *self._own)}
        schemas = [(schema, False) for schema in (*named.rules, *self._own)]
        schemas += [(one, True) for one in named.grammars if one.path not in chosen]
        for schema, embedded in dict.fromkeys(schemas):
            rules, complaints = self._runner(schema, embedded)
            yield from complaints
            if rules is None:
                continue
            broken = rules.check(tree.root, gathered)
            yield from _of_the_source(tree, [_finding(tree, one) for one in broken])
            yield from _undecided(tree, list(rules.failed))

    def _runner(
        self, schema: SchemaFile, embedded: bool
    ) -> tuple[Running | SaxonRunning | None, list[Finding]]:
        """The rules of a schema, ready to be run; what there is to say when they are read."""
        key = schema.path, embedded
        if key in self._rules:
            return self._rules[key], []
        self._rules[key] = None
        complaints: list[Finding] = []
        try:
            in_grammar = embedded or schema.path.suffix.lower() == ".rng"
            rules = read_schematron(schema.path, schema.jail, schema.name, embedded=in_grammar)
        except EditionError as error:
            return None, [] if embedded else error.findings
        complaints += rules.findings
        if any(True for _ in rules.tests()):
            from siglum.rules.running import Running
            from siglum.rules.saxon import SaxonRunning, available

            # SaxonC is for rules of the project's own; starting it takes a quarter of a second
            runner: Running | SaxonRunning = Running(rules)
            if runner.not_run and not embedded and available():
                runner = SaxonRunning(rules)
            complaints += _not_run(schema, rules, runner.not_run, embedded)
            self._rules[key] = runner
        return self._rules[key], complaints


def _of_the_source(tree: SourceTree, findings: list[Finding]) -> list[Finding]:
    """`findings` without those on elements that siglum has put around a part of a document."""
    if any(finding.code == "source.fragment" for finding in tree.findings):
        return [finding for finding in findings if finding.place.line]
    return findings


def _finding(tree: SourceTree, broken: Broken) -> Finding:
    place = tree.place(broken.element, broken.attribute)
    message = broken.message or "a rule of the schema does not hold here; it has no message"
    finding = found("rule.broken", place, _shortened(message), _shortened(broken.hint))
    severity = _ROLES.get(broken.role.lower())
    return replace(finding, severity=severity) if severity else finding


def _shortened(text: str) -> str:
    """A message of a bearable length: values of any length may have been put into it."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _not_run(
    schema: SchemaFile, rules: Schematron, not_run: list[NotRun], embedded: bool
) -> list[Finding]:
    """One finding that names the rules of a schema which are never run."""
    if not not_run:
        return []
    from siglum.rules.saxon import EXTRA, available

    count = sum(1 for _ in rules.tests())
    named = [f"{one.name} ({one.reason})" for one in not_run[:_NAMED]]
    if len(not_run) > _NAMED:
        named.append(f"and {len(not_run) - _NAMED} more")
    told = f"rules not run, {len(not_run)} of {count}: {'; '.join(named)}"
    hint = ""
    if not available():
        hint = f"pip install '{EXTRA}' adds a processor that runs them."
        if embedded:
            hint += " Name the schema as schematron of [checks] too."
    elif embedded:
        hint = "Name the schema as schematron of [checks], and they are run by SaxonC."
    return [found("rule.not-run", Place(schema.name), told, hint)]


def _undecided(tree: SourceTree, failed: list[NotRun]) -> Iterator[Finding]:
    """The rules that could not be decided somewhere in a file."""
    for one in failed[:_FAILED]:
        told = f'the rule "{one.name}" could not be decided everywhere: {one.reason}'
        yield found("rule.not-run", Place(tree.name), told, f"Its test is {one.test}")
    if len(failed) > _FAILED:
        told = f"{len(failed) - _FAILED} more rules could not be decided everywhere"
        yield found("rule.not-run", Place(tree.name), told)

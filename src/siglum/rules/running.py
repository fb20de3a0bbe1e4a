"""Schematron rules and a tree -> what breaks them, by libxml2's XPath 1.0.

Fast enough for large files: nodes are gathered by name once for all rules, tests that need
nothing but the node are given to libxml2 for many nodes at a time, and it gives back only those
that fail. What cannot be run is named (`not_run`), and never stops the others.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from lxml import etree

from siglum.rules.contexts import Alternative, alternatives
from siglum.rules.expressions import OWN, XPath1
from siglum.rules.functions import NAMESPACE, FunctionError, extensions, text_of
from siglum.rules.results import DOCUMENT, Broken, Node, NotRun, broken_at, node_of, not_run
from siglum.rules.schematron import Part, Pattern, Rule, Schematron, Test
from siglum.rules.sight import Sight
from siglum.rules.tokens import NotXPath1
from siglum.rules.xpath import translate
from siglum.source.regexes import RegexError

_MANY: Final = 64  # nodes given to libxml2 at a time; it compares each with all others
_SECONDS: Final = 20  # for one test in one file
_PREFIX: Final = re.compile(r"""'[^']*'|"[^"]*"|([^\W\d][\w.\-]*):(?=[^\W\d]|\*)(?!:)""")

#: What running a stranger's expression may raise.
_FAILURES: Final = (
    etree.XPathError, RegexError, FunctionError, NotXPath1, RecursionError,
    ValueError, TypeError, OverflowError,
)  # fmt: skip


#: Elements by name; those with an attribute, and its value, by the name of that; which attributes
#: were looked for.
Gathered = tuple[
    Mapping[str, list[tuple[etree._Element, str]]],  # noqa: SLF001
    frozenset[str],
]
#: An expression, ready to be evaluated at a node; variables are named arguments.
_Evaluate = Callable[..., Any]


class _TookTooLong(Exception):
    """A test is given up."""


@dataclass(eq=False)
class _Case:
    """A test, ready to be run."""

    test: Test
    holds: XPath1
    perhaps: str = ""  # where this does not hold, the test cannot be broken


@dataclass(eq=False)
class _Nodes:
    """The nodes of a rule: elements, and all others."""

    elements: list[etree._Element]
    others: list[Node]

    def without(self, taken: set[Node]) -> _Nodes:
        """Those that no earlier rule of the pattern has had."""
        elements = [one for one in self.elements if Node(one) not in taken]
        return _Nodes(elements, [one for one in self.others if one not in taken])

    def all(self) -> Iterator[Node]:
        """Every node."""
        yield from map(Node, self.elements)
        yield from self.others


@dataclass(eq=False)
class _Prepared:
    """A rule, ready to be run."""

    rule: Rule
    ways: list[Alternative]
    cases: list[_Case]
    lets: dict[str, XPath1] = field(default_factory=dict)


class Running:
    """The rules of one schema, ready to be run on many trees.

    `not_run` are tests that cannot be run at all, `failed` those that could not be decided
    somewhere in the tree that was looked at last.
    """

    def __init__(self, rules: Schematron) -> None:
        self._rules = rules
        self._namespaces = {**rules.namespaces, OWN: NAMESPACE}
        self._compiled: dict[str, _Evaluate] = {}
        self._sight = Sight(self.compiled)
        self._extensions = extensions(self._sight)
        self.not_run: list[NotRun] = []
        self.failed: dict[NotRun, None] = {}
        self.whole = {name: self._perhaps(value) for name, value in rules.lets}
        self._patterns = [
            (
                {name: self._perhaps(value) for name, value in pattern.lets},
                [self._prepare(pattern, rule) for rule in pattern.rules],
            )
            for pattern in rules.patterns
        ]
        self._attributes = {
            way.attribute
            for _, prepared in self._patterns
            for one in prepared
            for way in one.ways
            if way.attribute and not way.tag
        }
        self._tags = {
            tag
            for _, prepared in self._patterns
            for one in prepared
            for way in one.ways
            for tag in (*way.needs, way.tag)
            if tag
        }

    def check(
        self,
        root: etree._Element,
        known: Gathered | None = None,
    ) -> Iterator[Broken]:
        """Run all rules on the tree of `root`.

        `known` is what somebody has gathered of it already.
        """
        self.failed = {}
        bearers, names = known or ({}, frozenset())
        gathered: dict[str, list[etree._Element]] = {}
        if self._tags:
            for element in root.iter(*self._tags):
                gathered.setdefault(element.tag, []).append(element)
        for name in names & self._attributes:
            gathered[f"@{name}"] = [element for element, _ in bearers.get(name, ())]
        if missing := self._attributes - names:
            gathered |= _bearers(root, missing)
        present = frozenset(gathered)
        self._sight.begin(root)
        for lets, prepared in self._patterns:
            self._sight.lets = [self.whole, lets, {}]
            taken: set[Node] = set()
            for number, rule in enumerate(prepared):
                for way in rule.ways:
                    if way.needs <= present:
                        break
                else:
                    continue
                try:
                    nodes = self._nodes(rule, root, gathered)
                except (*_FAILURES, _TookTooLong) as error:
                    for case in rule.cases:
                        self._note(rule.rule, case.test, error)
                    continue
                if len(prepared) > 1:
                    nodes = nodes.without(taken)
                    if number < len(prepared) - 1:
                        taken.update(nodes.all())
                yield from self._judge(rule, root, nodes)
        self._sight.end()

    # --- what a rule needs

    def _prepare(self, pattern: Pattern, rule: Rule) -> _Prepared:
        names = {name for name, _ in (*self._rules.lets, *pattern.lets, *rule.lets)}
        try:
            context = self._translate(rule.context, names)
            ways = alternatives(context, self._namespaces)
        except NotXPath1 as error:
            self._fail(rule, rule.tests, f"its context has {error}")
            return _Prepared(rule, [], [])
        lets: dict[str, XPath1] = {}
        wrong: dict[str, str] = {}
        for name, value in (*self._rules.lets, *pattern.lets, *rule.lets):
            try:
                let = self._translate(value, names)
            except NotXPath1 as error:
                wrong[name] = str(error)
            else:
                bad = next((one for one in let.variables if one in wrong), "")
                if bad:
                    wrong[name] = wrong[bad]
                lets[name] = let
        own = {name: lets[name] for name, _ in rule.lets if name in lets}
        cases = []
        for test in rule.tests:
            try:
                holds = self._translate(test.test, names)
            except NotXPath1 as error:
                self._fail(rule, [test], str(error))
                continue
            if bad := next((one for one in sorted(holds.variables) if one in wrong), ""):
                self._fail(rule, [test], f"{wrong[bad]}, in ${bad}")
            else:
                cases.append(_Case(test, holds, "" if test.wanted else _loosened(holds)))
        return _Prepared(rule, ways, cases, own)

    def _translate(self, expression: str, names: set[str]) -> XPath1:
        """The expression in XPath 1.0, with its prefixes and variables looked at."""
        found = translate(expression, version1=self._rules.version1)
        for match in _PREFIX.finditer(found.text):
            prefix = match[1]
            if prefix and prefix != "xml" and prefix not in self._namespaces:
                if match.end() < len(found.text) and found.text[match.end()] == ":":
                    continue  # an axis
                raise NotXPath1(f'the prefix "{prefix}", which is not declared')
        if unknown := sorted(found.variables - names):
            raise NotXPath1(f"${unknown[0]}, which is not declared")
        try:
            self.compiled(found.text)
        except etree.XPathError as error:
            raise NotXPath1(str(error)) from None
        return found

    def _perhaps(self, value: str) -> XPath1 | None:
        """A variable's expression; None where it cannot be run: then no test asks for it."""
        try:
            return translate(value, version1=self._rules.version1)
        except NotXPath1:
            return None

    def _fail(self, rule: Rule, tests: Iterable[Test], reason: str) -> None:
        self.not_run += [not_run(rule, test, reason) for test in tests]

    def _note(self, rule: Rule, test: Test, error: Exception) -> None:
        """A test could not be decided somewhere in this file."""
        self.failed[not_run(rule, test, f"it failed: {error}")] = None

    def compiled(self, expression: str) -> _Evaluate:
        """The expression, compiled once."""
        found = self._compiled.get(expression)
        if found is None:
            found = self._compiled[expression] = etree.XPath(
                expression,
                namespaces=self._namespaces,
                extensions=self._extensions,
                regexp=False,
            )
        return found

    # --- the nodes of a rule

    def _nodes(
        self, rule: _Prepared, root: etree._Element, gathered: Mapping[str, list[etree._Element]]
    ) -> _Nodes:
        ways = [way for way in rule.ways if way.needs <= gathered.keys()]
        if len(ways) == 1 and not ways[0].of_attribute and (ways[0].tag or ways[0].attribute):
            elements = self._elements(ways[0], gathered)
            if elements is not None:
                if ways[0].condition:
                    elements = list(self._some(f"$n{ways[0].condition}", elements, root))
                return _Nodes(elements, [])
        found: dict[Node, None] = {}
        for way in ways:
            if way.path == DOCUMENT:
                found[Node(root, DOCUMENT)] = None
                continue
            elements = self._elements(way, gathered)
            if elements is None:
                items = self.compiled(way.path)(root)
            else:
                step = f"/{self._attribute_step(way.attribute)}" if way.of_attribute else ""
                items = elements
                if step or way.condition:
                    items = self._some(f"$n{step}{way.condition}", elements, root)
            found.update((node_of(item), None) for item in items)
        plain = [node.element for node in found if not node.step]
        return _Nodes(plain, [node for node in found if node.step])

    def _elements(
        self, way: Alternative, gathered: Mapping[str, list[etree._Element]]
    ) -> list[etree._Element] | None:
        """The elements among which the nodes are; None where nobody has gathered them."""
        return gathered.get(way.tag or f"@{way.attribute}")

    def _attribute_step(self, clark: str) -> str:
        namespace, _, local = clark.rpartition("}")
        if not namespace:
            return f"@{local}"
        return f"@*[local-name() = '{local}' and namespace-uri() = '{namespace[1:]}']"

    def _some(
        self,
        expression: str,
        elements: list[etree._Element],
        root: etree._Element,
        otherwise: Callable[[list[etree._Element]], Iterable[etree._Element]] | None = None,
    ) -> Iterator[Any]:
        """What `expression` finds for `$n`, being all elements, some at a time.

        Where that fails for some of them, `otherwise` gives what is found, if it is there.
        """
        compiled = self.compiled(expression)
        end = time.monotonic() + _SECONDS
        for at in range(0, len(elements), _MANY):
            some = elements[at : at + _MANY]
            try:
                found = compiled(root, n=some)
            except _FAILURES:
                if otherwise is None:
                    raise
                found = otherwise(some)
            yield from found
            if time.monotonic() > end:
                raise _TookTooLong(f"it took longer than {_SECONDS} seconds")

    # --- tests

    def _judge(self, rule: _Prepared, root: etree._Element, nodes: _Nodes) -> Iterator[Broken]:
        if not nodes.elements and not nodes.others:
            return
        self._sight.lets[2] = dict(rule.lets)
        for case in list(rule.cases):
            try:
                for node in self._failing(rule, case, root, nodes):
                    self._sight.turn_to(node)
                    message = self._message(case.test.message)
                    hint = self._message(case.test.diagnostics)
                    yield broken_at(node, message, case.test.role, hint)
            except _TookTooLong as error:
                rule.cases.remove(case)
                self._note(rule.rule, case.test, error)
            except _FAILURES as error:
                self._note(rule.rule, case.test, error)

    def _failing(
        self, rule: _Prepared, case: _Case, root: etree._Element, nodes: _Nodes
    ) -> Iterator[Node]:
        """The nodes at which a test is broken."""
        holds = case.holds
        if holds.variables or holds.current or holds.focus:
            elements: Iterable[etree._Element] = nodes.elements
            if case.perhaps:
                elements = self._some(f"$n[{case.perhaps}]", nodes.elements, root)
            yield from self._one_by_one(rule, case, [*map(Node, elements), *nodes.others])
            return

        def otherwise(some: list[etree._Element]) -> Iterator[etree._Element]:
            found = self._one_by_one(rule, case, map(Node, some))
            return (node.element for node in found)

        wrong = f"not({holds.text})" if case.test.wanted else f"boolean({holds.text})"
        yield from map(Node, self._some(f"$n[{wrong}]", nodes.elements, root, otherwise))
        yield from self._one_by_one(rule, case, nodes.others)

    def _one_by_one(self, rule: _Prepared, case: _Case, nodes: Iterable[Node]) -> Iterator[Node]:
        """The nodes at which a test is broken; those where it cannot be decided are noted."""
        text = f"boolean({case.holds.text})"
        end = time.monotonic() + _SECONDS
        for node in nodes:
            self._sight.turn_to(node)
            try:
                holds = self._sight.value(text)
            except _FAILURES as error:
                self._note(rule.rule, case.test, error)
                continue
            if holds is not case.test.wanted:
                yield node
            if time.monotonic() > end:
                raise _TookTooLong(f"it took longer than {_SECONDS} seconds")

    def _message(self, parts: Iterable[Part]) -> str:
        """The message of a rule, its values filled in for the node that is looked at."""
        told = []
        for part in parts:
            if not part.select:
                told.append(part.text)
                continue
            try:
                meant = translate(part.select, version1=self._rules.version1)
                value = self._sight.value(meant.text)
            except _FAILURES:
                told.append("…")
                continue
            items = value if isinstance(value, list) else [value]
            told.append(" ".join(map(text_of, items[:1] if self._rules.version1 else items)))
        return " ".join("".join(told).split())


def _bearers(root: etree._Element, names: set[str]) -> dict[str, list[etree._Element]]:
    """The elements with each of the attributes `names`, each under its name after an @."""
    found: dict[str, list[etree._Element]] = {f"@{name}": [] for name in names}
    for element in root.iter("*"):
        borne = element.keys()
        if borne and not names.isdisjoint(borne):
            for name in names.intersection(borne):
                found[f"@{name}"].append(element)
    return found


def _loosened(holds: XPath1) -> str:
    """What must be there for a path to lead anywhere: it, without what needs a node at a time."""
    paths = []
    for path in holds.paths:
        steps = [
            replace(step, predicates=tuple(p for p in step.predicates if f"{OWN}:" not in p))
            for step in path
        ]
        if any(step.positional for step in path):
            return ""
        paths.append("".join(step.before + str(step) for step in steps))
    return " | ".join(paths)

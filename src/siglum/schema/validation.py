"""A tree and the Grammar it should follow -> the mistakes in it, one for each cause.

Each element is looked at once: its attributes, then its children one after the other, while the
state says what may still follow. Elements wait on a list for their turn, so that no depth is too
deep. After a mistake validation goes on with the likeliest reading of what was meant, so that one
slip does not bring forth others: a misspelt name counts as the right one, a misplaced element as
absent, one that is missing as given.
"""

from __future__ import annotations

from collections.abc import Generator, Hashable, Mapping
from contextlib import suppress
from dataclasses import replace
from types import MappingProxyType
from typing import Final, TypeAlias

from lxml import etree

from siglum.schema.algebra import TooAmbiguousError
from siglum.schema.declarations import planned
from siglum.schema.explaining import Explainer, Mistake
from siglum.schema.grammar import Grammar
from siglum.schema.names import namespace_of
from siglum.schema.patterns import BLANK, ElementRule, Pattern
from siglum.schema.recovery import Flaws, going_on, next_candidates
from siglum.source.trees import attributes

__all__ = ["Mistake", "TooAmbiguousError", "validate"]

#: What lxml gives as the name of a node that is no element.
_NO_ELEMENTS: Final = (etree.Comment, etree.PI, etree.Entity)
#: More mistakes than this are not looked for in one document.
_MOST: Final = 20_000
#: Work that a document may cost (see Algebra); all of TEI, with 1,262 documents, costs 0.3 million.
_WORK: Final = 500_000

#: An element, its rule, and what its children must match.
_Work: TypeAlias = "tuple[etree._Element, ElementRule, Pattern]"  # noqa: SLF001
_Question: TypeAlias = "tuple[etree._Element, ElementRule]"  # noqa: SLF001
_Questions = Generator[_Question, bool, bool]


def validate(
    grammar: Grammar,
    root: etree._Element,
    pieces: Mapping[etree._Element, Hashable] = MappingProxyType({}),
) -> list[Mistake]:
    """The mistakes in `root`, outer elements before those in them; empty if it is valid.

    `pieces` are elements whose content is always the same for the same key, such as files that
    many documents include: what was found valid once is not looked at again. The verdict is
    that of the RELAX NG specification, section 6, save that attributes of type ID need not be
    different from each other. Raises TooAmbiguousError where the schema allows too many ways to
    read the document.
    """
    grammar.begin(_WORK)
    run = _Run(grammar, pieces)
    try:
        with suppress(_EnoughError):
            run.document(root)
    except TooAmbiguousError:
        grammar.forget()
        raise
    return run.told()


def _unknown(_value: str) -> bool:
    """The test of an attribute that the schema does not know."""
    return False


class _EnoughError(Exception):
    """So many mistakes were found that more of them help nobody."""


class _Run:
    """The validation of one document."""

    def __init__(
        self,
        grammar: Grammar,
        pieces: Mapping[etree._Element, Hashable] = MappingProxyType({}),
    ) -> None:
        self.mistakes: list[Mistake] = []
        self._grammar = grammar
        self._pieces = dict(pieces)
        self._explain = Explainer.of(grammar)
        self._namespaces = grammar.namespaces
        self._foreign: dict[str, list[int]] = {}  # its mistake, and how many more places
        self._judged: dict[_Question, bool] = {}
        self._trial = False

    def document(self, root: etree._Element) -> None:
        """Validate the whole document."""
        todo: list[_Work] = []
        self._child(None, None, self._grammar.start, root, Flaws(), todo)
        self._work(todo)

    def told(self) -> list[Mistake]:
        """All mistakes; those that were counted only have their number added."""
        for number, more in self._foreign.values():
            if more:
                first = self.mistakes[number]
                places = f"{more} more place{'s' if more > 1 else ''}"
                message = f"{first.message} (and in {places})"
                self.mistakes[number] = replace(first, message=message)
        return self.mistakes

    # --- the walk ---------------------------------------------------------------------------

    def _work(self, todo: list[_Work]) -> None:
        """Go through the children of each element of the list, and of all that these hold.

        Nearly all the time of validation is spent in this one loop: hence its length.
        """
        pieces = self._pieces
        while todo:
            element, rule, state = todo.pop()
            if pieces and element in pieces:
                self._piece(element, rule, state)
                continue
            first = len(todo)
            flaws: Flaws | None = None
            mixed = state.mixed
            if mixed is None:
                mixed = state.after_text() is state
            if not mixed:
                if state.data() and _has_no_elements(element):
                    self._leaf(element, rule, state)
                    continue
                text = element.text
                if text and text.strip(BLANK):
                    flaws = Flaws()
                    state = self._text(element, rule, state, None, text, flaws)
                    mixed = state.after_text() is state
            for child in element:
                step = state.next.get(child.tag)
                if step is None:
                    flaws = flaws or Flaws()
                    after = self._child(element, rule, state, child, flaws, todo)
                else:
                    own, after = step
                    plan = own.plan
                    if plan is None:
                        plan = planned(own)
                    if plan.simple:
                        tests = plan.tests
                        items: list[tuple[str, str]] = child.items()  # type: ignore[assignment]
                        for name, value in items:
                            test = tests.get(name, _unknown)
                            if test is not None and not test(value):
                                self._attribute(child, own, name, value)
                        if plan.required:
                            self._required_attributes(child, own)
                        if len(child):
                            todo.append((child, own, plan.children))
                        elif not plan.open:
                            self._leaf(child, own, plan.children)
                    else:
                        self._open(child, own, todo)
                if after is not state:
                    state = after
                    mixed = state.mixed
                    if mixed is None:
                        mixed = state.after_text() is state
                if not mixed:
                    text = child.tail
                    if text and text.strip(BLANK):
                        flaws = flaws or Flaws()
                        state = self._text(element, rule, state, child, text, flaws)
                        mixed = state.after_text() is state
            if not state.nullable and not (flaws and (flaws.unknown or flaws.text)):
                self._tell(self._explain.incomplete(element, rule, state, flaws))
            if len(todo) - first > 1:
                todo[first:] = todo[: first - 1 if first else None : -1]  # the first child next

    def _piece(self, element: etree._Element, rule: ElementRule, state: Pattern) -> None:
        """Look at the content of a piece, unless it is known to be valid there."""
        key = (self._pieces.pop(element), rule, state)
        if key in self._grammar.sound:
            return
        before = len(self.mistakes), sum(more for _, more in self._foreign.values())
        self._work([(element, rule, state)])
        if before == (len(self.mistakes), sum(more for _, more in self._foreign.values())):
            self._grammar.sound.add(key)

    def _open(self, element: etree._Element, rule: ElementRule, todo: list[_Work]) -> None:
        """Check the attributes of `element`; its children are added to the list."""
        plan = planned(rule)
        if plan.simple:
            for name, value in attributes(element).items():
                self._attribute(element, rule, name, value)
            self._required_attributes(element, rule)
            state = plan.children
        else:
            state = self._linked_attributes(element, rule)
        if len(element):
            todo.append((element, rule, state))
        elif not (state.nullable and state.after_text() is state):
            self._leaf(element, rule, state)

    def _leaf(self, element: etree._Element, rule: ElementRule, state: Pattern) -> None:
        """Check an element without children: its text may be data."""
        text = element.text or ""
        if len(element):
            text += "".join(child.tail or "" for child in element)
        if state.matches(text, element):
            return
        if not text.strip(BLANK):
            self._tell(self._explain.incomplete(element, rule, state, None))
        elif state.data():
            self._tell(self._explain.content(element, state, text))
        else:
            flaws = Flaws()
            after = self._text(element, rule, state, None, text, flaws)
            if not after.nullable:
                self._tell(self._explain.incomplete(element, rule, after, flaws))

    def _text(
        self,
        element: etree._Element,
        rule: ElementRule,
        state: Pattern,
        before: etree._Element | None,
        text: str,
        flaws: Flaws,
    ) -> Pattern:
        """The state after text in `element`, right behind `before`."""
        after = state.after_text()
        if after is not self._grammar.algebra.nothing:
            return after
        if not flaws.text:
            flaws.text = True
            self._tell(self._explain.text(element, rule, state, before, text))
        return state

    # --- children that no known step leads to -----------------------------------------------

    def _child(
        self,
        parent: etree._Element | None,
        rule: ElementRule | None,
        state: Pattern,
        child: etree._Element,
        flaws: Flaws,
        todo: list[_Work],
    ) -> Pattern:
        """The state after `child`; what is to be looked at in it is added to `todo`."""
        if child.tag in _NO_ELEMENTS:
            return state
        name = child.tag
        steps = state.steps(name)
        if len(steps) == 1:
            self._open(child, steps[0][0], todo)
            return steps[0][1]
        if steps:
            return self._ambiguous(steps, child, todo)
        if name in flaws.excused:  # its place was told before
            flaws.excused.discard(name)
            after = state
        else:
            foreign = namespace_of(name) not in self._namespaces
            after, meant = going_on(self._grammar, rule, state, child, flaws)
            if not (foreign and self._told_before(namespace_of(name))):
                self._tell(self._explain.child(parent, state, child, flaws))
            if meant is not None:
                self._open(child, meant, todo)
                return after
            if foreign:
                return after
        rules = self._grammar.rules_for(name)
        if rules:
            self._open(child, rules[0] if len(rules) == 1 else self._best(rules, child), todo)
        else:
            flaws.unknown = True
            for inner, known in next_candidates(self._grammar, child):
                self._open(inner, known, todo)
        return after

    def _told_before(self, namespace: str) -> bool:
        """Whether elements of a namespace that the schema lacks were met before; counts them."""
        count = self._foreign.get(namespace)
        if count is None:
            self._foreign[namespace] = [len(self.mistakes), 0]
            return False
        count[1] += 1
        return True

    def _ambiguous(
        self,
        steps: tuple[tuple[ElementRule, Pattern], ...],
        child: etree._Element,
        todo: list[_Work],
    ) -> Pattern:
        """More than one rule may hold for `child`: what follows depends on which it satisfies."""
        good = [rest for rule, rest in steps if self._satisfies(child, rule)]
        if good:
            return self._grammar.algebra.choice(good)
        best = self._best([rule for rule, _ in steps], child)
        self._open(child, best, todo)
        return next(rest for rule, rest in steps if rule is best)

    def _best(self, rules: list[ElementRule], element: etree._Element) -> ElementRule:
        """The rule that finds the fewest mistakes in `element`."""
        if self._trial:
            return rules[0]
        counts = []
        for rule in rules[:20]:
            trial = _Run(self._grammar)
            trial._trial, trial._judged = True, self._judged
            with suppress(_EnoughError):
                work: list[_Work] = []
                trial._open(element, rule, work)
                trial._work(work)
            counts.append(len(trial.mistakes))
        return rules[counts.index(min(counts))]

    # --- attributes -------------------------------------------------------------------------

    def _attribute(self, element: etree._Element, rule: ElementRule, name: str, value: str) -> None:
        """Check one attribute that stands for itself, whose value was not met before."""
        own = planned(rule).rules.get(name)
        if own is None:
            self._tell(self._explain.attribute(element, rule, name))
        elif not own.allows(value, element):
            self._tell(self._explain.value(element, name, value, [own]))

    def _required_attributes(self, element: etree._Element, rule: ElementRule) -> None:
        required = planned(rule).required
        if not required.issubset(attributes(element)):
            names = sorted(required.difference(attributes(element)))
            self._tell(self._explain.missing_attributes(element, rule, names))

    def _linked_attributes(self, element: etree._Element, rule: ElementRule) -> Pattern:
        """Check attributes that may depend on each other; the pattern of the children."""
        plan = planned(rule)
        state = plan.linked
        self._required_attributes(element, rule)
        for name, value in sorted(attributes(element).items()):
            if name in plan.rules:
                self._attribute(element, rule, name, value)
                continue
            steps = state.attribute_steps(name)
            if not steps:
                self._tell(self._explain.attribute(element, rule, name))
                continue
            good = [rest for own, rest in steps if own.allows(value, element)]
            if not good:
                owners = [own for own, _ in steps]
                self._tell(self._explain.value(element, name, value, owners))
                good = [rest for _, rest in steps]
            state = state.algebra.choice(good)
        closed = state.closed()
        if closed is state.algebra.nothing:
            self._tell(self._explain.linked_attributes(element, state))
            closed = state.without_attributes(state.algebra.empty)
        return closed if plan.entangled else plan.children

    def _tell(self, mistake: Mistake) -> None:
        self.mistakes.append(mistake)
        if len(self.mistakes) >= _MOST:
            raise _EnoughError

    # --- the bare verdict -------------------------------------------------------------------

    def _satisfies(self, element: etree._Element, rule: ElementRule) -> bool:
        """Whether `element` has no mistake by `rule`. Each pair is judged once."""
        first = (element, rule)
        known = self._judged.get(first)
        if known is not None:
            return known
        stack: list[tuple[_Question, _Questions]] = [(first, self._questions(*first))]
        answer: bool | None = None
        while stack:
            work, questions = stack[-1]
            try:
                asked = next(questions) if answer is None else questions.send(answer)
            except StopIteration as stop:
                answer = bool(stop.value)
                self._judged[work] = answer
                stack.pop()
                continue
            answer = self._judged.get(asked)
            if answer is None:
                stack.append((asked, self._questions(*asked)))
        return self._judged[first]

    def _questions(self, element: etree._Element, rule: ElementRule) -> _Questions:
        """Look at one element; ask of its children what depends on them."""
        plan = planned(rule)
        given = attributes(element)
        if not plan.required.issubset(given):
            return False
        linked = plan.linked
        for name, value in sorted(given.items()):
            own = plan.rules.get(name)
            if own is not None:
                if not own.allows(value, element):
                    return False
                continue
            steps = linked.attribute_steps(name)
            linked = linked.algebra.choice(
                [rest for one, rest in steps if one.allows(value, element)]
            )
        closed = linked.closed()
        if closed is linked.algebra.nothing:
            return False
        state = closed if plan.entangled else plan.children
        if _has_no_elements(element):
            text = (element.text or "") + "".join(child.tail or "" for child in element)
            return state.matches(text, element)
        if (element.text or "").strip(BLANK):
            state = state.after_text()
        for child in element:
            if child.tag not in _NO_ELEMENTS:
                good = []
                for own_rule, rest in state.steps(child.tag):
                    if (yield child, own_rule):
                        good.append(rest)
                state = state.algebra.choice(good)
            if (child.tail or "").strip(BLANK):
                state = state.after_text()
            if state is state.algebra.nothing:
                return False
        return state.nullable


def _has_no_elements(element: etree._Element) -> bool:
    return next(element.iterchildren("*"), None) is None

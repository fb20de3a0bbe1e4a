"""The pattern of an element -> its Plan: attributes and children apart, ready to be looked up.

Attributes are in no order, and in nearly all schemas do not depend on each other either: then a
look into a dictionary is enough. Attributes that exclude or demand each other are left together.
"""

from __future__ import annotations

from collections import Counter

from siglum.schema.kinds import Attribute, Choice, Element, Group, Interleave, all_parts
from siglum.schema.patterns import AttributeRule, ElementRule, Pattern, Plan


def planned(rule: ElementRule) -> Plan:
    """The plan of `rule`, made when it is first asked for."""
    if rule.plan is None:
        rule.plan = _make_plan(rule.content)
    return rule.plan


def _make_plan(content: Pattern) -> Plan:
    algebra = content.algebra
    apart = _taken_apart(content)
    plan = Plan(content, content, entangled=apart is None)
    if apart is not None:
        factors, plan.children = apart
        plan.linked = _sort(factors, plan)
    plan.simple = plan.linked is algebra.empty
    plan.open = plan.children.nullable and plan.children.after_text() is plan.children
    return plan


def _sort(factors: list[Pattern], plan: Plan) -> Pattern:
    """Put attributes that stand for themselves into `plan`; the pattern of the others."""
    algebra = plan.children.algebra
    rules = [attribute_rules(one) for one in factors]
    shared = Counter(name for some in rules for name in {n for r in some for n in r.names.names})
    if any(rule.names.wildcards for some in rules for rule in some):
        return algebra.interleave(factors)
    linked = []
    required = set()
    for factor in factors:
        option = _only_option(factor)
        names = option.rule.names.names if isinstance(option, Attribute) else frozenset()
        if len(names) != 1 or any(shared[name] > 1 for name in names):
            linked.append(factor)
            continue
        assert isinstance(option, Attribute)
        (name,) = names
        plan.rules[name] = option.rule
        plan.tests[name] = option.rule.test
        if not factor.nullable:
            required.add(name)
    plan.required = frozenset(required)
    return algebra.interleave(linked)


def _taken_apart(pattern: Pattern) -> tuple[list[Pattern], Pattern] | None:
    """Patterns of attributes alone, and one of children alone; None where they are entangled."""
    pattern.algebra.spend(1)
    if not pattern.attributes:
        return [], pattern
    if not pattern.content:
        if isinstance(pattern, Group | Interleave):
            return [one for item in pattern.items for one in _factors(item)], pattern.algebra.empty
        return [pattern], pattern.algebra.empty
    if not isinstance(pattern, Group | Interleave):
        return None
    factors: list[Pattern] = []
    children: list[Pattern] = []
    for item in pattern.items:
        apart = _taken_apart(item)
        if apart is None:
            return None
        factors += apart[0]
        children.append(apart[1])
    algebra = pattern.algebra
    together = algebra.group if isinstance(pattern, Group) else algebra.interleave
    return factors, together(children)


def _factors(pattern: Pattern) -> list[Pattern]:
    pattern.algebra.spend(1)
    if isinstance(pattern, Group | Interleave):
        return [one for item in pattern.items for one in _factors(item)]
    return [pattern]


def _only_option(pattern: Pattern) -> Pattern:
    """What an optional pattern holds; otherwise the pattern itself."""
    if isinstance(pattern, Choice) and len(pattern.options) == 2:
        rest = pattern.options - {pattern.algebra.empty}
        if len(rest) == 1:
            return next(iter(rest))
    return pattern


def attribute_rules(pattern: Pattern) -> list[AttributeRule]:
    """Every attribute in `pattern`, in the order of the schema."""
    return [one.rule for one in all_parts(pattern) if isinstance(one, Attribute)]


def attributes_of(rule: ElementRule) -> dict[str, AttributeRule]:
    """All attributes with a name that an element can ever have, in the order of the schema."""
    plan = planned(rule)
    if plan.attributes is None:
        plan.attributes = {
            name: own for own in attribute_rules(rule.content) for name in sorted(own.names.names)
        }
    return plan.attributes


def children_of(rule: ElementRule) -> frozenset[str]:
    """The names of all children that an element can ever have."""
    plan = planned(rule)
    if plan.elements is None:
        plan.elements = frozenset(
            name
            for one in all_parts(rule.content)
            if isinstance(one, Element)
            for name in one.rule.names.names
        )
    return plan.elements

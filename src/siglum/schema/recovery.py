"""A child that cannot stand where it does -> what was probably meant, and how to go on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from lxml import etree

from siglum.schema.declarations import children_of, planned
from siglum.schema.grammar import Grammar
from siglum.schema.kinds import Choice, Element, Group, Interleave, Repeat
from siglum.schema.names import clark, local_of, namespace_of
from siglum.schema.patterns import ElementRule, Pattern

_DEPTH: Final = 3  # so many missing elements in a row are named
_TRIED: Final = 400  # and so many states are tried to find them
_AHEAD: Final = 200  # siblings looked at
_NEAR: Final = 0.6


@dataclass(slots=True)
class Flaws:
    """What was found wrong among the children of one element, so that it is told once.

    After `going_on`: `kind` says what is wrong with the last child, `names` which elements are
    meant by that, `near` names like the one that was written.
    """

    text: bool = False
    unknown: bool = False
    foreign: bool = False
    excused: set[str] = field(default_factory=set)
    kind: str = ""
    names: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    before: dict[str, str] = field(default_factory=dict)


def going_on(
    grammar: Grammar,
    rule: ElementRule | None,
    state: Pattern,
    child: etree._Element,
    flaws: Flaws,
) -> tuple[Pattern, ElementRule | None]:
    """The state to go on with after `child`, which `state` does not allow, and the rule meant.

    `rule` is that of the parent. No rule: the one that the child's own name has. Notes in
    `flaws` what seems to be wrong.
    """
    name = str(child.tag)
    flaws.names, flaws.near = (), ()
    if namespace_of(name) not in grammar.namespaces:
        flaws.kind = "namespace"
        twin = next(
            (
                clark(other, local_of(name))
                for other in sorted(grammar.namespaces, key=_longest_first)
                if clark(other, local_of(name)) in grammar.rules
            ),
            "",
        )
        flaws.names = (twin,) if twin else ()
        steps = state.steps(twin) if twin else ()
        return (steps[0][1] if steps else state), None
    if name not in grammar.rules:
        return _misspelt(grammar, state, name, flaws)
    if rule is not None and name in children_of(rule):
        missing, after = _missing_before(state, name)
        if after is not None:
            late = _among(child, frozenset(missing))
            flaws.names = (late,) if late else missing
            flaws.kind = "early" if late else "missing"
            flaws.excused |= {late} if late else set()
            rule_of, rest = after.steps(name)[0]
            return rest, rule_of
        flaws.kind = "order"
        if name not in flaws.before:
            flaws.before[name] = _place_before(rule, child, name)
        flaws.names = (flaws.before[name],) if flaws.before[name] else ()
        return state, None
    flaws.kind = "not-allowed"
    return state, None


def _misspelt(
    grammar: Grammar, state: Pattern, name: str, flaws: Flaws
) -> tuple[Pattern, ElementRule | None]:
    flaws.kind = "unknown"
    if not grammar.guesses.wanted(name):
        return state, None
    near = grammar.guesses.get((state, name))
    if near is None:
        same = [one for one in grammar.rules if one.casefold() == name.casefold()]
        here = first_names(state)
        # another name is not meant where only capitals differ
        elsewhere = bool(same) and same[0] not in here
        near = () if elsewhere else tuple(near_full_names(name, here))
        grammar.guesses.keep((state, name), near)
    flaws.near = near
    if near:
        steps = state.steps(near[0])
        return (steps[0][1], steps[0][0]) if len(steps) == 1 else (state, None)
    anywhere = grammar.guesses.get(name)
    if anywhere is None:
        anywhere = tuple(near_full_names(name, grammar.rules))
        grammar.guesses.keep(name, anywhere)
    flaws.near = anywhere
    return state, None


def _longest_first(name: str) -> tuple[int, str]:
    return -len(name), name


#: Names that differ more in length are not like each other.
_FARTHEST: Final = 4


def near_names(name: str, known: Iterable[str]) -> list[str]:
    """At most two of `known` that `name` may be a misspelling of: capitals first, then letters."""
    if len(name) > 60:
        return []
    words = sorted(known)
    same = [one for one in words if one.casefold() == name.casefold()]
    if same or not name:
        return same
    # comparing letter by letter takes long: only with what is about as long and begins or ends so
    like = [
        one
        for one in words
        if abs(len(one) - len(name)) <= _FARTHEST and (one[:1] == name[0] or one[-1:] == name[-1])
    ]
    return get_close_matches(name, like, 2, _NEAR)


def near_full_names(name: str, known: Iterable[str]) -> list[str]:
    """The same for Clark names, by their local part."""
    by_local = {local_of(one): one for one in known}
    return [by_local[one] for one in near_names(local_of(name), by_local)]


def next_candidates(
    grammar: Grammar, element: etree._Element
) -> list[tuple[etree._Element, ElementRule]]:
    """The outermost elements inside an unknown one that the grammar knows, with their rules."""
    found = []
    left = list(element.iterchildren("*", reversed=True))
    while left:
        one = left.pop()
        rules = grammar.rules_for(one.tag)
        if len(rules) == 1:
            found.append((one, rules[0]))
        elif not rules and namespace_of(one.tag) in grammar.namespaces:
            left += one.iterchildren("*", reversed=True)
    return found


def _missing_before(state: Pattern, name: str) -> tuple[tuple[str, ...], Pattern | None]:
    """What is missing here so that `name` could follow, and the state in which it can.

    The names are those of one element that is missing (or of others that could stand in its
    stead), or of several in a row.
    """
    level: list[tuple[tuple[str, ...], Pattern]] = [((), state)]
    seen = {state}
    tried = 0
    for _ in range(_DEPTH):
        further: list[tuple[tuple[str, ...], Pattern]] = []
        hits: dict[Pattern, list[tuple[str, ...]]] = {}
        for given, here in level:
            for other in first_names(here):
                tried += 1
                if tried > _TRIED:
                    break
                for _rule, rest in here.steps(other):
                    if rest.steps(name):
                        hits.setdefault(rest, []).append((*given, other))
                    elif rest not in seen:
                        seen.add(rest)
                        further.append(((*given, other), rest))
        if hits:
            rest, ways = min(hits.items(), key=lambda hit: (len(hit[1]), hit[0].order))
            if len(ways[0]) == 1:
                return tuple(dict.fromkeys(way[0] for way in ways)), rest
            return ways[0], rest
        level = further
    return (), None


def _among(child: etree._Element, names: frozenset[str]) -> str:
    """The first of `names` that comes later in the same element."""
    for number, sibling in enumerate(child.itersiblings()):
        if sibling.tag in names:
            return str(sibling.tag)
        if number > _AHEAD:
            break
    return ""


def _place_before(rule: ElementRule, child: etree._Element, name: str) -> str:
    """The earlier sibling before which `name` could have stood."""
    state: Pattern = planned(rule).children
    parent = child.getparent()
    if parent is None:
        return ""
    for number, sibling in enumerate(parent.iterchildren("*")):
        if sibling is child or number > _AHEAD:
            break
        steps = state.steps(name)
        if steps and any(rest.steps(sibling.tag) for _, rest in steps):
            return sibling.tag
        steps = state.steps(sibling.tag)
        state = steps[0][1] if steps else state
    return ""


def first_names(pattern: Pattern) -> list[str]:
    """The names of the elements that may come first, in the order of the schema."""
    found: dict[str, None] = {}
    seen: set[Pattern] = set()
    left = [pattern]
    while left:
        one = left.pop()
        if one in seen or not one.content:
            continue
        seen.add(one)
        if isinstance(one, Element):
            found.update(dict.fromkeys(sorted(one.rule.names.names)))
        elif isinstance(one, Choice | Interleave | Repeat):
            left += reversed(one.parts())
        elif isinstance(one, Group):
            reach = []
            for item in one.items:
                reach.append(item)
                if not item.nullable and not _only_attributes(item):
                    break
            left += reversed(reach)
    return list(found)


def _only_attributes(pattern: Pattern) -> bool:
    return pattern.attributes and not pattern.content

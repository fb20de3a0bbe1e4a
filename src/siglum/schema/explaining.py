"""What is wrong at a place, and what the schema wants there -> a Mistake in words of editors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary, proxy

from lxml import etree

from siglum.schema.declarations import (
    attribute_rules,
    attributes_of,
    children_of,
    planned,
)
from siglum.schema.describing import Wanted, describe, documentation, say_wrong, shortened
from siglum.schema.grammar import Grammar
from siglum.schema.names import local_of, namespace_of
from siglum.schema.patterns import BLANK, AttributeRule, ElementRule, Pattern
from siglum.schema.recovery import Flaws, first_names, near_names
from siglum.source.trees import attributes

_XML: Final = "http://www.w3.org/XML/1998/namespace"
_MANY: Final = 10  # names in a row; beyond that they are grouped
_SHOWN: Final = 8
_KEPT: Final = 5000
#: Attributes as other formats call them, and what TEI has.
_MEANT: Final = {
    "num": "n", "number": "n", "nr": "n", "no": "n", "href": "target", "src": "url",
    "witness": "wit", "language": "lang", "class": "type", "date": "when",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that the schema does not allow.

    `attribute` (a Clark name) is named where it is an attribute of `element`. Where it is text
    directly in `element`, `text` is true, and `after` is the node before it, if there is one.
    """

    code: str
    element: etree._Element
    message: str
    hint: str = ""
    attribute: str | None = None
    text: bool = False
    after: etree._Element | None = None


class Explainer:
    """Words for the mistakes against one grammar; what was said before is not thought of again."""

    _all: Final[WeakKeyDictionary[Grammar, Explainer]] = WeakKeyDictionary()

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = proxy(grammar)  # or no grammar would ever be given up
        self.algebra = grammar.algebra
        self._hints: dict[object, str] = {}

    @classmethod
    def of(cls, grammar: Grammar) -> Explainer:
        """The one of `grammar`."""
        known = cls._all.get(grammar)
        if known is None or known.algebra is not grammar.algebra:
            known = cls._all[grammar] = cls(grammar)
        return known

    # --- elements ---------------------------------------------------------------------------

    def child(
        self,
        parent: etree._Element | None,
        state: Pattern,
        child: etree._Element,
        flaws: Flaws,
    ) -> Mistake:
        """`child` cannot stand where it does; `flaws` says what is to be made of it."""
        name = str(child.tag)
        own = _tag(name)
        where = f"in {_tag(parent.tag)}" if parent is not None else "at the root"
        others = [_tag(one) for one in flaws.names]
        if flaws.kind == "namespace":
            return self._namespace(child, flaws)
        if flaws.kind == "unknown":
            hint = _did_you_mean([_tag(one) for one in flaws.near])
            told = f"the schema knows no element {own}"
            hint = _sentences(hint, "" if hint else self._here(state))
            return Mistake("schema.element-unknown", child, told, hint)
        if flaws.kind == "early":
            told = f"{own} stands too early {where}: {others[0]} belongs before it"
            hint = f"Put {others[0]} before {own}."
            return Mistake("schema.element-order", child, told, hint)
        if flaws.kind == "missing":
            several = len(others) > 1
            alternative = several and bool(state.steps(flaws.names[1]))
            names = _row(others, "or" if alternative else "and")
            are = "are" if several and not alternative else "is"
            told = f"{names} {are} missing before {own} {where}"
            return Mistake("schema.element-missing", child, told, self._about(flaws.names))
        if flaws.kind == "order":
            told = f"{own} cannot stand at this place {where}"
            if others:
                told += f": it belongs before {others[0]}"
                hint = f"Move it before {others[0]}."
            else:
                hint = self._here(state)
            return Mistake("schema.element-order", child, told, hint)
        if parent is None:
            told = f"a document cannot begin with {own}"
        else:
            told = f"{own} cannot stand in {_tag(parent.tag)}"
        return Mistake(
            "schema.element-not-allowed",
            child,
            told,
            _sentences(self._home(state, name), self._here(state)),
        )

    def _namespace(self, child: etree._Element, flaws: Flaws) -> Mistake:
        namespace, local = namespace_of(str(child.tag)), local_of(str(child.tag))
        what = f"in the namespace {shortened(namespace)}" if namespace else "in no namespace"
        if not flaws.names:
            told = f"<{local}> is {what}, whose elements the schema does not allow here"
            known = _row([one for one in sorted(self._grammar.namespaces) if one][:3], "and")
            hint = f"The schema has elements of {known}." if known else ""
            return Mistake("schema.namespace", child, told, hint)
        wanted = namespace_of(flaws.names[0])
        told = f"<{local}> is {what}; the schema wants "
        told += f"{wanted}" if wanted else "no namespace"
        hint = (
            f'Write xmlns="{wanted}" on it, or on an element around it.'
            if wanted
            else f"Take the xmlns away that makes it one of {shortened(namespace)}."
        )
        return Mistake("schema.namespace", child, told, hint)

    def incomplete(
        self, element: etree._Element, rule: ElementRule, state: Pattern, flaws: Flaws | None
    ) -> Mistake:
        """Something is missing at the end of `element`."""
        names = first_names(state)
        needed = names if len(names) == 1 else []
        own = _tag(element.tag)
        empty = flaws is None and not len(element)
        if state.data():
            wanted = describe([unit for unit, _ in state.data()])
            told = f"{own} has no text, but must have {wanted.phrase()}"
            return Mistake("schema.content", element, told, self._doc(rule))
        if needed:
            told = f"{own} is {'empty' if empty else 'incomplete'}: {_tag(needed[0])} is missing"
            return Mistake("schema.incomplete", element, told, self._about(needed))
        told = f"{own} {'is empty' if empty else 'is incomplete: something must follow'}"
        return Mistake("schema.incomplete", element, told, self._here(state, "needed"))

    def text(
        self,
        element: etree._Element,
        rule: ElementRule,
        state: Pattern,
        after: etree._Element | None,
        text: str,
    ) -> Mistake:
        """`text` stands directly in `element`, behind `after`."""
        told = f'the text "{shortened(text)}" cannot stand directly in {_tag(element.tag)}'
        holders = [one for one in first_names(state) if self._holds_text(one)]
        everywhere = self._grammar.classes.get("model.global", frozenset())
        holders = [one for one in holders if one not in everywhere] or holders
        there = {child.tag for child in element.iterchildren("*")}
        holders = [one for one in holders if one in there] or holders
        hint = ""
        if holders:
            hint = f"Put it into {_row([_tag(one) for one in holders[:4]], 'or')}, or take it out."
        elif not children_of(rule):
            hint = f"{_tag(element.tag)} is always empty: move the text before or after it."
        else:
            hint = "Move it elsewhere, or take it out."
        return Mistake("schema.text", element, told, hint, text=True, after=after)

    def content(self, element: etree._Element, state: Pattern, text: str) -> Mistake:
        """The text of `element` is not of the kind that is wanted."""
        units = [unit for unit, rest in state.data() if rest.nullable]
        wanted = describe(units)
        told = f'{_tag(element.tag)} cannot hold "{shortened(text)}"'
        hint = say_wrong(text, wanted, units, element) or f"It holds {wanted.phrase()}."
        return Mistake("schema.content", element, told, hint, text=True)

    # --- attributes -------------------------------------------------------------------------

    def attribute(self, element: etree._Element, rule: ElementRule, name: str) -> Mistake:
        """`element` cannot have the attribute."""
        own, here = _tag(element.tag), _at(name)
        names = attributes_of(rule)
        if name in names or any(
            one.names.holds(name) for one in attribute_rules(planned(rule).linked)
        ):
            others = [_at(one) for one in attributes(element) if one != name and one in names]
            told = f"{here} cannot stand on {own} together with {_row(others[:4], 'and')}"
            if not others:
                told = f"{here} cannot stand on {own} so"
            hint = "Keep one of them." if others else ""
            return Mistake("schema.attribute-conflict", element, told, hint, name)
        key = (rule, name, own)
        hint = self._hints.get(key, "")
        if not hint:
            meant = _MEANT.get(local_of(name), local_of(name))
            twins = [one for one in names if local_of(one) == meant]
            if twins:
                hint = _did_you_mean([_at(twins[0])])
            else:
                locals_ = {_at(one).removeprefix("@"): one for one in names}
                near = near_names(_at(name).removeprefix("@"), locals_)
                hint = _did_you_mean([f"@{one}" for one in near])
            if not hint:
                hint = self._may_have(own, _nearest_first(rule, names))
            self._keep(key, hint)
        return Mistake("schema.attribute-unknown", element, f"{own} cannot have {here}", hint, name)

    def _may_have(self, own: str, names: Sequence[str]) -> str:
        if not names:
            return f"{own} has no attributes."
        common = self._common_attributes()
        special = [_at(one) for one in names if one not in common]
        shared = [_at(one) for one in names if one in common]
        shown = (special + shared)[:_SHOWN]
        more = len(names) - len(shown)
        told = f"{own} can have {_row(shown, 'and') if not more else ', '.join(shown)}"
        return f"{told} and {more} more." if more else f"{told}."

    def _common_attributes(self) -> frozenset[str]:
        """Attributes that more than half of a sample of elements have: they tell little."""
        known = self._hints.get("common")
        if known is None:
            rules = [rules[0] for rules in self._grammar.rules.values()][:40]
            counts: dict[str, int] = {}
            for rule in rules:
                for name in attributes_of(rule):
                    counts[name] = counts.get(name, 0) + 1
            known = " ".join(name for name, count in counts.items() if count > len(rules) / 2)
            self._hints["common"] = known
        return frozenset(known.split())

    def missing_attributes(
        self, element: etree._Element, rule: ElementRule, names: Sequence[str]
    ) -> Mistake:
        """`element` lacks attributes that it must have."""
        shown = _row([_at(one) for one in names], "and")
        told = f"{_tag(element.tag)} must have {shown}"
        own = planned(rule).rules.get(names[0]) if names else None
        hint = documentation(own.node) if own is not None else ""
        hint = f"{_at(names[0])}: {hint}" if hint else ""
        return Mistake("schema.attribute-missing", element, told, hint)

    def linked_attributes(self, element: etree._Element, state: Pattern) -> Mistake:
        """`element` lacks attributes of which some, but not all, must be there."""
        missing = [
            name
            for own in attribute_rules(state)
            for name in sorted(own.names.names)
            if any(
                rest.closed() is not state.algebra.nothing
                for _, rest in state.attribute_steps(name)
            )
        ]
        names = missing or [n for own in attribute_rules(state) for n in sorted(own.names.names)]
        told = f"{_tag(element.tag)} must have {_row([_at(one) for one in names[:_SHOWN]], 'or')}"
        if not names:
            told = f"{_tag(element.tag)} lacks an attribute"
        return Mistake("schema.attribute-missing", element, told)

    def value(
        self,
        element: etree._Element,
        name: str,
        value: str,
        owners: Sequence[AttributeRule],
    ) -> Mistake:
        """The attribute cannot have `value`."""
        told = f'{_at(name)} of {_tag(element.tag)} cannot be "{shortened(value)}"'
        if not value.strip(BLANK):
            told = f"{_at(name)} of {_tag(element.tag)} cannot be empty"
        units = [unit for own in owners for unit, _ in own.value.data()]
        wanted = describe(units)
        hint = say_wrong(value, wanted, units, element) or f"It must be {wanted.phrase()}."
        return Mistake("schema.value", element, told, hint, name)

    # --- what the schema wants --------------------------------------------------------------

    def _here(self, state: Pattern, word: str = "allowed") -> str:
        """A sentence about what may stand where the state holds."""
        key = (state, word)
        known = self._hints.get(key)
        if known is None:
            names = first_names(state)
            parts = self._grouped(names)
            if state.after_text() is not state.algebra.nothing:
                parts.insert(0, "text")
            told = f"Here {'is needed' if word == 'needed' else 'can stand'} "
            known = f"{told}{_row(parts, 'or')}." if parts else "Nothing can follow here."
            self._keep(key, known)
        return known

    def _grouped(self, names: Sequence[str]) -> list[str]:
        """At most eight names; where there are many, classes of elements stand for them."""
        if len(names) <= _MANY:
            return [_tag(one) for one in names]
        left = dict.fromkeys(names)
        shown: list[str] = []
        classes = sorted(self._grammar.classes.items(), key=lambda one: (-len(one[1]), one[0]))
        for title, members in classes:
            if len(shown) < _SHOWN - 2 and len(members) > 2 and members <= left.keys():
                one, two = [_tag(name) for name in names if name in members][:2]
                shown.append(f"{title} ({one}, {two} …)")
                for name in members:
                    del left[name]
        rest = [_tag(one) for one in left]
        room = _SHOWN - len(shown)
        shown = rest[:room] + shown
        more = len(rest) - room
        return [*shown, f"{more} more"] if more > 0 else shown

    def _home(self, state: Pattern, name: str) -> str:
        """Where `name` could stand inside something that may stand here."""
        key = (state, name)
        known = self._hints.get(key)
        if known is None:
            homes = []
            for one in first_names(state):
                rules = self._grammar.rules_for(one)
                if len(rules) == 1 and name in children_of(rules[0]):
                    homes.append(_tag(one))
                if len(homes) > 2:
                    break
            known = f"It can stand in {_row(homes, 'or')} here." if homes else ""
            self._keep(key, known)
        return known

    def _holds_text(self, name: str) -> bool:
        rules = self._grammar.rules_for(name)
        if len(rules) != 1:
            return False
        start = planned(rules[0]).children
        return start.after_text() is not start.algebra.nothing

    def _about(self, names: Iterable[str]) -> str:
        """What the schema says of the first of `names`."""
        for name in names:
            for rule in self._grammar.rules_for(name):
                told = documentation(rule.node)
                return f"{_tag(name)}: {told}" if told else ""
        return ""

    def _doc(self, rule: ElementRule) -> str:
        return documentation(rule.node)

    def _keep(self, key: object, hint: str) -> None:
        if len(self._hints) > _KEPT:
            self._hints.clear()
        self._hints[key] = hint


def _nearest_first(rule: ElementRule, names: Mapping[str, AttributeRule]) -> list[str]:
    """Names of attributes: first those the element alone has, last variants as @when-iso."""

    def far(name: str) -> tuple[bool, bool]:
        return rule.node not in names[name].node.iterancestors(), "-" in name

    return sorted(names, key=far)


def _tag(name: object) -> str:
    return f"<{local_of(str(name))}>"


def _at(name: str) -> str:
    prefix = "xml:" if namespace_of(name) == _XML else ""
    return f"@{prefix}{local_of(name)}"


def _row(words: Sequence[str], last: str) -> str:
    """«a, b or c»."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _did_you_mean(words: Sequence[str]) -> str:
    return f"did you mean {_row(list(words), 'or')}?" if words else ""


def _sentences(*parts: str) -> str:
    return " ".join(part for part in parts if part)


__all__ = ["Explainer", "Mistake", "Wanted"]

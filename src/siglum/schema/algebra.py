"""Patterns -> patterns made of them, each once, in a form as simple as it can be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from siglum.schema.kinds import (
    Attribute,
    Choice,
    Data,
    Element,
    Empty,
    Group,
    Interleave,
    Nothing,
    Repeat,
    Text,
    by_number,
)
from siglum.schema.patterns import AttributeRule, ElementRule, Pattern, Unit


class Algebra:
    """Makes patterns, each once, in a form as simple as it can be."""

    def __init__(self) -> None:
        self._made: dict[object, Pattern] = {}
        self.empty = self._one(Empty, ("empty",))
        self.empty.nullable = True
        self.nothing = self._one(Nothing, ("nothing",))
        self.text = self._one(Text, ("text",))
        self.text.nullable = self.text.content = True

    def __len__(self) -> int:
        return len(self._made)

    def _one(self, kind: type[Pattern], key: object, parts: Sequence[Pattern] = ()) -> Pattern:
        made = self._made[key] = kind(self, len(self._made), parts)
        return made

    def element(self, rule: ElementRule) -> Pattern:
        """One element that follows `rule`."""
        made = self._made.get(rule)
        if made is None:
            made = self._one(Element, rule)
            assert isinstance(made, Element)
            made.rule, made.content = rule, True
        return made

    def attribute(self, rule: AttributeRule) -> Pattern:
        """One attribute that follows `rule`."""
        made = self._made.get(rule)
        if made is None:
            made = self._one(Attribute, rule)
            assert isinstance(made, Attribute)
            made.rule, made.attributes = rule, True
        return made

    def unit(self, unit: Unit) -> Pattern:
        """A text that `unit` allows."""
        made = self._made.get(unit)
        if made is None:
            made = self._one(Data, unit)
            assert isinstance(made, Data)
            made.unit, made.content = unit, True
        return made

    def choice(self, patterns: Iterable[Pattern]) -> Pattern:
        """One of `patterns`."""
        options: set[Pattern] = set()
        for one in patterns:
            if isinstance(one, Choice):
                options |= one.options
            else:
                options.add(one)
        options.discard(self.nothing)
        if self.empty in options and any(o.nullable for o in options if o is not self.empty):
            options.discard(self.empty)
        if len(options) < 2:
            return options.pop() if options else self.nothing
        key = frozenset(options)
        made = self._made.get(key)
        if made is None:
            made = self._one(Choice, key, tuple(key))
            assert isinstance(made, Choice)
            made.set_options(key)
        return made

    def optional(self, pattern: Pattern) -> Pattern:
        """`pattern` or nothing."""
        return self.choice((pattern, self.empty))

    def group(self, patterns: Iterable[Pattern]) -> Pattern:
        """`patterns`, one after the other."""
        items: list[Pattern] = []
        for one in patterns:
            if one is self.nothing:
                return one
            if isinstance(one, Group):
                items += one.items
            elif one is not self.empty:
                items.append(one)
        if self.text in items:
            items = [
                one
                for one, after in zip(items, [*items[1:], self.empty], strict=True)
                # text before a repeated choice that has text says nothing new
                if not (one is self.text and (after is one or _has_text(after)))
            ]
        if len(items) < 2:
            return items[0] if items else self.empty
        return self._several(Group, items)

    def interleave(self, patterns: Iterable[Pattern]) -> Pattern:
        """`patterns`, their parts in any order."""
        items: list[Pattern] = []
        for one in patterns:
            if one is self.nothing:
                return one
            if isinstance(one, Interleave):
                items += one.items
            elif one is not self.empty:
                items.append(one)
        items.sort(key=by_number)
        while items.count(self.text) > 1:
            items.remove(self.text)
        if len(items) < 2:
            return items[0] if items else self.empty
        return self._several(Interleave, items)

    def _several(self, kind: type[Group | Interleave], items: list[Pattern]) -> Pattern:
        key = (kind, *items)
        made = self._made.get(key)
        if made is None:
            made = self._one(kind, key, items)
            assert isinstance(made, Group | Interleave)
            made.items = tuple(items)
            made.nullable = all(one.nullable for one in items)
        return made

    def repeat(self, pattern: Pattern) -> Pattern:
        """One or more of `pattern`."""
        if pattern is self.nothing or pattern is self.empty or pattern is self.text:
            return pattern
        if isinstance(pattern, Repeat):
            return pattern
        if isinstance(pattern, Choice):
            # (a+ | b | empty)+ is (a | b)+ or empty
            inner: set[Pattern] = set()
            for option in pattern.options - {self.empty}:
                inner |= {option.item} if isinstance(option, Repeat) else {option}
            simple = self.choice(inner)
            if simple is not pattern:
                again = self.repeat(simple)
                return self.optional(again) if pattern.nullable else again
        key = (Repeat, pattern)
        made = self._made.get(key)
        if made is None:
            made = self._one(Repeat, key, (pattern,))
            assert isinstance(made, Repeat)
            made.item, made.nullable = pattern, pattern.nullable
        return made


def _has_text(pattern: Pattern) -> bool:
    """Whether it repeats a choice that has text."""
    return (
        isinstance(pattern, Repeat)
        and isinstance(pattern.item, Choice)
        and pattern.algebra.text in pattern.item.options
    )

"""Patterns -> patterns made of them, each once, in a form as simple as it can be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from typing import Final

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
    in_order,
)
from siglum.schema.patterns import AttributeRule, ElementRule, Pattern, Unit

_KINDS: Final = (Empty, Nothing, Text, Element, Attribute, Data, Choice, Group, Interleave, Repeat)
#: A new pattern is so much work; to look again at so many parts of one is as much as a new part.
_NEW: Final = 10
_LITTLE: Final = 8


class TooAmbiguousError(Exception):
    """The schema allows so many ways to read a document that they cannot all be followed."""


class Algebra:
    """Makes patterns, each once, in a form as simple as it can be."""

    def __init__(self) -> None:
        self._made: dict[object, Pattern] = {}
        self._left: float = inf
        self.empty = self._one(Empty, ("empty",))
        self.empty.nullable = True
        self.nothing = self._one(Nothing, ("nothing",))
        self.text = self._one(Text, ("text",))
        self.text.nullable = self.text.content = True

    def __len__(self) -> int:
        return len(self._made)

    def allow(self, work: int) -> None:
        """From now on, raise TooAmbiguousError when patterns of `work` parts were put together."""
        self._left = work

    def spend(self, work: int) -> None:
        """Count work that was done. Raises TooAmbiguousError when it is too much."""
        self._left -= work
        if self._left < 0:
            raise TooAmbiguousError

    def _one(
        self, kind: type[Pattern], key: object, parts: Sequence[Pattern] = (), place: int = 0
    ) -> Pattern:
        self.spend(_NEW + len(parts))
        # Hashes of numbers are the same in every run; what was made first is not
        stamp = hash((_KINDS.index(kind), place, *(part.order[1] for part in parts)))
        first = place or next((part.order[0] for part in parts if part.order[0]), 0)
        made = self._made[key] = kind(self, (first, stamp), parts)
        return made

    def element(self, rule: ElementRule, place: int) -> Pattern:
        """One element that follows `rule`, which stands at `place` (from 1) of the schema."""
        made = self._made.get(rule)
        if made is None:
            made = self._one(Element, rule, place=place)
            assert isinstance(made, Element)
            made.rule, made.content = rule, True
        return made

    def attribute(self, rule: AttributeRule, place: int) -> Pattern:
        """One attribute that follows `rule`."""
        made = self._made.get(rule)
        if made is None:
            made = self._one(Attribute, rule, place=place)
            assert isinstance(made, Attribute)
            made.rule, made.attributes = rule, True
        return made

    def unit(self, unit: Unit, place: int) -> Pattern:
        """A text that `unit` allows."""
        made = self._made.get(unit)
        if made is None:
            made = self._one(Data, unit, place=place)
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
        self.spend(len(options) // _LITTLE)
        made = self._made.get(key)
        if made is None:
            ordered = sorted(key, key=in_order)
            made = self._one(Choice, key, ordered)
            assert isinstance(made, Choice)
            made.set_options(key, ordered)
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
                self.spend(len(one.items) // _LITTLE)
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
                self.spend(len(one.items) // _LITTLE)
            elif one is not self.empty:
                items.append(one)
        items.sort(key=in_order)
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

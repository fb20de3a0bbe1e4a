"""Nothing -> the kinds of patterns: what each knows of its derivatives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from siglum.schema.patterns import AttributeRule, ElementRule, Order, Pattern, Unit


class Empty(Pattern):
    """Nothing at all."""

    __slots__ = ()


class Nothing(Pattern):
    """What no document can match."""

    __slots__ = ()


class Text(Pattern):
    """Text of any length, also none, in any number of pieces."""

    __slots__ = ()

    def _by_text(self) -> Pattern:
        return self


class Element(Pattern):
    """One element."""

    __slots__ = ("rule",)
    rule: ElementRule

    def steps(self, name: str) -> tuple[tuple[ElementRule, Pattern], ...]:
        """See Pattern; cheaper than to keep it."""
        if not self.rule.names.holds(name):
            return ()
        self.next[name] = step = (self.rule, self.algebra.empty)
        return (step,)


class Attribute(Pattern):
    """One attribute."""

    __slots__ = ("rule",)
    rule: AttributeRule

    def _without(self, missing: Pattern) -> Pattern:
        return missing

    def _by_attribute(self, name: str) -> Iterable[tuple[AttributeRule, Pattern]]:
        if self.rule.names.holds(name):
            yield self.rule, self.algebra.empty


class Data(Pattern):
    """A whole text of one kind."""

    __slots__ = ("unit",)
    unit: Unit

    def _units(self) -> Iterable[tuple[Unit, Pattern]]:
        yield self.unit, self.algebra.empty


class Choice(Pattern):
    """One of several."""

    __slots__ = ("_by_name", "_ordered", "_others", "options")
    options: frozenset[Pattern]

    def set_options(self, options: frozenset[Pattern], ordered: Sequence[Pattern]) -> None:
        """To be called once, by what makes it; `ordered` are the same in order."""
        self.options = options
        self._ordered = ordered
        self.nullable = any(option.nullable for option in options)
        self._by_name: dict[str, list[ElementRule]] | None = None
        self._others: list[Pattern] = []

    def _parts(self) -> Sequence[Pattern]:
        return self._ordered

    def _without(self, missing: Pattern) -> Pattern:
        return self.algebra.choice(one.without_attributes(missing) for one in self._ordered)

    def _step(self, name: str) -> Iterable[tuple[ElementRule, Pattern]]:
        if self._by_name is None:
            # of hundreds of options nearly all are elements, each with one name
            self._by_name = {}
            for option in self._ordered:
                if isinstance(option, Element) and not option.rule.names.wildcards:
                    for own in option.rule.names.names:  # the order of these is of no account
                        self._by_name.setdefault(own, []).append(option.rule)
                elif option.content:
                    self._others.append(option)
        empty = self.algebra.empty
        for rule in self._by_name.get(name, ()):
            yield rule, empty
        for option in self._others:
            yield from option.steps(name)

    def _by_text(self) -> Pattern:
        return self.algebra.choice(one.after_text() for one in self._ordered)

    def _by_attribute(self, name: str) -> Iterable[tuple[AttributeRule, Pattern]]:
        for option in self.parts():
            yield from option.attribute_steps(name)

    def _units(self) -> Iterable[tuple[Unit, Pattern]]:
        for option in self.parts():
            yield from option.data()


class Group(Pattern):
    """One after the other."""

    __slots__ = ("items",)
    items: tuple[Pattern, ...]

    def _parts(self) -> Sequence[Pattern]:
        return self.items

    def _without(self, missing: Pattern) -> Pattern:
        return self.algebra.group(one.without_attributes(missing) for one in self.items)

    def _reachable(self) -> Iterable[tuple[int, Pattern]]:
        """The items that may come first, those before them being left out."""
        for index, item in enumerate(self.items):
            yield index, item
            if not item.nullable:
                return

    def _step(self, name: str) -> Iterable[tuple[ElementRule, Pattern]]:
        for index, item in self._reachable():
            for rule, rest in item.steps(name):
                yield rule, self.algebra.group((rest, *self.items[index + 1 :]))

    def _by_text(self) -> Pattern:
        return self.algebra.choice(
            self.algebra.group((item.after_text(), *self.items[index + 1 :]))
            for index, item in self._reachable()
        )

    def _by_attribute(self, name: str) -> Iterable[tuple[AttributeRule, Pattern]]:
        for index, item in enumerate(self.items):
            before, after = self.items[:index], self.items[index + 1 :]
            for rule, rest in item.attribute_steps(name):
                yield rule, self.algebra.group((*before, rest, *after))

    def _units(self) -> Iterable[tuple[Unit, Pattern]]:
        for index, item in self._reachable():
            for unit, rest in item.data():
                yield unit, self.algebra.group((rest, *self.items[index + 1 :]))


class Interleave(Pattern):
    """All of several, their parts in any order."""

    __slots__ = ("items",)
    items: tuple[Pattern, ...]

    def _parts(self) -> Sequence[Pattern]:
        return self.items

    def _without(self, missing: Pattern) -> Pattern:
        return self.algebra.interleave(one.without_attributes(missing) for one in self.items)

    def _with(self, index: int, rest: Pattern) -> Pattern:
        return self.algebra.interleave((*self.items[:index], rest, *self.items[index + 1 :]))

    def _step(self, name: str) -> Iterable[tuple[ElementRule, Pattern]]:
        for index, item in enumerate(self.items):
            for rule, rest in item.steps(name):
                yield rule, self._with(index, rest)

    def _by_text(self) -> Pattern:
        return self.algebra.choice(
            self._with(index, item.after_text()) for index, item in enumerate(self.items)
        )

    def _by_attribute(self, name: str) -> Iterable[tuple[AttributeRule, Pattern]]:
        for index, item in enumerate(self.items):
            for rule, rest in item.attribute_steps(name):
                yield rule, self._with(index, rest)

    def _units(self) -> Iterable[tuple[Unit, Pattern]]:
        for index, item in enumerate(self.items):
            for unit, rest in item.data():
                yield unit, self._with(index, rest)


class Repeat(Pattern):
    """One or more of the same."""

    __slots__ = ("item",)
    item: Pattern

    def _parts(self) -> Sequence[Pattern]:
        return (self.item,)

    def _without(self, missing: Pattern) -> Pattern:
        return self.algebra.repeat(self.item.without_attributes(missing))

    def _again(self, rest: Pattern) -> Pattern:
        return self.algebra.group((rest, self.algebra.optional(self)))

    def _step(self, name: str) -> Iterable[tuple[ElementRule, Pattern]]:
        for rule, rest in self.item.steps(name):
            yield rule, self._again(rest)

    def _by_text(self) -> Pattern:
        return self._again(self.item.after_text())

    def _by_attribute(self, name: str) -> Iterable[tuple[AttributeRule, Pattern]]:
        for rule, rest in self.item.attribute_steps(name):
            yield rule, self._again(rest)

    def _units(self) -> Iterable[tuple[Unit, Pattern]]:
        for unit, rest in self.item.data():
            yield unit, self._again(rest)


def all_parts(pattern: Pattern) -> list[Pattern]:
    """`pattern` and everything it is made of, each once, in the order of the schema."""
    found: dict[Pattern, None] = {}
    left = [pattern]
    while left:
        one = left.pop()
        if one not in found:
            found[one] = None
            left += reversed(one.parts())
    return list(found)


def in_order(pattern: Pattern) -> Order:
    """A sort key: the order of the schema, the same in every run."""
    return pattern.order

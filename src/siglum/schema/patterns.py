"""Patterns of a schema and what is met in a document -> the patterns of what may still follow.

The derivative of a pattern by an element, an attribute or text is the pattern that the rest must
match (J. Brzozowski, «Derivatives of regular expressions», 1964; J. Clark, «An algorithm for
RELAX NG validation», 2002). An `Algebra` makes each pattern once only, so that equal ones are the
same object, and each keeps its derivatives: validation soon does nothing but look things up.

An element is a leaf here. What may stand in it is a pattern of its own, asked for when such an
element is met; so recursive schemas need no special care, and patterns stay small.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from siglum.schema.names import NameClass

if TYPE_CHECKING:
    from lxml import etree

#: The place in the schema of the first leaf of a pattern, and a number that tells patterns apart.
Order = tuple[int, int]

#: The regular expression of any text.
ANYTHING: Final = r"[\s\S]*"

#: White space of XML, which is less than what Python takes for it.
BLANK = " \t\r\n"


class Unit(Protocol):
    """What a text is compared with as a whole: a datatype with its facets, or one value."""

    @property
    def contextual(self) -> bool:
        """Whether the answer depends on the namespaces where the text stands."""

    def allows(self, text: str, element: etree._Element) -> bool:
        """Whether `text`, which stands in or on `element`, is one of these."""

    def quick(self) -> str | None:
        """A regular expression that matches only texts that are allowed, but not all, if any."""


class Maker(Protocol):
    """What makes patterns out of patterns: an Algebra."""

    empty: Pattern
    nothing: Pattern
    text: Pattern

    def choice(self, patterns: Iterable[Pattern]) -> Pattern:
        """One of `patterns`."""

    def optional(self, pattern: Pattern) -> Pattern:
        """`pattern` or nothing."""

    def group(self, patterns: Iterable[Pattern]) -> Pattern:
        """`patterns`, one after the other."""

    def interleave(self, patterns: Iterable[Pattern]) -> Pattern:
        """`patterns`, their parts in any order."""

    def repeat(self, pattern: Pattern) -> Pattern:
        """One or more of `pattern`."""

    def spend(self, work: int) -> None:
        """Count work that was done; too much of it raises an error."""


class Pattern:
    """What may stand in an element, or what of it may still follow. Made by an Algebra only.

    `order` sorts patterns as the schema has them, whatever was made first. `nullable`: nothing
    need follow. `attributes`, `content`: whether there are attributes in it, and anything else.
    `next` keeps the only possible step for an element name; `mixed`, once it is known, whether
    text changes nothing.
    """

    __slots__ = (
        "_after", "_attributes", "_bare", "_data", "_steps", "_text", "_tokens", "algebra",
        "attributes", "content", "mixed", "next", "nullable", "order",
    )  # fmt: skip

    def __init__(self, algebra: Maker, order: Order, parts: Sequence[Pattern]) -> None:
        self.algebra: Maker = algebra
        self.order = order
        self.nullable = False
        self.attributes: bool = any(part.attributes for part in parts)
        self.content: bool = any(part.content for part in parts)
        self.mixed: bool | None = None
        self.next: dict[str, tuple[ElementRule, Pattern]] = {}
        self._steps: dict[str, tuple[tuple[ElementRule, Pattern], ...]] = {}
        self._attributes: dict[str, tuple[tuple[AttributeRule, Pattern], ...]] = {}
        self._tokens: dict[str, Pattern] = {}
        self._after: Pattern | None = None
        self._bare: dict[Pattern, Pattern] = {}
        self._data: tuple[tuple[Unit, Pattern], ...] | None = None

    # --- derivatives ------------------------------------------------------------------------

    def steps(self, name: str) -> tuple[tuple[ElementRule, Pattern], ...]:
        """By an element called `name`: each rule it may follow, and what may come after it."""
        known = self._steps.get(name)
        if known is None:
            known = self._steps[name] = self._merged(self._step(name))
            if len(known) == 1:
                self.next[name] = known[0]
        return known

    def after_text(self) -> Pattern:
        """By text that is not just white space."""
        if self._after is None:
            self._after = self._by_text()
            self.mixed = self._after is self
        return self._after

    def attribute_steps(self, name: str) -> tuple[tuple[AttributeRule, Pattern], ...]:
        """By an attribute called `name`: each rule it may follow, and what then is left."""
        if not self.attributes:
            return ()
        known = self._attributes.get(name)
        if known is None:
            known = self._attributes[name] = tuple(self._by_attribute(name))
        return known

    def closed(self) -> Pattern:
        """What is left when no further attribute comes."""
        return self.without_attributes(self.algebra.nothing)

    def data(self) -> tuple[tuple[Unit, Pattern], ...]:
        """The units that a whole text may be compared with, and what may follow each."""
        if self._data is None:
            self._data = tuple(self._units())
        return self._data

    def matches(self, text: str, element: etree._Element) -> bool:
        """Whether `text` is all that the pattern asks for: as a value, or alone in an element."""
        if self.nullable and not text.strip(BLANK):
            return True
        if self.after_text().nullable:
            return True
        return any(rest.nullable and unit.allows(text, element) for unit, rest in self.data())

    def after_token(self, token: str, element: etree._Element) -> Pattern:
        """By one word of a list."""
        known = self._tokens.get(token)
        if known is None:
            options = [rest for unit, rest in self.data() if unit.allows(token, element)]
            known = self.algebra.choice([self.after_text(), *options])
            if len(token) < 50 and not self.contextual:
                if len(self._tokens) > 5000:
                    self._tokens.clear()
                self._tokens[token] = known
        return known

    def quick(self) -> str | None:
        """A regular expression that matches only texts that match, but not all, if any."""
        options = [unit.quick() for unit, rest in self.data() if rest.nullable]
        known = [option for option in options if option is not None]
        return ANYTHING if ANYTHING in known else "|".join(known) or None

    @property
    def contextual(self) -> bool:
        """Whether a match depends on the namespaces where the text stands."""
        return any(unit.contextual for unit, _ in self.data())

    # --- what each kind of pattern knows ----------------------------------------------------

    def parts(self) -> Sequence[Pattern]:
        """The patterns it is made of."""
        return self._parts()

    def without_attributes(self, missing: Pattern) -> Pattern:
        """The pattern with `missing` in place of each attribute."""
        if not self.attributes:
            return self
        known = self._bare.get(missing)
        if known is None:
            known = self._bare[missing] = self._without(missing)
        return known

    def _parts(self) -> Sequence[Pattern]:
        return ()

    def _without(self, _missing: Pattern) -> Pattern:
        return self

    def _step(self, _name: str) -> Iterable[tuple[ElementRule, Pattern]]:
        return ()

    def _by_text(self) -> Pattern:
        return self.algebra.nothing

    def _by_attribute(self, _name: str) -> Iterable[tuple[AttributeRule, Pattern]]:
        return ()

    def _units(self) -> Iterable[tuple[Unit, Pattern]]:
        return ()

    def _merged(
        self, steps: Iterable[tuple[ElementRule, Pattern]]
    ) -> tuple[tuple[ElementRule, Pattern], ...]:
        """Steps with each rule once."""
        found: dict[ElementRule, list[Pattern]] = {}
        for rule, rest in steps:
            found.setdefault(rule, []).append(rest)
        return tuple((rule, self.algebra.choice(rests)) for rule, rests in found.items())


#: Values longer than this are not kept, and of each attribute only so many.
_SHORT: Final = 100
_KEPT: Final = 10_000


class AttributeRule:
    """One `<attribute>` of a schema: its names, and the pattern of its value.

    `good` are values known to be right; None where any value is. `quick` is a cheap test that is
    true of right values only, if there is one. `node` is the element of the
    schema, for its documentation.
    """

    __slots__ = ("good", "names", "node", "quick", "value")

    def __init__(self, names: NameClass, value: Pattern, node: etree._Element) -> None:
        self.names = names
        self.value = value
        self.node = node
        quick = ANYTHING if value is value.algebra.text else value.quick()
        self.good: set[str] | None = None if quick == ANYTHING else set()
        self.quick = re.compile(quick).fullmatch if quick else None

    @property
    def test(self) -> Callable[[str], object] | None:
        """What to ask first of a value, true of right ones only; None where any value is right."""
        return None if self.good is None else self.quick or self.good.__contains__

    def allows(self, value: str, element: etree._Element) -> bool:
        """Whether the attribute may have `value`, on `element`."""
        good = self.good
        if good is None or value in good:
            return True
        if self.quick is not None and self.quick(value):
            return True
        if not self.value.matches(value, element):
            return False
        if len(value) <= _SHORT and not self.value.contextual:
            if len(good) >= _KEPT:
                good.clear()
            good.add(value)
        return True


class ElementRule:
    """One `<element>` of a schema: the names it may have; what it may hold, made when asked for.

    `plan` is the same, sorted; None until it was asked for (see declarations).
    """

    __slots__ = ("_content", "_make", "names", "node", "plan")

    def __init__(self, names: NameClass, node: etree._Element, make: Callable[[], Pattern]) -> None:
        self.names = names
        self.node = node
        self._make = make
        self.forget()

    def forget(self) -> None:
        """Make the patterns anew when they are next asked for."""
        self.plan: Plan | None = None
        self._content: Pattern | None = None

    @property
    def content(self) -> Pattern:
        """The pattern of attributes and children together."""
        if self._content is None:
            self._content = self._make()
        return self._content


@dataclass(slots=True)
class Plan:
    """The pattern of an element, sorted.

    `rules` are attributes that stand for themselves, by name; `tests` what to ask first of their
    values; `required` those of them that must be there. `linked` is the pattern of the other
    attributes, and of everything where attributes and children depend on each other; `simple`
    says that there are none. `children` is the pattern of the children, `entangled` that it is
    known only when attributes are; `open`, that an element without children may hold any text.
    `attributes` and `elements` are all that may ever be in it.
    """

    children: Pattern
    linked: Pattern
    rules: dict[str, AttributeRule] = field(default_factory=dict)
    tests: dict[str, Callable[[str], object] | None] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    simple: bool = False
    entangled: bool = False
    open: bool = False
    attributes: dict[str, AttributeRule] | None = None
    elements: frozenset[str] | None = None

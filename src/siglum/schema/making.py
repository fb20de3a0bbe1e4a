"""The elements of a schema that was visited -> their patterns, made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from lxml import etree

from siglum.schema.algebra import Algebra
from siglum.schema.datatypes import Datatype, Typed, Value, Words, expanded_name
from siglum.schema.kinds import Element, all_parts
from siglum.schema.names import NameClass
from siglum.schema.nodes import (
    BLANK,
    SKIP,
    Context,
    R,
    Scope,
    children_of,
    datatype_of,
    patterns_in,
    string_of,
)
from siglum.schema.patterns import AttributeRule, ElementRule, Pattern, Unit
from siglum.schema.sheets import Sheet

#: A definition, by its scope and name.
Owner = tuple[Scope, str | None]


class Maker:
    """Makes patterns of a schema; visiting it fills what stands without an underscore.

    `scopes` are the grammars within, `further` what references to files lead to, `elements` and
    `names` the rules of elements and the names of attributes, `visited` the definitions in use,
    `places` the order in which the schema has elements, attributes and kinds of text.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.algebra = Algebra()
        self.context = Context(Scope(None), sheet)
        self.root = sheet.root
        self.scopes: dict[etree._Element, Scope] = {}
        self.further: dict[etree._Element, tuple[etree._Element, Context]] = {}
        self.elements: dict[etree._Element, ElementRule] = {}
        self.names: dict[etree._Element, NameClass] = {}
        self.places: dict[etree._Element, int] = {}
        self.datatypes: dict[object, Datatype] = {}
        self.visited: set[Owner] = set()
        self._attribute_rules: dict[etree._Element, AttributeRule] = {}
        self._units: dict[etree._Element, Unit] = {}

    def start(self) -> Pattern:
        """The pattern of the whole document."""
        return self._pattern(self.root, self.context)

    def begin_anew(self) -> Algebra:
        """Forget every pattern; the new Algebra that the next ones are made by."""
        self.algebra = Algebra()
        self._attribute_rules.clear()
        self._units.clear()
        for scope, name in self.visited:
            scope.made.pop(name, None)
        return self.algebra

    def classes(self) -> dict[str, frozenset[str]]:
        """The definitions called model.… and the elements each stands for."""
        found = {}
        scope = self.scopes.get(self.root)
        for owner, name in self.visited:
            if owner is scope and name and name.startswith("model.") and "_" not in name:
                members = frozenset(
                    member
                    for one in all_parts(self._defined(owner, name))
                    if isinstance(one, Element)
                    for member in one.rule.names.names
                )
                if len(members) > 1:
                    found[name] = members
        return found

    def group(self, nodes: Sequence[etree._Element], context: Context) -> Pattern:
        """The pattern of several nodes, one after the other."""
        if len(nodes) == 1:
            return self._pattern(nodes[0], context)
        return self.algebra.group([self._pattern(node, context) for node in nodes])

    def _pattern(self, node: etree._Element, context: Context) -> Pattern:
        kind = node.tag[SKIP:]
        algebra = self.algebra
        if kind == "ref":
            return self._defined(context.scope, node.get("name", "").strip(BLANK))
        context = context.at(node)
        make: Callable[[Iterable[Pattern]], Pattern] | None = {
            "choice": algebra.choice, "interleave": algebra.interleave, "group": algebra.group
        }.get(kind)  # fmt: skip
        if make is not None:
            return make([self._pattern(child, context) for child in children_of(node)])
        if kind == "element":
            return algebra.element(self.elements[node], self.places[node])
        if kind == "attribute":
            return algebra.attribute(self._attribute(node, context), self.places[node])
        if kind == "empty":
            return algebra.empty
        if kind == "text":
            return algebra.text
        if kind == "notAllowed":
            return algebra.nothing
        if kind in ("data", "value", "list"):
            return algebra.unit(self._unit(node, context), self.places[node])
        if kind == "grammar":
            return self._defined(self.scopes[node], None)
        if kind == "parentRef":
            assert context.scope.parent is not None
            return self._defined(context.scope.parent, node.get("name", "").strip(BLANK))
        if kind == "externalRef":
            return self._pattern(*self.further[node])
        inner = self.group(children_of(node), context)
        if kind == "optional":
            return algebra.optional(inner)
        if kind == "zeroOrMore":
            return algebra.optional(algebra.repeat(inner))
        if kind == "oneOrMore":
            return algebra.repeat(inner)
        return algebra.interleave((algebra.text, inner))  # mixed

    def _defined(self, scope: Scope, name: str | None) -> Pattern:
        made = scope.made.get(name)
        if made is None:
            parts = scope.defines[name]
            patterns = [self.group(children_of(node), context.at(node)) for node, context in parts]
            ways = {node.get("combine", "").strip(BLANK) for node, _ in parts}
            together = self.algebra.interleave if "interleave" in ways else self.algebra.choice
            made = scope.made[name] = patterns[0] if len(patterns) == 1 else together(patterns)
        return made

    def _attribute(self, node: etree._Element, context: Context) -> AttributeRule:
        rule = self._attribute_rules.get(node)
        if rule is None:
            children = patterns_in(node)
            value = self.group(children, context) if children else self.algebra.text
            rule = self._attribute_rules[node] = AttributeRule(self.names[node], value, node)
        return rule

    def _unit(self, node: etree._Element, context: Context) -> Unit:
        unit = self._units.get(node)
        if unit is None:
            unit = self._units[node] = self._make_unit(node, context)
        return unit

    def _make_unit(self, node: etree._Element, context: Context) -> Unit:
        kind = node.tag[SKIP:]
        if kind == "list":
            return Words(self.group(children_of(node), context))
        datatype = datatype_of(node, context, self.datatypes)
        if kind == "value":
            text = string_of(node)
            name = None
            if datatype.contextual:
                namespaces = {**node.nsmap, None: context.namespace}
                name = expanded_name(text, namespaces)
            return Value(datatype, text, name)
        excepted = [
            self._pattern(inner, context.at(child))
            for child in children_of(node)
            if child.tag == R + "except"
            for inner in children_of(child)
        ]
        return Typed(datatype, self.algebra.choice(excepted) if excepted else None)

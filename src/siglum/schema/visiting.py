"""The first file of a schema -> everything that its start leads to, visited and found sound.

Files are brought in, definitions gathered, and what cannot work is refused: references to
nothing, loops, unknown datatypes. Source: RELAX NG specification, section 4.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from lxml import etree

from siglum.schema.making import Maker, Owner
from siglum.schema.nodes import (
    BLANK,
    SKIP,
    Context,
    R,
    Scope,
    children_of,
    datatype_of,
    name_of,
    names_of,
    patterns_in,
    wrong,
)
from siglum.schema.patterns import ElementRule, Pattern
from siglum.schema.sheets import Opener

_CONTAINERS: Final = frozenset(
    "group interleave choice optional zeroOrMore oneOrMore mixed list".split()
)
#: What patterns are made of in the end.
_LEAVES: Final = tuple(R + kind for kind in ("element", "attribute", "data", "value", "list"))
#: Patterns inside each other, definitions followed, up to the next element.
_DEEPEST: Final = 100


class Visitor:
    """Visits a schema. `rules` are those of its elements by name, `wildcards` those without."""

    def __init__(self, opener: Opener, maker: Maker) -> None:
        self.rules: dict[str, list[ElementRule]] = {}
        self.wildcards: list[ElementRule] = []
        self._opener = opener
        self._maker = maker
        self._waiting: list[Owner] = []
        self._direct: dict[Owner | None, dict[Owner, tuple[etree._Element, Context, int]]] = {}

    def visit_all(self) -> None:
        """Visit everything that a document may need. Raises EditionError for what is wrong."""
        self._visit(self._maker.root, self._maker.context, None)
        while self._waiting:
            owner = self._waiting.pop()
            scope, name = owner
            for node, context in scope.defines[name]:
                inner = context.at(node)
                kids = children_of(node)
                if not kids:
                    raise wrong(node, context, f"<{node.tag[SKIP:]}> is empty")
                for child in kids:
                    self._visit(child, inner, owner)
        self._refuse_loops()
        leaves = (one for root in self._opener.roots for one in root.iter(*_LEAVES))
        self._maker.places.update((leaf, place) for place, leaf in enumerate(leaves, 1))

    def _visit(
        self, node: etree._Element, context: Context, owner: Owner | None, depth: int = 0
    ) -> None:
        if depth > _DEEPEST:
            raise wrong(node, context, "the schema is nested too deep here")
        kind = node.tag[SKIP:]
        if kind == "ref":
            name = name_of(node, context)
            self._refer(context.scope, name, node, context, owner, depth)
            return
        context = context.at(node)
        if kind == "element":
            self._visit_element(node, context)
        elif kind == "attribute":
            self._maker.names[node] = names_of(node, context, "attribute")
            for child in patterns_in(node):
                self._visit(child, context, owner, depth + 1)
        elif kind in _CONTAINERS:
            kids = children_of(node)
            if not kids:
                raise wrong(node, context, f"<{kind}> is empty")
            for child in kids:
                self._visit(child, context, owner, depth + 1)
        elif kind in ("data", "value"):
            self._visit_data(node, context, owner)
        elif kind == "grammar":
            scope = self._maker.scopes[node] = Scope(
                context.scope if node is not self._maker.root else None
            )
            inside = context._replace(scope=scope)
            self._collect(node, inside, frozenset())
            self._check_combining(scope)
            self._refer(scope, None, node, inside, owner, depth)
        elif kind == "parentRef":
            parent = context.scope.parent
            name = name_of(node, context)
            if parent is None:
                raise wrong(node, context, "<parentRef> stands in no grammar within a grammar")
            self._refer(parent, name, node, context, owner, depth)
        elif kind == "externalRef":
            sheet = self._opener.open_further(context.sheet, node)
            inside = Context(context.scope, sheet, context.namespace)
            self._maker.further[node] = sheet.root, inside
            self._visit(sheet.root, inside, owner, depth + 1)
        elif kind not in ("empty", "text", "notAllowed"):
            raise wrong(node, context, f"<{kind}> cannot stand here")

    def _visit_element(self, node: etree._Element, context: Context) -> None:
        if node in self._maker.elements:
            return
        names = names_of(node, context, "element")
        children = patterns_in(node)
        if not children:
            raise wrong(node, context, "<element> does not say what the element may hold")

        def make() -> Pattern:
            return self._maker.group(children, context)

        rule = self._maker.elements[node] = ElementRule(names, node, make)
        for name in sorted(names.names):
            self.rules.setdefault(name, []).append(rule)
        if names.wildcards:
            self.wildcards.append(rule)
        for child in children:
            self._visit(child, context, None)

    def _visit_data(self, node: etree._Element, context: Context, owner: Owner | None) -> None:
        datatype_of(node, context, self._maker.datatypes)
        for child in children_of(node):
            if child.tag == R + "except":
                for inner in children_of(child):
                    self._visit(inner, context.at(child), owner)

    def _refer(
        self,
        scope: Scope,
        name: str | None,
        node: etree._Element,
        context: Context,
        owner: Owner | None,
        depth: int,
    ) -> None:
        if name not in scope.defines:
            if name is None:
                raise wrong(node, context, "the schema has no <start>")
            raise context.sheet.wrong(
                "grammar.undefined",
                node,
                f'the schema refers to "{name}", which it does not define',
                _near(name, scope.defines),
                "name",
            )
        target = (scope, name)
        deeper = self._direct.setdefault(owner, {})
        if target not in deeper or deeper[target][2] < depth:
            deeper[target] = node, context, depth
        if target not in self._maker.visited:
            self._maker.visited.add(target)
            self._waiting.append(target)

    def _collect(self, node: etree._Element, context: Context, replaced: frozenset[object]) -> None:
        """Gather what a grammar defines, save the names in `replaced`."""
        defines = context.scope.defines
        for child in children_of(node):
            kind = child.tag[SKIP:]
            if kind in ("define", "start"):
                name = None if kind == "start" else name_of(child, context)
                if name not in replaced:
                    defines.setdefault(name, []).append((child, context))
            elif kind == "div":
                self._collect(child, context.at(child), replaced)
            elif kind == "include":
                self._include(child, context.at(child), replaced)
            else:
                raise wrong(child, context, f"<{kind}> cannot stand in a <{node.tag[SKIP:]}>")

    def _include(self, node: etree._Element, context: Context, replaced: frozenset[object]) -> None:
        sheet = self._opener.open_further(context.sheet, node)
        if sheet.root.tag != R + "grammar":
            told = f'"{node.get("href")}" holds no <grammar>'
            raise context.sheet.wrong("grammar.not-relaxng", node, told, at="href")
        own = Scope(None)
        self._collect(node, context._replace(scope=own), frozenset())
        inside = Context(context.scope, sheet, context.namespace).at(sheet.root)
        there = {
            None if one.tag == R + "start" else one.get("name", "").strip(BLANK)
            for one in sheet.root.iter(R + "start", R + "define")
        }
        for name in own.defines:
            nested = next(sheet.root.iter(R + "include"), None) is not None
            if name not in there and not nested:
                what = "<start>" if name is None else f'"{name}"'
                told = f"the include replaces {what}, which the included schema does not have"
                raise context.sheet.wrong("grammar.undefined", node, told)
        self._collect(sheet.root, inside, replaced | frozenset(own.defines))
        self._collect(node, context, replaced)

    def _check_combining(self, scope: Scope) -> None:
        for name, parts in scope.defines.items():
            if len(parts) > 1:
                ways = [node.get("combine", "").strip(BLANK) for node, _ in parts]
                if ways.count("") > 1 or len(set(ways) - {""}) > 1:
                    what = "<start>" if name is None else f'"{name}"'
                    node, context = parts[1]
                    raise wrong(node, context, f"{what} is defined twice, in ways that differ")

    def _refuse_loops(self) -> None:
        """Refuse definitions that lead to themselves, or too deep, without an element between."""
        heights: dict[Owner | None, int] = {}
        for first in list(self._direct):
            path: dict[Owner | None, None] = {}
            left: list[tuple[Owner | None, bool]] = [(first, False)]
            while left:
                owner, leaving = left.pop()
                targets = self._direct.get(owner, {})
                if leaving:
                    del path[owner]
                    heights[owner] = 0
                    for target, (node, context, depth) in targets.items():
                        height = depth + 1 + heights[target]
                        heights[owner] = max(heights[owner], height)
                        if height > _DEEPEST:
                            raise wrong(node, context, "definitions lead too deep from here")
                elif owner not in heights:
                    path[owner] = None
                    left.append((owner, True))
                    for target, (node, context, _) in targets.items():
                        if target in path:
                            raise context.sheet.wrong(
                                "grammar.loop",
                                node,
                                f'"{target[1]}" is defined by itself',
                                "Between a definition and its own name there must be an element.",
                            )
                        left.append((target, False))


def _near(name: str, defined: Iterable[str | None]) -> str:
    near = get_close_matches(name, [one for one in defined if one], 1, 0.8)
    return f'did you mean "{near[0]}"?' if near else "Define it, or take the reference out."

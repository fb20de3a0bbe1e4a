"""A schema in RELAX NG's XML syntax -> a Grammar, whose rules validation asks.

First everything that `<start>` leads to is visited once: files are brought in, and what cannot
work is refused (references to nothing, loops, unknown datatypes). Patterns are made of it later,
of each element when one is met: an edition uses a small part of a schema of six hundred.
Source: RELAX NG specification (OASIS, 2001), section 4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple, NoReturn

from lxml import etree

from siglum.schema.algebra import Algebra
from siglum.schema.datatypes import (
    BadDatatypeError,
    Datatype,
    Typed,
    Value,
    Words,
    expanded_name,
    make_datatype,
)
from siglum.schema.kinds import Element, all_parts
from siglum.schema.names import NO_NAMES, NameClass, Wildcard, clark, either, namespace_of
from siglum.schema.patterns import AttributeRule, ElementRule, Pattern, Unit
from siglum.schema.sheets import RELAXNG, Opener, Sheet

_R: Final = f"{{{RELAXNG}}}"
_SKIP: Final = len(_R)
_XML: Final = "http://www.w3.org/XML/1998/namespace"
_BLANK: Final = " \t\r\n"
#: When this many patterns were made, they are made anew: documents may call for ever new ones.
_MANY: Final = 100_000
_GUESSES: Final = 5_000
_CONTAINERS: Final = frozenset(
    "group interleave choice optional zeroOrMore oneOrMore mixed list".split()
)
_NAME_CLASSES: Final = frozenset(("name", "anyName", "nsName", "choice"))


class Scope:
    """What one `<grammar>` defines, by name; None is its start."""

    def __init__(self, parent: Scope | None) -> None:
        self.parent = parent
        self.defines: dict[str | None, list[tuple[etree._Element, Context]]] = {}
        self.made: dict[str | None, Pattern] = {}
        self.making: set[str | None] = set()


class Context(NamedTuple):
    """What holds where an element of the schema stands."""

    scope: Scope
    sheet: Sheet
    namespace: str = ""
    library: str = ""

    def at(self, node: etree._Element) -> Context:
        """The context inside `node`."""
        namespace, library = node.get("ns"), node.get("datatypeLibrary")
        if namespace is None and library is None:
            return self
        return Context(
            self.scope,
            self.sheet,
            self.namespace if namespace is None else namespace,
            self.library if library is None else library.strip(_BLANK),
        )


class Memory(dict[object, tuple[str, ...]]):
    """Guesses at names; so many and no more."""

    def keep(self, key: object, names: tuple[str, ...]) -> None:
        """Remember one."""
        if len(self) >= _GUESSES:
            self.clear()
        self[key] = names


#: A definition, by its scope and name.
_Owner = tuple[Scope, str | None]


@dataclass(eq=False)
class Grammar:
    """A schema: what a document may begin with, and the rules of all elements by name.

    `paths` are the files it was read from; `classes` the names of elements that the schema takes
    together under a name of its own (in TEI: model.pLike and the like).
    """

    name: str
    paths: tuple[Path, ...]
    algebra: Algebra
    rules: dict[str, list[ElementRule]]
    wildcards: list[ElementRule]
    _maker: _Maker = field(repr=False)
    guesses: Memory = field(default_factory=Memory, repr=False)
    _start: Pattern | None = None
    _classes: dict[str, frozenset[str]] | None = None

    def __post_init__(self) -> None:
        self.namespaces = frozenset(map(namespace_of, self.rules))

    @property
    def start(self) -> Pattern:
        """What the whole document must match."""
        if self._start is None:
            self._start = self._maker.start()
        return self._start

    @property
    def classes(self) -> dict[str, frozenset[str]]:
        """Names of classes of elements -> the names of their members."""
        if self._classes is None:
            self._classes = self._maker.classes()
        return self._classes

    def rules_for(self, name: str) -> list[ElementRule]:
        """The rules that an element called `name` may follow somewhere."""
        return self.rules.get(name, [])

    def tidy(self) -> bool:
        """Forget patterns if there are too many. To be called between documents."""
        if len(self.algebra) <= _MANY:
            return False
        self.algebra = self._maker.begin_anew()
        self._start = None
        self.guesses.clear()
        for rules in (*self.rules.values(), self.wildcards):
            for rule in rules:
                rule.forget()
        return True


def read_grammar(path: Path, jail: Path, name: str, data: bytes | None = None) -> Grammar:
    """The RELAX NG schema at `path`, called `name` in findings.

    Nothing outside the folder `jail` is opened. `data` is the schema itself (in UTF-8), where it
    was made from another syntax. Raises EditionError with findings `grammar.…`.
    """
    opener = Opener(jail)
    sheet = opener.open_first(path, name, data)
    maker = _Maker(opener, sheet)
    maker.visit_all()
    return Grammar(name, tuple(opener.paths), maker.algebra, maker.rules, maker.wildcards, maker)


class _Maker:
    """Visits a schema, and makes patterns of its parts."""

    def __init__(self, opener: Opener, sheet: Sheet) -> None:
        self.algebra = Algebra()
        self.rules: dict[str, list[ElementRule]] = {}
        self.wildcards: list[ElementRule] = []
        self._opener = opener
        self._context = Context(Scope(None), sheet)
        self._root = sheet.root
        self._scopes: dict[etree._Element, Scope] = {}
        self._further: dict[etree._Element, tuple[etree._Element, Context]] = {}
        self._elements: dict[etree._Element, ElementRule] = {}
        self._attributes: dict[etree._Element, AttributeRule] = {}
        self._names: dict[etree._Element, NameClass] = {}
        self._units: dict[etree._Element, Unit] = {}
        self._datatypes: dict[object, Datatype] = {}
        self._visited: set[_Owner] = set()
        self._waiting: list[_Owner] = []
        self._direct: dict[_Owner, dict[_Owner, tuple[etree._Element, Context]]] = {}

    # --- visiting ---------------------------------------------------------------------------

    def visit_all(self) -> None:
        """Visit everything that a document may need. Raises EditionError for what is wrong."""
        self._visit(self._root, self._context, None)
        while self._waiting:
            owner = self._waiting.pop()
            scope, name = owner
            for node, context in scope.defines[name]:
                inner = context.at(node)
                kids = _children(node)
                if not kids:
                    self._wrong(node, context, f"<{node.tag[_SKIP:]}> is empty")
                for child in kids:
                    self._visit(child, inner, owner)
        self._refuse_loops()

    def _visit(self, node: etree._Element, context: Context, owner: _Owner | None) -> None:
        kind = node.tag[_SKIP:]
        if kind == "ref":
            name = self._name_of(node, context)
            self._refer(context.scope, name, node, context, owner)
            return
        context = context.at(node)
        if kind == "element":
            self._visit_element(node, context)
        elif kind == "attribute":
            self._names[node] = self._names_of(node, context, "attribute")
            for child in _pattern_children(node):
                self._visit(child, context, owner)
        elif kind in _CONTAINERS:
            kids = _children(node)
            if not kids:
                self._wrong(node, context, f"<{kind}> is empty")
            for child in kids:
                self._visit(child, context, owner)
        elif kind in ("data", "value"):
            self._visit_data(node, context, owner)
        elif kind == "grammar":
            scope = self._scopes[node] = Scope(context.scope if node is not self._root else None)
            inside = context._replace(scope=scope)
            self._collect(node, inside, frozenset())
            self._check_combining(scope)
            self._refer(scope, None, node, inside, owner)
        elif kind == "parentRef":
            parent = context.scope.parent
            name = self._name_of(node, context)
            if parent is None:
                self._wrong(node, context, "<parentRef> stands in no grammar within a grammar")
            self._refer(parent, name, node, context, owner)
        elif kind == "externalRef":
            sheet = self._opener.open_further(context.sheet, node)
            inside = Context(context.scope, sheet, context.namespace)
            self._further[node] = sheet.root, inside
            self._visit(sheet.root, inside, owner)
        elif kind not in ("empty", "text", "notAllowed"):
            self._wrong(node, context, f"<{kind}> cannot stand here")

    def _visit_element(self, node: etree._Element, context: Context) -> None:
        if node in self._elements:
            return
        names = self._names_of(node, context, "element")
        children = _pattern_children(node)
        if not children:
            self._wrong(node, context, "<element> does not say what the element may hold")

        def make() -> Pattern:
            return self._group(children, context)

        rule = self._elements[node] = ElementRule(names, node, make)
        for name in names.names:
            self.rules.setdefault(name, []).append(rule)
        if names.wildcards:
            self.wildcards.append(rule)
        for child in children:
            self._visit(child, context, None)

    def _visit_data(self, node: etree._Element, context: Context, owner: _Owner | None) -> None:
        self._datatype(node, context)
        for child in _children(node):
            if child.tag == _R + "except":
                for inner in _children(child):
                    self._visit(inner, context.at(child), owner)

    def _refer(
        self,
        scope: Scope,
        name: str | None,
        node: etree._Element,
        context: Context,
        owner: _Owner | None,
    ) -> None:
        if name not in scope.defines:
            if name is None:
                self._wrong(node, context, "the schema has no <start>")
            raise context.sheet.wrong(
                "grammar.undefined",
                node,
                f'the schema refers to "{name}", which it does not define',
                _near(name, scope.defines),
                "name",
            )
        target = (scope, name)
        if owner is not None:
            self._direct.setdefault(owner, {}).setdefault(target, (node, context))
        if target not in self._visited:
            self._visited.add(target)
            self._waiting.append(target)

    def _collect(self, node: etree._Element, context: Context, replaced: frozenset[object]) -> None:
        """Gather what a grammar defines, save the names in `replaced`."""
        defines = context.scope.defines
        for child in _children(node):
            kind = child.tag[_SKIP:]
            if kind in ("define", "start"):
                name = None if kind == "start" else self._name_of(child, context)
                if name not in replaced:
                    defines.setdefault(name, []).append((child, context))
            elif kind == "div":
                self._collect(child, context.at(child), replaced)
            elif kind == "include":
                self._include(child, context.at(child), replaced)
            else:
                self._wrong(child, context, f"<{kind}> cannot stand in a <{node.tag[_SKIP:]}>")

    def _include(self, node: etree._Element, context: Context, replaced: frozenset[object]) -> None:
        sheet = self._opener.open_further(context.sheet, node)
        if sheet.root.tag != _R + "grammar":
            told = f'"{node.get("href")}" holds no <grammar>'
            raise context.sheet.wrong("grammar.not-relaxng", node, told, at="href")
        own = Scope(None)
        self._collect(node, context._replace(scope=own), frozenset())
        inside = Context(context.scope, sheet, context.namespace).at(sheet.root)
        there = {
            None if one.tag == _R + "start" else one.get("name", "").strip(_BLANK)
            for one in sheet.root.iter(_R + "start", _R + "define")
        }
        for name in own.defines:
            nested = next(sheet.root.iter(_R + "include"), None) is not None
            if name not in there and not nested:
                what = "<start>" if name is None else f'"{name}"'
                told = f"the include replaces {what}, which the included schema does not have"
                raise context.sheet.wrong("grammar.undefined", node, told)
        self._collect(sheet.root, inside, replaced | frozenset(own.defines))
        self._collect(node, context, replaced)

    def _check_combining(self, scope: Scope) -> None:
        for name, parts in scope.defines.items():
            if len(parts) > 1:
                ways = [node.get("combine", "").strip(_BLANK) for node, _ in parts]
                if ways.count("") > 1 or len(set(ways) - {""}) > 1:
                    what = "<start>" if name is None else f'"{name}"'
                    node, context = parts[1]
                    self._wrong(node, context, f"{what} is defined twice, in ways that differ")

    def _refuse_loops(self) -> None:
        """Refuse definitions that lead back to themselves without an element between."""
        done: set[_Owner] = set()
        for first in list(self._direct):
            path: dict[_Owner, None] = {}
            left: list[tuple[_Owner, bool]] = [(first, False)]
            while left:
                owner, leaving = left.pop()
                if leaving:
                    del path[owner]
                    done.add(owner)
                elif owner not in done:
                    path[owner] = None
                    left.append((owner, True))
                    for target, (node, context) in self._direct.get(owner, {}).items():
                        if target in path:
                            raise context.sheet.wrong(
                                "grammar.loop",
                                node,
                                f'"{target[1]}" is defined by itself',
                                "Between a definition and its own name there must be an element.",
                            )
                        left.append((target, False))

    def _wrong(self, node: etree._Element, context: Context, message: str) -> NoReturn:
        raise context.sheet.wrong("grammar.invalid", node, message)

    def _name_of(self, node: etree._Element, context: Context) -> str:
        name = node.get("name", "").strip(_BLANK)
        if not name:
            self._wrong(node, context, f"<{node.tag[_SKIP:]}> has no @name")
        return name

    # --- names ------------------------------------------------------------------------------

    def _names_of(self, node: etree._Element, context: Context, kind: str) -> NameClass:
        """The names of an `<element>` or `<attribute>`; `context` is that inside it."""
        name = node.get("name")
        if name is not None:
            namespace = context.namespace
            if kind == "attribute":  # unless it says so itself, an attribute is in no namespace
                namespace = node.get("ns", "")
            return self._named(node, name, namespace, context)
        children = _children(node)
        if not children or children[0].tag[_SKIP:] not in _NAME_CLASSES:
            self._wrong(node, context, f"<{kind}> has no name")
        return self._name_class(children[0], context)

    def _named(
        self, node: etree._Element, name: str, namespace: str, context: Context
    ) -> NameClass:
        prefix, colon, local = name.strip(_BLANK).rpartition(":")
        if colon:
            bound = _XML if prefix == "xml" else node.nsmap.get(prefix)
            if bound is None:
                self._wrong(node, context, f'the prefix "{prefix}" is not declared')
            namespace = bound
        return NameClass(frozenset((clark(namespace, local),)))

    def _name_class(self, node: etree._Element, context: Context) -> NameClass:
        kind = node.tag[_SKIP:]
        context = context.at(node)
        if kind == "name":
            return self._named(node, _string(node), context.namespace, context)
        if kind == "choice":
            return either(self._name_class(child, context) for child in _children(node))
        if kind not in ("anyName", "nsName"):
            self._wrong(node, context, f"<{kind}> is no name")
        excepted = [
            self._name_class(inner, context.at(child))
            for child in _children(node)
            for inner in _children(child)
        ]
        namespace = None if kind == "anyName" else context.namespace
        wildcard = Wildcard(namespace, either(excepted) if excepted else NO_NAMES)
        return NameClass(wildcards=(wildcard,))

    # --- making patterns --------------------------------------------------------------------

    def start(self) -> Pattern:
        """The pattern of the whole document."""
        return self._pattern(self._root, self._context)

    def begin_anew(self) -> Algebra:
        """Forget every pattern; the new Algebra that the next ones are made by."""
        self.algebra = Algebra()
        self._attributes.clear()
        self._units.clear()
        for scope, name in self._visited:
            scope.made.pop(name, None)
        return self.algebra

    def classes(self) -> dict[str, frozenset[str]]:
        """The definitions called model.… and the elements each stands for."""
        found = {}
        scope = self._scopes.get(self._root)
        for owner, name in self._visited:
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

    def _group(self, nodes: Sequence[etree._Element], context: Context) -> Pattern:
        if len(nodes) == 1:
            return self._pattern(nodes[0], context)
        return self.algebra.group([self._pattern(node, context) for node in nodes])

    def _pattern(self, node: etree._Element, context: Context) -> Pattern:
        kind = node.tag[_SKIP:]
        algebra = self.algebra
        if kind == "ref":
            return self._defined(context.scope, node.get("name", "").strip(_BLANK))
        context = context.at(node)
        make: Callable[[Iterable[Pattern]], Pattern] | None = {
            "choice": algebra.choice, "interleave": algebra.interleave, "group": algebra.group
        }.get(kind)  # fmt: skip
        if make is not None:
            return make([self._pattern(child, context) for child in _children(node)])
        if kind == "element":
            return algebra.element(self._elements[node])
        if kind == "attribute":
            return algebra.attribute(self._attribute(node, context))
        if kind == "empty":
            return algebra.empty
        if kind == "text":
            return algebra.text
        if kind == "notAllowed":
            return algebra.nothing
        if kind in ("data", "value", "list"):
            return algebra.unit(self._unit(node, context))
        if kind == "grammar":
            return self._defined(self._scopes[node], None)
        if kind == "parentRef":
            assert context.scope.parent is not None
            return self._defined(context.scope.parent, node.get("name", "").strip(_BLANK))
        if kind == "externalRef":
            return self._pattern(*self._further[node])
        inner = self._group(_children(node), context)
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
            patterns = [self._group(_children(node), context.at(node)) for node, context in parts]
            ways = {node.get("combine", "").strip(_BLANK) for node, _ in parts}
            together = self.algebra.interleave if "interleave" in ways else self.algebra.choice
            made = scope.made[name] = patterns[0] if len(patterns) == 1 else together(patterns)
        return made

    def _attribute(self, node: etree._Element, context: Context) -> AttributeRule:
        rule = self._attributes.get(node)
        if rule is None:
            children = _pattern_children(node)
            value = self._group(children, context) if children else self.algebra.text
            rule = self._attributes[node] = AttributeRule(self._names[node], value, node)
        return rule

    def _unit(self, node: etree._Element, context: Context) -> Unit:
        unit = self._units.get(node)
        if unit is None:
            unit = self._units[node] = self._make_unit(node, context)
        return unit

    def _make_unit(self, node: etree._Element, context: Context) -> Unit:
        kind = node.tag[_SKIP:]
        if kind == "list":
            return Words(self._group(_children(node), context))
        datatype = self._datatype(node, context)
        if kind == "value":
            text = _string(node)
            name = None
            if datatype.contextual:
                namespaces = {**node.nsmap, None: context.namespace}
                name = expanded_name(text, namespaces)
            return Value(datatype, text, name)
        excepted = [
            self._pattern(inner, context.at(child))
            for child in _children(node)
            if child.tag == _R + "except"
            for inner in _children(child)
        ]
        return Typed(datatype, self.algebra.choice(excepted) if excepted else None)

    def _datatype(self, node: etree._Element, context: Context) -> Datatype:
        kind, library = node.get("type", "").strip(_BLANK), context.library
        if not kind:
            if node.tag == _R + "data":
                self._wrong(node, context, "<data> has no @type")
            kind, library = "token", ""
        facets = tuple(
            (child.get("name", "").strip(_BLANK), _string(child))
            for child in _children(node)
            if child.tag == _R + "param"
        )
        key = (library, kind, facets)
        made = self._datatypes.get(key)
        if made is None:
            try:
                made = self._datatypes[key] = make_datatype(library, kind, facets)
            except BadDatatypeError as error:
                raise context.sheet.wrong("grammar.datatype", node, str(error)) from None
        return made


def _children(node: etree._Element) -> list[etree._Element]:
    """The children of a node of a schema that are RELAX NG; others are comments on it."""
    return [one for one in node.iterchildren("*") if one.tag.startswith(_R)]


def _pattern_children(node: etree._Element) -> list[etree._Element]:
    """The children of an `<element>` or `<attribute>` without its name class."""
    children = _children(node)
    return children if node.get("name") is not None else children[1:]


def _string(node: etree._Element) -> str:
    """The text directly in a node, comments apart."""
    return (node.text or "") + "".join(child.tail or "" for child in node)


def _near(name: str, defined: Iterable[str | None]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, [one for one in defined if one], 1, 0.8)
    return f'did you mean "{near[0]}"?' if near else "Define it, or take the reference out."

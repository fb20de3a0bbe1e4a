"""An element of a schema -> what can be said of it alone: children, text, names, datatype."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from siglum.findings import EditionError
from siglum.schema.datatypes import BadDatatypeError, Datatype, make_datatype
from siglum.schema.names import NO_NAMES, NameClass, Wildcard, clark, either
from siglum.schema.sheets import RELAXNG, Sheet
from siglum.source.namespaces import XML

if TYPE_CHECKING:
    from siglum.schema.patterns import Pattern

R: Final = f"{{{RELAXNG}}}"
SKIP: Final = len(R)
BLANK: Final = " \t\r\n"
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
            self.library if library is None else library.strip(BLANK),
        )


def children_of(node: etree._Element) -> list[etree._Element]:
    """The children of a node of a schema that are RELAX NG; others are comments on it."""
    return [one for one in node.iterchildren("*") if one.tag.startswith(R)]


def patterns_in(node: etree._Element) -> list[etree._Element]:
    """The children of an `<element>` or `<attribute>` without its name class."""
    children = children_of(node)
    return children if node.get("name") is not None else children[1:]


def string_of(node: etree._Element) -> str:
    """The text directly in a node, comments apart."""
    return (node.text or "") + "".join(child.tail or "" for child in node)


def wrong(node: etree._Element, context: Context, message: str) -> EditionError:
    """An error about an element of the schema that is not as RELAX NG asks, to be raised."""
    return context.sheet.wrong("grammar.invalid", node, message)


def name_of(node: etree._Element, context: Context) -> str:
    """The @name of a definition or reference."""
    name = node.get("name", "").strip(BLANK)
    if not name:
        raise wrong(node, context, f"<{node.tag[SKIP:]}> has no @name")
    return name


def names_of(node: etree._Element, context: Context, kind: str) -> NameClass:
    """The names of an `<element>` or `<attribute>`; `context` is that inside it."""
    name = node.get("name")
    if name is not None:
        namespace = context.namespace
        if kind == "attribute":  # unless it says so itself, an attribute is in no namespace
            namespace = node.get("ns", "")
        return _named(node, name, namespace, context)
    children = children_of(node)
    if not children or children[0].tag[SKIP:] not in _NAME_CLASSES:
        raise wrong(node, context, f"<{kind}> has no name")
    return _name_class(children[0], context)


def _named(node: etree._Element, name: str, namespace: str, context: Context) -> NameClass:
    prefix, colon, local = name.strip(BLANK).rpartition(":")
    if colon:
        bound = XML if prefix == "xml" else node.nsmap.get(prefix)
        if bound is None:
            raise wrong(node, context, f'the prefix "{prefix}" is not declared')
        namespace = bound
    return NameClass(frozenset((clark(namespace, local),)))


def _name_class(node: etree._Element, context: Context) -> NameClass:
    kind = node.tag[SKIP:]
    context = context.at(node)
    if kind == "name":
        return _named(node, string_of(node), context.namespace, context)
    if kind == "choice":
        return either(_name_class(child, context) for child in children_of(node))
    if kind not in ("anyName", "nsName"):
        raise wrong(node, context, f"<{kind}> is no name")
    excepted = [
        _name_class(inner, context.at(child))
        for child in children_of(node)
        for inner in children_of(child)
    ]
    namespace = None if kind == "anyName" else context.namespace
    wildcard = Wildcard(namespace, either(excepted) if excepted else NO_NAMES)
    return NameClass(wildcards=(wildcard,))


def datatype_of(node: etree._Element, context: Context, known: dict[object, Datatype]) -> Datatype:
    """The datatype of a `<data>` or `<value>`, each made once and kept in `known`."""
    kind, library = node.get("type", "").strip(BLANK), context.library
    if not kind:
        if node.tag == R + "data":
            raise wrong(node, context, "<data> has no @type")
        kind, library = "token", ""
    facets = tuple(
        (child.get("name", "").strip(BLANK), string_of(child))
        for child in children_of(node)
        if child.tag == R + "param"
    )
    key = (library, kind, facets)
    made = known.get(key)
    if made is None:
        try:
            made = known[key] = make_datatype(library, kind, facets)
        except BadDatatypeError as error:
            raise context.sheet.wrong("grammar.datatype", node, str(error)) from None
    return made

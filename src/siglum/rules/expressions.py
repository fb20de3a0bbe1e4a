"""An expression rewritten in XPath 1.0, and what is known of it: its kind, its paths."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from siglum.rules.tokens import NotXPath1

OWN: Final = "siglum-own"  # the prefix of functions.py


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: "/" or "//" before it, its axis, its node test, its predicates."""

    before: str
    axis: str
    test: str
    predicates: tuple[str, ...] = ()
    positional: bool = False

    def __str__(self) -> str:
        shown = {"child": self.test, "attribute": f"@{self.test}"}
        start = shown.get(self.axis, f"{self.axis}::{self.test}")
        return start + "".join(f"[{one}]" for one in self.predicates)


@dataclass(frozen=True, slots=True)
class XPath1:
    """An expression of XPath 1.0, and what is known of it.

    `kind` is number, string, boolean, nodes, sequence or any; `paths` are the alternatives of a
    union of plain paths; `current` says whether current() is asked for within a predicate,
    `focus` whether position() or last() are outside of one.
    """

    text: str
    kind: str = "any"
    paths: tuple[tuple[Step, ...], ...] = ()
    items: tuple[XPath1, ...] = ()
    variables: frozenset[str] = field(default_factory=frozenset)
    current: bool = False
    focus: bool = False


def literal(token: str) -> XPath1:
    """A text in quotes; XPath 1.0 cannot have both kinds of quotes in one."""
    quote, text = token[0], token[1:-1]
    if quote * 2 not in text:
        return XPath1(token, "string")
    text = text.replace(quote * 2, quote)
    other = "'" if quote == '"' else '"'
    if other in text:
        raise NotXPath1("a text with both kinds of quotes")
    return XPath1(f"{other}{text}{other}", "string")


def written(path: tuple[Step, ...], *, inner: bool = False) -> str:
    """A path as text; `inner` if something stands before it."""
    text = "".join(step.before + str(step) for step in path)
    return text if inner or text != "/self::node()" else "/"


def plain(found: XPath1) -> str:
    """An expression as text, a sequence of nodes as their union."""
    if found.kind == "sequence":
        return as_nodes(found).text
    return found.text


def boolean(found: XPath1) -> str:
    """An expression as text, for where a truth is asked for."""
    return found.text if found.kind == "boolean" else f"boolean({plain(found)})"


def as_nodes(sequence: XPath1) -> XPath1:
    """A sequence of nodes as their union."""
    if not sequence.items or any(item.kind != "nodes" for item in sequence.items):
        raise NotXPath1("a sequence")
    return XPath1("(" + " | ".join(item.text for item in sequence.items) + ")", "nodes")

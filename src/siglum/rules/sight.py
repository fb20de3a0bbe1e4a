"""The node that a rule looks at -> what expressions give there, and the variables of the rule."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Final

from lxml import etree

from siglum.rules.expressions import OWN, XPath1
from siglum.rules.functions import FunctionError
from siglum.rules.results import DOCUMENT, Node

_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"


class Sight:
    """The node that is looked at, and the variables there: what functions of rules ask for."""

    def __init__(self, compiled: Callable[[str], Callable[..., Any]]) -> None:
        self._compiled = compiled
        self._root: etree._Element | None = None
        self._node: Node | None = None
        self._values: dict[str, Any] = {}
        self._lasting: dict[str, Any] = {}
        self._pending: set[str] = set()
        self._kept: Any = None
        self.lets: list[dict[str, XPath1 | None]] = [{}, {}, {}]  # of schema, pattern, rule

    def begin(self, root: etree._Element) -> None:
        """Take up a tree."""
        self._root = root
        self._lasting = {}

    def end(self) -> None:
        """Let go of the tree."""
        self._root = self._node = self._kept = None
        self._values, self._lasting = {}, {}
        self.__dict__.pop("_ids", None)

    def turn_to(self, node: Node) -> None:
        """Look at another node."""
        self._node = node
        self._values = {}

    def value(self, expression: str, node: Node | None = None) -> Any:
        """What an expression of XPath 1.0 gives at the node, or at the one that is looked at."""
        node = node or self._node
        assert node is not None
        if not node.step:
            return self._compiled(expression)(node.element)
        # lxml cannot start from an attribute or a text; a predicate can look from there
        self._kept = None
        self._compiled(f"{node.step}[{OWN}:keep({expression})]")(node.element)
        return self._kept

    def keep(self, value: Any) -> bool:
        """Remember a value that a predicate has found."""
        self._kept = value
        return True

    def variable(self, name: str) -> Any:
        """The value of a `let`: of the rule at its node, all others at the root."""
        own = self.lets[2].get(name)
        store = self._values if own is not None else self._lasting
        key = name if own is not None else f"{id(self.lets[1])} {name}"
        if key not in store:
            meant = own or self.lets[1].get(name) or self.lets[0].get(name)
            if meant is None or name in self._pending or self._root is None:
                raise FunctionError(f"${name} has no value")
            self._pending.add(name)
            kept = self._kept
            try:
                node = None if own is not None else Node(self._root, DOCUMENT)
                store[key] = self.value(meant.text, node)
            finally:
                self._pending.discard(name)
                self._kept = kept
        return store[key]

    def current(self) -> list[Any]:
        """The node that the rule is about."""
        assert self._node is not None
        if self._node.step:
            raise FunctionError("current() is an attribute or text")
        return [self._node.element]

    def identified(self, identifier: str) -> etree._Element | None:
        """The element of that xml:id."""
        return self._ids.get(identifier)

    @cached_property
    def _ids(self) -> dict[str, etree._Element]:
        assert self._root is not None
        found: dict[str, etree._Element] = {}
        for element in self._root.iter("*"):
            if name := element.get(_ID):
                found.setdefault(name, element)
        return found

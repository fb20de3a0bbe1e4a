"""The tokens of a path in XPath 2 -> its steps in XPath 1.0.

XPath 2 allows more in a path: choices in its midst, names without a namespace, a function as the
last step. Choices become alternatives, each a path of its own.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from itertools import product
from typing import Final

from siglum.rules.expressions import OWN, Step, XPath1, plain, written
from siglum.rules.tokens import NotXPath1, TokenReader

_ALTERNATIVES: Final = 64
_AXES: Final = frozenset(
    (
        "ancestor ancestor-or-self attribute child descendant descendant-or-self following "
        "following-sibling parent preceding preceding-sibling self"
    ).split()
)
_KIND_TESTS: Final = frozenset(("text", "node", "comment", "processing-instruction"))


class PathReader(TokenReader, ABC):
    """Reads paths; what stands in predicates and parentheses is for whoever builds on it."""

    def __init__(self, expression: str) -> None:
        super().__init__(expression)
        self._predicates = 0  # how many are around the token
        self._variables: set[str] = set()
        self._current = False  # whether current() was met in a predicate
        self._focus = False  # whether position() or last() was met outside of one

    @abstractmethod
    def _single(self) -> XPath1:
        """Read an expression."""

    @abstractmethod
    def _primary(self) -> XPath1 | None:
        """Read what a path may begin with."""

    @abstractmethod
    def _parenthesized(self) -> XPath1:
        """Read an expression in parentheses."""

    def _path(self) -> XPath1:
        """A path. Choices in its midst, a/(b | c), become alternatives."""
        start = ""
        if self._is("/", "//"):
            start = self._take()
            if start == "/" and not self._begins_step():
                return XPath1("/", "nodes", ((Step("/", "self", "node()"),),))
        first = None if start else self._primary()
        alternatives: list[tuple[Step, ...]] = [()]
        if first is not None:
            if not self._is("/", "//", "["):
                return first
            if first.paths and not self._looks_positional():
                alternatives, first = list(first.paths), None
                alternatives = self._more_predicates(alternatives)
            else:
                first = self._filtered(first)
        else:
            alternatives = self._joined(alternatives, start)
        while self._is("/", "//"):
            before = self._take()
            if self._is_function():
                return self._function_step(first, alternatives, before)
            alternatives = self._joined(alternatives, before)
        if first is None:
            text = " | ".join(written(path) for path in alternatives)
            text = f"({text})" if len(alternatives) > 1 else text
            return XPath1(text, "nodes", tuple(alternatives))
        if alternatives == [()]:
            return first
        if first.kind not in ("nodes", "any"):
            raise NotXPath1("a path that starts from a value")
        starting = first.text if first.text.startswith(("(", f"{OWN}:")) else f"({first.text})"
        starting = starting.replace(f"{OWN}:get(", f"{OWN}:nodes(")
        return XPath1(
            " | ".join(starting + written(path, inner=True) for path in alternatives), "nodes"
        )

    def _begins_step(self) -> bool:
        return self._kind() == "name" or self._is("@", "*", ".", "..", "(")

    def _is_function(self) -> bool:
        name = self._peek()
        return self._kind() == "name" and self._peek(1) == "(" and name not in _KIND_TESTS

    def _function_step(
        self, first: XPath1 | None, alternatives: list[tuple[Step, ...]], before: str
    ) -> XPath1:
        """The last step of a path may be a function in XPath 2: of a string, it is the path."""
        name = self._take()
        self._take("(")
        if self._is("."):
            self._take()
        self._take(")")
        if name not in ("string", "data") or before != "/" or self._is("/", "//", "["):
            raise NotXPath1(f'"{name}()" as a step')
        text = " | ".join(written(path, inner=first is not None) for path in alternatives)
        if first is None:
            return XPath1(f"({text})", "nodes")
        return XPath1(f"({first.text}){text}" if text else first.text, "nodes")

    def _joined(self, paths: list[tuple[Step, ...]], before: str) -> list[tuple[Step, ...]]:
        """`paths` with the next step, or with each of the choices in parentheses."""
        if self._is("("):
            inner = self._parenthesized()
            if not inner.paths or self._looks_positional():
                raise NotXPath1("parentheses within a path")
            steps = self._more_predicates(list(inner.paths))
            if any(path[0].before for path in steps):
                raise NotXPath1("a path from the root within a path")
            joined = [
                (
                    *path,
                    Step(before, s[0].axis, s[0].test, s[0].predicates, s[0].positional),
                    *s[1:],
                )
                for path, s in product(paths, steps)
            ]
        else:
            step = self._step(before)
            joined = [(*path, step) for path in paths]
        if len(joined) > _ALTERNATIVES:
            raise NotXPath1("too many choices")
        return joined

    def _step(self, before: str) -> Step:
        axis = "child"
        if self._is(".", ".."):
            axis = {".": "self", "..": "parent"}[self._take()]
            predicates, positional = self._some_predicates()
            return Step(before, axis, "node()", predicates, positional)
        if self._is("@"):
            self._take()
            axis = "attribute"
        elif self._peek(1) == "::":
            axis = self._take()
            self._take()
            if axis not in _AXES:
                raise NotXPath1(f'the axis "{axis}"')
        test, more = self._node_test()
        predicates, positional = self._some_predicates()
        return Step(before, axis, test, (*more, *predicates), positional)

    def _node_test(self) -> tuple[str, tuple[str, ...]]:
        """A node test, and predicates that say what XPath 1.0 cannot say in a test."""
        name = self._take()
        if name == "*":
            return "*", ()
        if self._tokens[self._at - 1][0] != "name":
            raise NotXPath1(f'"{name}" was not expected')
        if name.startswith("*:"):
            return "*", (f"local-name() = '{name[2:]}'",)
        if self._is("("):
            inside = self._peek(1)
            if name not in _KIND_TESTS or (inside != ")" and name != "processing-instruction"):
                raise NotXPath1(f'"{name}(…)"')
            self._take()
            argument = "" if inside == ")" else self._take()
            self._take(")")
            if argument and argument[0] not in "\"'":
                argument = f"'{argument}'"
            return f"{name}({argument})", ()
        return name, ()

    def _some_predicates(self) -> tuple[tuple[str, ...], bool]:
        found: list[str] = []
        positional = False
        while self._is("["):
            self._take()
            focus, self._focus = self._focus, False
            self._predicates += 1
            inner = self._single()
            self._predicates -= 1
            positional = positional or self._focus or inner.kind in ("number", "any")
            self._focus = focus
            self._take("]")
            found.append(plain(inner))
        return tuple(found), positional

    def _more_predicates(self, paths: list[tuple[Step, ...]]) -> list[tuple[Step, ...]]:
        predicates, _ = self._some_predicates()
        if not predicates:
            return paths
        return [
            (
                *p[:-1],
                Step(
                    p[-1].before,
                    p[-1].axis,
                    p[-1].test,
                    (*p[-1].predicates, *predicates),
                    p[-1].positional,
                ),
            )
            for p in paths
        ]

    def _looks_positional(self) -> bool:
        """Whether a predicate follows that asks for a place: [1] of a choice is not of each."""
        if not self._is("["):
            return False
        at, variables, current = self._at, set(self._variables), self._current
        _, positional = self._some_predicates()
        self._at, self._variables, self._current = at, variables, current
        return positional

    def _filtered(self, found: XPath1) -> XPath1:
        predicates, _ = self._some_predicates()
        if not predicates:
            return found
        if found.kind not in ("nodes", "any"):
            raise NotXPath1("a predicate on a value")
        text = found.text if found.text.startswith(f"{OWN}:") else f"({found.text})"
        return XPath1(text + "".join(f"[{one}]" for one in predicates), "nodes")

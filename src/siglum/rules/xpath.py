"""An expression in XPath 2 -> the same in XPath 1.0, or the reason why it cannot be said there.

libxml2 knows XPath 1.0; rules are mostly written in XPath 2, of which they use little more. What
means the same is rewritten, some functions are our own (functions.py, with the prefix of
`OWN`), and everything else is refused: a rule that means something else in XPath 1.0 must not run.
Source: XML Path Language 2.0, appendix A (grammar) and appendix I (differences from 1.0).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Final

from siglum.rules.calls import TYPES_OF_NUMBERS, call
from siglum.rules.expressions import (
    OWN,
    Step,
    XPath1,
    as_nodes,
    boolean,
    literal,
    plain,
)
from siglum.rules.paths import PathReader
from siglum.rules.tokens import NotXPath1

_DEPTH: Final = 30
_PAIRS: Final = 64  # of a comparison with sequences

_COMPARED: Final = {
    "=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=",
    "eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">=",
}  # fmt: skip


def translate(expression: str, *, version1: bool = False) -> XPath1:
    """`expression` in XPath 1.0. Raises NotXPath1.

    In `version1`, the expression is meant as XPath 1.0 already, where `<` compares numbers.
    """
    return _Translator(expression, version1).whole()


class _Translator(PathReader):
    def __init__(self, expression: str, version1: bool) -> None:
        super().__init__(expression)
        self._depth = 0
        self._version1 = version1

    def whole(self) -> XPath1:
        found = self._single()
        if self._peek():
            raise NotXPath1(f'"{self._peek()}" was not expected')
        if found.kind == "sequence":
            found = as_nodes(found)
        return XPath1(
            found.text,
            found.kind,
            found.paths,
            variables=frozenset(self._variables),
            current=self._current,
            focus=self._focus,
        )

    # --- expressions, from the loosest to the tightest

    def _single(self) -> XPath1:
        self._depth += 1
        if self._depth > _DEPTH:
            raise NotXPath1("parentheses stand too deep within each other")
        if self._is("if") and self._peek(1) == "(":
            found = self._if()
        elif self._is("for", "some", "every", "let") and self._peek(1) == "$":
            raise NotXPath1(f'"{self._peek()}"')
        else:
            found = self._either()
        self._depth -= 1
        return found

    def _if(self) -> XPath1:
        self._take()
        self._take("(")
        test = boolean(self._single())
        self._take(")")
        self._take("then")
        then = self._single()
        self._take("else")
        otherwise = self._single()
        if then.kind == otherwise.kind == "boolean":
            text = f"(({test} and {then.text}) or (not({test}) and {otherwise.text}))"
            return XPath1(text, "boolean")
        kind = then.kind if then.kind == otherwise.kind else "any"
        if "sequence" in (then.kind, otherwise.kind):
            raise NotXPath1("a sequence after then or else")
        return XPath1(f"{OWN}:if({test}, {then.text}, {otherwise.text})", kind)

    def _either(self) -> XPath1:
        return self._logical("or", self._both)

    def _both(self) -> XPath1:
        return self._logical("and", self._comparison)

    def _logical(self, word: str, inner: Callable[[], XPath1]) -> XPath1:
        parts = [inner()]
        while self._is(word):
            self._take()
            parts.append(inner())
        if len(parts) == 1:
            return parts[0]
        return XPath1("(" + f" {word} ".join(plain(p) for p in parts) + ")", "boolean")

    def _comparison(self) -> XPath1:
        left = self._concat()
        operator = self._peek()
        if self._kind() not in ("symbol", "name"):
            return left
        if operator in ("<<", ">>", "is"):
            raise NotXPath1(f'"{operator}"')
        if operator not in _COMPARED:
            return left
        self._take()
        right = self._concat()
        lefts = left.items if left.kind == "sequence" else (left,)
        rights = right.items if right.kind == "sequence" else (right,)
        pairs = list(product(lefts, rights))
        if not pairs:
            return XPath1("false()", "boolean")
        if len(pairs) > _PAIRS:
            raise NotXPath1("too many choices")
        texts = [self._compared(one, _COMPARED[operator], two) for one, two in pairs]
        text = texts[0] if len(texts) == 1 else "(" + " or ".join(texts) + ")"
        return XPath1(text, "boolean")

    def _compared(self, left: XPath1, operator: str, right: XPath1) -> str:
        kinds = {left.kind, right.kind}
        if "boolean" in kinds and not self._version1 and kinds & {"nodes", "string", "number"}:
            raise NotXPath1("a comparison with true() or false()")
        if operator in ("=", "!=") or self._version1 or "number" in kinds:
            return f"{plain(left)} {operator} {plain(right)}"
        return f"{OWN}:compare({left.text}, '{operator}', {right.text})"

    def _concat(self) -> XPath1:
        parts = [self._additive()]
        while self._is("||"):
            self._take()
            parts.append(self._additive())
        if len(parts) == 1:
            return parts[0]
        return XPath1("concat(" + ", ".join(plain(part) for part in parts) + ")", "string")

    def _additive(self) -> XPath1:
        return self._arithmetic(("+", "-"), self._multiplied)

    def _multiplied(self) -> XPath1:
        return self._arithmetic(("*", "div", "mod"), self._union)

    def _arithmetic(self, words: tuple[str, ...], inner: Callable[[], XPath1]) -> XPath1:
        found = inner()
        parts: list[str] = []
        while self._is(*words):
            parts += [self._take(), plain(inner())]
        if self._is("to", "idiv"):
            raise NotXPath1(f'"{self._peek()}"')
        return XPath1(f"({' '.join([plain(found), *parts])})", "number") if parts else found

    def _union(self) -> XPath1:
        parts = [self._cast()]
        while self._is("|", "union"):
            self._take()
            parts.append(self._cast())
        if self._is("intersect", "except"):
            raise NotXPath1(f'"{self._peek()}"')
        if len(parts) == 1:
            return parts[0]
        if any(part.kind not in ("nodes", "any") for part in parts):
            raise NotXPath1("a union of what are no nodes")
        paths: tuple[tuple[Step, ...], ...] = ()
        if all(part.paths for part in parts):
            paths = tuple(path for part in parts for path in part.paths)
        return XPath1("(" + " | ".join(part.text for part in parts) + ")", "nodes", paths)

    def _cast(self) -> XPath1:
        found = self._unary()
        if self._is("cast") and self._peek(1) == "as":
            self._at += 2
            kind = self._take()
            if self._is("?"):
                self._take()
            if kind in TYPES_OF_NUMBERS:
                return XPath1(f"{OWN}:cast('{kind[3:]}', {plain(found)})", "number")
            if kind == "xs:string":
                return XPath1(f"string({found.text})", "string")
            raise NotXPath1(f'"cast as {kind}"')
        if self._is("castable", "instance", "treat") and self._peek(1) in ("as", "of"):
            raise NotXPath1(f'"{self._peek()} {self._peek(1)}"')
        if self._is("!", "=>"):
            raise NotXPath1(f'"{self._peek()}"')
        return found

    def _unary(self) -> XPath1:
        signs = ""
        while self._is("-", "+"):
            signs += self._take().replace("+", "")
        found = self._path()
        return XPath1(f"({signs}{found.text})", "number") if signs else found

    # --- the smallest things

    def _primary(self) -> XPath1 | None:
        """A literal, variable, function call or parentheses; a first step becomes a path."""
        kind, word = self._kind(), self._peek()
        if kind == "string":
            return literal(self._take())
        if kind == "number":
            self._take()
            if "e" in word.lower():
                raise NotXPath1("a number with an exponent")
            return XPath1(word, "number")
        if word == "$":
            self._take()
            name = self._take()
            self._variables.add(name)
            return XPath1(f"{OWN}:get('{name}')")
        if word == "(":
            return self._parenthesized()
        if self._is_function():
            return self._function()
        if not self._begins_step():
            raise NotXPath1(f'"{word}" was not expected' if word else "it ends too early")
        if word == "." and self._peek(1) not in ("/", "//", "["):
            self._take()
            return XPath1(".", "nodes", ((Step("", "self", "node()"),),))
        step = self._step("")
        return XPath1(str(step), "nodes", ((step,),))

    def _parenthesized(self) -> XPath1:
        self._take("(")
        items: list[XPath1] = []
        while not self._is(")"):
            items.append(self._single())
            if not self._is(","):
                break
            self._take()
        self._take(")")
        if len(items) == 1:
            only = items[0]
            text = only.text if only.text[:1] == "(" else f"({only.text})"
            return XPath1(text, only.kind, only.paths, only.items)
        flat = [part for item in items for part in (item.items or (item,))]
        return XPath1("", "sequence", items=tuple(flat))

    def _function(self) -> XPath1:
        name = self._take().removeprefix("fn:")
        self._take("(")
        arguments: list[XPath1] = []
        while not self._is(")"):
            arguments.append(self._single())
            if not self._is(","):
                break
            self._take()
        self._take(")")
        arguments = [as_nodes(one) if one.kind == "sequence" else one for one in arguments]
        found = call(name, arguments, inside=bool(self._predicates))
        self._current = self._current or found.current
        self._focus = self._focus or found.focus
        return found

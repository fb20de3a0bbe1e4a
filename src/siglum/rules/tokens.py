"""The text of an XPath expression -> its tokens, without white space and comments, in order."""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 20_000
_NAME: Final = r"[^\W\d][\w.\-]*"
_TOKEN = re.compile(
    rf"""(?P<space>\s+)|(?P<comment>\(:)
    |(?P<string>"(?:[^"]|"")*"|'(?:[^']|'')*')
    |(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+\-]?\d+)?)
    |(?P<name>\*:{_NAME}|{_NAME}:\*|{_NAME}(?::{_NAME})?)
    |(?P<symbol>::|//|\.\.|\|\||<<|>>|<=|>=|!=|=>|:=|[/.@()\[\],|+\-=<>$*?!\#{{}}])""",
    re.VERBOSE,
)
_COMMENT = re.compile(r"\(:|:\)")


class NotXPath1(Exception):
    """The expression cannot be said in XPath 1.0, or is none."""


def tokens_of(expression: str) -> list[tuple[str, str]]:
    """The kind (string, number, name or symbol) and text of each token. Raises NotXPath1."""
    if len(expression) > _LONGEST:
        raise NotXPath1("it is too long")
    tokens = []
    at = 0
    while at < len(expression):
        match = _TOKEN.match(expression, at)
        if not match:
            raise NotXPath1(f'"{expression[at]}" was not expected')
        kind = match.lastgroup or ""
        at = match.end()
        if kind == "comment":
            at = _after_comment(expression, at)
        elif kind != "space":
            tokens.append((kind, match[0]))
    return tokens


def _after_comment(expression: str, at: int) -> int:
    depth = 1
    while depth:
        mark = _COMMENT.search(expression, at)
        if not mark:
            raise NotXPath1("a comment is not closed")
        depth += 1 if mark[0] == "(:" else -1
        at = mark.end()
    return at


class TokenReader:
    """Reads the tokens of an expression from left to right."""

    def __init__(self, expression: str) -> None:
        self._tokens = tokens_of(expression)
        self._at = 0

    def _peek(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._tokens[at][1] if at < len(self._tokens) else ""

    def _kind(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._tokens[at][0] if at < len(self._tokens) else ""

    def _take(self, wanted: str = "") -> str:
        token = self._peek()
        if not token:
            raise NotXPath1("it ends too early")
        if wanted and token != wanted:
            raise NotXPath1(f'"{wanted}" was expected, not "{token}"')
        self._at += 1
        return token

    def _is(self, *words: str) -> bool:
        return self._kind() in ("symbol", "name") and self._peek() in words

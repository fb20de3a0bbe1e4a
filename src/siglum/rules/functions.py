"""Functions of XPath 2 that rules use -> extensions of libxml2's XPath 1.0.

Values are those of lxml: numbers, texts, booleans, and lists of elements or texts. A function
opens nothing and knows nothing but its arguments and the node that a rule is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Protocol

from lxml import etree

from siglum.source import regexes

NAMESPACE: Final = "urn:siglum:xpath-2"

#: The ways in which numbers of each type are written (XML Schema, part 2).
_NUMBERS: Final = {
    "integer": re.compile(r"[+\-]?[0-9]{1,300}"),
    "decimal": re.compile(r"[+\-]?(?:[0-9]{1,300}(?:\.[0-9]{0,300})?|\.[0-9]{1,300})"),
    "double": re.compile(
        r"[+\-]?(?:[0-9]{1,300}(?:\.[0-9]{0,300})?|\.[0-9]{1,300})(?:[eE][+\-]?[0-9]{1,3})?"
        r"|-?INF|NaN"
    ),
}
_NUMBERS["float"] = _NUMBERS["double"]

_STRING = etree.XPath("string()")


class FunctionError(Exception):
    """A function was given what it cannot work with."""


class Surroundings(Protocol):
    """What functions ask of whoever runs a rule."""

    def variable(self, name: str) -> Any:
        """The value of a `let`."""

    def current(self) -> list[Any]:
        """The node that the rule is about."""

    def identified(self, identifier: str) -> etree._Element | None:
        """The element of that xml:id."""

    def keep(self, value: Any) -> bool:
        """Remember a value that was found in a predicate."""


def text_of(value: Any) -> str:
    """The string value, as the XPath function string() gives it."""
    if isinstance(value, list):
        return text_of(value[0]) if value else ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return str(_STRING(value))


def texts_of(value: Any) -> list[str]:
    """The string values of all items."""
    return [text_of(item) for item in value] if isinstance(value, list) else [text_of(value)]


def extensions(around: Surroundings) -> dict[tuple[str, str], Callable[..., Any]]:
    """The functions as `lxml.etree.XPath` takes them, for rules that are run by `around`."""

    def nodes(_: object, name: str) -> Any:
        value = around.variable(name)
        if isinstance(value, list) and any(isinstance(item, str) for item in value):
            raise FunctionError(f"${name} has texts or attributes, and a path goes on from it")
        return value

    def identified(_: object, wanted: Any) -> list[etree._Element]:
        names = [name for text in texts_of(wanted) for name in text.split()]
        found = [around.identified(name) for name in dict.fromkeys(names)]
        return [element for element in found if element is not None]

    def generated(_: object, value: Any) -> str:
        if not isinstance(value, list) or any(isinstance(item, str) for item in value):
            raise FunctionError("generate-id() of an attribute or text")
        return value[0].getroottree().getpath(value[0]) if value else ""

    own: dict[str, Callable[..., Any]] = {
        "get": lambda _, name: around.variable(name),
        "nodes": nodes,
        "current": lambda _: around.current(),
        "keep": lambda _, value: around.keep(value),
        "id": identified,
        "generate-id": generated,
        "cast": lambda _, kind, value: _cast(kind, value),
        "if": lambda _, test, then, otherwise: then if test else otherwise,
        "compare": lambda _, left, operator, right: _compare(left, operator, right),
        "exists": lambda _, value: bool(value) if isinstance(value, list) else True,
        "empty": lambda _, value: not value if isinstance(value, list) else False,
        "ends-with": lambda _, text, end: text_of(text).endswith(text_of(end)),
        "lower-case": lambda _, text: text_of(text).lower(),
        "upper-case": lambda _, text: text_of(text).upper(),
        "string-join": lambda _, items, by="": text_of(by).join(texts_of(items)),
        "distinct-values": lambda _, items: list(dict.fromkeys(texts_of(items))),
        "abs": lambda _, value: abs(_number(value)),
        "max": lambda _, items: _extreme(max, items),
        "min": lambda _, items: _extreme(min, items),
        "matches": lambda _, text, *rest: regexes.matches(text_of(text), *map(text_of, rest)),
        "tokenize": lambda _, text, *rest: _tokenize(text_of(text), *map(text_of, rest)),
        "replace": lambda _, *texts: regexes.replace(*map(text_of, texts)),
    }
    return {(NAMESPACE, name): function for name, function in own.items()}


def _tokenize(text: str, *rest: str) -> list[str]:
    return regexes.tokenize(text, *rest) if rest else text.split()


def _number(value: Any) -> float:
    if isinstance(value, bool | float):
        return float(value)
    try:
        return float(text_of(value).strip(" \t\r\n"))
    except ValueError:
        return float("nan")


def _cast(kind: str, value: Any) -> Any:
    """A number of that type; nothing stays nothing. Raises FunctionError for what is none."""
    if isinstance(value, list) and not value:
        return value
    if isinstance(value, float) and (kind != "integer" or value.is_integer()):
        return value
    text = text_of(value).strip(" \t\r\n")
    if not _NUMBERS[kind].fullmatch(text):
        raise FunctionError(f'"{text[:40]}" is no {kind}')
    return float(text.replace("INF", "inf"))


def _extreme(choose: Callable[[Iterable[float]], float], items: Any) -> Any:
    numbers = [_number(item) for item in (items if isinstance(items, list) else [items])]
    return choose(numbers) if numbers else []


def _compare(left: Any, operator: str, right: Any) -> bool:
    """Whether any item of one side compares so with one of the other (XPath 2.0, 3.5.2)."""
    lefts: Sequence[Any] = left if isinstance(left, list) else [left]
    rights: Sequence[Any] = right if isinstance(right, list) else [right]
    orders: dict[str, Callable[[Any, Any], bool]] = {
        "<": lambda x, y: x < y,
        "<=": lambda x, y: x <= y,
        ">": lambda x, y: x > y,
        ">=": lambda x, y: x >= y,
    }
    holds = orders[operator]
    if any(isinstance(item, float) for item in (*lefts, *rights)):
        return any(holds(_number(x), _number(y)) for x in lefts for y in rights)
    second = [text_of(item) for item in rights]
    return any(holds(x, y) for x in map(text_of, lefts) for y in second)

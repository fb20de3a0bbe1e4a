"""A function call of XPath 2 -> the call in XPath 1.0, or of one of our own functions."""

from __future__ import annotations

from typing import Final

from siglum.rules.expressions import OWN, Step, XPath1, plain
from siglum.rules.tokens import NotXPath1
from siglum.source.regexes import RegexError, regex

#: Types that a value can be cast to (functions.py), as they are written.
TYPES_OF_NUMBERS: Final = frozenset(("xs:integer", "xs:decimal", "xs:double", "xs:float"))
#: Functions of both versions: what they give.
_SAME: Final = {
    "last": "number", "position": "number", "count": "number", "sum": "number",
    "number": "number", "floor": "number", "ceiling": "number", "round": "number",
    "string-length": "number", "local-name": "string", "namespace-uri": "string",
    "name": "string", "string": "string", "concat": "string", "substring-before": "string",
    "substring-after": "string", "substring": "string", "normalize-space": "string",
    "translate": "string", "starts-with": "boolean", "contains": "boolean",
    "boolean": "boolean", "not": "boolean", "true": "boolean", "false": "boolean",
    "lang": "boolean",
}  # fmt: skip
#: Functions of our own: what they give, and with how many arguments they may be called.
_ADDED: Final = {
    "ends-with": ("boolean", 2, 2), "lower-case": ("string", 1, 1), "upper-case": ("string", 1, 1),
    "string-join": ("string", 1, 2), "distinct-values": ("nodes", 1, 1), "abs": ("number", 1, 1),
    "max": ("number", 1, 1), "min": ("number", 1, 1), "exists": ("boolean", 1, 1),
    "empty": ("boolean", 1, 1), "id": ("nodes", 1, 1), "generate-id": ("string", 0, 1),
    "matches": ("boolean", 2, 3), "tokenize": ("nodes", 1, 3), "replace": ("string", 3, 4),
}  # fmt: skip
_SAME_THING: Final = frozenset(("data", "zero-or-one", "exactly-one", "one-or-more"))


def call(name: str, arguments: list[XPath1], *, inside: bool) -> XPath1:
    """The call of a function; `inside` a predicate, current() is not the node itself."""
    texts = ", ".join(plain(argument) for argument in arguments)
    if name == "current" and not arguments:
        if not inside:
            return XPath1(".", "nodes", ((Step("", "self", "node()"),),))
        return XPath1(f"{OWN}:current()", "nodes", current=True)
    if name in _SAME:
        return XPath1(f"{name}({texts})", _SAME[name], focus=name in ("position", "last"))
    if name in _SAME_THING and len(arguments) == 1:
        return arguments[0]
    if name == "head" and len(arguments) == 1:
        return XPath1(f"({texts})[1]", "nodes")
    if name in TYPES_OF_NUMBERS and len(arguments) == 1:
        return XPath1(f"{OWN}:cast('{name[3:]}', {texts})", "number")
    if name == "xs:string" and len(arguments) == 1:
        return XPath1(f"string({texts})", "string")
    kind, least, most = _ADDED.get(name, ("", 0, -1))
    if not least <= len(arguments) <= most:
        raise NotXPath1(f'the function "{name}"')
    if name in ("matches", "tokenize", "replace"):
        _try_regex(name, arguments)
    return XPath1(f"{OWN}:{name}({texts or '.'})", kind)


def _try_regex(name: str, arguments: list[XPath1]) -> None:
    """Say now, not at the first text, that a regular expression cannot be used."""
    texts = [argument.text for argument in arguments[1 : 4 if name == "replace" else 3]]
    if len(texts) == (3 if name == "replace" else 2):
        flags = texts.pop() if name != "replace" else texts[2]
    else:
        flags = "''"
    if texts and texts[0][:1] in "\"'" and flags[:1] in "\"'":
        try:
            regex(texts[0][1:-1], flags[1:-1])
        except RegexError as error:
            raise NotXPath1(f"a regular expression: {error}") from None

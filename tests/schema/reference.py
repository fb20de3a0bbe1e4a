"""A pattern and an element -> whether the one matches the other, by the letter of the algebra.

This is RELAX NG without any thought of speed, messages or recovery: the derivative of a pattern is
what remains to be matched once a piece of the document is read. It judges what siglum's own
validation, which does the same with many shortcuts, says of random grammars. `to_rng` writes a
pattern as a schema; `sample` makes an element that the pattern allows.

Patterns are tuples: ("choice", p, q), ("element", names, p), ("value", "x") and so on. Names are
("name", "a"), ("any", {"a"}) for all but these, ("ns", "urn:x") for those of a namespace.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import reduce
from typing import Any

from lxml import etree

Pattern = tuple[Any, ...]
EMPTY: Pattern = ("empty",)
NOTHING: Pattern = ("notAllowed",)
TEXT: Pattern = ("text",)
RNG = "http://relaxng.org/ns/structure/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
BLANK = " \t\r\n"


def matches(pattern: Pattern, element: etree._Element) -> bool:
    """Whether the document `element` is valid against `pattern`."""
    return _nullable(_after_child(pattern, element))


# --- what is left of a pattern --------------------------------------------------------------


def _choice(p: Pattern, q: Pattern) -> Pattern:
    if p in (NOTHING, q):
        return q
    return p if q == NOTHING else ("choice", p, q)


def _pair(kind: str, p: Pattern, q: Pattern) -> Pattern:
    if NOTHING in (p, q):
        return NOTHING
    if kind != "after" and p == EMPTY:
        return q
    if kind != "after" and q == EMPTY:
        return p
    return (kind, p, q)


def _nullable(p: Pattern) -> bool:
    match p[0]:
        case "empty" | "text":
            return True
        case "choice":
            return _nullable(p[1]) or _nullable(p[2])
        case "group" | "interleave":
            return _nullable(p[1]) and _nullable(p[2])
        case "oneOrMore":
            return _nullable(p[1])
    return False


def _after_text(p: Pattern, text: str) -> Pattern:
    match p[0]:
        case "choice":
            return _choice(_after_text(p[1], text), _after_text(p[2], text))
        case "interleave":
            return _choice(
                _pair("interleave", _after_text(p[1], text), p[2]),
                _pair("interleave", p[1], _after_text(p[2], text)),
            )
        case "group":
            first = _pair("group", _after_text(p[1], text), p[2])
            return _choice(first, _after_text(p[2], text)) if _nullable(p[1]) else first
        case "after":
            return _pair("after", _after_text(p[1], text), p[2])
        case "oneOrMore":
            return _pair("group", _after_text(p[1], text), _choice(p, EMPTY))
        case "text":
            return TEXT
        case "value":
            return EMPTY if text.split() == p[1].split() else NOTHING
        case "integer":
            bare = text.strip(BLANK)
            return EMPTY if bare.lstrip("+-").isdecimal() and len(bare) < 9 else NOTHING
        case "list":
            return EMPTY if _nullable(reduce(_after_text, text.split(), p[1])) else NOTHING
    return NOTHING


def _named(names: Pattern, name: etree.QName) -> bool:
    match names[0]:
        case "name":
            return (name.namespace or "", name.localname) == ("", names[1])
        case "ns":
            return (name.namespace or "") == names[1]
    return bool(name.namespace) or name.localname not in names[1]


def _apply(p: Pattern, change: Callable[[Pattern], Pattern]) -> Pattern:
    """Change what follows the element that is open now."""
    match p[0]:
        case "after":
            return _pair("after", p[1], change(p[2]))
        case "choice":
            return _choice(_apply(p[1], change), _apply(p[2], change))
    return NOTHING


def _after_start(p: Pattern, name: etree.QName) -> Pattern:
    match p[0]:
        case "choice":
            return _choice(_after_start(p[1], name), _after_start(p[2], name))
        case "element":
            return _pair("after", p[2], EMPTY) if _named(p[1], name) else NOTHING
        case "interleave":
            return _choice(
                _apply(_after_start(p[1], name), lambda rest: _pair("interleave", rest, p[2])),
                _apply(_after_start(p[2], name), lambda rest: _pair("interleave", p[1], rest)),
            )
        case "oneOrMore":
            more = _choice(p, EMPTY)
            return _apply(_after_start(p[1], name), lambda rest: _pair("group", rest, more))
        case "group":
            first = _apply(_after_start(p[1], name), lambda rest: _pair("group", rest, p[2]))
            return _choice(first, _after_start(p[2], name)) if _nullable(p[1]) else first
        case "after":
            return _apply(_after_start(p[1], name), lambda rest: _pair("after", rest, p[2]))
    return NOTHING


def _after_attribute(p: Pattern, name: etree.QName, value: str) -> Pattern:
    match p[0]:
        case "after":
            return _pair("after", _after_attribute(p[1], name, value), p[2])
        case "choice":
            return _choice(_after_attribute(p[1], name, value), _after_attribute(p[2], name, value))
        case "group" | "interleave":
            return _choice(
                _pair(p[0], _after_attribute(p[1], name, value), p[2]),
                _pair(p[0], p[1], _after_attribute(p[2], name, value)),
            )
        case "oneOrMore":
            return _pair("group", _after_attribute(p[1], name, value), _choice(p, EMPTY))
        case "attribute":
            return EMPTY if _named(p[1], name) and _holds(p[2], value) else NOTHING
    return NOTHING


def _holds(p: Pattern, text: str) -> bool:
    return (_nullable(p) and not text.strip(BLANK)) or _nullable(_after_text(p, text))


def _after_attributes(p: Pattern) -> Pattern:
    match p[0]:
        case "after":
            return _pair("after", _after_attributes(p[1]), p[2])
        case "choice":
            return _choice(_after_attributes(p[1]), _after_attributes(p[2]))
        case "group" | "interleave":
            return _pair(p[0], _after_attributes(p[1]), _after_attributes(p[2]))
        case "oneOrMore":
            inner = _after_attributes(p[1])
            return NOTHING if inner == NOTHING else ("oneOrMore", inner)
        case "attribute":
            return NOTHING
    return p


def _after_end(p: Pattern) -> Pattern:
    match p[0]:
        case "choice":
            return _choice(_after_end(p[1]), _after_end(p[2]))
        case "after":
            return p[2] if _nullable(p[1]) else NOTHING
    return NOTHING


def _after_child(p: Pattern, element: etree._Element) -> Pattern:
    p = _after_start(p, etree.QName(element))
    for name, value in element.items():
        p = _after_attribute(p, etree.QName(name), value)
    return _after_end(_after_children(_after_attributes(p), element))


def _after_children(p: Pattern, element: etree._Element) -> Pattern:
    pieces: list[str | etree._Element] = [element.text or ""]
    for child in element:
        pieces += [child, child.tail or ""]
    if len(pieces) == 1:
        text = str(pieces[0])
        after = _after_text(p, text)
        return after if text.strip(BLANK) else _choice(p, after)
    for piece in pieces:
        if not isinstance(piece, str):
            p = _after_child(p, piece)
        elif piece.strip(BLANK):
            p = _after_text(p, piece)
    return p


# --- patterns, schemas and documents by chance ----------------------------------------------


def random_element(rng: random.Random, depth: int) -> Pattern:
    """A pattern of an element that the restrictions of the specification (section 7) allow."""
    return ("element", _element_names(rng), _content(rng, depth))


def _element_names(rng: random.Random) -> Pattern:
    way = rng.random()
    if way < 0.85:
        return ("name", rng.choice("abc"))
    return ("ns", "urn:x") if way < 0.9 else ("any", frozenset(rng.sample("abc", 2)))


def _content(rng: random.Random, depth: int) -> Pattern:
    """Attributes and children, or attributes and data, or choices of such."""
    names = rng.sample("mno", 3)
    parts = [_attributes(rng, names[:cut]) for cut in (rng.randrange(3),) if cut]
    if rng.random() < 0.1:
        parts.append(("oneOrMore", ("attribute", ("ns", "urn:x"), _data(rng))))
        if rng.random() < 0.7:
            parts[-1] = ("choice", parts[-1], EMPTY)
    parts.append(_data(rng) if rng.random() < 0.2 else _children(rng, depth, names[2:]))
    rng.shuffle(parts)
    whole = reduce(lambda p, q: (rng.choice(("group", "interleave")), p, q), parts)
    if rng.random() < 0.15:
        whole = ("choice", whole, _content(rng, depth))
    return whole


def _attributes(rng: random.Random, names: list[str]) -> Pattern:
    made: list[Pattern] = []
    for name in names:
        one: Pattern = ("attribute", ("name", name), _data(rng))
        if rng.random() < 0.5:
            one = ("choice", one, EMPTY)
        made.append(one)
    return reduce(lambda p, q: (rng.choice(("group", "choice", "interleave")), p, q), made)


def _data(rng: random.Random) -> Pattern:
    way = rng.randrange(7)
    if way < 2:
        return TEXT
    if way < 5:
        return _words(rng)
    if way == 5:
        return ("choice", _words(rng), _words(rng))
    return ("list", rng.choice((("oneOrMore", _words(rng)), ("group", _words(rng), _words(rng)))))


def _words(rng: random.Random) -> Pattern:
    return rng.choice((("value", "x"), ("value", "y z"), ("integer",), ("value", "")))


def _children(rng: random.Random, depth: int, names: list[str]) -> Pattern:
    way = rng.random()
    if depth <= 0 or way < 0.1:
        return rng.choice((EMPTY, EMPTY, TEXT, NOTHING) if way < 0.03 else (EMPTY, TEXT))
    if way < 0.4:
        return random_element(rng, depth - 1)
    if way < 0.55:
        return ("oneOrMore", _children(rng, depth - 1, []))
    if way < 0.65:
        return ("choice", _children(rng, depth, []), EMPTY)
    if way < 0.72 and names:
        one: Pattern = ("attribute", ("name", names[0]), _data(rng))
        return (rng.choice(("choice", "group")), one, _children(rng, depth, []))
    kind = rng.choice(("choice", "group", "group", "interleave"))
    return (kind, _children(rng, depth - 1, []), _children(rng, depth - 1, []))


def to_rng(pattern: Pattern) -> str:
    """The schema that says the pattern."""
    written = _written(pattern)
    return written.replace(">", f' xmlns="{RNG}" datatypeLibrary="{XSD}">', 1)


def _written(p: Pattern) -> str:
    match p[0]:
        case "element" | "attribute":
            names = p[1]
            if names[0] == "name":
                inner = f"<name>{names[1]}</name>"
            elif names[0] == "ns":
                inner = f'<nsName ns="{names[1]}"/>'
            else:
                others = "".join(f"<name>{name}</name>" for name in sorted(names[1]))
                inner = f"<anyName><except>{others}</except></anyName>"
            return f"<{p[0]}>{inner}{_written(p[2])}</{p[0]}>"
        case "value":
            return f"<value>{p[1]}</value>"
        case "integer":
            return '<data type="integer"><param name="totalDigits">7</param></data>'
    return f"<{p[0]}>{''.join(map(_written, p[1:]))}</{p[0]}>"


def sample(rng: random.Random, pattern: Pattern) -> etree._Element:
    """An element that `pattern`, which must be one of an element, allows, or nearly."""
    element = etree.Element(_some_name(rng, pattern[1]))
    _fill(rng, pattern[2], element)
    return element


def _some_name(rng: random.Random, names: Pattern) -> str:
    match names[0]:
        case "name":
            return str(names[1])
        case "ns":
            return f"{{{names[1]}}}{rng.choice('ab')}"
    return rng.choice([name for name in "abcd" if name not in names[1]])


def _fill(rng: random.Random, p: Pattern, element: etree._Element) -> None:
    match p[0]:
        case "choice":
            _fill(rng, p[rng.choice((1, 2))], element)
        case "group":
            _fill(rng, p[1], element)
            _fill(rng, p[2], element)
        case "interleave":
            first = rng.choice((1, 2))
            _fill(rng, p[first], element)
            _fill(rng, p[3 - first], element)
        case "oneOrMore":
            for _ in range(rng.choice((1, 1, 2, 3))):
                _fill(rng, p[1], element)
        case "element":
            element.append(sample(rng, p))
        case "attribute":
            element.set(_some_name(rng, p[1]), _some_text(rng, p[2]))
        case "text" | "value" | "integer" | "list":
            _add_text(element, _some_text(rng, p))


def _some_text(rng: random.Random, p: Pattern) -> str:
    match p[0]:
        case "text":
            return rng.choice(("", "x", "word", " "))
        case "value":
            return str(p[1])
        case "integer":
            return rng.choice(("1", "-2", " 03 "))
        case "choice":
            return _some_text(rng, p[rng.choice((1, 2))])
        case "group":
            return f"{_some_text(rng, p[1])} {_some_text(rng, p[2])}"
        case "oneOrMore":
            return " ".join(_some_text(rng, p[1]) for _ in range(rng.choice((1, 2))))
        case "list":
            return _some_text(rng, p[1])
    return ""


def _add_text(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def spoil(rng: random.Random, root: etree._Element) -> None:
    """Change something small."""
    element = rng.choice(list(root.iter()))
    match rng.randrange(8):
        case 0:
            element.tag = rng.choice(("a", "b", "c", "d", "{urn:x}a"))
        case 1:
            element.set(rng.choice(("m", "n", "o", "{urn:x}a")), rng.choice(("", "x", "1", "y z")))
        case 2:
            for name in list(element.attrib)[:1]:
                del element.attrib[name]
        case 3:
            element.append(etree.Element(rng.choice("abc")))
        case 4:
            for child in list(element)[:1]:
                element.remove(child)
        case 5:
            _add_text(element, rng.choice(("x", " ", "1")))
        case 6:
            if len(element) > 1:
                element.append(element[0])
        case 7:
            for name in list(element.attrib)[:1]:
                element.set(name, rng.choice(("", "x", "1", "x x", "q")))

"""A regular expression as TEI headers write it, and a value -> the groups of the match.

The patterns of `prefixDef` come from whoever wrote the file. Python's own expressions can be made
to run for hours by a short pattern, so these are run here, in time proportional to pattern and
value: no state is ever entered twice at the same character. Source: XML Schema part 2,
appendix F, with `^`, `$`, `(?:…)` and reluctant quantifiers of XPath (Functions and Operators,
5.6.1). There are no back-references; blocks (`\\p{IsGreek}`) match any character.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_LONGEST: Final = 1000  # characters of a pattern
_DEEPEST: Final = 40  # groups inside each other
_LARGEST: Final = 4000  # instructions of a pattern
_MOST: Final = 400_000  # instructions times characters of a value

_Test = Callable[[str], bool]
#: What to do: test a character, go on at either of two places, note where a group begins or ends,
#: be at the start or the end.
_Step = tuple[str, _Test | None, int, int]

_NAMED: Final = {"n": "\n", "r": "\r", "t": "\t"}


class PatternError(Exception):
    """A pattern that is none, or is too large: says why."""


@dataclass(frozen=True, slots=True)
class _Node:
    """A part of a pattern: a character by its test, a group by its number, what is repeated."""

    kind: str
    parts: tuple[_Node, ...] = ()
    test: _Test | None = None
    group: int = 0
    least: int = 0
    most: int = 0  # -1: any number
    reluctant: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that can be matched; `groups` is the number of its groups in parentheses."""

    steps: tuple[_Step, ...]
    groups: int

    def match(self, value: str) -> tuple[str, ...] | None:
        """The whole match and its groups if all of `value` matches, else None.

        A group that takes no part is empty. A value too long to be looked at is no match.
        """
        if len(self.steps) * (len(value) + 1) > _MOST:
            return None
        end = len(value)
        seen: set[tuple[int, int]] = set()
        nothing = (-1,) * (2 * self.groups + 2)
        waiting: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, nothing)]
        while waiting:
            step, at, marks = waiting.pop()
            while (step, at) not in seen:
                seen.add((step, at))
                kind, test, first, second = self.steps[step]
                if kind == "character":
                    if at == end or test is None or not test(value[at]):
                        break
                    step, at = step + 1, at + 1
                elif kind == "choice":
                    waiting.append((second, at, marks))
                    step = first
                elif kind == "mark":
                    marks = (*marks[:first], at, *marks[first + 1 :])
                    step += 1
                elif kind == "start":
                    if at:
                        break
                    step += 1
                elif at != end:  # the end, of the value or of the pattern
                    break
                elif kind == "end":
                    step += 1
                else:
                    pairs = zip(marks[2::2], marks[3::2], strict=True)
                    return (value, *(value[a:b] if 0 <= a <= b else "" for a, b in pairs))
        return None


def read_pattern(text: str) -> Pattern:
    """The pattern that `text` writes. Raises PatternError when it is none, or too large."""
    if len(text) > _LONGEST:
        raise PatternError(f"it is longer than {_LONGEST} characters")
    reader = _Reader(text)
    node = reader.alternatives(0)
    if reader.at < len(text):
        raise PatternError('a ")" has no "(" before it')
    steps: list[_Step] = []
    _write(node, steps)
    steps.append(("match", None, 0, 0))
    return Pattern(tuple(steps), reader.groups)


class _Reader:
    """The pattern as text -> nodes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.groups = 0

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def _next(self, missing: str) -> str:
        if self.at >= len(self.text):
            raise PatternError(missing)
        self.at += 1
        return self.text[self.at - 1]

    def alternatives(self, depth: int) -> _Node:
        if depth > _DEEPEST:
            raise PatternError("its groups are nested too deep")
        parts = [self._sequence(depth)]
        while self._peek() == "|":
            self.at += 1
            parts.append(self._sequence(depth))
        return parts[0] if len(parts) == 1 else _Node("either", tuple(parts))

    def _sequence(self, depth: int) -> _Node:
        parts: list[_Node] = []
        while self._peek() not in ("", "|", ")"):
            parts.append(self._quantified(self._atom(depth)))
        return _Node("sequence", tuple(parts))

    def _atom(self, depth: int) -> _Node:
        sign = self._next("")
        if sign == "(":
            return self._group(depth)
        if sign == "[":
            return _Node("character", test=self._class(0))
        if sign in "*+?{":
            raise PatternError(f'"{sign}" repeats nothing')
        if sign == "^":
            return _Node("start")
        if sign == "$":
            return _Node("end")
        if sign == ".":
            return _Node("character", test=lambda c: c not in "\n\r")
        if sign == "\\":
            return _Node("character", test=self._escape())
        return _Node("character", test=_is(sign))

    def _group(self, depth: int) -> _Node:
        number = 0
        if self._peek() == "?":
            if not self.text.startswith("?:", self.at):
                raise PatternError('"(?" begins nothing that is known here')
            self.at += 2
        else:
            self.groups += 1
            number = self.groups
        inner = self.alternatives(depth + 1)
        self._next('a "(" is not closed')
        return _Node("group", (inner,), group=number) if number else inner

    def _quantified(self, node: _Node) -> _Node:
        sign = self._peek()
        if sign not in ("*", "+", "?", "{") or not sign:
            return node
        self.at += 1
        least, most = {"*": (0, -1), "+": (1, -1), "?": (0, 1)}.get(sign) or self._counts()
        reluctant = self._peek() == "?"
        self.at += reluctant
        if self._peek() in ("*", "+", "{"):
            raise PatternError(f'"{self._peek()}" repeats nothing')
        return _Node("repeat", (node,), least=least, most=most, reluctant=reluctant)

    def _counts(self) -> tuple[int, int]:
        close = self.text.find("}", self.at)
        least, comma, most = self.text[self.at : max(close, self.at)].partition(",")
        if close < 0 or not (least.isdecimal() and (most.isdecimal() or not most)):
            raise PatternError('"{" must be followed by a number or two, as in {2} or {1,3}')
        self.at = close + 1
        if max(len(least), len(most)) > 4:
            raise PatternError("it repeats something too many times")
        low, high = int(least), int(most) if most else -1 if comma else int(least)
        if 0 <= high < low:
            raise PatternError(f"{{{least},{most}}} ends before it begins")
        return low, high

    def _escape(self) -> _Test:
        sign = self._next('it ends with "\\"')
        if sign in _NAMED:
            return _is(_NAMED[sign])
        if sign in "pP":
            return self._property(sign)
        if sign.lower() in _CLASSES:
            test = _CLASSES[sign.lower()]
            return test if sign.islower() else lambda c: not test(c)
        if sign.isalnum():
            raise PatternError(f'"\\{sign}" has no meaning here')
        return _is(sign)

    def _property(self, sign: str) -> _Test:
        close = self.text.find("}", self.at)
        if self._peek() != "{" or close < 0:
            raise PatternError(f'"\\{sign}" must be followed by a kind, as in \\{sign}{{L}}')
        kind = self.text[self.at + 1 : close]
        self.at = close + 1
        if kind.startswith("Is"):
            return lambda _: True
        wanted = sign == "p"
        return lambda c: unicodedata.category(c).startswith(kind) is wanted

    def _class(self, depth: int) -> _Test:
        missing = 'a "[" is not closed'
        if depth > _DEEPEST:
            raise PatternError("its classes are nested too deep")
        negated = self._peek() == "^"
        self.at += negated
        tests: list[_Test] = []
        without: _Test | None = None
        first = True
        while (sign := self._next(missing)) != "]" or first:
            first = False
            if sign == "-" and self._peek() == "[":
                self.at += 1
                without = self._class(depth + 1)
                continue
            if sign == "\\":
                begin = self._peek()
                test = self._escape()
                sign = _NAMED.get(begin, begin)
                if begin in "pP" or begin.lower() in _CLASSES:
                    tests.append(test)
                    continue
            if self._peek() == "-" and self.text[self.at + 1 : self.at + 2] not in ("]", "[", ""):
                self.at += 1
                last = self._next(missing)
                if last == "\\":
                    last = self._next(missing)
                    last = _NAMED.get(last, last)
                if last < sign:
                    raise PatternError(f"[{sign}-{last}] ends before it begins")
                tests.append(_between(sign, last))
            else:
                tests.append(_is(sign))

        def test_all(character: str) -> bool:
            if any(test(character) for test in tests) is negated:
                return False
            return without is None or not without(character)

        return test_all


def _is(sign: str) -> _Test:
    return lambda character: character == sign


def _between(first: str, last: str) -> _Test:
    return lambda character: first <= character <= last


def _is_name_start(character: str) -> bool:
    return character.isalpha() or character in "_:"


#: `\d \s \w \i \c`: digits, white space, all but punctuation and separators, letters of XML names.
_CLASSES: Final[dict[str, _Test]] = {
    "d": str.isdecimal,
    "s": lambda c: c in " \t\n\r",
    "w": lambda c: unicodedata.category(c)[0] not in "PZC",
    "i": _is_name_start,
    "c": lambda c: _is_name_start(c) or c.isdigit() or c in ".-·" or bool(unicodedata.combining(c)),
}


def _write(node: _Node, steps: list[_Step]) -> None:
    """Append the steps of `node`: a machine as Ken Thompson's (CACM 11, 1968) with marks."""
    if len(steps) > _LARGEST:
        raise PatternError("it repeats too much")
    if node.kind == "sequence":
        for part in node.parts:
            _write(part, steps)
    elif node.kind == "group":
        steps.append(("mark", None, 2 * node.group, 0))
        _write(node.parts[0], steps)
        steps.append(("mark", None, 2 * node.group + 1, 0))
    elif node.kind == "either":
        _write_either(node, steps)
    elif node.kind == "repeat":
        _write_repeat(node, steps)
    else:
        steps.append((node.kind, node.test, 0, 0))


def _write_either(node: _Node, steps: list[_Step]) -> None:
    leaps = []
    for part in node.parts[:-1]:
        fork = len(steps)
        steps.append(("choice", None, 0, 0))
        _write(part, steps)
        leaps.append(len(steps))
        steps.append(("choice", None, 0, 0))
        steps[fork] = ("choice", None, fork + 1, len(steps))
    _write(node.parts[-1], steps)
    for leap in leaps:
        steps[leap] = ("choice", None, len(steps), len(steps))


def _write_repeat(node: _Node, steps: list[_Step]) -> None:
    for _ in range(node.least):
        _write(node.parts[0], steps)
    forks = []
    for _ in range(1 if node.most < 0 else node.most - node.least):
        forks.append(len(steps))
        steps.append(("choice", None, 0, 0))
        _write(node.parts[0], steps)
    if node.most < 0:
        steps.append(("choice", None, forks[0], forks[0]))
    for fork in forks:
        go, leave = fork + 1, len(steps)
        first, second = (leave, go) if node.reluctant else (go, leave)
        steps[fork] = ("choice", None, first, second)

"""A regular expression of XPath -> an automaton that finds it in a text in linear time.

Rules of a schema come from strangers, and Python's own engine tries for ever where repetitions
stand inside each other. Here all ways are followed side by side. Source: XPath and XQuery
Functions and Operators 3.1, section 5.6, and XML Schema, part 2, appendix F.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

_STATES: Final = 2_000  # of one automaton
_WORK: Final = 20_000_000  # states times letters of one search
_SHORT: Final = 200  # letters of a text for which the answer is kept
_DEPTH: Final = 50  # groups within each other

#: Says of a letter whether it fits.
_Letter = Callable[[str], bool]

_NAME_START: Final = (
    ("A", "Z"), ("a", "z"), (":", ":"), ("_", "_"), ("\xc0", "\xd6"), ("\xd8", "\xf6"),
    ("\xf8", "\u02ff"), ("\u0370", "\u037d"), ("\u037f", "\u1fff"), ("\u200c", "\u200d"),
    ("\u2070", "\u218f"), ("\u2c00", "\u2fef"), ("\u3001", "\ud7ff"), ("\uf900", "\ufdcf"),
    ("\ufdf0", "\ufffd"), ("\U00010000", "\U000effff"),
)  # fmt: skip
_NAME: Final = (
    *_NAME_START, ("-", "-"), (".", "."), ("0", "9"), ("\xb7", "\xb7"), ("\u0300", "\u036f"),
    ("\u203f", "\u2040"),
)  # fmt: skip


class RegexError(Exception):
    """The expression is none, needs what is not supported, or would take too long."""


@dataclass(slots=True)
class _State:
    """A state: where it leads with a letter that fits, or without any letter."""

    letter: _Letter | None = None
    to: int = -1
    free: list[int] = field(default_factory=list)
    anchor: str = ""  # "^" or "$": holds only there


class Regex:
    """A regular expression, ready to be looked for."""

    def __init__(self, pattern: str, flags: str = "") -> None:
        if set(flags) - set("smixq"):
            raise RegexError(f'there is no flag "{flags}"')
        self._states: list[_State] = []
        self._multiline = "m" in flags
        self.plain = True  # no choice whose order matters, no lazy repetition
        parser = _Parser(self, pattern, flags)
        self._start, self._end = parser.read()

    def add(self, state: _State) -> int:
        """Take in a state; its number."""
        if len(self._states) >= _STATES:
            raise RegexError("the regular expression is too large")
        self._states.append(state)
        return len(self._states) - 1

    def link(self, state: int, to: int) -> None:
        """Lead from one state to another without a letter."""
        self._states[state].free.append(to)

    def found(self, text: str) -> bool:
        """Whether any part of `text` matches."""
        self._afford(text)
        current: set[int] = set()
        for at in range(len(text) + 1):
            self._close(current, self._start, text, at)
            if self._end in current:
                return True
            if at < len(text):
                current = self._step(current, text, at)
        return False

    def span(self, text: str, start: int) -> tuple[int, int] | None:
        """The first and longest part of `text` that matches, from `start` on."""
        self._afford(text)
        for begin in range(start, len(text) + 1):
            current: set[int] = set()
            self._close(current, self._start, text, begin)
            end = begin if self._end in current else -1
            at = begin
            while current and at < len(text):
                current = self._step(current, text, at)
                at += 1
                if self._end in current:
                    end = at
            if end >= 0:
                return begin, end
        return None

    def _afford(self, text: str) -> None:
        if len(text) * len(self._states) > _WORK:
            raise RegexError("the text is too long for the regular expression")

    def _step(self, current: set[int], text: str, at: int) -> set[int]:
        """The states after the letter at `at`."""
        after: set[int] = set()
        for number in current:
            state = self._states[number]
            if state.letter is not None and state.letter(text[at]):
                self._close(after, state.to, text, at + 1)
        return after

    def _close(self, states: set[int], state: int, text: str, at: int) -> None:
        """Add to `states` all that can be reached from `state` without a letter."""
        waiting = [state]
        while waiting:
            number = waiting.pop()
            if number in states:
                continue
            anchor = self._states[number].anchor
            if anchor and not self._holds(anchor, text, at):
                continue
            states.add(number)
            waiting += self._states[number].free

    def _holds(self, anchor: str, text: str, at: int) -> bool:
        if anchor == "^":
            return at == 0 or (self._multiline and text[at - 1] == "\n")
        return at == len(text) or (self._multiline and text[at] == "\n")


@lru_cache(maxsize=256)
def regex(pattern: str, flags: str = "") -> Regex:
    """The automaton of `pattern`; raises RegexError."""
    return Regex(pattern, flags)


def matches(text: str, pattern: str, flags: str = "") -> bool:
    """Whether a part of `text` matches, as XPath's function of that name has it."""
    return (_known if len(text) <= _SHORT else _found)(text, pattern, flags)


def _found(text: str, pattern: str, flags: str) -> bool:
    return regex(pattern, flags).found(text)


#: The same values come again and again.
_known = lru_cache(maxsize=20_000)(_found)


def tokenize(text: str, pattern: str, flags: str = "") -> list[str]:
    """The parts of `text` between those that match, as XPath's function of that name has it."""
    parts = []
    last = 0
    for start, end in _spans(text, pattern, flags):
        parts.append(text[last:start])
        last = end
    return [*parts, text[last:]] if text else []


def replace(text: str, pattern: str, by: str, flags: str = "") -> str:
    """`text` with `by` for each part that matches; groups in `by` are not supported."""
    if "$" in by or "\\" in by:
        raise RegexError("replacements with groups are not supported")
    parts = []
    last = 0
    for start, end in _spans(text, pattern, flags):
        parts += [text[last:start], by]
        last = end
    return "".join([*parts, text[last:]])


def _spans(text: str, pattern: str, flags: str) -> list[tuple[int, int]]:
    """All parts that match. The longest is taken, which is the first where the order is plain."""
    expression = regex(pattern, flags)
    if not expression.plain:
        raise RegexError("choices and lazy repetitions are supported for matches() only")
    if expression.span("", 0):
        raise RegexError("the regular expression matches the empty text")
    spans = []
    at = 0
    while span := expression.span(text, at):
        spans.append(span)
        at = span[1]
    return spans


class _Parser:
    """Reads one expression and builds its automaton, part by part: each has a start and an end."""

    def __init__(self, into: Regex, pattern: str, flags: str) -> None:
        if "x" in flags and "q" not in flags:
            pattern = "".join(letter for letter in pattern if letter not in " \t\r\n")
        self._into = into
        self._text = pattern
        self._flags = flags
        self._at = 0
        self._depth = 0

    def read(self) -> tuple[int, int]:
        """Build the whole; its first and its last state."""
        if "q" in self._flags:
            start = end = self._into.add(_State())
            for letter in self._text:
                first, last = self._of_letter(lambda x, letter=letter: x == letter)  # type: ignore[misc]
                self._into.link(end, first)
                end = last
            return start, end
        whole = self._choice()
        if self._at < len(self._text):
            raise RegexError('")" without "("')
        return whole

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _take(self) -> str:
        if self._at >= len(self._text):
            raise RegexError("the regular expression ends too early")
        self._at += 1
        return self._text[self._at - 1]

    def _choice(self) -> tuple[int, int]:
        self._depth += 1
        if self._depth > _DEPTH:
            raise RegexError("groups stand too deep within each other")
        start, end = self._into.add(_State()), self._into.add(_State())
        branches = single = 0
        while True:
            before = self._at
            first, last = self._branch()
            branches += 1
            single += self._at - before == 1
            self._into.link(start, first)
            self._into.link(last, end)
            if self._peek() != "|":
                break
            self._at += 1
        if branches > 1 and single < branches:
            self._into.plain = False
        self._depth -= 1
        return start, end

    def _branch(self) -> tuple[int, int]:
        start = end = self._into.add(_State())
        while self._peek() not in ("", "|", ")"):
            at = self._at
            first, last = self._atom()
            end = self._repeat(at, first, last, end)
        return start, end

    def _repeat(self, at: int, first: int, last: int, end: int) -> int:
        """Add a part once, or as often as the quantifier after it says; the new last state."""
        least, most = self._quantifier()
        if most == 0 or (most is not None and most < least):
            raise RegexError("a quantifier must allow for one time at least")
        after = self._at
        into = self._into
        if (least, most) == (1, 1):
            into.link(end, first)
            return last
        copies = [(first, last)]
        for _ in range(max(least, most or 0, 1) - 1):
            self._at = at
            copies.append(self._atom())
        self._at = after
        exit_ = into.add(_State())
        for number, (begin, finish) in enumerate(copies):
            if number >= least:
                into.link(end, exit_)
            into.link(end, begin)
            end = finish
        into.link(end, exit_)
        if most is None:
            into.link(end, copies[-1][0])
        return exit_

    def _quantifier(self) -> tuple[int, int | None]:
        letter = self._peek()
        bounds: tuple[int, int | None]
        if letter and letter in "?*+":
            self._at += 1
            bounds = {"?": (0, 1), "*": (0, None), "+": (1, None)}[letter]
        elif letter == "{":
            end = self._text.find("}", self._at)
            low, comma, high = self._text[self._at + 1 : end].partition(",")
            if end < 0 or not low.isdecimal() or not (high.isdecimal() or not high):
                raise RegexError("a quantifier is written {2}, {2,} or {2,5}")
            self._at = end + 1
            if max(len(low), len(high)) > 4:
                raise RegexError("the regular expression is too large")
            bounds = int(low), (int(high) if high else None) if comma else int(low)
        else:
            return 1, 1
        if self._peek() == "?":
            self._at += 1
            self._into.plain = False
        return bounds

    def _of_letter(self, fits: _Letter) -> tuple[int, int]:
        if "i" in self._flags:
            plain = fits

            def fits(letter: str) -> bool:
                return plain(letter) or plain(letter.lower()) or plain(letter.upper())

        end = self._into.add(_State())
        return self._into.add(_State(fits, end)), end

    def _atom(self) -> tuple[int, int]:
        letter = self._take()
        if letter == "(":
            if self._text.startswith("?:", self._at):
                self._at += 2
            elif self._peek() == "?":
                raise RegexError('groups that begin with "(?" are not supported')
            part = self._choice()
            if self._take() != ")":
                raise RegexError('"(" without ")"')
            return part
        if letter in "^$":
            state = self._into.add(_State(anchor=letter))
            return state, state
        if letter == ".":
            whole = "s" in self._flags
            return self._of_letter(lambda x: whole or x not in "\n\r")
        if letter == "[":
            return self._of_letter(self._class())
        if letter == "\\":
            return self._of_letter(self._escape())
        if letter in "?*+{}])":
            raise RegexError(f'"{letter}" must be written "\\{letter}"')
        return self._of_letter(lambda x: x == letter)

    def _escape(self) -> _Letter:
        letter = self._take()
        if letter in "nrt":
            meant = {"n": "\n", "r": "\r", "t": "\t"}[letter]
            return lambda x: x == meant
        if letter in "\\|.?*+(){}$-[]^":
            return lambda x: x == letter
        if letter in "pP":
            return _negated(self._category(), letter == "P")
        kind = _KINDS.get(letter.lower())
        if kind is None:
            raise RegexError(f'"\\{letter}" is not supported')
        return _negated(kind, letter.isupper())

    def _category(self) -> _Letter:
        end = self._text.find("}", self._at)
        name = self._text[self._at + 1 : end]
        if self._peek() != "{" or end < 0 or not name or name.startswith("Is"):
            raise RegexError("only general categories such as \\p{L} are supported")
        self._at = end + 1
        return lambda x: unicodedata.category(x).startswith(name)

    def _class(self) -> _Letter:
        """What stands in square brackets, the first of which is read."""
        negative = self._peek() == "^"
        self._at += negative
        fits: list[_Letter] = []
        without: _Letter | None = None
        first = True
        while (letter := self._take()) != "]" or first:
            if letter == "-" and self._peek() == "[" and not first:
                self._at += 1
                without = self._class()
                if self._take() != "]":
                    raise RegexError("nothing may follow what is taken away from a class")
                break
            first = False
            if letter == "[":
                raise RegexError('"[" within a class must be written "\\["')
            low = letter
            if letter == "\\":
                at = self._at
                fit = self._escape()
                low = self._text[at] if self._at - at == 1 else ""
                low = {"n": "\n", "r": "\r", "t": "\t"}.get(low, low)
                if not low or not fit(low):
                    fits.append(fit)
                    continue
            if self._peek() == "-" and self._text[self._at + 1 : self._at + 2] not in ("]", "["):
                self._at += 1
                high = self._take()
                if high == "\\":
                    high = self._take()
                    high = {"n": "\n", "r": "\r", "t": "\t"}.get(high, high)
                fits.append(lambda x, low=low, high=high: low <= x <= high)  # type: ignore[misc]
            else:
                fits.append(lambda x, low=low: x == low)  # type: ignore[misc]

        def fit_any(x: str) -> bool:
            inside = any(one(x) for one in fits) is not negative
            return inside and not (without is not None and without(x))

        return fit_any


def _negated(fits: _Letter, negative: bool) -> _Letter:
    return (lambda x: not fits(x)) if negative else fits


def _in(ranges: tuple[tuple[str, str], ...]) -> _Letter:
    return lambda x: any(low <= x <= high for low, high in ranges)


_KINDS: Final[dict[str, _Letter]] = {
    "s": lambda x: x in " \t\n\r",
    "d": lambda x: unicodedata.category(x) == "Nd",
    "w": lambda x: unicodedata.category(x)[0] not in "PZC",
    "i": _in(_NAME_START),
    "c": _in(_NAME),
}

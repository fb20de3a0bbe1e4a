r"""A regular expression as text -> its parts.

Source: XML Schema, part 2, appendix F, with `^`, `$`, `(?:…)` and reluctant quantifiers of XPath
(Functions and Operators 3.1, 5.6.1). Beyond it, any sign may be escaped (`\/`), and "]" may stand
first in a class. There are no back-references.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from siglum.source.letters import CLASSES, Fits, any_of, between, negated, of_kind, one

_LONGEST: Final = 4000  # letters of an expression
_DEEPEST: Final = 40  # groups inside each other
_FLAGS: Final = frozenset("smixq")

_NAMED: Final = {"n": "\n", "r": "\r", "t": "\t"}
_QUANTIFIERS: Final = {"*": (0, -1), "+": (1, -1), "?": (0, 1)}


class RegexError(Exception):
    """An expression is none, is not supported, or is too much work: says why."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an expression.

    Its kind: "letter" by its test, "start" and "end" of the text, "sequence", "either",
    "group" by its number, "repeat" of one part, at least and at most (-1: any number of times).
    """

    kind: str
    parts: tuple[Part, ...] = ()
    test: Fits | None = None
    group: int = 0
    least: int = 0
    most: int = 0
    reluctant: bool = False


def read_parts(text: str, flags: str = "") -> tuple[Part, int]:
    """The parts of an expression, and how many groups it has. Raises RegexError.

    Flags are those of XPath; "m" changes no part, but where "start" and "end" hold.
    """
    unknown = set(flags) - _FLAGS
    if unknown:
        raise RegexError(f'there is no flag "{min(unknown)}"')
    if len(text) > _LONGEST:
        raise RegexError(f"it is longer than {_LONGEST} characters")
    fold = "i" in flags
    if "q" in flags:
        letters = (Part("letter", test=one(letter, fold=fold)) for letter in text)
        return Part("sequence", tuple(letters)), 0
    reader = _Reader(_without_spaces(text) if "x" in flags else text, fold, "s" in flags)
    whole = reader.alternatives(0)
    if reader.at < len(reader.text):
        raise RegexError('a ")" has no "(" before it')
    return whole, reader.groups


def _without_spaces(text: str) -> str:
    """The expression without white space, except where it stands in a class."""
    kept: list[str] = []
    depth = 0
    escaped = False
    for letter in text:
        if letter in " \t\r\n" and not depth:
            continue
        kept.append(letter)
        if not escaped:
            depth += (letter == "[") - (letter == "]" and depth > 0)
        escaped = letter == "\\" and not escaped
    return "".join(kept)


class _Reader:
    """Reads one expression, letter by letter."""

    def __init__(self, text: str, fold: bool, dot_fits_all: bool) -> None:
        self.text = text
        self.at = 0
        self.groups = 0
        self._fold = fold
        self._dot: Fits = (lambda _: True) if dot_fits_all else (lambda x: x not in "\n\r")

    def alternatives(self, depth: int) -> Part:
        """All up to the next ")" or the end."""
        if depth > _DEEPEST:
            raise RegexError("its groups are nested too deep")
        parts = [self._sequence(depth)]
        while self._peek() == "|":
            self.at += 1
            parts.append(self._sequence(depth))
        return parts[0] if len(parts) == 1 else Part("either", tuple(parts))

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def _next(self, missing: str) -> str:
        if self.at >= len(self.text):
            raise RegexError(missing)
        self.at += 1
        return self.text[self.at - 1]

    def _sequence(self, depth: int) -> Part:
        parts: list[Part] = []
        while self._peek() not in ("", "|", ")"):
            parts.append(self._quantified(self._atom(depth)))
        return Part("sequence", tuple(parts))

    def _atom(self, depth: int) -> Part:
        sign = self._next("")
        if sign == "(":
            return self._group(depth)
        if sign in "*+?{":
            raise RegexError(f'"{sign}" repeats nothing')
        if sign in "]}":
            raise RegexError(f'"{sign}" must be written "\\{sign}"')
        if sign in "^$":
            return Part("start" if sign == "^" else "end")
        if sign == ".":
            return Part("letter", test=self._dot)
        if sign == "[":
            return Part("letter", test=self._class(0))
        meant = self._escape() if sign == "\\" else sign
        return Part("letter", test=self._one(meant) if isinstance(meant, str) else meant)

    def _one(self, letter: str) -> Fits:
        return one(letter, fold=self._fold)

    def _group(self, depth: int) -> Part:
        number = 0
        if self._peek() == "?":
            if not self.text.startswith("?:", self.at):
                raise RegexError('"(?" begins nothing that is known here')
            self.at += 2
        else:
            self.groups += 1
            number = self.groups
        inner = self.alternatives(depth + 1)
        self._next('a "(" is not closed')
        return Part("group", (inner,), group=number) if number else inner

    def _quantified(self, part: Part) -> Part:
        sign = self._peek()
        if sign not in ("*", "+", "?", "{"):
            return part
        self.at += 1
        least, most = _QUANTIFIERS.get(sign) or self._counts()
        reluctant = self._peek() == "?"
        self.at += reluctant
        return Part("repeat", (part,), least=least, most=most, reluctant=reluctant)

    def _counts(self) -> tuple[int, int]:
        """What stands between the braces of a quantifier."""
        close = self.text.find("}", self.at)
        least, comma, most = self.text[self.at : max(close, self.at)].partition(",")
        if close < 0 or not (_is_number(least) and (_is_number(most) or not most)):
            raise RegexError('"{" must be followed by a number or two, as in {2} or {1,3}')
        self.at = close + 1
        if max(len(least), len(most)) > 4:
            raise RegexError("it repeats something too many times")
        low, high = int(least), int(most) if most else -1 if comma else int(least)
        if 0 <= high < low:
            raise RegexError(f"{{{least},{most}}} ends before it begins")
        return low, high

    def _escape(self) -> str | Fits:
        r"""What follows a "\": the letter that is meant, or the test of several."""
        sign = self._next('it ends with "\\"')
        if sign in _NAMED:
            return _NAMED[sign]
        if sign in "pP":
            return self._kind(sign)
        if sign.lower() in CLASSES:
            test = CLASSES[sign.lower()]
            return test if sign.islower() else negated(test)
        if sign.isalnum():
            raise RegexError(f'"\\{sign}" has no meaning here')
        return sign

    def _kind(self, sign: str) -> Fits:
        close = self.text.find("}", self.at)
        if self._peek() != "{" or close < 0:
            raise RegexError(f'"\\{sign}" must be followed by a kind, as in \\{sign}{{L}}')
        name = self.text[self.at + 1 : close]
        self.at = close + 1
        test = of_kind(name)
        if test is None:
            raise RegexError(f'"{name[:40]}" is no kind of letter that is known here')
        return test if sign == "p" else negated(test)

    def _class(self, depth: int) -> Fits:
        """What stands in square brackets, the first of which is read."""
        missing = 'a "[" is not closed'
        if depth > _DEEPEST:
            raise RegexError("its classes are nested too deep")
        inverse = self._peek() == "^"
        self.at += inverse
        tests: list[Fits] = []
        without: Fits | None = None
        while (sign := self._next(missing)) != "]" or not tests:
            if sign == "-" and self._peek() == "[" and tests:
                self.at += 1
                without = self._class(depth + 1)
                if self._next(missing) != "]":
                    raise RegexError("nothing may follow what is taken away from a class")
                break
            first = self._member(sign)
            if isinstance(first, str):
                first = self._range(first, missing)
            tests.append(first)
        return any_of(tests, negated=inverse, without=without)

    def _member(self, sign: str) -> str | Fits:
        if sign == "[":
            raise RegexError('"[" in a class must be written "\\["')
        return self._escape() if sign == "\\" else sign

    def _range(self, first: str, missing: str) -> Fits:
        """A letter of a class, or all from it to the letter after the hyphen."""
        if self._peek() != "-" or self.text[self.at + 1 : self.at + 2] in ("]", "[", ""):
            return self._one(first)
        self.at += 1
        last = self._member(self._next(missing))
        if not isinstance(last, str):
            raise RegexError(f'what begins with "{first}-" must end with one letter')
        if last < first:
            raise RegexError(f"[{first}-{last}] ends before it begins")
        return between(first, last, fold=self._fold)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()

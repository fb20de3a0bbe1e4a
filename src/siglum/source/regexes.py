r"""A regular expression of XML Schema or XPath, and a text -> what of the text matches.

Expressions come from strangers, in headers (`prefixDef`) and in schemas (Schematron), and
Python's own engine tries for ever where repetitions stand inside each other. Here the time is at
most proportional to expression and text: no step is ever tried twice at the same letter. Ways are
tried in the order that the expression gives, so that groups and first matches are what XPath says
(Functions and Operators 3.1, 5.6). The steps are those of Ken Thompson's machine (CACM 11, 1968).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, TypeAlias

from siglum.source.letters import Fits, any_of
from siglum.source.regexparts import Part, RegexError, read_parts

__all__ = ["Regex", "RegexError", "matches", "regex", "replace", "tokenize"]

_LARGEST: Final = 4000  # steps of an expression
_WORK: Final = 20_000_000  # steps times letters of a text
_WORK_WITH_GROUPS: Final = 400_000  # the same, where groups are wanted: more must be remembered
_WAITING: Final = 500_000  # ways that are left to be tried
_SHORT: Final = 200  # letters of a text for which the answer is kept

#: What to do: test a letter, go on at either of two steps, note where a group begins or ends,
#: be at the start or the end of the text, or match.
_Step: TypeAlias = tuple[str, Fits | None, int, int]
#: Where groups begin and end: the last mark, its place, and the marks before it.
_Marks: TypeAlias = "tuple[int, int, _Marks] | None"

_GROUP: Final = re.compile(r"\\([\\$])|\$([0-9]+)|[\\$]")


class Regex:
    """A regular expression that can be looked for; `groups` is the number of its groups.

    All methods raise RegexError where the text is too long for the expression.
    """

    def __init__(self, pattern: str, flags: str = "") -> None:
        part, self.groups = read_parts(pattern, flags)
        self.steps = _write(part)
        self.multiline = "m" in flags
        begins = _first_steps(self.steps)
        kinds = {kind for kind, *_ in begins}
        self._only_at_start = kinds == {"start"} and not self.multiline
        tests = [test for _, test, *_ in begins if test]
        self._opens = any_of(tests) if kinds == {"letter"} else None
        self._fits_nothing = self.occurs_in("")

    def full_match(self, text: str) -> tuple[str, ...] | None:
        """The text and its groups if all of it matches, else None; a group not used is empty."""
        search = _Search(self, text, whole=True, marked=True)
        found = search.match(0)
        return _groups(self, text, 0, *found) if found else None

    def occurs_in(self, text: str) -> bool:
        """Whether any part of `text` matches."""
        search = _Search(self, text)
        return any(search.match(begin) for begin in self._begins(text, 0))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the parts of `text` that match begin and end; for expressions that need a letter.

        Raises RegexError if the expression matches the empty text.
        """
        return [(begin, end) for begin, end, _ in self._parts(text, marked=False)]

    def parts(self, text: str) -> list[tuple[int, int, tuple[str, ...]]]:
        """As `spans`, each with what matches and its groups."""
        return [
            (begin, end, _groups(self, text, begin, end, marks))
            for begin, end, marks in self._parts(text, marked=True)
        ]

    def _parts(self, text: str, *, marked: bool) -> Iterator[tuple[int, int, _Marks]]:
        if self._fits_nothing:
            raise RegexError("it matches the empty text")
        search = _Search(self, text, marked=marked)
        at = 0
        while at >= 0:
            start, at = at, -1
            for begin in self._begins(text, start):
                found = search.match(begin)
                if found:
                    at = found[0]
                    yield begin, *found
                    break

    def _begins(self, text: str, start: int) -> Iterable[int]:
        """The places from `start` on at which a match may begin."""
        if self._only_at_start:
            return range(start, 1)
        places = range(start, len(text) + 1)
        opens = self._opens
        return (at for at in places[:-1] if opens(text[at])) if opens else places


class _Search:
    """One text that is searched: knows which step has failed at which letter."""

    def __init__(
        self, regex: Regex, text: str, *, whole: bool = False, marked: bool = False
    ) -> None:
        work = len(regex.steps) * (len(text) + 1)
        if work > (_WORK_WITH_GROUPS if marked else _WORK):
            raise RegexError("the text is too long for the regular expression")
        self._steps = regex.steps
        self._multiline = regex.multiline
        self._text = text
        self._whole = whole
        self._marked = marked
        self._tried = bytearray(work)

    def match(self, begin: int) -> tuple[int, _Marks] | None:
        """The end of the first match that begins there, and its marks.

        Must be called with ever later places, after a match with none before its end: what has
        failed once is not tried again.
        """
        steps, text, tried = self._steps, self._text, self._tried
        size, end = len(steps), len(text)
        waiting: list[tuple[int, int, _Marks]] = [(0, begin, None)]
        while waiting:
            step, at, marks = waiting.pop()
            while not tried[at * size + step]:
                tried[at * size + step] = True
                kind, test, first, second = steps[step]
                if kind == "letter":
                    if at == end or test is None or not test(text[at]):
                        break
                    step, at = first, at + 1
                elif kind == "choice":
                    waiting.append((second, at, marks))
                    if len(waiting) > _WAITING:
                        raise RegexError("the text is too long for the regular expression")
                    step = first
                elif kind == "jump":
                    step = first
                elif kind == "mark":
                    if self._marked:
                        marks = (second, at, marks)
                    step = first
                elif kind == "match":
                    if self._whole and at < end:
                        break
                    # The steps that led here have not failed
                    tried[at * size : (at + 1) * size] = bytes(size)
                    return at, marks
                elif self._holds(kind, at):
                    step = first
                else:
                    break
        return None

    def _holds(self, kind: str, at: int) -> bool:
        """Whether a text, or with the flag "m" a line, starts or ends there."""
        text = self._text
        if kind == "start":
            return not at or (self._multiline and text[at - 1] == "\n" and at < len(text))
        if self._multiline and text.endswith("\n"):
            return at < len(text) and text[at] == "\n"
        return at == len(text) or (self._multiline and text[at] == "\n")


def _groups(regex: Regex, text: str, begin: int, end: int, marks: _Marks) -> tuple[str, ...]:
    """What matches, and the groups in it as they were marked last."""
    places: dict[int, int] = {}
    while marks:
        mark, at, marks = marks
        places.setdefault(mark, at)
    groups = range(2, 2 * regex.groups + 2, 2)
    return (text[begin:end], *(text[places.get(n, 0) : places.get(n + 1, 0)] for n in groups))


@lru_cache(maxsize=256)
def regex(pattern: str, flags: str = "") -> Regex:
    """The expression ready to be looked for; raises RegexError."""
    return Regex(pattern, flags)


def _found(text: str, pattern: str, flags: str) -> bool:
    return regex(pattern, flags).occurs_in(text)


#: The same values come again and again.
_known = lru_cache(maxsize=20_000)(_found)


def matches(text: str, pattern: str, flags: str = "") -> bool:
    """Whether a part of `text` matches, as XPath's function of that name has it."""
    return (_known if len(text) <= _SHORT else _found)(text, pattern, flags)


def tokenize(text: str, pattern: str, flags: str = "") -> list[str]:
    """The parts of `text` between those that match, as XPath's function of that name has it."""
    parts = []
    last = 0
    for begin, end in regex(pattern, flags).spans(text):
        parts.append(text[last:begin])
        last = end
    return [*parts, text[last:]] if text else []


def replace(text: str, pattern: str, by: str, flags: str = "") -> str:
    r"""`text` with `by` for each part that matches, as XPath's function of that name has it.

    `$1` in `by` is the first group, `\$` and `\\` are the signs themselves.
    """
    expression = regex(pattern, flags)
    if len(by) * len(text) > _WORK:
        raise RegexError("the text and its replacement are too long")
    literal = "q" in flags
    plain = by if literal else _fill(by, ("",))  # tells what is wrong, found or not
    if literal or "$" not in by:
        changes = [(begin, end, plain) for begin, end in expression.spans(text)]
    else:
        found = expression.parts(text)
        changes = [(begin, end, _fill(by, groups)) for begin, end, groups in found]
    parts = []
    last = 0
    for begin, end, new in changes:
        parts += [text[last:begin], new]
        last = end
    return "".join([*parts, text[last:]])


def _fill(by: str, groups: tuple[str, ...]) -> str:
    """A replacement with the groups put in; of `$12`, "2" is itself if there are no 12 groups."""

    def fill(sign: re.Match[str]) -> str:
        if sign[1]:
            return sign[1]
        number = sign[2]
        if not number:
            raise RegexError('a replacement writes "\\" and "$" as "\\\\" and "\\$"')
        length = min(len(number), 4)
        while length > 1 and int(number[:length]) >= len(groups):
            length -= 1
        group = int(number[:length])
        return (groups[group] if group < len(groups) else "") + number[length:]

    return _GROUP.sub(fill, by)


def _write(part: Part) -> tuple[_Step, ...]:
    """The steps of an expression. Raises RegexError where they are too many."""
    writer = _Writer()
    writer.write(part)
    return (*writer.steps, ("match", None, 0, 0))


class _Writer:
    """Parts -> steps, one after the other."""

    def __init__(self) -> None:
        self.steps: list[_Step] = []
        self._written = 0

    def write(self, part: Part) -> None:
        """Append the steps of `part`."""
        # Parts are counted too: an empty group can be repeated for ever without any step
        self._written += 1
        if max(len(self.steps), self._written // 4) > _LARGEST:
            raise RegexError("it repeats too much")
        if part.kind == "sequence":
            for one in part.parts:
                self.write(one)
        elif part.kind == "group":
            self._add("mark", second=2 * part.group)
            self.write(part.parts[0])
            self._add("mark", second=2 * part.group + 1)
        elif part.kind == "either":
            self._either(part.parts)
        elif part.kind == "repeat":
            self._repeat(part)
        else:
            self._add(part.kind, part.test)

    def _add(self, kind: str, test: Fits | None = None, second: int = 0) -> None:
        self.steps.append((kind, test, len(self.steps) + 1, second))

    def _either(self, parts: tuple[Part, ...]) -> None:
        jumps = []
        for part in parts[:-1]:
            fork = len(self.steps)
            self._add("choice")
            self.write(part)
            jumps.append(len(self.steps))
            self._add("jump")
            self.steps[fork] = ("choice", None, fork + 1, len(self.steps))
        self.write(parts[-1])
        for jump in jumps:
            self.steps[jump] = ("jump", None, len(self.steps), 0)

    def _repeat(self, part: Part) -> None:
        for _ in range(part.least):
            self.write(part.parts[0])
        forks = []
        for _ in range(1 if part.most < 0 else part.most - part.least):
            forks.append(len(self.steps))
            self._add("choice")
            self.write(part.parts[0])
        if part.most < 0:
            self.steps.append(("jump", None, forks[0], 0))
        for fork in forks:
            ways = fork + 1, len(self.steps)
            self.steps[fork] = ("choice", None, *(ways[::-1] if part.reluctant else ways))


def _first_steps(steps: tuple[_Step, ...]) -> list[_Step]:
    """The steps that may come first, of those that go on with a letter, test a place, or match."""
    first: list[_Step] = []
    seen: set[int] = set()
    waiting = [0]
    while waiting:
        number = waiting.pop()
        if number in seen:
            continue
        seen.add(number)
        kind, _, one, other = steps[number]
        if kind in ("choice", "jump", "mark"):
            waiting += [one, other] if kind == "choice" else [one]
        else:
            first.append(steps[number])
    return first

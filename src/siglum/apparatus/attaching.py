"""`@from` and `@to` of an entry -> the two places in the tree that they lead to.

An end may be any element of the document: `#id`, also without the `#` or after the name of the
document's own file. Of the schemes of XPointer that TEI describes (Guidelines 17.2.4) those are
followed that name an element by its id: `left()`, `right()`, `range()`, `string-index()`,
`string-range()` and `match()` with plain words. An end in a note, in a reading that does not
stand in the text, or in another file leads nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from lxml import etree

from siglum.apparatus.points import POINTS, Spot, before
from siglum.apparatus.runningtext import RunningText, read_running_text
from siglum.source.namespaces import XML_ID
from siglum.source.trees import find_elements
from siglum.source.vocabulary import names

#: A word may be named by its number: from="12" is `<w n="12">`.
WORDS = names("w pc")
_NUMBER = re.compile(r"\d{1,7}")
_CALL = re.compile(r"(left|right|range|string-index|string-range|match)\((.{1,400})\)", re.DOTALL)
_QUOTED = re.compile(r"""['"](.*)['"]\s*""", re.DOTALL)
_PATTERN = frozenset("\\^$.|?*+()[]{}")


@dataclass(frozen=True, slots=True)
class Target:
    """What a pointer leads to: an element, or a stretch of letters in it.

    `first` and `last` count the letters of the element's text; None where its own edge is meant.
    `left` or `right` is a place beside the element.
    """

    element: etree._Element
    first: int | None = None
    last: int | None = None
    side: str = ""
    until: Target | None = None
    text: RunningText | None = field(default=None, compare=False, repr=False)

    @property
    def is_part(self) -> bool:
        """Whether it is not an element as a whole."""
        return self.first is not None or bool(self.side) or self.until is not None

    @property
    def is_point(self) -> bool:
        """Whether it is a place between letters rather than words."""
        if self.until is not None:
            return False
        return bool(self.side) or (self.first is not None and self.first == self.last)


class Targets:
    """The elements of a document by the names that pointers use for them."""

    def __init__(
        self,
        ids: Mapping[str, etree._Element],
        numbers: Mapping[str, etree._Element],
        files: Container[str] = (),
    ) -> None:
        """`ids` are elements by xml:id, `numbers` words by @n, `files` the document's own files."""
        self._ids, self._numbers, self._files = ids, numbers, files
        self._texts: dict[etree._Element, RunningText] = {}

    def find(self, pointer: str) -> Target | None:
        """The place that a pointer leads to, None if it leads nowhere in this document."""
        file, hash_, name = pointer.strip().rpartition("#")
        if file and file.rpartition("/")[2] not in self._files:
            return None
        if (element := self._ids.get(name)) is not None:
            return Target(element)
        if hash_:
            return self._scheme(unquote(name))
        if _NUMBER.fullmatch(name) and (word := self._numbers.get(name)) is not None:
            return Target(word)
        return None

    def _scheme(self, name: str) -> Target | None:
        if (element := self._ids.get(name)) is not None:
            return Target(element)
        call = _CALL.fullmatch(name.strip())
        if call is None:
            return None
        scheme, written = call.group(1), call.group(2)
        parts = _arguments(written)
        if scheme == "range":
            ends = [self._scheme(part.removeprefix("#")) for part in parts]
            if len(ends) != 2 or ends[0] is None or ends[1] is None:
                return None
            return replace(ends[0], until=ends[1])
        element = self._ids.get(parts[0].removeprefix("#"))
        if element is None:
            return None
        if scheme in ("left", "right"):
            return Target(element, side=scheme)
        if element not in self._texts:
            self._texts[element] = read_running_text(element)
        text = self._texts[element]
        if scheme == "match":
            found = _match(text.text, parts[1:])
        else:
            found = _counted(scheme, [int(part) for part in parts[1:] if _NUMBER.fullmatch(part)])
        if found is None or found[1] > len(text.text) or not text.pieces:
            return None
        return Target(element, *found, text=text)


def _counted(scheme: str, counts: list[int]) -> tuple[int, int] | None:
    """The letters that `string-index(id, 3)` and `string-range(id, 3, 8)` name."""
    if scheme == "string-index" and len(counts) == 1:
        return counts[0], counts[0]
    if scheme == "string-range" and len(counts) == 2:
        return counts[0], sum(counts)
    return None


def targets_of(tei: etree._Element, files: Container[str] = ()) -> Targets:
    """All elements of a document that pointers may name."""
    ids: dict[str, etree._Element] = {}
    for element in find_elements(tei, "descendant-or-self::*[@xml:id]"):
        ids.setdefault(element.get(XML_ID, "").strip(), element)
    return Targets(ids, numbered(tei.iter(*WORDS)), files)


def numbered(words: Iterable[etree._Element]) -> dict[str, etree._Element]:
    """Words by their numbers, if no other has the same."""
    numbers: dict[str, etree._Element] = {}
    twice: set[str] = set()
    for word in words:
        if (number := word.get("n")) and _NUMBER.fullmatch(number):
            twice.update((number,) if number in numbers else ())
            numbers[number] = word
    for number in twice:
        del numbers[number]
    return numbers


def is_mark(target: Target) -> bool:
    """Whether a target is a place, such as an anchor, rather than words."""
    return target.is_point or (target.until is None and target.element.tag in POINTS)


def _arguments(written: str) -> list[str]:
    """The arguments of a scheme, parted at commas outside of brackets and quotation marks."""
    parts, depth, quote = [""], 0, ""
    for sign in written:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        if sign == "," and not depth and not quote:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts]


def _match(text: str, parts: list[str]) -> tuple[int, int] | None:
    """`match(id, 'words', 2)`: plain words only, for patterns are not run from strange files."""
    quoted = _QUOTED.fullmatch(parts[0]) if parts else None
    if quoted is None or not _PATTERN.isdisjoint(quoted.group(1)) or not quoted.group(1):
        return None
    count = int(parts[1]) if len(parts) > 1 and _NUMBER.fullmatch(parts[1]) else 1
    at = -1
    for _ in range(min(count, len(text))):
        at = text.find(quoted.group(1), at + 1)
        if at < 0:
            return None
    return at, at + len(quoted.group(1))


def start_of(target: Target) -> Spot | None:
    """The place where an entry begins that has this target as @from."""
    if target.first is not None:
        return target.text.spot_before(target.first) if target.text else None
    if target.side == "right" or (target.element.tag in POINTS and not target.side):
        return Spot(target.element, True, 0)
    return before(target.element)


def end_of(target: Target) -> Spot | None:
    """The place where an entry ends that has this target as @to, or as its only end."""
    if target.until is not None:
        return end_of(target.until)
    if target.last is not None:
        if target.text is None or target.last == target.first:
            return start_of(target)
        return target.text.spot_after(target.last)
    if target.side == "left" or (target.element.tag in POINTS and not target.side):
        return before(target.element)
    return Spot(target.element, True, 0)

"""The file for harvesters -> the passages of a text, and the TEI of one or of a range.

Passages are numbered in document order, those within another one after it: what is in a passage,
or from one to another, is a stretch of these numbers.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from siglum.harvest.cuts import end_tags

_COLUMNS: Final = 'number, ref, level, parent, last, told, begin, "end", opening, closing'
_HEAD: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_WRAPPER: Final = b'<dts:wrapper xmlns:dts="https://w3id.org/api/dts#">'


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage: its place in the tree, what is said of it, and its place in the text."""

    number: int
    ref: str
    level: int
    around: str | None  # the reference of the passage around it
    parent: int | None
    last: int
    said: str = field(repr=False)
    begin: int
    end: int
    opening: int
    closing: int

    def told(self) -> dict[str, Any]:
        """The passage as a CitableUnit."""
        return {
            "identifier": self.ref,
            "@type": "CitableUnit",
            "level": self.level,
            "parent": self.around,
            **json.loads(self.said),
        }


class Trees:
    """The citation trees of one text."""

    def __init__(self, file: sqlite3.Connection, text: int) -> None:
        self._file = file
        self._text = text
        told = "SELECT name FROM trees WHERE text = ? ORDER BY number"
        self.names = [name for (name,) in file.execute(told, (text,))]

    def find(self, name: str) -> Tree | None:
        """The tree of that name; the first has none."""
        if name not in self.names:
            return None
        return Tree(self._file, self._text, self.names.index(name))


class Tree:
    """One citation tree of a text."""

    def __init__(self, file: sqlite3.Connection, text: int, number: int) -> None:
        self._file = file
        self._at = (text, number)

    @property
    def whole(self) -> tuple[int, int, int]:
        """The first and last number of all passages, and the level above them."""
        ((size,),) = self._file.execute(
            "SELECT count(*) FROM passages WHERE text = ? AND tree = ?", self._at
        )
        return 0, size - 1, 0

    @property
    def depth(self) -> int:
        """How many levels there are."""
        told = "SELECT max(level) FROM passages WHERE text = ? AND tree = ?"
        return int(self._file.execute(told, self._at).fetchone()[0] or 0)

    def find(self, ref: str) -> Passage | None:
        """The passage with that reference."""
        found = self._passages("AND p.ref = ?", ref)
        return found[0] if found else None

    def within(
        self, start: int, end: int, deepest: int | None, skip: int, most: int
    ) -> list[Passage]:
        """Passages from one number to another, to a level, in document order."""
        return self._passages(
            "AND p.number BETWEEN ? AND ? AND p.level <= ? ORDER BY p.number LIMIT ? OFFSET ?",
            start, end, _level(deepest), most, skip,
        )  # fmt: skip

    def count(self, start: int, end: int, deepest: int | None) -> int:
        """How many these are."""
        if deepest is None:
            return end - start + 1
        told = "AND number BETWEEN ? AND ? AND level <= ?"
        return self._count(told, start, end, deepest)

    def beside(self, passage: Passage, skip: int, most: int) -> list[Passage]:
        """The passages with the same one around them, itself among them."""
        told = "AND p.parent IS ? ORDER BY p.number LIMIT ? OFFSET ?"
        return self._passages(told, passage.parent, most, skip)

    def count_beside(self, passage: Passage) -> int:
        """How many these are."""
        return self._count("AND parent IS ?", passage.parent)

    def _count(self, told: str, *values: object) -> int:
        told = f"SELECT count(*) FROM passages WHERE text = ? AND tree = ? {told}"  # noqa: S608
        return int(self._file.execute(told, (*self._at, *values)).fetchone()[0])

    def _passages(self, told: str, *values: object) -> list[Passage]:
        columns = ", ".join(f"p.{name}" for name in _COLUMNS.split(", "))
        rows = self._file.execute(
            f"SELECT {columns}, a.ref FROM passages p LEFT JOIN passages a"  # noqa: S608
            " ON a.text = p.text AND a.tree = p.tree AND a.number = p.parent"
            f" WHERE p.text = ? AND p.tree = ? {told}",
            (*self._at, *values),
        )
        return [
            Passage(number, ref, level, around, parent, *rest)
            for number, ref, level, parent, *rest, around in rows
        ]


def _level(deepest: int | None) -> int:
    return 1 << 30 if deepest is None else deepest


def text_of(file: sqlite3.Connection, key: int) -> list[bytes]:
    """A whole text, in parts."""
    ((data,),) = file.execute("SELECT data FROM records WHERE key = ?", (key,))
    return [_HEAD, data, b"\n"]


def fragment(
    file: sqlite3.Connection, text: int, key: int, first: Passage, last: Passage
) -> list[bytes]:
    """The text from one passage to another, with the elements around it, in parts.

    What is around both stands outside the wrapper, what is around one of them alone within it.
    """
    opening = _context(file, text, first.opening)
    # The second may lie in the first
    ending = first if first.end > last.end else last
    closing = _context(file, text, ending.closing)
    both = 0
    for one, other in zip(opening, closing, strict=False):
        if one[0] != other[0]:
            break
        both += 1
    with file.blobopen("records", "data", key, readonly=True) as blob:
        blob.seek(first.begin)
        data = blob.read(ending.end - first.begin)
    outer = [tag for _, tag in opening[:both]]
    inner = [tag for _, tag in opening[both:]]
    return [
        _HEAD, *outer, _WRAPPER, *inner, data, end_tags([tag for _, tag in closing[both:]]),
        b"</dts:wrapper>", end_tags(outer), b"\n",
    ]  # fmt: skip


def _context(file: sqlite3.Connection, text: int, number: int) -> Sequence[tuple[int, bytes]]:
    told = "SELECT tags FROM contexts WHERE text = ? AND number = ?"
    ((tags,),) = file.execute(told, (text, number))
    return [(one, tag.encode()) for one, tag in json.loads(tags)]

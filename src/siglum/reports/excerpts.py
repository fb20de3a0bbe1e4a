"""Places in files -> the line of each as it stands there, with the spot marked."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from siglum.findings import Place
from siglum.reports.plain import spelt

#: So much of a line is shown before and after what is marked, and at most so much is marked.
_BEFORE: Final = 64
_AFTER: Final = 88
_MARKED: Final = 160
#: Larger files are not opened a second time.
_LARGEST: Final = 64 * 1024 * 1024

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_LINE_END = re.compile(r"\r\n|\r|\n")
# What a place points at: a tag, an attribute with its value, a reference, or a word
_MARK = re.compile(
    r"""<[/?!]?[\w:.-]+|[\w:.-]+\s*=\s*(?:"[^"]*"?|'[^']*'?)|&\#?\w+;?|[^\s<>&"'=]+|.""", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Part of a line: what stands before the spot, the spot, and what follows."""

    before: str
    marked: str
    after: str


class Excerpts:
    """Shows places; keeps the lines of the file that was asked for last."""

    def __init__(self) -> None:
        self._file = ""
        self._lines: list[str] = []

    def show(self, place: Place) -> Excerpt | None:
        """The line of `place`; None where there is none, or the file cannot be read."""
        if not place.line:
            return None
        if place.file != self._file:
            self._file, self._lines = place.file, _lines_of(Path(place.file))
        if place.line > len(self._lines):
            return None
        return _excerpt(self._lines[place.line - 1], max(place.column - 1, 0))


def _lines_of(file: Path) -> list[str]:
    """The lines of a file; none if it cannot be read."""
    try:
        if not file.is_file() or file.stat().st_size > _LARGEST:
            return []
        data = file.read_bytes()
    except (OSError, ValueError):
        return []
    return _LINE_END.split(_decoded(data))


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    declared = _DECLARED.match(data[:200])
    encoding = declared[1].decode() if declared else "utf-8"
    try:
        return data.decode(encoding, "replace")
    except (LookupError, ValueError):
        return data.decode("utf-8", "replace")


def _excerpt(line: str, column: int) -> Excerpt:
    """The part of `line` around `column` (from 0), with what stands there marked."""
    mark = _MARK.match(line, column, column + _MARKED)
    end = mark.end() if mark else min(column, len(line))
    start = min(column, len(line))
    before, after = line[:start].lstrip(), line[end:].rstrip()
    if len(before) > _BEFORE:
        before = "…" + before[-_BEFORE:]
    if len(after) > _AFTER:
        after = after[:_AFTER] + "…"
    return Excerpt(*map(_visible, (before, line[start:end], after)))


def _visible(text: str) -> str:
    return spelt(text.replace("\ufeff", "").replace("\t", " "))

"""Two texts as streams of letters with the gaps between them -> where they differ.

A stream keeps the letters of a text apart from its white space, so that «a word is missing» and
«a space is missing» are two different observations.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field

#: What may stand between two letters. TIGHT: no space; SPACE: a space; FREE: either will do,
#: since a block begins or ends there, or the layout of the source alone parts the two.
TIGHT, SPACE, FREE, GLUE = "tight", "space", "free", "glue"
_WHITE = " \t\r\n\u00a0\u2009\u200b"


@dataclass(slots=True)
class Stream:
    """Letters in order; `gaps` says what stands before the letter at a position."""

    letters: list[str] = field(default_factory=list)
    gaps: dict[int, str] = field(default_factory=dict)
    marks: list[tuple[int, int]] = field(default_factory=list)  # position -> line of the source
    length: int = 0
    _pending: str = TIGHT

    @property
    def text(self) -> str:
        """The letters as one string."""
        if len(self.letters) > 1:
            self.letters[:] = ["".join(self.letters)]
        return self.letters[0] if self.letters else ""

    def gap(self, kind: str) -> None:
        """What stands before the next letter; the stronger of two wins."""
        order = (TIGHT, SPACE, FREE, GLUE)
        if order.index(kind) > order.index(self._pending):
            self._pending = kind

    def add(self, text: str, line: int = 0) -> None:
        """Add text as it stands in a file; runs of white space become gaps."""
        if not text:
            return
        text = unicodedata.normalize("NFC", text).replace("\u00ad", "")
        start = 0
        for n, letter in enumerate(text):
            if letter in _WHITE:
                self._set(text[start:n], line)
                start = n + 1
                self.gap(SPACE)
        self._set(text[start:], line)

    def _set(self, letters: str, line: int) -> None:
        if not letters:
            return
        if self._pending != TIGHT and self.length:
            self.gaps[self.length] = TIGHT if self._pending == GLUE else self._pending
        self._pending = TIGHT
        if line and (not self.marks or self.marks[-1][1] != line):
            self.marks.append((self.length, line))
        self.letters.append(letters)
        self.length += len(letters)

    def line(self, position: int) -> int:
        """The line of the source that the letter at `position` stands near."""
        at = bisect_right(self.marks, (position, 1 << 30)) - 1
        return self.marks[at][1] if at >= 0 else 0

    def show(self, position: int, width: int = 28) -> str:
        """The text around a position, with its spaces, for a report."""
        text = self.text
        first = max(0, position - width)
        parts: list[str] = []
        for n in range(first, min(len(text), position + width)):
            if n > first and self.gaps.get(n, TIGHT) != TIGHT:
                parts.append(" ")
            if n == position:
                parts.append("¦")
            parts.append(text[n])
        return "".join(parts)

    def words(self) -> list[str]:
        """The words, parted at every gap that is not tight."""
        text, cuts = self.text, sorted(n for n, kind in self.gaps.items() if kind != TIGHT)
        return [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True) if a < b]


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where two streams differ: what the first has there and what the second."""

    at: int
    other: int
    missing: str
    added: str


def compare_letters(
    first: str, second: str, reach: int = 20_000
) -> tuple[list[Difference], list[tuple[int, int, int]]]:
    """Where letters were lost or added -> differences, and the runs that are equal.

    Runs are (start in `first`, start in `second`, length). After a difference the streams are
    brought together again at the next place where both have the same letters for a while.
    """
    found: list[Difference] = []
    runs: list[tuple[int, int, int]] = []
    i = j = 0
    while i < len(first) or j < len(second):
        same = _same(first, i, second, j)
        if same:
            runs.append((i, j, same))
            i, j = i + same, j + same
            continue
        to, other = _meet(first, i, second, j, reach)
        if to > i + 3 and (at := second.find(first[i:to], j, other)) > j:
            found.append(Difference(i, j, "", second[j:at]))  # a short word between additions
            j = at
            continue
        found.append(Difference(i, j, first[i:to], second[j:other]))
        i, j = to, other
    return found, runs


def _same(first: str, i: int, second: str, j: int) -> int:
    step, same = 4096, 0
    while step:
        if (
            i + same + step <= len(first)
            and first[i + same : i + same + step] == second[j + same : j + same + step]
        ):
            same += step
        else:
            step //= 2
    return same


def _meet(first: str, i: int, second: str, j: int, reach: int) -> tuple[int, int]:
    for size, far in ((12, 8), (20, reach), (6, 60)):
        best: tuple[int, int, int] | None = None
        for step in range(min(far, len(first) - i) + 1):
            if best is not None and 8 * step >= best[0]:
                break
            gram = first[i + step : i + step + size]
            if len(gram) < size and i + step + len(gram) < len(first):
                break
            if not gram:
                break
            at = second.find(gram, j, j + far + size)
            if at < 0:
                continue
            cost = 8 * step + at - j  # pages add more than they lose
            if best is None or cost < best[0]:
                best = (cost, i + step, at)
        if best is not None:
            return best[1], best[2]
    return len(first), len(second)


def compare_gaps(
    first: Stream, second: Stream, runs: list[tuple[int, int, int]]
) -> tuple[list[tuple[int, int, str]], int]:
    """Spaces that `second` has and `first` has not, or the other way -> places, number looked at.

    Only gaps inside runs of equal letters are judged.
    """
    wrong: list[tuple[int, int, str]] = []
    seen = 0
    for i, j, length in runs:
        places = {n for n in first.gaps if i < n < i + length}
        places |= {n - j + i for n in second.gaps if j < n < j + length}
        for n in sorted(places):
            seen += 1
            want, got = first.gaps.get(n, TIGHT), second.gaps.get(n - i + j, TIGHT)
            if want == TIGHT and got != TIGHT:
                wrong.append((n, n - i + j, "a space that the source has not"))
            elif want == SPACE and got == TIGHT:
                wrong.append((n, n - i + j, "a space of the source is missing"))
    return wrong, seen

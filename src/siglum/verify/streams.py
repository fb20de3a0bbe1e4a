"""Two texts as streams of letters with the gaps between them -> where they differ.

A stream keeps the letters of a text apart from its white space, so that «a word is missing» and
«a space is missing» are two different observations.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from lxml import etree

#: What may stand between two letters. TIGHT: no space; SPACE: a space; FREE: either will do, since
#: a block begins or ends there; GLUE: a word goes on, whatever white space stands in the file.
TIGHT, SPACE, FREE, GLUE = 0, 1, 2, 3
#: Differences up to this many letters are looked at letter by letter.
_FINE, _CLOSE = 2000, 3000
#: What is equal for so long within a difference parts it in two.
_LONG = 8
#: Where texts are brought together by more letters than so many, fewer prove nothing.
_SHORT = 6
#: Where it costs more to go on, there is probably a nearer place.
_LOST = 800
_NEARBY = 30
#: So many letters tell whether two places are the same, signs aside.
_TRIED = 60
SEEN_BLANK = frozenset(
    " \t\r\n\f\v\u00a0\u202f\u205f\u3000\u2028\u2029"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
)
#: Letters that no reader sees: they are laid out, not read.
UNSEEN = frozenset(
    "\u00ad\u200b\u2060\u2061\u2062\u2063\u2064\ufeff"
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_DROP = dict.fromkeys(map(ord, UNSEEN))


def plain(text: str) -> str:
    """`text` in one form of Unicode, without letters that are laid out but not read."""
    return unicodedata.normalize("NFC", text).translate(_DROP)


def letters_of(text: str) -> str:
    """The letters of `text`, without its white space."""
    return "".join(letter for letter in plain(text) if letter not in SEEN_BLANK)


@dataclass(slots=True)
class Stream:
    """Letters in order; `gaps` says what stands before the letter at a position."""

    pieces: list[str] = field(default_factory=list)
    gaps: dict[int, int] = field(default_factory=dict)
    marks: list[tuple[int, etree._Element]] = field(default_factory=list)
    length: int = 0
    pending: int = TIGHT

    @property
    def text(self) -> str:
        """The letters as one string."""
        if len(self.pieces) > 1:
            self.pieces[:] = ["".join(self.pieces)]
        return self.pieces[0] if self.pieces else ""

    def gap(self, kind: int) -> None:
        """What stands before the next letter; the stronger of two wins."""
        self.pending = max(self.pending, kind)

    def add(self, text: str | None, near: etree._Element | None = None) -> None:
        """Add text as it stands in a file, at an element; runs of white space become gaps."""
        if not text:
            return
        start = 0
        text = plain(text)
        for n, letter in enumerate(text):
            if letter in SEEN_BLANK:
                self._set(text[start:n], near)
                start = n + 1
                self.gap(SPACE)
        self._set(text[start:], near)

    def append(self, other: Stream) -> None:
        """Add what another stream holds, after the gap that is due here."""
        if not other.length:
            return
        start = self.length
        marks = [(start + at, near) for at, near in other.marks]
        self._set(other.text, None)
        self.gaps.update((start + at, kind) for at, kind in other.gaps.items())
        self.marks += marks

    def _set(self, letters: str, near: etree._Element | None) -> None:
        if not letters:
            return
        apart = self.pending in (SPACE, FREE)
        if self.pending != TIGHT and self.length:
            self.gaps[self.length] = TIGHT if self.pending == GLUE else self.pending
        self.pending = TIGHT
        if near is not None and (not self.marks or self.marks[-1][1] is not near):
            self.marks.append((self.length, near))
        if self.pieces and not apart and _composes(self.pieces[-1], letters):
            # a mark that another element set on the letter before
            before = self.pieces.pop()
            joined = unicodedata.normalize("NFC", before + letters)
            self.length += len(joined) - len(before)
            self.pieces.append(joined)
            return
        self.pieces.append(letters)
        self.length += len(letters)

    def near(self, position: int) -> etree._Element | None:
        """The element of the source that the letter at `position` stands in or behind."""
        at = bisect_right(self.marks, position, key=lambda mark: mark[0]) - 1
        return self.marks[at][1] if at >= 0 else None

    def show(self, first: int, last: int) -> str:
        """The text between two positions, with its spaces."""
        text = self.text
        parts: list[str] = []
        for n in range(max(first, 0), min(last, len(text))):
            if n > first and self.gaps.get(n, TIGHT) != TIGHT:
                parts.append(" ")
            parts.append(text[n])
        return "".join(parts)

    def words(self) -> list[str]:
        """The words, parted at every gap that is not tight."""
        text, cuts = self.text, sorted(n for n, kind in self.gaps.items() if kind != TIGHT)
        return [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True) if a < b]

    def __str__(self) -> str:
        return " ".join(self.words())


def _composes(before: str, letters: str) -> bool:
    """Whether the first of some letters belongs to the last one of those before."""
    if unicodedata.combining(letters[0]):
        return True
    return not unicodedata.is_normalized("NFC", before[-1] + letters[0])


@dataclass(frozen=True, slots=True)
class Unlike:
    """A place where two streams differ: what the first has there and what the second."""

    at: int
    other: int
    missing: str
    extra: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where two streams differ, and the runs of letters that are equal in both."""

    differences: tuple[Unlike, ...]
    runs: tuple[tuple[int, int, int], ...]  # start in the first, start in the second, length

    def to_other(self, position: int) -> int:
        """Where the letter at `position` of the first stands in the second; -1 if nowhere."""
        at = bisect_right(self.runs, position, key=lambda run: run[0]) - 1
        if at >= 0:
            start, other, length = self.runs[at]
            if position < start + length:
                return other + position - start
        return -1

    def to_first(self, position: int) -> int:
        """Where the letter at `position` of the second stands in the first; -1 if nowhere."""
        at = bisect_right(self.runs, position, key=lambda run: run[1]) - 1
        if at >= 0:
            start, other, length = self.runs[at]
            if position < other + length:
                return start + position - other
        return -1


def align(first: str, second: str, reach: int = 20_000) -> Alignment:
    """Where letters were lost or added.

    After a difference the streams are brought together again at the next place where both have
    the same letters for a while. Linear in the length of the texts, but for differences.
    """
    found: list[Unlike] = []
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
            found.append(Unlike(i, j, "", second[j:at]))  # a short word between additions
            j = at
            continue
        within = _within(first[i:to], second[j:other], i, j)
        found += _parts(i, j, to, other, [run for run in within if run[2] >= _LONG], first, second)
        runs += within
        i, j = to, other
    return Alignment(tuple(found), tuple(runs))


def align_closely(first: str, second: str) -> tuple[Unlike, ...]:
    """Where two short texts differ, letter by letter; long ones are compared as `align` does."""
    if len(first) + len(second) > _CLOSE:
        return align(first, second).differences
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    found: list[Unlike] = []
    i = j = 0
    for block in blocks:
        if block.a > i or block.b > j:
            found.append(Unlike(i, j, first[i : block.a], second[j : block.b]))
        i, j = block.a + block.size, block.b + block.size
    return tuple(found)


def _within(missing: str, extra: str, at: int, other: int) -> list[tuple[int, int, int]]:
    """What is equal even within a difference: signs between letters that agree."""
    if not missing or not extra or len(missing) + len(extra) > _FINE:
        return []
    blocks = SequenceMatcher(None, missing, extra, autojunk=False).get_matching_blocks()
    return [(at + b.a, other + b.b, b.size) for b in blocks if b.size > 1]


def _parts(
    i: int,
    j: int,
    to: int,
    other: int,
    runs: list[tuple[int, int, int]],
    first: str,
    second: str,
) -> list[Unlike]:
    """One difference, parted where a longer stretch within it is equal."""
    found: list[Unlike] = []
    for at, spot, length in [*runs, (to, other, 0)]:
        if at > i or spot > j:
            found.append(Unlike(i, j, first[i:at], second[j:spot]))
        i, j = at + length, spot + length
    return found


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
    """Where both go on alike: by many letters wherever that is, by fewer if it is nearer by far."""
    close = _meeting(first, i, second, j, 12, 8)
    if close is not None:
        return close[1], close[2]
    ways = [_meeting(first, i, second, j, 20, reach)]
    if ways[0] is None or ways[0][0] > _LOST:
        # of lines that are short and numbered, so many letters never stand together
        ways.append(_meeting(first, i, second, j, 10, reach))
    if not any(way is not None and way[0] < _NEARBY for way in ways):
        near = _meeting(first, i, second, j, 6, 60)  # of words with signs in each of them
        if near is not None and (ways == [None, None] or _agree(first, near[1], second, near[2])):
            ways.append(near)
    found = [way for way in ways if way is not None]
    return min(found)[1:] if found else (len(first), len(second))


def _agree(first: str, i: int, second: str, j: int) -> bool:
    """Whether most letters from two places on are the same, in their order."""
    one, two = first[i : i + _TRIED], second[j : j + 2 * _TRIED]
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
    return 5 * sum(block.size for block in blocks) > 4 * len(one)


def _meeting(
    first: str, i: int, second: str, j: int, size: int, far: int
) -> tuple[int, int, int] | None:
    """What it costs to go on where `size` letters are alike, and where that is in both."""
    best: tuple[int, int, int] | None = None
    for step in range(min(far, len(first) - i) + 1):
        if best is not None and 8 * step >= best[0]:
            break
        gram = first[i + step : i + step + size]
        if len(gram) < size and (i + step + len(gram) < len(first) or len(gram) < _SHORT < size):
            break  # a few letters at the end of a text may stand anywhere
        if not gram:
            break
        at = second.find(gram, j, j + far + size)
        if at < 0:
            continue
        cost = 8 * step + at - j  # pages add more than they lose
        if best is None or cost < best[0]:
            best = (cost, i + step, at)
    return best


def compare_gaps(
    first: Stream, second: Stream, runs: Sequence[tuple[int, int, int]]
) -> list[tuple[int, int, bool]]:
    """Spaces that only one of two streams has -> positions in both, and whether the second has it.

    Only gaps between equal letters are judged.
    """
    wrong: list[tuple[int, int, bool]] = []
    here, there = sorted(first.gaps), sorted(second.gaps)
    for i, j, length in runs:
        places = set(here[bisect_right(here, i) : bisect_left(here, i + length)])
        others = there[bisect_right(there, j) : bisect_left(there, j + length)]
        places.update(n - j + i for n in others)
        for n in sorted(places):
            want, got = first.gaps.get(n, TIGHT), second.gaps.get(n - i + j, TIGHT)
            if FREE not in (want, got) and want != got:
                wrong.append((n, n - i + j, want == TIGHT))
    return wrong


def same(first: Stream, second: Stream) -> bool:
    """The same letters, and no space more or less where both are clear."""
    return first.text == second.text and not compare_gaps(first, second, [(0, 0, first.length)])

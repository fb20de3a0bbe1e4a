"""A text and its print -> their alignment, where signs or notes hide what is alike.

Inscriptions have brackets and signs within words, and the same words may follow in plain letters:
then letters with their signs first meet in the wrong place. Of two alignments the one that loses
fewer letters is right. Notes between the lines may be much like them, and are left aside.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from siglum.verify.explaining import turns
from siglum.verify.runs import Run
from siglum.verify.streams import Alignment, Unlike, align
from siglum.verify.tokens import Mark

#: Stretches up to this many letters are looked at sign by sign.
_FINE = 2000
#: Words shown by a pointer are looked for if they have so many letters, by so many beside it.
_TOLD, _BESIDE = 24, 12
#: Numbers before notes, perhaps with a letter.
_NUMBER = re.compile(r"\d{1,4}(?=\D)(?P<letter>[a-z]?)")


def align_print(first: str, second: str, aside: Sequence[tuple[int, int]]) -> Alignment:
    """Bring `first` and `second` together; `aside` are stretches of `second` that stand alone."""
    whole = align(first, second)
    lost = _lost(whole, aside)
    if not lost:
        return whole
    bare = _by_letters(first, second, aside)
    return bare if _lost(bare, aside) < lost else whole


def align_beside(first: str, second: str, aside: Sequence[tuple[int, int]]) -> Alignment:
    """Bring `first` together with `second` but for some stretches of it, which become additions.

    Notes may stand between the lines of a text and be so like it, as a translation into a kindred
    language is, that words would first meet in them.
    """
    cuts: list[tuple[int, int]] = []  # in order, none within another
    for start, end in sorted(aside):
        if start >= (cuts[-1][1] if cuts else 0):
            cuts.append((start, end))
    pieces = zip(
        [0, *(end for _, end in cuts)], [*(at for at, _ in cuts), len(second)], strict=True
    )
    stretches = list(pieces)
    inner = align(first, "".join(second[at:end] for at, end in stretches))
    begins: list[int] = []  # where each stretch begins in what is left
    length = 0
    for at, end in stretches:
        begins.append(length)
        length += end - at

    def place(position: int, *, behind: bool) -> int:
        """A position of what is left in the whole; `behind` what was cut out there, or before."""
        at = (bisect_right if behind else bisect_left)(begins, position, 1) - 1
        return stretches[at][0] + position - begins[at]

    runs: list[tuple[int, int, int]] = []
    for at, other, size in inner.runs:
        ends = [*(n for n in begins[1:] if other < n < other + size), other + size]
        for end in ends:
            runs.append((at, place(other, behind=True), end - other))
            at, other = at + end - other, end
    differences: list[Unlike] = []
    covered: set[int] = set()
    for one in inner.differences:
        stop = one.other + len(one.extra)
        start, end = place(one.other, behind=one.other in covered), place(stop, behind=True)
        covered.update(n for n in begins[1:] if one.other <= n <= stop)
        differences.append(Unlike(one.at, start, one.missing, second[start:end]))
    for (start, end), begin in zip(cuts, begins[1:], strict=True):
        if begin not in covered:
            at = inner.to_first(begin - 1) + 1 if begin else 0
            differences.append(Unlike(at, start, "", second[start:end]))
    return Alignment(tuple(sorted(differences, key=lambda one: one.other)), tuple(runs))


def by_lines(alignment: Alignment, first: str, body: Run) -> Alignment:
    """The same, but what was added begins with a line wherever it may.

    «12129» for «129» has «12» before it, in a line of its own, and not «12» behind its «12».
    """
    starts = {*body.starts, len(body.letters)}
    runs = {(i + length, j + length): (i, j, length) for i, j, length in alignment.runs}
    begins = {(i, j): (i + length, j + length) for i, j, length in alignment.runs}
    differences: list[Unlike] = []
    for one in alignment.differences:
        stop = one.other + len(one.extra)
        ways = [] if one.missing else [*turns(one, first, body.letters)]
        lines = [way for way in ways if way.other in starts]
        whole = [way for way in lines if way.other + len(way.extra) in starts]
        way = min(whole or lines, key=lambda way: abs(way.at - one.at), default=one)
        shift = way.at - one.at
        before, after = runs.get((one.at, one.other)), begins.get((one.at, stop))
        if shift < 0 and (before is None or before[2] < -shift or after is None):
            way, shift = one, 0
        if shift > 0 and (after is None or after[0] - one.at < shift or before is None):
            way, shift = one, 0
        if shift and before is not None and after is not None:
            del runs[one.at, one.other], begins[before[:2]], runs[after], begins[one.at, stop]
            i, j, length = before
            there = i + length + shift, j + length + shift
            runs[there], begins[i, j] = (i, j, length + shift), there
            own = way.at, way.other + len(way.extra)
            runs[after], begins[own] = (*own, after[0] - own[0]), after
        differences.append(way)
    kept = sorted(run for run in runs.values() if run[2])
    return Alignment(tuple(differences), tuple(kept))


def named_in(body: Run, marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """Where the body of a book names pictures and signs, which are no words of the text."""
    for name in {text for mark in marks if mark.kind == "g" for text in mark.texts if text}:
        if name.startswith("⟨"):
            yield from (found.span() for found in re.finditer(re.escape(name), body.letters))
    at = 0
    for mark in marks:
        spots = (body.letters.find(text, at) for text in mark.texts if text)
        if mark.kind != "graphic" or (spot := next((n for n in spots if n >= 0), -1)) < 0:
            continue
        at = spot + max(len(text) for text in mark.texts if body.letters.startswith(text, spot))
        yield spot, at


def pointed_in(body: Run, text: str, marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """Where the body of a book has words that a pointer shows and that stand elsewhere too.

    They are known by what stands before or behind the pointer in `text`.
    """
    at = 0
    for mark in marks:
        if mark.kind != "ptr":
            continue
        before, behind = text[max(mark.at - _BESIDE, 0) : mark.at], text[mark.at :][:_BESIDE]
        for told in mark.texts:
            if len(told) < _TOLD or told not in text:
                continue
            spots = [body.letters.find(f"{before}{told}", max(at - len(before), 0))]
            spots = [spot + len(before) for spot in spots if spot >= 0]
            if not spots and behind:
                spots = [spot for spot in [body.letters.find(f"{told}{behind}", at)] if spot >= 0]
            if spots:
                at = spots[0] + len(told)
                yield spots[0], at
                break


def listed_in(body: Run, listed: Iterable[str]) -> list[tuple[int, int]]:
    """Where lines of the body hold an entry of a list, given by its letters, and nothing else.

    A number may stand before it, as it does before a note.
    """
    borders = {*body.starts, len(body.letters)}
    begins = {start: start for start in body.starts}  # where words may begin -> where their line
    for start in body.starts:
        if number := _NUMBER.match(body.letters, start):
            begins.setdefault(number.start("letter"), start)
            begins.setdefault(number.end(), start)
    found: list[tuple[int, int]] = []
    for text in filter(None, listed):
        spots = (spot for spot in begins if body.letters.startswith(text, spot))
        found += ((begins[spot], spot + len(text)) for spot in spots if spot + len(text) in borders)
    return sorted(found)


def _lost(alignment: Alignment, aside: Sequence[tuple[int, int]]) -> int:
    """How many letters, signs aside, the second text lacks, or takes from what stands alone."""
    lost = sum(letter.isalnum() for one in alignment.differences for letter in one.missing)
    return lost + sum(alignment.to_first(n) >= 0 for span in aside for n in range(*span))


def _by_letters(first: str, second: str, aside: Sequence[tuple[int, int]]) -> Alignment:
    here = _letters(first, ())
    there = _letters(second, aside)
    inner = align("".join(first[n] for n in here), "".join(second[n] for n in there))
    pairs = ((here[i + n], there[j + n]) for i, j, length in inner.runs for n in range(length))
    runs = list(_joined(_with_signs(first, second, _joined((i, j, 1) for i, j in pairs))))
    solid = _without(
        runs,
        [(here[d.at], here[d.at + len(d.missing) - 1] + 1) for d in inner.differences if d.missing],
    )
    differences: list[Unlike] = []
    i = j = 0
    for at, other, length in [*solid, (len(first), len(second), 0)]:
        if at > i or other > j:
            differences.append(Unlike(i, j, first[i:at], second[j:other]))
        i, j = at + length, other + length
    return Alignment(tuple(differences), tuple(runs))


def _without(
    runs: Iterable[tuple[int, int, int]], unlike: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, int]]:
    """The runs outside of some stretches of the first text: a few letters in there are chance."""
    number = 0
    for at, other, length in runs:
        end = at + length
        while number < len(unlike) and unlike[number][1] <= at:
            number += 1
        start, n = at, number
        while n < len(unlike) and unlike[n][0] < end:
            if unlike[n][0] > start:
                yield start, other + start - at, unlike[n][0] - start
            start = min(unlike[n][1], end)
            n += 1
        if start < end:
            yield start, other + start - at, end - start


def _letters(text: str, aside: Sequence[tuple[int, int]]) -> list[int]:
    """Where letters and numbers stand, outside of some stretches."""
    left = {n for first, last in aside for n in range(first, last)}
    return [n for n, letter in enumerate(text) if letter.isalnum() and n not in left]


def _joined(runs: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Runs of which none goes on where another ends."""
    start = other = length = 0
    for at, spot, more in runs:
        if length and at == start + length and spot == other + length:
            length += more
            continue
        if length:
            yield start, other, length
        start, other, length = at, spot, more
    if length:
        yield start, other, length


def _with_signs(
    first: str, second: str, runs: Iterable[tuple[int, int, int]]
) -> Iterator[tuple[int, int, int]]:
    """Runs of letters, and between them what is alike of signs."""
    i = j = 0
    for at, other, length in [*runs, (len(first), len(second), 0)]:
        missing, extra = first[i:at], second[j:other]
        if missing and extra and len(missing) + len(extra) <= _FINE:
            blocks = SequenceMatcher(None, missing, extra, autojunk=False).get_matching_blocks()
            for block in blocks:
                if block.size > 1 or (block.size and not missing[block.a].isalnum()):
                    yield i + block.a, j + block.b, block.size
        if length:
            yield at, other, length
        i, j = at + length, other + length

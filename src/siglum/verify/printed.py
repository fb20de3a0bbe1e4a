"""Printed lines -> one run of letters, in which entries and notes are found step by step.

Print has no classes: what is lemma, siglum or reading is told only by what the source leads one to
expect. So each entry is looked for as a whole, in order; between its steps may stand only
numbers, signs and words that siglum says. What no entry has taken is left over.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from siglum.verify.book import Row
from siglum.verify.forms import Forms
from siglum.verify.generated import ABSENCES, BESIDE_LINES, LONG_SIGNS, SIGNS
from siglum.verify.nearby import is_unspaced
from siglum.verify.streams import FREE, SPACE, TIGHT, Stream, letters_of
from siglum.verify.tags import NOTES
from siglum.verify.tokens import SIGLA, SOURCES, TEXT, WORD, Mark, Steps, Token

#: Numbers of lines and of notes, ranks and marks: their sizes against that of the letters around.
_LINE_NUMBER, _NOTE_NUMBER, _SMALL = 0.94, 0.9, 0.78
_NEAR = 0.012
_MOST = 60  # how many things may stand between two steps
_OPENING = frozenset("[⟨{⟦")
_ADDRESS = 12  # a mark of so many letters is no word that happens to begin alike
#: Marks with which an entry may end: a sign that has a name, a pointer, a relation in words.
_LAST = frozenset({"g", "ptr", "related"})
_WAYS = 40  # how many ways to read an entry are tried


@dataclass(slots=True)
class Run:
    """Letters in print, one after the other, with what a reader sees between them."""

    letters: str = ""
    gaps: dict[int, int] = field(default_factory=dict)
    sizes: list[float] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)  # where each row begins
    hyphens: set[int] = field(default_factory=set)  # before which letters a hyphen was taken away
    used: bytearray = field(default_factory=bytearray)

    def stream(self) -> Stream:
        """The run as a stream."""
        stream = Stream()
        stream.pieces, stream.length, stream.gaps = [self.letters], len(self.letters), self.gaps
        return stream

    def part(self, first: int, last: int) -> Run:
        """A stretch of the run, as one of its own."""
        part = Run(self.letters[first:last])
        part.gaps = {n - first: k for n, k in self.gaps.items() if first < n < last}
        part.sizes = self.sizes[first:last]
        part.rows, part.starts = self.rows, [start - first for start in self.starts]
        part.hyphens = {n - first for n in self.hyphens}
        part.used = bytearray(last - first)
        return part

    def row_at(self, position: int) -> int:
        """The number of the row that holds a letter."""
        low, high = 0, len(self.starts)
        while low < high:
            middle = (low + high) // 2
            if self.starts[middle] <= position:
                low = middle + 1
            else:
                high = middle
        return max(low - 1, 0)

    def page_at(self, position: int) -> int:
        """The page, counted from 1, that holds a letter."""
        return self.rows[self.row_at(position)].page if self.rows else 0

    def show(self, first: int, last: int) -> str:
        """Some of the letters, with their spaces."""
        return self.stream().show(first, last)


def run_of(rows: Iterable[Row]) -> Run:
    """Rows in reading order -> one run; divided words are joined."""
    run = Run()
    pieces: list[str] = []
    length = 0
    divided = False
    for row in rows:
        if length:
            run.gaps[length] = TIGHT if divided else FREE
            if divided:
                run.hyphens.add(length)
        run.rows.append(row)
        run.starts.append(length)
        for n, glyph in enumerate(row.glyphs):
            if n in row.spaces:
                run.gaps[length] = SPACE
            pieces.append(glyph.letter)
            run.sizes.append(glyph.size)
            length += 1
        for n, (one, two) in enumerate(pairwise(row.glyphs), start=length - len(row.glyphs) + 1):
            if abs(one.y - two.y) > 1 and n in run.gaps:
                run.gaps[n] = FREE  # beside raised letters a space is no more than a guess
        divided = row.divided
    run.letters = "".join(pieces)
    run.used = bytearray(length)
    return run


class Finder:
    """Looks for entries and notes in one run."""

    def __init__(self, run: Run, size: float, words: Mapping[str, str], forms: Forms) -> None:
        self.run, self.forms = run, forms
        self._size = size  # of the letters of the foot
        elsewhere = {*ABSENCES, *BESIDE_LINES}
        said = {letters_of(word) for key, word in words.items() if key not in elsewhere}
        self._words = sorted((word for word in said if len(word) > 1), key=len, reverse=True)
        self._absences = [letters_of(words[key]) for key in ABSENCES if words.get(key)]
        self._closing = [
            letters_of(words[key]) for key in ("sic", "orig", "abbr") if words.get(key)
        ]
        self._signs = {word for word in said if len(word) == 1} | SIGNS
        #: What parts a lemma from its readings; before it may stand which of several words it is.
        self._closes = re.compile(rf"[^\w(]*\d*[^\w(]*{re.escape(forms.sign)}")
        self.numbers = self._numbers()  # where a number of a line stands, and which
        self._sigla: set[str] = set()  # of all entries that are looked for

    def _numbers(self) -> dict[int, str]:
        sizes, letters = self.run.sizes, self.run.letters
        found: dict[int, str] = {}
        at = 0
        while at < len(letters):
            end = at
            while end < len(letters) and abs(sizes[end] / self._size - _LINE_NUMBER) < _NEAR:
                end += 1
            if end > at and letters[at:end] != self.forms.repeated:
                found[at] = letters[at:end]
            at = max(end, at + 1)
        return found

    def number_of(self, start: int, end: int) -> str:
        """The number of the line that an entry belongs to: its own, or the last on its page."""
        places = list(self.numbers)
        at = bisect_left(places, start)
        if at < len(places) and places[at] < end:
            return self.numbers[places[at]]
        if at and self.run.page_at(places[at - 1]) == self.run.page_at(start):
            return self.numbers[places[at - 1]]
        return ""

    def number_in(self, start: int, end: int) -> str:
        """The number that an entry tells itself."""
        places = list(self.numbers)
        at = bisect_left(places, start)
        return self.numbers[places[at]] if at < len(places) and places[at] < end else ""

    def words_said(self) -> set[str]:
        """What siglum may say beside the steps of an entry."""
        return {*self._words, *self._signs}

    # --- one entry ------------------------------------------------------------------------------

    def match(self, steps: Steps, at: int, beside: Sequence[str] = ()) -> int:
        """Where an entry ends that begins at `at`; -1 if it does not stand there, whole."""
        marks = [text for mark in steps.marks for text in mark.texts if text]
        marks += [letters_of(word) for word in steps.may]
        if any(mark.kind == "tie" for mark in steps.marks):
            marks += self._absences
        marks.sort(key=len, reverse=True)
        kept = steps.kept()
        at = self._through(kept, at, marks, beside)
        if at < 0:
            return -1
        if not kept and any(mark.must for mark in steps.marks):
            return self._past(at, marks, beside)
        words = [token for token in kept if token.role != "note"]
        side = bool(words) and words[-1].kind == TEXT and words[-1].role == "reading"
        last = frozenset(t for m in steps.marks if m.kind in _LAST for t in m.texts if t)
        return self._behind(at, marks, self._closing if side else [], last)

    def _through(
        self, tokens: Sequence[Token], at: int, marks: list[str], beside: Sequence[str]
    ) -> int:
        """Where the last of some tokens ends; -1 if they do not stand there in their order.

        Names may be longer or shorter: whether a year belongs to one, what follows decides.
        """
        ways = [(0, at)]
        for _ in range(_WAYS):
            number, at = ways.pop()
            while number < len(tokens):
                ends = self._after(tokens[number], at, marks, beside)
                if not ends:
                    break
                number += 1
                ways += [(number, end) for end in ends[:-1]]
                at = ends[-1]
            else:
                return at
            if not ways:
                break
        return -1

    def _behind(
        self, at: int, marks: list[str], closing: list[str], last: frozenset[str] = frozenset()
    ) -> int:
        """Past what is said at the end of an entry: doubt, causes and ties, in brackets.

        `closing` are words that may end it without brackets: the side of a choice says what it is;
        `last` are marks that may be all that is left of its words.
        """
        while True:
            mark = next((one for one in marks if self.run.letters.startswith(one, at)), "")
            if mark.startswith("[") or mark in last:  # whose note it is, or what it relates
                at += len(mark)
                continue
            after = at
            while closing and self.run.letters[after : after + 1] in self._signs:
                after += 1
            said = next((w for w in closing if self._name(w, after, raised=True) >= 0), "")
            if said:
                at = after + len(said)
                continue
            if not self.run.letters.startswith("(", at):
                break
            end = at + 1
            while not self.run.letters.startswith(")", end):
                step = self._skip(end, marks)
                if step == end:
                    break
                end = step
            if not self.run.letters.startswith(")", end):
                if (step := self._skip(at, marks)) > at + 1:
                    at = step
                    continue
                break
            at = end + 1
        return at

    def _past(self, at: int, marks: list[str], beside: Sequence[str] = ()) -> int:
        for _ in range(_MOST):
            step = self._skip(at, marks, beside)
            if step == at:
                break
            at = step
        return at

    def _after(self, token: Token, at: int, marks: list[str], beside: Sequence[str]) -> list[int]:
        """Where a token may end, the likeliest last; what needs no cause may stand before it."""
        for _ in range(_MOST):
            if (ends := self._token(token, at, marks)) and not self._is_within(
                token, ends, at, marks
            ):
                return ends
            step = self._skip(at, marks, beside)
            if step == at:
                break
            at = step
        return []

    def _is_within(self, token: Token, ends: list[int], at: int, marks: list[str]) -> bool:
        """Whether what looks like a name is the beginning of an address."""
        if token.kind not in (SIGLA, SOURCES):
            return False
        return any(
            len(mark) > max(ends[-1] - at, _ADDRESS) and self.run.letters.startswith(mark, at)
            for mark in marks
        )

    def _token(self, token: Token, at: int, marks: list[str]) -> list[int]:
        if token.kind == TEXT:
            end = self._text(token.short, at, marks) if token.short else -1
            end = self._text(token.stream.text, at, marks) if end < 0 else end
            return [end] if end >= 0 else []
        if token.kind == WORD:
            ends = (self._name(letters_of(label), at, raised=True) for label in token.labels)
            return sorted({end for end in ends if end >= 0})
        if token.kind == SIGLA:
            names = token.choices or [[letters_of(label)] for label in token.labels]
        else:
            names = token.choices
        return self._names(names, at, marks)

    def _text(self, letters: str, at: int, marks: list[str]) -> int:
        """Where a stretch of words ends; marks and signs may stand between its letters."""
        run = self.run.letters
        if run.startswith(letters, at) and self._ends(at + len(letters)):
            return at + len(letters)
        done, tries = 0, 0
        first = at
        addresses = [mark for mark in marks if len(mark) >= _ADDRESS]
        while done < len(letters):
            mark = next((one for one in addresses if run.startswith(one, at)), "")
            if mark and at != first and not letters.startswith(mark, done):
                at += len(mark)
                continue
            if at < len(run) and run[at] == letters[done]:
                at, done = at + 1, done + 1
                continue
            if at in self.run.hyphens and letters[done] == "\u2010":
                done += 1
                continue
            if at == first or tries > _MOST:
                return -1
            step = self._skip(at, marks, inside=True)
            if step == at:
                return -1
            at, tries = step, tries + 1
        return at if self._ends(at) else -1

    def _ends(self, at: int) -> bool:
        """Whether a word may end before the letter at `at`."""
        run = self.run
        if at >= len(run.letters) or run.gaps.get(at, TIGHT) != TIGHT:
            return True
        if not run.letters[at].isalnum() or not run.letters[at - 1].isalnum():
            return True
        return run.sizes[at] < _SMALL * run.sizes[at - 1] or is_unspaced(run.letters[at])

    def _begins(self, at: int) -> bool:
        """Whether a word may begin at `at`: after a space, a sign, or a number of another size."""
        sizes = self.run.sizes
        changed = 0 < at < len(sizes) and abs(sizes[at] - sizes[at - 1]) > _NEAR * self._size
        return at == 0 or changed or self._ends(at)

    def _name(self, letters: str, at: int, *, raised: bool = False) -> int:
        """Where a siglum or a name ends; a raised letter after it makes it another one."""
        run = self.run
        end = at + len(letters)
        if not letters or not run.letters.startswith(letters, at) or not self._ends(end):
            return -1
        if not raised and end < len(run.letters) and run.letters[end].isalnum():
            small = run.sizes[end] < _SMALL * run.sizes[at]
            here = run.row_at(end) == run.row_at(at)
            if small and here:
                return -1
        return end

    def _names(self, names: list[list[str]], at: int, marks: list[str]) -> list[int]:
        """Where a run of names may end, in whatever order they stand."""
        return self._assign(names, at, marks, max) or self._assign(names, at, marks, min)

    def _assign(
        self,
        names: list[list[str]],
        at: int,
        marks: list[str],
        choose: Callable[[Iterable[tuple[int, int]]], tuple[int, int]],
    ) -> list[int]:
        """`choose` tells which of several names at one place is taken: the longest or shortest."""
        left = dict(enumerate(names))
        ends = [at]
        while left:
            found = [
                (end, number)
                for number, one in left.items()
                for name in one
                if (end := self._name(name, ends[-1])) >= 0
            ]
            if found:
                _end, taken = choose(found)
                del left[taken]
                ends = sorted({end for end, number in found if number == taken})
                continue
            step = self._skip(ends[-1], marks, inside=True) if len(left) < len(names) else ends[-1]
            if step == ends[-1]:
                return []
            ends = [step]
        return ends

    # --- what may stand between -------------------------------------------------------------------

    def _skip(
        self, at: int, marks: list[str], beside: Sequence[str] = (), *, inside: bool = False
    ) -> int:
        """Past one thing that needs no cause here: a number, a mark, a sign, a word."""
        run = self.run
        if at >= len(run.letters):
            return at
        size = run.sizes[at] / self._size
        if not inside and abs(size - _LINE_NUMBER) < _NEAR:
            end = at
            while (
                end < len(run.letters) and abs(run.sizes[end] / self._size - _LINE_NUMBER) < _NEAR
            ):
                end += 1
            return end
        for mark in marks:  # before plain numbers: pages are called 3v
            if run.letters.startswith(mark, at):
                return at + len(mark)
        if run.letters[at].isdecimal() and (size < _SMALL or abs(size - _NOTE_NUMBER) < _NEAR):
            end = at + 1
            while end < len(run.letters) and run.letters[end].isdecimal():
                if abs(run.sizes[end] - run.sizes[at]) > 0.2:
                    break
                end += 1
            return end
        for word in beside:
            if run.letters.startswith(word, at) and self._ends(at + len(word)):
                return at + len(word)
        if not inside:
            for word in self._words:
                if run.letters.startswith(word, at) and self._ends(at + len(word)):
                    return at + len(word)
        for sign in LONG_SIGNS:
            if run.letters.startswith(sign, at):
                return at + len(sign)
        return at + 1 if run.letters[at] in self._signs else at

    # --- all of them ------------------------------------------------------------------------------

    def find(
        self,
        wanted: list[Steps],
        beside: list[tuple[str, ...]],
        windows: list[tuple[int, int]],
    ) -> dict[int, tuple[int, int]]:
        """Where each of some entries stands -> number -> its first letter and its end.

        `windows` tell between which letters each may begin. Those that follow each other are
        found at once; those that do not are looked for in their window, then anywhere.
        """
        found: dict[int, tuple[int, int]] = {}
        at = 0
        tokens = (token for steps in wanted for token in steps.tokens if token.kind == SIGLA)
        self._sigla = {letters_of(label) for token in tokens for label in token.labels}
        for n, steps in enumerate(wanted):
            if not steps.kept() and not any(mark.must for mark in steps.marks):
                found[n] = (at, at)
                continue
            low, high = windows[n]
            start = at if low <= at <= high else low
            # entries that are alike stand in the same order
            spans = [(start, start), *([(start, high)] if start > low else []), (low, high)]
            for closed in (True, False) if self._may_close(steps) else (False,):
                places = (self._seek(steps, beside[n], *span, closed=closed) for span in spans)
                place = next((one for one in places if one is not None), None)
                if place is not None:
                    break
            if place is not None:
                found[n] = place
                self._take(*place)
                at = place[1] if place[0] >= at or not low <= at <= high else at
        for n, steps in enumerate(wanted):
            if n not in found:
                place = self._seek(steps, beside[n], 0, len(self.run.letters))
                if place is not None:
                    found[n] = place
                    self._take(*place)
        return found

    def _take(self, start: int, end: int) -> None:
        self.run.used[start:end] = b"\1" * (end - start)

    def _seek(
        self,
        steps: Steps,
        beside: Sequence[str],
        low: int,
        high: int,
        *,
        closed: bool = False,
    ) -> tuple[int, int] | None:
        """The first place from `low` to `high` where a whole entry stands that nobody has taken.

        `closed`: the bracket that parts a lemma from its readings must stand there, and no
        siglum behind its last ones.
        """
        run = self.run
        if low == high:
            start = low
            if start < len(run.letters) and run.used[start]:
                return None
            end = self.match(steps, start, beside)
            there = end > start and (not closed or self._is_closed(steps, start, end, beside))
            return (start, end) if there else None
        first = self._first_letters(steps)
        at = low
        while at <= high:
            if first:
                spots = [p for f in first if (p := run.letters.find(f, at, high + len(f))) >= 0]
                if not spots:
                    return None
                at = min(spots)
            if self._begins(at) and (not run.used[at : at + 1] or not run.used[at]):
                start = self._before(at, steps, beside)
                end = self.match(steps, at, beside)
                free = end > at and not any(run.used[start:end])
                if free and (not closed or self._is_closed(steps, at, end, beside)):
                    return start, end
            at += 1
        return None

    def _may_close(self, steps: Steps) -> bool:
        """Whether signs tell that an entry is whole.

        What stands in brackets within a longer lemma is no entry of its own, and one that ends
        among sigla is another one.
        """
        return bool(self.forms.sign and _has_lemma(steps)) or _ends_with_sigla(steps)

    def _is_closed(self, steps: Steps, at: int, end: int, beside: Sequence[str]) -> bool:
        """Whether a bracket stands behind the lemma of an entry, and no siglum behind its last."""
        if _ends_with_sigla(steps) and any(self._name(one, end) >= 0 for one in self._sigla):
            return False
        if not self.forms.sign or not _has_lemma(steps):
            return True
        marks = sorted((text for mark in steps.marks for text in mark.texts if text), key=len)
        lemma = self._through(steps.kept()[:1], at, marks[::-1], beside)
        return lemma >= 0 and self._closes.match(self.run.letters, lemma) is not None

    @staticmethod
    def _first_letters(steps: Steps) -> list[str]:
        kept = steps.kept()
        if not kept:
            return []
        token = kept[0]
        if token.kind == TEXT:
            return [token.stream.text[:1]]
        if token.kind == SOURCES:
            return [name for names in token.choices for name in names]
        return [letters_of(label) for label in token.labels]

    def _before(self, at: int, steps: Steps, beside: Sequence[str]) -> int:
        """Back to where an entry begins: its number, the place or the word that it names."""
        run = self.run
        named = [text for mark in steps.marks if _is_name(mark) for text in mark.texts]
        start = at
        if word := next((one for one in beside if run.letters.endswith(one, 0, at)), ""):
            said = at - len(word)
            told = next((one for one in self._words if run.letters.endswith(one, 0, said)), "")
            start = said - len(told) if told else at
        holes = [text for mark in steps.marks if mark.kind == "gap" for text in mark.texts]
        while start and not run.used[start - 1]:
            size = run.sizes[start - 1] / self._size
            told = next((t for t in named if run.letters.endswith(t, 0, start)), "")
            if abs(size - _LINE_NUMBER) < _NEAR or abs(size - _NOTE_NUMBER) < _NEAR:
                start -= 1
            elif hole := next((m for m in holes if run.letters.endswith(m, 0, start)), ""):
                start -= len(hole)
            elif run.letters[start - 1] in _OPENING:
                start -= 1
            elif told:
                start -= len(told)
                named = []
            else:
                break
        if start < at:
            self._skip(start, [])
        return start

    def left(self) -> list[tuple[int, int]]:
        """Stretches that nothing has taken and that are no mere signs and numbers."""
        return [(first, last) for first, last in self.unused() if self._past(first, []) < last]

    def unused(self) -> list[tuple[int, int]]:
        """Stretches that nothing has taken."""
        run = self.run
        found: list[tuple[int, int]] = []
        at = 0
        while at < len(run.letters):
            end = at
            while end < len(run.letters) and not run.used[end]:
                end += 1
            if end > at:
                found.append((at, end))
            at = end + 1
        return found


def _has_lemma(steps: Steps) -> bool:
    """Whether an entry begins with words of the text, and has more to tell."""
    kept = steps.kept()
    return len(kept) > 1 and kept[0].kind == TEXT and kept[0].role == "lemma"


def _is_name(mark: Mark) -> bool:
    """Whether a mark is the place that an entry names, or the number of a note."""
    own = mark.element is not None and mark.element.tag in NOTES
    return mark.kind == "loc" or (own and mark.kind == "n" and not mark.at)


def _ends_with_sigla(steps: Steps) -> bool:
    """Whether the last words of an entry are sigla."""
    kept = steps.kept()
    return bool(kept) and kept[-1].kind == SIGLA

"""A run of printed letters -> where each of many entries and notes stands, and what is left over.

Print has no classes: what is lemma, siglum or reading is told only by what the source leads one to
expect. So each entry is looked for as a whole, in order. What no entry has taken is left over.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from heapq import merge

from siglum.verify.forms import Forms
from siglum.verify.runs import Run
from siglum.verify.streams import letters_of
from siglum.verify.tags import NOTES
from siglum.verify.tokens import SIGLA, TEXT, Mark, Steps
from siglum.verify.tracing import LINE_NUMBER, NEAR, NOTE_NUMBER, Tracer

_OPENING = frozenset("[⟨{⟦")


class Finder:
    """Looks for entries and notes in one run."""

    def __init__(self, run: Run, size: float, words: Mapping[str, str], forms: Forms) -> None:
        self.run, self.forms = run, forms
        self.trace = Tracer(run, size, words)
        self._size = size  # of the letters of the foot
        #: What parts a lemma from its readings; before it may stand which of several words it is.
        self._closes = re.compile(rf"[^\w(]*\d*[^\w(]*{re.escape(forms.sign)}")
        self.numbers = self._numbers()  # where a number of a line stands, and which
        self._numbered = list(self.numbers)
        self._sigla: set[str] = set()  # of all entries that are looked for

    def _numbers(self) -> dict[int, str]:
        sizes, letters = self.run.sizes, self.run.letters
        found: dict[int, str] = {}
        at = 0
        while at < len(letters):
            end = at
            while end < len(letters) and abs(sizes[end] / self._size - LINE_NUMBER) < NEAR:
                end += 1
            if end > at and letters[at:end] != self.forms.repeated:
                found[at] = letters[at:end]
            at = max(end, at + 1)
        return found

    def number_of(self, start: int, end: int) -> str:
        """The number of the line that an entry belongs to: its own, or the last on its page."""
        places = self._numbered
        at = bisect_left(places, start)
        if at < len(places) and places[at] < end:
            return self.numbers[places[at]]
        if at and self.run.page_at(places[at - 1]) == self.run.page_at(start):
            return self.numbers[places[at - 1]]
        return ""

    def number_in(self, start: int, end: int) -> str:
        """The number that an entry tells itself."""
        places = self._numbered
        at = bisect_left(places, start)
        return self.numbers[places[at]] if at < len(places) and places[at] < end else ""

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
            end = self.trace.match(steps, start, beside)
            there = end > start and (not closed or self._is_closed(steps, start, end, beside))
            return (start, end) if there else None
        for at in self._spots(self.trace.first_letters(steps), low, high):
            if run.used[at : at + 1] == b"\1":
                continue
            end = self.trace.match(steps, at, beside)
            start = self._before(at, steps, beside) if end > at else at
            free = end > at and not any(run.used[start:end])
            if free and (not closed or self._is_closed(steps, at, end, beside)):
                return start, end
        return None

    def _spots(self, first: Sequence[str], low: int, high: int) -> Iterator[int]:
        """Where from `low` to `high` a word begins, with one of some letters if there are any."""
        letters = self.run.letters
        initials = {one[0] for one in first} if all(first) else frozenset[str]()
        known = [self._beginnings.get(one, []) for one in initials or self._beginnings]
        some = [spots[bisect_left(spots, low) : bisect_right(spots, high)] for spots in known]
        for at in some[0] if len(some) == 1 else merge(*some):
            if not initials or letters.startswith(tuple(first), at):
                yield at

    @cached_property
    def _beginnings(self) -> dict[str, list[int]]:
        """Where words may begin, and the end of the run, by their first letters.

        What stands nowhere is looked for everywhere, so that it had better be quick.
        """
        found: dict[str, list[int]] = {}
        for at in range(len(self.run.letters) + 1):
            if self.trace.begins(at):
                found.setdefault(self.run.letters[at : at + 1], []).append(at)
        return found

    def _may_close(self, steps: Steps) -> bool:
        """Whether signs tell that an entry is whole.

        What stands in brackets within a longer lemma is no entry of its own, and one that ends
        among sigla is another one.
        """
        return bool(self.forms.sign and _has_lemma(steps)) or _ends_with_sigla(steps)

    def _is_closed(self, steps: Steps, at: int, end: int, beside: Sequence[str]) -> bool:
        """Whether a bracket stands behind the lemma of an entry, and no siglum behind its last."""
        if _ends_with_sigla(steps) and any(self.trace.name(one, end) >= 0 for one in self._sigla):
            return False
        if not self.forms.sign or not _has_lemma(steps):
            return True
        marks = sorted((text for mark in steps.marks for text in mark.texts if text), key=len)
        lemma = self.trace.through(steps.kept()[:1], at, marks[::-1], beside)
        return lemma >= 0 and self._closes.match(self.run.letters, lemma) is not None

    def _before(self, at: int, steps: Steps, beside: Sequence[str]) -> int:
        """Back to where an entry begins: its number, the place or the word that it names."""
        run = self.run
        named = [text for mark in steps.marks if _is_name(mark) for text in mark.texts]
        start = at
        if word := next((one for one in beside if run.letters.endswith(one, 0, at)), ""):
            said = at - len(word)
            told = next((one for one in self.trace.words if run.letters.endswith(one, 0, said)), "")
            start = said - len(told) if told else at
        holes = [text for mark in steps.marks if mark.kind == "gap" for text in mark.texts]
        while start and not run.used[start - 1]:
            size = run.sizes[start - 1] / self._size
            told = next((t for t in named if run.letters.endswith(t, 0, start)), "")
            if abs(size - LINE_NUMBER) < NEAR or abs(size - NOTE_NUMBER) < NEAR:
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
        return start

    def left(self) -> list[tuple[int, int]]:
        """Stretches that nothing has taken and that are no mere signs and numbers."""
        return [(first, last) for first, last in self.unused() if self.trace.past(first, []) < last]

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

"""Entries that were not found in print, and letters that belong to none -> differences.

Those that are alike are one: what of an entry is other in print is told step by step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher

from siglum.verify.expected import Text
from siglum.verify.explaining import explains, turns
from siglum.verify.items import Item, letters_in
from siglum.verify.printed import Finder
from siglum.verify.reporting import Report
from siglum.verify.streams import align, align_closely, letters_of

_LONG = 3000  # texts of more letters are brought together roughly


class Leftovers:
    """Tells what is left over; `page_of` tells on which page a letter of the text is printed."""

    def __init__(self, text: Text, report: Report, page_of: Callable[[int], int]) -> None:
        self._text, self._report, self._page_of = text, report, page_of

    def tell(self, left: list[Item], rest: list[tuple[Finder, tuple[int, int]]]) -> None:
        """Entries not found whole, letters that belong to none: those that are alike are one."""
        for item in left:
            if not item.steps.kept():
                continue
            best = self._likest(item, rest)
            if best is None:
                told = f"print has not this {item.kind}"
                self._report.say(item.kind, item.element, told, missing=[str(item.steps)])
                continue
            number, finder, start, end = best
            self._compare(item, finder, start, end)
            _one, (first, last) = rest.pop(number)
            pieces = [(first, start), (end, last)]
            rest += [(finder, piece) for piece in pieces if piece[0] < piece[1]]
        for finder, (start, end) in rest:
            words = finder.run.show(start, end)
            letters = letters_of(words)
            if any(letter.isalpha() for letter in letters):
                told = f"page {finder.run.page_at(start)}: beside the text"
                twice = len(letters) > 7 and letters in self._text.words.text
                self._report.say("twice" if twice else "extra", None, told, extra=[words])

    def _likest(
        self, item: Item, rest: list[tuple[Finder, tuple[int, int]]]
    ) -> tuple[int, Finder, int, int] | None:
        """The stretch left over that has most of the letters of an entry in its order."""
        want = letters_in(item.steps)
        best: tuple[float, int, Finder, int, int] | None = None
        page = self._page_of(item.at) if item.at >= 0 else 0
        for number, (finder, (start, end)) in enumerate(rest):
            if page and not page - 1 <= finder.run.page_at(start) <= page + 2:
                continue
            runs = _equal(want, finder.run.letters[start:end])
            share = sum(length for _i, _j, length in runs) / max(len(want), 1)
            if share > 0.5 and (best is None or share > best[0]):
                first = start + min(j for _i, j, _n in runs)
                last = start + max(j + n for _i, j, n in runs)
                if end - last < 12:
                    last = end
                best = (share, number, finder, first, last)
        return best[1:] if best is not None else None

    def _compare(self, item: Item, finder: Finder, start: int, end: int) -> None:
        """Tell what of an entry is other in print."""
        spans = item.spans()
        want = letters_in(item.steps)
        shown = finder.run.letters[start:end]
        page = finder.run.page_at(start)
        told = f"page {page}: {item.kind} «{str(item.steps)[:50]}»"
        options = {text for mark in item.steps.marks for text in mark.texts}
        options |= finder.trace.words_said() | {*item.beside}
        lost: dict[int, str] = defaultdict(str)  # number of a step -> the letters it lacks
        more: dict[int, list[str]] = defaultdict(list)
        for one in align_closely(want, shown):
            turned = turns(one, want, shown)
            if any(explains(t.missing, t.extra, options, 2) is not None for t in turned):
                continue
            last = one.at + max(len(one.missing), 1)
            over = [n for n, s in enumerate(spans) if s[0] < last and s[1] > one.at]
            over = over or [len(spans) - 1]
            if one.extra:
                more[over[0]].append(one.extra)
            for n in over if one.missing else ():
                lost[n] += want[max(spans[n][0], one.at) : min(spans[n][1], last)]
        tokens = item.steps.kept()
        for n in sorted({*lost, *more}):
            missing = [str(tokens[n])] if n in lost else []
            self._report.say(spans[n][2], item.element, told, missing=missing, extra=more[n])
        if not lost and not more:
            self._report.say("word", item.element, f"{told}: «{finder.run.show(start, end)}»")


def _equal(first: str, second: str) -> list[tuple[int, int, int]]:
    """The runs of letters that two texts share in order, single letters left aside."""
    if len(first) + len(second) > _LONG:
        runs: Iterable[tuple[int, int, int]] = align(first, second).runs
    else:
        matcher = SequenceMatcher(None, first, second, autojunk=False)
        runs = (tuple(block) for block in matcher.get_matching_blocks())  # type: ignore[misc]
    return [run for run in runs if run[2] > 1]

"""A text and the body of its book -> words and signs that differ, and what may be notes there.

Numbers, calls and signs that are due account for a difference. What is more than that may be notes
between the lines: it is kept, for those who look for notes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from siglum.verify.explaining import explains, is_spelled_out, turns, without_brackets
from siglum.verify.items import letters_in
from siglum.verify.layered import is_marginal
from siglum.verify.pairing import Pairing
from siglum.verify.reporting import Report
from siglum.verify.runs import Run
from siglum.verify.streams import Unlike, compare_gaps
from siglum.verify.tokens import Mark

#: They decide which form letters have, and are none themselves.
_JOINERS = "\u200c\u200d"
#: Marks between blocks stand at the beginning of the next one, perhaps after a few letters.
_NEAR = 6
#: Additions of no more letters are told where they stand; longer ones may be notes.
_FEW = 7
_FEWER = 12  # so many rows may hold notes between words
_CLOSE = 120  # so near to each other, two differences may be one
_CROWDED = ("*", "†", "‡", "§")  # what calls notes of the margin that have no room there
_ROWS = 40  # of so many rows each is looked at by itself


class BodyWords:
    """Compares the letters of a text with those of its book.

    `registers` are the headings of registers; `sides`: notes of the margin stand beside the text.
    """

    def __init__(
        self, pairing: Pairing, report: Report, registers: Iterable[str], *, sides: bool
    ) -> None:
        self._pairing, self._report, self._registers = pairing, report, list(registers)
        self._text, self._body, self._listed = pairing.text, pairing.body, pairing.listed
        self._sides = sides
        #: What may be notes, and before which letter of the text.
        self.loose: list[tuple[Run, int]] = []
        self._met: set[int] = set()  # marks that were seen

    def words(self) -> None:
        """Differences between the letters of the text and those printed."""
        shown = self._body.stream()
        differences = list(self._pairing.alignment.differences)
        one: Unlike | None = None
        while differences:
            before, one = one, differences.pop(0)
            while differences and (slid := self._slid(one, differences[0])) is not None:
                one = slid
                differences.pop(0)
            if self._holds_listed(one) or self._is_due(one) or self._ends_with_note(one):
                continue
            near = before is not None and one.at - before.at <= _CLOSE
            if before is not None and near and self._is_due(self._joined(before, one)):
                continue
            if differences and self._is_due(self._joined(one, differences[0])):
                differences.pop(0)  # what looked alike between them was not the same
                continue
            short = len(one.extra) <= _FEW and not self._is_note(one)
            if not short and self._may_be_notes(one):
                continue
            self._report.unlike(self._text, shown, one, self._pairing.page(one.other))

    def _holds_listed(self, one: Unlike) -> bool:
        """Whether entries of a list make a difference, with what else is due there."""
        stop = one.other + len(one.extra)
        within = sorted(span for span in self._listed if one.other <= span[0] and span[1] <= stop)
        if not within:
            return False
        borders = [one.other, *(border for span in within for border in span), stop]
        pieces = zip(borders[::2], borders[1::2], strict=True)
        outer = "".join(self._body.letters[first:last] for first, last in pieces)
        if (one.missing or outer) and not self.accounts(
            Unlike(one.at, one.other, one.missing, outer)
        ):
            return False
        for first, last in within:
            self._loosen(first, last, one.at)
        return True

    def _is_due(self, one: Unlike) -> bool:
        """Whether a difference is nothing but numbers, calls and signs that are due there."""
        if one.missing and one.missing == "\u2010" and one.other in self._body.hyphens:
            return True
        if not one.extra and one.missing.strip(_JOINERS) == "":
            return True
        if is_spelled_out(one, self._text.words.near(one.at)):
            return True
        found = turns(one, self._text.words.text, self._body.letters)
        if any(self.accounts(turned) for turned in found):
            return True
        bare = without_brackets(one, self._text.words)
        return bare != one and (bare.missing == bare.extra or self.accounts(bare))

    def _joined(self, one: Unlike, two: Unlike) -> Unlike:
        """Two differences, with what is equal between them."""
        if two.at - one.at > _CLOSE:
            return one
        missing = self._text.words.text[one.at : two.at + len(two.missing)]
        extra = self._body.letters[one.other : two.other + len(two.extra)]
        return Unlike(one.at, one.other, missing, extra)

    def _slid(self, one: Unlike, two: Unlike) -> Unlike | None:
        """Two additions as one, if what is equal between them stands behind both as well."""
        between = self._text.words.text[one.at : two.at]
        if one.missing or two.missing or not 0 < len(between) <= _NEAR:
            return None
        if not two.extra.endswith(between):
            return None
        stop = two.other + len(two.extra)
        if any(stop - len(between) < end <= stop for _start, end in self._listed):
            return None
        notes = [note for note in self._notes_near(two.at) if note.endswith(between)]
        if any(two.extra.endswith(note) for note in notes):
            return None
        return Unlike(one.at, one.other, "", one.extra + between + two.extra[: -len(between)])

    def _is_note(self, one: Unlike) -> bool:
        """Whether a few letters are a note that stands there, or an entry of a list."""
        told = self._notes_near(one.at) | {letters_in(entry.steps) for entry in self._text.listed}
        found = turns(one, self._text.words.text, self._body.letters)
        if not told or one.missing:
            return False
        return any(turned.extra in told for turned in found)

    def _ends_with_note(self, one: Unlike) -> bool:
        """Whether a note stands there that ends as the letters before it do, which have signs."""
        stop = one.other + len(one.extra)
        for note in self._notes_near(one.at) if not one.missing else ():
            for length in range(1, min(_NEAR, len(note)) + 1):
                own = self._body.letters[stop : stop + length]
                extra = one.extra + own
                if not note.endswith(own) or not extra.endswith(note):
                    continue
                outer = extra.removesuffix(note)
                if outer and self.accounts(Unlike(one.at, one.other, own, outer)):
                    self._loosen(one.other + len(outer), stop + length, one.at + length)
                    return True
        return False

    def _notes_near(self, at: int) -> set[str]:
        """The letters of the notes that stand near a place."""
        near = (note for note in self._text.notes if abs(note.at - at) <= _NEAR)
        return {letters_in(note.steps) for note in near}

    def _may_be_notes(self, one: Unlike) -> bool:
        """Whether some rows of a difference are due there, if any need be: the others are kept."""
        if not one.missing:
            found = turns(one, self._text.words.text, self._body.letters)
            starts = set(self._body.starts)
            whole = next((turned for turned in found if turned.other in starts), one)
            self._loosen(whole.other, whole.other + len(whole.extra), whole.at)
            return True
        stop = one.other + len(one.extra)
        starts_here = self._body.starts[
            bisect_right(self._body.starts, one.other) : bisect_left(self._body.starts, stop)
        ]
        borders = [one.other, *starts_here[:_ROWS], stop]
        for first in borders[:-1]:
            for last in reversed(borders):
                if last <= first or (first, last) == (one.other, stop):
                    continue
                extra = self._body.letters[first:last]
                if self.accounts(Unlike(one.at, first, one.missing, extra)):
                    self._loosen(one.other, first, one.at)
                    self._loosen(last, stop, one.at + len(one.missing))
                    return True
        return self._is_between(one, borders[:_FEWER])

    def _is_between(self, one: Unlike, borders: list[int]) -> bool:
        """Whether some rows may be notes, and what is due stands before and behind them."""
        stop = one.other + len(one.extra)
        letters = self._body.letters
        for first, last in combinations([*borders, stop], 2):
            outer = letters[one.other : first] + letters[last:stop]
            if self.accounts(Unlike(one.at, one.other, one.missing, outer)):
                self._loosen(first, last, one.at)
                return True
        return False

    def _loosen(self, first: int, last: int, at: int) -> None:
        """Keep some letters of the body, which may be notes that stand before a letter."""
        if last > first:
            self.loose.append((self._body.part(first, last), at))

    def accounts(self, one: Unlike) -> bool:
        """Whether what is due near a place makes a difference; that is then seen."""
        near = range(one.at - _NEAR, one.at + len(one.missing) + _NEAR + 1)
        marks = [mark for at in near for mark in self._due().get(at, ())]
        options = [text for mark in marks for text in mark.texts]
        calls = sum(1 for note in self._text.notes if note.at in near)
        found = explains(one.missing, one.extra, [*options, *self._registers], calls)
        if found is None:
            return False
        for mark in marks:
            if any(text in found for text in mark.texts):
                self._met.add(id(mark))
        return True

    def _due(self) -> dict[int, list[Mark]]:
        if not hasattr(self, "_marks_at"):
            self._marks_at: dict[int, list[Mark]] = defaultdict(list)
            for mark in self._text.marks:
                self._marks_at[mark.at].append(mark)
            for note in self._text.notes:
                aside = self._sides and is_marginal(note.element)
                if calls := note.calls or (_CROWDED if aside else ()):
                    self._marks_at[note.at].append(Mark(note.at, "call", calls))
            for at, names in self._text.headings.items():
                self._marks_at[at].append(Mark(at, "head", tuple(names)))
        return self._marks_at

    def spaces(self) -> None:
        """Spaces that only one side has."""
        want, got = self._text.words, self._body.stream()
        for at, other, added in compare_gaps(want, got, self._pairing.alignment.runs):
            self._report.space(want, at, got, other, added, self._pairing.page(other))

    def marks(self) -> None:
        """Breaks that must be shown and were not seen."""
        for mark in self._text.marks:
            if (
                mark.must
                and mark.kind in ("pb", "cb", "gb", "milestone")
                and id(mark) not in self._met
            ):
                near = self._text.words.show(mark.at - 12, mark.at + 12)
                self._report.say(
                    "number", mark.element, f"not at «{near}»", missing=[mark.texts[0]]
                )

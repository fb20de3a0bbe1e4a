"""A run of printed letters, and an entry or a note -> where it ends if it begins at a letter.

Between its steps may stand numbers, marks, signs and words that siglum says, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from siglum.verify.generated import ABSENCES, BESIDE_LINES, LONG_SIGNS, SIGNS
from siglum.verify.nearby import is_unspaced
from siglum.verify.runs import Run
from siglum.verify.streams import TIGHT, letters_of
from siglum.verify.tokens import SIGLA, SOURCES, TEXT, WORD, Steps, Token

#: Numbers of lines and of notes: their sizes against that of the letters around.
LINE_NUMBER, NOTE_NUMBER = 0.94, 0.9
#: How far a size may be off.
NEAR = 0.012
_SMALL = 0.78  # ranks and marks
_MOST = 60  # how many things may stand between two steps
_ADDRESS = 12  # a mark of so many letters is no word that happens to begin alike
#: Marks with which an entry may end: a sign that has a name, a pointer, a relation in words.
_LAST = frozenset({"g", "ptr", "related"})
_WAYS = 40  # how many ways to read an entry are tried


class Tracer:
    """Follows the steps of one entry through a run."""

    def __init__(self, run: Run, size: float, words: Mapping[str, str]) -> None:
        self.run = run
        self._size = size  # of the letters of the foot
        elsewhere = {*ABSENCES, *BESIDE_LINES}
        said = {letters_of(word) for key, word in words.items() if key not in elsewhere}
        #: Words that siglum says in entries, the longest first.
        self.words = sorted((word for word in said if len(word) > 1), key=len, reverse=True)
        self._absences = [letters_of(words[key]) for key in ABSENCES if words.get(key)]
        self._closing = [
            letters_of(words[key]) for key in ("sic", "orig", "abbr") if words.get(key)
        ]
        self._signs = {word for word in said if len(word) == 1} | SIGNS

    def words_said(self) -> set[str]:
        """What siglum may say beside the steps of an entry."""
        return {*self.words, *self._signs}

    def match(self, steps: Steps, at: int, beside: Sequence[str] = ()) -> int:
        """Where an entry ends that begins at `at`; -1 if it does not stand there, whole."""
        marks = [text for mark in steps.marks for text in mark.texts if text]
        marks += [letters_of(word) for word in steps.may]
        if any(mark.kind == "tie" for mark in steps.marks):
            marks += self._absences
        marks.sort(key=len, reverse=True)
        kept = steps.kept()
        at = self.through(kept, at, marks, beside)
        if at < 0:
            return -1
        if not kept and any(mark.must for mark in steps.marks):
            return self.past(at, marks, beside)
        words = [token for token in kept if token.role != "note"]
        side = bool(words) and words[-1].kind == TEXT and words[-1].role == "reading"
        last = frozenset(t for m in steps.marks if m.kind in _LAST for t in m.texts if t)
        return self._behind(at, marks, self._closing if side else [], last)

    def through(
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
            said = next((w for w in closing if self.name(w, after, raised=True) >= 0), "")
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

    def past(self, at: int, marks: list[str], beside: Sequence[str] = ()) -> int:
        """Past all that needs no cause at a letter."""
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
            ends = (self.name(letters_of(label), at, raised=True) for label in token.labels)
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

    def begins(self, at: int) -> bool:
        """Whether a word may begin at `at`: after a space, a sign, or a number of another size."""
        sizes = self.run.sizes
        changed = 0 < at < len(sizes) and abs(sizes[at] - sizes[at - 1]) > NEAR * self._size
        return at == 0 or changed or self._ends(at)

    def name(self, letters: str, at: int, *, raised: bool = False) -> int:
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
                if (end := self.name(name, ends[-1])) >= 0
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

    def _skip(
        self, at: int, marks: list[str], beside: Sequence[str] = (), *, inside: bool = False
    ) -> int:
        """Past one thing that needs no cause here: a number, a mark, a sign, a word."""
        run = self.run
        if at >= len(run.letters):
            return at
        size = run.sizes[at] / self._size
        if not inside and abs(size - LINE_NUMBER) < NEAR:
            end = at
            while end < len(run.letters) and abs(run.sizes[end] / self._size - LINE_NUMBER) < NEAR:
                end += 1
            return end
        for mark in marks:  # before plain numbers: pages are called 3v
            if run.letters.startswith(mark, at):
                return at + len(mark)
        if run.letters[at].isdecimal() and (size < _SMALL or abs(size - NOTE_NUMBER) < NEAR):
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
            for word in self.words:
                if run.letters.startswith(word, at) and self._ends(at + len(word)):
                    return at + len(word)
        for sign in LONG_SIGNS:
            if run.letters.startswith(sign, at):
                return at + len(sign)
        return at + 1 if run.letters[at] in self._signs else at

    @staticmethod
    def first_letters(steps: Steps) -> list[str]:
        """With what an entry may begin."""
        kept = steps.kept()
        if not kept:
            return []
        token = kept[0]
        if token.kind == TEXT:
            return [token.stream.text[:1]]
        if token.kind == SOURCES:
            return [name for names in token.choices for name in names]
        return [letters_of(label) for label in token.labels]

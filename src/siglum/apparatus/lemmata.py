"""A lemma and a running text -> where the words of the lemma stand in it.

Case, spaces, punctuation and editorial brackets do not count; accents only where the text has
the word with them too. Words are looked up in an index, so that finding one takes no longer in a
long text; only a lemma that begins or ends inside of a word is searched letter by letter, in a
passage of limited length.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain, count, repeat
from typing import NamedTuple

from siglum.apparatus.runningtext import JOINER

#: What stands for words left out in a lemma: "arma … cano", "arma – cano", "[...]".
ELLIPSIS = re.compile(r"…|\.\.\.+|(?<=\s)[-–—~](?=\s)|\[\.*\]|(?<=\w)[–—](?=\w)")
#: Line numbers and strokes inside a lemma.
STROKES = re.compile(r"\(\d+\)|\d+\||\|\d*")
#: Characters that show nothing and divide no word.
_IN_WORDS = "\u00ad\u200c\u200d"
_HYPHENS = "-‐‑–—°"
_NO_LETTERS = frozenset(f" \t\r\n-‐{JOINER}{_IN_WORDS}")
#: Longer passages are not searched inside of words; so many letters are enough to be sure.
PASSAGE, _SURE = 20_000, 4
#: So many places of the rarest word of a lemma are looked at in one passage, and fewer where
#: words are left out.
_MOST, _MANY = 10_000, 200
#: A lemma with words left out ends at most so many words after it begins.
_FAR = 600
#: So many words are known at a time, whatever the number of texts.
_WORDS = 20_000


class Span(NamedTuple):
    """The words of a lemma: where in the text they begin and end."""

    start: int
    end: int


@dataclass(slots=True)
class Lemma:
    """The words of a lemma, in parts where words are left out between them.

    `open` says whether it begins or ends inside of a word ("-que"); `ordinal` which of several
    such places is meant, 0 where the encoder does not say; `literal` is it as written.
    """

    parts: tuple[tuple[str, ...], ...]
    open: tuple[bool, bool] = (False, False)
    ordinal: int = 0
    literal: str = ""

    @property
    def letters(self) -> int:
        """How many letters it has."""
        return sum(len(word) for part in self.parts for word in part)


def _words_in(text: str) -> Iterator[re.Match[str]]:
    """Words: letters, digits and their marks; each character is one where no spaces are written."""
    any_, plain, rare = _patterns()
    return (any_ if rare.search(text) else plain).finditer(text)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Words of any text; those of a text without the characters of the third, which is faster."""
    marks = [
        sign for sign in map(chr, range(0x300, 0x10000)) if unicodedata.category(sign)[0] == "M"
    ]
    single = (
        "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
        "\uf900-\ufaff\U00020000-\U0003ffff"
    )
    mark = "".join([*marks, *_IN_WORDS])
    letter = rf"(?:(?![{single}])[^\W_]|[{mark}])"
    go_on = rf"(?:[ \t\r\n]*[-‐]?[ \t\r\n]*{JOINER}[ \t\r\n]*)"
    return (
        re.compile(rf"{letter}+(?:{go_on}{letter}+)*|[{single}][{mark}]*"),
        re.compile(rf"[\w{mark}]+(?:{go_on}[\w{mark}]+)*"),
        re.compile(rf"[_{single}]"),
    )


@lru_cache(maxsize=_WORDS)
def _plain(word: str) -> str:
    """A word with its accents, evened out."""
    if word.isascii():
        return sys.intern(word.lower() if word.isalnum() else _joined(word.lower()))
    return sys.intern(unicodedata.normalize("NFD", _joined(word.casefold()).casefold()))


def _joined(word: str) -> str:
    return "".join(sign for sign in word if sign not in _NO_LETTERS)


@lru_cache(maxsize=_WORDS)
def _bare(word: str) -> str:
    """A word without its accents and other marks; as it is where it has nothing else."""
    if word.isascii():
        return word
    bare = "".join(sign for sign in word if not unicodedata.category(sign).startswith("M"))
    return bare or word


def read_lemma(text: str, ordinal: int = 0) -> Lemma:
    """The words of a `<lem>`, given as text."""
    told = STROKES.sub(" ", text).strip()
    parts = []
    for part in ELLIPSIS.split(told):
        found = tuple(_plain(match.group()) for match in _words_in(part))
        if found:
            parts.append(found)
    ends = told.strip("[](){}<>⟨⟩〈〉«»\"'“”‘’.,;:·")
    opened = (ends[:1] in _HYPHENS and bool(ends), ends[-1:] in _HYPHENS and bool(ends))
    return Lemma(tuple(parts), opened, ordinal, " ".join(text.split()))


@dataclass(slots=True)
class _Letters:
    """A text letter by letter, with the place of each."""

    letters: str
    places: array[int]


@dataclass
class WordIndex:
    """The words of a text, where each begins and ends, and where each word is found."""

    text: str
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    _where: dict[str, list[int]] = field(default_factory=dict)
    _spelt: dict[bool, _Letters] = field(default_factory=dict)

    def __post_init__(self) -> None:
        found = list(_words_in(self.text))
        self.words += [_plain(match.group()) for match in found]
        self.starts += [match.start() for match in found]
        self.ends += [match.end() for match in found]
        where: defaultdict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(map(_bare, self.words)):
            where[word].append(number)
        self._where.update(where)

    def find(self, lemma: Lemma, start: int, end: int) -> Iterator[Span]:
        """The places in `text[start:end]` where the lemma begins, in order, the surest kind only.

        First whole words with their accents, then without; then with words left out; then
        letters inside of words.
        """
        if not lemma.parts:
            yield from self._literal(lemma.literal, start, end)
            return
        whole = tuple(word for part in lemma.parts for word in part)
        for exact in (True, False):
            some = False
            for span in self._in_words(whole, start, end, exact):
                some = True
                yield span
            if some:
                return
        if len(lemma.parts) > 1:
            some = False
            for span in self._in_parts(lemma.parts, start, end):
                some = True
                yield span
            if some:
                return
        if any(lemma.open) or lemma.letters >= _SURE:
            yield from self._in_letters(lemma, start, end)

    def beginning_at(self, lemma: Lemma, offset: int) -> Span | None:
        """The words of the lemma if they come next after `offset`."""
        at = bisect_left(self.starts, offset)
        if at == len(self.starts) or not lemma.parts:
            return None
        found = next(self.find(lemma, self.starts[at], self.starts[at] + 1), None)
        return found if found is not None and found.start == self.starts[at] else None

    def ending_at(self, lemma: Lemma, offset: int) -> Span | None:
        """The words of the lemma if they are the last ones before `offset`."""
        after = bisect_left(self.starts, offset)
        at = after - sum(len(part) for part in lemma.parts)
        if at < 0 or not lemma.parts:
            return None
        found = next(self.find(lemma, self.starts[at], self.starts[at] + 1), None)
        return found if found is not None and found.end == self.ends[after - 1] else None

    def is_all(self, span: Span, start: int, end: int) -> bool:
        """Whether a passage has no other words than these."""
        first, last = self._range(start, end)
        return first == last or (
            span.start <= self.starts[first] and self.ends[last - 1] <= span.end
        )

    def _range(self, start: int, end: int) -> tuple[int, int]:
        """The words that stand in a passage, that too which begins before it and goes on in it."""
        first = bisect_left(self.starts, start)
        if first and self.ends[first - 1] > start:
            first -= 1
        return first, bisect_left(self.starts, end, first)

    def _in_words(
        self, whole: tuple[str, ...], start: int, end: int, exact: bool
    ) -> Iterator[Span]:
        first, last = self._range(start, end)
        bare = [_bare(word) for word in whole]
        places = [self._where.get(word, ()) for word in bare]
        if not all(places):
            return
        rarest = min(range(len(whole)), key=lambda n: len(places[n]))
        found = places[rarest]
        at = bisect_left(found, first + rarest)
        for place in found[at : at + _MOST]:
            begin = place - rarest
            if begin >= last:
                return
            there = self.words[begin : begin + len(whole)]
            if there == list(whole) if exact else [_bare(word) for word in there] == bare:
                yield Span(self.starts[begin], self.ends[begin + len(whole) - 1])

    def _in_parts(self, parts: tuple[tuple[str, ...], ...], start: int, end: int) -> Iterator[Span]:
        """Parts of a lemma one after the other, with other words between them."""
        for tried, span in enumerate(self._in_words(parts[0], start, end, exact=False)):
            if tried == _MANY:
                return
            at = bisect_left(self.starts, span.end)
            limit = self.starts[min(at + _FAR, len(self.starts) - 1)] + 1 if self.starts else 0
            last = span
            for part in parts[1:]:
                following = next(self._in_words(part, last.end, limit, exact=False), None)
                if following is None:
                    break
                last = following
            else:
                yield Span(span.start, last.end)

    def _in_letters(self, lemma: Lemma, start: int, end: int) -> Iterator[Span]:
        """Letters inside of words, or words that are divided otherwise than in the lemma."""
        if end - start > PASSAGE:
            return
        at = bisect_left(self.starts, start)
        if at and self.ends[at - 1] > start:
            start = self.starts[at - 1]
        for bare in (False, True):
            spelt = self._spell(bare)
            places = spelt.places
            wanted = ["".join(part) for part in lemma.parts]
            if bare:
                wanted = [_bare(part) for part in wanted]
            first, last = bisect_left(places, start), bisect_left(places, end)
            limit = last + 8 * lemma.letters + _FAR
            some = False
            begin = spelt.letters.find(wanted[0], first, limit)
            while 0 <= begin < last:
                stop = begin + len(wanted[0])
                for part in wanted[1:]:
                    found = spelt.letters.find(part, stop, limit)
                    if found < 0:
                        return
                    stop = found + len(part)
                some = True
                yield Span(places[begin], places[stop - 1] + 1)
                begin = spelt.letters.find(wanted[0], begin + 1, limit)
            if some:
                return

    def _spell(self, bare: bool) -> _Letters:
        """The whole text letter by letter, with accents or without."""
        if bare not in self._spelt:
            known = {sign: _signs(sign, bare) for sign in set(self.text)}
            signs = [known[sign] for sign in self.text]
            places = array("L", chain.from_iterable(map(repeat, count(), map(len, signs))))
            self._spelt[bare] = _Letters("".join(signs), places)
        return self._spelt[bare]

    def _literal(self, wanted: str, start: int, end: int) -> Iterator[Span]:
        """A lemma of signs only: as it is written."""
        if not wanted or end - start > PASSAGE:
            return
        at = self.text.find(wanted, start, end)
        while at >= 0:
            yield Span(at, at + len(wanted))
            at = self.text.find(wanted, at + 1, end)


@cache
def _signs(sign: str, bare: bool) -> str:
    """What a character counts for among letters."""
    kept = ("L", "N") if bare else ("L", "N", "M")
    evened = unicodedata.normalize("NFD", sign.casefold())
    return "".join(part for part in evened if unicodedata.category(part)[0] in kept)

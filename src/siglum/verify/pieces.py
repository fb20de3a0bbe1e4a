"""Letters painted at once -> pieces of lines, they and their letters in the order of reading.

From left to right they are read as they were painted. Only within pieces written from right to left
is the order that of painting reversed, but for numbers in them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

#: Signs that end words.
_FOLLOWING = frozenset(".,;:!?")
#: A stroke over the letters that follow, which stands in no ligature.
_STROKE = "\u070f"
#: Signs that stand within a number.
_WITHIN = frozenset(".,:/+-")
#: Brackets, each with its counterpart.
OPEN: Final = "([{⟨⟦«‹"
SHUT: Final = ")]}⟩⟧»›"
COUNTERPART: Final = dict(zip(OPEN + SHUT, SHUT + OPEN, strict=True))
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


@dataclass(slots=True)
class Glyph:
    """A letter of a page: where its baseline begins, and its size. A blank has no letter."""

    letter: str
    x: float
    y: float  # from the top
    size: float
    backwards: bool = False  # whether it stands among words from right to left


@dataclass(slots=True, eq=False)
class Piece:
    """Letters painted at once."""

    painted: object
    group: int  # the marked content that they belong to
    glyphs: list[Glyph] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    led: bool = False  # whether it begins with a space
    hidden: bool = False  # whether it holds letters that nobody sees
    base: int = -1  # the number of the last letter that is no accent
    last: int = -1  # the number of the letter farthest to the right

    @property
    def size(self) -> float:
        """The size of its largest letters."""
        return max((glyph.size for glyph in self.glyphs), default=0.0)

    @property
    def reversed(self) -> bool:
        """Whether it is written from right to left."""
        letters = (g.letter for g in self.glyphs if g.letter)
        return any(unicodedata.bidirectional(one[0]) in _RIGHT_TO_LEFT for one in letters)

    def add(self, glyph: Glyph) -> None:
        """Add a letter; of a ligature from right to left PDFium tells the last letter first."""
        at = len(self.glyphs)
        if unicodedata.bidirectional(glyph.letter[0]) in _RIGHT_TO_LEFT:
            while at and glyph.letter != _STROKE and self.glyphs[at - 1].x == glyph.x:
                if self.glyphs[at - 1].letter in ("", _STROKE):
                    break
                at -= 1
        self.glyphs.insert(at, glyph)

    def straighten(self) -> None:
        """Bring letters from left to right into order that PDFium has turned with their line.

        An accent painted with the sign that follows it is told after that.
        """
        letters = [glyph for glyph in self.glyphs if glyph.letter]
        some = any(unicodedata.combining(glyph.letter[0]) for glyph in letters)
        if some and self.neutral and not self.marks and not self.reversed:
            if self.glyphs[: len(letters)] == letters:
                self.glyphs[: len(letters)] = sorted(letters, key=_place, reverse=True)
            return
        told = [glyph.letter for glyph in letters]
        if self.reversed:
            self._turn_words()
            return
        if self.neutral or any(unicodedata.combining(one[0]) for one in told):
            return
        places = [glyph.x for glyph in self.glyphs if glyph.letter]
        if places == sorted(places):
            return
        words = self._words()
        words = sorted((sorted(word, key=_place) for word in words if word), key=_first_place)
        self._set_words(words)

    def _words(self) -> list[list[Glyph]]:
        """Its letters, parted where spaces are."""
        words: list[list[Glyph]] = [[]]
        for glyph in self.glyphs:
            if glyph.letter:
                words[-1].append(glyph)
            else:
                words.append([])
        return words

    def _set_words(self, words: list[list[Glyph]]) -> None:
        """Have these words, with spaces between them."""
        self.glyphs = words[0]
        for word in words[1:]:
            self.glyphs += [Glyph("", 0, 0, 0), *word]

    def _turn_words(self) -> None:
        """Bring words from right to left into order that PDFium has told from left to right.

        A sign beside a number is told before it, wherever it stands.
        """
        words = self._words()
        numbers = [n for n, word in enumerate(words) if _is_number_with_signs(word)]
        for n in numbers:
            words[n] = list(_from_the_right(sorted(words[n], key=_place)))
        places = [max(map(_place, word)) for word in words if word]
        turned = len(places) > 1 and places == sorted(places)
        if turned:
            words.reverse()
        if turned or numbers:
            self._set_words(words)

    @property
    def marks(self) -> bool:
        """Whether it is nothing but accents, which stand above or below other letters."""
        return all(unicodedata.combining(g.letter[0]) for g in self.glyphs if g.letter)

    @property
    def numbers(self) -> bool:
        """Whether it has numbers, and no letters of any direction."""
        kinds = {unicodedata.bidirectional(g.letter[0]) for g in self.glyphs if g.letter}
        return bool(kinds & {"EN", "AN"}) and not kinds & ({"L"} | _RIGHT_TO_LEFT)

    @property
    def neutral(self) -> bool:
        """Whether it has no direction of its own."""
        letters = (g.letter for g in self.glyphs if g.letter)
        return not any(unicodedata.bidirectional(one[0]) in {"L", "EN"} for one in letters)


def _place(glyph: Glyph) -> float:
    return glyph.x


def _first_place(word: list[Glyph]) -> float:
    return word[0].x


def turn_signs(pieces: list[Piece]) -> None:
    """On a page from right to left, signs to the left of a word from left to right follow it."""
    turned = sum(len(piece.glyphs) for piece in pieces if piece.reversed)
    if 2 * turned <= sum(len(piece.glyphs) for piece in pieces):
        return
    for piece in pieces:
        if piece.reversed:
            continue
        if piece.neutral:
            for glyph in piece.glyphs:
                glyph.backwards = True
            continue
        if piece.numbers:
            piece.glyphs = list(_from_the_right(piece.glyphs))
            for glyph in piece.glyphs:
                glyph.letter = COUNTERPART.get(glyph.letter, glyph.letter)
            continue
        at = 0
        while piece.glyphs[at : at + 1] and piece.glyphs[at].letter in _FOLLOWING:
            at += 1
        piece.glyphs = [*piece.glyphs[at:], *piece.glyphs[:at]]


def _from_the_right(glyphs: list[Glyph]) -> Iterator[Glyph]:
    """Numbers and signs as they are read from right to left, each number from left to right."""
    at = len(glyphs)
    while at:
        first = at - 1
        while first and _is_digit(glyphs[at - 1]):
            if _is_digit(glyphs[first - 1]):
                first -= 1
            elif first > 1 and glyphs[first - 1].letter in _WITHIN and _is_digit(glyphs[first - 2]):
                first -= 2
            else:
                break
        yield from glyphs[first:at]
        at = first


def _is_number_with_signs(word: list[Glyph]) -> bool:
    """Whether a word has figures and signs, each in its place, and no letters."""
    some = any(map(_is_digit, word)) and not all(map(_is_digit, word))
    places = set(map(_place, word))
    return some and len(places) == len(word) and not any(g.letter[0].isalpha() for g in word)


def _is_digit(glyph: Glyph) -> bool:
    return glyph.letter.isdecimal()


def in_order(pieces: list[Piece]) -> Iterator[Piece]:
    """Pieces in the order in which they are read."""
    groups = [list(members) for _group, members in groupby(pieces, key=lambda piece: piece.group)]
    before: Piece | None = None
    for number, together in enumerate(groups):
        shown = [piece for piece in together if piece.glyphs]
        if not any(piece.reversed for piece in together):
            after = next((p for g in groups[number + 1 :] for p in g if p.glyphs), None)
            if len(together) > 1 and shown and _is_turned(shown, before, after):
                together.reverse()
            if _may_be_turned(shown, before, after):
                for glyph in shown[0].glyphs:
                    glyph.backwards = True
            yield from together
            before = shown[-1] if shown else before
            continue
        before = shown[-1] if shown else before
        for piece in together:
            if piece.reversed or piece.neutral:
                for glyph in piece.glyphs:
                    glyph.backwards = True
        together.reverse()
        yield from _with_their_letters(list(_from_left(together)))


def _from_left(pieces: list[Piece]) -> Iterator[Piece]:
    """Pieces from right to left; what is written from left to right among them stays as it is."""
    at = 0
    while at < len(pieces):
        end = at
        while end < len(pieces) and not pieces[end].reversed:
            end += 1
        stretch = pieces[at:end]
        while stretch and stretch[-1].neutral:
            stretch.pop()
        yield from reversed(stretch)
        yield from pieces[at + len(stretch) : end + 1]
        at = end + 1


def _with_their_letters(pieces: list[Piece]) -> list[Piece]:
    """The same; accents that were painted behind words from left to right go to their letter."""
    for accent in [one for one in pieces if one.glyphs and one.marks]:
        at = pieces.index(accent)
        before = next((one for one in reversed(pieces[:at]) if one.glyphs), None)
        if before is None or before.reversed or before.marks:
            continue
        place = accent.glyphs[0].x
        below = (one for one in pieces if one.reversed and one.left <= place <= one.right)
        if letter := next(below, None):
            pieces.remove(accent)
            pieces.insert(pieces.index(letter) + 1, accent)
    return pieces


def _may_be_turned(shown: list[Piece], before: Piece | None, after: Piece | None) -> bool:
    """Whether signs stand beside words from right to left: PDFium turns brackets there."""
    if len(shown) != 1 or not shown[0].neutral:
        return False
    y = shown[0].glyphs[0].y
    return any(one is not None and one.reversed and one.glyphs[0].y == y for one in (before, after))


def _is_turned(shown: list[Piece], before: Piece | None, after: Piece | None) -> bool:
    """Whether signs of no direction stand in words from right to left, by what is around them."""
    if not all(piece.neutral and not piece.numbers for piece in shown):
        return False
    y, left = shown[0].glyphs[0].y, min(piece.left for piece in shown)
    beside = [one for one in (before, after) if one is not None and one.glyphs[0].y == y]
    return bool(beside) and all((one.left > left) is (one is before) for one in beside)

"""Options of a book -> the forms that its entries have in print."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from siglum.config import PdfOptions
from siglum.verify.explaining import bare
from siglum.verify.streams import letters_of
from siglum.verify.tokens import TEXT, Steps, Token

_ELLIPSIS = "\u2026"
_PUNCTUATION = ".,;:!?·‧"
#: Signs may count as words or not: a lemma that is hardly longer than others may be whole.
_DOUBT = 2


@dataclass(frozen=True, slots=True)
class Forms:
    """What stands before an entry, and how much of its lemma."""

    numbers: bool  # whether the number of a line
    repeated: str  # what in place of one that was just told
    lemmata: bool  # whether a lemma
    most: int  # the words of a lemma that is not shortened; 0 if none is
    sign: str  # what parts a lemma from its readings

    @classmethod
    def of(cls, options: PdfOptions, words: Mapping[str, str]) -> Forms:
        """The forms that are asked for."""
        return cls(
            options.numbers,
            letters_of(options.repeated),
            options.lemmata,
            options.lemma_words,
            letters_of(words["lemma_sign"]),
        )

    def printed(self, steps: Steps) -> Steps:
        """An entry as it stands at the foot of a page."""
        tokens = (_without_brackets(token) for token in self._tokens(steps.tokens))
        return dataclasses.replace(steps, tokens=list(tokens))

    @staticmethod
    def noted(steps: Steps) -> Steps:
        """A note as it is printed."""
        return dataclasses.replace(steps, tokens=list(map(_without_brackets, steps.tokens)))

    def _tokens(self, tokens: list[Token]) -> Iterator[Token]:
        waiting = True  # for the lemma
        for number, token in enumerate(tokens):
            lemma = waiting and token.kind == TEXT and token.role == "lemma"
            waiting = waiting and not (lemma and token.stream.length)
            if not lemma:
                yield token
            elif self.lemmata:
                whole = any(_is_inside(other, token) for other in tokens[number + 1 :])
                short = "" if whole else self._short(token.stream.words())
                yield dataclasses.replace(token, short=short)

    def _short(self, words: list[str]) -> str:
        """The letters of a shortened lemma; nothing for one that is not long."""
        places = [n for n, word in enumerate(words) if any(letter.isalnum() for letter in word)]
        if not self.most or len(places) <= max(self.most - _DOUBT, 2):
            return ""
        first, last = words[places[0]], "".join(words[places[-1] :])  # with signs behind it
        return f"{first.rstrip(_PUNCTUATION) or first}{_ELLIPSIS}{last}"


def _without_brackets(token: Token) -> Token:
    """Words as they are printed where readings stand above them."""
    if token.kind != TEXT or token.short:
        return token
    return dataclasses.replace(token, short=bare(token.stream))


def _is_inside(other: Token, lemma: Token) -> bool:
    """Whether a step belongs to what a lemma holds: such a lemma is not shortened."""
    if not etree.iselement(other.owner):
        return False
    return any(up is lemma.owner for up in (other.owner, *other.owner.iterancestors()))

"""An entry or a note to be found in print -> its letters, and what kind of step each belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from siglum.verify.streams import letters_of
from siglum.verify.tokens import SIGLA, SOURCES, TEXT, WORD, Steps, Token

_KINDS = {SIGLA: "siglum", SOURCES: "source", WORD: "word"}


@dataclass(slots=True)
class Item:
    """An entry or a note to be found in print."""

    steps: Steps
    element: etree._Element
    kind: str  # entry or note
    at: int
    beside: tuple[str, ...] = ()  # the words beside an addition, which print repeats
    whole: Steps | None = None  # the entry as it stands in a list, with all of its lemma

    def spans(self) -> list[tuple[int, int, str]]:
        """Which of its letters belong to what kind of step."""
        spans: list[tuple[int, int, str]] = []
        length = 0
        for token in self.steps.kept():
            kind = token.role if token.kind == TEXT else _KINDS[token.kind]
            more = len(_letters_of_token(token))
            spans.append((length, length + more, kind or self.kind))
            length += more
        return spans


def letters_in(steps: Steps) -> str:
    """All letters that steps show, in their order."""
    return "".join(_letters_of_token(token) for token in steps.kept())


def _letters_of_token(token: Token) -> str:
    if token.kind == TEXT:
        return token.stream.text
    if token.kind == WORD:
        return letters_of(token.labels[0])
    return "".join(letters_of(label) for label in token.labels)

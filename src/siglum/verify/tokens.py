"""An entry or a note as a sequence of tokens: words, sigla, sources, generated words -> compared.

The same shape is made of the source and of what was published, so that two lists lie side by
side. Signs that part things (brackets, colons) are no tokens; everything else is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from siglum.verify.streams import Stream, letters_of, same

#: TEXT: words; SIGLA, SOURCES: a run of them; WORD: one that siglum says itself.
TEXT, SIGLA, SOURCES, WORD = "text", "sigla", "sources", "word"

#: Kinds of marks for what is not there.
HOLES = frozenset({"gap", "space"})


@dataclass(slots=True)
class Token:
    """One step of an entry or a note.

    `role` says what a text is: lemma, reading, note, detail. `labels` are sigla, or for a source
    its possible names; of a generated word, the words that will do.
    """

    kind: str
    role: str = ""
    stream: Stream = field(default_factory=Stream)
    labels: list[str] = field(default_factory=list)
    choices: list[list[str]] = field(default_factory=list)  # of each source, what it may be called
    owner: object = None
    short: str = ""  # how it is printed if not whole: a lemma's ends, ruby without brackets

    def key(self) -> tuple[str, str]:
        """What this token is recognised by, whatever order sigla stand in."""
        if self.kind == TEXT:
            return TEXT, self.stream.text
        if self.kind == SIGLA:
            return SIGLA, " ".join(sorted(map(letters_of, self.labels)))
        return self.kind, ""

    def __str__(self) -> str:
        if self.kind == TEXT:
            return str(self.stream)
        return self.labels[0] if self.kind == WORD else " ".join(self.labels)


@dataclass(slots=True)
class Mark:
    """A number, a sign or a label that stands within text without being a word of it."""

    at: int
    kind: str  # the TEI or HTML name: pb, gap, ptr, g, n, seg, item …
    texts: tuple[str, ...]  # what may be shown, without white space
    must: bool = False  # whether it must be shown
    element: etree._Element | None = None


@dataclass(slots=True)
class Steps:
    """Tokens in order, and the marks within them; `may` are words that need not be said."""

    tokens: list[Token] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    may: set[str] = field(default_factory=set)

    def text(self, role: str, owner: object) -> Stream:
        """The stream that goes on here: that of the last token if it has the same owner."""
        last = self.tokens[-1] if self.tokens else None
        if last is None or last.kind != TEXT or last.owner is not owner:
            last = Token(TEXT, role, owner=owner)
            self.tokens.append(last)
        return last.stream

    def kept(self) -> list[Token]:
        """The tokens that show something."""
        return [t for t in self.tokens if t.kind == WORD or t.stream.length or t.labels]

    def key(self) -> tuple[tuple[str, str], ...]:
        """What a whole entry or note is recognised by."""
        return tuple(t.key() for t in self.kept() if t.kind in (TEXT, SIGLA))

    def __str__(self) -> str:
        return " ".join(str(token) for token in self.kept())


@dataclass(slots=True)
class Unequal:
    """What one sequence has and the other has not, at one place."""

    missing: list[Token]
    extra: list[Token]


def unequal(
    want: Sequence[Token], got: Sequence[Token], reach: int = 12
) -> tuple[list[Unequal], list[Token]]:
    """Compare two sequences step by step -> where they differ, and generated words not expected."""
    found: list[Unequal] = []
    words: list[Token] = []
    i = j = 0
    while i < len(want) or j < len(got):
        if i < len(want) and j < len(got) and equal(want[i], got[j]):
            i, j = i + 1, j + 1
            continue
        asked = i < len(want) and want[i].kind == WORD
        follows = asked and j + 1 < len(got) and equal(want[i], got[j + 1])
        if j < len(got) and got[j].kind == WORD and (follows or not asked):
            words.append(got[j])
            j += 1
            continue
        step, other = _meet(want, i, got, j, reach)
        found.append(Unequal(list(want[i : i + step]), list(got[j : j + other])))
        i, j = i + step, j + other
    return found, words


def _meet(
    want: Sequence[Token], i: int, got: Sequence[Token], j: int, reach: int
) -> tuple[int, int]:
    """How many steps each side must go until both say the same again."""
    for total in range(1, 2 * reach):
        for step in range(max(0, total - reach), min(total, reach) + 1):
            other = total - step
            if i + step < len(want) and j + other < len(got):
                if equal(want[i + step], got[j + other]):
                    return step, other
            elif i + step == len(want) and j + other == len(got):
                return step, other
    return len(want) - i, len(got) - j


def equal(want: Token, got: Token) -> bool:
    """Whether what is shown is what the source asks for."""
    if want.kind != got.kind:
        return False
    if want.kind == TEXT:
        return same(want.stream, got.stream)
    if want.kind == SIGLA:
        told = [letters_of(label) for label in got.labels]
        return Counter(map(letters_of, want.labels)) == Counter(told) or _sources(
            want.choices, told
        )
    if want.kind == WORD:
        return got.labels[0] in want.labels
    return _sources(want.choices, [letters_of(label) for label in got.labels])


def _sources(choices: list[list[str]], shown: list[str]) -> bool:
    """Whether each source is shown once, by one of its names."""
    left = list(shown)
    for names in choices:
        name = next((name for name in names if name in left), None)
        if name is None:
            return False
        left.remove(name)
    return not left

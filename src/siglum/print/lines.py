"""Printed lines -> the lemmata that begin and end in them, what stands beside them, repeated words.

Nothing here imports WeasyPrint: lines are read through the few attributes of its boxes that are
named below (`children`, `text`, `element`, `element_tag`, `position_y`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any, Final, Literal, NamedTuple

from siglum.print.stretches import BREAK
from siglum.print.words import is_one_word

__all__ = ["Mark", "PrintedLine", "Turn", "rank_of", "read_line"]

_HYPHENS = ("\u2010", "-", "\u00ad")
_PUNCTUATION = ".,;:!?·‧()[]{}⟨⟩<>«»‹›„“”\"'’‘*†…—–"
#: What points say of witnesses.
_TURNS: Final[tuple[Literal["there", "goes", "comes"], ...]] = ("there", "goes", "comes")
#: Inline elements whose text is not part of the line's words.
_ASIDE = frozenset("noteref pb cb gb lb milestone seg-n lb-n item-n".split())


class Mark(NamedTuple):
    """A point met in a line: the first or last word of an entry's lemma."""

    kind: Literal["start", "end"]
    entry: str
    #: Which word of the line it stands behind.
    word: int
    #: Whether that word began on the line before.
    broken: bool
    #: The passage that the word belongs to, if entries refer to passages.
    passage: str = ""


class Turn(NamedTuple):
    """A point in a line: witnesses go with its word, come with it, or are all that are there."""

    kind: Literal["goes", "comes", "there"]
    witnesses: tuple[str, ...]
    #: Whether that word began on the line before.
    broken: bool
    #: The passage that the word belongs to, if entries refer to passages.
    passage: str = ""


class PrintedLine(NamedTuple):
    """What was read from one line."""

    words: tuple[str, ...]
    marks: tuple[Mark, ...]
    #: Whether the line ends inside a word.
    breaks: bool
    #: What is to stand in the margin beside it.
    beside: tuple[str, ...] = ()
    #: The passages that begin in it; whether the word that each begins with began before.
    begins: tuple[tuple[str, bool], ...] = ()
    #: Where witnesses come and go in it.
    turns: tuple[Turn, ...] = ()


def read_line(line: Any, previous_breaks: bool) -> PrintedLine:
    """The words and marks of a laid-out line; `previous_breaks`: the one before ends mid-word."""
    text: list[str] = []
    found: list[tuple[Literal["start", "end"], Any, str]] = []
    begun: list[tuple[str, str]] = []
    beside: list[str] = []
    turned: list[tuple[Literal["there", "goes", "comes"], str, Any, str]] = []
    parted = False
    for box, names in _inline(line):
        if not names.isdisjoint(_ASIDE):
            beside += filter(None, [box.element.get("data-beside")])
        elif "point" in names:
            if passage := box.element.get("data-begins"):
                begun.append((passage, "".join(text)))
            if box.element.get("data-start"):
                found.append(("start", box.element, "".join(text)))
            if box.element.get("data-end"):
                found.append(("end", box.element, "".join(text)))
            turned += [
                (one, told, box.element, "".join(text))
                for one in _TURNS
                if (told := box.element.get(f"data-{one}")) is not None
            ]
        elif (piece := getattr(box, "text", None)) is not None:
            text.append(piece.replace(BREAK, ""))
            parted = piece.endswith(BREAK)
    whole = "".join(text)
    marks = []
    for kind, point, before in found:
        at = max(0, len(before.split()) - 1)
        broken = previous_breaks and is_one_word(before.strip())
        passage = point.get("data-passage") or ""
        marks.append(Mark(kind, point.get(f"data-{kind}"), at, broken, passage))
    words = [_normal(word) for word in whole.split()]
    if previous_breaks and words:
        words[0] = f"-{words[0]}"  # the rest of a word is like no other word
    broken = whole.rstrip().endswith(_HYPHENS) or (parted and is_one_word(whole[-1:]))
    begins = [(name, previous_breaks and is_one_word(before.strip())) for name, before in begun]
    turns = []
    for turn, told, point, before in turned:
        broken_off = previous_breaks and is_one_word(before.strip())
        passage = point.get("data-passage") or ""
        turns.append(Turn(turn, tuple(told.split()), broken_off, passage))
    return PrintedLine(
        tuple(words), tuple(marks), broken, tuple(beside), tuple(begins), tuple(turns)
    )


def _inline(box: Any) -> Iterator[tuple[Any, frozenset[str]]]:
    """The text boxes and points within a line, in order; nothing within what stands aside."""
    for child in getattr(box, "children", ()):
        element = child.element
        # a text box has the element of its parent, whose classes were looked at before
        own = getattr(child, "text", None) is None and element is not None
        names = frozenset((element.get("class") or "").split()) if own else frozenset()
        yield child, names
        if names.isdisjoint(_ASIDE):
            yield from _inline(child)


def _normal(word: str) -> str:
    """A word as it is compared: one Unicode form, no case, no punctuation around it."""
    return unicodedata.normalize("NFC", word).strip(_PUNCTUATION).casefold()


def rank_of(words: tuple[str, ...], first: int, last: int) -> str:
    """Which of several like groups of words in a line is meant: "2"; "" when there is but one."""
    group = words[first : last + 1]
    if not group or not any(group):
        return ""
    hits = [at for at in range(len(words)) if words[at : at + len(group)] == group]
    return str(hits.index(first) + 1) if len(hits) > 1 and first in hits else ""

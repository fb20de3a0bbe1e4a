"""Printed lines -> their numbers, the lemmata that begin and end in them, repeated words.

Nothing here imports WeasyPrint: lines are read through the few attributes of its boxes that are
named below (`children`, `text`, `element`, `element_tag`, `position_y`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from siglum.print.options import Lineation
from siglum.print.words import is_one_word

__all__ = [
    "Count",
    "Label",
    "Mark",
    "PrintedLine",
    "counted",
    "number_line",
    "rank_of",
    "read_line",
    "reference",
]

TITLE = "tit."
_HYPHENS = ("\u2010", "-", "\u00ad")
_PUNCTUATION = ".,;:!?·‧()[]{}⟨⟩<>«»‹›„“”\"'’‘*†…—–"
#: Inline elements whose text is not part of the line's words.
_ASIDE = frozenset({"noteref", "pb", "cb", "gb", "lb", "milestone"})


class Label(NamedTuple):
    """The name of a printed line: the page it stands on, what is printed, its value if a number."""

    page: int
    text: str
    value: int | None
    #: Whether the number begins again on every page, so that another page's needs its page.
    local: bool


class Mark(NamedTuple):
    """A point met in a line: the first or last word of an entry's lemma."""

    kind: Literal["start", "end"]
    entry: str
    #: Which word of the line it stands behind.
    word: int
    #: Whether that word began on the line before.
    broken: bool


class PrintedLine(NamedTuple):
    """What was read from one line."""

    words: tuple[str, ...]
    marks: tuple[Mark, ...]
    #: Whether the line ends inside a word.
    breaks: bool


class Count(NamedTuple):
    """How far the counting has come."""

    section: str | None = None
    value: int = 0
    #: The verse that was numbered last, whose further lines have the same number.
    verse: Any = None


def counted(element: Any) -> str:
    """How the lines of a block are counted: "line", "verse", "title", or "" for not at all."""
    return (element.get("data-count") or "") if element is not None else ""


def number_line(
    count: Count, element: Any, page: int, lineation: Lineation
) -> tuple[Count, Label, bool]:
    """The number of a line of the block `element` that follows what `count` has counted.

    Gives the new state, the line's label, and whether the number is its own (further lines of a
    broken verse share one). Counting by page starts with a fresh `Count` on every page.
    """
    kind = counted(element)
    if kind == "title":
        return count._replace(verse=None), Label(page, TITLE, None, False), False
    if kind == "verse":
        text = element.get("data-verse") or ""
        # where stanzas are numbered and their lines within them, the margin has the stanzas'
        number = text.removesuffix(".1")
        label = Label(page, text, int(number) if number.isdecimal() else None, False)
        return count._replace(verse=element), label, count.verse is not element
    section = element.get("data-section")
    value = count.value + 1
    if lineation != "page" and section != count.section:
        value = 1
    label = Label(page, str(value), value, lineation == "page")
    return Count(section, value), label, True


def read_line(line: Any, previous_breaks: bool) -> PrintedLine:
    """The words and marks of a laid-out line; `previous_breaks`: the one before ends mid-word."""
    text: list[str] = []
    found: list[tuple[Literal["start", "end"], str, str]] = []
    for box, names in _inline(line):
        if "point" in names:
            if entry := box.element.get("data-start"):
                found.append(("start", entry, "".join(text)))
            if entry := box.element.get("data-end"):
                found.append(("end", entry, "".join(text)))
        elif (piece := getattr(box, "text", None)) is not None:
            text.append(piece)
    whole = "".join(text)
    marks = []
    for kind, entry, before in found:
        words = before.split()
        broken = previous_breaks and is_one_word(before.strip())
        marks.append(Mark(kind, entry, max(0, len(words) - 1), broken))
    words = [_normal(word) for word in whole.split()]
    if previous_breaks and words:
        words[0] = f"-{words[0]}"  # the rest of a word is like no other word
    return PrintedLine(tuple(words), tuple(marks), whole.rstrip().endswith(_HYPHENS))


def _inline(box: Any) -> Iterator[tuple[Any, frozenset[str]]]:
    """The text boxes and points within a line, in order, leaving out what stands aside."""
    for child in getattr(box, "children", ()):
        element = child.element
        # a text box has the element of its parent, whose classes were looked at before
        own = getattr(child, "text", None) is None and element is not None
        names = frozenset((element.get("class") or "").split()) if own else frozenset()
        if not names.isdisjoint(_ASIDE):
            continue
        yield child, names
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


def reference(first: Label, last: Label) -> str:
    """A lemma's line or lines as printed before it: "12", "12–14", over a page turn "34–57.2"."""
    if last.page < first.page or (last.page, last.text) == (first.page, first.text):
        return first.text
    if last.page == first.page or not last.local:
        return first.text if last.text == first.text else f"{first.text}–{last.text}"
    return f"{first.text}–{last.page}.{last.text}"

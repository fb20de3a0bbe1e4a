"""Options and printed lines, one after the other -> the number of each, and references to them.

Nothing here imports WeasyPrint: of a line only the element of its block is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from siglum.print.options import PrintOptions

__all__ = ["Count", "Label", "Numbering", "counted"]

#: The number that a reference ends with.
_NUMBER = re.compile(r"[0-9]+$")
_NUMBERS = re.compile("[0-9]+")
#: So many rows of numbers are told in the head of a page, and what stands between them.
_ROWS, _BETWEEN = 3, ", "
#: So many characters have room beside the names of a text and its part.
_ROOM = 18
_DASH = "\u2013"
_NBSP = "\u00a0"


class Label(NamedTuple):
    """The name of a printed line: the page it stands on, what is printed, its value if a number."""

    page: int
    text: str
    value: int | None
    #: Whether the number begins again on every page, so that another page's needs its page.
    local: bool
    #: What stands before the number and names the paragraph in which it is counted: "3.".
    prefix: str = ""
    verse: bool = False


class Count(NamedTuple):
    """How far the counting has come."""

    section: str | None = None
    value: int = 0
    #: The verse that was numbered last, whose further lines have the same number.
    verse: Any = None
    #: The number that headings and directions stand below: 10 for 10.1.
    base: str = "0"
    #: How many of their lines follow it.
    below: int = 0
    #: Whether the base is a verse's own number, which holds over page turns.
    lasting: bool = False
    #: The passage that began last.
    passage: str = ""
    #: The witnesses that are there.
    there: tuple[str, ...] = ()


def counted(element: Any) -> str:
    """How the lines of a block are counted; "" for not at all.

    "line", "verse" (its own number), "one" (a line, however often it is turned over), "title",
    "direction", "below" (10.1).
    """
    return (element.get("data-count") or "") if element is not None else ""


class Numbering:
    """Numbers lines as the options of a book ask for."""

    def __init__(self, options: PrintOptions) -> None:
        self.options = options
        self._by_page = options.lineation == "page"
        #: Kinds of lines without a number -> what entries in them say instead.
        self._words = {"title": options.words["heading"], "direction": options.words["direction"]}

    # ---- counting ---------------------------------------------------------------------------

    def begin(self, before: Count | None) -> Count:
        """The state of counting at the top of a page, after that at the end of the one before."""
        if before is None:
            return Count()
        if not self._by_page:
            return before
        kept = Count(passage=before.passage, there=before.there)
        return kept._replace(base=before.base, lasting=True) if before.lasting else kept

    def end(self, count: Count) -> Count:
        """The state of counting at the end of a page, which holds no part of its tree."""
        return count._replace(verse=None) if count.lasting else count

    def number(self, count: Count, element: Any, page: int) -> tuple[Count, Label, bool]:
        """The number of a line of the block `element` that follows what `count` has counted.

        Gives the new state, the line's label, and whether the number is its own: further lines of
        a broken verse share one, and titles have none.
        """
        kind = counted(element)
        if word := self._words.get(kind):
            return count._replace(verse=None), Label(page, word, None, False), False
        if kind == "verse":
            return self._verse(count, element, page)
        section = element.get("data-section")
        if not self._by_page and section != count.section:
            count = count._replace(section=section, value=0, base="0", below=0, lasting=False)
        if kind == "below":
            count = count._replace(verse=None, below=count.below + 1)
            text = f"{count.base}.{count.below}"
            return count, Label(page, text, None, self._by_page and not count.lasting), False
        own = kind != "one" or not _goes_on(count, element)
        value = count.value + own
        prefix = element.get("data-prefix") or ""
        verse = element if kind == "one" else None
        label = Label(page, f"{prefix}{value}", value, self._by_page, prefix, kind == "one")
        more = (count.passage, count.there)
        return Count(section, value, verse, label.text, 0, False, *more), label, own

    def _verse(self, count: Count, element: Any, page: int) -> tuple[Count, Label, bool]:
        """A verse that has a number of its own."""
        text = element.get("data-verse") or ""
        # where stanzas are numbered and their lines within them, the margin has the stanzas'
        number = text.removesuffix(".1")
        value = int(number) if number.isdecimal() else None
        label = Label(page, text, value, False, verse=True)
        if count.lasting and count.base == text and element.get("data-goes-on") is not None:
            return count._replace(verse=element), label, False  # a later part of the same verse
        own = count.verse is not element
        if own:
            count = count._replace(verse=element, base=text, below=0, lasting=True)
        return count, label, own

    def passage(self, page: int, reference: str) -> Label:
        """The label of a passage: a range names once what stands before its last number."""
        number = _NUMBER.search(reference)
        value = int(number[0]) if number else None
        return Label(page, reference, value, False, _NUMBER.sub("", reference))

    def shortened(self, references: Sequence[str]) -> list[str]:
        """References beside the lines of a page: what several in a row share is told once."""
        told, before = [], ""
        for reference in references:
            number = _NUMBER.search(reference)
            rest = _NUMBER.sub("", reference)
            told.append(number[0] if number and rest == before else reference)
            before = rest
        return told

    # ---- what is printed --------------------------------------------------------------------

    def margin(self, label: Label) -> str:
        """The number beside a line, if it is due there."""
        options = self.options
        if self.paragraph(label):
            return ""
        every = (options.every_verse if label.verse else 0) or options.every
        value = label.value
        if not value or options.references != "line" or every < 1:
            return ""
        first = options.first or every
        due = value == first or (value > first and value % every == 0)
        return str(value) if due else ""

    def paragraph(self, label: Label) -> str:
        """The number of a paragraph beside its first line, where lines are counted in each."""
        return label.prefix[:-1] if label.prefix and label.value == 1 else ""

    def reference(self, first: Label, last: Label) -> str:
        """A lemma's lines as printed before it: "12", "12–14", over a page turn "34–57.2"."""
        if last.page < first.page or (last.page, last.text) == (first.page, first.text):
            return first.text
        if last.page != first.page and last.local:
            return f"{first.text}{_DASH}{last.page}.{last.text}"
        if last.text == first.text:
            return first.text
        together = first.prefix == last.prefix
        if together and first.value is not None and last.value is not None:
            return self._range(first, last)
        return f"{first.text}{_DASH}{last.text}"

    def _range(self, first: Label, last: Label) -> str:
        """Two numbers that are counted in one row."""
        ranges, words = self.options.ranges, self.options.words
        end = last.text.removeprefix(last.prefix)
        begin = first.text.removeprefix(first.prefix)
        if not begin.isdecimal() or not end.isdecimal():
            return f"{first.text}{_DASH}{last.text}"
        follows = int(end) - int(begin)
        if ranges in ("sq", "sqq") and follows == 1:
            return _NBSP.join((first.text, words["following"]))
        if ranges == "sqq" and follows > 1:
            return _NBSP.join((first.text, words["followings"]))
        return f"{first.text}{_DASH}{_elided(begin, end) if ranges == 'elided' else end}"

    def head(self, labels: Sequence[Label]) -> str:
        """The numbers of a page for its running head: each row of them, where several begin on it.

        Where verses have their own numbers, lines between them are not told.
        """
        own = [one for one in labels if one.verse] or labels
        rows: list[list[Label]] = []
        before: list[int] = []
        for label in own:
            value = [int(part) for part in _NUMBERS.findall(label.text)]
            if not rows or value <= before:
                rows.append([])
            rows[-1].append(label)
            before = value
        told = [self.range(row[0].text, row[-1].text) for row in rows]
        whole = _BETWEEN.join(told if len(told) <= _ROWS else [told[0], "\u2026", told[-1]])
        return self.fitting([whole, *told[-1:]])

    def fitting(self, told: Sequence[str]) -> str:
        """The first of some texts that has room in a running head; none if none has."""
        return next((one for one in told if len(one) <= _ROOM), "")

    def range(self, first: str, last: str) -> str:
        """The first and last of some numbers or references."""
        return first if first == last else f"{first}{_DASH}{last}"


def _goes_on(count: Count, element: Any) -> bool:
    """Whether a line goes on with the verse of the line before: turned over, or by its part."""
    if count.verse is None:
        return False
    return count.verse is element or element.get("data-goes-on") is not None


def _elided(begin: str, end: str) -> str:
    """The end of a range without the figures that its beginning has; ten to nineteen stay whole."""
    if len(begin) != len(end):
        return end
    same = next(n for n, (one, two) in enumerate(zip(begin, end, strict=True)) if one != two)
    if same == len(end) - 1 and len(end) > 1 and end[-2] == "1":
        same -= 1
    return end[same:]

"""Printed lines and the words in them -> the number each must have, and whether print agrees.

`counting` says how the lines are numbered that are found here. The numbers before the entries at
the foot are compared with that, and by `margins` those in the margin.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from lxml import etree

from siglum.verify.book import Book
from siglum.verify.counting import Carrying, Counting, Line
from siglum.verify.expected import Entry, Text
from siglum.verify.explaining import explains
from siglum.verify.references import References
from siglum.verify.reporting import Report
from siglum.verify.runs import Run
from siglum.verify.streams import TIGHT, Alignment, letters_of
from siglum.verify.tags import DIVISIONS, HOLDING, tags
from siglum.verify.tokens import HOLES, Mark

_PAGES = frozenset({"pb", "cb", "gb", "milestone"})
#: What marks a page in these stands with a block of theirs.
_AROUND = DIVISIONS | tags("body front back lg")
#: So many letters of the source in a row make a line one of the text, whatever signs it holds.
_SOME = 6
_NAMED = re.compile("⟨[^⟩]*⟩")
#: A line of so few letters may hold nothing but signs and numbers.
_FEW = 12
_RAISED = 0.7  # the size of numbers that lead to notes, against that of the text
_SHORT = 3  # so few letters are not known by where they stand


@dataclass(slots=True)
class Lines:
    """All lines of a text, numbered."""

    text: Text
    book: Book
    body: Run
    alignment: Alignment
    counting: Counting
    references: References | None = None  # if entries refer to passages
    lines: list[Line] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)  # marks that stand alone in a line

    def count(self) -> None:
        """Find what each line holds, and number them."""
        starts = [at for at, _node in self.text.holders]
        ends = [*self.body.starts, len(self.body.letters)][1:]
        carrying = self._carrying(starts)
        before: Line | None = None
        reach = 0  # the first letter of the source that no line before has
        for row, start, end in zip(self.body.rows, self.body.starts, ends, strict=True):
            line = Line(row, start, end)
            at = self._first(line)
            if at >= 0 and starts:
                line.node = self.text.holders[max(bisect_right(starts, at) - 1, 0)][1]
                self.counting.judge(line, carrying)
                before = line
                reach = self._last(line) + 1
            elif (node := self._of_sign(line, reach)) is not None:
                line.node = node
                self.counting.judge(line, carrying)
                if node.tag in DIVISIONS:
                    line.kind = "title"  # it shows the number of a division, and nothing else
                before = line
                reach = max(reach, self._last(line) + 1)
            elif before is not None and self.lines[-1].node is before.node and self._is_sign(line):
                line.node, line.kind = before.node, before.kind  # a sign alone in its line
            self.lines.append(line)
        self.counting.number(self.lines)

    def _first(self, line: Line) -> int:
        """The first letter of the source in a line; -1 if it holds none of the text."""
        places = [self.alignment.to_first(spot) for spot in range(line.start, line.end)]
        sure = [at for at in places if at >= 0]
        some = any(one[_SOME - 1] - one[0] < _SOME for one in _stretches(sure, _SOME))
        shown = self.body.letters[line.start : line.end]
        named = {  # letters of signs that are called by a name
            n
            for sign in _NAMED.finditer(shown)
            if all(at < 0 for at in places[sign.start() : sign.end()])
            for n in range(sign.start(), sign.end())
        }
        if sure and not some:
            named.update(self._breaks(shown, places, sure[0]))
        plain = sum(letter.isalpha() and n not in named for n, letter in enumerate(shown))
        return sure[0] if sure and (some or 2 * len(sure) > (plain or len(shown))) else -1

    def _breaks(self, shown: str, places: list[int], at: int) -> Iterator[int]:
        """The letters in a line that are no more than the name of a page that begins there."""
        marks = self.text.marks
        first = bisect_left(marks, at, key=lambda mark: mark.at)
        for mark in marks[first : bisect_right(marks, at, key=lambda mark: mark.at)]:
            for text in mark.texts if mark.kind in _PAGES else ():
                spot = shown.find(text)
                if spot >= 0 and all(place < 0 for place in places[spot : spot + len(text)]):
                    yield from range(spot, spot + len(text))

    def _is_sign(self, line: Line) -> bool:
        """Whether a line without letters of the text is short and has no words of its own."""
        shown = self.body.letters[line.start : line.end]
        return 2 * len(shown) <= _FEW and not any(letter.isalpha() for letter in shown)

    def _last(self, line: Line) -> int:
        """The last letter of the source in a line."""
        spots = range(line.end - 1, line.start - 1, -1)
        return next((at for spot in spots if (at := self.alignment.to_first(spot)) >= 0), -1)

    def _next(self, line: Line) -> int:
        """The first letter of the source in the lines that follow; -1 if there is none."""
        runs = self.alignment.runs
        at = bisect_left(runs, line.end, key=lambda run: run[1] + run[2])
        return runs[at][0] if at < len(runs) else -1

    def _of_sign(self, line: Line, at: int) -> etree._Element | None:
        """The block that a line without letters of the text belongs to, by what it shows.

        The number of a line or division, a hole, or the call of a note, due at this place.
        """
        shown = self.body.letters[line.start : line.end]
        marks = self.text.marks
        first = bisect_left(marks, at, key=lambda mark: mark.at)
        until = max(at, self._next(line))
        near = marks[first : bisect_right(marks, until, key=lambda mark: mark.at)]
        known = [text for mark in near for text in mark.texts] if self.text.words.length else []
        called = [note.element for note in self.text.notes if at <= note.at <= until]
        # single letters between signs are often not recognised; others may be of the lines beside
        letters = self.text.words.text[at:until] if until - at <= _SOME else ""
        parts = combinations(range(len(letters) + 1), 2)
        left = ["", *(letters[first:last] for first, last in parts)]
        tried = (explains(one, shown, known, len(called)) for one in left)
        whole = next((found for found in tried if found is not None), None)
        rest = shown.strip(".,;:()[]")
        shown_words = [text for mark in near if mark.kind == "ptr" for text in mark.texts]
        part = any(_is_part(rest, text) for text in shown_words)  # a relation stands apart
        if whole is None and len(shown) >= _FEW and self._last(line) < at and not part:
            return None
        raised = line.row.size < _RAISED * self.book.size
        if shown.isdecimal() and called and raised:
            return _holder(called[0].getparent())

        def rank(mark: Mark) -> tuple[bool, bool, bool]:
            numbered = mark.kind == "line" and not raised  # such a number stands in the margin
            return id(mark) in self.seen, mark.kind in _PAGES, numbered

        # of signs that are alike, each stands in a line of its own
        for mark in sorted(near, key=rank):
            # letters between may not have been recognised: then the line must be nothing but marks
            here = mark.texts if mark.at == at else ()
            due = [*(whole or []), *(text for text in here if _begins_with(shown, text))]
            due += [text for text in mark.texts if _is_part(rest, text)]
            if mark.element is not None and any(text in due for text in mark.texts):
                self.seen.add(id(mark))
                return self._home(mark)
        if shown.isdecimal():
            return next((_holder(element.getparent()) for element in called), None)
        return None

    def _home(self, mark: Mark) -> etree._Element | None:
        """The block that a mark stands in; what marks a page goes with the block that follows."""
        holder = _holder(mark.element)
        if holder is None or holder.tag not in _AROUND or mark.kind not in _PAGES:
            return holder
        first = bisect_left(self.text.holders, mark.at, key=lambda one: one[0])
        last = bisect_right(self.text.holders, mark.at, key=lambda one: one[0])
        here = [block for _at, block in self.text.holders[first:last]]
        if mark.element is not None:  # of blocks that hold nothing, the first behind it
            here = _innermost_behind(mark.element, here) or here
        return here[-1] if here else self.text.holders[last - 1][1] if last else holder

    def _carrying(self, starts: list[int]) -> Carrying:
        """The blocks other than paragraphs in which a lemma stands: their lines are counted too."""
        holders = self.text.holders
        found: list[etree._Element] = []
        for entry in self.text.entries if starts else ():
            own = None if entry.end > entry.at or entry.element.get("from") else entry.element
            if own is not None and (holder := _holder(own)) is not None:
                found.append(holder)  # an addition stands in its own block, whatever it follows
            elif entry.at >= 0:
                at = self.first_letter(entry)
                found.append(holders[max(bisect_right(starts, at) - 1, 0)][1])
        return self.counting.carrying(found)

    # --- the foot ---------------------------------------------------------------------------------

    def check_entry(self, entry: Entry, number: str, page: int, report: Report) -> None:
        """The number before an entry is that of the lines its lemma stands in."""
        first, last = self._ends(entry)
        if first < 0:
            return
        if self.references is not None:
            self._check_passages(entry, number, (first, last), page, report)
            return
        if signs := self._rows_of_signs(entry):
            some = entry.end > entry.at
            first = min(first, signs[0]) if some else signs[0]
            last = max(last, signs[-1]) if some else signs[-1]
        due = self._references(first, last)
        if self._began_before(entry, first):
            due += self._references(first - 1, last)
        if not entry.end > entry.at:
            if first and self._goes_on(first - 1):
                due.append(self.lines[first - 1].number)
            due += [line.number for line in self.silent(entry) if line.number]
        if number not in due:
            told = f"page {page}: the entry «{str(entry.steps)[:40]}»"
            report.say("number", entry.element, told, missing=due[:1], extra=[number])

    def _check_passages(
        self, entry: Entry, number: str, lines: tuple[int, int], page: int, report: Report
    ) -> None:
        """The number before an entry is that of the passages its lemma stands in."""
        if self.references is None:
            return
        begin = self.first_letter(entry)
        places = [(begin, max(entry.end - 1, begin))]
        if entry.end <= entry.at:
            places += [(at, at) for at in (entry.at - 1, entry.at) if at >= 0]
        one, two = (self.lines[line] for line in lines)
        due = [
            letters_of(self.counting.passages(first, last, one, two))
            for here, there in places
            for first in self.references.at(here) or (one.number,)
            for last in self.references.at(there) or (two.number,)
        ]
        if number not in due:
            told = f"page {page}: the entry «{str(entry.steps)[:40]}»"
            report.say("number", entry.element, told, missing=due[:1], extra=[number])

    def first_letter(self, entry: Entry) -> int:
        """The first letter of a lemma; of an addition, the one it follows, in its own block."""
        if entry.end > entry.at:
            return entry.at
        holder = _holder(entry.element)
        first = bisect_left(self.text.holders, entry.at, key=lambda one: one[0])
        for at, block in self.text.holders[first:]:
            if at > entry.at:
                break
            if block is holder and holder not in self._before(entry.at):
                return entry.at
        return max(entry.at - 1, 0)

    def _before(self, at: int) -> list[etree._Element]:
        """The block that holds the letter before a place, and what that stands in."""
        last = bisect_right(self.text.holders, at - 1, key=lambda one: one[0]) - 1
        block = self.text.holders[last][1] if at and last >= 0 else None
        return [] if block is None else [block, *block.iterancestors()]

    def _ends(self, entry: Entry) -> tuple[int, int]:
        """The numbers of the lines in which a lemma begins and ends; -1 if that is not known."""
        begin = self.first_letter(entry)
        stop = entry.end - 1 if entry.end > entry.at else begin
        begin, stop = max(begin, 0), max(stop, 0)
        first, last = self.alignment.to_other(begin), self.alignment.to_other(stop)
        if first < 0 or last < 0:
            return -1, -1
        spots = (self.alignment.to_other(at) for at in range(begin, min(begin + _FEW, stop) + 1))
        rows = [self.body.row_at(spot) for spot in spots if spot >= 0]
        # a note before may end with the letter that the lemma begins with
        own = (row for row in rows if self.lines[row].node is not None)
        return next(own, rows[0]), self.body.row_at(last)

    def _rows_of_signs(self, entry: Entry) -> list[int]:
        """The numbers of the lines in which signs for holes at the edges of a lemma stand."""
        found: list[int] = []
        for at in {entry.at, entry.end}:
            inside = {id(mark) for mark in entry.signs if mark.at == at}
            spot = self.alignment.to_other(at - 1) + 1 if at else 0
            stop = self.alignment.to_other(at)
            if not inside or (at and not spot):
                continue
            stop = stop if stop >= 0 else len(self.body.letters)
            marks = self.text.marks
            first = bisect_left(marks, at, key=lambda mark: mark.at)
            last = bisect_right(marks, at, key=lambda mark: mark.at)
            for mark in marks[first:last]:
                if mark.kind not in HOLES:
                    continue
                there = [
                    (place, -len(text))
                    for text in mark.texts
                    if text and (place := self.body.letters.find(text, spot, stop)) >= 0
                ]
                if there:
                    place, length = min(there)
                    spot = place - length
                    if id(mark) in inside:
                        found.append(self.body.row_at(place))
        return sorted(found)

    def silent(self, entry: Entry) -> list[Line]:
        """The lines among which an addition stands that follows no word in its own block.

        These are lines without letters of the text; between two blocks, also the one that follows.
        """
        before = self.alignment.to_other(entry.at - 1) if entry.at else -1
        after = self.alignment.to_other(entry.at)
        if after < 0 or (before < 0 and entry.at):
            return []
        first = self.body.row_at(before) + 1 if before >= 0 else 0
        between = self._before(entry.at)[:1] != [_holder(entry.element)]
        return self.lines[first : self.body.row_at(after) + between]

    def _began_before(self, entry: Entry, number: int) -> bool:
        """Whether a lemma begins within a word that began on the line before its own."""
        start, spot = self.lines[number].start, self.alignment.to_other(self.first_letter(entry))
        if not number or not self._goes_on(number - 1):
            return False
        return all(self.body.gaps.get(n, TIGHT) == TIGHT for n in range(start + 1, spot + 1))

    def _goes_on(self, number: int) -> bool:
        """Whether the last word of a line goes on in the next one, after whatever hyphen."""
        line = self.lines[number]
        if number + 1 == len(self.lines):
            return False
        own = str(line.row).endswith("-") and self.lines[number + 1].node is line.node
        return line.row.divided or own

    def _references(self, first: int, last: int) -> list[str]:
        """The numbers an entry may have; a last word that is divided belongs to either line."""
        one = self.lines[first]
        begins, ends = [one], [self.lines[last]]
        if last and self._goes_on(last - 1):
            ends.append(self.lines[last - 1])
        if self._goes_on(last):
            ends.append(self.lines[last + 1])
        due = [
            letters_of(self.counting.reference(begin, end, self.printed(end.row.page)))
            for begin in begins
            for end in ends
        ]
        return list(dict.fromkeys(due))

    def printed(self, number: int) -> str:
        """What a page, counted from 1, is called at its foot."""
        return next((p.printed for p in self.book.pages if p.number == number), "")


def _begins_with(shown: str, text: str) -> bool:
    """Whether a line begins with a number or a sign, and not with a longer number."""
    goes_on = text[-1:].isdecimal() and shown[len(text) : len(text) + 1].isdecimal()
    return shown.startswith(text) and not goes_on


def _is_part(rest: str, text: str) -> bool:
    """Whether a line has the end of an address or of words that a pointer shows, or is in them."""
    return len(rest) > _SHORT and (text.endswith(rest) or (len(rest) >= _FEW and rest in text))


def _innermost_behind(
    element: etree._Element, blocks: list[etree._Element]
) -> list[etree._Element]:
    """The first of some blocks that begins behind an element, with those that it begins with."""
    wanted = set(blocks)
    found: list[etree._Element] = []
    for up in (element, *element.iterancestors()):
        for sibling in up.itersiblings():
            for block in sibling.iter(*HOLDING):
                if found and found[-1] not in block.iterancestors():
                    return found
                if block in wanted:
                    found.append(block)
    return found


def _holder(node: etree._Element | None) -> etree._Element | None:
    """The block that holds an element, or is it."""
    while node is not None and node.tag not in HOLDING:
        node = node.getparent()
    return node


def _stretches(places: list[int], length: int) -> Iterator[list[int]]:
    """All stretches of a list that have a length."""
    return (places[n : n + length] for n in range(len(places) - length + 1))

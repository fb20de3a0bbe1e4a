"""A text as read from TEI, and its lines in print -> whether pages tell rightly who is there.

Where witnesses come and go, the foot of a page begins with those that have text on it, from where
to where: «A B (12–) C (–7)». Who is there follows from the source (`coverage`), on which lines from
the letters that are printed there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from siglum.config import PdfOptions
from siglum.verify.book import Page
from siglum.verify.coverage import Coverage
from siglum.verify.expected import Text
from siglum.verify.lines import Lines
from siglum.verify.reporting import Report
from siglum.verify.streams import letters_of

_ANY = r"(?:\([^()]*\))?"


@dataclass(slots=True)
class _Span:
    """Where a witness has text on a page: the numbers that may be told; none at an open end."""

    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


@dataclass(slots=True)
class _Stretch:
    """A page: its first and last letter of the source."""

    first: int
    last: int
    entries: bool = False  # whether a lemma begins on it
    spans: dict[etree._Element, list[_Span]] = field(default_factory=dict)


class Attendance:
    """Who is there on each page of a book."""

    def __init__(self, text: Text, lines: Lines, options: PdfOptions) -> None:
        self._text, self._lines = text, lines
        self._coverage = Coverage(text)
        told = {"always": True, "never": False}.get(options.witnesses, self._coverage.fragments)
        self._all = self._coverage.all if told else []
        self._turns = self._coverage.turns if told else []
        self._pages = self._stretches() if self._all else {}
        if self._turns is not None:
            for page in self._pages.values():
                self._follow(page)

    def rows(self, page: Page, report: Report) -> int:
        """How many rows at the beginning of the foot of a page tell who is there."""
        stretch = self._pages.get(page.number)
        if stretch is None:
            return 0
        due, plain = self._due(stretch)
        shown = ""
        for number, row in enumerate(page.foot[0] if page.foot else (), 1):
            shown += row.text
            if due.fullmatch(shown):
                return number
        if plain and stretch.entries:
            told = f"page {page.number}: the witnesses that are there"
            report.say("siglum", None, told, missing=[plain])
        return 0

    def _stretches(self) -> dict[int, _Stretch]:
        body, alignment = self._lines.body, self._lines.alignment
        pages: dict[int, _Stretch] = {}
        ends = [*body.starts, len(body.letters)][1:]
        for row, start, end in zip(body.rows, body.starts, ends, strict=True):
            places = [at for spot in range(start, end) if (at := alignment.to_first(spot)) >= 0]
            if places:
                page = pages.setdefault(row.page, _Stretch(places[0], places[-1]))
                page.first, page.last = min(page.first, *places), max(page.last, *places)
        for entry in self._text.entries:
            spot = alignment.to_other(self._lines.first_letter(entry))
            if spot >= 0 and body.page_at(spot) in pages:
                pages[body.page_at(spot)].entries = True
        return pages

    def _follow(self, page: _Stretch) -> None:
        """Find out who has which part of a page."""
        gone = self._coverage.absent
        begun = False
        for at, who, comes in self._turns or ():
            letter = self._letter(at, behind=comes)
            if letter > page.last:
                break
            if letter >= page.first and not begun:
                begun = True
                self._begin(page, gone)
            if begun:
                self._turn(page, gone, who, comes, self._numbers(letter))
            gone = gone - who if comes else gone | who
        if not begun:
            self._begin(page, gone)

    def _begin(self, page: _Stretch, gone: frozenset[etree._Element]) -> None:
        page.spans = {one: [_Span()] for one in self._all if one not in gone}

    def _turn(
        self,
        page: _Stretch,
        gone: frozenset[etree._Element],
        who: frozenset[etree._Element],
        comes: bool,
        numbers: tuple[str, ...],
    ) -> None:
        for one in who.intersection(self._all):
            if comes and one in gone:
                page.spans.setdefault(one, []).append(_Span(begins=numbers))
            elif not comes and one not in gone:
                page.spans[one][-1].ends = numbers

    def _letter(self, at: int, *, behind: bool) -> int:
        """The first letter of a word at or behind a place, or the last before it."""
        letters = self._text.words.text
        places: Iterable[int] = range(at, len(letters)) if behind else range(at - 1, -1, -1)
        return next((n for n in places if letters[n].isalnum()), len(letters) if behind else -1)

    def _numbers(self, letter: int) -> tuple[str, ...]:
        """What the line of a letter is called; of a divided word, also the one before."""
        lines, body = self._lines, self._lines.body
        if lines.references is not None:
            return tuple(map(letters_of, lines.references.at(letter)))
        spot = lines.alignment.to_other(letter)
        if spot < 0:
            return ()
        row = bisect_right(body.starts, spot) - 1
        known = [lines.lines[row]]
        if row and body.rows[row - 1].divided:
            known.append(lines.lines[row - 1])
        while not known[-1].number and row and body.rows[row - 1].page == body.rows[row].page:
            row -= 1  # a line that is not counted goes with the one before
            known.append(lines.lines[row])
        return tuple(letters_of(line.number) for line in known if line.number)

    def _due(self, page: _Stretch) -> tuple[re.Pattern[str], str]:
        """What may be told of a page, and the same as a reader would say it."""
        parts, plain = [], []
        for one in self._all:
            siglum = letters_of(self._coverage.siglum(one))
            if self._turns is None:
                parts.append(f"(?:{re.escape(siglum)}{_ANY})?")
            elif spans := page.spans.get(one):
                told = [f"{_one_of(span.begins)}–{_one_of(span.ends)}" for span in spans]
                extent = ",".join(told)
                parts.append(re.escape(siglum) + (rf"\({extent}\)" if extent != "–" else ""))
                said = ["–".join(("".join(s.begins[:1]), "".join(s.ends[:1]))) for s in spans]
                plain.append(siglum if said == ["–"] else f"{siglum} ({', '.join(said)})")
        return re.compile("".join(parts)), " ".join(plain)


def _one_of(numbers: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(map(re.escape, numbers))})" if numbers else ""

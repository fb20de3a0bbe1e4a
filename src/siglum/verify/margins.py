"""What stands in the margins of a book -> whether each is that of its line, and none is lost.

Numbers of lines stand in one margin, those of old pages and columns in the other, if the edition
wants them there; else these stand in the text, and are looked for with its words.
"""

from __future__ import annotations

import dataclasses
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from lxml import etree

from siglum.config import PdfOptions
from siglum.verify.book import Page, Row
from siglum.verify.counting import Line
from siglum.verify.expected import Text
from siglum.verify.lines import Lines
from siglum.verify.references import Passage, References
from siglum.verify.reporting import Report
from siglum.verify.streams import letters_of
from siglum.verify.tokens import Mark

_BREAKS = frozenset({"pb", "cb", "gb", "milestone"})
_STROKE = "|"
#: How far a number in the margin may stand from the line it belongs to.
_BESIDE = 3.5
#: Between numbers that are due beside one line.
_JOINED = "·"
#: How far apart in breadth, in points, two rows in one margin may begin.
_WIDE = 100
_DIGITS = "0123456789"


def beside(text: Text, options: PdfOptions) -> tuple[Text, list[Mark]]:
    """A text without the marks that its book has in the margin, and these."""
    if options.breaks != "margin" or options.margin_notes == "side":
        return text, []
    marks = [mark for mark in text.marks if mark.kind not in _BREAKS]
    breaks = [mark for mark in text.marks if mark.kind in _BREAKS and mark.must]
    return dataclasses.replace(text, marks=marks), breaks


@dataclass(slots=True)
class Due:
    """What stands beside a line, in one of the ways to say it."""

    line: Line
    told: frozenset[str]
    element: etree._Element | None
    must: bool = True


class Margins:
    """The margins of a book, and what must stand there."""

    def __init__(self, lines: Lines, breaks: Sequence[Mark]) -> None:
        self.lines, self.breaks = lines, bool(breaks) or lines.references is not None
        self.due: dict[int, list[Due]] = defaultdict(list)  # by page
        self._place(breaks)
        if lines.references is not None:
            self._place_passages(lines.references)

    def _place(self, breaks: Sequence[Mark]) -> None:
        """Find the line of each break: that in which a stroke stands for it."""
        editions = {_edition(mark) for mark in breaks}
        groups: dict[int, list[Mark]] = defaultdict(list)
        for mark in breaks:
            groups[mark.at].append(mark)
        body, alignment = self.lines.body, self.lines.alignment
        rows: dict[int, list[tuple[str, Mark]]] = defaultdict(list)
        for at, marks in groups.items():
            stop = alignment.to_other(at)
            spot = alignment.to_other(at - 1) if at else -1
            stop = stop if stop >= 0 else len(body.letters)
            for mark in marks:
                found = body.letters.find(_STROKE, spot + 1, stop)
                spot = found if found >= 0 else max(spot, 0)
                edition = _edition(mark) if len(editions) > 1 else ""
                rows[body.row_at(spot)].append((letters_of(edition + mark.texts[0]), mark))
        for number in sorted(rows):
            line = self.lines.lines[number]
            told = _JOINED.join(label for label, _mark in rows[number])
            mark = rows[number][0][1]
            self.due[line.row.page].append(Due(line, frozenset({told}), mark.element))

    def _place_passages(self, references: References) -> None:
        """Find the lines in which passages begin: their references stand beside these."""
        rows: dict[int, list[Passage]] = defaultdict(list)
        for at, passage in references.begun().items():
            spot = self.lines.alignment.to_other(at)
            if spot >= 0:
                rows[self.lines.body.row_at(spot)].append(passage)
        for number in sorted(rows):
            line = self.lines.lines[number]
            ways = [{told for name in one.names for told in _ways(name)} for one in rows[number]]
            told = frozenset(_JOINED.join(map(letters_of, way)) for way in product(*ways))
            first = rows[number][0].element
            must = references.declared
            self.due[line.row.page].append(Due(line, told, first, must))

    def check(self, report: Report) -> None:
        """Every number in the margin stands beside its line, and none is missing."""
        by_page: dict[int, list[Line]] = defaultdict(list)
        for line in self.lines.lines:
            by_page[line.row.page].append(line)
        for page in self.lines.book.pages:
            left = self._check_breaks(page, report)
            self._check_numbers(page, left, by_page[page.number], report)

    def _check_breaks(self, page: Page, report: Report) -> list[Row]:
        """Compare the numbers of breaks -> what else stands in the margins."""
        left = [*page.margin, *(page.aside if self.breaks else ())]
        low = 0.0  # where the one above ends: what has no room goes down
        for due in self.due[page.number]:
            line = due.line
            beside = (row for row in left if self._is_there(row, line, low))
            found = next((some for row in beside if (some := _whole(row, left, due.told))), None)
            if found is None:
                where = f"page {page.number}: not beside «{str(line.row)[:40]}»"
                if due.must:
                    report.say("number", due.element, where, missing=[max(due.told, key=len)])
                continue
            left = [row for row in left if row not in found]
            low = found[-1].base
        return left

    def _is_there(self, row: Row, line: Line, low: float) -> bool:
        """Whether a number stands beside a line, or below the one that takes its place."""
        off = row.base - line.row.base
        room = _BESIDE + self._raised(line)
        return abs(off) <= room or (
            off > 0 and low > 0 and row.base - low < 2 * self.lines.book.size
        )

    def _left_on(self, page: Page) -> bool:
        """Whether line numbers stand on the left of a page; which is the first, the text tells."""
        side, odd = self.lines.counting.options.side, page.number % 2 == 1
        right = odd is not self._turned
        return side == "left" or (side == "outer" and not right) or (side == "inner" and right)

    @cached_property
    def _turned(self) -> bool:
        """Whether the first page is a left-hand one: most letters run from right to left."""
        kinds = Counter(map(unicodedata.bidirectional, self.lines.text.words.text))
        right = kinds["R"] + kinds["AL"]
        return right > kinds["L"]

    @staticmethod
    def _is_left(number: Row, line: Line) -> bool:
        """Whether a number stands on the left of a line."""
        return number.glyphs[0].x < min(glyph.x for glyph in line.row.glyphs)

    def _raised(self, line: Line) -> float:
        return max(0.0, self.lines.book.size - line.row.size)

    def _check_numbers(
        self, page: Page, numbers: Sequence[Row], lines: Sequence[Line], report: Report
    ) -> None:
        met: set[str] = set()
        for number in numbers:
            near = min(lines, key=lambda line: abs(line.row.base - number.base), default=None)
            told = f"page {page.number}: in the margin"
            if near is None or abs(near.row.base - number.base) > _BESIDE + self._raised(near):
                report.say("number", None, f"{told}, beside no line", extra=[number.text])
            elif self._is_left(number, near) != self._left_on(page):
                told = f"page {page.number}: in the other margin"
                report.say("number", near.node, told, extra=[number.text])
                met.add(near.margin)
            elif near.margin != number.text:
                told = f"{told}, beside «{str(near.row)[:40]}»"
                lost = [near.margin] if near.margin else []
                report.say("number", near.node, told, missing=lost, extra=[number.text])
            else:
                met.add(near.margin)
        for line in lines:
            if line.margin and line.margin not in met:
                met.add(line.margin)
                told = f"page {page.number}: no number beside «{str(line.row)[:40]}»"
                report.say("number", line.node, told, missing=[line.margin])


def _whole(first: Row, rows: Sequence[Row], told: frozenset[str]) -> list[Row]:
    """The rows in one margin, one below the other, that tell what is due; none if they do not."""
    some, middle = [first], first.glyphs[0].x
    below = [r for r in rows if r.base > first.base and abs(r.glyphs[0].x - middle) < _WIDE]
    for row in sorted(below, key=lambda row: row.base):
        if "".join(one.text for one in some) in told:
            break
        some.append(row)
    return some if "".join(one.text for one in some) in told else []


def _ways(name: str) -> tuple[str, str]:
    """A reference, and the number that is enough behind another that begins alike."""
    return name, name[len(name.rstrip(_DIGITS)) :] or name


def _edition(mark: Mark) -> str:
    """Whose page or column begins, if that is a name and no address."""
    if mark.element is None:
        return ""
    told = mark.element.get("ed", "") or mark.element.get("edRef", "")
    names = " ".join(token.removeprefix("#") for token in told.split())
    return "" if "/" in names or ":" in names else names

"""Entries and notes of a text -> found at the feet of its book, in margins and between lines.

What is found must stand where it belongs, with the number of its line; what is not is told.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from lxml import etree

from siglum.config import Config, PdfOptions
from siglum.verify.attendance import Attendance
from siglum.verify.bodywords import BodyWords
from siglum.verify.book import FOOT, Row
from siglum.verify.expected import Entry
from siglum.verify.forms import Forms
from siglum.verify.items import Item
from siglum.verify.layered import (
    by_layers,
    check_layers,
    check_lists,
    is_marginal,
    stand_apart,
    without_titles,
)
from siglum.verify.leftovers import Leftovers
from siglum.verify.lines import Lines
from siglum.verify.nearby import words_beside
from siglum.verify.pairing import Pairing
from siglum.verify.printed import Finder
from siglum.verify.reporting import Report
from siglum.verify.runs import Run, run_of
from siglum.verify.streams import Unlike
from siglum.verify.tokens import Mark, Steps


class Feet:
    """Looks for entries and notes; `breaks` are the marks that stand in the margin."""

    def __init__(
        self,
        pairing: Pairing,
        lines: Lines,
        running: BodyWords,
        breaks: Sequence[Mark],
        report: Report,
        config: Config,
    ) -> None:
        self._pairing, self._text, self._lines = pairing, pairing.text, lines
        self._running, self._breaks = running, breaks
        self._report, self._words = report, config.words
        self._options = config.outputs.pdf or PdfOptions()
        self._forms = Forms.of(self._options, config.words)
        self._sides = self._options.margin_notes == "side"

    def check(self) -> None:
        """Entries and notes at the foot of the pages, and those listed after the text."""
        ordered = by_layers(self._text, self._pairing.page_of)
        entries = [self._entry(e.steps, e.element, e.at, self._beside(e)) for e in ordered]
        noted_in_order = sorted(self._text.notes, key=lambda note: note.at)
        notes: list[Item] = []
        sides: list[Item] = []
        for note in noted_in_order:
            own = sides if self._sides and is_marginal(note.element) else notes
            own.append(Item(self._forms.noted(note.steps), note.element, "note", note.at))
        listed = [self._entry(e.steps, e.element, -1) for e in self._text.listed]
        self._report.count_entries([*self._text.entries, *self._text.listed])
        self._report.audit.counts["notes"] += len(noted_in_order)
        apparatus, below = self._areas(notes)
        size = FOOT * self._pairing.book.size
        finder = Finder(apparatus, size, self._words, self._forms)
        found = self._find(finder, entries)
        beside = Finder(below, size, self._words, self._forms)
        noted = self._find(beside, notes)
        left = [item for n, item in enumerate(entries) if n not in found]
        left += [item for n, item in enumerate(notes) if n not in noted]
        left += listed
        # in a margin where numbers of pages or passages stand there are no notes
        numbered = self._breaks or self._lines.references is not None
        pages = self._pairing.book.pages if not numbered else []
        rows = run_of(row for page in pages for row in page.aside)
        margin = Finder(rows, size, self._words, self._forms)
        aside = self._find(margin, sides)
        left += [item for n, item in enumerate(sides) if n not in aside]
        for one in (finder, beside):  # entries that name a line stand at the foot of its page
            left = self._seek(left, one)
        rest: list[tuple[Finder, tuple[int, int]]] = []
        for run, before in self._running.loose:
            inner = Finder(run, self._pairing.book.size, self._words, self._forms)
            left = self._seek(left, inner)
            wrong = inner.left()
            for piece in inner.unused():
                letters = run.letters[piece[0] : piece[1]]
                if not self._running.accounts(Unlike(before, 0, "", letters)) and piece in wrong:
                    rest.append((inner, piece))
        rest += [(one, piece) for one in (finder, beside, margin) for piece in one.left()]
        rest = without_titles(self._text, rest)
        left = [item for item in left if not self._between(item)]
        Leftovers(self._text, self._report, self._pairing.page_of).tell(left, rest)
        apart = stand_apart(self._text)
        if apart and self._forms.numbers:
            check_lists(self._text, self._lines, finder, ordered, found, self._report)
        for n, (start, end) in sorted(found.items(), key=lambda one: one[1]):
            if end > start and ordered[n].layer not in apart:
                page = self._placed(ordered[n], apparatus, start)
                number = finder.number_of(start, end)
                if self._forms.numbers:
                    self._lines.check_entry(ordered[n], number, page, self._report)
                elif number:
                    told = f"page {page}: a number before an entry"
                    self._report.say("number", ordered[n].element, told, extra=[number])
        if self._text.layers:
            check_layers(self._text, apparatus, ordered, found, self._report)

    def _entry(
        self, steps: Steps, element: etree._Element, at: int, beside: tuple[str, ...] = ()
    ) -> Item:
        return Item(self._forms.printed(steps), element, "entry", at, beside, steps)

    @staticmethod
    def _seek(items: list[Item], finder: Finder) -> list[Item]:
        """Look for some entries anywhere in a run -> those that are not there."""
        everywhere = (0, len(finder.run.letters))
        for whole in (False, True):
            found = finder.find(
                [(whole and item.whole) or item.steps for item in items],
                [item.beside for item in items],
                [everywhere for _item in items],
            )
            items = [item for n, item in enumerate(items) if n not in found]
        return items

    def _between(self, item: Item) -> bool:
        """Whether a note stands between two blocks, where it belongs.

        One of numbers and signs only might be taken for those of a division.
        """
        if item.kind != "note":
            return False
        before = self._pairing.alignment.to_other(item.at - 1) if item.at else -1
        after = self._pairing.alignment.to_other(item.at)
        if (before < 0 and item.at) or after < 0:
            return False
        return not self._seek(
            [item],
            Finder(
                self._pairing.body.part(before + 1, after),
                self._pairing.book.size,
                self._words,
                self._forms,
            ),
        )

    def _beside(self, entry: Entry) -> tuple[str, ...]:
        """The words beside an addition."""
        added = entry.at == entry.end and entry.at >= 0
        return words_beside(self._text.words, entry.at) if added else ()

    def _areas(self, notes: list[Item]) -> tuple[Run, Run]:
        """The foot of all pages: the apparatus, and the notes below it."""
        entries: list[Row] = []
        below: list[Row] = []
        size = FOOT * self._pairing.book.size
        known = "|".join(_plain("".join(t.stream.text for t in i.steps.kept())) for i in notes)
        present = Attendance(self._text, self._lines, self._options)
        for page in self._pairing.book.pages:
            told = present.rows(page, self._report)
            for n, area in enumerate(page.foot):
                area = area[0 if n else told :]
                if not area:
                    continue
                first = area[0].glyphs[0]
                own = first.letter.isdecimal() and abs(first.size / size - 0.9) < 0.012
                tail = _plain("".join(row.text for row in below[-2:]))[-12:]
                seam = tail + _plain(area[0].text)[:12]
                (below if own or (len(seam) > 14 and seam in known) else entries).extend(area)
        return run_of(entries), run_of(below)

    def _find(self, finder: Finder, items: list[Item]) -> dict[int, tuple[int, int]]:
        run = finder.run
        begins: dict[int, int] = {}
        for row, start in zip(run.rows, run.starts, strict=True):
            begins.setdefault(row.page, start)
        pages = sorted(begins)
        whole = len(run.letters)

        windows: list[tuple[int, int]] = []
        for item in items:
            page = self._pairing.page_of(item.at)
            # what stands between two letters may belong to the page of either
            before = self._pairing.page_of(item.at - 1) if item.at > 0 else page
            low = bisect_left(pages, min(before, page) or page)
            high = bisect_right(pages, page + 1)
            windows.append(
                (
                    begins[pages[low]] if low < len(pages) else whole,
                    begins[pages[high]] if high < len(pages) else whole,
                )
            )
        return finder.find([i.steps for i in items], [i.beside for i in items], windows)

    def _placed(self, entry: Entry, run: Run, start: int) -> int:
        """An entry stands at the foot of the page on which its lemma begins -> its page."""
        page = self._pairing.page_of(self._lines.first_letter(entry))
        here = run.page_at(start)
        pages = {page}
        if not entry.end > entry.at:
            pages.update(line.row.page for line in self._lines.silent(entry))
        if page and here not in pages:
            told = f"page {here}: the words of this entry begin on page {page}"
            self._report.say("place", entry.element, told, missing=[str(entry.steps)[:60]])
        return here


def _plain(text: str) -> str:
    """The letters and figures of a text, without signs, which the source may have as elements."""
    return "".join(filter(str.isalnum, text))

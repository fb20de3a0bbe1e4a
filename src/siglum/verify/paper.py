"""A text as read from TEI, and its PDF -> what print lacks, doubles, mixes up or invents."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from itertools import combinations
from pathlib import Path

from lxml import etree

from siglum.config import Config, PdfOptions
from siglum.verify.attendance import Attendance
from siglum.verify.bareletters import (
    align_beside,
    align_print,
    by_lines,
    listed_in,
    named_in,
    pointed_in,
)
from siglum.verify.book import FOOT, PART, Book, Page, Row, UnreadableError, read_book
from siglum.verify.counting import Counting
from siglum.verify.expected import Entry, Text
from siglum.verify.explaining import explains, is_spelled_out, turns, without_brackets
from siglum.verify.forms import Forms
from siglum.verify.generated import registers
from siglum.verify.layered import (
    by_layers,
    check_layers,
    check_lists,
    is_marginal,
    stand_apart,
    without_titles,
)
from siglum.verify.lines import Lines
from siglum.verify.margins import Margins, beside
from siglum.verify.mentioning import without_pages, wrong_pages
from siglum.verify.nearby import words_beside
from siglum.verify.printed import Finder
from siglum.verify.records import Audit
from siglum.verify.references import read_references
from siglum.verify.reporting import Report
from siglum.verify.runs import Run, run_of
from siglum.verify.streams import (
    Alignment,
    Unlike,
    align,
    align_closely,
    compare_gaps,
    letters_of,
)
from siglum.verify.tags import T
from siglum.verify.tokens import SIGLA, SOURCES, TEXT, WORD, Mark, Steps, Token

#: What stands before the items of a numbered list.
_ORDINAL = re.compile(r"\d{1,3}\.")


#: They decide which form letters have, and are none themselves.
_JOINERS = "\u200c\u200d"
#: Marks between blocks stand at the beginning of the next one, perhaps after a few letters.
_NEAR = 6
#: Additions of no more letters are told where they stand; longer ones may be notes.
_FEW = 7
_SIGNS = 4  # fewer signs may stand between an entry and the pages that mention it
_FEWER = 12  # so many rows may hold notes between words
_CLOSE = 120  # so near to each other, two differences may be one
_LONG = 24  # notes of more letters are found in the body as wholes
#: Ways to bring text and print together, if the plain one leaves differences.
_NOTED, _LETTERS, _PAIRED = "noted", "letters", "paired"
_WAYS = (_NOTED, _LETTERS, _PAIRED)
_CROWDED = ("*", "†", "‡", "§")  # what calls notes of the margin that have no room there
_ROWS = 40  # of so many rows each is looked at by itself
_KINDS = {SIGLA: "siglum", SOURCES: "source", WORD: "word"}


@dataclass(slots=True)
class _Item:
    """An entry or a note to be found in print."""

    steps: Steps
    element: etree._Element
    kind: str  # entry or note
    at: int
    beside: tuple[str, ...] = ()  # the words beside an addition, which print repeats
    whole: Steps | None = None  # the entry as it stands in a list, with all of its lemma


def check_paper(text: Text, path: Path, report: Report, config: Config) -> Audit:
    """Look for all of `text` in the PDF at `path`, and for the source of all that is there."""
    try:
        book = read_book(path)
    except UnreadableError as error:
        report.say("document", text.root, f"{path.name} cannot be read: {error}")
        return report.audit
    plain = _Paper(text, book, report.anew(), config)
    plain.check()
    if not plain.report.audit.differences:
        return plain.report.audit
    # which letters belong together is a guess: another one may leave less that is unlike
    tried = [plain]
    for way in _WAYS:
        if way == _PAIRED:
            paired = read_book(path, paired=True)
            if paired == book:
                continue
            book = paired
        other = _Paper(text, book, report.anew(), config, way)
        other.check()
        tried.append(other)
        if not other.report.audit.differences:
            break
    best = min(tried, key=lambda one: len(one.report.audit.differences))
    return best.report.audit


class _Paper:
    def __init__(
        self, text: Text, book: Book, report: Report, config: Config, way: str = ""
    ) -> None:
        options = config.outputs.pdf or PdfOptions()
        text, breaks = beside(text, options)
        self.text, self.book, self.report, self.words = text, book, report, config.words
        self.registers = [letters_of(one) for one in registers(config.phrases).values()]
        self.beside = options.margin_notes == "side"
        rows = self._body_rows()
        self.told: dict[int, list[list[str]]] = {}
        if text.mentioned:
            rows, self.told = without_pages(rows, text.words.text)
        self.body = run_of(rows)
        alone = {_letters(one.steps) for one in text.listed}
        if way == _NOTED:
            alone |= self._noted()
        self.listed = listed_in(self.body, alone)
        pointed = [*pointed_in(self.body, text.words.text, text.marks)]
        aside = [*named_in(self.body, text.marks), *self.listed, *pointed]
        bring: Callable[[str, str], Alignment] = align
        if way == _NOTED:
            bring = partial(align_beside, aside=[*self.listed, *pointed])
        elif way == _LETTERS:
            bring = partial(align_print, aside=aside)
        elif pointed:
            bring = partial(align_beside, aside=pointed)
        words = text.words.text
        self.alignment = by_lines(bring(words, self.body.letters), words, self.body)
        self.forms = Forms.of(options, config.words)
        counting = Counting(text, options, config.words)
        references = None
        if options.references == "passage":
            references = read_references(text, config.citation.levels)
        if references is not None and not references.passages:
            references = None  # a text that cannot be cited has nothing but its lines
            counting.options = dataclasses.replace(options, references="line")
        self.lines = Lines(text, book, self.body, self.alignment, counting, references)
        self.breaks = breaks
        self.options = options
        self.loose: list[tuple[Run, int]] = []  # between letters of the text, and before which
        self.met: set[int] = set()  # marks that were seen

    def _noted(self) -> set[str]:
        """The letters of long notes that the text itself has nowhere."""
        told = {_letters(note.steps) for note in self.text.notes}
        return {one for one in told if len(one) > _LONG and one not in self.text.words.text}

    def check(self) -> None:
        """All comparisons, from the words of the text to what is left over."""
        self.report.audit.counts["words"] += len(self.text.words.words())
        self._mentioned()
        self._words()
        self._spaces()
        self.lines.count()
        Margins(self.lines, self.breaks).check(self.report)
        self._foot()
        self._marks()

    def _body_rows(self) -> list[Row]:
        rows: list[Row] = []
        lists = self.text.root.find(f".//{T}list") is not None
        for page in self.book.pages:
            body = page.body
            if page is self.book.pages[0]:
                body = body[_named(page, self.book.size) :]
            if lists:
                body = [row for row in body if not _is_ordinal(row, body)]
            rows += body
        return rows

    def _page(self, position: int) -> str:
        return f"page {self.body.page_at(position)}"

    # --- the running text -------------------------------------------------------------------------

    def _words(self) -> None:
        """Differences between the letters of the text and those printed."""
        shown = self.body.stream()
        differences = list(self.alignment.differences)
        one: Unlike | None = None
        while differences:
            before, one = one, differences.pop(0)
            while differences and (slid := self._slid(one, differences[0])) is not None:
                one = slid
                differences.pop(0)
            if self._holds_listed(one) or self._is_due(one) or self._ends_with_note(one):
                continue
            near = before is not None and one.at - before.at <= _CLOSE
            if before is not None and near and self._is_due(self._joined(before, one)):
                continue
            if differences and self._is_due(self._joined(one, differences[0])):
                differences.pop(0)  # what looked alike between them was not the same
                continue
            short = len(one.extra) <= _FEW and not self._is_note(one)
            if not short and self._may_be_notes(one):
                continue
            self.report.unlike(self.text, shown, one, self._page(one.other))

    def _holds_listed(self, one: Unlike) -> bool:
        """Whether entries of a list make a difference, with what else is due there."""
        stop = one.other + len(one.extra)
        within = sorted(span for span in self.listed if one.other <= span[0] and span[1] <= stop)
        if not within:
            return False
        borders = [one.other, *(border for span in within for border in span), stop]
        pieces = zip(borders[::2], borders[1::2], strict=True)
        outer = "".join(self.body.letters[first:last] for first, last in pieces)
        if (one.missing or outer) and not self._accounts(
            Unlike(one.at, one.other, one.missing, outer)
        ):
            return False
        for first, last in within:
            self._loosen(first, last, one.at)
        return True

    def _is_due(self, one: Unlike) -> bool:
        """Whether a difference is nothing but numbers, calls and signs that are due there."""
        if one.missing and one.missing == "\u2010" and one.other in self.body.hyphens:
            return True
        if not one.extra and one.missing.strip(_JOINERS) == "":
            return True
        if is_spelled_out(one, self.text.words.near(one.at)):
            return True
        found = turns(one, self.text.words.text, self.body.letters)
        if any(self._accounts(turned) for turned in found):
            return True
        bare = without_brackets(one, self.text.words)
        return bare != one and (bare.missing == bare.extra or self._accounts(bare))

    def _joined(self, one: Unlike, two: Unlike) -> Unlike:
        """Two differences, with what is equal between them."""
        if two.at - one.at > _CLOSE:
            return one
        missing = self.text.words.text[one.at : two.at + len(two.missing)]
        extra = self.body.letters[one.other : two.other + len(two.extra)]
        return Unlike(one.at, one.other, missing, extra)

    def _slid(self, one: Unlike, two: Unlike) -> Unlike | None:
        """Two additions as one, if what is equal between them stands behind both as well."""
        between = self.text.words.text[one.at : two.at]
        if one.missing or two.missing or not 0 < len(between) <= _NEAR:
            return None
        if not two.extra.endswith(between):
            return None
        stop = two.other + len(two.extra)
        if any(stop - len(between) < end <= stop for _start, end in self.listed):
            return None
        notes = [note for note in self._notes_near(two.at) if note.endswith(between)]
        if any(two.extra.endswith(note) for note in notes):
            return None
        return Unlike(one.at, one.other, "", one.extra + between + two.extra[: -len(between)])

    def _is_note(self, one: Unlike) -> bool:
        """Whether a few letters are a note that stands there, or an entry of a list."""
        told = self._notes_near(one.at) | {_letters(entry.steps) for entry in self.text.listed}
        found = turns(one, self.text.words.text, self.body.letters)
        if not told or one.missing:
            return False
        return any(turned.extra in told for turned in found)

    def _ends_with_note(self, one: Unlike) -> bool:
        """Whether a note stands there that ends as the letters before it do, which have signs."""
        stop = one.other + len(one.extra)
        for note in self._notes_near(one.at) if not one.missing else ():
            for length in range(1, min(_NEAR, len(note)) + 1):
                own = self.body.letters[stop : stop + length]
                extra = one.extra + own
                if not note.endswith(own) or not extra.endswith(note):
                    continue
                outer = extra.removesuffix(note)
                if outer and self._accounts(Unlike(one.at, one.other, own, outer)):
                    self._loosen(one.other + len(outer), stop + length, one.at + length)
                    return True
        return False

    def _notes_near(self, at: int) -> set[str]:
        """The letters of the notes that stand near a place."""
        near = (note for note in self.text.notes if abs(note.at - at) <= _NEAR)
        return {_letters(note.steps) for note in near}

    def _may_be_notes(self, one: Unlike) -> bool:
        """Whether some rows of a difference are due there, if any need be: the others are kept."""
        if not one.missing:
            found = turns(one, self.text.words.text, self.body.letters)
            starts = set(self.body.starts)
            whole = next((turned for turned in found if turned.other in starts), one)
            self._loosen(whole.other, whole.other + len(whole.extra), whole.at)
            return True
        stop = one.other + len(one.extra)
        starts_here = self.body.starts[
            bisect_right(self.body.starts, one.other) : bisect_left(self.body.starts, stop)
        ]
        borders = [one.other, *starts_here[:_ROWS], stop]
        for first in borders[:-1]:
            for last in reversed(borders):
                if last <= first or (first, last) == (one.other, stop):
                    continue
                extra = self.body.letters[first:last]
                if self._accounts(Unlike(one.at, first, one.missing, extra)):
                    self._loosen(one.other, first, one.at)
                    self._loosen(last, stop, one.at + len(one.missing))
                    return True
        return self._is_between(one, borders[:_FEWER])

    def _is_between(self, one: Unlike, borders: list[int]) -> bool:
        """Whether some rows may be notes, and what is due stands before and behind them."""
        stop = one.other + len(one.extra)
        letters = self.body.letters
        for first, last in combinations([*borders, stop], 2):
            outer = letters[one.other : first] + letters[last:stop]
            if self._accounts(Unlike(one.at, one.other, one.missing, outer)):
                self._loosen(first, last, one.at)
                return True
        return False

    def _loosen(self, first: int, last: int, at: int) -> None:
        """Keep some letters of the body, which may be notes that stand before a letter."""
        if last > first:
            self.loose.append((self.body.part(first, last), at))

    def _accounts(self, one: Unlike) -> bool:
        """Whether what is due near a place makes a difference; that is then seen."""
        near = range(one.at - _NEAR, one.at + len(one.missing) + _NEAR + 1)
        marks = [mark for at in near for mark in self._due().get(at, ())]
        options = [text for mark in marks for text in mark.texts]
        calls = sum(1 for note in self.text.notes if note.at in near)
        found = explains(one.missing, one.extra, [*options, *self.registers], calls)
        if found is None:
            return False
        for mark in marks:
            if any(text in found for text in mark.texts):
                self.met.add(id(mark))
        return True

    def _due(self) -> dict[int, list[Mark]]:
        if not hasattr(self, "_marks_at"):
            self._marks_at: dict[int, list[Mark]] = defaultdict(list)
            for mark in self.text.marks:
                self._marks_at[mark.at].append(mark)
            for note in self.text.notes:
                aside = self.beside and is_marginal(note.element)
                if calls := note.calls or (_CROWDED if aside else ()):
                    self._marks_at[note.at].append(Mark(note.at, "call", calls))
            for at, names in self.text.headings.items():
                self._marks_at[at].append(Mark(at, "head", tuple(names)))
        return self._marks_at

    def _mentioned(self) -> None:
        """Entries of registers tell the pages that mention them, and nothing else does."""
        called = {page.number: page.printed for page in self.book.pages if page.printed}
        left = {at: list(pages) for at, pages in self.told.items()}
        for one in self.text.mentioned:
            spot = self.alignment.to_other(one.at - 1) + 1 if one.at else 0
            # an address that is no word of the text may stand before it
            after = self.alignment.to_other(one.at)
            last = max(spot + _SIGNS, after + 1)
            here = next((at for at in range(spot, last) if left.get(at)), -1)
            pages = left[here].pop(0) if here >= 0 else []
            lacks, more = wrong_pages(one, pages, self._page_of, called)
            if lacks or more:
                told = f"page {self.body.page_at(spot)}: mentioned on other pages"
                self.report.say("number", one.element, told, missing=lacks, extra=more)
        for at, some in left.items():
            told = f"page {self.body.page_at(at)}: mentioned on pages, and no entry of a register"
            for pages in some:
                self.report.say("number", None, told, extra=pages)

    def _spaces(self) -> None:
        want, got = self.text.words, self.body.stream()
        for at, other, added in compare_gaps(want, got, self.alignment.runs):
            self.report.space(want, at, got, other, added, self._page(other))

    def _marks(self) -> None:
        for mark in self.text.marks:
            if (
                mark.must
                and mark.kind in ("pb", "cb", "gb", "milestone")
                and id(mark) not in self.met
            ):
                near = self.text.words.show(mark.at - 12, mark.at + 12)
                self.report.say("number", mark.element, f"not at «{near}»", missing=[mark.texts[0]])

    # --- the foot ---------------------------------------------------------------------------------

    def _foot(self) -> None:
        """Entries and notes at the foot of the pages, and those listed after the text."""
        ordered = by_layers(self.text, self._page_of)
        entries = [self._entry(e.steps, e.element, e.at, self._beside(e)) for e in ordered]
        noted_in_order = sorted(self.text.notes, key=lambda note: note.at)
        notes: list[_Item] = []
        sides: list[_Item] = []
        for note in noted_in_order:
            own = sides if self.beside and is_marginal(note.element) else notes
            own.append(_Item(note.steps, note.element, "note", note.at))
        listed = [self._entry(e.steps, e.element, -1) for e in self.text.listed]
        self.report.count_entries([*self.text.entries, *self.text.listed])
        self.report.audit.counts["notes"] += len(noted_in_order)
        apparatus, below = self._areas(notes)
        size = FOOT * self.book.size
        finder = Finder(apparatus, size, self.words, self.forms)
        found = self._find(finder, entries)
        beside = Finder(below, size, self.words, self.forms)
        noted = self._find(beside, notes)
        left = [item for n, item in enumerate(entries) if n not in found]
        left += [item for n, item in enumerate(notes) if n not in noted]
        left += listed
        # in a margin where numbers of pages or passages stand there are no notes
        numbered = self.breaks or self.lines.references is not None
        pages = self.book.pages if not numbered else []
        rows = run_of(row for page in pages for row in page.aside)
        margin = Finder(rows, size, self.words, self.forms)
        aside = self._find(margin, sides)
        left += [item for n, item in enumerate(sides) if n not in aside]
        for one in (finder, beside):  # entries that name a line stand at the foot of its page
            left = self._seek(left, one)
        rest: list[tuple[Finder, tuple[int, int]]] = []
        for run, before in self.loose:
            inner = Finder(run, self.book.size, self.words, self.forms)
            left = self._seek(left, inner)
            wrong = inner.left()
            for piece in inner.unused():
                letters = run.letters[piece[0] : piece[1]]
                if not self._accounts(Unlike(before, 0, "", letters)) and piece in wrong:
                    rest.append((inner, piece))
        rest += [(one, piece) for one in (finder, beside, margin) for piece in one.left()]
        rest = without_titles(self.text, rest)
        left = [item for item in left if not self._between(item)]
        self._tell(left, rest)
        apart = stand_apart(self.text)
        if apart and self.forms.numbers:
            check_lists(self.text, self.lines, finder, ordered, found, self.report)
        for n, (start, end) in sorted(found.items(), key=lambda one: one[1]):
            if end > start and ordered[n].layer not in apart:
                page = self._placed(ordered[n], apparatus, start)
                number = finder.number_of(start, end)
                if self.forms.numbers:
                    self.lines.check_entry(ordered[n], number, page, self.report)
                elif number:
                    told = f"page {page}: a number before an entry"
                    self.report.say("number", ordered[n].element, told, extra=[number])
        if self.text.layers:
            check_layers(self.text, apparatus, ordered, found, self.report)

    def _entry(
        self, steps: Steps, element: etree._Element, at: int, beside: tuple[str, ...] = ()
    ) -> _Item:
        return _Item(self.forms.printed(steps), element, "entry", at, beside, steps)

    @staticmethod
    def _seek(items: list[_Item], finder: Finder) -> list[_Item]:
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

    def _between(self, item: _Item) -> bool:
        """Whether a note stands between two blocks, where it belongs.

        One of numbers and signs only might be taken for those of a division.
        """
        if item.kind != "note":
            return False
        before = self.alignment.to_other(item.at - 1) if item.at else -1
        after = self.alignment.to_other(item.at)
        if (before < 0 and item.at) or after < 0:
            return False
        return not self._seek(
            [item],
            Finder(self.body.part(before + 1, after), self.book.size, self.words, self.forms),
        )

    def _beside(self, entry: Entry) -> tuple[str, ...]:
        """The words beside an addition."""
        added = entry.at == entry.end and entry.at >= 0
        return words_beside(self.text.words, entry.at) if added else ()

    def _areas(self, notes: list[_Item]) -> tuple[Run, Run]:
        """The foot of all pages: the apparatus, and the notes below it."""
        entries: list[Row] = []
        below: list[Row] = []
        size = FOOT * self.book.size
        known = "|".join(_plain("".join(t.stream.text for t in i.steps.kept())) for i in notes)
        present = Attendance(self.text, self.lines, self.options)
        for page in self.book.pages:
            told = present.rows(page, self.report)
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

    def _find(self, finder: Finder, items: list[_Item]) -> dict[int, tuple[int, int]]:
        run = finder.run
        begins: dict[int, int] = {}
        for row, start in zip(run.rows, run.starts, strict=True):
            begins.setdefault(row.page, start)
        pages = sorted(begins)
        whole = len(run.letters)

        windows: list[tuple[int, int]] = []
        for item in items:
            page = self._page_of(item.at)
            # what stands between two letters may belong to the page of either
            before = self._page_of(item.at - 1) if item.at > 0 else page
            low = bisect_left(pages, min(before, page) or page)
            high = bisect_right(pages, page + 1)
            windows.append(
                (
                    begins[pages[low]] if low < len(pages) else whole,
                    begins[pages[high]] if high < len(pages) else whole,
                )
            )
        return finder.find([i.steps for i in items], [i.beside for i in items], windows)

    def _page_of(self, at: int) -> int:
        """The page on which a letter of the source is printed; 0 if that is not known."""
        spot = self._spot(at)
        return self.body.page_at(spot) if spot >= 0 else 0

    def _spot(self, at: int) -> int:
        spot = self.alignment.to_other(at)
        if spot < 0 and at:
            spot = self.alignment.to_other(at - 1)
        return spot

    def _placed(self, entry: Entry, run: Run, start: int) -> int:
        """An entry stands at the foot of the page on which its lemma begins -> its page."""
        page = self._page_of(self.lines.first_letter(entry))
        here = run.page_at(start)
        pages = {page}
        if not entry.end > entry.at:
            pages.update(line.row.page for line in self.lines.silent(entry))
        if page and here not in pages:
            told = f"page {here}: the words of this entry begin on page {page}"
            self.report.say("place", entry.element, told, missing=[str(entry.steps)[:60]])
        return here

    # --- what does not match ----------------------------------------------------------------------

    def _tell(self, left: list[_Item], rest: list[tuple[Finder, tuple[int, int]]]) -> None:
        """Entries not found whole, letters that belong to none: those that are alike are one."""
        for item in left:
            if not item.steps.kept():
                continue
            best = self._likest(item, rest)
            if best is None:
                told = f"print has not this {item.kind}"
                self.report.say(item.kind, item.element, told, missing=[str(item.steps)])
                continue
            number, finder, start, end = best
            self._compare(item, finder, start, end)
            _one, (first, last) = rest.pop(number)
            pieces = [(first, start), (end, last)]
            rest += [(finder, piece) for piece in pieces if piece[0] < piece[1]]
        for finder, (start, end) in rest:
            words = finder.run.show(start, end)
            letters = letters_of(words)
            if any(letter.isalpha() for letter in letters):
                told = f"page {finder.run.page_at(start)}: beside the text"
                twice = len(letters) > 7 and letters in self.text.words.text
                self.report.say("twice" if twice else "extra", None, told, extra=[words])

    def _likest(
        self, item: _Item, rest: list[tuple[Finder, tuple[int, int]]]
    ) -> tuple[int, Finder, int, int] | None:
        """The stretch left over that has most of the letters of an entry in its order."""
        want = _letters(item.steps)
        best: tuple[float, int, Finder, int, int] | None = None
        page = self._page_of(item.at) if item.at >= 0 else 0
        for number, (finder, (start, end)) in enumerate(rest):
            if page and not page - 1 <= finder.run.page_at(start) <= page + 2:
                continue
            runs = _equal(want, finder.run.letters[start:end])
            share = sum(length for _i, _j, length in runs) / max(len(want), 1)
            if share > 0.5 and (best is None or share > best[0]):
                first = start + min(j for _i, j, _n in runs)
                last = start + max(j + n for _i, j, n in runs)
                if end - last < 12:
                    last = end
                best = (share, number, finder, first, last)
        return best[1:] if best is not None else None

    def _compare(self, item: _Item, finder: Finder, start: int, end: int) -> None:
        """Tell what of an entry is other in print."""
        spans = _spans(item)
        want = _letters(item.steps)
        shown = finder.run.letters[start:end]
        page = finder.run.page_at(start)
        told = f"page {page}: {item.kind} «{str(item.steps)[:50]}»"
        options = {text for mark in item.steps.marks for text in mark.texts}
        options |= finder.trace.words_said() | {*item.beside}
        lost: dict[int, str] = defaultdict(str)  # number of a step -> the letters it lacks
        more: dict[int, list[str]] = defaultdict(list)
        for one in align_closely(want, shown):
            turned = turns(one, want, shown)
            if any(explains(t.missing, t.extra, options, 2) is not None for t in turned):
                continue
            last = one.at + max(len(one.missing), 1)
            over = [n for n, s in enumerate(spans) if s[0] < last and s[1] > one.at]
            over = over or [len(spans) - 1]
            if one.extra:
                more[over[0]].append(one.extra)
            for n in over if one.missing else ():
                lost[n] += want[max(spans[n][0], one.at) : min(spans[n][1], last)]
        tokens = item.steps.kept()
        for n in sorted({*lost, *more}):
            missing = [str(tokens[n])] if n in lost else []
            self.report.say(spans[n][2], item.element, told, missing=missing, extra=more[n])
        if not lost and not more:
            self.report.say("word", item.element, f"{told}: «{finder.run.show(start, end)}»")


def _equal(first: str, second: str) -> list[tuple[int, int, int]]:
    """The runs of letters that two texts share in order, single letters left aside."""
    if len(first) + len(second) > 3000:
        runs: Iterable[tuple[int, int, int]] = align(first, second).runs
    else:
        matcher = SequenceMatcher(None, first, second, autojunk=False)
        runs = (tuple(block) for block in matcher.get_matching_blocks())  # type: ignore[misc]
    return [run for run in runs if run[2] > 1]


def _spans(item: _Item) -> list[tuple[int, int, str]]:
    """Which letters of an entry belong to what kind of step."""
    spans: list[tuple[int, int, str]] = []
    length = 0
    for token in item.steps.kept():
        kind = token.role if token.kind == TEXT else _KINDS[token.kind]
        more = len(_letters_of_token(token))
        spans.append((length, length + more, kind or item.kind))
        length += more
    return spans


def _plain(text: str) -> str:
    """The letters and figures of a text, without signs, which the source may have as elements."""
    return "".join(filter(str.isalnum, text))


def _letters(steps: Steps) -> str:
    return "".join(_letters_of_token(token) for token in steps.kept())


def _letters_of_token(token: Token) -> str:
    if token.kind == TEXT:
        return token.stream.text
    if token.kind == WORD:
        return letters_of(token.labels[0])
    return "".join(letters_of(label) for label in token.labels)


def _is_ordinal(row: Row, rows: list[Row]) -> bool:
    """Whether a row is nothing but the number before an item, which stands beside it."""
    if not _ORDINAL.fullmatch(row.text):
        return False
    x, base = row.glyphs[0].x, row.base
    return any(r is not row and abs(r.base - base) < 1 and r.glyphs[0].x > x for r in rows)


def _named(page: Page, size: float) -> int:
    """How many rows name a text and its author before it begins, set apart by white space."""
    last = max(
        (n for n, row in enumerate(page.body) if row.size > (PART - 0.05) * size), default=-1
    )
    rows = page.body
    while 0 <= last < len(rows) - 1 and rows[last + 1].base - rows[last].base < 2.4 * size:
        last += 1
    return last + 1

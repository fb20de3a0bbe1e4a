"""Pages as they are laid out -> line numbers written into the entries, each page verified at once.

While the lines of a page are laid out they are numbered provisionally. When the page is finished
its lines are read again; where a number in the notes proves wrong, the notes are set anew, and the
page only if they became higher. So the work grows with the pages, not with their square.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any

from siglum.print.attendance import Told, at_top, follow, told
from siglum.print.besides import Beside, margin_boxes
from siglum.print.boxtree import divided_word, is_numbered, label_beside, lines_of
from siglum.print.endings import Endings, Place
from siglum.print.feet import SIDE
from siglum.print.lines import PrintedLine, Turn, rank_of, read_line
from siglum.print.notearea import NoteArea
from siglum.print.numbering import Count, Label, Numbering
from siglum.print.options import PrintedEntry, PrintOptions
from siglum.print.snapshot import Snapshot
from siglum.print.trace import Trace

__all__ = ["Pagination"]

#: Layouts of one page before its numbers are written as they are.
_ATTEMPTS = 6
#: What a word is found by: its line's words and its place among them; None when it is divided.
Word = tuple[tuple[str, ...], int] | None


class Pagination:
    """The state of one layout: what stands on which line of which page."""

    def __init__(self, options: PrintOptions, on_page: Callable[[int], None] | None = None) -> None:
        self.options, self.on_page = options, on_page
        self.numbering = Numbering(options)
        self.context: Any = None
        self.notes: NoteArea
        self.counts: Counter[str] = Counter()
        #: Notes beside the text for which their page has no room there.
        self.crowding: set[str] = set()
        #: (kind, entry) -> label and word, as far as known now.
        self._labels: dict[tuple[str, str], Label] = {}
        self._words: dict[tuple[str, str], Word] = {}
        #: The same, as verified on finished pages.
        self._final: dict[tuple[str, str], Label] = {}
        self._references: dict[str, str] = {}
        #: Page -> its numbered lines with their boxes, and the state of counting at its end.
        self.lines: dict[int, list[tuple[Label, Any]]] = {}
        self._tails: dict[int, Count] = {}
        #: Page -> numbers of old pages and the lines that they stand beside.
        self._aside: dict[int, list[tuple[str, Any]]] = {}
        #: Page -> the first passage on it, the last, and those that begin there with their lines.
        self._passages: dict[int, tuple[str, str, list[tuple[str, Any]]]] = {}
        self._looks_aside = options.breaks == "margin"
        #: Page -> its box, its note area before layout, the notes in it, and its witnesses.
        self._areas: dict[int, tuple[Any, Any, list[Any], tuple[Told, ...]]] = {}
        #: Page -> notes that were left over for it by the page before.
        self._carried: dict[int, list[Any]] = {}
        self._trace = Trace()
        #: The witnesses of this page, as its finished lines tell.
        self._turned: tuple[Told, ...] = ()
        #: Entries whose lemma goes on after this page.
        self._open: set[str] = set()
        #: Entries whose number was corrected: guesses no longer touch them.
        self._corrected: set[str] = set()
        #: Lists after a text.
        self._endings = Endings(options, self._place)
        #: Where the line that is being laid out ends.
        self.line_bottom = 0.0
        self.at_page_start = True
        #: Lines (block and where they begin) at whose end no word is divided.
        self._undivided: set[tuple[int, str]] = set()
        #: (block, where a line ends) -> where that line begins.
        self._starts: dict[tuple[int, str], str] = {}

    # ---- called by the layout context -------------------------------------------------------

    def group(self, notes: list[Any], here: tuple[Told, ...] | None = None) -> list[Any]:
        """The blocks of the note area for these notes and witnesses (if not given, this page's)."""
        present = self.notes.here if here is None else here
        return self.notes.grouped(notes, self._references, self._ranks, present)

    def _ranks(self, entry: str, slots: frozenset[str] = frozenset()) -> tuple[str, str]:
        """The ranks of a lemma in its line, or of the first and last word of a shortened one."""
        first, last = self._words.get(("start", entry)), self._words.get(("end", entry))
        if "rank last" in (slots or self.notes.slots.get(entry, {})):
            own = (rank_of(one[0], one[1], one[1]) if one else "" for one in (first, last))
            return next(own), next(own)
        if not first or not last or first[0] is not last[0]:
            return "", ""
        return rank_of(first[0], first[1], last[1]), ""

    @property
    def has_lists(self) -> bool:
        """Whether entries stand in lists after a text."""
        return self._endings.written > 0

    # ---- numbering --------------------------------------------------------------------------

    def _record(self, line: PrintedLine, label: Label, before: Label | None) -> list[str]:
        """Note where the marks of a line stand; a divided word belongs to the line it began on."""
        for mark in line.marks:
            key = (mark.kind, mark.entry)
            self._labels[key] = before if mark.broken and before else label
            if mark.passage:
                self._labels[key] = self.numbering.passage(label.page, mark.passage)
            self._words[key] = None if mark.broken else (line.words, mark.word)
        return [mark.entry for mark in line.marks]

    def _place(self, entry: str, slots: frozenset[str]) -> Place:
        """Where an entry of a list has its lemma."""
        first = self._labels.get(("start", entry))
        self._references[entry] = self._reference(entry)
        page = first.page if first else 0
        return Place(page, self._references[entry], self._ranks(entry, slots))

    def _reference(self, entry: str) -> str:
        first, last = self._labels.get(("start", entry)), self._labels.get(("end", entry))
        if first is None:
            return "0"
        return self.numbering.reference(first, last or first)

    def _rewrite(self, entries: set[str]) -> set[str]:
        """Bring the numbers of `entries` up to date; gives those that changed."""
        changed = set()
        for entry in sorted(entries):
            if entry in self.notes.slots:
                number = self._reference(entry)
                if self._references.get(entry) != number:
                    self._references[entry] = number
                    changed.add(entry)
        return changed

    def _begin(self, page: int) -> Count:
        """The state of counting at the top of a page."""
        return self.numbering.begin(self._tails.get(page - 1))

    def line_laid_out(self, block: Any, line: Any, start: Any, resume: Any) -> None:
        """Number a line as soon as it is set: nearly always its number is right already."""
        self.line_bottom = line.position_y + line.height
        numbered = is_numbered(block, line)
        if not numbered and not self.notes.present.order:
            return
        page = self.context.current_page
        above = self._trace.before(line)
        count, before = (above.state, above.label) if above else (self._begin(page), None)
        if not numbered:  # where witnesses come and go in it, it goes with the line before
            read = read_line(line, False)
            if turns := _turns(read, before, before):
                count = count._replace(there=follow(count.there, read.turns))
                self._trace.add(line, count, before, None, turns)
            return
        self._starts[id(block.element), repr(resume)] = repr(start)
        count, label, _ = self.numbering.number(count, block.element, page)
        # a hyphen before another block is one of the text: no word goes on from block to block
        read = read_line(line, above is not None and above.divided is block.element)
        count = count._replace(there=follow(count.there, read.turns))
        divided = block.element if read.breaks else None
        self._trace.add(line, count, label, divided, _turns(read, label, before))
        self._tell(page, block.style["direction"])
        entries = set(self._record(read, label, before))
        ends = {mark.entry for mark in read.marks if mark.kind == "end"}
        starts = {mark.entry for mark in read.marks if mark.kind == "start"}
        for entry in starts - ends:
            self._labels["end", entry] = label
        here = {
            entry
            for entry in entries - self._corrected
            if (first := self._labels.get(("start", entry))) and first.page == page
        }
        if self._rewrite(here) and self.context.current_page_footnotes and ends - starts:
            self.context.renew_notes()

    def _tell(self, page: int, direction: str) -> None:
        """Tell the witnesses of a page above its notes, as far as it is laid out."""
        present = self.notes.present
        if not present.order:
            return
        here = self._told(page, self._trace.turns)
        if here != self.notes.here:
            self.notes.here, present.direction = here, direction
            self.context.renew_notes()

    def _told(self, page: int, lines: Sequence[Sequence[tuple[str, Turn]]]) -> tuple[Told, ...]:
        """The witnesses of a page whose lines have such turns."""
        there = at_top(self._begin(page).there, lines)
        return told(there, chain.from_iterable(lines), self.notes.present.order)

    # ---- one page ---------------------------------------------------------------------------

    def make_page(self, original: Callable[..., Any], context: Any, root: Any, *rest: Any) -> Any:
        """Lay out a page, verify its numbers, and correct them; takes the place of make_page."""
        number, state = rest[2], rest[3]
        if not hasattr(self, "notes"):
            self.notes = NoteArea(context, root, self.options)
        if number not in self.lines and self.on_page:
            self.on_page(number)
        # a page that is made again alone would otherwise lose what the one before left over
        context.reported_footnotes = list(self._carried.get(number, ()))
        known = Snapshot(context, number, state)
        self._corrected = set()
        self.counts["pages"] += 1
        for attempt in range(_ATTEMPTS):
            self._trace, self._open, self.line_bottom = Trace(), set(), 0.0
            self.at_page_start, context.is_estimated = True, False
            self.notes.begin_page()
            self.counts["layouts"] += 1
            result = original(context, root, *rest)
            page, resume_at = result[0], result[1]
            last = attempt == _ATTEMPTS - 1
            if not last and self._divides_lemma(root, resume_at):
                known.restore(context, number, state)
                continue
            marks = self._number_page(page, number)
            changed = self._rewrite(
                {
                    entry
                    for _, entry in marks
                    if (first := self._labels.get(("start", entry))) and first.page == number
                }
            )
            turned = self._turned != self.notes.here
            self.notes.here = self._turned
            area, notes = context.current_footnote_area, list(context.current_page_footnotes)
            self._areas[number] = (page, area, notes, self.notes.here)
            if not (changed or turned) or self._refit(number, force=last):
                break
            self._corrected |= changed
            known.restore(context, number, state)
        self._conclude(context, number, marks, ends=resume_at is None)
        return result

    def _conclude(
        self, context: Any, number: int, marks: list[tuple[str, str]], *, ends: bool
    ) -> None:
        """Keep what the finished page says; have others made again where it contradicts them."""
        maker = context.page_maker
        for mark in marks:
            before, self._final[mark] = self._final.get(mark), self._labels[mark]
            kind, entry = mark
            if page := self._endings.outdated(entry):
                maker[page - 1][-1]["content_changed"] = True
            first = self._final.get(("start", entry))
            if kind == "end" and before != self._labels[mark] and first and first.page < number:
                self._labels["start", entry] = first
                if self._rewrite({entry}) and not self._refit(first.page):
                    maker[first.page - 1][-1]["content_changed"] = True
                    self.counts["ranges"] += 1
        left = list(context.reported_footnotes)
        if left != self._carried.get(number + 1, []) and number < len(maker):
            maker[number][-1]["content_changed"] = True
        self._carried[number + 1] = left
        if left and ends:
            # WeasyPrint forgets a last page of notes alone unless the page before is made again
            maker[number - 1][-1]["content_changed"] = True

    def _number_page(self, page: Any, number: int) -> list[tuple[str, str]]:
        """Read all lines of a finished page; gives the marks that stand on it."""
        count, before, divided = self._begin(number), None, None
        marks: list[tuple[str, str]] = []
        numbered: list[tuple[Label, Any]] = []
        aside: list[tuple[str, Any]] = []
        begun: list[tuple[str, Any]] = []
        first, earlier = count.passage, None
        turns: list[list[tuple[str, Turn]]] = []
        for line, block in lines_of(page.children[0]):
            element = block.element
            if not is_numbered(block, line):
                if self._looks_aside or self.notes.present.order:
                    read = read_line(line, False)
                    aside += [(text, line) for text in read.beside if self._looks_aside]
                    turns += [some for some in [_turns(read, before, before)] if some]
                    count = count._replace(there=follow(count.there, read.turns))
                continue
            beside = label_beside(line, element, numbered)
            if beside:
                label, own = beside, False
            else:
                count, label, own = self.numbering.number(count, element, number)
            read = read_line(line, divided is element)
            self._record(read, label, before)
            marks += [(mark.kind, mark.entry) for mark in read.marks]
            turns.append(_turns(read, label, before))
            count = count._replace(there=follow(count.there, read.turns))
            aside += [(text, line) for text in read.beside]
            for passage, broken in read.begins:
                begun.append((passage, earlier if broken and earlier else line))
                count = count._replace(passage=passage)
            earlier = line
            before, divided = label, element if read.breaks else None
            if own:
                numbered.append((label, line))
        self.lines[number], self._aside[number] = numbered, aside
        self._turned = () if earlier is None else self._told(number, turns)
        if begun and (not first or (numbered and begun[0][1] is numbered[0][1])):
            first = begun[0][0]
        self._passages[number] = (first, count.passage, begun)
        old, self._tails[number] = self._tails.get(number), self.numbering.end(count)
        maker = self.context.page_maker
        moved = old and self.numbering.begin(old) != self._begin(number + 1)
        if moved and number < len(maker):
            maker[number][-1]["content_changed"] = True
        have = set(marks)
        for kind, entry in marks:
            if kind == "start" and ("end", entry) not in have:
                self._open.add(entry)
                end = self._final.get(("end", entry))
                guess = Label(number + 1, "1", 1, self.options.lineation == "page")
                self._labels["end", entry] = end if end and end.page > number else guess
        return marks

    def _refit(self, number: int, *, force: bool = False) -> bool:
        """Set a page's notes anew in place; False if they became higher than their place."""
        page, area, notes, here = self._areas[number]
        if not notes and not here:
            return not page.children[1].children or force
        area.children = self.group(notes, here)
        self.context.create_block_formatting_context()
        laid = self.notes.lay_out(self.context, area)
        self.context.finish_block_formatting_context()
        if laid.height > page.children[1].height + 0.01 and not force:
            return False
        laid.translate(dy=-laid.margin_height())
        page.children[1] = laid
        self.counts["refits"] += 1
        self.counts["forced"] += force
        return True

    # ---- words divided by a page turn -------------------------------------------------------

    def line_begins(self, block: Any, start: Any) -> None:
        """A line of `block` is about to be set, from `start` on."""
        self.context.keep_words_whole = False
        if not self.notes.busy:
            self.at_page_start = False
            element = block.element
            if start is None and element is not None and "data-endnotes" in element.attrib:
                self._endings.write(block, self.context.current_page)
            if self._undivided:
                key = (id(block.element), repr(start))
                self.context.keep_words_whole = key in self._undivided

    def _divides_lemma(self, root: Any, resume_at: Any) -> bool:
        """Whether the page ends inside a word that a lemma begins or ends with.

        If so its last line will be set without dividing a word, and the page must be made again.
        """
        found = divided_word(root, resume_at)
        if found is None:
            return False
        block, resume = found
        start = self._starts.get((id(block.element), repr(resume)))
        key = (id(block.element), start or "")
        if start is None or key in self._undivided:
            return False
        self._undivided.add(key)
        self.counts["undivided"] += 1
        return True

    # ---- what the whole book says -----------------------------------------------------------

    def margin_numbers(self, context: Any, page: Any) -> Iterator[Any]:
        """The boxes in a page's margins."""
        number = context.current_page
        notes = self._areas[number][2] if number in self._areas else []
        beside = Beside(
            self.lines.get(number, ()),
            self._passages[number][2] if number in self._passages else (),
            self._aside.get(number, ()),
            [note for note in notes if note.element.get("data-series") == SIDE],
        )
        templates = self.notes.templates
        yield from margin_boxes(context, page, beside, self.numbering, templates, self.crowding)

    def line_range(self, page: int) -> str:
        """The first and last line number of a page, for its running head."""
        if self.options.references == "passage":
            first, last, _begun = self._passages.get(page, ("", "", []))
            return self.numbering.fitting([self.numbering.range(first, last), last])
        return self.numbering.head([label for label, _line in self.lines.get(page, [])])

    def labels(self, pages: int) -> dict[int, list[str]]:
        """The printed names of the numbered lines of each of the first `pages` pages."""
        return {
            page: [label.text for label, _ in lines]
            for page, lines in sorted(self.lines.items())
            if page <= pages
        }

    def entries(self) -> dict[str, PrintedEntry]:
        """Where every entry stands."""
        printed = {}
        for (kind, entry), first in self._final.items():
            if kind == "start" and entry in self._references:
                last = self._final.get(("end", entry), first)
                printed[entry] = PrintedEntry(
                    first.page, first.text, last.page, last.text, self._references[entry]
                )
        return printed


def _turns(line: PrintedLine, label: Label | None, before: Label | None) -> list[tuple[str, Turn]]:
    """Where witnesses come and go in a line; each with the line that its word begins on."""
    named = [(turn, before if turn.broken and before else label) for turn in line.turns]
    return [(turn.passage or (own.text if own else ""), turn) for turn, own in named]

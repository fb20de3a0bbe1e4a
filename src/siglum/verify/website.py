"""A text as read from TEI, and the pages made of it -> what they lack, double, mix up or invent."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from pathlib import Path

from lxml import etree

from siglum.verify.coverage import Coverage
from siglum.verify.expected import Entry, Note, Text
from siglum.verify.generated import allowed
from siglum.verify.matching import match
from siglum.verify.pages import Block, Shown, read_pages, show
from siglum.verify.records import Audit
from siglum.verify.reporting import Report
from siglum.verify.streams import TIGHT, Alignment, align, compare_gaps, letters_of
from siglum.verify.tokens import Mark, Steps


def check_website(text: Text, folder: Path, report: Report) -> Audit:
    """Look for all of `text` on the pages of `folder`, and for the source of all that is there."""
    pages, wrong = read_pages(folder)
    for told in wrong:
        report.say("page", None, told)
    shown = show(pages)
    _Website(text, shown, report).check()
    return report.audit


_LONGEST = 60  # letters of a word
_NUMBER = re.compile(r"\d+")
#: Marks that are numbers: of pages, of verses and paragraphs, of their parts.
_NUMBERS = frozenset("pb cb gb milestone line n seg-n item-n div-n lb-n note-n".split())


class _Website:
    def __init__(self, text: Text, shown: Shown, report: Report) -> None:
        self.text, self.shown, self.report = text, shown, report
        self.alignment: Alignment = align(text.words.text, shown.words.text)

    def check(self) -> None:
        """All comparisons, from the words of the text to what is left over."""
        self.report.words(self.text, self.shown.words, self.alignment, self._page)
        self._spaces()
        self._marks()
        self._entries()
        self._notes()
        self._others()
        titles = {layer.name: layer.title for layer in self.text.layers}
        for page, layer, title in self.shown.titles:
            if title != titles.get(layer):
                self.report.say("extra", None, f"{page}: above a layer", extra=[title])
        for page, words in self.shown.stray:
            self.report.say("extra", None, f"{page}: outside of the text", extra=[words])

    def _page(self, other: int) -> str:
        return self.shown.page_at(other)

    def _spaces(self) -> None:
        want, got = self.text.words, self.shown.words
        for at, other, added in compare_gaps(want, got, self.alignment.runs):
            self.report.space(want, at, got, other, added, self._page(other))

    # --- marks ----------------------------------------------------------------------------------

    def _marks(self) -> None:
        """Numbers, signs and labels in the text: each is due where it stands."""
        due: dict[int, list[Mark]] = defaultdict(list)
        met: set[int] = set()
        for mark in self.text.marks:
            due[mark.at].append(mark)
        for mark in self.shown.marks:
            if allowed(mark):
                continue
            first = self._source_of(mark.at)
            near = (m for d in (0, -1, 1) for m in due.get(first + d, ()))
            found = next(
                (m for m in near if id(m) not in met and _fits(mark, m)),
                None,
            )
            if found is not None:
                met.add(id(found))
                continue
            kind = "number" if mark.kind in _NUMBERS else "sign"
            told = f"{self._page(mark.at)}: at «{self._around(mark.at)}»"
            element = self.text.words.near(max(first, 0))
            self.report.say(kind, element, told, extra=[mark.texts[0]])
        for mark in self.text.marks:
            if mark.must and id(mark) not in met:
                kind = "number" if mark.kind in _NUMBERS else "sign"
                told = f"not at «{self.text.words.show(mark.at - 12, mark.at + 12)}»"
                self.report.say(kind, mark.element, told, missing=[mark.texts[0]])

    def _source_of(self, other: int) -> int:
        at = self.alignment.to_first(other)
        if at < 0 and other:
            before = self.alignment.to_first(other - 1)
            at = before + 1 if before >= 0 else -9
        return at if at >= 0 or other else 0

    def _around(self, at: int) -> str:
        return self.shown.words.show(at - 12, at + 12)

    # --- entries --------------------------------------------------------------------------------

    def _entries(self) -> None:
        want = [*self.text.entries, *self.text.listed]
        got = self.shown.entries
        placed = [b for b in got if not b.listed]
        listed = [b for b in got if b.listed]
        self.report.count_entries(want)
        pairs, left, more = match(
            [e.steps.key() for e in want], [b.steps.key() for b in [*placed, *listed]]
        )
        blocks = [*placed, *listed]
        seen = {blocks[j].steps.key() for _i, j in pairs}
        order: list[tuple[int, int]] = []
        for i, j in pairs:
            self._entry(want[i], blocks[j])
            if i < len(self.text.entries) and j < len(placed):
                order.append((i, j))
        self._order(order)
        on: dict[str, set[etree._Element]] = defaultdict(set)
        for i, j in pairs:
            on[blocks[j].page].add(want[i].element)
        self._present(on)
        for i in left:
            self.report.say(
                "entry", want[i].element, "no page shows this entry", missing=[str(want[i].steps)]
            )
        for j in more:
            block = blocks[j]
            kind = "twice" if block.steps.key() in seen else "entry"
            told = f"{block.page}: entry {block.id}"
            self.report.say(kind, None, told, extra=[str(block.steps)])

    def _present(self, on: dict[str, set[etree._Element]]) -> None:
        """What pages say of who has their text, held against the entries `on` each of them."""
        coverage = Coverage(self.text)
        if not coverage.certain:
            return
        for page in dict.fromkeys(page for _at, page in self.shown.pages):
            got = self.shown.present.get(page, {})
            if coverage.fragments and page not in on:
                continue  # no entry tells where on the way it stands
            due = coverage.spans(on.get(page, set()))
            lacks = [f"{one} {due[one]}".strip() for one in due if got.get(one) != due[one]]
            has = [f"{one} {got[one]}".strip() for one in got if due.get(one) != got[one]]
            if lacks or has:
                told = f"{page}: who has its text"
                self.report.say("siglum", None, told, missing=lacks, extra=has)

    def _order(self, pairs: list[tuple[int, int]]) -> None:
        """Entries stand in the order of the text; those of one place in whatever order."""
        last = -1
        for i, j in sorted(pairs, key=lambda pair: pair[1]):
            entry = self.text.entries[i]
            if entry.at >= 0 and entry.at < last:
                told = f"{self.shown.entries[j].page}: this entry stands after later ones"
                self.report.say("place", entry.element, told)
            last = max(last, entry.at)

    def _entry(self, entry: Entry, block: Block) -> None:
        told = f"{block.page}: entry {block.id}"
        self.report.steps(entry.steps, block.steps, entry.element, told)
        self._entry_marks(entry.steps, block.steps, entry.element, told)
        if not block.listed and block.layer != entry.layer:
            lacks, has = [entry.layer or "no layer"], [block.layer or "no layer"]
            self.report.say(
                "place", entry.element, f"{told} stands elsewhere", missing=lacks, extra=has
            )
        if entry.at < 0 and not block.listed and entry.element.get("loc"):
            self._located(entry, block, told)
        if entry.at < 0 or block.listed:
            return
        label, due = block.label, entry.label
        if label != due:
            self.report.say("number", entry.element, told, missing=[due], extra=[label])
        fragments = self.shown.fragments.get(block.id)
        if not fragments:
            self.report.say("place", entry.element, f"{told} is tied to no words")
            return
        first, last = self._spot(entry.at), self._spot(entry.end)
        start, end = fragments[0][0], fragments[-1][1]
        if (first, last) != (start, end) and first >= 0:
            self.report.say(
                "place",
                entry.element,
                f"{told} is tied to «{self.shown.words.show(start, end)}»",
                missing=[self.text.words.show(entry.at, entry.end)],
            )

    def _located(self, entry: Entry, block: Block, told: str) -> None:
        """An entry that names a line belongs to words of that line, or to its beginning."""
        fragments = self.shown.fragments.get(block.id)
        if not fragments:
            self.report.say("place", entry.element, f"{told} is tied to no words")
            return
        start, end = fragments[0][0], fragments[-1][1]
        at, last = self.alignment.to_first(start), self.alignment.to_first(max(end - 1, start))
        named = _NUMBER.findall(entry.element.get("loc", ""))
        if at >= 0 and named and not self._numbers(at, max(at, last)) & set(named):
            told = f"{told} is tied to «{self.shown.words.show(start, end)}»"
            self.report.say("place", entry.element, told, missing=[entry.element.get("loc", "")])

    def _numbers(self, first: int, last: int) -> set[str]:
        """The numbers of all lines, verses and pages that some letters of the source stand in.

        A lemma may begin at the end of one line and end in the next; its entry names either.
        """
        if not hasattr(self, "_numbered"):
            self._numbered: dict[str, tuple[list[int], list[str]]] = {}
            for mark in sorted(self.text.marks, key=lambda mark: mark.at):
                number = "" if mark.element is None else mark.element.get("n", "")
                if mark.element is not None and number:
                    spots, numbers = self._numbered.setdefault(str(mark.element.tag), ([], []))
                    spots.append(mark.at)
                    numbers.append(number)
        words = self.text.words
        end = min(last + _LONGEST, words.length - 1)
        while last < end and words.gaps.get(last + 1, TIGHT) == TIGHT:
            last += 1  # a word that a line break divides belongs to both lines
        found: set[str] = set()
        for spots, numbers in self._numbered.values():
            start = max(bisect_right(spots, first) - 1, 0)
            start = bisect_left(spots, spots[start])  # lines without letters are where it begins
            for number in numbers[start : bisect_right(spots, last)]:
                found.update(_NUMBER.findall(number))
        return found

    def _spot(self, at: int) -> int:
        """Where a position of the source is on the pages."""
        other = self.alignment.to_other(at)
        if other < 0 and at:
            before = self.alignment.to_other(at - 1)
            return before + 1 if before >= 0 else -1
        return other if at or other >= 0 else 0

    def _entry_marks(self, want: Steps, got: Steps, element: etree._Element, told: str) -> None:
        left = list(want.marks)
        for mark in got.marks:
            if allowed(mark):
                continue
            found = next((m for m in left if _fits(mark, m)), None)
            if found is None:
                if mark.kind == "tie" and self.report.is_said(mark.texts[0]):
                    continue
                self.report.say("sign", element, told, extra=[mark.texts[0]])
            else:
                left.remove(found)
        for mark in left:
            if mark.must:
                self.report.say("sign", mark.element, told, missing=[mark.texts[0]])

    # --- notes ----------------------------------------------------------------------------------

    def _notes(self) -> None:
        shown: list[tuple[int, Steps, str]] = []
        called: Counter[str] = Counter()
        for at, name, steps in self.shown.noted:
            if steps is not None:
                shown.append((at, steps, name))
                continue
            called[name] += 1
            if name in self.shown.notes and called[name] == 1:
                shown.append((at, self.shown.notes[name], name))
        for name in self.shown.doubled:
            self.report.say("twice", None, f"note {name}", extra=[str(self.shown.notes[name])])
        for name, number in called.items():
            if name not in self.shown.notes:
                self.report.say("note", None, f"the call of note {name} leads to no note")
            elif number > 1:
                self.report.say(
                    "twice", None, f"the call of note {name} stands there {number} times"
                )
        shown.sort(key=lambda one: one[0])
        shown += [(-1, steps, name) for name, steps in self.shown.notes.items() if not called[name]]
        want = sorted(self.text.notes, key=lambda note: note.at)
        self.report.audit.counts["notes"] += len(want)
        pairs, left, more = match([n.steps.key() for n in want], [s.key() for _a, s, _n in shown])
        seen = {shown[j][1].key() for _i, j in pairs}
        for i, j in pairs:
            at, steps, name = shown[j]
            self._note(want[i], steps, at, name)
        for i in left:
            if want[i].steps.kept():
                self.report.say(
                    "note", want[i].element, "no page shows this note", missing=[str(want[i].steps)]
                )
        for j in more:
            _at, steps, name = shown[j]
            if steps.kept():
                kind = "twice" if steps.key() in seen else "note"
                self.report.say(kind, None, f"note {name}", extra=[str(steps)])

    def _note(self, note: Note, steps: Steps, at: int, name: str) -> None:
        told = f"note {name}"
        self.report.steps(note.steps, steps, note.element, told)
        self._entry_marks(note.steps, steps, note.element, told)
        if (layer := self.shown.layers.get(name, "")) != note.layer and name in self.shown.notes:
            lacks, has = [note.layer or "no layer"], [layer or "no layer"]
            self.report.say(
                "place", note.element, f"{told} stands elsewhere", missing=lacks, extra=has
            )
        if at < 0:
            self.report.say("place", note.element, f"{told} has no call in the text")
        elif note.steps.kept() and (spot := self._spot(note.at)) >= 0 and spot != at:
            self.report.say(
                "place",
                note.element,
                f"{told} is called at «{self._around(at)}»",
                missing=[self.text.words.show(note.at - 12, note.at + 12)],
            )

    # --- what witnesses read in the text ----------------------------------------------------------

    def _others(self) -> None:
        """The words of single witnesses, hidden in the text until one asks for them."""
        known: set[str] = set(self.text.words.words())
        for entry in [*self.text.entries, *self.text.listed]:
            for token in entry.steps.tokens:
                known.update((token.stream.text, *token.stream.words()))
        for stream, omitted in self.shown.others:
            if not stream.length and not omitted:
                told = "a reading of witnesses in the text has no words"
                self.report.say("reading", None, told)
            if stream.text not in known and not known.issuperset(stream.words()):
                told = "among the readings of witnesses in the text"
                self.report.say("extra", None, told, extra=[str(stream)])


def _fits(mark: Mark, due: Mark) -> bool:
    """Whether a mark shows what is due."""
    shown = mark.texts[0]
    if mark.kind == "tie":
        return due.kind == "tie" and any(text in shown for text in due.texts)
    if mark.kind == "cause":
        return due.kind == "cause"
    if (mark.kind == "n") != (due.kind == "line"):
        return False
    return shown in due.texts or letters_of(shown) in due.texts

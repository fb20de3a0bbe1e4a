"""A `<TEI>` -> the words, entries and notes that an edition must show, each with its place.

This reader knows the Guidelines and nothing of how siglum reads an apparatus, so that a mistake
made there is not repeated here. It reads what stands in the file, and forms no opinion about it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from lxml import etree

from siglum.phrases.speaking import phrases
from siglum.source.trees import all_text
from siglum.verify.absences import SIGNS, named
from siglum.verify.adjoining import WORD as TAGGED_WORD
from siglum.verify.adjoining import Adjoining
from siglum.verify.attesting import Attesting
from siglum.verify.bases import FIRST, Bases
from siglum.verify.expected import Entry, Note, Text
from siglum.verify.generated import registers
from siglum.verify.marking import Marking
from siglum.verify.mentioning import read_mentioned
from siglum.verify.numbers import numbers
from siglum.verify.parts import (
    code_of,
    date_of,
    has_signs,
    has_words,
    is_said_by_date,
    ordered_parts,
    other_side,
    stretch_of,
)
from siglum.verify.passages import Passages
from siglum.verify.quotations import ENTERED, enter_quotations
from siglum.verify.sigla import Labels
from siglum.verify.streams import FREE, SPACE, Stream, letters_of
from siglum.verify.tags import (
    APART,
    APP,
    BLOCKS,
    BORDERS,
    BREAKS,
    CHOICE,
    DETAIL,
    EXAMPLE,
    GROUP,
    HEADER,
    HOLDING,
    LEM,
    NOTES,
    RDG,
    RECORDS,
    SILENT,
    WIT,
    XML_ID,
    T,
    is_element,
    tags,
)
from siglum.verify.tokens import HOLES, TEXT, Mark, Steps
from siglum.wording import LATIN

_ENTRIES = frozenset({APP, CHOICE})
_LISTS = tags("listApp standOff")
_PICTURE_INSIDE = T + "binaryObject"  # its text are the bytes of the picture
_SECTIONS = tags("seg s")
_PARAGRAPHS = tags("p ab")
#: A note in one of these has no call.
_ALOOF = tags("listWit standOff person place org")
#: In these, both sides of a choice are told in the same breath.
_INLINE = NOTES | {RDG, DETAIL, HEADER} | tags("figDesc standOff")


def read_text(
    root: etree._Element,
    lists: Sequence[etree._Element] = (),
    base: str = FIRST,
    words: Mapping[str, str] = LATIN,
    passages: Passages | None = None,
    spoken: Mapping[str, str] | None = None,
    *,
    quotations: bool = False,
) -> Text:
    """Read one document.

    `lists` are witness lists from outside that hold for it; `base` is the option `apparatus.base`;
    `words` are those that siglum says in its entries; `passages` finds what pointers into other
    files lead to; `spoken` are the phrases of pages and books. With `quotations`, those of the text
    become entries of it, in place.
    """
    text = Text(root, Labels(root, lists))
    reader = _Reader(text, Bases(text.labels, base), words, passages, spoken or phrases())
    reader.read(quotations=quotations)
    return text


class _Reader:
    """One walk over the text: words, marks, and where every element begins and ends."""

    def __init__(
        self,
        text: Text,
        bases: Bases,
        words: Mapping[str, str],
        passages: Passages | None,
        spoken: Mapping[str, str],
    ) -> None:
        self.passages = passages
        self.phrases, self.registers = spoken, registers(spoken)
        self.text = text
        self.bases = bases
        self.said = words
        self.adjoining = Adjoining()
        self.labels = text.labels
        self.begins, self.ends = text.begins, text.ends
        self.listing: dict[etree._Element, bool] = {}
        self.marked: dict[etree._Element, tuple[int, int]] = {}  # which marks stand within
        self.ids: dict[str, etree._Element] = {}
        for node in text.root.iter(etree.Element):
            if name := (node.get(XML_ID) or "").strip():
                self.ids.setdefault(name, node)
        self.attesting = Attesting(
            text.root, self.ids, text.labels, bases, words, self.words_of, self.label
        )
        self.speakers = {
            node.get("resp", "") for node in text.root.iter(*NOTES) if node.get("resp")
        }

    def read(self, *, quotations: bool) -> None:
        root = self.text.root
        self.text.numbers = self.numbers = numbers(root, self.bases)
        if quotations:
            enter_quotations(root, self.labels)
        self.marking = Marking(self.ids, self.numbers, self.passages, self.phrases)
        for child in root:
            if is_element(child) and child.tag != HEADER:
                self.walk(child, self.text.words)
        for node in root.iter(APP, CHOICE):
            if node.tag == CHOICE:
                sides = [child for child in node if is_element(child)]
                if len(sides) > 1 and not self.bases.told_in_place(node):
                    self.entry(node)
            elif self.bases.running(node):
                self.entry(node)
        self.text.entries.sort(key=lambda entry: entry.at)
        self.text.borders = [
            (self.begins[node], node)
            for node in root.iter(*BORDERS)
            if node in self.begins
            and all(up.get("type") == ENTERED for up in node.iterancestors(APP))
        ]
        self.text.mentioned = read_mentioned(root, self.begins, self.ends)
        for note in root.iter(*NOTES):
            parent = note.getparent()
            if not self.bases.running(note) or (parent is not None and parent.tag in RECORDS):
                continue
            if any(True for _ in note.iterancestors(*_ALOOF)):
                continue
            steps = Steps()
            self.content(note, "note", note, steps)
            if number := letters_of(note.get("n", "")):
                steps.marks.append(Mark(0, "n", (number,), element=note))
            self.text.notes.append(Note(note, steps, self.begins.get(note, 0)))

    # --- entries ------------------------------------------------------------------------------

    def entry(self, node: etree._Element) -> None:
        """Read one entry: its place and its steps."""
        base = self.bases.of(node)
        apart = node.tag == APP and self.bases.apart(node)
        at = self.begins.get(node, -1)
        end = at
        tied = node.tag == APP and bool(node.get("from"))
        within = 0, 0
        if base is not None and not apart and not tied:
            at, end = self.begins.get(base, at), self.ends.get(base, at)
            within = self.marked.get(base, within)
        if tied:
            within = self._marked_by(node)
            span = self._span(node, at)
            apart = span is None
            at, end = span or (-1, -1)
        elif apart:
            at = end = -1
        steps = Steps()
        entry = Entry(node, steps, at, end, node.tag == CHOICE)
        entry.signs = tuple(m for m in self.text.marks[slice(*within)] if m.kind in HOLES)
        if base is not None and (node.tag == CHOICE or not tied or base.tag == LEM):
            if apart or tied:
                self.content(base, "lemma", base, steps)
            else:
                self.lemma(base, steps)
            steps.may.update(self.said[key] for key in named(base))
            named_by = (base.get(name) for name in ("wit", "source", "resp", "hand"))
            if node.tag == APP and not has_words(base) and any(named_by) and not has_signs(base):
                self.attesting.absent(base, steps)
        elif tied and at >= 0:
            stream = steps.text("lemma", node)
            stream.append(stretch_of(self.text.words, at, end))
            base = None
        if base is not None:
            entry.base, entry.spot = base, len(steps.tokens)
            self.attesting.attested(base, steps)
        self.parts(node, steps, base, entry)
        if node.tag == APP:
            self.attesting.attested(node, steps)
        if loc := letters_of(node.get("loc", "")):
            steps.marks.append(Mark(0, "loc", (loc,), element=node))
        entry.label = node.get("loc") or self.label(self._beginning(node, base, tied))
        (self.text.listed if apart else self.text.entries).append(entry)

    def _beginning(
        self, node: etree._Element, base: etree._Element | None, tied: bool
    ) -> etree._Element | None:
        """The element in which the lemma of an entry begins."""
        if tied:
            return self._target(node, "from")
        if base is not None and node.get("type") == ENTERED:
            start = self.begins.get(base)  # in whatever line or paragraph its first letter is
            inside = [one for one in base.iter() if one in self.numbers]
            return next((n for n in reversed(inside) if self.begins.get(n) == start), node)
        if base is not None and not any(up in self.numbers for up in node.iterancestors()):
            return next((inner for inner in base.iter() if inner in self.numbers), node)
        return node

    def _target(self, node: etree._Element, name: str) -> etree._Element | None:
        pointer = node.get(name, "").strip().removeprefix("#")
        found = self.ids.get(pointer)
        if found is None or found not in self.begins:
            return None
        return found

    def _span(self, node: etree._Element, here: int) -> tuple[int, int] | None:
        """The letters between the two ends of an attached entry; None where they are unknown."""
        first, last = self._target(node, "from"), self._target(node, "to")
        if any(node.get(name) and self._target(node, name) is None for name in ("from", "to")):
            return None
        parent = node.getparent()
        listed = any(True for _ in node.iterancestors(*_LISTS))
        listed = listed or (parent is not None and parent.get("type") == "apparatus")
        listed = listed or (parent is not None and self._lists_entries(parent))
        if first is None and listed:
            return None
        at = here if first is None else self.begins[first]
        if last is not None:
            end = self.begins[last] if self._is_point(last) else self.ends.get(last, at)
        elif not listed:
            end = here
        else:
            end = at if first is None or self._is_point(first) else self.ends.get(first, at)
        lemma = self._lemma_there(node, at, end) if last is None and first is not None else None
        return lemma or (at, max(at, end))

    def _lists_entries(self, holder: etree._Element) -> bool:
        """Whether a paragraph has nothing but attached entries, which then are a list."""
        if holder not in self.listing:
            inside = [child for child in holder if is_element(child)]
            self.listing[holder] = (
                holder.tag in _PARAGRAPHS
                and all(child.tag == APP and child.get("from") for child in inside)
                and not (holder.text or "").strip()
                and not any((child.tail or "").strip() for child in holder)
            )
        return self.listing[holder]

    def _marked_by(self, node: etree._Element) -> tuple[int, int]:
        """Which marks stand between the two ends of an attached entry, if both are known."""
        first, last = self._target(node, "from"), self._target(node, "to")
        if first is None or last is None:
            return 0, 0
        begin, end = self.marked.get(first, (0, 0)), self.marked.get(last, (0, 0))
        return begin[0], end[0] if self._is_point(last) else end[1]

    def _lemma_there(self, node: etree._Element, at: int, end: int) -> tuple[int, int] | None:
        """The words of a lemma that begins or stands at the one end that its entry names."""
        base = self.bases.of(node)
        letters = letters_of(all_text(base)) if base is not None and base.tag == LEM else ""
        if not letters:
            return None
        reach = max(end, at + len(letters))
        spot = self.text.words.text.find(letters, at, reach)
        return (spot, spot + len(letters)) if spot >= 0 else None

    @staticmethod
    def _is_point(node: etree._Element) -> bool:
        return node.tag in BREAKS or node.tag == T + "anchor"

    def lemma(self, base: etree._Element, steps: Steps) -> None:
        """The words of a lemma that stands in the text: without notes, breaks, nested sigla."""
        stream = steps.text("lemma", base)
        start = self.begins.get(base, 0)
        end = self.ends.get(base, start)
        stream.append(stretch_of(self.text.words, start, end))
        marks = self.text.marks
        for mark in marks[bisect_left(marks, start, key=lambda mark: mark.at) :]:
            if mark.at > end:
                break
            if mark.element is None:
                continue
            shift = mark.element.tag == T + "handShift"  # which no page is counted by
            if mark.kind in ("pb", "cb", "gb", "milestone", "line") and not shift:
                continue
            if any(up is base for up in mark.element.iterancestors()):
                steps.marks.append(mark)

    def parts(
        self, holder: etree._Element, steps: Steps, base: etree._Element | None, entry: Entry
    ) -> None:
        """The parts of an entry in the order of the encoder."""
        for child in ordered_parts(holder, base):
            if child.tag == GROUP:
                self.parts(child, steps, base, entry)
                self.attesting.attested(child, steps)
            elif child.tag in (RDG, LEM) or holder.tag == CHOICE:
                entry.readings += 1
                self.reading(child, steps)
            elif child.tag == DETAIL:
                self.detail(child, steps)
            else:
                self.content(child, "note", child, steps)

    def detail(self, node: etree._Element, steps: Steps) -> None:
        """What is said of one witness of a reading."""
        if not has_words(node):
            steps.may.update(self.said[key] for key in named(node))
        within = next(node.iterancestors(RDG, LEM), None)
        if within is None or within.get("wit", "").split() != node.get("wit", "").split():
            self.attesting.sigla(node, "detail", steps)
        self.attesting.beside(node, steps)
        self.content(node, "detail", node, steps)

    def reading(self, node: etree._Element, steps: Steps) -> None:
        """One reading: its words, or that it has none, then who has it."""
        copied = None if has_words(node) else self.attesting.copied(node)
        if not has_words(node):
            if node.tag in (RDG, LEM):
                self.attesting.absent(node, steps)
        else:
            steps.may.update(self.said[key] for key in named(node))
        self.content(node if copied is None else copied, "reading", node, steps)
        if not has_words(node) and node.tag in (RDG, LEM):  # the word stands for the sign
            signs = set(node.iter(*SIGNS))
            steps.marks[:] = [mark for mark in steps.marks if mark.element not in signs]
        self.attesting.attested(node, steps)

    def words_of(self, node: etree._Element) -> list[str]:
        """The words of a reading or an entry, by which it is called elsewhere."""
        inner = Steps()
        self.content(node, "reading", node, inner)
        return [word for t in inner.tokens if t.kind == TEXT for word in t.stream.words()]

    # --- the content of readings, notes and attached lemmata ------------------------------------

    def content(self, node: etree._Element, role: str, owner: object, steps: Steps) -> None:
        """What a reading or a note holds, with the entries and notes inside it."""
        self.marking.add(node.text, node, node, steps.text(role, owner))
        for child in node:
            if is_element(child):
                self._inside(child, role, owner, steps)
            self.marking.add(child.tail, node, child, steps.text(role, owner))
        self.marking.close(node, steps.text(role, owner).length, steps.marks)
        if node.tag in NOTES and len(self.speakers) > 1 and node.get("resp"):
            names = [self.labels.names(token)[0] for token in node.get("resp", "").split()]
            steps.marks.append(Mark(0, "by", (letters_of(f"[{', '.join(names)}]"),), True, node))

    def _inside(self, node: etree._Element, role: str, owner: object, steps: Steps) -> None:
        tag = node.tag
        stream = steps.text(role, owner)
        if tag in SILENT or tag == HEADER:
            return
        if tag == APP and node.get("type") == ENTERED:
            self.content(node[0], role, owner, steps)  # words of the text, as they were
            return
        if tag == APP:
            self._nested(node, role, owner, steps)
            return
        if tag == CHOICE:
            base = self.bases.of(node)
            beside = any(True for _ in node.iterancestors(*_INLINE)) or self.bases.beside(node)
            for side in node:
                if side is base:
                    self._block(side, role, owner, steps)
            for side in node:
                if side is base or not is_element(side):
                    continue
                if beside:
                    steps.text(role, owner).gap(FREE)
                    steps.marks.append(other_side(side, stream.length))
                else:  # a choice in a lemma is an entry of its own
                    self.reading(side, steps)
            return
        if tag in NOTES or tag in (WIT, DETAIL):
            stream.gap(SPACE)
            if tag == DETAIL:
                self.detail(node, steps)
            else:
                self.content(node, role, owner, steps)
            steps.text(role, owner).gap(FREE)
            return
        self.marking.part(node, stream)
        self.marking.mark(node, stream, steps.marks)
        if is_said_by_date(node):
            stream.gap(FREE)
            stream.add(date_of(node), node)
            return
        self._block(node, role, owner, steps)

    def _block(self, node: etree._Element, role: str, owner: object, steps: Steps) -> None:
        block = node.tag in BLOCKS or node.tag in APART
        if block:
            steps.text(role, owner).gap(FREE)
        if node.tag == TAGGED_WORD:
            self.adjoining.begin(node, steps.text(role, owner))
        self.content(node, role, owner, steps)
        if node.tag == TAGGED_WORD:
            self.adjoining.end(node, steps.text(role, owner))
        if block:
            steps.text(role, owner).gap(FREE)

    def _nested(self, app: etree._Element, role: str, owner: object, steps: Steps) -> None:
        """An entry inside a reading or a note: its lemma goes on with the words around it."""
        base = self.bases.of(app)
        if base is not None and not has_words(base):
            base = None  # nothing stands there: told in brackets, as the others are
        entry = Entry(app, steps)
        if base is not None and base.tag == RDG:
            self.reading(base, steps)
        elif base is not None:
            self.content(base, role, owner, steps)
            self.attesting.attested(base, steps)
        self.parts(app, steps, base, entry)
        self.attesting.attested(app, steps)
        steps.text(role, owner).gap(FREE)

    # --- the running text -----------------------------------------------------------------------

    def walk(self, element: etree._Element, stream: Stream) -> None:
        """Read an element of the running text."""
        block = element.tag in BLOCKS
        if block:
            stream.gap(FREE)
        if element.tag in HOLDING:
            self.text.holders.append((stream.length, element))
        if element.tag == TAGGED_WORD:
            self.adjoining.begin(element, stream)
        self.begins.setdefault(element, stream.length)
        marked = len(self.text.marks)
        called = self.registers.get(str(element.tag))
        if called and element.find(T + "head") is None:
            self.text.headings.setdefault(stream.length, set()).add(called)
        self.marking.add(element.text, element, element, stream)
        for child in element:
            if is_element(child):
                if element.tag in APART:
                    stream.gap(FREE)
                self.node(child, stream)
                self.ends[child] = stream.length
            self.marking.add(child.tail, element, child, stream)
        self.ends[element] = stream.length
        self.marking.close(element, stream.length, self.text.marks)
        self.marked[element] = marked, len(self.text.marks)
        if element.tag == TAGGED_WORD:
            self.adjoining.end(element, stream)
        if block:
            stream.gap(FREE)
        outer = next(element.iterancestors(*HOLDING), None) if element.tag in HOLDING else None
        if outer is not None:
            self.text.holders.append((stream.length, outer))

    def node(self, node: etree._Element, stream: Stream) -> None:
        """Read what stands within the running text at this place."""
        tag = node.tag
        self.begins[node] = stream.length
        self.marked[node] = len(self.text.marks), len(self.text.marks)
        parent = node.getparent()
        if tag in NOTES and parent is not None and parent.tag in RECORDS:
            self.walk(node, stream)
            return
        if tag == EXAMPLE:
            stream.gap(FREE)
            self.text.holders.append((stream.length, node))
            stream.add(code_of(node), node)
            stream.gap(FREE)
            outer = next(node.iterancestors(*HOLDING), None)
            if outer is not None:
                self.text.holders.append((stream.length, outer))
            return
        if tag in NOTES and any(True for _ in node.iterancestors(*_ALOOF)):
            stream.gap(SPACE)
            self.walk(node, stream)  # told where it stands, in brackets
            return
        if tag == _PICTURE_INSIDE:
            self.marking.mark(node, stream, self.text.marks)
        if tag in NOTES or tag in SILENT or tag in (DETAIL, HEADER):
            return
        self.marking.part(node, stream)
        if tag in _ENTRIES:
            self._taken(node, stream)
            return
        self.marking.mark(node, stream, self.text.marks)
        if is_said_by_date(node):
            stream.gap(FREE)
            stream.add(date_of(node), node)  # said by the attribute alone
            return
        if tag in APART:
            stream.gap(FREE)
        self.walk(node, stream)
        if tag in APART:
            stream.gap(FREE)

    def _taken(self, node: etree._Element, stream: Stream) -> None:
        """What an entry or a choice leaves in the running text."""
        base = self.bases.of(node)
        if node.tag == APP and (self.bases.apart(node) or node.get("from")):
            return
        if base is None:
            return
        self.begins[base] = stream.length
        self.walk(base, stream)
        self.ends[base] = stream.length
        if node.tag == CHOICE and self.bases.told_in_place(node):
            for side in node:  # in a caption, both sides are told
                if side is not base and is_element(side):
                    self.text.marks.append(other_side(side, stream.length))

    # --- places ---------------------------------------------------------------------------------

    def label(self, node: etree._Element | None) -> str:
        """The number of the line or paragraph that an entry stands in, and of a section in it."""
        if node is None:
            return ""
        section = ""
        for up in (node, *node.iterancestors()):
            if up.tag in _SECTIONS and up.get("n") and not section:
                section = f".{up.get('n', '').strip()}"
            if up in self.numbers:
                return self.numbers[up] + section
        return next((up.get("n", "").strip() for up in node.iterancestors() if up.get("n")), "↑")

"""A `<TEI>` -> the words, entries and notes that an edition must show, each with its place.

This reader knows the Guidelines and nothing of how siglum reads an apparatus, so that a mistake
made there is not repeated here. It reads what stands in the file, and forms no opinion about it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from lxml import etree

from siglum.phrases.speaking import phrases
from siglum.verify.absences import named
from siglum.verify.adjoining import WORD as TAGGED_WORD
from siglum.verify.adjoining import Adjoining
from siglum.verify.bases import FIRST, Bases
from siglum.verify.contents import Contents
from siglum.verify.ends import Ends
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
    BORDERS,
    CHOICE,
    DETAIL,
    EXAMPLE,
    HEADER,
    HOLDING,
    LEM,
    NOTES,
    RECORDS,
    SILENT,
    XML_ID,
    T,
    is_block,
    is_element,
    tags,
)
from siglum.verify.tokens import HOLES, Mark, Steps
from siglum.wording import LATIN

_ENTRIES = frozenset({APP, CHOICE})
_PICTURE_INSIDE = T + "binaryObject"  # its text are the bytes of the picture
#: A note in one of these has no call.
_ALOOF = tags("listWit standOff person place org")


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
        self.registers = registers(spoken)
        self.text, self.bases, self.said = text, bases, words
        self.adjoining = Adjoining()
        self.begins, self.ends = text.begins, text.ends
        self.marked: dict[etree._Element, tuple[int, int]] = {}  # which marks stand within
        ids: dict[str, etree._Element] = {}
        for node in text.root.iter(etree.Element):
            if name := (node.get(XML_ID) or "").strip():
                ids.setdefault(name, node)
        text.numbers = numbers(text.root, bases)
        self.marking = Marking(ids, text.numbers, passages, spoken)
        self.contents = Contents(text, ids, bases, self.marking, words)
        self.attached = Ends(text, ids, bases, self.marked)

    def read(self, *, quotations: bool) -> None:
        root = self.text.root
        if quotations:
            enter_quotations(root, self.text.labels)
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
            self.contents.content(note, "note", note, steps)
            if number := letters_of(note.get("n", "")):
                steps.marks.append(Mark(0, "n", (number,), element=note))
            self.text.notes.append(Note(note, steps, self.begins.get(note, 0)))

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
            within = self.attached.marked_by(node)
            span = self.attached.span(node, at)
            apart = span is None
            at, end = span or (-1, -1)
        elif apart:
            at = end = -1
        steps = Steps()
        entry = Entry(node, steps, at, end, node.tag == CHOICE)
        entry.signs = tuple(m for m in self.text.marks[slice(*within)] if m.kind in HOLES)
        if base is not None and (node.tag == CHOICE or not tied or base.tag == LEM):
            if apart or tied:
                self.contents.content(base, "lemma", base, steps)
            else:
                self.lemma(base, steps)
            steps.may.update(self.said[key] for key in named(base))
            named_by = (base.get(name) for name in ("wit", "source", "resp", "hand"))
            if node.tag == APP and not has_words(base) and any(named_by) and not has_signs(base):
                self.contents.attesting.absent(base, steps)
        elif tied and at >= 0:
            stream = steps.text("lemma", node)
            stream.append(stretch_of(self.text.words, at, end))
            base = None
        if base is not None:
            entry.base, entry.spot = base, len(steps.tokens)
            self.contents.attesting.attested(base, steps)
        self.contents.parts(node, steps, base, entry)
        if node.tag == APP:
            self.contents.attesting.attested(node, steps)
        if loc := letters_of(node.get("loc", "")):
            steps.marks.append(Mark(0, "loc", (loc,), element=node))
        entry.label = node.get("loc") or self.contents.label(self._beginning(node, base, tied))
        (self.text.listed if apart else self.text.entries).append(entry)

    def _beginning(
        self, node: etree._Element, base: etree._Element | None, tied: bool
    ) -> etree._Element | None:
        """The element in which the lemma of an entry begins."""
        if tied:
            return self.attached.target(node, "from")
        if base is not None and node.get("type") == ENTERED:
            start = self.begins.get(base)  # in whatever line or paragraph its first letter is
            inside = [one for one in base.iter() if one in self.text.numbers]
            return next((n for n in reversed(inside) if self.begins.get(n) == start), node)
        if base is not None and not any(up in self.text.numbers for up in node.iterancestors()):
            return next((inner for inner in base.iter() if inner in self.text.numbers), node)
        return node

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

    def walk(self, element: etree._Element, stream: Stream) -> None:
        """Read an element of the running text."""
        block = is_block(element)
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

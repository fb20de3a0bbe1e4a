"""An entry, a reading or a note as encoded -> the steps in which it is told.

What stands within it is told with it: other entries, choices, notes, signs. Knows nothing of the
running text around it.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from siglum.verify.absences import SIGNS, named
from siglum.verify.adjoining import WORD as TAGGED_WORD
from siglum.verify.adjoining import Adjoining
from siglum.verify.attesting import Attesting
from siglum.verify.bases import Bases
from siglum.verify.expected import Entry, Text
from siglum.verify.marking import Marking
from siglum.verify.parts import date_of, has_words, is_said_by_date, ordered_parts, other_side
from siglum.verify.quotations import ENTERED
from siglum.verify.streams import FREE, SPACE, letters_of
from siglum.verify.tags import (
    APART,
    APP,
    CHOICE,
    DETAIL,
    GROUP,
    HEADER,
    LEM,
    NOTES,
    RDG,
    SILENT,
    WIT,
    is_block,
    is_element,
    tags,
)
from siglum.verify.tokens import TEXT, Mark, Steps

_SECTIONS = tags("seg s")
#: In these, both sides of a choice are told in the same breath.
_INLINE = NOTES | {RDG, DETAIL, HEADER} | tags("figDesc standOff")


class Contents:
    """Reads what entries and notes of one text hold; `said` are the words that siglum says."""

    def __init__(
        self,
        text: Text,
        ids: Mapping[str, etree._Element],
        bases: Bases,
        marking: Marking,
        said: Mapping[str, str],
    ) -> None:
        self._labels, self._numbers = text.labels, text.numbers
        self._bases, self._marking, self._said = bases, marking, said
        self._adjoining = Adjoining()
        self.attesting = Attesting(
            text.root, ids, text.labels, bases, said, self.words_of, self.label
        )
        self._speakers = {
            node.get("resp", "") for node in text.root.iter(*NOTES) if node.get("resp")
        }

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
            steps.may.update(self._said[key] for key in named(node))
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
            steps.may.update(self._said[key] for key in named(node))
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

    def content(self, node: etree._Element, role: str, owner: object, steps: Steps) -> None:
        """What a reading or a note holds, with the entries and notes inside it."""
        self._marking.add(node.text, node, node, steps.text(role, owner))
        for child in node:
            if is_element(child):
                self._inside(child, role, owner, steps)
            self._marking.add(child.tail, node, child, steps.text(role, owner))
        self._marking.close(node, steps.text(role, owner).length, steps.marks)
        if node.tag in NOTES and len(self._speakers) > 1 and node.get("resp"):
            names = [self._labels.names(token)[0] for token in node.get("resp", "").split()]
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
            base = self._bases.of(node)
            beside = any(True for _ in node.iterancestors(*_INLINE)) or self._bases.beside(node)
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
        self._marking.part(node, stream)
        self._marking.mark(node, stream, steps.marks)
        if is_said_by_date(node):
            stream.gap(FREE)
            stream.add(date_of(node), node)
            return
        self._block(node, role, owner, steps)

    def _block(self, node: etree._Element, role: str, owner: object, steps: Steps) -> None:
        block = is_block(node) or node.tag in APART
        if block:
            steps.text(role, owner).gap(FREE)
        if node.tag == TAGGED_WORD:
            self._adjoining.begin(node, steps.text(role, owner))
        self.content(node, role, owner, steps)
        if node.tag == TAGGED_WORD:
            self._adjoining.end(node, steps.text(role, owner))
        if block:
            steps.text(role, owner).gap(FREE)

    def _nested(self, app: etree._Element, role: str, owner: object, steps: Steps) -> None:
        """An entry inside a reading or a note: its lemma goes on with the words around it."""
        base = self._bases.of(app)
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

    def label(self, node: etree._Element | None) -> str:
        """The number of the line or paragraph that an entry stands in, and of a section in it."""
        if node is None:
            return ""
        section = ""
        for up in (node, *node.iterancestors()):
            if up.tag in _SECTIONS and up.get("n") and not section:
                section = f".{up.get('n', '').strip()}"
            if up in self._numbers:
                return self._numbers[up] + section
        return next((up.get("n", "").strip() for up in node.iterancestors() if up.get("n")), "↑")

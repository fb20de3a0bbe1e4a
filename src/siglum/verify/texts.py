"""A `<TEI>` -> the words, entries and notes that an edition must show, each with its place.

This reader knows the Guidelines and nothing of how siglum reads an apparatus, so that a mistake
made there is not repeated here. It reads what stands in the file, and forms no opinion about it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from siglum.source.trees import all_text
from siglum.verify.absences import SIGNS, absences, named
from siglum.verify.adjoining import WORD as TAGGED_WORD
from siglum.verify.adjoining import Adjoining
from siglum.verify.bases import FIRST, Bases, readings
from siglum.verify.generated import PICTURES
from siglum.verify.numbers import numbers
from siglum.verify.sigla import Labels
from siglum.verify.streams import FREE, GLUE, SPACE, Stream, letters_of
from siglum.verify.tags import (
    APART,
    APP,
    BLOCKS,
    BREAKS,
    CHOICE,
    DATED,
    DETAIL,
    ELEMENT_ONLY,
    GROUP,
    HEADER,
    HOLDING,
    LEM,
    NOTES,
    NUMBERED_BREAKS,
    RDG,
    RECORDS,
    SILENT,
    WIT,
    XML_ID,
    T,
    is_element,
    tags,
)
from siglum.verify.tokens import SIGLA, SOURCES, TEXT, WORD, Mark, Steps, Token
from siglum.wording import LATIN

_ENTRIES = frozenset({APP, CHOICE})
_LISTS = tags("listApp standOff")
_PICTURES = tags("graphic media binaryObject")
_EXAMPLE = "{http://www.tei-c.org/ns/Examples}egXML"
_SECTIONS = tags("seg s")
#: A note in one of these has no call.
_ALOOF = tags("listWit standOff person place org")
#: In these, both sides of a choice are told in the same breath.
_INLINE = NOTES | {RDG, DETAIL, HEADER} | tags("figDesc standOff")
#: What has no text and is shown all the same.
_STANDING = tags("locus g ptr graphic media formula figure date app choice")
#: A reading elsewhere is named by so many of its words.
_CALLED = 6
#: Beside these alone a reading has no words.
_WORDLESS = NOTES | BREAKS | SIGNS | {WIT, DETAIL, T + "anchor"}
_REGISTERS = {
    T + "listPerson": "Persons",
    T + "listPlace": "Places",
    T + "listOrg": "Organisations",
    T + "listEvent": "Events",
    T + "listObject": "Objects",
    T + "listNym": "Names",
}


@dataclass(slots=True)
class Entry:
    """An `<app>`, or a `<choice>` of the running text, as encoded."""

    element: etree._Element
    steps: Steps
    at: int = -1  # position of the first letter of its lemma in the words of the document
    end: int = -1  # position after its last letter
    choice: bool = False
    readings: int = 0
    label: str = ""  # the place an edition names for it


@dataclass(slots=True)
class Note:
    """A note of the text, outside of entries."""

    element: etree._Element
    steps: Steps
    at: int = 0


@dataclass(slots=True)
class Text:
    """One `<TEI>`: all that must be found again in what was made of it."""

    root: etree._Element
    labels: Labels
    words: Stream = field(default_factory=Stream)
    entries: list[Entry] = field(default_factory=list)  # those with a place in the text, in order
    listed: list[Entry] = field(default_factory=list)  # those that stand apart from it
    notes: list[Note] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    headings: dict[int, set[str]] = field(default_factory=dict)  # what registers without one get
    numbers: dict[etree._Element, str] = field(default_factory=dict)  # of verses and paragraphs
    holders: list[tuple[int, etree._Element]] = field(default_factory=list)  # whose words follow

    @property
    def title(self) -> str:
        """The first title of the header."""
        found = self.root.find(f".//{T}titleStmt/{T}title")
        return "" if found is None else " ".join(all_text(found).split())


def read_text(
    root: etree._Element,
    lists: Sequence[etree._Element] = (),
    base: str = FIRST,
    words: Mapping[str, str] = LATIN,
) -> Text:
    """Read one document.

    `lists` are witness lists from outside that hold for it; `base` is the option `apparatus.base`;
    `words` are those that siglum says in its entries.
    """
    text = Text(root, Labels(root, lists))
    _Reader(text, Bases(text.labels, base), words).read()
    return text


class _Reader:
    """One walk over the text: words, marks, and where every element begins and ends."""

    def __init__(self, text: Text, bases: Bases, words: Mapping[str, str]) -> None:
        self.text = text
        self.bases = bases
        self.said = words
        self.usual = _usual(text.root)
        self.adjoining = Adjoining()
        self.labels = text.labels
        self.begins: dict[etree._Element, int] = {}
        self.ends: dict[etree._Element, int] = {}
        self.ids: dict[str, etree._Element] = {}
        for node in text.root.iter(etree.Element):
            if name := (node.get(XML_ID) or "").strip():
                self.ids.setdefault(name, node)
        #: What words change places with, by the ids of both (TEI Guidelines 12.3.4.5).
        self.moved: dict[str, list[str]] = {}
        for transpose in text.root.iter(T + "transpose"):
            named = [
                token.removeprefix("#")
                for pointer in transpose.iter(T + "ptr", T + "ref")
                for token in pointer.get("target", "").split()
            ]
            for name in named:
                self.moved.setdefault(name, []).extend(one for one in named if one != name)
        self.speakers = {
            node.get("resp", "") for node in text.root.iter(*NOTES) if node.get("resp")
        }

    def read(self) -> None:
        root = self.text.root
        self.text.numbers = self.numbers = numbers(root, self.bases)
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
        if base is not None and not apart and not tied:
            at, end = self.begins.get(base, at), self.ends.get(base, at)
        if tied:
            span = self._span(node, at)
            apart = span is None
            at, end = span or (-1, -1)
        elif apart:
            at = end = -1
        steps = Steps()
        entry = Entry(node, steps, at, end, node.tag == CHOICE)
        if base is not None and (node.tag == CHOICE or not tied or base.tag == LEM):
            if apart or tied:
                self.content(base, "lemma", base, steps)
            else:
                self.lemma(base, steps)
            steps.may.update(self.said[key] for key in named(base))
            named_by = (base.get(name) for name in ("wit", "source", "resp", "hand"))
            if node.tag == APP and not _words(base) and any(named_by) and not _signs(base):
                self.absent(base, steps)
        elif tied and at >= 0:
            stream = steps.text("lemma", node)
            stream.append(_part(self.text.words, at, end))
            base = None
        if base is not None:
            self.attested(base, steps)
        self.parts(node, steps, base, entry)
        if node.tag == APP:
            self.attested(node, steps)
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
        stream.append(_part(self.text.words, start, end))
        marks = self.text.marks
        for mark in marks[bisect_left(marks, start, key=lambda mark: mark.at) :]:
            if mark.at > end:
                break
            if mark.kind in ("pb", "cb", "gb", "milestone", "line") or mark.element is None:
                continue
            if any(up is base for up in mark.element.iterancestors()):
                steps.marks.append(mark)

    def parts(
        self, holder: etree._Element, steps: Steps, base: etree._Element | None, entry: Entry
    ) -> None:
        """The parts of an entry in the order of the encoder."""
        for child in _ordered(holder, base):
            if child.tag == GROUP:
                self.parts(child, steps, base, entry)
                self.attested(child, steps)
            elif child.tag in (RDG, LEM) or holder.tag == CHOICE:
                entry.readings += 1
                self.reading(child, steps)
            elif child.tag == DETAIL:
                self.detail(child, steps)
            else:
                self.content(child, "note", child, steps)

    def detail(self, node: etree._Element, steps: Steps) -> None:
        """What is said of one witness of a reading."""
        if not _words(node):
            steps.may.update(self.said[key] for key in named(node))
        within = next(node.iterancestors(RDG, LEM), None)
        if within is None or within.get("wit", "").split() != node.get("wit", "").split():
            self._sigla(node, "detail", steps)
        self.beside(node, steps)
        self.content(node, "detail", node, steps)

    def reading(self, node: etree._Element, steps: Steps) -> None:
        """One reading: its words, or that it has none, then who has it."""
        copied = None if _words(node) else self._copied(node)
        if not _words(node):
            if node.tag in (RDG, LEM):
                self.absent(node, steps)
        else:
            steps.may.update(self.said[key] for key in named(node))
        self.content(node if copied is None else copied, "reading", node, steps)
        if not _words(node) and node.tag in (RDG, LEM):  # the word stands for the sign
            signs = set(node.iter(*SIGNS))
            steps.marks[:] = [mark for mark in steps.marks if mark.element not in signs]
        self.attested(node, steps)

    def _copied(self, node: etree._Element) -> etree._Element | None:
        """The reading of which this one is a copy, if that is in the document and has words."""
        pointer = (node.get("copyOf") or node.get("sameAs") or "").strip().removeprefix("#")
        found = self.ids.get(pointer)
        return found if found is not None and found.tag in (RDG, LEM) and _words(found) else None

    def absent(self, node: etree._Element, steps: Steps) -> None:
        """A reading without words says what it has instead, or what it is a copy of."""
        if copied := node.get("copyOf") or node.get("sameAs"):
            if self._copied(node) is None:
                steps.marks.append(Mark(0, "copy", (letters_of(copied),), element=node))
            return
        labels = [self.said[key] for key in absences(node)]
        steps.may.update(labels)  # several may be due: letters are lost, others cannot be read
        steps.tokens.append(Token(WORD, "reading", labels=labels))

    def _sigla(self, node: etree._Element, role: str, steps: Steps) -> None:
        """The witnesses of a reading, each once."""
        cited: dict[object, str] = {}
        for token in node.get("wit", "").split():
            meant = self.labels.element(token)
            cited.setdefault(token if meant is None else meant, token)
        if cited:
            sigla = [self.labels.siglum(token) for token in cited.values()]
            choices = [self.labels.letters(token) for token in cited.values()]
            steps.tokens.append(Token(SIGLA, role, labels=sigla, choices=choices))

    def attested(self, node: etree._Element, steps: Steps) -> None:
        """Who reads it: sigla, then scholars, works and hands."""
        self._sigla(node, "siglum", steps)
        resp = node.get("resp", "")
        if node.get("wit") and resp.strip() == self.usual:
            resp = ""  # who recorded most readings is told once, not with each of them
        hands = "" if self._names_hand(node) else node.get("hand", "")
        named = f"{hands} {node.get('source', '')} {resp}".split()
        choices: dict[str, list[str]] = {}
        for token in named:
            names = self.labels.letters(token)
            choices.setdefault(names[0], names)
        for token in hands.split():
            choices[self.labels.letters(token)[0]] += self._called(token)
        self.beside(node, steps)
        if choices:
            first = [self.labels.names(token)[0] for token in named]
            steps.tokens.append(
                Token(
                    SOURCES,
                    "source",
                    labels=list(dict.fromkeys(first)),
                    choices=list(choices.values()),
                )
            )

    def beside(self, node: etree._Element, steps: Steps) -> None:
        """What may be said of a reading from its attributes: place, cause, what it goes with."""
        if order := letters_of(node.get("varSeq", "")):
            steps.marks.append(Mark(0, "seq", (f"{order}.",), element=node))
        if node.get("cert") or node.find(T + "certainty") is not None:
            doubt = letters_of(self.said["uncertain_sign"])
            steps.marks.append(Mark(0, "sign", (doubt,), element=node))
        if cause := node.get("cause", ""):
            plain = "".join(letter for letter in cause.lower() if letter.isalnum())
            steps.marks.append(Mark(0, "cause", (plain, letters_of(cause)), element=node))
        for name in ("require", "exclude", "next", "prev", "corresp", "target"):
            for token in node.get(name, "").split():
                moved = name == "corresp" and node.get("type", "").startswith("transp")
                self._tie(token.removeprefix("#"), node, steps, anywhere=moved)
        for other in self.moved.get((node.get(XML_ID) or "").strip(), ()):
            self._tie(other, node, steps)

    def _tie(
        self, name: str, node: etree._Element, steps: Steps, *, anywhere: bool = False
    ) -> None:
        """What a reading or an entry elsewhere is called: its place and its first words.

        Transposed words may be tied to words `anywhere` in the text.
        """
        target = self.ids.get(name)
        if target is None:
            holder = next(node.iterancestors(APP), None)
            own = holder.iter(RDG, LEM) if holder is not None else ()
            target = next((one for one in own if one.get("n") == name), None)
        if target is None or not (anywhere or target.tag in (APP, RDG, LEM, GROUP)):
            return
        home = target if target.tag == APP else next(target.iterancestors(APP), target)
        shown = target
        if target.tag in (APP, GROUP):
            base = self.bases.of(target) if target.tag == APP else None
            first = base if base is not None else next(iter(readings(target)), None)
            shown = target if first is None else first
        inner = Steps()
        self.content(shown, "reading", shown, inner)
        words = [word for t in inner.tokens if t.kind == TEXT for word in t.stream.words()]
        place = letters_of(home.get("loc") or self.label(home))
        told = "".join(words[:_CALLED])
        texts = ("".join(words), f"{place}{told}…", f"{place}{told}", f"{told}…", told, place)
        kept = tuple(text for text in texts if text not in ("", "…"))
        steps.marks.append(Mark(0, "tie", kept, element=node))

    def _called(self, token: str) -> list[str]:
        """What a hand may be called by siglum: by its number, or as first, other or later one."""
        number = "".join(letter for letter in token if letter.isdigit())
        words = [f"{self.said['hand']}{number}"] if number else []
        words += [self.said[key] for key in ("first_hand", "other_hand", "later_hand")]
        return [letters_of(word) for word in words]

    def _names_hand(self, node: etree._Element) -> bool:
        """Whether a siglum is that of a hand already: B² needs no «hand of B²»."""
        for token in node.get("wit", "").split():
            found = self.labels.element(token)
            if found is not None and any(True for _ in found.iterancestors(T + "witness")):
                return True
        return False

    # --- the content of readings, notes and attached lemmata ------------------------------------

    def content(self, node: etree._Element, role: str, owner: object, steps: Steps) -> None:
        """What a reading or a note holds, with the entries and notes inside it."""
        self._text(node.text, node, node, steps.text(role, owner))
        for child in node:
            if is_element(child):
                self._inside(child, role, owner, steps)
            self._text(child.tail, node, child, steps.text(role, owner))
        if node.tag in NOTES and len(self.speakers) > 1 and node.get("resp"):
            names = [self.labels.names(token)[0] for token in node.get("resp", "").split()]
            steps.marks.append(Mark(0, "by", (letters_of(f"[{', '.join(names)}]"),), True, node))

    def _inside(self, node: etree._Element, role: str, owner: object, steps: Steps) -> None:
        tag = node.tag
        stream = steps.text(role, owner)
        if tag in SILENT or tag == HEADER:
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
                    steps.marks.append(_other(side, stream.length))
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
        self._break(node, stream)
        self._mark(node, stream, steps.marks)
        if _is_dated(node):
            stream.gap(FREE)
            stream.add(node.get("when", ""), node)
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
        if base is not None and not _words(base):
            base = None  # nothing stands there: told in brackets, as the others are
        entry = Entry(app, steps)
        if base is not None and base.tag == RDG:
            self.reading(base, steps)
        elif base is not None:
            self.content(base, role, owner, steps)
            self.attested(base, steps)
        self.parts(app, steps, base, entry)
        self.attested(app, steps)
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
        if element.tag in _REGISTERS and element.find(T + "head") is None:
            self.text.headings.setdefault(stream.length, set()).add(_REGISTERS[element.tag])
        self._text(element.text, element, element, stream)
        for child in element:
            if is_element(child):
                self.node(child, stream)
                self.ends[child] = stream.length
            self._text(child.tail, element, child, stream)
        self.ends[element] = stream.length
        if element.tag == TAGGED_WORD:
            self.adjoining.end(element, stream)
        if block:
            stream.gap(FREE)
            outer = next(element.iterancestors(*HOLDING), None)
            if element.tag in HOLDING and outer is not None:
                self.text.holders.append((stream.length, outer))

    def node(self, node: etree._Element, stream: Stream) -> None:
        """Read what stands within the running text at this place."""
        tag = node.tag
        self.begins[node] = stream.length
        parent = node.getparent()
        if tag in NOTES and parent is not None and parent.tag in RECORDS:
            self.walk(node, stream)
            return
        if tag == _EXAMPLE:
            stream.gap(FREE)
            stream.add(_code(node), node)
            stream.gap(FREE)
            return
        if tag in NOTES and any(True for _ in node.iterancestors(*_ALOOF)):
            stream.gap(SPACE)
            self.walk(node, stream)  # told where it stands, in brackets
            return
        if tag in NOTES or tag in SILENT or tag in (DETAIL, HEADER):
            return
        self._break(node, stream)
        if tag in _ENTRIES:
            self._taken(node, stream)
            return
        self._mark(node, stream, self.text.marks)
        if _is_dated(node):
            stream.gap(FREE)
            stream.add(node.get("when", ""), node)  # said by the attribute alone
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
        if node.tag == CHOICE and self.bases.told_in_place(node):
            for side in node:  # in a caption, both sides are told
                if side is not base and is_element(side):
                    self.text.marks.append(_other(side, stream.length))
        self.begins[base] = stream.length
        self.walk(base, stream)
        self.ends[base] = stream.length

    @staticmethod
    def _break(node: etree._Element, stream: Stream) -> None:
        if node.tag in BREAKS:
            if node.get("break") == "no":
                stream.gap(GLUE)
            elif node.tag == T + "lb":
                stream.gap(FREE)

    def _mark(self, node: etree._Element, stream: Stream, marks: list[Mark]) -> None:
        """Note what may or must be shown at an element that is no word of the text."""
        tag, at = node.tag, stream.length
        name = etree.QName(node).localname
        number = letters_of(node.get("n", ""))
        if tag in NUMBERED_BREAKS:
            if number:
                marks.append(Mark(at, name, (number,), True, node))
        elif node in self.numbers:
            some = bool(letters_of(all_text(node)))
            marks.append(Mark(at, "line", (letters_of(self.numbers[node]),), some, node))
        elif number:
            marks.append(Mark(at, "n", (number,), False, node))
        if tag == T + "gap":
            marks.append(Mark(at, name, ("[…]", "…"), True, node))
        elif tag == T + "ptr":
            marks.append(Mark(at, name, tuple(self._pointed(node)), False, node))
        elif tag == T + "g" and not letters_of(all_text(node)):
            called = node.get("ref", "").removeprefix("#") or node.get("type", "")
            told = f"⟨{called}⟩"
            marks.append(Mark(at, name, (letters_of(told), *self._character(node)), True, node))
        elif tag in _PICTURES:
            shown = [letters_of(f"{said}{node.get('url', '')}") for said in PICTURES]
            marks.append(Mark(at, "graphic", tuple(shown), False, node))

    def _pointed(self, node: etree._Element) -> list[str]:
        """What a bare pointer may be called: as written, or as its target is named."""
        found: list[str] = [node.get("cRef", "")]
        for name in ("target", "ref", "corresp", "sameAs"):
            for token in node.get(name, "").split():
                identifier = token.rpartition("#")[2]
                found += [token, identifier]
                if token.startswith(("http://", "https://")) and ".xml" in token:
                    way = token.partition("#")[0].rpartition("/")[0]  # which is in the link
                    found.append(unquote(token.removeprefix(f"{way}/")))
                target = self.ids.get(identifier)
                if target is not None:
                    found.append(target.get("n", ""))
                    found += [
                        all_text(child)
                        for child in target
                        if child.tag in tags("head persName placeName orgName label")
                    ]
        return [letters for one in found if (letters := letters_of(one))]

    def _character(self, node: etree._Element) -> list[str]:
        target = self.ids.get(node.get("ref", "").removeprefix("#"))
        if target is None:
            return []
        return [letters_of(all_text(m)) for m in target.iter(T + "mapping")]

    def _text(
        self, text: str | None, holder: etree._Element, near: etree._Element, stream: Stream
    ) -> None:
        if not text:
            return
        if holder.tag in ELEMENT_ONLY and not text.strip():
            if holder.tag in APART | HOLDING:
                stream.gap(FREE)
            return
        stream.add(text, near)

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


def _part(stream: Stream, first: int, last: int) -> Stream:
    """A stretch of a stream."""
    part = Stream()
    if last > first:
        part.pieces, part.length = [stream.text[first:last]], last - first
        gaps = ((n, stream.gaps.get(n)) for n in range(first + 1, last))
        part.gaps = {n - first: kind for n, kind in gaps if kind is not None}
        part.marks = [(0, near)] if (near := stream.near(first)) is not None else []
    return part


def _code(node: etree._Element) -> str:
    """The content of an example of XML, with its tags."""
    told: list[str] = [node.text or ""]
    for child in node:
        if is_element(child):
            name = etree.QName(child).localname
            name = f"{child.prefix}:{name}" if child.prefix else name
            pairs = ((_named(key, child), str(value)) for key, value in child.attrib.items())
            attributes = "".join(f' {key}="{value}"' for key, value in pairs)
            inner = _code(child)
            some = bool(len(child) or child.text)
            told.append(
                f"<{name}{attributes}>{inner}</{name}>" if some else f"<{name}{attributes}/>"
            )
        told.append(child.tail or "")
    return "".join(told)


def _named(key: str | bytes, node: etree._Element) -> str:
    """The name of an attribute as it was written."""
    name = etree.QName(key)
    if not name.namespace:
        return name.localname
    if name.namespace == "http://www.w3.org/XML/1998/namespace":
        return f"xml:{name.localname}"
    prefix = next((p for p, uri in node.nsmap.items() if uri == name.namespace), "")
    return f"{prefix}:{name.localname}"


def _other(side: etree._Element, at: int) -> Mark:
    """The side of a choice that is told in brackets beside the other."""
    return Mark(at, "other", (f"[{letters_of(all_text(side))}]",), True, side)


def _usual(root: etree._Element) -> str:
    """Who is named by at least half of the readings that have witnesses and name somebody."""
    count = Counter(
        resp
        for reading in root.iter(RDG, LEM)
        if reading.get("wit") and (resp := reading.get("resp", "").strip())
    )
    for resp, number in count.most_common(1):
        return resp if 2 * number >= count.total() else ""
    return ""


def _ordered(holder: etree._Element, base: etree._Element | None) -> list[etree._Element]:
    """The parts of an entry as they are read: what speaks of a reading stands with it.

    What follows the lemma comes first, wherever that stands; a `<witDetail>` whose `@target` is
    one reading of the entry follows that.
    """
    parts = [child for child in holder if is_element(child)]
    if holder.tag == CHOICE:
        return [part for part in parts if part is not base]
    for detail in [part for part in parts if part.tag == DETAIL]:
        targets = {token.removeprefix("#") for token in detail.get("target", "").split()}
        meant = [
            part
            for part in parts
            if part.tag in (RDG, LEM) and targets & {part.get(XML_ID), part.get("n")}
        ]
        if len(meant) == 1:
            parts.remove(detail)
            parts.insert(_after(parts, parts.index(meant[0])), detail)
    if base in parts:
        start = parts.index(base)
        end = _after(parts, start)
        first = next(n for n, part in enumerate(parts) if part.tag in (RDG, LEM, GROUP))
        parts = [*parts[:first], *parts[start + 1 : end], *parts[first:start], *parts[end:]]
    return parts


def _after(parts: list[etree._Element], at: int) -> int:
    """Where the next reading begins after the one at a place."""
    end = at + 1
    while end < len(parts) and parts[end].tag not in (RDG, LEM, GROUP):
        end += 1
    return end


def _words(node: etree._Element) -> bool:
    """Whether a reading has words, or an element that stands for something."""
    if (node.text or "").strip():
        return True
    for child in node:
        if (child.tail or "").strip():
            return True
        if not is_element(child):
            continue
        if child.get("place") == "inline":
            return True  # commentary in small letters, part of the witness
        if child.tag in _STANDING or (child.tag not in _WORDLESS and _words(child)):
            return True
    return False


def _signs(node: etree._Element) -> bool:
    """Whether a sign is shown for a hole or an empty space: a lemma needs no word beside it."""
    return any(sign.get("quantity") != "0" for sign in node.iter(T + "gap", T + "space"))


def _is_dated(node: etree._Element) -> bool:
    """Whether a date is said by an attribute alone."""
    return node.tag in DATED and not len(node) and not (node.text or "").strip()

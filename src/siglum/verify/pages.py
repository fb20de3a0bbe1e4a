"""The HTML pages of a document -> its text, entries and notes as a reader of them sees these.

What pages add to the words of the source is not thrown away: numbers, signs, calls and labels
are kept as marks with their place, and what belongs to nothing known is kept as stray.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from lxml import etree, html

from siglum.source.trees import all_text
from siglum.verify.generated import MADE
from siglum.verify.streams import FREE, GLUE, SPACE, Stream, letters_of
from siglum.verify.tags import is_element
from siglum.verify.tokens import SIGLA, SOURCES, TEXT, WORD, Mark, Steps, Token

#: HTML elements that begin and end a line.
_LINES = frozenset(
    "html body main article section div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption tbody"
    " tr td th figure figcaption blockquote pre nav header footer br aside form".split()
)
#: Classes of what pages add, as marks.
_MARKS = frozenset(
    "n sign hyphen div-n seg-n item-n lb-n note-n go missing graphic ptr by pb cb gb milestone"
    " field-name register-title other sep word related post-said".split()
)
#: What is said beside a reading from its attributes: its number, its cause, what belongs to it.
_BESIDE = frozenset({"seq", "cause", "tie", "copy"})
_ROLES = {"lem": "lemma", "reading": "reading", "app-note": "note"}
#: Parts of a page around the text, by tag and class: their words are those of the frame.
_FRAME = (
    ("header", "s-head"),
    ("section", "letter-card"),
    ("nav", "turn-page"),
    ("details", "s-signs"),
    ("footer", ""),
    ("a", "skip"),
    ("header", "top"),
    ("section", "bar"),
    ("form", "s-only"),
    ("nav", ""),
    ("template", ""),
    ("script", ""),
)


@dataclass(slots=True)
class Block:
    """An entry as a page shows it."""

    id: str
    steps: Steps
    label: str
    page: str
    listed: bool = False
    context: str = ""  # the word before an addition
    layer: str = ""  # the part of the apparatus in which it stands


@dataclass(slots=True)
class Shown:
    """All pages of a document, one after the other."""

    words: Stream = field(default_factory=Stream)
    marks: list[Mark] = field(default_factory=list)
    #: In their order: the place of each call with the note it leads to, and of each note between
    #: paragraphs with what it says.
    noted: list[tuple[int, str, Steps | None]] = field(default_factory=list)
    notes: dict[str, Steps] = field(default_factory=dict)
    layers: dict[str, str] = field(default_factory=dict)  # of notes, by their ids
    titles: list[tuple[str, str, str]] = field(default_factory=list)  # page, layer, its title
    #: On each page that says so: sigla, with the places between which they have text.
    present: dict[str, dict[str, str]] = field(default_factory=dict)
    doubled: list[str] = field(default_factory=list)  # ids of notes that stand there twice
    entries: list[Block] = field(default_factory=list)
    fragments: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    # what witnesses read, for their view, and whether it is marked as an omission
    others: list[tuple[Stream, bool]] = field(default_factory=list)
    stray: list[tuple[str, str]] = field(default_factory=list)  # page, words
    pages: list[tuple[int, str]] = field(default_factory=list)  # where each page begins

    def page_at(self, position: int) -> str:
        """The name of the page that holds a letter of the text."""
        name = self.pages[0][1] if self.pages else ""
        for start, page in self.pages:
            if start > position:
                break
            name = page
        return name


def read_pages(folder: Path) -> tuple[list[tuple[str, etree._Element]], list[str]]:
    """The pages on which one reads, as their links lead from one to the next, and what is wrong."""
    pages: dict[str, etree._Element] = {}
    after: dict[str, str] = {}
    wrong: list[str] = []
    for path in sorted(folder.glob("*.html")):
        try:
            data = path.read_bytes()
            tree = html.document_fromstring(
                data, parser=html.HTMLParser(encoding="utf-8", huge_tree=True)
            )
        except (OSError, etree.ParserError, ValueError) as error:
            wrong.append(f"{path.name} cannot be read: {error}")
            continue
        if tree.find(".//article") is None and tree.find(".//link[@rel='next']") is None:
            continue
        pages[path.name] = tree
        link = tree.find(".//link[@rel='next']")
        if link is not None:
            after[path.name] = unquote(link.get("href", "")).rpartition("/")[2]
    for name, following in after.items():
        if following not in pages:
            wrong.append(f"{name} leads to {following}, which is not there")
    order: dict[str, None] = {}
    for name in [*(one for one in pages if one not in after.values()), *pages]:
        step: str | None = name
        while step in pages and step not in order:
            order[step] = None
            step = after.get(step)
    return [(name, pages[name]) for name in order], wrong


def show(pages: list[tuple[str, etree._Element]]) -> Shown:
    """Read all pages of one document."""
    shown = Shown()
    for name, tree in pages:
        shown.pages.append((shown.words.length, name))
        _Page(shown, name).read(tree)
    for stream in (shown.words, *(other for other, _omitted in shown.others)):
        _settle(stream)
    return shown


def _settle(stream: Stream) -> None:
    """On a page the border of a block is a space to the eye."""
    for at, kind in stream.gaps.items():
        if kind == FREE:
            stream.gaps[at] = SPACE


class _Page:
    def __init__(self, shown: Shown, name: str) -> None:
        self.shown = shown
        self.name = name

    def read(self, tree: etree._Element) -> None:
        """Read one page: its frame, its text, its notes, its apparatus."""
        body = tree.find("body")
        if body is not None:
            self._outer(body)

    def _outer(self, node: etree._Element) -> None:
        """Outside the text: parts that are known, and what else stands there."""
        for child in node:
            if not is_element(child):
                self._stray(child.tail)
                continue
            classes = classes_of(child)
            if child.tag == "article":
                self.shown.words.gap(FREE)
                self.text(child)
                self.shown.words.gap(FREE)
            elif child.tag == "section" and "notes" in classes:
                self._section(child, self._notes)
            elif child.tag == "section" and "apparatus" in classes:
                self._section(child, self._entries)
            elif child.tag == "header" and "s-head" in classes:
                self._present(child)
            elif any(child.tag == tag and (not name or name in classes) for tag, name in _FRAME):
                pass
            elif child.tag in ("div", "main", "section"):
                self._stray(child.text)
                self._outer(child)
            else:
                self._stray(told(child))
            self._stray(child.tail)

    def _present(self, head: etree._Element) -> None:
        """What the head of a page says of the witnesses that have its text."""
        for line in head.iter("p"):
            if "s-present" not in classes_of(line):
                continue
            told = self.shown.present.setdefault(self.name, {})
            for siglum in line.iter("abbr"):
                extent = " ".join((siglum.tail or "").split())
                inside = siglum.getparent() is not line
                told[" ".join(all_text(siglum).split())] = (extent or "–") if inside else ""

    def _stray(self, text: str | None) -> None:
        if text and text.strip():
            self.shown.stray.append((self.name, " ".join(text.split())))

    def _section(self, section: etree._Element, read: Callable[[etree._Element], None]) -> None:
        self._stray(section.text)
        for child in section:
            if not is_element(child):
                self._stray(child.tail)
                continue
            if child.tag == "div":
                self._stray(child.text)
                for inner in child:
                    if is_element(inner):
                        read(inner)
                    self._stray(inner.tail)
            elif child.tag != "h2":
                self._stray(told(child))
            self._stray(child.tail)

    # --- the running text ---------------------------------------------------------------------

    def text(self, node: etree._Element) -> None:
        """Read what stands in the running text."""
        words = self.shown.words
        line = node.tag in _LINES
        if line:
            words.gap(GLUE if _divides(node) else FREE)
        words.add(node.text)
        for child in node:
            if is_element(child):
                self._inside(child)
            words.add(child.tail)
        if line:
            words.gap(FREE)

    def _inside(self, node: etree._Element) -> None:
        shown, words = self.shown, self.shown.words
        classes = classes_of(node)
        at = words.length
        if classes & MADE:
            words.gap(FREE)
        elif "alt" in classes:
            shown.others.append((self._stream(node), "om" in classes or self._has_marks(node)))
        elif "noteref" in classes:
            shown.noted.append((at, unquote(node.get("href", "")).removeprefix("#"), None))
        elif "app" in classes:
            self._entry(node, listed=True)
        elif classes & {"note", "noteGrp"} and "block" in classes:
            shown.noted.append((at, "between paragraphs", self._note(node)))
            words.gap(FREE)
        elif kind := mark_of(node, classes):
            if letters := letters_of(told(node)):
                shown.marks.append(Mark(at, kind, (letters,), element=node))
            if node.tag in _LINES:
                words.gap(FREE)
        else:
            if "lemma" in classes:
                start = at
                self.text(node)
                for entry in node.get("data-entries", "").split():
                    shown.fragments.setdefault(entry, []).append((start, words.length))
                return
            self.text(node)

    @staticmethod
    def _has_marks(node: etree._Element) -> bool:
        """Whether something is shown that is no word: a gap, a character without a text."""
        inner = node.iterdescendants(etree.Element)
        return any(mark_of(one, classes_of(one)) for one in inner)

    def _stream(self, node: etree._Element) -> Stream:
        """The words of what a witness reads instead, without marks."""
        page = _Page(Shown(), self.name)
        page.text(node)
        return page.shown.words

    # --- notes and entries ----------------------------------------------------------------------

    def _layer(self, layer: etree._Element) -> None:
        """The notes of a layer, below its title."""
        name = layer.get("data-layer", "")
        before = set(self.shown.notes)
        for child in layer:
            if is_element(child) and "layer-title" in classes_of(child):
                self.shown.titles.append((self.name, name, told(child)))
            elif is_element(child):
                self._notes(child)
            self._stray(child.tail)
        self.shown.layers.update(dict.fromkeys(self.shown.notes.keys() - before, name))

    def _notes(self, node: etree._Element) -> None:
        if "layer" in classes_of(node):
            self._layer(node)
            return
        identifier = node.get("id", "")
        if not classes_of(node) & {"note", "noteGrp"}:
            self._stray(all_text(node))
            return
        if identifier in self.shown.notes:
            self.shown.doubled.append(identifier)
        self.shown.notes[identifier] = self._note(node)

    def _note(self, node: etree._Element) -> Steps:
        steps = Steps()
        _Content(steps).read(node, "note", node)
        _finish(steps)
        return steps

    def _entries(self, node: etree._Element) -> None:
        if "app" not in classes_of(node):
            self._stray(all_text(node))
            return
        self._entry(node, listed=False)

    def _entry(self, node: etree._Element, *, listed: bool) -> None:
        steps = Steps()
        content = _Content(steps)
        content.read(node, "note", node)
        _finish(steps)
        block = Block(node.get("id", ""), steps, content.label, self.name, listed, content.context)
        block.layer = node.get("data-layer", "")
        self.shown.entries.append(block)


class _Content:
    """What an entry or a note shows, as steps."""

    def __init__(self, steps: Steps) -> None:
        self.steps = steps
        self.label = ""
        self.context = ""

    def read(self, node: etree._Element, role: str, owner: object) -> None:
        """Read an element and what it holds; `owner` is the reading or note its words belong to."""
        line = node.tag in _LINES
        if line:
            self.steps.text(role, owner).gap(FREE)
        self._say(node.text, role, owner)
        for child in node:
            if is_element(child):
                self._inside(child, role, owner)
            self._say(child.tail, role, owner)
        if line:
            self.steps.text(role, owner).gap(FREE)

    def _say(self, text: str | None, role: str, owner: object) -> None:
        if text and text.strip():
            self.steps.text(role, owner).add(text)
        elif text:
            last = self.steps.tokens[-1] if self.steps.tokens else None
            if last is not None and last.kind == TEXT:
                last.stream.gap(SPACE)
            else:
                self.steps.text(role, owner).gap(SPACE)

    def _inside(self, node: etree._Element, role: str, owner: object) -> None:
        classes = classes_of(node)
        tokens = self.steps.tokens
        if "ln" in classes:
            self.label = told(node)
        elif "context" in classes:
            self.context = told(node)
        elif "loc" in classes:
            self.steps.marks.append(Mark(0, "loc", (letters_of(told(node)),), element=node))
        elif node.tag == "a" and "back" in classes:
            pass
        elif "noteref" in classes:
            self.steps.marks.append(Mark(0, "call", (letters_of(told(node)),), element=node))
        elif "word" in classes:
            tokens.append(Token(WORD, role, labels=[told(node)]))
        elif "sep" in classes:
            self._part()
        elif "siglum" in classes or "source" in classes:
            self._name(node, role)
        elif ties := classes & _BESIDE:
            (kind,) = ties
            self.steps.marks.append(Mark(0, kind, (letters_of(told(node)),), element=node))
        elif kind := mark_of(node, classes):
            if letters := letters_of(told(node)):
                self.steps.marks.append(Mark(0, kind, (letters,), element=node))
        else:
            parent = node.getparent()
            nested = parent is not None and "app-inline" in classes_of(parent)
            for name, own in _ROLES.items():
                if name in classes and not (name == "lem" and nested):
                    role, owner = own, node
            if classes & {"rdg", "witDetail", "wits", "sources"}:
                self._part()
            self.read(node, role, owner)

    def _part(self) -> None:
        """What parts two things is a space to the eye."""
        if self.steps.tokens and self.steps.tokens[-1].kind == TEXT:
            self.steps.tokens[-1].stream.gap(FREE)

    def _name(self, node: etree._Element, role: str) -> None:
        tokens = self.steps.tokens
        while tokens and tokens[-1].kind == TEXT and not tokens[-1].stream.length:
            tokens.pop()
        holder = node.getparent()
        # a witness may be named as a source too
        kind = SOURCES if holder is not None and "sources" in classes_of(holder) else SIGLA
        if tokens and tokens[-1].kind == kind and tokens[-1].owner is holder:
            tokens[-1].labels.append(told(node))
        else:
            tokens.append(Token(kind, role, labels=[told(node)], owner=holder))


def _finish(steps: Steps) -> None:
    """Leave out what shows nothing; borders of blocks are spaces."""
    steps.tokens[:] = steps.kept()
    for token in steps.tokens:
        _settle(token.stream)


def mark_of(node: etree._Element, classes: frozenset[str]) -> str:
    """The kind of mark that an element of a page is; empty for words of the text."""
    for name in classes & _MARKS:
        if name == "other" and node.tag != "span":
            continue  # a list item that holds something else
        return name
    if "g" in classes and (node.text or "").startswith("⟨"):
        return "g"  # a character known by its name only
    return ""


def _divides(node: etree._Element) -> bool:
    """Whether a line break stands within a word, after a hyphen of the page's own."""
    before = node.getprevious()
    return node.tag == "br" and before is not None and "hyphen" in classes_of(before)


def classes_of(node: etree._Element) -> frozenset[str]:
    """The classes of an element."""
    return frozenset(node.get("class", "").split())


def told(node: etree._Element) -> str:
    """The words of an element in one line."""
    return " ".join(all_text(node).split())

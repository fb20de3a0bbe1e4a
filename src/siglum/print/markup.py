"""The stylesheet's XHTML of a book -> the markup that the layout reads lines and notes from.

What the layout reads afterwards, and nothing else:

* ``data-count`` on a block says how its lines are numbered (`numbering.counted`); ``data-verse`` is
  the number of a verse, ``data-prefix`` stands before the numbers of a paragraph's lines.
  ``data-section`` says where a numbering by section, paragraph or document belongs, ``data-cell``
  that lines stand side by side.
* ``data-beside`` on a mark is what stands in the margin beside the line that it is in.
* ``span.point[data-start|data-end]`` stands right after the first and the last word of a lemma;
  ``data-passage`` is the reference of its word, ``span.point[data-begins]`` that of a passage of
  which the word is the first. Points where witnesses come and go are those of `siglum.print.turns`.
* ``span.foot[data-series][data-entry]`` is an entry or note for the foot of the page, set right
  after its point or call; ``data-chunk`` counts the pieces of a long one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field

from lxml import etree

from siglum.print.breaks import set_beside
from siglum.print.counting import count_lines, kinds_with_lemmata
from siglum.print.endnotes import Endnotes, home_of
from siglum.print.feet import feet, series_of, set_notes, strip
from siglum.print.lemmata import drop_lemma, mark_ranks
from siglum.print.occurrences import set_occurrences
from siglum.print.options import PrintOptions
from siglum.print.passages import Passages
from siglum.print.ruby import set_ruby
from siglum.print.stretches import part_stretches
from siglum.print.tables import class_tables
from siglum.print.tree import (
    BLOCKS,
    classes,
    clean,
    count_languages,
    detach,
    is_rtl,
    name_headings,
    open_paragraphs,
    remove,
    resolve_addresses,
    sections,
    settle_breaks,
    text_of,
    with_class,
)
from siglum.print.turns import clear_turns, end_with_their_text, gather_sigla, turns_of
from siglum.print.words import RunningText

__all__ = ["Markup", "prepare"]

_CUSTOMARY = PrintOptions()
#: Of entries that begin at one word, so many stand at the foot of its page: with more of them the
#: line that has them would leave no room on it, and all are measured again and again.
_AT_ONE_WORD = 60
#: What is told of sigla on a screen and seen by nobody on paper.
_UNSEEN = ("title", "data-wit")
#: Inline elements whose text is no part of the running text.
ASIDE = frozenset(
    "noteref pb cb gb lb milestone alt point foot mentions div-n seg-n lb-n item-n".split()
)


@dataclass(slots=True)
class Markup:
    """The prepared tree, and what became of the entries and notes in it."""

    root: etree._Element
    #: Entries that have their points in the text, in the order of their lemmata.
    anchored: list[str] = field(default_factory=list)
    #: Entries that have none, or too many beside them; they stay where they stood.
    unanchored: list[str] = field(default_factory=list)
    #: Whether most of the text is written from right to left: then the book is bound on the right.
    rtl: bool = False
    #: Languages of the text -> how many characters are written in each.
    languages: dict[str, int] = field(default_factory=dict)


def prepare(
    root: etree._Element,
    options: PrintOptions = _CUSTOMARY,
    *,
    points: bool = True,
    crowding: Container[str] = (),
) -> Markup:
    """Make the layout's markup of a book's XHTML. Changes `root`.

    Every entry of ``section.apparatus`` comes out either anchored in the text or listed where it
    stood; none is dropped. Without `points` all stay listed, and lemma and entry share a number.
    Notes of `crowding` go to the foot though they belong beside the text.
    """
    clean(root)
    for siglum in root.iter("abbr"):
        for name in _UNSEEN:
            siglum.attrib.pop(name, "")
    settle_breaks(root)
    if options.breaks == "margin":
        set_beside(root)
    name_headings(root)
    markup = Markup(root)
    entries = {
        identifier: element
        for section in sections(root, "apparatus")
        for element in with_class(section, "app")
        if (identifier := element.get("id"))
    }
    notes = {
        identifier: element
        for section in sections(root, "notes")
        for element in with_class(section, "note")
        if (identifier := element.get("id")) and element.get("data-place") != "end"
    }
    called: set[str] = set()
    apart = Endnotes(options.series if points else ())
    anchoring = _Anchoring(entries, options, apart, points=points)
    texts = list(sections(root, "text"))
    end_with_their_text(texts)
    markup.rtl = is_rtl("".join(map(text_of, texts)))
    for section in texts:
        anchoring.anchor(section)
        clear_turns(section)
        set_notes(section, notes, called, beside=points, crowding=crowding, apart=apart)
    apart.set_lists(root)
    for section in list(sections(root, "endnotes")):
        set_notes(section, notes, called, beside=False)
    carrying: dict[etree._Element, frozenset[str]] = {}
    for rank, section in enumerate(texts):
        text = next((up for up in section.iterancestors() if "part" in classes(up)), section)
        if text not in carrying:
            carrying[text] = kinds_with_lemmata(text)
        count_lines(section, rank, options, carrying[text])
    markup.anchored = list(anchoring.ends)
    markup.unanchored = [identifier for identifier in entries if identifier not in anchoring.ends]
    for section in [*sections(root, "apparatus"), *sections(root, "notes")]:
        for layer in list(with_class(section, "layer")):
            if not any(True for _ in with_class(layer, "app", "note")):
                remove(layer)
        if not any(True for _ in with_class(section, "app", "note")):
            remove(section)
    gather_sigla(root)
    set_ruby(root)
    set_occurrences(root)
    resolve_addresses(root)
    open_paragraphs(root)
    class_tables(root)
    part_stretches(root, _is_block)
    markup.languages = count_languages(root)
    return markup


def _is_block(element: etree._Element) -> bool:
    return element.tag in BLOCKS


def _is_aside(element: etree._Element) -> bool:
    """Whether the words of an element are none of the text, as those of an entry in a list."""
    names = classes(element)
    if "listed" in names and not any(True for _ in with_class(element, "lemma")):
        return True
    return not ASIDE.isdisjoint(names)


class _Anchoring:
    """Sets entries at their lemmata, one text after the other."""

    def __init__(
        self,
        entries: dict[str, etree._Element],
        options: PrintOptions,
        apart: Endnotes,
        *,
        points: bool,
    ) -> None:
        self.entries, self.options, self.points = entries, options, points
        self._apart = apart
        self.order = {identifier: rank for rank, identifier in enumerate(entries)}
        #: Entry -> the point at its lemma's end.
        self.ends: dict[str, etree._Element] = {}
        self._passages = Passages()
        self._names_passages = points and options.references == "passage"

    def anchor(self, section: etree._Element) -> None:
        """Set the points of every entry that has a lemma in `section`, and the entry at its first.

        The first and last fragment in document order decide, whatever stands between them.
        """
        running = RunningText(section, _is_block, _is_aside)
        if not running.text.strip():
            return
        spans: dict[str, list[tuple[int, int]]] = {}
        for fragment in with_class(section, "lemma"):
            if fragment not in running.extent:
                continue
            for identifier in fragment.attrib.pop("data-entries", "").split():
                if identifier in self.entries:
                    spans.setdefault(identifier, []).append(running.extent[fragment])
        if self._names_passages:
            self._passages.read(section, running)
            for end, reference in self._passages.begun(running).items():
                running.add_at(end, [_point("begins", reference)])
        for end, kind, witnesses in turns_of(section, running) if self.points else ():
            running.add_at(end, [self._point(kind, witnesses, end)])
        placed: list[tuple[int, int, str]] = []
        for identifier, extents in spans.items():
            start = running.first_word(*extents[0])
            placed.append((start, max(start, running.last_word(*extents[-1])), identifier))
        placed.sort(key=lambda place: (place[0], self.order[place[2]]))
        crowd: Counter[int] = Counter()
        for start, end, identifier in placed:
            crowd[start] += 1
            if crowd[start] > _AT_ONE_WORD:
                continue  # listed after the text
            if not self.points:
                self._list(running, end, identifier)
                continue
            if identifier in self.ends:
                # its lemma began in an earlier text and goes on here
                remove(self.ends[identifier])
            else:
                points = [self._point("start", identifier, start)]
                running.add_at(start, [*points, *self._feet(self.entries[identifier])])
            self.ends[identifier] = self._point("end", identifier, end)
            running.add_at(end, [self.ends[identifier]])
        running.set_additions()

    def _feet(self, entry: etree._Element) -> list[etree._Element]:
        """An entry for the note area, in pieces; none if it stands after the text."""
        identifier = entry.get("id", "")
        series, home = series_of(entry, "apparatus"), home_of(entry)
        detach(entry)
        foot = _entry(entry, self.options)
        if not self._apart.has(series):
            return feet(foot, identifier, series, gap=True)
        foot.set("class", " ".join(classes(entry)))
        foot.set("id", identifier)
        foot.set("data-entry", identifier)
        self._apart.add(series, home, foot, identifier)
        return []

    def _point(self, kind: str, identifier: str, end: int) -> etree._Element:
        """A point behind the word that ends there, with the passage that this belongs to."""
        point = _point(kind, identifier)
        if self._names_passages and (reference := self._passages.at(end)):
            point.set("data-passage", reference)
        return point

    def _list(self, running: RunningText, end: int, identifier: str) -> None:
        """Without points: the same number after the lemma and before the entry in the list."""
        if identifier in self.ends:
            return
        number = str(len(self.ends) + 1)
        self.ends[identifier] = etree.Element("span", {"class": "noteref"})
        self.ends[identifier].text = number
        running.add_at(end, [self.ends[identifier]])
        entry = self.entries[identifier]
        label = etree.Element("span", {"class": "lno"})
        label.text, label.tail, entry.text = number, "\u00a0" + (entry.text or "").lstrip(), None
        entry.insert(0, label)


def _point(kind: str, identifier: str) -> etree._Element:
    return etree.Element("span", {"class": "point", f"data-{kind}": identifier})


def _entry(app: etree._Element, options: PrintOptions) -> etree._Element:
    """An entry as a span for the note area: number, lemma with its rank in the line, readings."""
    foot = etree.Element("span", {"class": " ".join([*classes(app), "foot"])})
    for name in ("lang", "dir"):
        if value := app.get(name):
            foot.set(name, value)
    foot.text = app.text
    foot.extend(list(app))
    _run_on(foot)
    if options.lemmata:
        mark_ranks(foot, options.lemma_words)
    else:
        drop_lemma(foot)
    strip(foot)
    number = etree.Element("span", {"class": "lno"})
    number.text, number.tail = "0", foot.text
    foot.text = None
    foot.insert(0, number)
    return foot


def _run_on(foot: etree._Element) -> None:
    """Blocks within an entry become spans on one line; verses in it are parted by a slash."""
    for node in list(foot.iterdescendants(etree.Element)):
        if node.tag not in BLOCKS and node.tag != "br":
            continue
        before = node.getprevious()
        verse = "l" in classes(node) or node.tag == "br"
        joint = " / " if verse and before is not None else " "
        if before is not None:
            before.tail = (before.tail or "").rstrip() + joint
        elif (parent := node.getparent()) is not None and (parent.text or "").strip():
            parent.text = (parent.text or "").rstrip() + joint
        node.tail = " " + (node.tail or "").lstrip()
        node.tag = "span"
        node.set("class", " ".join(classes(node) or ["block"]))

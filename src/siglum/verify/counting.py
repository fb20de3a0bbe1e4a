"""Lines of print, with the blocks that their words belong to -> the number that each must have.

Counted as the guide says (chapter 4, «Line numbers»), a second time: what the options of a book ask
for is read here and nowhere else in this room.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from siglum.config import PdfOptions
from siglum.verify.book import Row
from siglum.verify.expected import Text
from siglum.verify.numbers import VERSE
from siglum.verify.tags import DIVISIONS, EXAMPLE, NOTES, RECORDS, T, tags

_COUNTED = tags("p ab l item u")
#: In a paragraph, these are set apart from its lines, and theirs are not counted.
_SET = tags("figure table")
_PARAGRAPHS = tags("p ab list table")
_STANZA = T + "lg"
_LABELS, _LABELLED = tags("label"), tags("list")
_HEADS = tags("head")
_DIRECTIONS = tags("stage move view camera caption sound tech")
_SPEAKERS = tags("speaker")
#: Directions in one of these stand in its lines.
_INLINE = _COUNTED | _HEADS | tags("seg cell quote q said")
_FIGURE = f"{T}figure"
_APART = NOTES | RECORDS | tags("standOff msDesc")
_CODE = tags("eg") | {EXAMPLE}


@dataclass(slots=True)
class Line:
    """A line of the text as printed, and the number it must have."""

    row: Row
    start: int
    end: int
    node: etree._Element | None = None  # the block its words belong to
    kind: str = ""  # title, direction, verse, one, line, below; empty for one that is not counted
    number: str = ""
    value: int = 0  # of a number that is counted
    prefix: str = ""  # the part of the number that names its paragraph
    local: bool = False  # whether the number begins again on each page
    margin: str = ""  # what must stand beside it


class Carrying(NamedTuple):
    """Blocks in which lemmata stand, and what they are called."""

    names: frozenset[str]
    blocks: frozenset[etree._Element]


@dataclass(slots=True)
class Counting:
    """What a book is asked to count, and what siglum says where nothing is counted."""

    text: Text
    options: PdfOptions
    words: Mapping[str, str]

    def carrying(self, blocks: Sequence[etree._Element]) -> Carrying:
        """The kinds of blocks other than paragraphs that hold lemmata: their lines are counted."""
        return Carrying(frozenset(str(block.tag) for block in blocks) - _HEADS, frozenset(blocks))

    # --- how a line is counted --------------------------------------------------------------------

    def judge(self, line: Line, carrying: Carrying) -> None:
        """Say how a line is counted, by the block that it belongs to."""
        node = line.node
        if node is None:
            return
        within = [node, *node.iterancestors()]
        apart = any(up.tag in _APART for up in within)
        if any(up.tag in _CODE for up in within):
            line.kind = ""
        elif node.tag in _HEADS:
            line.kind = "title" if apart else self._kind(self.options.headings, "title")
        elif any(up.tag == VERSE for up in within):
            line.kind = "one" if self.options.verses == "count" else "verse"
        elif apart and node not in carrying.blocks:
            line.kind = ""
        elif _is_direction(node) or (node.tag in _SPEAKERS and node.tag in carrying.names):
            line.kind = self._kind(self.options.directions, "direction")
        elif node.tag in carrying.names:
            line.kind = "line"
        elif _is_term(node) or node.tag == _FIGURE:
            line.kind = ""
        elif next((up.tag in _COUNTED for up in within if up.tag in _COUNTED | _SET), False):
            line.kind = "line"

    @staticmethod
    def _kind(wanted: str, unnumbered: str) -> str:
        return unnumbered if wanted == "unnumbered" else wanted

    # --- counting ---------------------------------------------------------------------------------

    def number(self, lines: Sequence[Line]) -> None:
        """Give each line its number, from the first to the last."""
        verses = self._verses()
        counts: Counter[object] = Counter()
        home: etree._Element | int | None = None
        page = 0
        above, below, lasting = "0", 0, False  # what lines below are counted under
        parts = ""  # the number of the verse before
        last: etree._Element | None = None  # the verse that a line may go on with
        for line in lines:
            if line.row.page != page and self.options.lineation == "page":
                above, below, last = above if lasting else "0", 0, None
            page = line.row.page
            if line.kind in ("title", "direction"):
                line.number = self.words["heading" if line.kind == "title" else "direction"]
                last = None
            elif line.kind == "verse":
                verse = _verse_of(line)
                line.number = verses.get(verse, "") if verse is not None else ""
                if verse is not last:
                    above, below, lasting = line.number, 0, True
                last = verse
                plain = line.number.removesuffix(".1")
                line.value = int(plain) if plain.isdecimal() else 0
                if _is_later_part(verse) and parts == line.number:
                    line.value = 0  # its first part has the number
                parts = line.number
            elif line.kind:
                there = self._home(line)
                if there != home and self.options.lineation != "page":
                    above, below, lasting = "0", 0, False
                home = there
                if line.kind == "below":
                    below, last = below + 1, None
                    line.number = f"{above}.{below}"
                    line.local = self.options.lineation == "page" and not lasting
                    continue
                counts[home] += not self._goes_on(line, last)
                last = _verse_of(line) if line.kind == "one" else None
                line.value, line.prefix = counts[home], self._prefix(home)
                line.number = f"{line.prefix}{line.value}"
                line.local = self.options.lineation == "page"
                above, below, lasting = line.number, 0, False
            line.margin = self._margin(line)

    @staticmethod
    def _goes_on(line: Line, last: etree._Element | None) -> bool:
        """Whether a line belongs to the verse before it: turned over, or a later part of it."""
        verse = _verse_of(line)
        if line.kind != "one" or last is None or verse is None:
            return False
        return verse is last or _is_later_part(verse)

    def _home(self, line: Line) -> etree._Element | int | None:
        """Where the count of a line begins."""
        lineation, node = self.options.lineation, line.node
        if lineation == "page":
            return line.row.page
        if lineation == "run" or node is None:
            return None
        if lineation == "section":
            return next(node.iterancestors(*DIVISIONS), None)
        within = [node, *node.iterancestors()]
        paragraph = next((up for up in reversed(within) if up.tag in _PARAGRAPHS), None)
        if paragraph is None:
            paragraph = next((up for up in within if up.tag == _STANZA), node)
        return paragraph

    def _prefix(self, home: etree._Element | int | None) -> str:
        """The number of a paragraph or stanza before those of its lines."""
        if home is None or isinstance(home, int) or self.options.lineation != "paragraph":
            return ""
        number = home.get("n", "").strip() if home.tag == _STANZA else self.text.numbers.get(home)
        return f"{number}." if number else ""

    def _verses(self) -> Mapping[etree._Element, str]:
        """The numbers that verses have of their own."""
        if self.options.verses != "stanza":
            return self.text.numbers
        found: dict[etree._Element, str] = {}
        stanzas: Counter[etree._Element] = Counter()
        named: dict[etree._Element, str] = {}
        verses: Counter[etree._Element] = Counter()
        for verse in self.text.root.iter(VERSE):
            if (
                any(up.tag in _APART for up in verse.iterancestors())
                or verse not in self.text.numbers
            ):
                continue
            division = next(verse.iterancestors(*DIVISIONS), self.text.root)
            stanza = next(verse.iterancestors(_STANZA), None)
            if stanza is not None and stanza not in named:
                stanzas[division] += 1
                named[stanza] = stanza.get("n", "").strip() or str(stanzas[division])
            holder = division if stanza is None else stanza
            verses[holder] += not _is_later_part(verse) or not verses[holder]
            prefix = "" if stanza is None else f"{named[stanza]}."
            found[verse] = f"{prefix}{verses[holder]}"
        return found

    # --- what is printed --------------------------------------------------------------------------

    def _margin(self, line: Line) -> str:
        """What must stand beside a line: a number that is due, or that of its paragraph."""
        options = self.options
        if options.references == "passage":
            return ""
        if line.prefix and line.value == 1:
            return line.prefix[:-1]
        every = options.every
        if line.kind in ("verse", "one") and options.every_verse:
            every = options.every_verse
        start = options.first or every
        due = line.value == start or (line.value > start and line.value % every == 0)
        return str(line.value) if due else ""

    def reference(self, begin: Line, end: Line, page: str) -> str:
        """What stands before an entry whose lemma begins and ends in two lines.

        `page` is the printed number of the page of the second.
        """
        same_page = begin.row.page == end.row.page
        if end.number == begin.number and (same_page or not end.local):
            return begin.number
        if not same_page and end.local:
            return f"{begin.number}–{page}.{end.number}"
        if begin.prefix == end.prefix and begin.value and end.value:
            first, last = (one.number.removeprefix(one.prefix) for one in (begin, end))
            if first.isdecimal() and last.isdecimal():
                return f"{begin.number}{self._end_of_range(first, last)}"
        return f"{begin.number}–{end.number}"

    def passages(self, first: str, last: str, begin: Line, end: Line) -> str:
        """The same for the references of two passages."""
        told = []
        for line, name in ((begin, first), (end, last)):
            prefix = name.rstrip("0123456789")
            value = int(name[len(prefix) :] or 0)
            told.append(Line(line.row, 0, 0, None, "line", name, value, prefix))
        return self.reference(told[0], told[1], "")

    def _end_of_range(self, first: str, last: str) -> str:
        ranges, more = self.options.ranges, int(last) - int(first)
        if more == 1 and ranges in ("sq", "sqq"):
            return self.words["following"]
        if more > 1 and ranges == "sqq":
            return self.words["followings"]
        if ranges == "elided" and len(first) == len(last):
            kept = last
            while len(kept) > 1 and first.startswith(last[: len(last) - len(kept) + 1]):
                kept = kept[1:]
            if len(kept) == 1 and last[-2:-1] == "1":
                kept = last[-2:]
            last = kept
        return f"–{last}"


def _verse_of(line: Line) -> etree._Element | None:
    node = line.node
    while node is not None and node.tag != VERSE:
        node = node.getparent()
    return node


def _is_later_part(verse: etree._Element | None) -> bool:
    """Whether a verse is said by another speaker than its beginning."""
    return verse is not None and verse.get("part", "").strip().upper() in ("M", "F")


def _is_direction(node: etree._Element) -> bool:
    """Whether a stage direction stands between speeches, and not in one."""
    return node.tag in _DIRECTIONS and not any(True for _ in node.iterancestors(*_INLINE))


def _is_term(node: etree._Element) -> bool:
    """Whether an element is what an item of a list explains."""
    parent = node.getparent()
    return node.tag in _LABELS and parent is not None and parent.tag in _LABELLED

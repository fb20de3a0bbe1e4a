"""A justified paragraph before it is laid out -> where its lines end when it is set as a whole.

WeasyPrint breaks each line as soon as it is full. It is made to end lines where `optimum` has them
by the width that it is told: that which the words of the planned line take up. Its lines are then
made as wide as the others, spaces growing or shrinking. Where it ends a line elsewhere all the
same, the rest of the paragraph is planned from there, and what cannot be planned is set as before.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any, NamedTuple

import pyphen
from weasyprint.formatting_structure import boxes

from siglum.print.measuring import advances, may_break_before
from siglum.print.optimum import Break, best_lines

__all__ = ["Paragraph", "Plans"]

#: Longer paragraphs (letters) are not planned.
_LONGEST = 60_000
#: So many paragraphs are kept: those of the pages that may be laid out again.
_KEPT = 256
_SPACES = " \u00a0"
_SOFT_HYPHEN = "\u00ad"
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
#: Where a line may begin: behind a space, or a sign that is no letter.
_GAP = re.compile(r"(?<=[^\w\s\u00a0'’ʼ])(?=[^\s])|(?<=\s)(?=[^\s])")
#: Shorter words are divided in no language.
_SHORTEST = 4
_SIDES = ("left", "right")


class _Unplanned(Exception):
    """A paragraph holds something whose width is not known before it is laid out."""


class _Piece(NamedTuple):
    """A run of text in a paragraph: its path from the line box, where it begins, how it looks."""

    path: tuple[int, ...]
    start: int
    text: str
    style: Any


class Paragraph:
    """The text of a line box, and the plan of its lines as far as one was made."""

    def __init__(self, line_box: Any, width: float) -> None:
        self.box, self.width = line_box, width
        self._pieces: list[_Piece] = []
        self._collect(line_box, ())
        self.text = "".join(piece.text for piece in self._pieces)
        self._paths = [piece.path for piece in self._pieces]
        #: Where a line begins -> how wide it is by nature, and where the next one begins.
        self._lines: dict[int, tuple[float, int] | None] = {}
        #: Widths of letters, and of spaces, before each letter.
        self._words: list[float] = [0.0]
        self._spaces: list[float] = [0.0]
        self._gaps: list[int] = []
        #: Style -> the width of its hyphen.
        self._hyphen: dict[int, float] = {}
        if self.text and len(self.text) <= _LONGEST and _SOFT_HYPHEN not in self.text:
            self._measure()
        else:
            raise _Unplanned

    def _collect(self, box: Any, path: tuple[int, ...]) -> None:
        for at, child in enumerate(box.children):
            if isinstance(child, boxes.TextBox):
                if child.text:
                    if child.style["white_space"] not in ("normal", "pre-line"):
                        raise _Unplanned
                    start = (
                        self._pieces[-1].start + len(self._pieces[-1].text) if self._pieces else 0
                    )
                    self._pieces.append(_Piece((*path, at), start, child.text, child.style))
            elif isinstance(child, boxes.InlineBox):
                if child.is_leader or any(_has_room(child.style, side) for side in _SIDES):
                    raise _Unplanned
                self._collect(child, (*path, at))
            elif child.is_in_normal_flow() or child.is_floated():
                raise _Unplanned

    def _measure(self) -> None:
        words, spaces = self._words, self._spaces
        for piece in self._pieces:
            begin = advances(piece.text, piece.style)
            spacing = piece.style["letter_spacing"]
            begin[-1] += 0.0 if spacing == "normal" else spacing
            for at, letter in enumerate(piece.text):
                own = begin[at + 1] - begin[at]
                is_space = letter in _SPACES
                words.append(words[-1] + (0.0 if is_space else own))
                spaces.append(spaces[-1] + (own if is_space else 0.0))
        places = [match.start() for match in _GAP.finditer(self.text)]
        self._gaps = may_break_before(self.text, self.box.style["lang"], places)

    # ---- where a line begins ----------------------------------------------------------------

    def offset(self, skip: Any) -> int:
        """Where in the text a line begins that is resumed at `skip`; spaces are left out."""
        path: list[int] = []
        inside = 0
        box = self.box
        while skip:
            ((index, skip),) = skip.items()
            if isinstance(box, boxes.TextBox):
                inside = index
                break
            path.append(index)
            if index >= len(box.children):
                break
            box = box.children[index]
        at = bisect_left(self._paths, tuple(path))
        if at == len(self._pieces):
            return len(self.text)
        piece = self._pieces[at]
        start = piece.start
        if inside and piece.path == tuple(path):
            start += len(piece.text.encode()[:inside].decode(errors="ignore"))
        while start < len(self.text) and self.text[start] in " \n":
            start += 1
        return start

    # ---- planning ---------------------------------------------------------------------------

    def line(self, start: int, indent: float) -> tuple[float, int] | None:
        """How wide the line from `start` is by nature, and where the next one begins.

        None if the line is not planned.
        """
        if start not in self._lines:
            self._plan(start, indent)
        return self._lines[start]

    def _plan(self, start: int, indent: float) -> None:
        """Plan the lines from `start` to the end, or to the next one that is forced to end."""
        end = self.text.find("\n", start)
        end = len(self.text) if end < 0 else end
        places = [start]
        breaks = [self._break(start, start)]
        for at, place in self._breaks(start, end):
            places.append(at)
            breaks.append(place)
        for line in best_lines(breaks, self.width, indent) if len(breaks) > 1 else ():
            self._lines.setdefault(places[line.first], (line.width, places[line.last]))
        self._lines.setdefault(start, None)

    def _break(self, end: int, start: int) -> Break:
        """A break between a line that ends before the letter `end` and one from `start` on."""
        words, spaces = self._words, self._spaces
        return Break(words[end], spaces[end], words[start], spaces[start])

    def _breaks(self, start: int, end: int) -> Iterator[tuple[int, Break]]:
        """The places where lines may begin after `start`, and `end` itself."""
        text = self.text
        before = start
        for at in [*self._gaps[bisect_right(self._gaps, start) :], end]:
            at = min(at, end)
            yield from self._hyphens(before, at)
            last = at
            while last > start and text[last - 1] in " \n":
                last -= 1
            yield at, self._break(last, at)
            before = at
            if at == end:
                return

    def _hyphens(self, start: int, end: int) -> Iterator[tuple[int, Break]]:
        """The places where the first long word from `start` to `end` may be divided."""
        for word in _WORD.finditer(self.text, start, end):
            if len(word[0]) >= _SHORTEST:
                break
        else:
            return
        number = bisect_right(self._pieces, word.start(), key=lambda piece: piece.start) - 1
        piece = self._pieces[number]
        style = piece.style
        language = style["lang"] and pyphen.language_fallback(style["lang"])
        total, left, right = style["hyphenate_limit_chars"]
        goes_on = word.end() > piece.start + len(piece.text)  # in another element
        if goes_on or not language or style["hyphens"] != "auto" or len(word[0]) < total:
            return
        if id(style) not in self._hyphen:
            self._hyphen[id(style)] = advances(style["hyphenate_character"], style)[-1]
        hyphen = self._hyphen[id(style)]
        for at in pyphen.Pyphen(lang=language, left=left, right=right).positions(word[0]):
            if at.data is None:
                place = word.start() + at
                plain = self._break(place, place)
                yield place, plain._replace(end=plain.end + hyphen, hyphen=True)


def _has_room(style: Any, side: str) -> bool:
    """Whether an inline box keeps text away at a side."""
    if style[f"border_{side}_width"]:
        return True
    lengths = (style[f"margin_{side}"], style[f"padding_{side}"])
    return any(length == "auto" or getattr(length, "value", 1) for length in lengths)


class Plans:
    """The paragraphs that were planned last."""

    def __init__(self) -> None:
        # the box is kept, so that no other one has its id
        self._known: OrderedDict[tuple[int, float], tuple[Paragraph | None, Any]] = OrderedDict()

    def paragraph(self, line_box: Any, width: float) -> Paragraph | None:
        """The paragraph of a line box that is set `width` wide; None if it cannot be planned."""
        key = (id(line_box), round(width, 2))
        if key in self._known:
            self._known.move_to_end(key)
            return self._known[key][0]
        try:
            paragraph = Paragraph(line_box, width)
        except _Unplanned:
            paragraph = None
        self._known[key] = paragraph, line_box
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return paragraph

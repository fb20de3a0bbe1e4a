"""The notes of a page -> the area at its foot: each series a paragraph, or a block for each note.

CSS knows one note area and sets its notes in the order of their calls. An edition has the apparatus
first, run on as one paragraph or layer by layer, and the editor's notes below. Laying the area out
is the dearest step, so its height is estimated while the page still has room.
"""

from __future__ import annotations

import unicodedata
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes, build
from weasyprint.layout.block import block_level_layout
from weasyprint.text.line_break import strut

from siglum.print.attendance import Told
from siglum.print.feet import SIDE
from siglum.print.options import PrintOptions, Series
from siglum.print.present import Present

__all__ = ["NoteArea"]

#: What is written into an entry while it is laid out: its number, ranks of its lemma's words.
_SLOTS = ("lno", "rank", "rank last")


def _chunk(note: Any) -> int:
    """Which piece of its entry a note is: 0 for the first."""
    return int(note.element.get("data-chunk") or 0)


class NoteArea:
    """Knows the notes of a document and how a page's notes are put together."""

    def __init__(self, context: Any, root: Any, options: PrintOptions) -> None:
        #: Whether entries have a number, and what stands in place of one that was just told.
        self.numbers, self.repeated = options.numbers, options.repeated
        self._series = options.series  # in the order in which they stand at the foot of the page
        #: Entry -> the text boxes that hold its line number and its lemma's rank in the line.
        self.slots: dict[str, dict[str, Any]] = {}
        #: Entry -> the pieces that it was cut in.
        self._pieces: dict[str, int] = {}
        self.templates: dict[str, tuple[Any, Any]] = {}
        self._widths: dict[int, float] = {}
        #: How much higher than their characters promise the areas turn out to be, on average.
        self._factor = 1.0
        #: The rough and the real height of the page's area when it was laid out last.
        self._measured_at: tuple[float, float] | None = None
        #: How far off the last estimate may be.
        self.doubt = 0.0
        #: Whether an area is being laid out: its lines are no lines of the text.
        self.busy = False
        #: The witnesses of the page, as they are told above its notes.
        self.here: tuple[Told, ...] = ()
        self.present = Present(context, root)
        for note in context.footnotes:
            self._find_slots(note)
        for element in root.element.iter("div"):
            names = (element.get("class") or "").split()
            if names[:1] == ["template"]:
                style = context.style_for(element).copy()
                style["display"] = ("block", "flow")
                self.templates[names[-1]] = (element, style)

    def _find_slots(self, note: Any) -> None:
        entry = note.element.get("data-entry")
        self._pieces[entry] = self._pieces.get(entry, 0) + 1
        if _chunk(note):
            return
        slots = {}
        for box in note.descendants():
            if isinstance(box, boxes.TextBox) and box.element is not None:
                name = box.element.get("class")
                if name in _SLOTS:
                    slots[name] = box
        self.slots[entry] = slots

    # ---- putting the area together ----------------------------------------------------------

    def grouped(
        self, notes: list[Any], references: dict[str, str], ranks: Any, here: tuple[Told, ...]
    ) -> list[Any]:
        """The blocks of the area for `notes`, with line numbers and ranks written into them.

        What goes on from the page before comes first, in a paragraph of its own. `ranks` gives the
        rank of an entry's lemma in its line; `here` are the witnesses of the page, above all.
        """
        present: dict[str, list[Any]] = {}
        for note in notes:
            present.setdefault(note.element.get("data-entry"), []).append(note)
        carried, own, broken = [], list[Any](), list[Any]()
        for entry, pieces in present.items():
            pieces.sort(key=_chunk)
            if _chunk(pieces[0]):
                carried += pieces
            elif len(pieces) < self._pieces[entry]:
                broken += pieces  # it goes on overleaf, so it comes last
            else:
                own += pieces
        homes = {name: self._home(name) for name in {n.element.get("data-series") for n in notes}}
        blocks = []
        if here:
            blocks.append(self.present.block(here, self.templates["witnesses-here"]))
        titled = set()
        for series in self._series:
            for those in (carried, own + broken):
                mine = [
                    one for one in those if homes[one.element.get("data-series")] == series.name
                ]
                if not mine:
                    continue
                if series.name.startswith("apparatus"):
                    run_on = series.arrangement == "run-on"
                    self._write_numbers(mine, references, ranks, once=run_on)
                children = self._blocks_of(series, mine)
                name = series.name
                if those is carried:
                    name += "-carried"
                elif series.title and series.title not in titled:
                    titled.add(series.title)
                    children.insert(0, self._title(series))
                blocks.append(self._block(name, children))
        return blocks

    def _home(self, name: str) -> str:
        """Where the notes of a series stand: with their like if the edition knows no such series.

        So that none is lost where a stylesheet of the edition calls its layers otherwise.
        """
        names = [series.name for series in self._series]
        if name in names or name == SIDE:
            return name
        kind = "apparatus" if name.startswith("apparatus") else "notes"
        return next((one for one in names if one.startswith(kind)), names[-1])

    def _title(self, series: Series) -> Any:
        """What stands before the notes of a series: on a line of its own, or in the first."""
        element, style = self.templates["series-title"]
        text = boxes.TextBox(element.tag, style.anonymous_style, element, series.title)
        if series.arrangement != "run-on":
            return boxes.BlockBox(element.tag, style, element, [text])
        style = style.copy()
        style["display"] = ("inline", "flow")
        text.text += "\u2003"
        return boxes.InlineBox(element.tag, style, element, [text])

    def _block(self, name: str, children: list[Any]) -> Any:
        element, style = self.templates[name]
        if children[0].style["direction"] != style["direction"]:
            style = style.copy()  # notes on a text from right to left run on that way too
            style["direction"] = children[0].style["direction"]
        return boxes.BlockBox(element.tag, style, element, children)

    def _blocks_of(self, series: Series, notes: list[Any]) -> list[Any]:
        """Run on, entries follow each other; else each stands in a block of its own."""
        if series.arrangement == "run-on":
            return list(notes)
        single: dict[str, list[Any]] = {}
        for note in notes:
            single.setdefault(note.element.get("data-entry"), []).append(note)
        return [self._block("single-note", pieces) for pieces in single.values()]

    def _write_numbers(
        self, notes: list[Any], references: dict[str, str], ranks: Any, *, once: bool
    ) -> None:
        """Run on, a line's number stands before the first of its entries only (`once`)."""
        last = None
        for note in notes:
            if _chunk(note):
                continue
            entry = note.element.get("data-entry")
            slots, number = self.slots[entry], references.get(entry, "0")
            shown = self.repeated if once and number == last else number
            if "lno" in slots:
                slots["lno"].text = f"{shown}\u00a0" if shown and self.numbers else ""
            for name, rank in zip(_SLOTS[1:], ranks(entry), strict=True):
                if name in slots:
                    slots[name].text = rank
            last = number

    # ---- measuring and laying out -----------------------------------------------------------

    def begin_page(self) -> None:
        """Forget what was measured of the page before."""
        self._measured_at, self.here = None, ()

    def estimate(self, area: Any) -> float:
        """About how high the area will be; `doubt` says how far that may be off.

        Once an area of the page was laid out, only what was added to it since is estimated.
        """
        rough, leading = 0.0, 0.0
        for block in area.children:
            height, leading = self._rough(block, area.page.width)
            rough += height
        if self._measured_at is None:
            self.doubt = 0.25 * rough + 2.5 * leading
            return rough * self._factor
        before, height = self._measured_at
        added = (rough - before) * self._factor
        self.doubt = 1.6 * leading + 0.15 * abs(added)
        return float(max(height + added, leading))

    def _rough(self, block: Any, width: float) -> tuple[float, float]:
        """A block's height by the number of its characters, and the leading of its lines."""
        notes = block.children
        if notes and isinstance(notes[0], boxes.BlockBox):
            parts = [self._rough(note, width) for note in notes]
            # notes end in lines that are not full
            height = sum(height + leading / 2 for height, leading in parts)
            leading = parts[0][1]
            columns = block.style["column_count"]
            return (height if columns == "auto" else height / columns + leading), leading
        style = notes[0].style
        leading = float(strut(style)[0])
        ems = sum(self._ems(note) for note in notes)
        return ems * style["font_size"] / width * leading + leading / 2, leading

    def _ems(self, note: Any) -> float:
        key = id(note)
        kept = note.element.get("data-entry") is not None  # others may give their place to new ones
        if not kept or key not in self._widths:
            text = "".join(box.text for box in note.descendants() if isinstance(box, boxes.TextBox))
            wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
            self._widths[key] = 2 + (len(text) + wide) * 0.46
        return self._widths[key]

    def lay_out(self, context: Any, area: Any) -> Any:
        """The area laid out as it would stand on the page, from its current children."""
        rough = sum(self._rough(block, area.page.width)[0] for block in area.children)
        self.busy = True
        try:
            laid = build.create_anonymous_boxes(area.deepcopy())
            laid = block_level_layout(context, laid, -inf, None, area.page)[0]
        finally:
            self.busy = False
        self._measured_at = (rough, laid.height)
        self._factor += 0.3 * (min(max(laid.height / rough, 0.6), 3.0) - self._factor)
        return laid

"""The notes of a page -> the area at its foot: each series a paragraph, or a block for each note.

CSS knows one note area and sets its notes in the order of their calls. An edition has the apparatus
first, run on as one paragraph, and the editor's notes below. Laying the area out is the dearest
step, so its height is estimated while the page still has room.
"""

from __future__ import annotations

import unicodedata
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes, build
from weasyprint.layout.block import block_level_layout
from weasyprint.text.line_break import strut

__all__ = ["NoteArea"]

#: Series in the order in which they stand at the foot of the page.
SERIES = ("apparatus", "notes")


class NoteArea:
    """Knows the notes of a document and how a page's notes are put together."""

    def __init__(self, context: Any, root: Any) -> None:
        #: Entry -> the text boxes that hold its line number and its lemma's rank in the line.
        self.slots: dict[str, dict[str, Any]] = {}
        self.templates: dict[str, tuple[Any, Any]] = {}
        self._measured: dict[int, float] = {}
        #: How much higher than estimated the areas of this document turned out to be.
        self._factor = 1.0
        #: Whether an area is being laid out: its lines are no lines of the text.
        self.busy = False
        for note in context.footnotes:
            self._find_slots(note)
        for element in root.element.iter("div"):
            names = (element.get("class") or "").split()
            if names[:1] == ["template"]:
                style = context.style_for(element).copy()
                style["display"] = ("block", "flow")
                self.templates[names[-1]] = (element, style)

    def _find_slots(self, note: Any) -> None:
        if note.element.get("data-chunk") != "0":
            return
        slots = {}
        for box in note.descendants():
            if isinstance(box, boxes.TextBox) and box.element is not None:
                name = box.element.get("class")
                if name in ("lno", "rank"):
                    slots[name] = box
        self.slots[note.element.get("data-entry")] = slots

    # ---- putting the area together ----------------------------------------------------------

    def grouped(self, notes: list[Any], references: dict[str, str], ranks: Any) -> list[Any]:
        """The blocks of the area for `notes`, with line numbers and ranks written into them.

        What goes on from the page before comes first, in a paragraph of its own. `ranks` gives the
        rank of an entry's lemma in its line.
        """
        begun = {
            note.element.get("data-entry")
            for note in notes
            if note.element.get("data-chunk") == "0"
        }
        blocks = []
        for series in SERIES:
            mine = [note for note in notes if note.element.get("data-series") == series]
            carried = [note for note in mine if note.element.get("data-entry") not in begun]
            own = [note for note in mine if note.element.get("data-entry") in begun]
            if carried:
                blocks.append(self._block(f"{series}-carried", self._blocks_of(series, carried)))
            if own:
                if series == "apparatus":
                    self._write_numbers(own, references, ranks)
                blocks.append(self._block(series, self._blocks_of(series, own)))
        return blocks

    def _block(self, name: str, children: list[Any]) -> Any:
        element, style = self.templates[name]
        return boxes.BlockBox(element.tag, style, element, children)

    def _blocks_of(self, series: str, notes: list[Any]) -> list[Any]:
        """Run on, entries follow each other; notes stand each in a block of its own."""
        if series == "apparatus":
            return notes
        single: dict[str, list[Any]] = {}
        for note in notes:
            single.setdefault(note.element.get("data-entry"), []).append(note)
        return [self._block("single-note", pieces) for pieces in single.values()]

    def _write_numbers(self, notes: list[Any], references: dict[str, str], ranks: Any) -> None:
        """A line's number stands before the first of its entries only."""
        last = None
        for note in notes:
            if note.element.get("data-chunk") != "0":
                continue
            entry = note.element.get("data-entry")
            slots, number = self.slots[entry], references.get(entry, "0")
            if "lno" in slots:
                slots["lno"].text = "" if number == last else f"{number}\u00a0"
            if "rank" in slots:
                slots["rank"].text = ranks(entry)
            last = number

    # ---- measuring and laying out -----------------------------------------------------------

    def estimate(self, area: Any) -> float:
        """About how high the area will be: generous rather than short."""
        return sum(self._estimate_block(block, area.page.width) for block in area.children)

    def _estimate_block(self, block: Any, width: float) -> float:
        notes = block.children
        if notes and isinstance(notes[0], boxes.BlockBox):
            return sum(self._estimate_block(note, width) for note in notes)
        ems = sum(self._ems(note) for note in notes)
        style = notes[0].style
        line_height = strut(style)[0]
        lines = int(ems * style["font_size"] * self._factor / width) + 1
        return float(lines * line_height + style["font_size"])

    def _ems(self, note: Any) -> float:
        key = id(note)
        if key not in self._measured:
            text = "".join(box.text for box in note.descendants() if isinstance(box, boxes.TextBox))
            wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
            self._measured[key] = 3 + (len(text) + wide) * 0.46
        return self._measured[key]

    def lay_out(self, context: Any) -> Any:
        """The area laid out as it would stand on the page, from its current children."""
        area = context.current_footnote_area
        estimated = self.estimate(area)
        self.busy = True
        try:
            laid = build.create_anonymous_boxes(area.deepcopy())
            laid = block_level_layout(context, laid, -inf, None, area.page)[0]
        finally:
            self.busy = False
        if estimated and len(area.children) == 1:
            self._factor = min(max(self._factor, laid.height / estimated * self._factor), 2.5)
        return laid

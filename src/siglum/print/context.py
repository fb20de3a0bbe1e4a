"""WeasyPrint's layout context -> one that groups notes by series and keeps them on their page.

The subclass is made when it is needed: it belongs to one layout and knows that layout's pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from typing import TYPE_CHECKING, Any

from weasyprint.layout import LayoutContext

if TYPE_CHECKING:
    from siglum.print.pagination import Pagination

__all__ = ["context_for"]

#: The part of a page that notes carried over from the page before may fill.
_CARRIED = 0.75


class _NoteList(list[Any]):
    """A list that knows at once what it holds: every box of every line is looked up in it."""

    def __init__(self, notes: Iterable[Any] = ()) -> None:
        super().__init__(notes)
        self._known = {id(note) for note in self}

    def __contains__(self, note: object) -> bool:
        return note is not None and id(note) in self._known

    def append(self, note: Any) -> None:
        super().append(note)
        self._known.add(id(note))

    def remove(self, note: Any) -> None:
        super().remove(note)
        self._known.discard(id(note))

    def copy(self) -> _NoteList:
        return _NoteList(self)


def context_for(pagination: Pagination) -> type[Any]:
    """A class of layout contexts for the pages of `pagination`."""

    class EditionContext(LayoutContext):  # type: ignore[misc]  # WeasyPrint has no types
        """Numbers lines while they are laid out and sets the notes of a page by series."""

        #: Set while the first lines of a note wait: no note of the line was laid out yet.
        line_is_fresh = False
        #: Words of the line to come are not divided.
        keep_words_whole = False
        #: How wide the line can be that is being laid out.
        line_width = inf
        #: The note area's height is an estimate.
        is_estimated = False
        _hides_notes = False

        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            pagination.context = self

        @property
        def footnotes(self) -> _NoteList:
            """Notes that are not on a page yet."""
            return self._waiting

        @footnotes.setter
        def footnotes(self, notes: Iterable[Any]) -> None:
            self._waiting = _NoteList(notes)

        @property
        def current_page_footnotes(self) -> list[Any]:
            """Notes of this page; seemingly none, once, after a note refused to leave it."""
            if self._hides_notes:
                self._hides_notes = False
                return []
            return self._present

        @current_page_footnotes.setter
        def current_page_footnotes(self, notes: list[Any]) -> None:
            self._present = notes

        @property
        def page_bottom(self) -> float:
            """Where the room for text ends. Who asks for it gets no estimate."""
            if self.is_estimated and not pagination.notes.busy:
                self._update_footnote_area(exact=True)
            return self._bottom

        @page_bottom.setter
        def page_bottom(self, bottom: float) -> None:
            self._bottom = bottom

        def overflows_page(self, bottom_space: float, position_y: float) -> bool:
            """Whether something that ends at `position_y` runs into the notes.

            An area whose height is an estimate is laid out only where the answer is not plain.
            """
            if self.is_estimated and bottom_space != -inf and not pagination.notes.busy:
                self._look_closely(self._bottom - bottom_space - position_y)
            return bool(self.overflows(self._bottom - bottom_space, position_y))

        def _look_closely(self, room: float) -> None:
            if abs(room) < pagination.notes.doubt:
                self._update_footnote_area(exact=True)

        def layout_footnote(self, footnote: Any) -> Any:
            self.line_is_fresh = False
            return super().layout_footnote(footnote)

        def report_footnote(self, footnote: Any) -> None:
            """Move a note to the next page: only what may go on there, never an entry's beginning.

            Rather than break before a line that does not fit, WeasyPrint moves notes of earlier
            lines away, whatever footnote-policy says. Such a call comes before any note of the
            fresh line. It is refused, and the loop that asks sees no further note. Of notes left
            over by the page before, all that have no room go on.
            """
            begun = not pagination.at_page_start
            if begun and self.line_is_fresh and not self.in_column:
                self._hides_notes = True
            elif self.in_column or not begun or footnote.style["footnote_policy"] == "auto":
                super().report_footnote(footnote)
            else:
                if self.is_estimated:
                    self._update_footnote_area(exact=True)
                # its own line asks: the note stays when there is room (the line may still be
                # moved with it), for what keeps it from staying are other notes that wait
                if pagination.line_bottom > self._bottom * (1 + 1e-9):
                    super().report_footnote(footnote)

        def renew_notes(self) -> None:
            """Numbers in the notes changed: their area may have another height now."""
            self._update_footnote_area()

        def _update_footnote_area(self, exact: bool = False) -> bool:
            """Put the notes of the page together anew and see how much room is left for text.

            True when carried notes alone leave too little of it, so that the rest must wait.
            """
            area = self.current_footnote_area
            if area.height != "auto" and not self.in_column:
                self._bottom += area.margin_height()
            self.is_estimated = False
            area.children = pagination.group(self._present)
            if not area.children:
                area.height = 0
                if not self.in_column:
                    self._bottom -= area.margin_height()
                return False
            if not exact and not self.in_column and not pagination.at_page_start:
                area.height = pagination.notes.estimate(area)
                self._bottom -= area.margin_height()
                self.is_estimated = True
                return False
            pagination.counts["areas"] += 1
            laid = pagination.notes.lay_out(self, area)
            area.height = laid.height
            if not self.in_column:
                self._bottom -= laid.margin_height()
            last = laid.children[-1]
            bottom = last.position_y + last.margin_height() - last.margin_bottom
            floor = laid.position_y + laid.margin_height() - laid.margin_bottom
            if bottom > floor + 1e-6:
                return True
            too_high = laid.margin_height() > _CARRIED * area.page.height
            return bool(pagination.at_page_start and too_high)

    return EditionContext

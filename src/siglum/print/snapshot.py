"""What the layout of a page uses up or changes -> kept, so that the page can be laid out again."""

from __future__ import annotations

import copy
from typing import Any

__all__ = ["Snapshot"]


class Snapshot:
    """The layout's state at the top of a page."""

    def __init__(self, context: Any, number: int, state: Any) -> None:
        self.waiting = list(context.footnotes)
        self.reported = list(context.reported_footnotes)
        self.broken = dict(context.broken_out_of_flow)
        self.state = copy.deepcopy(state)
        self.running = {
            name: len(pages.get(number, ())) for name, pages in context.running_elements.items()
        }

    def restore(self, context: Any, number: int, state: Any) -> None:
        """Put everything back as it was."""
        context.footnotes = self.waiting
        context.reported_footnotes = list(self.reported)
        context.broken_out_of_flow = dict(self.broken)
        for live, kept in zip(state, copy.deepcopy(self.state), strict=True):
            if isinstance(live, dict):
                live.clear()
                live.update(kept)
            else:
                live[:] = kept
        for name, pages in context.running_elements.items():
            if number in pages:
                del pages[number][self.running.get(name, 0) :]
        remake = context.page_maker[number - 1][-1]
        remake["anchors"], remake["content_lookups"] = [], []

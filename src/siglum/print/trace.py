"""The lines of a page that is being laid out -> how far counting has come at each of them."""

from __future__ import annotations

from typing import Any, NamedTuple

from siglum.print.lines import Turn
from siglum.print.numbering import Count, Label

__all__ = ["Trace", "Traced"]


class Traced(NamedTuple):
    """A line as laid out."""

    top: float
    #: The state of counting behind it.
    state: Count
    label: Label | None
    #: Its block, if it ends within a word.
    divided: Any = None
    #: Where witnesses come and go in it, and what its line is called there.
    turns: tuple[tuple[str, Turn], ...] = ()


class Trace:
    """The lines of one page so far, from above. What is laid out again goes away."""

    def __init__(self) -> None:
        self._lines: list[Traced] = []

    def before(self, line: Any) -> Traced | None:
        """The line above one that is laid out now; all from its height on are forgotten."""
        top = _top(line)
        while self._lines and self._lines[-1].top >= top - 0.01:
            self._lines.pop()
        return self._lines[-1] if self._lines else None

    def add(
        self,
        line: Any,
        state: Count,
        label: Label | None,
        divided: Any,
        turns: list[tuple[str, Turn]],
    ) -> None:
        """Note a line that was laid out."""
        self._lines.append(Traced(_top(line), state, label, divided, tuple(turns)))

    @property
    def turns(self) -> list[tuple[tuple[str, Turn], ...]]:
        """The turns of witnesses in each line so far."""
        return [line.turns for line in self._lines]


def _top(line: Any) -> float:
    return round(float(line.position_y), 2)

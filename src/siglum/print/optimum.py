"""Places where the lines of a paragraph may end -> those at which it is set best, taken as a whole.

The method is that of D. E. Knuth and M. F. Plass («Breaking paragraphs into lines», 1981): every
line costs the more, the wider or narrower its spaces are, hyphens cost something, and the cheapest
way through the whole paragraph is found: no line is loose because the one before it was not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from math import inf
from typing import NamedTuple

__all__ = ["Break", "PlannedLine", "best_lines"]

#: How much of its width a space may gain in a good line, and lose at most.
STRETCH, SHRINK = 0.5, 0.33
#: A line may be so many times looser than a good one, at the first trial (without hyphens), with
#: hyphens, and where nothing else helps.
TOLERANCES = ((False, 1.0), (True, 1.4), (True, 3.0), (True, 9.0))
#: What costs how much, beside the square of a line's badness (100 for the widest good line).
LINE, HYPHEN, LADDER, LAST_HYPHEN, LAST_SHORT, CONTRAST = (
    10.0, 1000.0, 20_000.0, 10_000.0, 10_000.0, 8000.0,
)  # fmt: skip
#: A last line is short that fills less of its width than this, as the next one may be indented.
SHORT = 0.08


class Break(NamedTuple):
    """A place where a line may end and the next begin.

    Widths are those of all that stands before in the paragraph: of words and signs, and of spaces.
    """

    #: Where the words of the line before end, a hyphen included, and the spaces before that.
    end: float
    end_spaces: float
    #: Where the words of the next line begin, and the spaces before that.
    start: float
    start_spaces: float
    #: Whether it divides a word.
    hyphen: bool = False


class PlannedLine(NamedTuple):
    """A line from one break to another (their numbers), as wide as it is by nature."""

    first: int
    last: int
    width: float


def best_lines(breaks: Sequence[Break], width: float, indent: float = 0.0) -> list[PlannedLine]:
    """The lines of a paragraph that begins at the first of `breaks` and ends at the last of them.

    `width` is that of a line, of which the first has `indent` less. Where a line cannot be set, the
    lines before it come back, which may be none.
    """
    lines: list[PlannedLine] = []
    for hyphens, tolerance in TOLERANCES:
        some = [
            at
            for at, place in enumerate(breaks)
            if hyphens or not place.hyphen or at in (0, len(breaks) - 1)
        ]
        lines = _search([breaks[at] for at in some], width, indent, tolerance)
        if lines and lines[-1].last == len(some) - 1:
            return [PlannedLine(some[line.first], some[line.last], line.width) for line in lines]
    return [PlannedLine(some[line.first], some[line.last], line.width) for line in lines]


def _search(
    breaks: Sequence[Break], width: float, indent: float, tolerance: float
) -> list[PlannedLine]:
    """The cheapest way to the last break, or to the farthest that can be reached."""
    count, last = len(breaks), len(breaks) - 1
    cost = [inf] * count
    before = [0] * count
    kind = [1] * count  # of the line that ends there: 0 tight, 1 good, 2 loose, 3 very loose
    cost[0] = 0.0
    # what a line from a break must have at least and at most, so that its spaces can make it full
    most = 1 + STRETCH * tolerance
    tightest = [place.start + place.start_spaces * (1 - SHRINK) for place in breaks]
    loosest = [place.start + place.start_spaces * most for place in breaks]
    tightest[0] -= indent
    loosest[0] -= indent
    reached = 0
    for at in range(1, count):
        end, end_spaces, _, _, hyphen = breaks[at]
        first = bisect_right(tightest, end + end_spaces * (1 - SHRINK) - width - 1e-6, 0, at)
        if first > reached:
            break
        stop = at if at == last else bisect_right(loosest, end + end_spaces * most - width, 0, at)
        for start in range(first, stop):
            if cost[start] == inf:
                continue
            place = breaks[start]
            spaces = end_spaces - place.start_spaces
            total = cost[start]
            room = width - (end - place.start) - spaces - (0.0 if start else indent)
            if room < 0:
                ratio = -room / (spaces * SHRINK) if spaces > 0 else 0.0
                shape = 0 if ratio > 0.5 else 1
            elif at == last:
                ratio, shape = 0.0, 1
                total += LAST_SHORT if room > (1 - SHORT) * width else 0.0
            else:
                ratio = room / (spaces * STRETCH) if spaces > 0 else tolerance
                shape = 1 if ratio <= 0.5 else 2 if ratio <= 1 else 3
            total += (LINE + 100 * ratio * ratio * ratio) ** 2
            if hyphen:
                total += HYPHEN + (LADDER if place.hyphen else 0.0)
            elif at == last and place.hyphen:
                total += LAST_HYPHEN
            if abs(shape - kind[start]) > 1:
                total += CONTRAST
            if total < cost[at]:
                cost[at], before[at], kind[at] = total, start, shape
        if cost[at] < inf:
            reached = at
    lines = []
    at = reached
    while at:
        start = before[at]
        natural = breaks[at].end - breaks[start].start
        natural += breaks[at].end_spaces - breaks[start].start_spaces
        lines.append(PlannedLine(start, at, natural))
        at = start
    return lines[::-1]

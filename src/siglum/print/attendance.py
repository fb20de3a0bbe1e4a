"""Who is there at the top of a page, and who comes and goes on its lines -> what is told of it.

«A B (12–) C (–7)»: A has text on all of the page, B from line 12 on, C up to line 7. Who has none
on it is not named. It stands above the apparatus, which speaks of these witnesses and no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from siglum.apparatus.coverage import tell_spans
from siglum.print.lines import Turn

__all__ = ["Told", "at_top", "follow", "told"]


class Told(NamedTuple):
    """A witness that has text on a page; where, if it is not all of it: "12–", "–7"."""

    witness: str
    extent: str


def follow(there: tuple[str, ...], turns: Iterable[Turn]) -> tuple[str, ...]:
    """Who is there after some turns, if these were there before."""
    for turn in turns:
        if turn.kind == "there":
            there = turn.witnesses
        elif turn.kind == "goes":
            there = tuple(one for one in there if one not in turn.witnesses)
        else:
            there += tuple(one for one in turn.witnesses if one not in there)
    return there


def at_top(there: tuple[str, ...], lines: Iterable[Sequence[tuple[str, Turn]]]) -> tuple[str, ...]:
    """Who of those before a page is to be told on it; `lines` are the turns of its lines.

    Nobody, if all who are there are named in the first line: the text before ended with its page.
    """
    first = next(iter(lines), ())
    return () if any(turn.kind == "there" for _label, turn in first) else there


def told(
    there: tuple[str, ...], turns: Iterable[tuple[str, Turn]], order: Sequence[str]
) -> tuple[Told, ...]:
    """The witnesses of a page, in this order; each turn comes with the label of its line.

    Where another text begins, with witnesses of its own, nobody comes or goes.
    """
    spans: dict[str, list[tuple[str, str]]] = {one: [("", "")] for one in there}
    for label, turn in turns:
        after = follow(there, [turn])
        silent = turn.kind == "there" and set(there).isdisjoint(after)
        here = "" if silent else label
        for one in there:
            if one not in after:
                spans[one][-1] = (spans[one][-1][0], here)
        for one in after:
            if one not in there:
                spans.setdefault(one, []).append((here, ""))
        there = after
    ranks = {one: rank for rank, one in enumerate(order)}
    known = sorted(spans, key=lambda one: ranks.get(one, len(ranks)))
    return tuple(Told(one, tell_spans(spans[one])) for one in known)

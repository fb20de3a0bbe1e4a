"""The branches of a stemma -> where its witnesses stand in a picture, and which lines join them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from siglum.apparatus.stemma import Branch

#: Units of the picture: between levels, around, for each letter of a siglum.
_LEVEL, _EDGE, _LETTER, _GAP = 64, 24, 9, 18
#: A picture of more is no picture.
_MOST = 120


@dataclass(slots=True)
class Node:
    """A witness or a lost copy in the picture."""

    label: str
    x: float = 0
    y: float = 0


@dataclass(slots=True)
class Line:
    """From what something comes to what comes of it; dashed if only some readings do."""

    start: Node
    end: Node
    mixed: bool


@dataclass(slots=True)
class Stemma:
    """The picture, and its table: each that comes of something, with what it comes from."""

    nodes: list[Node]
    lines: list[Line]
    width: float
    height: float
    table: list[tuple[str, list[str]]] = field(default_factory=list)


def draw_stemma(branches: Sequence[Branch]) -> Stemma | None:
    """Lay a stemma out: leaves side by side, each copy above what comes of it.

    None if there is nothing to draw, or more than a picture can show. A branch that would lead back
    to where it came from is in the table only.
    """
    names = list(dict.fromkeys(name for one in branches for name in (one.parent, one.child)))
    if len(names) < 3 or len(names) > _MOST:
        return None
    parents: dict[str, list[Branch]] = {name: [] for name in names}
    for branch in branches:
        if not _leads_to(branch.parent, branch.child, parents):
            parents[branch.child].append(branch)
    nodes = {name: Node(name) for name in names}
    depths: dict[str, int] = {}
    for name in names:
        nodes[name].y = _EDGE + _LEVEL * _depth(name, parents, depths)
    children: dict[str, list[str]] = {name: [] for name in names}
    for name in names:
        own = sorted(parents[name], key=lambda one: one.mixed)
        if own:
            children[own[0].parent].append(name)
    right = float(_EDGE)
    for name in names:
        if not parents[name]:
            right = _place(name, children, nodes, right)
    lines = [
        Line(nodes[one.parent], nodes[name], one.mixed) for name in names for one in parents[name]
    ]
    table: dict[str, list[str]] = {}
    for branch in branches:
        table.setdefault(branch.child, []).append(branch.parent)
    height = max(node.y for node in nodes.values()) + _EDGE
    return Stemma(list(nodes.values()), lines, right + _EDGE - _GAP, height, list(table.items()))


def _leads_to(name: str, wanted: str, parents: dict[str, list[Branch]]) -> bool:
    """Whether something comes, by whatever way, from what is `wanted`."""
    waiting, seen = [name], {name}
    while waiting:
        at = waiting.pop()
        if at == wanted:
            return True
        above = {one.parent for one in parents[at]} - seen
        seen |= above
        waiting += above
    return False


def _depth(name: str, parents: dict[str, list[Branch]], depths: dict[str, int]) -> int:
    if name not in depths:
        above = (_depth(one.parent, parents, depths) for one in parents[name])
        depths[name] = max(above, default=-1) + 1
    return depths[name]


def _place(
    name: str, children: dict[str, list[str]], nodes: dict[str, Node], right: float
) -> float:
    """Give something and all below it a place from `right` on -> where the next one begins."""
    width = max(2, len(name)) * _LETTER + _GAP
    if not children[name]:
        nodes[name].x = right + (width - _GAP) / 2
        return right + width
    end = right
    for child in children[name]:
        end = _place(child, children, nodes, end)
    first, last = nodes[children[name][0]].x, nodes[children[name][-1]].x
    nodes[name].x = (first + last) / 2
    return max(end, right + width)

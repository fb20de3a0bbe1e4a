"""Two lists of keys in much the same order -> which belong together, and which are left over."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Sequence

_REACH = 40


def match(
    first: Sequence[Hashable], second: Sequence[Hashable]
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Pair two lists -> pairs of positions, what is left of the first, what of the second.

    Equal keys in order come first; then equal keys wherever they stand; then, between two pairs
    that are neighbours, what is left over in order: these are alike in place but not in content.
    Linear in the length of the lists, but for stretches that differ.
    """
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    i = j = 0
    while i < len(first) and j < len(second):
        if first[i] == second[j]:
            pairs[i] = j
            taken.add(j)
            i, j = i + 1, j + 1
            continue
        i, j = _meet(first, i, second, j)
    places: dict[Hashable, deque[int]] = defaultdict(deque)
    for n, key in enumerate(second):
        if n not in taken:
            places[key].append(n)
    for n, key in enumerate(first):
        if n not in pairs and places.get(key):
            pairs[n] = places[key].popleft()
            taken.add(pairs[n])
    _pair_between(len(first), len(second), pairs, taken)
    left = [n for n in range(len(first)) if n not in pairs]
    more = [n for n in range(len(second)) if n not in taken]
    return sorted(pairs.items()), left, more


def _meet(first: Sequence[Hashable], i: int, second: Sequence[Hashable], j: int) -> tuple[int, int]:
    for total in range(1, 2 * _REACH):
        for step in range(max(0, total - _REACH), min(total, _REACH) + 1):
            a, b = i + step, j + total - step
            if a < len(first) and b < len(second) and first[a] == second[b]:
                return a, b
    return i + _REACH, j + _REACH


def _pair_between(one: int, two: int, pairs: dict[int, int], taken: set[int]) -> None:
    """Pair what stands between the same neighbours, as far as there is the same number of it."""
    n = 0
    while n < one:
        if n in pairs:
            n += 1
            continue
        end = n
        while end < one and end not in pairs:
            end += 1
        start = pairs[n - 1] + 1 if n else 0
        stop = pairs[end] if end < one else two
        free = [m for m in range(start, stop) if m not in taken] if start <= stop else []
        if len(free) == end - n:
            for a, b in zip(range(n, end), free, strict=True):
                pairs[a] = b
                taken.add(b)
        n = end

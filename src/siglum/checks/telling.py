"""Values and counts of what is wrong -> the words in which findings name them."""

from __future__ import annotations

from collections.abc import Iterable

_LENGTH = 40


def elsewhere(count: int) -> str:
    """One cause is told once, at the first of `count` places: in how many more it is found."""
    more = count - 1
    return f" (and in {more} more place{'s' * (more > 1)})" if more > 0 else ""


def short(text: str) -> str:
    """`text` in quotes for a message, cut where it is long; "om." where nothing is read."""
    text = text or "om."
    return f'"{text}"' if len(text) <= _LENGTH else f'"{text[: _LENGTH - 1]}…"'


def listed(names: Iterable[str], most: int = 6) -> str:
    """Names in quotes with commas; how many more there are than `most`."""
    every = list(names)
    told = ", ".join(short(name) for name in every[:most])
    return told if len(every) <= most else f"{told} and {len(every) - most} more"

"""What stands beside and below the text in print -> where: layers, their titles, margins."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from siglum.verify.expected import Entry, Text
from siglum.verify.printed import Finder, Run
from siglum.verify.reporting import Report
from siglum.verify.streams import letters_of
from siglum.verify.tags import T

_Rest = list[tuple[Finder, tuple[int, int]]]


def _ranks(text: Text) -> dict[str, int]:
    return {layer.name: rank for rank, layer in enumerate(text.layers)}


def is_marginal(note: etree._Element) -> bool:
    """Whether a book may set a note in the margin: its place says so, and it is in no table."""
    words = re.split(r"[\s-]+", (note.get("place") or "").lower())
    beside = any(w[:4] == "marg" or w in ("left", "right", "outer", "inner", "side") for w in words)
    return beside and not any(True for _ in note.iterancestors(f"{T}cell"))


def by_layers(text: Text, page_of: Callable[[int], int]) -> list[Entry]:
    """The entries as they stand at the foot: page after page, there layer after layer.

    `page_of` tells on which page a letter of the text is printed.
    """
    ranks = _ranks(text)
    if not ranks:
        return text.entries
    page = 0
    placed = []
    for entry in text.entries:
        page = page_of(entry.at) if entry.at >= 0 else page
        placed.append((page, ranks[entry.layer], entry))
    return [entry for *_where, entry in sorted(placed, key=lambda one: one[:2])]


def check_layers(
    text: Text,
    run: Run,
    entries: list[Entry],
    found: dict[int, tuple[int, int]],
    report: Report,
) -> None:
    """On a page the entries of one layer stand before all those of the next.

    `found` tells where some of the `entries` stand in the run of the foot.
    """
    ranks = _ranks(text)
    last: dict[int, int] = {}  # the layer that was met last, by pages
    for n, (start, end) in sorted(found.items(), key=lambda one: one[1]):
        entry = entries[n]
        if end == start:
            continue
        page, rank = run.page_at(start), ranks[entry.layer]
        if rank < last.get(page, 0):
            told = f"page {page}: this entry stands below the layer {entry.layer}"
            report.say("place", entry.element, told, missing=[str(entry.steps)[:60]])
        last[page] = max(rank, last.get(page, 0))


def without_titles(text: Text, rest: _Rest) -> _Rest:
    """What is left over but for the titles of layers, each once on a page."""
    titles = {letters_of(layer.title) for layer in text.layers if layer.title}
    met: set[tuple[int, str]] = set()
    kept: _Rest = []
    for finder, (start, end) in rest:
        one = finder.run.page_at(start), finder.run.letters[start:end]
        if one[1] in titles and one not in met:
            met.add(one)
        else:
            kept.append((finder, (start, end)))
    return kept

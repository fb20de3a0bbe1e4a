"""What stands beside and below the text in print -> where: layers, their titles, margins."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from siglum.verify.expected import Entry, Text
from siglum.verify.lines import Lines
from siglum.verify.printed import Finder
from siglum.verify.reporting import Report
from siglum.verify.runs import Run
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


def stand_apart(text: Text) -> frozenset[str]:
    """The layers that stand in lists, after the text or the book."""
    return frozenset(layer.name for layer in text.layers if layer.place != "foot")


def by_layers(text: Text, page_of: Callable[[int], int]) -> list[Entry]:
    """The entries as they stand at the foot: page after page, there layer after layer; then lists.

    An addition is told beside the word before it, so that it comes before a lemma which begins
    there, also if it stands in that. `page_of` tells on which page a letter of the text is printed.
    """
    apart = stand_apart(text)
    ranks = _ranks(text)
    entries = sorted(text.entries, key=lambda entry: (entry.at, entry.end > entry.at))
    if not ranks:
        return entries
    page = 0
    placed = []
    for entry in entries:
        page = page_of(entry.at) if entry.at >= 0 else page
        listed = entry.layer in apart
        placed.append((listed, 0 if listed else page, ranks[entry.layer], entry))
    return [entry for *_where, entry in sorted(placed, key=lambda one: one[:3])]


def check_layers(
    text: Text,
    run: Run,
    entries: list[Entry],
    found: dict[int, tuple[int, int]],
    report: Report,
) -> None:
    """On a page the entries of one layer stand before all those of the next, and lists too.

    `found` tells where some of the `entries` stand in the run of the foot.
    """
    ranks = _ranks(text)
    apart = stand_apart(text)
    last: dict[int, int] = {}  # the layer that was met last, by pages
    for n, (start, end) in sorted(found.items(), key=lambda one: one[1]):
        entry = entries[n]
        if end == start:
            continue
        page, rank = run.page_at(start), ranks[entry.layer]
        row = 0 if entry.layer in apart else page
        if rank < last.get(row, 0):
            told = f"page {page}: this entry stands below the layer {entry.layer}"
            report.say("place", entry.element, told, missing=[str(entry.steps)[:60]])
        last[row] = max(rank, last.get(row, 0))


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


def check_lists(
    text: Text,
    lines: Lines,
    finder: Finder,
    entries: list[Entry],
    found: dict[int, tuple[int, int]],
    report: Report,
) -> None:
    """Entries of lists tell the page of their lemma, the first of each page, and its line.

    `found` as above; what an entry does not tell is that of the one before.
    """
    apart = stand_apart(text)
    sign = re.escape(letters_of(lines.counting.words["page"]))
    page = line = ""
    for n, (start, end) in sorted(found.items(), key=lambda one: one[1]):
        entry = entries[n]
        if entry.layer not in apart or end == start:
            continue
        told = finder.number_in(start, end)
        if parts := re.fullmatch(rf"(?:{sign}(\d+)\))?(.*)", told):
            page, line = parts[1] or page, parts[2] or line
        spot = lines.alignment.to_other(lines.first_letter(entry))
        due = lines.printed(lines.body.page_at(spot)) if spot >= 0 else page
        if page != due:
            where = f"page {finder.run.page_at(start)}: the entry «{str(entry.steps)[:40]}»"
            report.say("number", entry.element, where, missing=[due], extra=[page])
        lines.check_entry(entry, line, finder.run.page_at(start), report)

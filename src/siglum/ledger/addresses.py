"""The addresses in a text -> a short line that lists them, and back.

A ledger keeps every address that was ever published, and most of them are counted: the hundred
lines of a poem are told as `l1…100`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

_NUMBERED = re.compile(r"(.*?)(0|[1-9][0-9]*)")
_RANGE = re.compile(r"(.*?)(0|[1-9][0-9]*)…([0-9]+)")
#: Entries, notes and choices are counted in the unit around them: to take one away moves no text.
_BESIDE = re.compile(r"(?:^|\.)(?:app|note|choice|witness)[0-9][^.]*(?:\.|$)|^header\.")
#: No address that siglum makes is counted so far; a list from elsewhere must not fill the memory.
_MOST = 1_000_000


def unit_addresses(ids: Mapping[str, str]) -> dict[str, str]:
    """The units of the text, by page: `ids` are all identifiers in it with their pages."""
    pages: dict[str, list[str]] = {}
    for name, page in ids.items():
        if not _BESIDE.search(name):
            pages.setdefault(page, []).append(name)
    return {page: shortened(names) for page, names in sorted(pages.items())}


def shortened(names: Iterable[str]) -> str:
    """Identifiers in one line, sorted; rows of numbers as ranges."""
    loose: list[str] = []
    rows: dict[str, list[int]] = {}
    for name in set(names):
        if numbered := _NUMBERED.fullmatch(name):
            rows.setdefault(numbered[1], []).append(int(numbered[2]))
        else:
            loose.append(name)
    for before, numbers in rows.items():
        loose += [
            f"{before}{first}" if first == last else f"{before}{first}…{last}"
            for first, last in _runs(sorted(numbers))
        ]
    return " ".join(sorted(loose))


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    first = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield first, last
            first = number
        last = number
    yield first, last


def moved(ids: Mapping[str, str], page: str, line: str) -> list[tuple[str, str]]:
    """What was published on `page` (a line of its addresses) and stands on another page now.

    `ids` are all identifiers of the text with their pages; a pair has an identifier and its page.
    """
    names = (name for name in lengthened(line) if ids.get(name, page) != page)
    return [(name, ids[name]) for name in sorted(names)]


def lengthened(line: str) -> set[str]:
    """All identifiers of a line. Raises ValueError for a range that cannot be one."""
    names: set[str] = set()
    for word in line.split():
        row = _RANGE.fullmatch(word)
        if row is None:
            names.add(word)
            continue
        first, last = int(row[2]), int(row[3])
        if not first < last < first + _MOST:
            raise ValueError(word)
        names.update(f"{row[1]}{number}" for number in range(first, last + 1))
    return names

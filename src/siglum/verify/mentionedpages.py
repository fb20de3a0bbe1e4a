"""The pages that a book tells of entries of registers -> whether these are mentioned there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from siglum.verify.book import Row
from siglum.verify.mentioning import Mentioned

_SIGN = "→"


def without_pages(rows: list[Row], text: str) -> tuple[list[Row], dict[int, list[list[str]]]]:
    """Printed lines without the pages that entries tell, and those: behind how many letters.

    What `text` has itself stays.
    """
    kept: list[Row] = []
    told: dict[int, list[list[str]]] = {}
    letters = 0
    glyphs = [(row, n) for row in rows for n in range(len(row.glyphs))]
    taken: set[tuple[int, int]] = set()
    at = 0
    while at < len(glyphs):
        end, pages = _pages_at(glyphs, at)
        if pages and f"{_SIGN}{','.join(pages)}" not in text:
            told.setdefault(letters, []).append(pages)
            taken.update((id(row), n) for row, n in glyphs[at:end])
            at = end
            continue
        letters += 1
        at += 1
    for row in rows:
        left = [n for n in range(len(row.glyphs)) if (id(row), n) not in taken]
        if len(left) == len(row.glyphs):
            kept.append(row)
        elif left:
            spaces = {k for k, n in enumerate(left) if n in row.spaces}
            kept.append(replace(row, glyphs=[row.glyphs[n] for n in left], spaces=spaces))
    return kept, told


def _pages_at(glyphs: list[tuple[Row, int]], at: int) -> tuple[int, list[str]]:
    """The pages that are told from a letter on, and where they end."""
    if _letter(glyphs, at) != _SIGN:
        return at, []
    pages: list[str] = []
    at += 1
    while _letter(glyphs, at).isdecimal():
        end = at + 1
        while _letter(glyphs, end).isdecimal() and glyphs[end][1] not in {
            0,
            *glyphs[end][0].spaces,
        }:
            end += 1
        pages.append("".join(row.glyphs[n].letter for row, n in glyphs[at:end]))
        at = end
        if _letter(glyphs, at) != ",":
            break
        at += 1
    return at, pages


def _letter(glyphs: list[tuple[Row, int]], at: int) -> str:
    if at >= len(glyphs):
        return ""
    row, n = glyphs[at]
    return row.glyphs[n].letter


def wrong_pages(
    one: Mentioned, pages: list[str], page_of: Callable[[int], int], called: Mapping[int, str]
) -> tuple[list[str], list[str]]:
    """The pages that an entry lacks, and those on which nothing mentions it.

    `page_of` tells on which page a letter is printed, `called` how pages are numbered.
    """
    may: set[str] = set()
    missing: set[int] = set()
    for first, last, aside, sure in one.places:
        # a note is called behind the letter before it, which may be the last of a page
        low, high = page_of(first - (aside and first > 0)), page_of(max(first, last - 1))
        around = range(low, max(low, high) + 1 + aside)
        names = {called.get(page, str(page)) for page in around}
        may |= names
        if sure and low and names.isdisjoint(pages):
            missing.add(high)
    lacks = [called.get(page, str(page)) for page in sorted(missing)]
    return lacks, [page for n, page in enumerate(pages) if page not in may or page in pages[:n]]

"""The numbers that readers cite by -> remarks on those that occur twice or leave one out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from lxml import etree

from siglum.checks.survey import Survey
from siglum.checks.telling import elsewhere
from siglum.findings import Finding, found
from siglum.source.namespaces import TEI, XML_LANG

_T: Final = f"{{{TEI}}}"
_DIVISIONS: Final = frozenset(f"{_T}{name}" for name in ("div", "body", "front", "back", "text"))
#: What stands in these has numbers of another text, or of another form of this one.
_APART: Final = tuple(
    f"{_T}{name}" for name in ("app", "note", "quote", "cit", "q", "floatingText")
)
#: Numbers are taken to go one by one where most of at least so many do.
_LEAST: Final = 8


def check_numbers(survey: Survey) -> Iterator[Finding]:
    """Findings `cit.…`: verses within one division, and divisions side by side."""
    twice: list[tuple[etree._Element, str]] = []
    gaps: list[tuple[etree._Element, str]] = []
    for verses in _by_division(survey.named.get("l", ())).values():
        _read_verses(verses, twice, gaps)
    beside: dict[tuple[object, ...], list[etree._Element]] = {}
    for division in survey.named.get("div", ()):
        if number := division.get("n"):
            kind = division.get("type"), division.get("subtype"), division.get("corresp")
            language = division.get(XML_LANG)
            key = division.getparent(), *kind, language, number.strip()
            beside.setdefault(key, []).append(division)
    for same in beside.values():
        told = f'a division before it has the same number "{same[0].get("n")}"'
        twice += [(division, told) for division in same[1:]]
    for code, remarks in (("cit.duplicate-n", twice), ("cit.gap", gaps)):
        if remarks:
            element, told = remarks[0]
            place = survey.document.tree.place(element, "n")
            yield found(code, place, told + elsewhere(len(remarks)))


def _by_division(
    verses: list[etree._Element] | tuple[()],
) -> dict[etree._Element | None, list[etree._Element]]:
    """The verses with a number, by the innermost division around them."""
    found: dict[etree._Element | None, list[etree._Element]] = {}
    division_of: dict[etree._Element | None, etree._Element | None] = {}
    for verse in verses:
        if not verse.get("n"):
            continue
        parent = verse.getparent()
        if parent not in division_of:
            around = parent
            while around is not None and around.tag not in _DIVISIONS:
                around = around.getparent()
            division_of[parent] = around
        found.setdefault(division_of[parent], []).append(verse)
    return found


def _read_verses(
    verses: list[etree._Element],
    twice: list[tuple[etree._Element, str]],
    gaps: list[tuple[etree._Element, str]],
) -> None:
    first: dict[str, etree._Element] = {}
    numbers: list[tuple[int, etree._Element]] = []
    for verse in verses:
        number = verse.get("n", "").strip()
        before = first.setdefault(number, verse)
        if before is not verse:
            parts = verse.get("part"), before.get("part")
            apart = any(
                next(one.iterancestors(*_APART), None) is not None for one in (verse, before)
            )
            # stanzas are often numbered each for itself
            if parts == (None, None) and not apart and verse.getparent() is before.getparent():
                twice.append((verse, f'a verse before it has the same number "{number}"'))
        elif number.isascii() and number.isdigit() and len(number) < 8:
            numbers.append((int(number), verse))
    steps = [(b - a, a, b, verse) for (a, _), (b, verse) in pairwise(numbers)]
    single = sum(1 for step, *_ in steps if step == 1)
    if len(steps) >= _LEAST and single >= 0.9 * len(steps):
        for step, a, b, verse in steps:
            if step > 1 and next(verse.iterancestors(*_APART), None) is None:
                gaps.append((verse, f"verse {b} follows verse {a}"))

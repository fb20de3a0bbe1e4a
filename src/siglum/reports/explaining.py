"""Codes -> what a terminal tells of them: one in full, or many as a list by area."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import Final

from siglum.codes import CODES
from siglum.codes.choosing import AREAS, by_area
from siglum.reports.examples import titles
from siglum.reports.guidelines import section_named

_WIDTH: Final = 78


def explain_code(code: str) -> Iterator[str]:
    """The lines about one code. Raises KeyError if there is none."""
    entry = CODES[code]
    yield f"{code} ({entry.severity}): {entry.title}"
    yield ""
    yield from textwrap.wrap(entry.explanation, _WIDTH)
    for title, example in zip(titles(entry.severity), (entry.wrong, entry.right), strict=True):
        if example:
            yield ""
            yield f"{title}:"
            yield from (f"    {line}".rstrip() for line in example.splitlines())
    if section := section_named(entry.section):
        yield ""
        yield f"See {section.words}" + (f"\n    {section.url}" if section.url else "")


def list_codes(codes: Iterable[str]) -> Iterator[str]:
    """One line for each code, under the areas."""
    areas = by_area(codes)
    width = max(len(code) for members in areas.values() for code in members)
    for number, (area, members) in enumerate(areas.items()):
        if number:
            yield ""
        yield f"{area}: {AREAS[area]}" if area in AREAS else area
        for code in members:
            entry = CODES[code]
            yield f"  {code:{width}}  {entry.severity:7}  {entry.title}"
    yield ""
    yield "siglum explain CODE tells more."

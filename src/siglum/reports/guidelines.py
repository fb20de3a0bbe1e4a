"""The number of a section of the TEI Guidelines -> its chapter and address.

Numbers are those of P5 4.12; other specifications are named in words and have no number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_ROOT: Final = "https://tei-c.org/release/doc/tei-p5-doc/en/html/"
_CHAPTERS: Final = (
    "ST HD CO DS WD VE DR TS CMC DI MS PH TC ND FT CC SA AI FS GD NH CE TD USE"
).split()


@dataclass(frozen=True, slots=True)
class Section:
    """What an explanation refers to: words to show, and the address of a page, or none."""

    words: str
    url: str = ""


def section_named(section: str) -> Section | None:
    """The section that a code's table names; None where it names none."""
    if not section:
        return None
    if re.match(r"v(\.|$)", section):  # the gentle introduction to XML, before the chapters
        return Section(f"TEI Guidelines, section {section}", f"{_ROOT}SG.html")
    number = re.match(r"(\d+)(\.\d+)*$", section)
    if number and 0 < int(number[1]) <= len(_CHAPTERS):
        chapter = _CHAPTERS[int(number[1]) - 1]
        return Section(f"TEI Guidelines, section {section}", f"{_ROOT}{chapter}.html")
    return Section(section)

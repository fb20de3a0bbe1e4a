"""Characters that no font has -> findings, by script, that point at the first in the source."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from siglum.config import shown
from siglum.findings import Finding, Place, found
from siglum.print.fonts import advice, missing_by_script
from siglum.print.scripts import script_name

#: So many characters of a script are named in one finding.
_SHOWN = 8
_TEXT = re.compile(r"<(?:[\w.-]+:)?text\b")


def missing_glyphs(missing: Counter[str], source: Path | None, place: Place) -> list[Finding]:
    """A finding for each script of characters that a book has boxes for.

    `source` is the file of the text, where the first of them is looked for; where it is not there,
    as in what the file includes, the finding stands at `place`.
    """
    findings = []
    text = _read(source) if missing and source is not None else ""
    for script, rows in missing_by_script(missing).items():
        number = len(rows)
        listed = ", ".join(f"{_named(one)} ({count})" for one, count in rows[:_SHOWN])
        rest = f" and {number - _SHOWN} more" if number > _SHOWN else ""
        total = sum(count for _one, count in rows)
        times = f"{total} time{'s' if total > 1 else ''}"
        told = f"{number} character{'s' if number > 1 else ''} without a font"
        told = f"{script_name(script)}: {told}, printed as a box {times}: {listed}{rest}"
        at = _first(text, [one for one, _count in rows])
        where = place
        if source is not None and at >= 0:
            line = text.count("\n", 0, at) + 1
            where = Place(shown(source), line, at - text.rfind("\n", 0, at))
        findings.append(found("pdf.no-glyph", where, told, advice(script)))
    return findings


def _read(source: Path) -> str:
    try:
        return source.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""


def _first(text: str, characters: Iterable[str]) -> int:
    """Where the first of some characters stands, in the text if it is there, else in the header."""
    begin = _TEXT.search(text)
    wanted = "|".join(
        f"{re.escape(one)}|(?i:&#x0*{ord(one):x};)|&#0*{ord(one)};" for one in characters
    )
    for start in (begin.start() if begin else 0, 0):
        if at := re.compile(wanted).search(text, start):
            return at.start()
    return -1


def _named(character: str) -> str:
    """«王 U+738B», «U+E8B7», «U+0324 combining diaeresis below»."""
    code = f"U+{ord(character):04X}"
    kind = unicodedata.category(character)
    if kind[0] in "LNPS":
        return f"{character} {code}"
    name = unicodedata.name(character, "").lower()
    return f"{code} {name}".strip()

"""Differences -> the same, with the code of the finding that explains one, if any does.

The list is closed. Each code has its reason here and in the guide, chapter 6; a difference that no
code of the list explains stays unexplained, and so do all where more than one word in a thousand
would be explained away.
"""

from __future__ import annotations

import dataclasses
import unicodedata
from collections import Counter

from siglum.verify.records import Audit, Difference
from siglum.verify.streams import letters_of

#: The codes of findings that may explain a difference, and why.
REASONS = {
    "pdf.no-glyph": "no font of the machine has these letters; print shows a box for each",
    "text.control": "control characters of the source, which no page may hold",
    "text.pua": "letters of a private area of Unicode, which only a font of the project could show",
}
#: Of how many words one may be explained.
SHARE = 1000
_BOXES = frozenset("\ufffd\u25a1\u2610\0")


def explain(audit: Audit) -> None:
    """Mark the differences of an audit that a finding explains."""
    told = [(one, _code(one)) for one in audit.differences]
    words = sum(one.words for one, code in told if code)
    if words * SHARE > audit.counts["words"]:
        return
    audit.differences = [dataclasses.replace(one, explained=code) for one, code in told]


def _code(one: Difference) -> str:
    """The finding that explains a difference; empty if none does."""
    lost = Counter(letters_of("".join(one.missing)))
    more = Counter(letters_of("".join(one.extra)))
    lost, more = lost - more, more - lost
    if not lost:
        return ""
    kinds = {unicodedata.category(letter) for letter in lost}
    if kinds <= {"Cc"} and not more:
        return "text.control"
    if one.output == "pdf" and kinds <= {"Co"} and set(more) <= _BOXES:
        return "text.pua"
    if one.output == "pdf" and more and set(more) <= _BOXES and lost.total() == more.total():
        return "pdf.no-glyph"
    return ""

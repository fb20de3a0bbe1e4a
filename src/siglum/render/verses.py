"""A unit with verses that speakers share -> the same unit in which each part knows those before it.

`@part` is I, M or F (TEI Guidelines 3.13.1): the later parts of a verse are set below each other,
each indented by the width of the words before it.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from siglum.source.identity import NORMAL
from siglum.source.namespaces import TEI
from siglum.titles import words

_LINE: Final = f"{{{TEI}}}l"
#: The words of the earlier parts of a verse, at a later one.
BEFORE: Final = f"{{{NORMAL}}}before"


def share_verses(tree: etree._Element) -> None:
    """Write the words of earlier parts at the later parts of each shared verse, in place.

    A part that continues nothing stays at the beginning of its line.
    """
    before = ""
    for line in tree.iter(_LINE):
        part = line.get("part", "").strip().upper()
        if part in ("M", "F") and before:
            line.set(BEFORE, before)
        if part == "I":
            before = words(line)
        elif part == "M" and before:
            before = f"{before} {words(line)}"
        else:
            before = ""

"""Two `<w>` that stand side by side -> whether a space parts them on the page, and where.

Collations and tokenised texts often hold no white space: the element is the border of the word
(TEI Guidelines 18.1.1). What is joined says so, by `@join` or `@part`.
"""

from __future__ import annotations

import unicodedata

from lxml import etree

from siglum.source.header import plain
from siglum.source.namespaces import TEI

WORD = f"{{{TEI}}}w"
#: Scripts whose words follow each other without spaces, by the names of their letters.
_UNPARTED = (
    "CJK",
    "HIRAGANA",
    "KATAKANA",
    "BOPOMOFO",
    "YI ",
    "THAI",
    "LAO",
    "KHMER",
    "MYANMAR",
    "TIBETAN",
    "TAI ",
    "NEW TAI",
    "JAVANESE",
    "BALINESE",
    "TANGUT",
)
_APOSTROPHES = frozenset("'\u2019\u02bc\u1fbd")
#: Signs behind which a line break is a space, and those before which it is one.
_ENDING, _BEGINNING = frozenset(".,;:!?…)]·"), frozenset("([⟨")
#: Categories of signs that belong to the word after them, and to that before them.
_OPENING, _CLOSING = frozenset({"Pd", "Ps", "Pi"}), frozenset({"Pd", "Pe", "Pf", "Po"})


def are_parted(first: etree._Element, second: etree._Element) -> bool:
    """Whether a space belongs between two words with nothing between them.

    Not in a script that is written without spaces, nor at an apostrophe or a hyphen, nor where
    `@join` or `@part` makes one word of them (TEI Guidelines 18.1.1, att.segLike).
    """
    if first.get("join") in ("right", "both") or second.get("join") in ("left", "both"):
        return False
    if first.get("part") in ("I", "M") and second.get("part") in ("M", "F"):
        return False
    end, start = plain(first)[-1:], plain(second)[:1]
    if not end or not start or end in _APOSTROPHES or start in _APOSTROPHES:
        return False
    if unicodedata.category(end) in _OPENING or unicodedata.category(start) in _CLOSING:
        return False
    return not any(unicodedata.name(letter, "").startswith(_UNPARTED) for letter in (end, start))


def breaks_apart(end: str, start: str) -> bool:
    """Whether a line break between two letters is a space, where the file has none.

    Between words it is, also behind a comma or full stop and before an opening bracket; what
    quotation marks do differs by language.
    """
    if not end or not start:
        return False
    if any(unicodedata.name(letter, "").startswith(_UNPARTED) for letter in (end, start)):
        return False
    return (end.isalnum() or end in _ENDING) and (start.isalnum() or start in _BEGINNING)


def end_of(first: etree._Element, second: etree._Element) -> etree._Element:
    """What ends before the space: the first word, with what ends there but holds no second word."""
    around = set(second.iterancestors())
    node = first
    while (parent := node.getparent()) is not None and parent not in around:
        node = parent
    return node

"""Words tagged as such that touch each other in the file -> the space a reader must see between.

The rule of the guide, chapter 1, written down a second time: a `<w>` is a word, so two of them side
by side are two words, unless their script knows no spaces or the encoder says that they are one.
"""

from __future__ import annotations

import unicodedata

from lxml import etree

from siglum.source.trees import all_text
from siglum.verify.streams import SPACE, Stream
from siglum.verify.tags import T

WORD = T + "w"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: Letters of scripts that part no words, by how their names in Unicode begin.
_SOLID = tuple(
    "CJK,HIRA,KATA,BOPO,YI ,THAI,LAO,KHME,MYAN,TIBE,TAI ,NEW TAI,JAVA,BALI,TANGUT".split(",")
)
_ELISION = "'\u2019\u02bc\u1fbd"


class Adjoining:
    """Remembers in each stream which word ended last, and after which letter."""

    def __init__(self) -> None:
        self._last: dict[int, tuple[Stream, int, etree._Element]] = {}

    def begin(self, word: etree._Element, stream: Stream) -> None:
        """A word begins: set the gap before it."""
        if id(stream) not in self._last:
            return
        _stream, length, before = self._last[id(stream)]
        if length == stream.length and not _one(before, word) and not _kept(word):
            stream.gap(SPACE)

    def end(self, word: etree._Element, stream: Stream) -> None:
        """A word ends."""
        self._last[id(stream)] = (stream, stream.length, word)


def _one(first: etree._Element, second: etree._Element) -> bool:
    """Whether two words are written as one."""
    if {first.get("join"), second.get("join")} & {"both"}:
        return True
    if first.get("join") == "right" or second.get("join") == "left":
        return True
    if first.get("part") in ("I", "M") and second.get("part") in ("M", "F"):
        return True
    end, start = all_text(first).rstrip()[-1:], all_text(second).lstrip()[:1]
    if not end or not start or end in _ELISION or start in _ELISION:
        return True
    if unicodedata.category(end) in ("Pd", "Ps", "Pi"):
        return True
    if unicodedata.category(start) in ("Pd", "Pe", "Pf", "Po"):
        return True
    return any(unicodedata.name(letter, "").startswith(_SOLID) for letter in (end, start))


def _kept(word: etree._Element) -> bool:
    """Whether white space there is as the encoder wrote it."""
    return next(
        (up.get(_SPACE) == "preserve" for up in word.iterancestors() if up.get(_SPACE)), False
    )

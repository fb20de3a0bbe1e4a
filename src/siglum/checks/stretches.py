"""The running text of a document -> where the ends of entries stand in it, and what lies between.

Positions are those that `apparatus.encodings` gives to the points of an entry: beside an empty
element, around any other; notes, readings, lists and the header are no running text, and of an
entry in the text only the reading that stands there is.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple
from unicodedata import normalize

from lxml import etree

from siglum.apparatus.entries import APP
from siglum.apparatus.lemmata import ELLIPSIS, STROKES
from siglum.apparatus.points import ASIDE, LISTS
from siglum.source.standing import Prefer, base_element, first
from siglum.source.vocabulary import names

_OTHER = re.compile(r"[\W_]+")
#: Among more words than this no similar ones are looked for.
_MOST, _LONGEST = 400, 200
_SKIPPED = ASIDE | LISTS
#: Where a text has two sides, a lemma has one: both are read, then one of them.
SIDES = (names("sic orig abbr am del surplus"), names("corr reg expan ex add supplied"))


class Point(NamedTuple):
    """A place in the running text: how many characters stand before it, and its rank."""

    offset: int
    rank: int


@dataclass(slots=True)
class Stretches:
    """The running text and the points at which wanted elements begin and end in it."""

    starts: dict[etree._Element, Point] = field(default_factory=dict)
    ends: dict[etree._Element, Point] = field(default_factory=dict)
    text: str = ""


def read_stretches(
    tei: etree._Element,
    wanted: Container[etree._Element],
    apart: Container[etree._Element],
    without: frozenset[str] = frozenset(),
    prefer: Prefer = first,
) -> Stretches:
    """Go once through the text of `tei` and note where the elements of `wanted` stand.

    Entries in `apart` are no part of the text, nor is what the elements named in `without` hold.
    Wanted elements outside of the text have no points. `prefer` chooses what stands in the text
    where there is no lemma.
    """
    skipped = _SKIPPED | without
    found = Stretches()
    words: list[str] = []
    offset = rank = 0

    def say(text: str | None) -> None:
        nonlocal offset
        if text:
            words.append(text)
            offset += len(text)

    def read(node: etree._Element) -> None:
        nonlocal rank
        if node.tag in skipped or not isinstance(node.tag, str):
            return
        if node in wanted:
            rank += 1
            found.starts[node] = Point(offset, rank)
        if node.tag == APP:
            base = base_element(node, prefer)
            if base is not None and node not in apart:
                inside(base)
        else:
            inside(node)
        if node in wanted:
            rank += 1
            found.ends[node] = Point(offset, rank)

    def inside(node: etree._Element) -> None:
        say(node.text)
        for child in node:
            read(child)
            say(child.tail)

    read(tei)
    found.text = "".join(words)
    return found


def letters(text: str) -> str:
    """The letters and digits of `text`, case and accents' encoding evened out."""
    return _OTHER.sub("", normalize("NFC", text.casefold()))


def pieces(lemma: str) -> list[str]:
    """The letters of a lemma as printed, cut where words are left out ("arma … cano")."""
    parts = ELLIPSIS.split(STROKES.sub("", lemma))
    return [piece for part in parts if (piece := letters(part))]


def stand_in(parts: list[str], whole: str) -> bool:
    """Whether the pieces of a lemma stand in the letters of a text, in their order."""
    at = 0
    for piece in parts:
        at = whole.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


def is_the_text(lemma: str, text: str) -> bool:
    """Whether a lemma is `text` from its beginning to its end; between them words may lack."""
    parts, whole = pieces(lemma), letters(text)
    if len(parts) < 2:
        return "".join(parts) == whole
    ends = whole.startswith(parts[0]) and whole.endswith(parts[-1])
    return ends and stand_in(parts, whole)


def nearest(lemma: str, text: str) -> str:
    """The words of `text`, as many as the lemma has, that are most like it; empty if none are."""
    words, count = text.split(), len(lemma.split())
    if not words or len(words) > _MOST or not count or len(lemma) > _LONGEST:
        return ""
    spans = [" ".join(words[at : at + count]) for at in range(max(len(words) - count, 0) + 1)]
    near = get_close_matches(lemma, spans, 1, 0.7)
    return near[0] if near else ""

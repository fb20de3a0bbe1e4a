"""A TEI tree -> its running text in one string, and the way back from a letter to its node.

Notes, lists of entries, the header and readings that do not stand in the text are left out.
Where words cannot run together (at the edges of blocks, at a line break) a space is put in that
stands in no node; where a break divides a word (`@break="no"`) a joiner, so that the word is one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from lxml import etree

from siglum.apparatus.entries import APP, LEM
from siglum.apparatus.points import ASIDE, LISTS, Placed, Spot, before
from siglum.source.standing import Prefer, base_element, first
from siglum.source.vocabulary import BLOCKS, BREAKS, names

#: Stands where a word goes on after a break.
JOINER = "\u2060"
_CHOICE = names("choice")
_LINE_BREAKS = names("lb l")
#: Where a text has two sides, a lemma has one: what stands in the text, else what is edited out
#: of it, else what the source has.
SIDES: tuple[frozenset[str], ...] = (
    frozenset(),
    names("sic orig am del surplus"),
    names("ex add supplied"),
)
_SHOWN = names("corr reg expan")


@dataclass(slots=True)
class RunningText:
    """The text, and for every stretch of it the node that it stands in.

    `begins` and `ends` say where in the text the elements that were asked for begin and end.
    """

    text: str = ""
    offsets: list[int] = field(default_factory=list)
    pieces: list[tuple[etree._Element, bool, int]] = field(default_factory=list)
    begins: dict[etree._Element, int] = field(default_factory=dict)
    ends: dict[etree._Element, int] = field(default_factory=dict)
    #: Words of the other side of a choice stand in no node: the two points around it instead.
    stands_for: dict[int, tuple[etree._Element, etree._Element]] = field(default_factory=dict)

    def spot_before(self, offset: int) -> Spot | None:
        """The place right before the letter at `offset`."""
        at = bisect_right(self.offsets, offset) - 1
        if at < 0:
            return None
        if (both := self.stands_for.get(at)) is not None:
            return before(both[0])
        node, tail, length = self.pieces[at]
        return Spot(node, tail, min(offset - self.offsets[at], length))

    def spot_after(self, offset: int) -> Spot | None:
        """The place right after the letter that ends at `offset`."""
        at = bisect_right(self.offsets, offset - 1) - 1
        if at < 0:
            return None
        if (both := self.stands_for.get(at)) is not None:
            return Spot(both[1], True, 0)
        node, tail, length = self.pieces[at]
        return Spot(node, tail, min(offset - self.offsets[at], length))


def read_running_text(
    tei: etree._Element,
    wanted: Container[etree._Element] = (),
    apart: Container[etree._Element] = (),
    side: int = 0,
    choices: Mapping[etree._Element, Placed] | None = None,
    prefer: Prefer = first,
) -> RunningText:
    """Go once through the text of `tei`; entries in `apart` are no part of it.

    `side` tells which of `SIDES` is left out. `choices` are the entries made of choices, by their
    start points: where the source is asked for, their other side is read. `prefer` chooses what
    stands in the text where an entry has no lemma.
    """
    found = RunningText()
    words: list[str] = []
    offset = 0
    without = SIDES[side]
    other = side == len(SIDES) - 1

    def gap(sign: str) -> None:
        nonlocal offset
        if words and words[-1] != sign:
            words.append(sign)
            offset += 1

    def say(node: etree._Element, tail: bool) -> None:
        nonlocal offset
        text = node.tail if tail else node.text
        if text:
            found.offsets.append(offset)
            found.pieces.append((node, tail, len(text)))
            words.append(text)
            offset += len(text)

    def read(node: etree._Element) -> None:
        tag = node.tag
        if tag in ASIDE or tag in LISTS or tag in without or not isinstance(tag, str):
            return
        if tag in BREAKS:
            if node.get("break") == "no":
                gap(JOINER)
            elif tag in _LINE_BREAKS:
                gap(" ")
        block = tag in BLOCKS
        if block:
            gap(" ")
        if node in wanted:
            found.begins[node] = offset
        if tag == APP:
            if other and node.get("type") == "choice":
                choose(node)
            elif node not in apart and (base := base_element(node, prefer)) is not None:
                inside(base)
        elif tag in _CHOICE:
            choose(node)
        else:
            inside(node)
        if block:
            gap(" ")
        if node in wanted:
            found.ends[node] = offset

    def inside(node: etree._Element) -> None:
        say(node, False)
        children = iter(node)
        for child in children:
            if other and choices and child in choices and replace(choices[child]):
                for left in children:
                    if left is choices[child].end:
                        say(left, True)
                        break
                continue
            read(child)
            say(child, True)

    def choose(choice: etree._Element) -> None:
        sides = list(choice.iterchildren(etree.Element))
        shown = next((one for one in sides if one.tag in _SHOWN or one.tag == LEM), None)
        shown = shown if shown is not None else next(iter(sides), None)
        if other:
            shown = next((one for one in sides if one is not shown), shown)
        if shown is not None:
            inside(shown)

    def replace(entry: Placed) -> bool:
        """Read the other side of a choice instead of the one that stands in the text."""
        nonlocal offset
        parent = entry.start.getparent()
        if parent is None or entry.end.getparent() is not parent:
            return False
        base = base_element(entry.app)
        sides = (one for one in entry.app.iterchildren(etree.Element) if one is not base)
        text = "".join("".join(map(str, one.itertext())) for one in list(sides)[:1])
        if text:
            found.stands_for[len(found.pieces)] = (entry.start, entry.end)
            found.offsets.append(offset)
            found.pieces.append((entry.start, True, 0))
            words.append(text)
            offset += len(text)
        return True

    read(tei)
    found.text = "".join(words)
    return found

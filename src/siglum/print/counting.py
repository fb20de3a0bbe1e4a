"""The blocks of a text -> how the lines of each are numbered once they are printed."""

from __future__ import annotations

from lxml import etree

from siglum.print.options import Lineation
from siglum.print.tree import BLOCKS, classes, with_class
from siglum.print.verses import number_verses

__all__ = ["count_lines"]

#: Blocks in the text whose lines are counted in any case.
COUNTED = frozenset({"p", "ab", "l", "item"})
#: Blocks in the text that never are: an entry there is referred to as "tit.".
TITLES = frozenset({"head", "div-n", "h1", "h2", "h3", "h4", "h5", "h6"})


#: Lines of an envelope within a paragraph are lines of it.
_ADDRESS = frozenset({"address", "addrLine"})
_APART = frozenset({"record", "standOff", "note", "noteGrp"})


def _kind(element: etree._Element) -> str:
    """The name that decides how a block's lines are counted: its first class, else its tag."""
    found = classes(element)
    return found[0] if found else str(element.tag)


def count_lines(section: etree._Element, rank: int, lineation: Lineation) -> None:
    """Say on every block of the text how its lines are numbered.

    Paragraphs, verses and list items are counted. So is every other kind of block of which one
    carries a lemma: an entry without a number could not be found. Headings,
    registers and notes between blocks stay out.
    """
    number_verses(section)
    carrying = set()
    for point in with_class(section, "point"):
        for up in point.iterancestors():
            if up.tag in BLOCKS:
                carrying.add(_kind(up))
                break
    divisions: dict[etree._Element, int] = {}
    for block in [section, *section.iterdescendants(etree.Element)]:
        if block.tag not in BLOCKS:
            continue
        names = {*classes(block), str(block.tag)}
        if names & TITLES:
            block.set("data-count", "title")
        elif block.get("data-verse"):
            block.set("data-count", "verse")
        elif _stands_apart(block) and not any(True for _ in with_class(block, "point")):
            continue
        elif names & COUNTED or _kind(block) in carrying or _within_counted(block):
            block.set("data-count", "line")
        else:
            continue
        home = section
        if lineation == "section":
            home = next((up for up in block.iterancestors() if "div" in classes(up)), section)
        elif lineation == "run":
            home = next((up for up in block.iterancestors() if "part" in classes(up)), section)
            rank = 0 if home is not section else rank
        number = divisions.setdefault(home, len(divisions))
        block.set("data-section", f"{rank}.{number}")
        if any(up.tag in ("td", "th") for up in [block, *block.iterancestors()]):
            block.set("data-cell", "")


def _stands_apart(block: etree._Element) -> bool:
    """Whether a block belongs to a register or to a note between blocks: nobody cites its lines."""
    return any(not _APART.isdisjoint(classes(up)) for up in (block, *block.iterancestors()))


def _within_counted(block: etree._Element) -> bool:
    """Whether a block without a name, or an address, is part of something that is counted."""
    if block.tag not in ("div", "p", "li", "blockquote") or not _ADDRESS.issuperset(classes(block)):
        return False
    parent = block.getparent()
    while parent is not None and parent.tag not in BLOCKS:
        parent = parent.getparent()
    return parent is not None and parent.get("data-count") in ("line", "verse")

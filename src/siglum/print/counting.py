"""The blocks of a text -> how the lines of each are numbered once they are printed."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from siglum.print.options import Apart, PrintOptions
from siglum.print.tree import BLOCKS, classes, with_class
from siglum.print.turns import TURNS
from siglum.print.verses import number_verses

__all__ = ["count_lines", "kinds_with_lemmata"]

#: Blocks in the text whose lines are counted in any case.
COUNTED = frozenset({"p", "ab", "l", "item", "u"})
#: Blocks in the text that are numbered as the edition wants; else an entry there has "tit.".
TITLES = frozenset({"head", "div-n", "h1", "h2", "h3", "h4", "h5", "h6"})
#: Directions between speeches, numbered as the edition wants; the names of speakers, if one
#: carries a lemma, are numbered like them.
DIRECTIONS = frozenset({"stage", "move", "view", "camera", "caption", "sound", "tech"})
SPEAKERS = frozenset({"speaker"})
#: A number that siglum sets above a division: no words of the text.
_MADE = "div-n"

#: How an edition wants what is no paragraph and no verse -> how it is counted.
_APART: dict[Apart, str] = {"unnumbered": "", "line": "line", "below": "below"}
_PARAGRAPHS = frozenset({"p", "ab", "list", "table"})
#: Lines of an envelope within a paragraph are lines of it.
_ADDRESS = frozenset({"address", "addrLine"})
_REGISTERS = frozenset({"record", "standOff", "note", "noteGrp"})


def _kind(element: etree._Element) -> str:
    """The name that decides how a block's lines are counted: its first class, else its tag."""
    found = classes(element)
    return found[0] if found else str(element.tag)


def kinds_with_lemmata(text: etree._Element) -> frozenset[str]:
    """The kinds of blocks of which one in a text carries a lemma."""
    carrying: set[str] = set()
    for point in _points(text):
        for up in point.iterancestors():
            if up.tag in BLOCKS:
                carrying.add(_kind(up))
                break
    return frozenset(carrying)


def _points(element: etree._Element) -> Iterator[etree._Element]:
    """The points of lemmata and passages in an element; where witnesses turn says nothing of it."""
    return (one for one in with_class(element, "point") if TURNS.isdisjoint(one.attrib))


def count_lines(
    section: etree._Element,
    rank: int,
    options: PrintOptions,
    carrying: frozenset[str] | None = None,
) -> None:
    """Say on every block of the text how its lines are numbered.

    Paragraphs, verses and list items are counted. So is every other kind of block of which one
    in the text is `carrying` a lemma (of the section alone, if nobody has looked): an entry without
    a number could not be found, and where a text is cut changes nothing. Registers and notes
    between blocks stay out.
    """
    number_verses(section, options.verses)
    if carrying is None:
        carrying = kinds_with_lemmata(section)
    divisions: dict[etree._Element, int] = {}
    for block in [section, *section.iterdescendants(etree.Element)]:
        if block.tag not in BLOCKS and not _is_set_as_block(block):
            continue
        kind = _count(block, carrying, options)
        if not kind:
            continue
        block.set("data-count", kind)
        home = section
        if options.lineation == "section":
            home = next((up for up in block.iterancestors() if "div" in classes(up)), section)
        elif options.lineation == "paragraph":
            home = _paragraph(block)
            if name := home.get("data-n"):
                block.set("data-prefix", f"{name}.")
        elif options.lineation == "run":
            home = next((up for up in block.iterancestors() if "part" in classes(up)), section)
            rank = 0 if home is not section else rank
        number = divisions.setdefault(home, len(divisions))
        block.set("data-section", f"{rank}.{number}")
        if any(up.tag in ("td", "th") for up in [block, *block.iterancestors()]):
            block.set("data-cell", "")


def _count(block: etree._Element, carrying: frozenset[str], options: PrintOptions) -> str:
    """How the lines of a block are counted (`siglum.print.numbering.counted`)."""
    names, kind = {*classes(block), str(block.tag)}, _kind(block)
    apart = _stands_apart(block) and not any(True for _ in _points(block))
    if names & TITLES or block.tag == "caption":
        return "title" if apart or _MADE in names else _APART[options.headings] or "title"
    if block.get("data-verse"):
        return "verse"
    if apart:
        return ""
    if kind in DIRECTIONS or (kind in SPEAKERS and kind in carrying):
        return _APART[options.directions] or "direction"
    if "l" in names and options.verses == "count":
        return "one"
    return "line" if names & COUNTED or kind in carrying or _within_counted(block) else ""


def _is_set_as_block(element: etree._Element) -> bool:
    """Whether a paragraph, verse or item within a paragraph has lines of its own."""
    found = classes(element)
    return "as-block" in found and not COUNTED.isdisjoint(found)


def _paragraph(block: etree._Element) -> etree._Element:
    """What a line is counted in where each paragraph begins anew: verses share their stanza."""
    around = [block, *block.iterancestors()]
    paragraphs = [up for up in around if not _PARAGRAPHS.isdisjoint(classes(up))]
    return (
        paragraphs[-1] if paragraphs else next((up for up in around if "lg" in classes(up)), block)
    )


def _stands_apart(block: etree._Element) -> bool:
    """Whether a block belongs to a register or to a note between blocks: nobody cites its lines."""
    return any(not _REGISTERS.isdisjoint(classes(up)) for up in (block, *block.iterancestors()))


def _within_counted(block: etree._Element) -> bool:
    """Whether a block without a name, or an address, is part of something that is counted."""
    if block.tag not in ("div", "p", "li", "blockquote") or not _ADDRESS.issuperset(classes(block)):
        return False
    parent = block.getparent()
    while parent is not None and parent.tag not in BLOCKS:
        parent = parent.getparent()
    return parent is not None and parent.get("data-count") in ("line", "verse")

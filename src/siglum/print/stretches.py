"""Stretches of signs that no line can end within -> places in them where one may.

A hundred brackets that close at once, each in an element of its own, are one word to the layout and
would run off the page. Words without elements in them are the business of `linebreak`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from siglum.print.words import is_unspaced

__all__ = ["part_stretches"]

#: So many signs fit a line of any book; words are shorter.
_LONG = 36
_BREAK = "\u200b"


def part_stretches(root: etree._Element, is_block: Callable[[etree._Element], bool]) -> None:
    """Let lines end between elements that follow each other without a space. Changes `root`."""
    length = 0
    before: tuple[etree._Element, bool] | None = None
    for element, is_tail, text in list(_texts(root, is_block)):
        if element is None:
            length, before = 0, None
            continue
        if length >= _LONG and before is not None and not text[0].isspace():
            owner, tail = before
            if tail:
                owner.tail = (owner.tail or "") + _BREAK
            else:
                owner.text = (owner.text or "") + _BREAK
        gaps = [at for at, sign in enumerate(text) if sign.isspace() or is_unspaced(sign)]
        length = len(text) - gaps[-1] - 1 if gaps else length + len(text)
        before = element, is_tail


def _texts(
    root: etree._Element, is_block: Callable[[etree._Element], bool]
) -> Iterator[tuple[etree._Element | None, bool, str]]:
    """The texts below `root` with the elements that hold them; None at the borders of blocks."""
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("start", "end") and (is_block(element) or element.tag == "br"):
            yield None, False, ""
        if event == "start":
            if element.text:
                yield element, False, element.text
        elif event in ("end", "comment", "pi") and element is not root and element.tail:
            yield element, True, element.tail

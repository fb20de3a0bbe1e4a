"""Stretches of signs that no line can end within -> places in them where one may.

A hundred brackets that close at once, each in an element of its own, are one word to the layout
and would run off the page. Words without elements in them are the business of `linebreak`; it is
told here which elements without words stand behind a space.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from siglum.print.tree import classes
from siglum.print.words import is_one_word, is_unspaced

__all__ = ["BREAK", "SPACED", "part_stretches"]

#: So many signs fit a line of any book; words are shorter.
_LONG = 36
#: A place where a line may end without a sign.
BREAK = "\u200b"
#: The attribute of an element without words before which a line may end, at a space.
SPACED = "data-spaced"
_HYPHENS = frozenset("-‐–—")
#: Spaces that no line ends at.
_KEEPING = frozenset("\u00a0\u202f\u2007")
#: Categories of signs that open something.
_OPENING = frozenset({"Ps", "Pi"})


class _Text(NamedTuple):
    """A text and the element that holds it, before its children or behind it."""

    element: etree._Element
    is_tail: bool
    text: str


def part_stretches(root: etree._Element, is_block: Callable[[etree._Element], bool]) -> None:
    """Let lines end between elements that follow each other without a space. Changes `root`."""
    for run in list(_runs(root, is_block)):
        length, last = 0, ""
        before: _Text | None = None
        is_blank = True
        for one in run:
            if not one.text:
                if last.isspace() and not is_blank:
                    one.element.set(SPACED, "")
                continue
            if length >= _LONG and before is not None and _may_begin(one.text[0], last):
                _end_with_break(before)
            begin = _last_begin(last, one)
            length = len(one.text) - begin if begin else length + len(one.text)
            before, last = one, one.text[-1]
            is_blank = is_blank and one.text.isspace()


def _may_begin(sign: str, before: str) -> bool:
    """Whether a line may begin with a sign: behind a word, not with one that ends it."""
    if sign.isspace() or not is_one_word(before):
        return not sign.isspace()
    return is_one_word(sign) or unicodedata.category(sign) in _OPENING


def _last_begin(before: str, one: _Text) -> int:
    """The last place in a text where a line may begin anyway; 0 if there is none.

    Behind a space, around a character that is a word, and behind the hyphen of a word; not within a
    sign for a hole, which is kept together.
    """
    is_sign = not one.is_tail and "sign" in classes(one.element)
    for at in range(0 if is_sign else len(one.text), 0, -1):
        sign = one.text[at - 1]
        behind = one.text[at - 2] if at > 1 else before
        space = sign.isspace() and sign not in _KEEPING
        if space or is_unspaced(sign) or (sign in _HYPHENS and is_one_word(behind)):
            return at
    return 0


def _end_with_break(text: _Text) -> None:
    if text.is_tail:
        text.element.tail = (text.element.tail or "") + BREAK
    else:
        text.element.text = (text.element.text or "") + BREAK


def _runs(
    root: etree._Element, is_block: Callable[[etree._Element], bool]
) -> Iterator[list[_Text]]:
    """The texts below `root` that stand in one paragraph, without the notes that hang on them.

    Spans that hold nothing are among them, as texts without letters.
    """
    open_runs: list[list[_Text]] = [[]]
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        starts = event == "start"
        if event in ("start", "end"):
            if element is not root and "foot" in classes(element):
                if starts:
                    open_runs.append([])
                else:
                    yield open_runs.pop()
            elif is_block(element) or element.tag == "br":
                yield open_runs[-1]
                open_runs[-1] = []
        if starts and (element.text or (element.tag == "span" and not len(element))):
            open_runs[-1].append(_Text(element, False, element.text or ""))
        elif not starts and element is not root and element.tail:
            open_runs[-1].append(_Text(element, True, element.tail))
    yield open_runs.pop()

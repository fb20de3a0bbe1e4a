"""A TEI tree -> the same tree with white space that means something, and no other.

The one rule of the whole product, told in the guide:

1. directly inside elements that hold elements only (between readings, in `choice`, `subst`,
   `listWit`) white space is layout and vanishes;
2. elsewhere a run of white space is one space, and none stands at the edge of a block;
3. a break with `@break="no"` joins the word around it, also where white space is preserved; a line
   break without it parts two words;
4. words that are tagged (`w`) and stand side by side without anything between them are parted by a
   space, in scripts that part words (`siglum.source.wordspaces`).

Comments and processing instructions go first, so that they neither split nor join words.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from siglum.source.header import plain
from siglum.source.namespaces import TEI
from siglum.source.standing import base_element, readings_of, standing
from siglum.source.vocabulary import BLOCKS, BREAKS, ELEMENT_ONLY, OWN_FLOW, PRESERVED, STANDING
from siglum.source.wordspaces import WORD, are_parted, breaks_apart, end_of

_BLANK = " \t\r\n"
_RUN = re.compile(r"[ \t\r\n]+")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_APP, _RDG = f"{{{TEI}}}app", f"{{{TEI}}}rdg"
_LINE_BREAK = f"{{{TEI}}}lb"
_ALTERNATIVES = frozenset({f"{{{TEI}}}choice"})


def normalise_spaces(root: etree._Element) -> None:
    """Apply the rule to `root` and all it holds, in place.

    Two trees that differ only in layout (indentation, line ends, comments) come out equal.
    Source: TEI Guidelines, «White space» in chapter v; 3.11.3 for `@break`.
    """
    drop_comments(root)
    _Flow(standing(root)).read(root)


def drop_comments(root: etree._Element) -> None:
    """Take comments and processing instructions out of `root`; the text around them joins."""
    for node in list(root.iter(etree.Comment, etree.ProcessingInstruction)):
        if node is not root and node.getparent() is not None:
            remove_keeping_tail(node)


def remove_keeping_tail(node: etree._Element) -> None:
    """Take `node` out of its tree; the text that follows it stays where it was."""
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return
    if node.tail:
        if before is None:
            parent.text = (parent.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail
        node.tail = None
    parent.remove(node)


def _is_addition(entry: etree._Element) -> bool:
    """Whether witnesses have words where the text has none."""
    base = base_element(entry)
    if base is None or plain(base):
        return False
    return any(plain(reading) for reading in readings_of(entry))


#: fresh, last, final, broken, word, letter
_State = tuple[bool, tuple[Any, str] | None, str, bool, Any, str]


class _Flow:
    """One run of text: knows whether a space may come next, and where the last one was set."""

    def __init__(self, standing: frozenset[etree._Element]) -> None:
        self.standing = standing
        self.fresh = True  # nothing but an edge before: no space may follow
        self.last: tuple[etree._Element, str] | None = None  # chunk that ends in a space
        self.final = ""  # the last character set
        self.broken = False  # a line break came since
        self.word: etree._Element | None = None  # the <w> that ended here
        self.letter = ""  # the last character that is no space

    def read(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in PRESERVED or element.get(_SPACE) == "preserve":
            if tag not in PRESERVED:
                _join_broken(element)
            self.fresh, self.last, self.final, self.word, self.letter = False, None, "", None, ""
            return
        block = tag in BLOCKS
        if block:
            self.edge()
        if tag in BREAKS:
            if element.get("break") == "no":
                self.edge()
            elif tag == _LINE_BREAK:
                self.broken = True
        elif tag == WORD:
            self.part(element)
        self.set(element, "text", tag in ELEMENT_ONLY)
        if tag in STANDING and not element.text and not len(element):
            self.between()
            self.word = None
        if tag in _ALTERNATIVES:
            self.sides(element)
        else:
            for child in element:
                self.child(child)
                self.set(child, "tail", tag in ELEMENT_ONLY)
        if tag == WORD:
            self.word = element
        if block:
            self.edge()

    def child(self, child: etree._Element) -> None:
        """Go on into a child of an element."""
        if self.flows_apart(child):
            inner = _Flow(self.standing)
            inner.read(child)
            inner.edge()
            return
        self.read(child)
        if child.tag == _APP and _is_addition(child):
            self.between()

    def sides(self, choice: etree._Element) -> None:
        """The sides of a `<choice>`: each follows what stands before it, and one is read.

        A side that begins with a word going on takes the space before them away, for all of them:
        then they are looked at once more.
        """
        before = self._state
        moved = False
        for child in choice:
            self._state = before
            self.child(child)
            moved = moved or self._state != before
            self.set(child, "tail", layout=True)
        fresh, last, _, broken, word, letter = before
        if last is not None and not (getattr(*last) or "").endswith(" "):
            self._state = fresh, None, letter, broken, word, letter
            self.sides(choice)
        elif moved and (self._state == before or (last is not None and self.last == last)):
            self.between()  # also where the last side is a break: the space is another's

    def flows_apart(self, element: etree._Element) -> bool:
        """Whether the text of `element` is no part of the sentence around it.

        The reading of an entry that stands in the text is part of it; an entry that is tied to
        its words by `@from` (TEI Guidelines 13.2.2) leaves none of its own there.
        """
        if element.tag == _APP:
            return bool(element.get("from"))
        if element.tag != _RDG:
            return element.tag in OWN_FLOW
        return element not in self.standing

    @property
    def _state(self) -> _State:
        return self.fresh, self.last, self.final, self.broken, self.word, self.letter

    @_state.setter
    def _state(self, state: _State) -> None:
        self.fresh, self.last, self.final, self.broken, self.word, self.letter = state

    def between(self) -> None:
        """After words of one reading only: the spaces on both sides of them are theirs."""
        self.fresh, self.last, self.final, self.broken = False, None, "", False
        self.letter = ""

    def part(self, word: etree._Element) -> None:
        """A `<w>` begins: a space before it, if another one ended where it stands."""
        before, self.word = self.word, None
        if before is None or self.broken or not are_parted(before, word):
            return
        node = end_of(before, word)
        node.tail = " "
        self.fresh, self.last, self.final = False, (node, "tail"), " "

    def edge(self) -> None:
        """A block begins or ends, or a word goes on: what was a space here is none."""
        if self.last is not None:
            node, part = self.last
            setattr(node, part, (getattr(node, part) or "").rstrip(" ") or None)
        self.fresh, self.last, self.final, self.broken = True, None, "", False
        self.word, self.letter = None, ""

    def set(self, node: etree._Element, part: str, layout: bool) -> None:
        raw = getattr(node, part)
        if not raw:
            return
        text = _RUN.sub(" ", raw)
        if layout and text == " ":
            setattr(node, part, None)
            return
        if self.fresh or self.last is not None:
            text = text.removeprefix(" ")
        elif self.broken and breaks_apart(self.final, text[:1]):
            text = f" {text}"
        if not text:
            setattr(node, part, None)
            return
        if text != raw:
            setattr(node, part, text)
        # a space behind a break may be taken away again, and then the break parts the words
        self.broken = self.broken and text == " "
        self.fresh, self.final, self.word = False, text[-1], None
        if text[-1] != " ":
            self.last, self.letter = None, text[-1]
        else:
            self.last, self.letter = (node, part), text[-2:-1] or self.letter


def _join_broken(element: etree._Element) -> None:
    """Where white space is preserved, a word goes on over a break that says so, too."""
    before: list[tuple[etree._Element, str]] = []  # white space that ends the text so far
    joined = False

    def take(node: etree._Element, part: str) -> None:
        nonlocal joined
        text = getattr(node, part)
        if not text:
            return
        if joined:
            text = text.lstrip(_BLANK)
            setattr(node, part, text or None)
        if text:
            joined = False
            if text.strip(_BLANK):
                before.clear()
            before.append((node, part))

    def walk(node: etree._Element) -> None:
        nonlocal joined
        if node.tag in PRESERVED:
            before.clear()
            joined = False
            return
        if node.tag in BREAKS and node.get("break") == "no":
            for spot, part in before:
                setattr(spot, part, getattr(spot, part).rstrip(_BLANK) or None)
            before.clear()
            joined = True
        take(node, "text")
        for child in node:
            walk(child)
            take(child, "tail")

    walk(element)

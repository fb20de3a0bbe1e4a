"""The bytes of a source and its elements -> the line and column where each start tag stands.

lxml's own line numbers are of no use: they tell where a start tag ends, beyond line 65 535 they
are guessed, and there are no columns. So the same bytes are gone through once more, only when the
first place is asked for, to find where each start tag begins: by counting (`starttags`), or by
expat where a DOCTYPE may declare entities that hold elements. Both ways meet the elements in
the same order, which ties the n-th start tag to the n-th element. Which file an element came
from, and as which of its elements, is noted before included files are spliced together.
"""

from __future__ import annotations

import os
import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, count, repeat
from pathlib import Path
from typing import Final
from xml.parsers import expat

from lxml import etree

from siglum.findings import Place
from siglum.source.namespaces import XML, XML_ID
from siglum.source.ordinals import Ordinals
from siglum.source.starttags import StartTags

_BLOCK: Final = 4096
_CONTINUATION: Final = bytes(range(0x80, 0xC0))  # of UTF-8: the second byte of a letter, and on
_ATTRIBUTE = re.compile(rb"""([^\s=/>"']+)\s*=\s*(?:"[^"]*"|'[^']*')""")


@dataclass(eq=False)
class SourceFile:
    """One file as read: where it lies, how findings call it, and its characters in UTF-8.

    `data` holds neither a byte order mark nor the original encoding, so that columns count
    what an editor shows: code points, the first of a line being 1.
    """

    path: Path
    name: str
    data: bytes = field(repr=False)

    @cached_property
    def start_tags(self) -> Sequence[int]:
        """Byte offset in `data` of each start tag, in document order.

        An element that comes out of an internal entity has the offset of the reference. The
        list ends early where expat refuses what libxml2 accepted.
        """
        return index_start_tags(self.data)

    @cached_property
    def end_tags(self) -> array[int]:
        """Byte offset of each end tag, in the order of the start tags; behind it for `<a/>`."""
        return index_end_tags(self.data)

    @cached_property
    def real(self) -> str:
        """The path with all links followed: the same for the same file."""
        return os.path.realpath(self.path)

    @cached_property
    def _feeds(self) -> array[int]:
        """Line feeds before each block of the data."""
        counts = array("Q", (0,))
        for start in range(0, len(self.data), _BLOCK):
            counts.append(counts[-1] + self.data.count(b"\n", start, start + _BLOCK))
        return counts

    @cached_property
    def _lines(self) -> array[int] | None:
        """Where each line begins; None where line feeds alone tell."""
        if b"\r" not in self.data:
            return None
        # bytes know the line ends of XML 1.0 only: CR, LF and CRLF
        ends = accumulate(map(len, self.data.splitlines(keepends=True)), initial=0)
        starts = array("Q", ends)
        if self.data and not self.data.endswith((b"\n", b"\r")):
            starts.pop()  # the last line has no end, and none begins after it
        return starts

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column of a byte offset. CR, LF and CRLF all end a line."""
        if self._lines is None:
            block = offset // _BLOCK
            line = self._feeds[block] + self.data.count(b"\n", block * _BLOCK, offset) + 1
            start = self.data.rfind(b"\n", 0, offset) + 1
        else:
            line = bisect_right(self._lines, offset)
            start = self._lines[line - 1]
        if offset - start < _BLOCK:
            return line, len(self.data[start:offset].translate(None, _CONTINUATION)) + 1
        return line, self._characters(offset) - self._characters(start) + 1

    def _characters(self, offset: int) -> int:
        """How many code points stand before a byte offset."""
        block = offset // _BLOCK
        rest = self.data[block * _BLOCK : offset]
        return self._blocks[block] + len(rest.translate(None, _CONTINUATION))

    @cached_property
    def _blocks(self) -> array[int]:
        """Code points before each block of the data: some files are one single line."""
        counts = array("Q", (0,))
        for start in range(0, len(self.data), _BLOCK):
            block = self.data[start : start + _BLOCK]
            counts.append(counts[-1] + len(block.translate(None, _CONTINUATION)))
        return counts

    def place(self, offset: int, xml_id: str = "") -> Place:
        """The Place of a byte offset."""
        line, column = self.line_and_column(offset)
        return Place(self.name, line, column, xml_id)

    def attribute_offset(self, offset: int, attribute: str) -> int:
        """Where `attribute` (a Clark name) stands in the start tag at `offset`; else `offset`."""
        tag = re.compile(rb"<[^\s/>]+").match(self.data, offset)
        if not tag:
            return offset
        wanted = _names_in_source(attribute)
        at = tag.end()
        while found := re.compile(rb"\s+").match(self.data, at):
            pair = _ATTRIBUTE.match(self.data, found.end())
            if not pair:
                break
            name = pair[1].decode("utf-8", "replace")
            if name in wanted or (wanted == () and name.partition(":")[2] == _local(attribute)):
                return pair.start()
            at = pair.end()
        return offset


def _local(clark: str) -> str:
    return clark.rpartition("}")[2]


def _names_in_source(attribute: str) -> tuple[str, ...]:
    """The names an attribute can have in the source; none if any prefix may stand there."""
    namespace, _, local = attribute.rpartition("}")
    if not namespace:
        return (local,)
    # TEI P4 wrote plain `id` and `lang`
    return (f"xml:{local}", local) if namespace == "{" + XML else ()


def expat_parser(separator: str | None = None) -> expat.XMLParserType:
    """An expat parser of UTF-8 that meets the same elements as lxml.

    Both expand internal entities. A DTD elsewhere, and each part of it, is taken as empty, so
    that references to what it may declare are passed over. Nothing is ever opened.
    """
    parser = expat.ParserCreate("utf-8", separator)

    def external(context: str | None, *_: object) -> int:
        if context is None:  # a DTD: unless it counts as read, expat ignores what follows it
            parser.ExternalEntityParserCreate(context).Parse(b"", True)
        return 1

    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE)
    parser.ExternalEntityRefHandler = external
    return parser


def index_start_tags(data: bytes) -> Sequence[int]:
    """Byte offsets of the start tags in `data` (UTF-8, well-formed), in document order."""
    if b"<!DOCTYPE" not in data:
        return StartTags(data)
    offsets = array("Q")
    parser = expat_parser()
    parser.StartElementHandler = lambda *_: offsets.append(parser.CurrentByteIndex)
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        return offsets
    return offsets


def index_end_tags(data: bytes) -> array[int]:
    """Byte offsets of the end tags in `data` (UTF-8), in the order of the start tags."""
    offsets = array("Q")
    open_: list[int] = []
    parser = expat_parser()

    def start(*_: object) -> None:
        open_.append(len(offsets))
        offsets.append(0)

    def end(*_: object) -> None:
        offsets[open_.pop()] = parser.CurrentByteIndex

    parser.StartElementHandler, parser.EndElementHandler = start, end
    with suppress(expat.ExpatError):
        parser.Parse(data, True)
    return offsets


class Origins:
    """Which element is the how-manieth of which file: asked for places, filled when needed.

    As long as the tree stands as it was read, every 16th element is noted and the others are
    counted from there: a large file has a million elements, and few of them are asked for. A
    tree that is to be changed has all its elements noted before (`settle`); of what is included
    whole, only the root is until then, since many texts include the same lists. Whatever is noted
    is held, because lxml hands out a new Python object for an element that nobody holds; held
    ones are found again however the tree is rearranged.
    """

    def __init__(self, file: SourceFile, root: etree._Element) -> None:
        self._file = file
        self._first: etree._Element | None = root  # None once its elements are noted
        self._of: dict[etree._Element, tuple[SourceFile, int]] = {}
        self._copies: dict[etree._Element, tuple[SourceFile, int, Ordinals]] = {}
        self._files: dict[SourceFile, None] = {file: None}
        self._ordinals: Ordinals | None = None

    @property
    def main(self) -> SourceFile:
        """The file that was read, whatever it includes."""
        return self._file

    def settle(self) -> None:
        """Note all elements that are not noted yet. To be called before the tree is changed."""
        if self._first is not None:
            root, self._first = self._first, None
            self.claim(self._file, root)
            self._ordinals = None
        for copy, (file, first, _) in self._copies.items():
            self.claim(file, copy, first)
        self._copies.clear()

    def forget(self) -> None:
        """Let go of all characters and elements: from now on every place is the whole file."""
        self._file = SourceFile(self._file.path, self._file.name, b"")
        self._first = self._ordinals = None
        self._of, self._copies, self._files = {}, {}, {self._file: None}

    def know(self, ordinals: Ordinals) -> None:
        """Take these numbers of elements, if they are those of the tree as it was read."""
        if self._first is ordinals.root:
            self._ordinals = ordinals

    def claim(self, file: SourceFile, root: etree._Element, first: int = 0) -> None:
        """Note that `root` and all within it are the elements `first`, `first` + 1 … of `file`."""
        self._files[file] = None
        self._of.update(zip(root.iter("*"), zip(repeat(file), count(first)), strict=False))

    def claim_copy(self, file: SourceFile, ordinals: Ordinals, first: int) -> None:
        """The same of a copy that stays as it is; its elements are counted when asked for."""
        self._files[file] = None
        self._copies[ordinals.root] = file, first, ordinals

    @property
    def files(self) -> tuple[SourceFile, ...]:
        """The main file, then those that any of its elements came from."""
        return tuple(self._files)

    def of(self, element: etree._Element) -> tuple[SourceFile, int] | None:
        """The file and ordinal of `element`; None for one that stands in no file."""
        if self._first is None:
            return self._of.get(element) or self._of_copy(element)
        if self._ordinals is None:
            self._ordinals = Ordinals(self._first)
            for _few in self._ordinals.count():
                pass
        ordinal = self._ordinals.of(element)
        return None if ordinal is None else (self._file, ordinal)

    def _of_copy(self, element: etree._Element) -> tuple[SourceFile, int] | None:
        root: etree._Element | None = element if self._copies else None
        while root is not None and root not in self._copies:
            root = root.getparent()
        if root is None:
            return None
        file, first, ordinals = self._copies[root]
        if not len(ordinals):
            for _few in ordinals.count():
                pass
        ordinal = ordinals.of(element)
        return None if ordinal is None else (file, first + ordinal)

    def file(self, element: etree._Element) -> SourceFile:
        """The file `element` came from; for made elements, that of the nearest one around."""
        if self._first is not None:
            return self._file  # nothing is included, so that all came from there
        node: etree._Element | None = element
        while node is not None:
            origin = self.of(node)
            if origin:
                return origin[0]
            node = node.getparent()
        return self._file

    def place(self, element: etree._Element, attribute: str | None = None) -> Place:
        """Where `element`, or an attribute of it, stands in the file it came from.

        A comment or an element that siglum made has the place of the nearest element around
        it, else of the whole file.
        """
        xml_id = element.get(XML_ID) or ""
        node: etree._Element | None = element
        while node is not None:
            origin = self.of(node)
            if origin:
                file, ordinal = origin
                if ordinal >= len(file.start_tags):
                    return Place(file.name, id=xml_id)
                offset = file.start_tags[ordinal]
                if attribute and node is element:
                    offset = file.attribute_offset(offset, attribute)
                return file.place(offset, xml_id)
            node = node.getparent()
        return Place(self._file.name, id=xml_id)

"""A source that is not XML -> the one finding that tells where it goes wrong, and the way out.

Only the first fault is told: the rest mostly follows from it. expat reads the text again, since
it knows the exact byte of a fault; what only libxml2 refuses is told with libxml2's place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.entities import html5
from typing import Final, NamedTuple
from xml.parsers import expat
from xml.parsers.expat import errors

from lxml import etree

from siglum.findings import Finding, found
from siglum.source.namespaces import TEI
from siglum.source.positions import SourceFile, expat_parser

#: libxml2 refuses deeper nesting: it guards the stack of every program that walks the tree.
DEEPEST: Final = 256

_RESOURCE_LIMIT: Final = 114  # libxml2's type of error for every limit it sets
_ENTITY = re.compile(rb"&([^\s;&<]+);")
_PREFIX = re.compile(r"Namespace prefix (\S+)")
_KNOWN: Final = {"xi": "http://www.w3.org/2001/XInclude", "tei": TEI}
_AMPERSAND = re.compile(rb"&[\w.#\-]*$")
_CLOSING = re.compile(rb"</([^\s>]*)")


class _Told(NamedTuple):
    """What is to be told of a fault: where it is, what it is, the way out, and its code."""

    offset: int
    message: str
    hint: str
    code: str = "source.not-xml"


def refusal(file: SourceFile, errors: Sequence[etree._LogEntry]) -> Finding:
    """Why `file`, of which libxml2 said `errors`, cannot be read: one finding."""
    fault = _Fault(file)
    tell = _TELL.get(fault.kind)
    told = tell(fault) if tell else _told_by_libxml2(fault, errors)
    return found(told.code, file.place(told.offset), told.message, told.hint)


class _Fault:
    """One reading with expat: what it stumbled on, where, and which elements were open."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.data = file.data
        self.kind = ""
        self.offset = 0
        self.open: list[tuple[str, int]] = []
        self.too_deep: int | None = None
        self._read(None)
        if not self.kind:
            self.open.clear()
            self._read(" ")  # with namespaces, which shows prefixes that nobody declared

    def _read(self, separator: str | None) -> None:
        parser = expat_parser(separator)

        def start(name: str, _: object) -> None:
            self.open.append((name, parser.CurrentByteIndex))
            if len(self.open) == DEEPEST + 1 and self.too_deep is None:
                self.too_deep = parser.CurrentByteIndex

        parser.StartElementHandler = start
        parser.EndElementHandler = lambda _: self.open.pop()
        try:
            parser.Parse(self.data, True)
        except expat.ExpatError as error:
            self.kind = errors.messages[error.code]
            self.offset = parser.ErrorByteIndex
            if not 0 <= self.offset <= len(self.data):
                self.offset = len(self.data)

    @property
    def here(self) -> bytes:
        return self.data[self.offset : self.offset + 1]

    def innermost(self) -> str:
        """The innermost open element and where it begins, in words."""
        name, offset = self.open[-1]
        line, column = self.file.line_and_column(offset)
        return f"<{name}> (opened at {line}:{column})"


def _mismatch(fault: _Fault) -> _Told:
    at = max(fault.data.rfind(b"</", 0, fault.offset + 2), 0)
    closing = _CLOSING.match(fault.data, at)
    name = closing[1].decode("utf-8", "replace") if closing else ""
    return _Told(
        at,
        f"</{name}> closes nothing here: {fault.innermost()} is still open",
        f"Close <{fault.open[-1][0]}> first, or take out the tag that is too much.",
    )


def _ends_early(fault: _Fault) -> _Told:
    end = len(fault.data.rstrip())
    if not fault.open:
        return _Told(end, "the file holds no element", "A TEI file begins with <TEI>.")
    return _Told(
        end,
        f"the file ends while {fault.innermost()} is still open",
        "The end of the file is lost, or an end tag is missing: restore it from a copy.",
    )


def _ends_inside(fault: _Fault) -> _Told:
    return _Told(
        fault.offset,
        "what begins here (a tag, a comment or a CDATA section) does not end before the file does",
        "The end of the file is lost, or a «>» or «-->» is missing.",
    )


def _undefined_entity(fault: _Fault) -> _Told:
    reference = _ENTITY.match(fault.data, fault.offset)
    name = reference[1].decode("utf-8", "replace") if reference else ""
    character = html5.get(f"{name};")
    said = f"the entity &{name}; is not declared"
    if character:
        hint = f"Write {character} itself."
    elif re.search(rf"<!ENTITY\s+{re.escape(name)}\s+(SYSTEM|PUBLIC)\b".encode(), fault.data):
        said = f"the entity &{name}; stands for another file, which siglum does not open"
        hint = "Bring the file in with XInclude."
    else:
        hint = f"Write what it stands for, or &amp;{name}; if the text shall show an ampersand."
    return _Told(fault.offset, said, hint)


def _second_root(fault: _Fault) -> _Told:
    if fault.here == b"<":
        return _Told(
            fault.offset,
            "a second element begins after the end of the document",
            "Put one element around all, or make a file of each.",
        )
    return _Told(
        fault.offset, "text follows the end of the document", "Take it out, or move it inside."
    )


def _no_xml(fault: _Fault) -> _Told:
    if not fault.data.lstrip().startswith(b"<"):
        return _Told(
            fault.offset, "this is not XML: it does not begin with «<»", "siglum reads TEI files."
        )
    return _invalid(fault)


def _invalid(fault: _Fault) -> _Told:
    """«Not well-formed», the fault of all kinds: look at what stands there."""
    before = fault.data[max(fault.offset - 200, 0) : fault.offset]
    here = fault.data[fault.offset : fault.offset + 4].decode("utf-8", "replace")[:1]
    if not fault.open and b"<" not in before and here != "<":
        return _Told(
            fault.offset, "this is not XML: it does not begin with «<»", "siglum reads TEI files."
        )
    if here and (ord(here) < 32 or here in "\ufffe\uffff"):
        return _Told(
            fault.offset,
            f"the character U+{ord(here):04X} is not allowed in XML",
            "Take it out; it is no part of any text.",
        )
    if _ENTITY.match(fault.data, fault.offset):
        return _inside_entity(fault)
    if ampersand := _AMPERSAND.search(before):
        return _Told(
            fault.offset - len(ampersand[0]),
            "an ampersand stands alone",
            "Write &amp; for the character itself.",
        )
    if not fault.open and b"<!DOCTYPE" in fault.data[: fault.offset + 9]:
        return _Told(
            fault.offset,
            "the DOCTYPE, or what stands after it, is not written as XML wants it",
            "TEI needs no DOCTYPE: take it out, unless it declares entities that you use.",
        )
    inside = before.rfind(b"<") > before.rfind(b">")
    if not fault.open and not inside:
        return _Told(
            fault.offset,
            "text stands outside the root element",
            "Take it out, or move it inside.",
        )
    if before.rfind(b"<!--") > before.rfind(b"-->"):
        return _Told(
            fault.offset - 2 * before.endswith(b"--"),
            "a comment holds two hyphens",
            "Only the end of a comment may have --.",
        )
    if here == "<" and inside:
        return _Told(
            fault.offset,
            "a tag begins inside another tag or inside an attribute",
            "Close the tag before it with «>» or its attribute with a quotation mark; write &lt; "
            "for the character itself.",
        )
    if before.endswith(b"<"):
        return _Told(
            fault.offset - 1,
            "a «<» begins no tag",
            "Write &lt; for the character itself.",
        )
    if inside:
        return _Told(
            fault.offset,
            "this tag is not written as XML wants it",
            'Attributes are name="value", in quotation marks, with a space before each.',
        )
    if here == "]" or before.endswith(b"]]"):
        return _Told(
            fault.offset - 2 * before.endswith(b"]]"),
            "the characters ]]> stand in the text",
            "Write ]]&gt; for the characters themselves.",
        )
    return _Told(fault.offset, "this is not well-formed XML", "Look at the characters just here.")


def _inside_entity(fault: _Fault) -> _Told:
    reference = _ENTITY.match(fault.data, fault.offset)
    name = reference[1].decode("utf-8", "replace") if reference else "…"
    return _Told(
        fault.offset,
        f"what the entity &{name}; stands for is not well-formed XML",
        "Correct its declaration in the DOCTYPE: tags open and close inside one entity.",
    )


def _twice(fault: _Fault) -> _Told:
    return _Told(
        fault.offset, "the element has the same attribute twice", "Keep one, or join the values."
    )


def _bad_reference(fault: _Fault) -> _Told:
    return _Told(
        fault.offset,
        "this character reference names no character that XML allows",
        "Write the character itself.",
    )


def _bad_declaration(fault: _Fault) -> _Told:
    return _Told(
        fault.offset,
        "the XML declaration is not written as XML wants it",
        'Write <?xml version="1.0" encoding="UTF-8"?>, or leave it out.',
    )


def _declaration(fault: _Fault) -> _Told:
    at = fault.data.rfind(b"<?", 0, fault.offset + 3)
    return _Told(
        max(at, 0),
        "the XML declaration does not stand at the very beginning of the file",
        "Take out what stands before <?xml, blank lines too, or the second declaration.",
    )


def _bomb(fault: _Fault) -> _Told:
    return _Told(fault.offset, *_BOMB)


_BOMB: Final = (
    "entities that name each other grow beyond measure",
    "Declare short entities only, or write what they stand for.",
    "source.entity-bomb",
)

_TELL: Final = {
    errors.XML_ERROR_TAG_MISMATCH: _mismatch,
    errors.XML_ERROR_NO_ELEMENTS: _ends_early,
    errors.XML_ERROR_UNCLOSED_TOKEN: _ends_inside,
    errors.XML_ERROR_UNCLOSED_CDATA_SECTION: _ends_inside,
    errors.XML_ERROR_UNDEFINED_ENTITY: _undefined_entity,
    errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: _second_root,
    errors.XML_ERROR_SYNTAX: _no_xml,
    errors.XML_ERROR_INVALID_TOKEN: _invalid,
    errors.XML_ERROR_PARTIAL_CHAR: _invalid,
    errors.XML_ERROR_DUPLICATE_ATTRIBUTE: _twice,
    errors.XML_ERROR_BAD_CHAR_REF: _bad_reference,
    errors.XML_ERROR_MISPLACED_XML_PI: _declaration,
    errors.XML_ERROR_ASYNC_ENTITY: _inside_entity,
    errors.XML_ERROR_XML_DECL: _bad_declaration,
    errors.XML_ERROR_RECURSIVE_ENTITY_REF: _bomb,
    "limit on input amplification factor (from DTD and entities) breached": _bomb,
}


def _told_by_libxml2(fault: _Fault, errors: Sequence[etree._LogEntry]) -> _Told:
    """Nothing that expat minds, or that needs words of ours: limits above all."""
    if not errors:
        return _Told(fault.offset, "this is not well-formed XML", "Look just before this place.")
    first = errors[0]
    said = first.message.strip()
    at = fault.offset if fault.kind else _offset(fault.file, first.line, first.column)
    if prefix := _PREFIX.match(said):
        uri = _KNOWN.get(prefix[1], "…")
        return _Told(
            at,
            f"the prefix of «{prefix[1]}:» is not declared",
            f'Declare it in the root element: xmlns:{prefix[1]}="{uri}". (What comes out of an '
            "entity must declare its own.)",
        )
    if "depth" in said and fault.too_deep is not None:
        return _Told(
            fault.too_deep,
            f"elements are nested more than {DEEPEST} deep",
            "Look for an element that is never closed: no text needs such depth.",
            "source.too-deep",
        )
    if "amplification" in said or "entity reference loop" in said:
        return _Told(at, *_BOMB)
    if first.type == _RESOURCE_LIMIT or "too big" in said or "too long" in said:
        return _Told(
            at,
            "one text, comment, attribute or name alone is too long for an edition",
            "Divide it; pictures and sound belong into files of their own.",
            "source.too-large",
        )
    if "not defined" in said and (name := re.search(r"Entity '([^']+)'", said)):
        reference = fault.data.find(f"&{name[1]};".encode())
        if reference >= 0:
            fault.offset = reference
            return _undefined_entity(fault)
    return _Told(at, f"this is not well-formed XML: {said}", "Look just before this place.")


def _offset(file: SourceFile, line: int, column: int) -> int:
    """libxml2's line and column -> byte offset. Its lines end at LF only."""
    start = 0
    for _ in range(line - 1):
        start = file.data.find(b"\n", start) + 1
    text = file.data[start : start + 4 * column].decode("utf-8", "replace")
    return min(start + len(text[: max(column - 1, 0)].encode()), len(file.data))

"""The characters of a source -> its XML tree, or one finding that says why it is not XML.

The parser is given bytes, never a path: libxml2 unpacks compressed files by itself. It opens
nothing else either: no network, no external DTD, no external entity, no XInclude.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html.entities import html5
from typing import Final, NoReturn

from lxml import etree

from siglum.findings import EditionError, Finding, found
from siglum.source.positions import SourceFile
from siglum.source.refusals import refusal

#: libxml2: an ID is used twice; an xml:id is no name. Both leave a complete tree behind.
_ID_ERRORS: Final = frozenset({513, 539})
#: libxml2: the name of a namespace is no URI. XML does not ask that it be one.
_ODD_NAMESPACE: Final = 99
#: libxml2: an entity is undeclared, but a DTD that was not read may have declared it.
_UNREAD_DTD: Final = 27
_WARNING: Final = 1  # libxml2's level of what it only mentions, such as XML 1.1
_SURVIVABLE: Final = _ID_ERRORS | {_UNREAD_DTD, _ODD_NAMESPACE}

_DOCTYPE = re.compile(rb"<!DOCTYPE\s+[^\s\[>]+(?:\s+(?:SYSTEM|PUBLIC|\"[^\"]*\"|'[^']*'))*\s*(\[)?")
_ENTITY_NAME = re.compile(r"Entity '([^']+)' not defined")


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree of one file, what reading it found, and whether its ids need a look."""

    root: etree._Element
    findings: tuple[Finding, ...] = ()
    doubtful_ids: bool = False


class _Closed(etree.Resolver):
    """Refuses each request for another file."""

    def resolve(self, system_url: str, public_id: str, *_: object) -> NoReturn:
        """Raise OSError, whatever is asked for."""
        raise OSError(f"siglum opens no file that XML asks for: {system_url} {public_id}")


def _parser(*, recover: bool = False) -> etree.XMLParser:
    # A new one for each file, since it keeps the errors of its last run. collect_ids stays on:
    # without it lxml opens external DTDs.
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities="internal",  # type: ignore[arg-type]
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        recover=recover,
    )
    parser.resolvers.add(_Closed())
    return parser


def parse(file: SourceFile, data: bytes | None = None) -> Parsed:
    """The tree of `file`; its n-th element is the n-th start tag of the file.

    `data`, where given, is parsed in place of the file's own: the same elements in the same
    order, but repaired. Ids that occur twice or are no names are let through, and so are
    entities that a DTD may declare which is not read (those of the common character sets are
    known, others stay as written). Raises EditionError with one finding for anything else.
    """
    data = file.data if data is None else data
    parser = _parser()
    try:
        root = etree.fromstring(data, parser)
        return Parsed(root, doubtful_ids=bool({e.type for e in _errors(parser)} & _ID_ERRORS))
    except etree.XMLSyntaxError:
        errors = _errors(parser)
        kinds = {entry.type for entry in errors}
        if not kinds or not kinds <= _SURVIVABLE:
            fatal = [entry for entry in errors if entry.type not in _SURVIVABLE]
            raise EditionError([refusal(file, fatal)]) from None
    findings, data = _declare(file, data, errors)
    parser = _parser(recover=True)
    root = etree.fromstring(data, parser)
    fatal = [entry for entry in _errors(parser) if entry.type not in _SURVIVABLE]
    if fatal:
        raise EditionError([refusal(file, fatal)])  # recovery would lose text
    return Parsed(root, findings, bool(kinds & _ID_ERRORS))


def _errors(parser: etree.XMLParser) -> list[etree._LogEntry]:
    """What the last run of `parser` minded. An exception's own log holds those of all runs."""
    log: Iterable[etree._LogEntry] = parser.error_log
    return [entry for entry in log if entry.level > _WARNING or entry.type == _UNREAD_DTD]


def _declare(
    file: SourceFile, data: bytes, errors: list[etree._LogEntry]
) -> tuple[tuple[Finding, ...], bytes]:
    """Declare entities of an unread DTD inside the DOCTYPE: findings, and the new bytes."""
    names = {match[1]: None for error in errors if (match := _ENTITY_NAME.search(error.message))}
    findings = []
    declarations = b""
    for name in names:
        at = file.data.find(f"&{name};".encode())
        if at < 0:
            continue  # a parameter entity: the DTD itself
        character = html5.get(f"{name};")
        if character:
            value = "".join(f"&#38;#{ord(letter)};" for letter in character)
            findings.append(
                found(
                    "source.entity-assumed",
                    file.place(at),
                    f"the DTD that declares &{name}; is not read; it is taken for {character}",
                    f"Write {character} itself.",
                )
            )
        else:
            value = f"&#38;#38;{name};"
            findings.append(
                found(
                    "source.entity-unknown",
                    file.place(at),
                    f"the DTD that declares &{name}; is not read; the text shows it as it is",
                    "Write what it stands for, or declare it inside the DOCTYPE; bring in files "
                    "with XInclude.",
                )
            )
        declarations += f'<!ENTITY {name} "{value}">'.encode()
    doctype = _DOCTYPE.search(data)
    if doctype and declarations:
        at = doctype.end()
        if not doctype[1]:
            declarations = b"[" + declarations + b"]"
        data = data[:at] + declarations + data[at:]
    return tuple(findings), data

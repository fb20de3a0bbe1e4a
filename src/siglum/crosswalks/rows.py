"""What all crosswalks are made of: rows that say what of a record goes where, and XML.

A crosswalk is a table of rows in the order of its format. The handbook prints the same rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from siglum.metadata.record import Record

T = TypeVar("T")
#: An element and all that is in it, as it is written: building a tree first takes thrice the time.
Xml = str
#: Characters that XML 1.0 cannot hold; edition.toml can, by an escape.
_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: xml:lang takes a language tag and nothing else; what is none would make a record invalid.
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_INSTANCE: Final = "http://www.w3.org/2001/XMLSchema-instance"


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """One line of a crosswalk: what of the record, where in the format, and what makes it."""

    meaning: str
    target: str
    make: Callable[[Record], Iterable[T]]


def written(rows: Sequence[Row[T]], record: Record) -> list[T]:
    """What all rows make of a record, in their order."""
    return [made for row in rows for made in row.make(record)]


def valid_language(tag: str) -> str:
    """`tag` if it is built like a language tag, else nothing."""
    return tag if _TAG.fullmatch(tag) else ""


def element(
    name: str,
    words: str = "",
    /,
    children: Iterable[Xml] = (),
    language: str = "",
    **attributes: str,
) -> Xml:
    """An element with words and children; attributes without a value are left out."""
    if language and valid_language(language):
        attributes["xml:lang"] = language
    told = "".join(f" {key}={_quoted(value)}" for key, value in attributes.items() if value)
    inside = _escaped(words) + "".join(children)
    return f"<{name}{told}>{inside}</{name}>" if inside else f"<{name}{told}/>"


def document(
    root: str,
    namespaces: dict[str, str],
    location: str,
    children: Iterable[Xml],
    **attributes: str,
) -> str:
    """A whole XML document that names its schema; each element of the first level on a line."""
    spaces = {f"xmlns:{prefix}" if prefix else "xmlns": uri for prefix, uri in namespaces.items()}
    spaces |= {"xmlns:xsi": _INSTANCE, "xsi:schemaLocation": location}
    told = "".join(f" {key}={_quoted(value)}" for key, value in (spaces | attributes).items())
    lines = "".join(f"  {child}\n" for child in children)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}{told}>\n{lines}</{root}>\n'


def _escaped(words: str) -> str:
    words = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return words if words.isprintable() else _ILLEGAL.sub("", words)


def _quoted(value: str) -> str:
    told = _escaped(value).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")
    return f'"{told}"'

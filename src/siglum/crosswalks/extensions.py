"""Installed packages -> further formats and sets for harvesters, and what they make of a Record.

A package names them in its metadata, by the entry points `siglum.formats` (an Extension) and
`siglum.sets` (a function from a Record to specs with their names). It is code of strangers:
whatever it does, it is told as a finding that names it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Final

from lxml import etree

from siglum.findings import EditionError, Place, found
from siglum.metadata.record import Record

_WORD: Final = r"[A-Za-z0-9\-_.!~*'()]+"
_PREFIX: Final = re.compile(_WORD)
_SPEC: Final = re.compile(f"{_WORD}(:{_WORD})*")
#: The prefixes of siglum itself.
OWN: Final = ("oai_dc", "datacite", "oai_datacite", "mods", "marcxml", "tei")


@dataclass(frozen=True, slots=True)
class Extension:
    """A further format: its prefix, its schema, its namespace, and what writes a record in it.

    What is written is one element of that namespace, or nothing where there is no record.
    """

    prefix: str
    schema: str
    namespace: str
    write: Callable[[Record], str]


@functools.cache
def further_formats() -> tuple[Extension, ...]:
    """The formats of all installed packages. Raises EditionError (`publish.extension`)."""
    formats: dict[str, Extension] = {}
    for point in sorted(entry_points(group="siglum.formats"), key=str):
        extension = _loaded(point)
        if not isinstance(extension, Extension) or not _PREFIX.fullmatch(extension.prefix):
            raise _refused(point.value, "is no Extension with a prefix for OAI-PMH")
        if extension.prefix in OWN or extension.prefix in formats:
            raise _refused(point.value, f'has the prefix "{extension.prefix}" of another format')
        formats[extension.prefix] = extension
    return tuple(formats.values())


def further_record(extension: Extension, record: Record) -> bytes:
    """A record in a further format; empty if there is none. Raises EditionError."""
    name = f"the format {extension.prefix}"
    written = _asked(name, extension.write, record)
    if not written:
        return b""
    try:
        element = etree.fromstring(written.encode(), _parser())
    except (etree.XMLSyntaxError, AttributeError, UnicodeEncodeError) as error:
        raise _refused(name, f"writes no XML of {record.identifier}: {error}") from None
    if etree.QName(element).namespace != extension.namespace:
        told = f"writes an element of {record.identifier} that is not of {extension.namespace}"
        raise _refused(name, told)
    return etree.tostring(element, encoding="UTF-8")


def further_sets(record: Record) -> dict[str, str]:
    """The sets that installed packages put a text into, with their names. Raises EditionError."""
    found_sets: dict[str, str] = {}
    for name, function in _set_functions():
        sets = _asked(name, function, record)
        if not isinstance(sets, Mapping) or not all(
            isinstance(spec, str) and isinstance(words, str) and _SPEC.fullmatch(spec)
            for spec, words in sets.items()
        ):
            raise _refused(name, f"gives no specs of sets with their names: {sets!r}")
        found_sets |= sets
    return found_sets


@functools.cache
def _set_functions() -> tuple[tuple[str, Callable[[Record], Any]], ...]:
    points = sorted(entry_points(group="siglum.sets"), key=str)
    return tuple((point.value, _loaded(point)) for point in points)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _loaded(point: EntryPoint) -> Any:
    try:
        return point.load()
    except Exception as error:  # noqa: BLE001 - code of strangers may raise anything
        raise _refused(point.value, f"cannot be loaded: {error!r}") from None


def _asked(name: str, function: Callable[[Record], Any], record: Record) -> Any:
    try:
        return function(record)
    except Exception as error:  # noqa: BLE001 - code of strangers may raise anything
        raise _refused(name, f"fails at {record.identifier}: {error!r}") from None


def _refused(name: str, told: str) -> EditionError:
    hint = "mend the package that has it, or uninstall it; nothing was published"
    return EditionError([found("publish.extension", Place(name), told, hint)])

"""A file of the edition that is pointed to -> the ids in it, without reading it as a document."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from lxml import etree

from siglum.checks.guessing import Guesser
from siglum.findings import EditionError
from siglum.source.files import read_source_file
from siglum.source.namespaces import XML_ID
from siglum.source.parsing import read_source

_ID = re.compile(rb"""\s(?:xml:)?id\s*=\s*(?:"([^"&]*)"|'([^'&]*)')""")
_INCLUDES: Final = (b"XInclude", b"<!ENTITY")


class FileIds:
    """The ids of files, each looked into once."""

    def __init__(self) -> None:
        self._ids: dict[Path, frozenset[str] | None] = {}
        self._guessers: dict[Path, Guesser] = {}

    def of(self, file: Path, jail: Path) -> frozenset[str] | None:
        """The ids in `file`; None where it cannot be read. What it includes lies in `jail`.

        The characters are searched, which takes a twentieth of the time of parsing. An id in a
        comment is taken for one: nothing false is reported for that.
        """
        if file not in self._ids:
            try:
                self._ids[file] = _ids(file, jail)
            except EditionError:
                self._ids[file] = None
        return self._ids[file]

    def near(self, file: Path, wrong: str) -> str:
        """The id of `file` that `wrong` is a slip for, or empty."""
        if file not in self._guessers:
            self._guessers[file] = Guesser(self._ids.get(file) or ())
        return self._guessers[file].near(wrong)


def _ids(file: Path, jail: Path) -> frozenset[str]:
    data = read_source_file(file, file.name).data
    if any(sign in data for sign in _INCLUDES):
        root = read_source(file, jail=jail).root
        ids = (node.get(XML_ID) for node in root.iter(etree.Element))
        return frozenset(value.strip() for value in ids if value)
    return frozenset((a or b).decode().strip() for a, b in _ID.findall(data))

"""Readings that only point into files of witnesses -> the words that stand there.

In a stand-off spine each `<rdg>` holds a pointer to a passage of the transcription of its witness,
often by an address of the network. Where a file of that name lies in the edition, the words of the
passage are quoted from it; nothing is ever fetched. Else the pointer is shown as it is.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from siglum.apparatus.entries import LEM, RDG, reading_text
from siglum.apparatus.runningtext import JOINER, read_running_text
from siglum.findings import EditionError
from siglum.source.identity import NORMAL
from siglum.source.namespaces import TEI, XML_ID
from siglum.source.parsing import read_source

#: On a pointer: the words of the passage that it leads to.
QUOTED = f"{{{NORMAL}}}quoted"
_PTR = f"{{{TEI}}}ptr"
#: So many files of an edition are looked at for their names.
_MOST = 20_000


class Transcripts:
    """The files of an edition, found by name; each is read when a pointer leads into it."""

    def __init__(self, folder: Path, jail: Path) -> None:
        """`folder` is where relative pointers start, `jail` what no file may lie outside of."""
        self._folder, self._jail = folder, jail.resolve()
        self._names: dict[str, Path] | None = None
        self._passages: dict[Path, dict[str, etree._Element]] = {}

    def words(self, target: str) -> str:
        """The words of the element that a pointer names; empty if it is not found here."""
        address, _, name = target.strip().partition("#")
        path = self._find(unquote(urlsplit(address).path)) if address and name else None
        if path is None:
            return ""
        if path not in self._passages:
            self._passages[path] = self._read(path)
        element = self._passages[path].get(unquote(name))
        if element is None:
            return ""
        return " ".join(read_running_text(element).text.replace(JOINER, "").split())

    def _find(self, address: str) -> Path | None:
        name = address.rpartition("/")[2]
        if not name.endswith(".xml"):
            return None
        near = (self._folder / address).resolve()
        if near.is_relative_to(self._jail) and near.is_file():
            return near
        if self._names is None:
            self._names = self._list()
        return self._names.get(name)

    def _list(self) -> dict[str, Path]:
        """The XML files of the edition by name; of several, the first in order of their paths."""
        found: dict[str, Path] = {}
        count = 0
        for folder, folders, files in os.walk(self._jail):
            folders[:] = sorted(one for one in folders if not one.startswith("."))
            for name in sorted(files):
                path = Path(folder) / name
                if name.endswith(".xml") and not path.is_symlink():
                    found.setdefault(name, path)
            count += len(files)
            if count > _MOST:
                break
        return found

    def _read(self, path: Path) -> dict[str, etree._Element]:
        try:
            tree = read_source(path, jail=self._jail)
        except EditionError:
            return {}  # told where the file itself is read
        return {
            name: element
            for element in tree.root.iter(etree.Element)
            if (name := element.get(XML_ID, "").strip())
        }


def quote_pointers(tree: etree._Element, files: Transcripts) -> None:
    """Write the words of the passages that readings without words point to onto their pointers."""
    for pointer in tree.iter(_PTR):
        reading = next(pointer.iterancestors(LEM, RDG), None)
        if reading is None or reading_text(reading):
            continue
        if words := " ".join(filter(None, map(files.words, pointer.get("target", "").split()))):
            pointer.set(QUOTED, words)

"""A pointer into another file of the edition -> the letters of the passage that stands there.

Entries of a spine hold pointers in the place of words (TEI Guidelines 13.2.3); an edition quotes
what they lead to, where the file lies in it.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from siglum.findings import EditionError
from siglum.source.parsing import read_source
from siglum.source.trees import all_text
from siglum.verify.streams import letters_of
from siglum.verify.tags import HEADER, NOTES, RECORDS, SILENT, XML_ID, T, is_element

IDNO = T + "idno"
_ASIDE = NOTES | SILENT | {HEADER}


class Passages:
    """Reads the files below `folder` that pointers name; never anything of the network."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._paths: dict[str, list[Path]] | None = None
        self._read: dict[Path, dict[str, etree._Element]] = {}
        self._roots: dict[Path, etree._Element] = {}
        self._entries: dict[str, etree._Element] | None = None

    def letters(self, target: str) -> list[str]:
        """What the element named by `target` says: in each file of that name."""
        told = (letters_of(_running(element)) for element in self.elements(target))
        return [letters for letters in told if letters]

    def elements(self, target: str) -> list[etree._Element]:
        """The element named by `target`, in each file of that name."""
        address, _, identifier = target.strip().partition("#")
        name = unquote(urlsplit(address).path).rpartition("/")[2]
        if not identifier or not name.endswith(".xml"):
            return []
        if self._paths is None:
            self._paths = {}
            for path in sorted(self._folder.rglob("*.xml")):
                self._paths.setdefault(path.name, []).append(path)
        elements = (self._elements(path) for path in self._paths.get(name, ()))
        return [ids[identifier] for ids in elements if identifier in ids]

    def entry(self, pointer: str) -> etree._Element | None:
        """The first entry of a register in any file that has an id or an address as its `idno`."""
        if self._entries is None:
            self._entries = {}
            for path in sorted(self._folder.rglob("*.xml")):
                for name, node in self._elements(path).items():
                    self._entries.setdefault(name, node)
                for idno in self._roots[path].iter(IDNO) if path in self._roots else ():
                    holder = idno.getparent()
                    if holder is not None and holder.tag in RECORDS:
                        self._entries.setdefault(all_text(idno).strip(), holder)
        name = pointer if ":" in pointer else pointer.rpartition("#")[2]
        return self._entries.get(name)

    def _elements(self, path: Path) -> dict[str, etree._Element]:
        if path not in self._read:
            try:
                root = read_source(path, jail=self._folder).root
            except EditionError:
                self._read[path] = {}  # told when it is read as a source
            else:
                named = ((node.get(XML_ID, ""), node) for node in root.iter(etree.Element))
                self._read[path] = {name: node for name, node in named if name}
                self._roots[path] = root
        return self._read[path]


def _running(node: etree._Element) -> str:
    told = [node.text or ""]
    for child in node:
        if is_element(child) and child.tag not in _ASIDE:
            told.append(_running(child))
        told.append(child.tail or "")
    return "".join(told)

"""A `<TEI>` and its file -> the identifier of the text, its name in addresses, and its file's.

An identifier is what libraries know a text by. It comes from the `<idno>` of the type that
edition.toml names, else from `TEI/@xml:id`, else from the path of the file, and never depends on
other texts. The name in addresses (the key) is made from it or from the file's name; where two
texts would have one, the second gets another. A text that was published keeps its key.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableSet
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from lxml import etree

from siglum.ondisk import DiskSet
from siglum.source.identity import file_name, slug
from siglum.source.namespaces import XML_ID
from siglum.source.trees import all_text, find_elements

#: Where an identifier comes from.
Origin = Literal["idno", "id", "path"]


@dataclass(frozen=True, slots=True)
class Name:
    """What a text is called: for libraries, where that comes from, and in addresses."""

    identifier: str
    origin: Origin
    key: str


@dataclass(slots=True)
class Naming:
    """How the texts of an edition are named.

    `folder` is that of the edition, from which paths are told; `idno` the `@type` of the `<idno>`
    that identifies a text; `known` the keys of texts that were published, by identifier.
    """

    folder: Path | None = None
    idno: str = ""
    known: Mapping[str, str] = field(default_factory=dict)
    _given: DiskSet = field(default_factory=DiskSet)  # identifiers
    _files: dict[Path, str] = field(default_factory=dict)

    def name(self, tei: etree._Element, path: Path, number: int, taken: MutableSet[str]) -> Name:
        """The name of a text in the file `path`.

        `number` counts the texts of a file that holds several, else it is 0. `taken` are keys
        in lower case that are given already, and is added to.
        """
        identifier, origin = self._identifier(tei, path, number)
        known = "" if identifier in self._given else self.known.get(identifier, "")
        self._given.add(identifier)
        if not taken:  # the first text: no other may take the place of one that was published
            for one in self.known.values():
                taken.add(one.lower())
        key = known or self._key(tei, path, number, identifier if origin == "idno" else "", taken)
        taken.add(key.lower())
        return Name(identifier, origin, key)

    def file(self, path: Path, key: str, taken: MutableSet[str]) -> str:
        """The name under which the corpus `path` is published; no text of another file has it.

        `key` is that of a text in it.
        """
        if path not in self._files:
            stem = file_name(path.stem)
            if key == stem:
                return self._files.setdefault(path, stem)
            self._files[path] = _free((stem, f"{file_name(path.parent.name)}-{stem}"), stem, taken)
            taken.add(self._files[path].lower())
        return self._files[path]

    def _identifier(self, tei: etree._Element, path: Path, number: int) -> tuple[str, Origin]:
        if self.idno and (named := _idno(tei, self.idno)):
            return named, "idno"
        if own := " ".join(tei.get(XML_ID, "").split()):
            return own, "id"
        if self.folder is not None and path.is_relative_to(self.folder):
            path = path.relative_to(self.folder)
        else:
            path = Path(path.name)
        plain = slug(path.with_suffix("").as_posix()) or "text"
        return (f"{plain}-{number}" if number else plain), "path"

    def _key(
        self, tei: etree._Element, path: Path, number: int, idno: str, taken: MutableSet[str]
    ) -> str:
        stem = file_name(path.stem)
        counted = f"{stem}-{number}" if number else stem
        own = file_name(idno), file_name(tei.get(XML_ID, ""))
        return _free((*own, counted, f"{file_name(path.parent.name)}-{counted}"), counted, taken)


def _free(wanted: tuple[str, ...], counted: str, taken: MutableSet[str]) -> str:
    """The first of `wanted` that is not taken, else `counted` with a number."""
    for name in wanted:
        if name and name.lower() not in taken:
            return name
    again = 2
    while f"{counted}-{again}".lower() in taken:
        again += 1
    return f"{counted}-{again}"


def _idno(tei: etree._Element, kind: str) -> str:
    """The words of the first `<idno type="kind">`; that of the publication goes before others.

    TEI Guidelines, 2.2.4. Real headers have it also beside the title or with the source.
    """
    for path in ("t:publicationStmt//t:idno", ".//t:idno"):
        for idno in find_elements(tei, f"t:teiHeader/t:fileDesc/{path}"):
            if idno.get("type") == kind and (text := " ".join(all_text(idno).split())):
                return text
    return ""

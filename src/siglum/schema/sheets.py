"""The path of a schema -> its XML and that of the schemas it brings in, all within one folder."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree

from siglum.findings import EditionError, Place, found
from siglum.source.files import read_source_file
from siglum.source.namespaces import TEI, XML_BASE
from siglum.source.positions import Origins, SourceFile
from siglum.source.wellformed import parse

RELAXNG: Final = "http://relaxng.org/ns/structure/1.0"
_NAME_RNG: Final = "Name a schema in RELAX NG, XML syntax (.rng)."
_MAKE_RNG: Final = "Convert it to RELAX NG (.rng) and name that."
_OTHERS: Final = {
    # roots that come instead, and what they are
    "http://www.w3.org/2001/XMLSchema": "an XML Schema (XSD)",
    "http://purl.oclc.org/dsdl/schematron": "a Schematron schema",
    TEI: "a TEI document; if it is an ODD, a schema is made from it",
    "http://www.w3.org/1999/xhtml": "a web page",
}
_CHAIN: Final = 32  # schemas that bring in each other in a row
_COUNT: Final = 500


@dataclass(eq=False)
class Sheet:
    """One file of a schema."""

    file: SourceFile
    root: etree._Element
    around: tuple[str, ...] = ()  # the real paths of the files that brought it in
    _origins: Origins | None = field(default=None, repr=False)

    def place(self, node: etree._Element, attribute: str | None = None) -> Place:
        """Where a node of the file, or an attribute of it, stands."""
        if self._origins is None:
            self._origins = Origins(self.file, self.root)
        return self._origins.place(node, attribute)

    def wrong(
        self, code: str, node: etree._Element, message: str, hint: str = "", at: str | None = None
    ) -> EditionError:
        """An error about `node`, or its attribute `at`, to be raised."""
        return EditionError([found(code, self.place(node, at), message, hint)])


class Opener:
    """Opens the files of one schema; none outside `jail`, and not without end.

    `paths` and `roots` are those of the files that were opened.
    """

    def __init__(self, jail: Path) -> None:
        self._jail = Path(os.path.realpath(jail))
        self.paths: list[Path] = []
        self.roots: list[etree._Element] = []

    def open_first(self, path: Path, name: str, data: bytes | None) -> Sheet:
        """The file that was named; `data` is its content if it need not be read.

        Raises EditionError (`grammar.…`) where it cannot be read or is something else.
        """
        if data is None and not Path(os.path.realpath(path)).is_relative_to(self._jail):
            told = "the schema lies outside the folder of the edition, and is not opened"
            hint = "Copy it into the folder of the edition."
            raise EditionError([found("grammar.outside", Place(name), told, hint)])
        return self._read(path, name, data, ())

    def open_further(self, sheet: Sheet, node: etree._Element) -> Sheet:
        """The file that an `<include>` or `<externalRef>` of `sheet` names."""
        address = node.get("href", "").strip()
        try:
            parts = urlsplit(address)
        except ValueError:
            parts = urlsplit("")
        if parts.netloc or parts.scheme not in ("", "file"):
            told = f'"{address}" lies on the network, and siglum fetches nothing'
            hint = "Save a copy beside the schema and name that."
            raise sheet.wrong("grammar.outside", node, told, hint, "href")
        inner = unquote(parts.path)
        if not inner or "\0" in inner or parts.fragment:
            raise sheet.wrong("grammar.unreadable", node, f'"{address}" is no path of a file')
        path = Path(os.path.normpath(_base(sheet, node) / inner))
        real = os.path.realpath(path)
        if not Path(real).is_relative_to(self._jail):
            told = f'"{address}" lies outside the folder of the edition, and is not opened'
            hint = "Copy the file into the folder of the edition."
            raise sheet.wrong("grammar.outside", node, told, hint, "href")
        around = (*sheet.around, sheet.file.real)
        if real in around or len(around) > _CHAIN:
            told = f'"{address}" is brought in by itself, over and over'
            raise sheet.wrong("grammar.loop", node, told, "Take out one of the includes.", "href")
        if len(self.paths) > _COUNT:
            told = f"more than {_COUNT} files are brought in"
            raise sheet.wrong("grammar.loop", node, told, "Put them together into one schema.")
        beside = os.path.relpath(path, sheet.file.path.parent)
        name = os.path.normpath(Path(sheet.file.name).parent / beside)
        try:
            return self._read(path, name, None, around)
        except EditionError as error:
            if error.findings[0].code != "grammar.unreadable":
                raise
            told = f'"{address}" cannot be used: {error.findings[0].message}'
            raise sheet.wrong(
                "grammar.unreadable", node, told, error.findings[0].hint, "href"
            ) from None

    def _read(self, path: Path, name: str, data: bytes | None, around: tuple[str, ...]) -> Sheet:
        try:
            read = read_source_file(path, name) if data is None else None
            file = read or SourceFile(path, name, data or b"")
            root = parse(file).root
        except EditionError as error:
            first = error.findings[0]
            # what reading advises for a text («Export it as TEI») makes no schema of a file
            hint = _NAME_RNG if "TEI" in first.hint else first.hint
            raise EditionError(
                [found("grammar.unreadable", first.place, first.message, hint)]
            ) from None
        self.paths.append(path)
        self.roots.append(root)
        sheet = Sheet(file, root, around)
        namespace = etree.QName(root).namespace or ""
        if namespace != RELAXNG:
            local = etree.QName(root).localname
            what = _OTHERS.get(namespace, f"a document whose root is <{local}>")
            raise sheet.wrong(
                "grammar.not-relaxng", root, f"this is no RELAX NG schema, but {what}", _MAKE_RNG
            )
        return sheet


def _base(sheet: Sheet, node: etree._Element) -> Path:
    """The folder from which addresses on `node` count (xml:base is heeded, within the jail)."""
    bases = []
    around: etree._Element | None = node
    while around is not None:
        base = around.get(XML_BASE)
        if base:
            bases.append(base)
        around = around.getparent()
    folder = sheet.file.path.parent
    for base in reversed(bases):
        parts = urlsplit(base)
        if not parts.scheme and not parts.netloc:
            folder = Path(os.path.normpath((folder / "x").parent / unquote(parts.path)))
            if not parts.path.endswith("/"):
                folder = folder.parent
    return folder

"""A tree with XInclude elements -> the whole document, each node still knowing its file.

libxml2's own XInclude would read any file of the machine and forget where nodes came from. This
one opens plain files inside one folder (the jail) and nothing else: no scheme, no link that
leads out, no xml:base. What cannot be included leaves a finding and nothing in the text; its
fallback stands in for it where there is one. Source: XML Inclusions 1.0, second edition.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree

from siglum.findings import EditionError, Finding, found
from siglum.source.files import read_source_file
from siglum.source.ids import ids_in
from siglum.source.namespaces import XML_LANG
from siglum.source.pointers import PointerError, select
from siglum.source.positions import Origins, SourceFile
from siglum.source.refusals import DEEPEST
from siglum.source.repair import read_tree
from siglum.source.shelf import INCLUDE, Copy, Loaded, Shelf

_FALLBACK: Final = tuple(name.replace("}include", "}fallback") for name in INCLUDE)

_CHAIN: Final = 32  # files that include each other in a row
_COUNT: Final = 20_000  # includes in one document

#: The elements around an include, through all files: (real path, ordinal).
_Trail = frozenset[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class _Piece:
    """What takes the place of an include: text, then nodes, each with the text after it."""

    text: str = ""
    nodes: tuple[etree._Element, ...] = ()


class _Failure(Exception):
    """Why an include cannot be followed: a code, a message, a hint."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


@dataclass(frozen=True, slots=True)
class Included:
    """A whole document: its root, the files spliced in, what was found.

    `doubtful_ids`: an included file has ids that need a look, or one may occur twice. `pieces`
    are the elements spliced in that include nothing themselves.
    """

    root: etree._Element
    files: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()
    doubtful_ids: bool = False
    pieces: Mapping[etree._Element, Copy] = field(default_factory=dict)


def resolve_includes(
    file: SourceFile,
    root: etree._Element,
    origins: Origins,
    *,
    jail: Path,
    limit: int,
    shelf: Shelf | None = None,
) -> Included:
    """Splice into `root`, the tree of `file`, all that it includes.

    Files outside `jail` (links followed) are not opened. All included bytes together stay below
    `limit`. `origins` learns where each new node came from; `shelf` keeps what is included for
    the next document. Nothing is raised.
    """
    if next(root.iter(*INCLUDE), None) is None:
        return Included(root)
    origins.settle()
    inclusion = _Inclusion(file, origins, jail, limit, shelf or Shelf())
    inclusion.know_ids(ids_in(root))
    piece = inclusion.resolve(root, file, frozenset(), 0, 0)
    elements = [node for node in piece.nodes if _is_element(node)]
    return Included(
        elements[0] if elements else root,
        tuple(inclusion.included),
        tuple(inclusion.findings),
        doubtful_ids=inclusion.doubtful_ids,
        pieces=inclusion.pieces,
    )


class _Inclusion:
    """One run over one document."""

    def __init__(
        self, main: SourceFile, origins: Origins, jail: Path, limit: int, shelf: Shelf
    ) -> None:
        self.main = main
        self.shelf = shelf
        self.origins = origins
        self.jail = Path(os.path.realpath(jail))
        self.limit = limit
        self.spent = 0
        self.count = 0
        self.exhausted = False
        self.loaded: dict[str, Loaded | _Failure] = {}
        self.included: dict[Path, None] = {}
        self.findings: list[Finding] = []
        self.doubtful_ids = False
        self.ids: set[str] = set()
        self.pieces: dict[etree._Element, Copy] = {}

    def know_ids(self, ids: list[str]) -> None:
        """Note the ids of a file or a part of one; where one comes again, all need a look."""
        number = len(self.ids) + len(ids)
        self.ids.update(ids)
        self.doubtful_ids |= len(self.ids) != number

    def resolve(
        self, node: etree._Element, file: SourceFile, trail: _Trail, chain: int, depth: int
    ) -> _Piece:
        """`node`, from `file`, with everything that it includes; `depth` elements are around it."""
        if node.tag in INCLUDE:
            return self._replacement(node, file, trail, chain, depth)
        self._resolve_within(node, file, trail, chain, depth)
        return _Piece("", (node,))

    def _resolve_within(
        self, node: etree._Element, file: SourceFile, trail: _Trail, chain: int, depth: int
    ) -> None:
        """Replace each include inside `node`. Those in a fallback wait until it is needed."""
        for include in list(node.iter(*INCLUDE)):
            around = []
            for parent in include.iterancestors():
                around.append(parent)
                if parent is node:
                    break
            if around[-1:] != [node] or any(parent.tag in INCLUDE for parent in around):
                continue
            inner = trail | {self._key(element) for element in around}
            piece = self._replacement(include, file, inner, chain, depth + len(around))
            _splice(include, piece)

    def _key(self, element: etree._Element) -> tuple[str, int]:
        origin = self.origins.of(element)
        return (origin[0].real, origin[1]) if origin else ("", -1)

    def _replacement(
        self, include: etree._Element, file: SourceFile, trail: _Trail, chain: int, depth: int
    ) -> _Piece:
        """What the include stands for; its fallback or nothing where that cannot be had."""
        if self.exhausted:
            return _Piece()
        try:
            self._spend(include, chain)
            if include.get("parse", "xml") == "text":
                return self._text(include, file)
            return self._xml(include, file, trail | {self._key(include)}, chain, depth)
        except _Failure as failure:
            fallback = next((child for child in include if child.tag in _FALLBACK), None)
            code, hint = failure.code, failure.hint
            if fallback is not None and code in ("xi.missing", "xi.remote", "xi.pointer"):
                code, hint = "xi.fallback", "Nothing needs doing if the fallback is what you want."
            self.findings.append(
                found(code, self.origins.place(include, "href"), failure.message, hint)
            )
            if fallback is None or code in ("xi.cycle", "xi.too-deep"):
                return _Piece()
            self._resolve_within(fallback, file, trail, chain, depth)
            return _Piece(fallback.text or "", tuple(fallback))

    def _spend(self, include: etree._Element, chain: int) -> None:
        self.count += 1
        if self.count > _COUNT:
            self.exhausted = True
            raise _Failure(
                "xi.too-large",
                f"the document includes more than {_COUNT} times; it ends here",
                "Look for files that include each other several times over.",
            )
        if chain >= _CHAIN:
            raise _Failure(
                "xi.too-deep",
                f"more than {_CHAIN} files include each other in a row",
                "Include the innermost parts directly.",
            )
        if include.get("parse", "xml") not in ("xml", "text"):
            raise _Failure(
                "xi.unreadable",
                f'parse="{include.get("parse")}" is neither "xml" nor "text"',
                "Leave out @parse to include TEI.",
            )

    def _charge(self, size: int) -> None:
        self.spent += size
        if self.spent > self.limit:
            self.exhausted = True
            raise _Failure(
                "xi.too-large",
                f"all that is included exceeds {self.limit} bytes; the rest is left out",
                "Divide the edition into several documents.",
            )

    def _target(self, include: etree._Element, file: SourceFile) -> tuple[Path, str]:
        """The path of the file that is included, and the pointer into it."""
        href = (include.get("href") or "").strip()
        address, _, fragment = href.partition("#")
        pointer = include.get("xpointer") or unquote(fragment)
        if not address:
            if not pointer:
                raise _Failure(
                    "xi.cycle",
                    "the include names no other file, so the file would include itself",
                    "Give it @href, or @xpointer to repeat a part of this file.",
                )
            return file.path, pointer
        try:
            parts = urlsplit(address)
        except ValueError:
            parts = urlsplit("")
        if parts.netloc or parts.scheme not in ("", "file"):
            raise _Failure(
                "xi.remote",
                f"{address} lies on the network, and siglum fetches nothing",
                "Save a copy beside the edition and include that.",
            )
        path = unquote(parts.path)
        if "\0" in path or not path:
            raise _Failure("xi.missing", f"{address} is no path of a file", "Correct @href.")
        joined = Path(os.path.normpath(file.path.parent / path))
        if not Path(self.shelf.real(file.path.parent / path)).is_relative_to(self.jail):
            raise _Failure(
                "xi.outside",
                f"{address} lies outside the folder of the edition, and is not opened",
                "Move the file into the folder of the edition.",
            )
        return joined, pointer

    def _name(self, path: Path) -> str:
        """How findings call an included file: as they call the main one."""
        beside = os.path.relpath(path, self.main.path.parent)
        return os.path.normpath(Path(self.main.name).parent / beside)

    def _text(self, include: etree._Element, file: SourceFile) -> _Piece:
        path, _ = self._target(include, file)
        try:
            encoding = include.get("encoding") or "utf-8"
            text = read_source_file(path, self._name(path), self.limit, encoding).data.decode()
        except EditionError as error:
            raise self._unreadable(path, error) from None
        self._charge(len(text) + 100)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if any(ord(letter) < 32 and letter not in "\t\n" for letter in text):
            raise _Failure(
                "xi.unreadable",
                f"{self._name(path)} holds characters that XML does not allow",
                "Include plain text only.",
            )
        self.included[path] = None
        return _Piece(text)

    def _unreadable(self, path: Path, error: EditionError) -> _Failure:
        finding = error.findings[0]
        if finding.code == "source.missing":
            return _Failure(
                "xi.missing",
                f"{self._name(path)} is included here, but there is no such file",
                "Correct @href, or put the file there. It counts from the folder of this file.",
            )
        return _Failure(
            "xi.unreadable",
            f"the included file cannot be read: {finding.place}: {finding.message}",
            finding.hint,
        )

    def _load(self, path: Path) -> Loaded:
        real = self.shelf.real(path)
        known = self.loaded.get(real)
        if known is None:
            try:
                known = self._read(path, real)
                self.findings += known.findings
                self.doubtful_ids |= known.doubtful_ids
            except EditionError as error:
                known = self._unreadable(path, error)
            self.loaded[real] = known
        if isinstance(known, _Failure):
            raise known
        return known

    def _read(self, path: Path, real: str) -> Loaded:
        """The file from the shelf, or from the disk; a fresh tree where the file is the main one.

        Raises EditionError.
        """
        if real == self.main.real:
            return Loaded(self.main, read_tree(self.main).root)
        name = self._name(path)
        loaded = self.shelf.take(real, name)
        if loaded is None:
            file = read_source_file(path, name, self.limit)
            tree = read_tree(file)
            loaded = Loaded(file, tree.root, tree.findings, tree.doubtful_ids)
            self.shelf.keep(real, loaded)
        return loaded

    def _xml(
        self, include: etree._Element, file: SourceFile, trail: _Trail, chain: int, depth: int
    ) -> _Piece:
        path, pointer = self._target(include, file)
        loaded = self._load(path)
        chosen = [loaded.root]
        if pointer:
            try:
                chosen = select(loaded.root, pointer, include.nsmap)
            except PointerError as error:
                raise _Failure(
                    "xi.pointer",
                    f"{error} ({loaded.file.name})",
                    'Point to an xml:id of that file: xpointer="ID".',
                ) from None
        text = ""
        nodes: list[etree._Element] = []
        for original in chosen:
            key = loaded.file.real, loaded.ordinals[original]
            if key in trail:
                raise _Failure(
                    "xi.cycle",
                    f"{loaded.file.name} includes itself in the end",
                    "Take out one of the includes that lead back to it.",
                )
            self._charge(len(loaded.file.data) if not pointer else len(etree.tostring(original)))
            part = loaded.part(original)
            if depth + part.height > DEEPEST:
                raise _Failure(
                    "xi.too-deep",
                    f"with this part, elements are nested more than {DEEPEST} deep",
                    "Include it further up.",
                )
            self.know_ids(part.ids)
            language = _language(original)
            # in the language that it had (XInclude 1.0, 4.5.6)
            copy = loaded.copy(original, "" if language == _language(include) else language)
            if part.includes:
                self.origins.claim(loaded.file, copy.root, part.first)
                piece = self.resolve(copy.root, loaded.file, trail | {key}, chain + 1, depth)
            else:
                self.origins.claim_copy(loaded.file, copy.ordinals, part.first)
                self.pieces[copy.root] = copy
                piece = _Piece("", (copy.root,))
            if piece.text and nodes:
                nodes[-1].tail = (nodes[-1].tail or "") + piece.text
            else:
                text += piece.text
            nodes += piece.nodes
        if loaded.file is not self.main:
            self.included[loaded.file.path] = None
        return _Piece(text, tuple(nodes))


def _is_element(node: etree._Element) -> bool:
    tag: object = node.tag  # a function for comments and processing instructions
    return isinstance(tag, str)


def _language(element: etree._Element) -> str:
    node: etree._Element | None = element
    while node is not None:
        if (language := node.get(XML_LANG)) is not None:
            return language
        node = node.getparent()
    return ""


def _splice(include: etree._Element, piece: _Piece) -> None:
    """Put `piece` in the place of `include`; the text after it stays."""
    parent = include.getparent()
    if parent is None:
        return
    after = include.tail or ""
    include.tail = None
    at = parent.index(include)
    parent.remove(include)
    before = parent[at - 1] if at else None
    if before is not None:
        before.tail = (before.tail or "") + piece.text or None
    else:
        parent.text = (parent.text or "") + piece.text or None
    for node in reversed(piece.nodes):
        parent.insert(at, node)
    last = parent[at + len(piece.nodes) - 1] if at + len(piece.nodes) else None
    if last is not None:
        last.tail = (last.tail or "") + after or None
    else:
        parent.text = (parent.text or "") + after or None

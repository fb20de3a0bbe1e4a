"""The path of a TEI file -> its SourceTree: one TEI tree that knows where each element stands.

The way: characters (files), XML (wellformed), a TEI root (repair), everything included
(inclusion), ids looked at (ids). Each step adds its findings; only what cannot be read at all is
raised.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lxml import etree

from siglum.findings import Finding, Place
from siglum.source.files import LIMIT, read_source_file
from siglum.source.ids import check_ids
from siglum.source.inclusion import resolve_includes
from siglum.source.namespaces import NS, TEI, XML_BASE, XML_ID, XML_LANG
from siglum.source.ordinals import Ordinals
from siglum.source.positions import Origins, SourceFile
from siglum.source.prolog import instructions
from siglum.source.repair import as_document, read_tree
from siglum.source.shelf import Copy, Shelf
from siglum.source.textplaces import place_of_text

__all__ = ["LIMIT", "NS", "TEI", "XML_BASE", "XML_ID", "XML_LANG", "SourceTree", "read_source"]

_TEI = f"{{{TEI}}}TEI"
_TEXTS = tuple(f"{{{TEI}}}{name}" for name in ("text", "facsimile", "sourceDoc"))


@dataclass(eq=False)
class SourceTree:
    """One source as read: a whole TEI document or corpus, with all that it includes.

    `path` is absolute; `name` is how findings call the file; `root` is `<TEI>` or `<teiCorpus>`
    in the TEI namespace; `findings` is what reading found; `included` are the files spliced in,
    `pieces` the elements of these that include nothing themselves.
    """

    path: Path
    name: str
    root: etree._Element
    findings: list[Finding]
    included: tuple[Path, ...]
    pieces: Mapping[etree._Element, Copy] = field(repr=False)
    _origins: Origins = field(repr=False)

    def place(self, element: etree._Element, attribute: str | None = None) -> Place:
        """Where `element` begins in the file it came from, or its `attribute` (a Clark name).

        Places are asked of the tree as it was read: whoever changes `root` calls
        `remember_places` before. Made elements have the place of the nearest one around them.
        """
        return self._origins.place(element, attribute)

    def place_of_text(self, element: etree._Element, after: etree._Element | None = None) -> Place:
        """Where the first text directly in `element` stands that is not blank.

        That is its text before any child, or the text behind its child `after`.
        """
        return place_of_text(self._origins, element, after)

    def know_ordinals(self, ordinals: Ordinals) -> None:
        """Use these numbers of all that is in `root`, instead of counting it."""
        self._origins.know(ordinals)

    def remember_places(self) -> None:
        """Note each element's place now, so that the tree may be rearranged afterwards."""
        self._origins.settle()

    def forget_places(self) -> None:
        """No place is asked for any more, since the tree is to be used up: lets go of what tells.

        To know places takes the characters of the file, and holds elements all over the tree.
        """
        self._origins.forget()

    @property
    def files(self) -> tuple[SourceFile, ...]:
        """The file itself, then those whose elements are spliced in: their characters."""
        return self._origins.files

    def base_of(self, element: etree._Element) -> Path:
        """The file `element` came from: what relative addresses in it start from."""
        return self._origins.file(element).path

    def instructions(self) -> list[tuple[str, str, int]]:
        """The processing instructions before the root: target, content, where (`place_at`)."""
        return list(instructions(self._origins.main.data))

    def place_at(self, offset: int) -> Place:
        """The place of a byte of the file itself, counted as `instructions` does."""
        return self._origins.main.place(offset)

    @cached_property
    def texts(self) -> tuple[etree._Element, ...]:
        """The TEI elements that are documents, in order."""
        return texts_of(self.root)


def texts_of(root: etree._Element) -> tuple[etree._Element, ...]:
    """The TEI elements below `root` that are documents, in order.

    In a corpus these are the innermost ones, and any around them that has a text or
    pictures of its own (TEI Guidelines, chapter 16); elsewhere it is the root.
    """
    documents = list(root.iter(_TEI))
    around = {outer for tei in documents for outer in tei.iterancestors(_TEI)}
    texts = (
        tei for tei in documents if tei not in around or any(child.tag in _TEXTS for child in tei)
    )
    return tuple(texts) or (root,)


def read_source(
    path: Path,
    *,
    jail: Path,
    name: str | None = None,
    limit: int = LIMIT,
    shelf: Shelf | None = None,
) -> SourceTree:
    """Read the TEI file at `path`.

    `jail` is the folder outside of which nothing is included; `name` is how findings call the
    file (by default its path, relative to the current folder where it lies inside); no file, and
    not all included ones together, may exceed `limit` bytes; `shelf` keeps included files for other
    documents. Raises EditionError with what
    there is to say when the file cannot be read as TEI.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
    file = read_source_file(path, _name(path) if name is None else name, limit)
    parsed = read_tree(file)
    origins = Origins(file, parsed.root)
    whole = resolve_includes(file, parsed.root, origins, jail=jail, limit=limit, shelf=shelf)
    root, made = as_document(whole.root, origins)
    findings = [*parsed.findings, *made, *whole.findings]
    if parsed.doubtful_ids or whole.doubtful_ids:
        findings += check_ids(root, origins)
    return SourceTree(path, file.name, root, findings, whole.files, whole.pieces, origins)


def _name(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)

"""A source file -> its documents as read, before anything is made of them."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator, MutableSet, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from siglum.apparatus.bases import FIRST, preference
from siglum.apparatus.elsewhere import WitnessFiles
from siglum.apparatus.entries import APP, Entry, read_entry
from siglum.apparatus.witnesses import Conspectus, read_conspectus
from siglum.citing.citation import Citation
from siglum.config import CitationLevel, Config
from siglum.findings import EditionError, Finding
from siglum.source.namespaces import TEI
from siglum.source.naming import Naming, Origin
from siglum.source.parsing import SourceTree, read_source
from siglum.source.shelf import Shelf
from siglum.source.standing import Prefer, first
from siglum.sources import SourceFile

if TYPE_CHECKING:
    from siglum.metadata.model import Metadata

_T = f"{{{TEI}}}"
_HEADER, _LIST_WIT = f"{_T}teiHeader", f"{_T}listWit"


@dataclass(eq=False)
class SourceDocument:
    """One document as read, before anything is made of it: for checks and for `store`."""

    tree: SourceTree
    tei: etree._Element
    key: str
    conspectus: Conspectus
    citation: Citation
    prefer: Prefer = first  # what stands in the text where there is no lemma
    identifier: str = ""
    origin: Origin = "path"  # of the identifier
    file: str = ""  # the name of its file as published, without .xml; the key if empty
    lists: tuple[etree._Element, ...] = ()  # witness lists from elsewhere that hold for it too
    jail: Path | None = None  # the folder of the edition, that nothing is read from outside of

    @cached_property
    def metadata(self) -> Metadata:
        """What its header says. Ask for it before the tree is changed."""
        # Checks do without it, and a fifth of the time of reading goes into it
        from siglum.metadata.reading import read_metadata

        return read_metadata(self.tei)

    @cached_property
    def entries(self) -> list[Entry]:
        """Its entries, in their order; checks ask for them before anything else."""
        return [read_entry(app, self.conspectus, self.prefer) for app in self.tei.iter(APP)]

    @property
    def files(self) -> frozenset[str]:
        """The names of the files it is made of, as pointers call them."""
        return frozenset(path.name for path in (self.tree.path, *self.tree.included))


def read_witness_lists(config: Config) -> tuple[list[etree._Element], list[Finding]]:
    """The witness lists of the file that `source.witnesses` of edition.toml names, if it does."""
    if not config.source.witnesses:
        return [], []
    path = config.folder / config.source.witnesses
    try:
        tree = read_source(path, jail=config.folder, name=config.source.witnesses)
    except EditionError as error:
        return [], error.findings
    lists = [
        listed
        for listed in tree.root.iter(_LIST_WIT)
        if not any(True for _ in listed.iterancestors(_LIST_WIT))
    ]
    return lists, tree.findings


def read_documents(
    source: SourceFile,
    taken: MutableSet[str],
    lists: Sequence[etree._Element] = (),
    shelf: Shelf | None = None,
    base: str = FIRST,
    naming: Naming | None = None,
    files: WitnessFiles | None = None,
    levels: Sequence[CitationLevel] = (),
) -> Iterator[SourceDocument]:
    """Read one source file -> its documents, one after the other.

    `taken` holds the keys already given and is added to; `lists` are witness lists that hold
    for every document; `shelf` keeps files that several sources include; `base` is
    `apparatus.base` of edition.toml; `naming` says how texts are named; `files` keeps files of
    witnesses that several documents point to; `levels` are the `citation.levels` of edition.toml.
    Raises EditionError when the file cannot be read as TEI.
    """
    tree = read_source(source.path, jail=source.jail, name=source.name, shelf=shelf)
    texts = tree.texts
    naming = naming or Naming()
    files = files or WitnessFiles()
    for number, tei in enumerate(texts, start=1):
        name = naming.name(tei, source.path, number if len(texts) > 1 else 0, taken)
        file = "" if tei is tree.root else naming.file(source.path, name.key, taken)
        apart = (*_around(tei), *lists, *files.lists(tree, tei, source.jail))
        conspectus = read_conspectus(tei, apart)
        prefer = preference(base, conspectus)
        yield SourceDocument(
            tree,
            tei,
            name.key,
            conspectus,
            Citation(tei, levels),
            prefer,
            name.identifier,
            name.origin,
            file,
            apart,
            source.jail,
        )


def _around(tei: etree._Element) -> list[etree._Element]:
    """The witness lists that a corpus gives for all of its texts, in its own header."""
    return [
        listed
        for corpus in tei.iterancestors(f"{_T}teiCorpus")
        for header in corpus.iterchildren(_HEADER)
        for listed in header.iter(_LIST_WIT)
        if not any(True for _ in listed.iterancestors(_LIST_WIT))
    ]


def picture_path(tree: SourceTree, graphic: etree._Element) -> Path | None:
    """Where the picture of a `<graphic>` should lie, if it is a file of the edition.

    None for addresses of the network, for anything that is no raster picture, and for paths
    that leave the folder of the source.
    """
    url = graphic.get("url", "").strip()
    if not url or ":" in url.split("/")[0] or url.startswith(("/", "\\", "#")):
        return None
    kind = mimetypes.guess_type(url)[0] or ""
    if kind not in ("image/png", "image/jpeg", "image/gif", "image/webp"):
        return None
    base = tree.base_of(graphic).parent
    picture = base / url
    path = _real(picture.parent) / picture.name
    if path.is_symlink():
        path = picture.resolve()
    return path if path.is_relative_to(_real(base)) else None


@lru_cache(maxsize=64)
def _real(folder: Path) -> Path:
    """Where a folder lies, links followed: a text may have thousands of pictures in one."""
    return folder.resolve()

"""The sources of an edition -> one Edition: its documents in order, each stored in reading units.

Documents are handled one at a time. What is known of each is small and can be sent to another
process: titles, units, witnesses, identifiers; of many documents, it lies on the disk too. The
trees are stored in a work folder, one file for each unit, and read again by whoever renders them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from siglum.apparatus.coverage import LACKING, MARKS, Coverage
from siglum.apparatus.entries import APP
from siglum.apparatus.normal import NormalForm, normal_form
from siglum.apparatus.sorts import NO_SORTS, Sorting, Sorts
from siglum.apparatus.spines import Transcripts
from siglum.apparatus.stemma import Branch, read_stemma
from siglum.apparatus.witnesses import Witness
from siglum.citing.links import link_references, resolve_references
from siglum.citing.numbered import note_places
from siglum.citing.passages import (
    Passage,
    load_passages,
    number_elements,
    numbered_passages,
    passages_of,
    shown_passages,
    store_passages,
)
from siglum.config import Config
from siglum.documents import SourceDocument, picture_path
from siglum.exchange.embedded import EMBEDDED, address_of, read_embedded
from siglum.exchange.facsimiles import Surface, read_surfaces
from siglum.exchange.letters import Letter, read_letters
from siglum.exchange.people import Known, read_known, read_mentions
from siglum.exchange.registers import (
    Occurrence,
    Registered,
    entry_ids,
    load_occurrences,
    read_occurrences,
    read_registered,
    store_occurrences,
)
from siglum.metadata.model import Metadata
from siglum.ondisk import DiskList
from siglum.source.identity import NTH
from siglum.source.namespaces import TEI
from siglum.source.naming import Origin
from siglum.source.trees import attributes, prefixes
from siglum.units import Unit, cut_units

_T = f"{{{TEI}}}"
_HEADER, _LIST_WIT = f"{_T}teiHeader", f"{_T}listWit"
_RTL = frozenset(("ar arc dv fa he ku nqo ps sd syr syc ug ur yi jrb").split())


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file that a document shows: its address as written, and where it lies."""

    url: str
    path: Path


@dataclass(frozen=True, slots=True)
class Document:
    """One text of the edition, stored: what outputs need to know without opening it."""

    key: str
    path: Path
    metadata: Metadata
    units: tuple[Unit, ...]
    witnesses: tuple[Witness, ...]
    cited: frozenset[str]
    entries: int
    tei: str
    store: Path
    pictures: tuple[Picture, ...] = ()
    declared: bool = False  # whether somebody told how it is cited
    ids: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    identifier: str = ""  # what libraries know the text by; it never changes
    origin: Origin = "path"
    letters: tuple[Letter, ...] = ()
    known: tuple[Known, ...] = ()  # entries of its registers that authorities know
    mentions: tuple[str, ...] = ()  # pointers to persons
    surfaces: tuple[Surface, ...] = ()  # of its facsimile
    registered: tuple[Registered, ...] = ()  # entries of its registers
    stemma: tuple[Branch, ...] = ()  # which of its witnesses come from which
    fragmentary: frozenset[str] = frozenset()  # keys of the witnesses that come or go in it
    sorts: Sorts = NO_SORTS  # by what its entries may be asked for

    @property
    def title(self) -> str:
        """The title of the document; its key where the header gives none."""
        return self.metadata.title or self.key

    @property
    def language(self) -> str:
        """BCP 47 tag of the text, or empty."""
        return self.metadata.language

    @property
    def direction(self) -> str:
        """`rtl` for texts in right-to-left scripts, else `ltr`."""
        return direction(self.language)

    def read_unit(self, number: int) -> etree._Element:
        """The stored tree of unit `number`, counted from 0: a `<TEI>` in normal form."""
        return _read(self.store / f"unit-{number}.xml")

    def read_front(self) -> etree._Element:
        """The stored header and witness lists: a `<TEI>` for conspectus and description."""
        return _read(self.store / "front.xml")

    def read_passages(self) -> list[list[Passage]]:
        """What can be cited, in document order: a list for each reference system, at least one."""
        return load_passages(self.store / "passages.json")

    def read_occurrences(self) -> list[Occurrence]:
        """The places of the text that point to something, in its order."""
        return load_occurrences(self.store / "occurrences.json")

    @property
    def published(self) -> Path:
        """The TEI file to be published, with everything included."""
        return self.store.parent / self.tei


@dataclass(frozen=True, slots=True)
class Issue:
    """As what an edition goes out: the version of a release, and its day; empty if there is none.

    The day is that of the release, or of SOURCE_DATE_EPOCH; it never comes from the clock.
    """

    version: str = ""
    date: str = ""


@dataclass(slots=True)
class Edition:
    """The whole edition in its order.

    `followed` says whether it has a feed of changes: it was published, and has an address. Where
    this is the frozen website of a version, `latest` is the address of the latest one, and
    `previous` that of the version before it, if there is one.
    """

    config: Config
    documents: DiskList[Document] = field(default_factory=DiskList)
    issue: Issue = Issue()
    followed: bool = False
    latest: str = ""
    previous: str = ""
    releases: tuple[Issue, ...] = ()  # the versions of which the website holds a frozen one

    @property
    def title(self) -> str:
        """The title of edition.toml, else that of the only document, else a plain name."""
        if self.config.edition.title:
            return self.config.edition.title
        if len(self.documents) == 1:
            return self.documents[0].title
        return "Edition" if not self.config.given else self.config.given[0].stem

    @property
    def language(self) -> str:
        """The language of the edition's own words."""
        return self.config.edition.language or "en"


def direction(language: str) -> str:
    """The direction of writing of a language tag."""
    parts = language.lower().split("-")
    if len(parts) > 1 and parts[1] in ("latn", "cyrl", "grek"):
        return "ltr"
    if any(part in ("arab", "hebr", "syrc", "thaa", "nkoo") for part in parts[1:]):
        return "rtl"
    return "rtl" if parts[0] in _RTL else "ltr"


def store_document(
    source: SourceDocument, config: Config, work: Path, *, keep: bool = True
) -> Document:
    """Bring a document into its normal form, cut it into units and store them below `work`.

    If the source is not to be kept, its tree is used up; but one tree may have several documents.
    """
    options = config.apparatus
    metadata = source.metadata
    trees = source.citation.trees
    elements = {passage.element for tree in trees for passage, *_ in tree.walk()}
    places = number_elements(source.tei, elements)
    pointed = resolve_references(source.citation)
    references = {one: key[0] for key, one in pointed.items() if not isinstance(one, str)}
    for tree in reversed(trees):
        references |= {passage.element: passage.ref for passage, *_ in tree.walk()}
    store = work / source.key
    store.mkdir(parents=True)
    tei = f"{source.file or source.key}.xml"
    published = work / tei
    if not published.exists():
        _write_published(source.tree.root, published)
    pictures = (*_pictures(source), *_embedded(source, store))
    letters, known = read_letters(source.tei), read_known(source.tei)
    mentions = read_mentions(source.tei)
    surfaces = read_surfaces(source.tei, {picture.url: picture.path for picture in pictures})
    named = entry_ids(source.tei)
    if not trees:
        note_places(source.tei)
    corpora = source.tei.iterancestors(f"{_T}teiCorpus")
    around = [header for corpus in corpora for header in corpus.iterchildren(_HEADER)]
    keep = keep or len(source.tree.texts) > 1
    if not keep:
        source.tree.forget_places()
    form = normal_form(
        source.tei,
        options.order,
        source.lists,
        options.base,
        source.files,
        Transcripts(source.tree.path.parent, source.jail or source.tree.path.parent),
        references,
        keep=keep,
        quotations=any(layer.quotations for layer in options.layers),
    )
    link_references(form.tei, pointed, form.addresses)
    split = config.outputs.website.split if config.outputs.website else 12_000
    witnesses = tuple(
        replace(witness, element=None, label=None) for witness in form.conspectus.witnesses.values()
    )
    entries = sum(1 for app in form.tei.iter(APP))
    stemma = read_stemma(form.tei, form.conspectus) if form.cited else ()
    systems = [passages_of(tree, form.addresses, places) for tree in trees]
    systems = systems or [numbered_passages(form.tei)]
    etree.strip_attributes(form.tei, NTH)
    etree.strip_attributes(source.tei, NTH)
    _write(_front(form, around), store / "front.xml")
    refs = {one.id: one.ref for one in systems[0]}
    store_occurrences(read_occurrences(form.tei, source.tei, refs), store / "occurrences.json")
    registered = read_registered(form.tei, named)
    units: list[Unit] = []
    pages: dict[str, str] = {}
    sorting = Sorting(witnesses)
    marked = next(form.tei.iter(*MARKS), None) is not None
    for cut in cut_units(form, source.key, split, config.phrases):
        sorting.note(cut.tree)
        _write(cut.tree, store / f"unit-{len(units)}.xml")
        for name in cut.unit.ids:
            pages.setdefault(name, cut.unit.page)
        units.append(replace(cut.unit, ids=()))
        del cut
    stored = [store / f"unit-{number}.xml" for number in range(len(units))]
    fragmentary = _note_turns(stored, Coverage(witnesses)) if marked else frozenset()
    cited = [shown_passages(passages, pages) for passages in systems]
    store_passages(cited, store / "passages.json")
    return Document(
        source.key,
        source.tree.path,
        metadata,
        tuple(units),
        witnesses,
        form.cited,
        entries,
        tei,
        store,
        pictures,
        bool(trees),
        pages,
        source.identifier,
        source.origin,
        letters,
        known,
        mentions,
        surfaces,
        registered,
        stemma,
        fragmentary,
        sorting.noted,
    )


def _note_turns(stored: list[Path], coverage: Coverage) -> frozenset[str]:
    """Tell each stored unit who is not there where it begins -> all who come or go."""
    beginnings, turning = coverage.turns(_Stored(stored))
    for path, lacking in zip(stored, beginnings, strict=True):
        if lacking:
            tree = _read(path)
            tree.set(LACKING, " ".join(sorted(lacking)))
            _write(tree, path)
    return turning


class _Stored:
    """The trees of stored units, each read when its turn comes, as often as they are asked for."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths

    def __iter__(self) -> Iterator[etree._Element]:
        return map(_read, self._paths)


def _front(form: NormalForm, around: Iterable[etree._Element]) -> etree._Element:
    """Header and witness lists of a normal form, in a tree of their own; the form is kept.

    `around` are the headers of the corpora that the text stands in.
    """
    front = etree.Element(form.tei.tag, attributes(form.tei), prefixes(form.tei))
    stand_off = form.tei.find(f"{_T}standOff[@type='apparatus']/{_LIST_WIT}")
    lists = [
        listed
        for listed in form.tei.iter(_LIST_WIT)
        if listed is not stand_off and not any(True for _ in listed.iterancestors(_LIST_WIT))
    ]
    if lists:
        conspectus = etree.SubElement(front, f"{_T}standOff", {"type": "conspectus"})
        for listed in lists:
            copy = _copied(listed)
            conspectus.append(copy)
    if stand_off is not None:
        known = etree.SubElement(front, f"{_T}standOff", {"type": "apparatus"})
        known.append(_copied(stand_off))
    headers = [header for header in (form.tei.find(_HEADER), *around) if header is not None]
    for number, header in enumerate(headers):
        front.insert(number, _copied(header))
    return front


def _copied(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element, with_tail=False))


def _pictures(source: SourceDocument) -> tuple[Picture, ...]:
    """The picture files beside the source that it points to; those of the network are not."""
    found: dict[str, Picture] = {}
    for graphic in source.tei.iter(f"{_T}graphic", f"{_T}media"):
        url = graphic.get("url", "").strip()
        path = picture_path(source.tree, graphic)
        if path is not None and path.is_file():
            found[url] = Picture(url, path)
    return tuple(found.values())


def _embedded(source: SourceDocument, store: Path) -> Iterator[Picture]:
    """The pictures that stand in the text itself, written into `store` as files."""
    found: set[str] = set()
    for element in source.tei.iter(EMBEDDED):
        url = address_of(element)
        picture = read_embedded(element)
        if url not in found and not isinstance(picture, str):
            found.add(url)
            path = store / picture.name
            path.write_bytes(picture.data)
            yield Picture(url, path)


def _write(tree: etree._Element, path: Path) -> None:
    path.write_bytes(etree.tostring(tree, encoding="UTF-8"))


def _write_published(root: etree._Element, path: Path) -> None:
    with path.open("wb") as file:
        root.getroottree().write(file, encoding="UTF-8", xml_declaration=True)
        file.write(b"\n")


def _read(path: Path) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=True, remove_blank_text=False
    )
    return etree.fromstring(path.read_bytes(), parser)

"""A Config -> everything that was asked for: the story of one run, and what there is to say of it.

Read all documents, one at a time; check them; then write each output from the edition so made.
Outputs replace the earlier ones together, or not at all.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from siglum.apparatus.entries import APP
from siglum.config import Config
from siglum.documents import SourceDocument
from siglum.edition import Document, Edition, Issue, store_document
from siglum.findings import EditionError
from siglum.inspection import Inspected, Inspector, Progress, Report, quiet
from siglum.ledger.records import Keys, Ledger, Record, read_ledger
from siglum.outputs.tei import write_tei
from siglum.outputs.trees import Tree
from siglum.outputs.writing import output_tree
from siglum.render.resources import Resources
from siglum.sources import SourceFile, find_sources
from siglum.together import begin, processors

OUTPUTS = ("website", "pdf", "tei")
_PART: Final = 500  # files whose documents share one folder of the work folder
_PAYS: Final = 1000  # entries of a text from which it pays to store it in another process
FOLDERS = {"website": "site", "pdf": "pdf", "tei": "tei"}


def build(
    config: Config,
    folder: Path,
    only: Iterable[str] = (),
    progress: Progress = quiet,
    debug: bool = False,
) -> Report:
    """Read, check and publish: the outputs of `config`, or those named in `only`, into `folder`.

    A source that cannot be read stops the publication of an edition; of sources named on the
    command line the readable rest is published. Raises EditionError when nothing can be
    published, or the folder must not be written.
    """
    report = Report()
    files, told = find_sources(config)
    report.findings += told
    ledger = _known(config, report)
    with tempfile.TemporaryDirectory(prefix="siglum-") as work:
        chosen = wanted(config, tuple(only))
        edition = read_edition(
            config,
            files,
            Path(work),
            report,
            progress,
            Keys(ledger),
            meanwhile=partial(prepare_outputs, config, chosen),
        )
        if stopped(edition, report):
            return report
        edition.issue = Issue(date=day_of_build())
        edition.followed = bool(config.edition.url and ledger.records)
        with output_tree(folder, [file.path for file in files]) as tree:
            for name in OUTPUTS:
                if only and name not in chosen:
                    tree.keep(FOLDERS[name])
            write_outputs(edition, tree, chosen, report, progress, ledger.records)
            if "website" in chosen:
                from siglum.outputs.harvest import write_harvest

                write_harvest(edition, ledger, tree)
            if debug:
                _write_debug(edition, tree.path)
            report.findings += tree.findings
            report.written = True
    return report


def _known(config: Config, report: Report) -> Ledger:
    """What was published before, so that texts keep their addresses; a preview can do without."""
    try:
        return read_ledger(config) if config.file else Ledger()
    except EditionError as error:
        report.findings += error.findings
        return Ledger()


def stopped(edition: Edition, report: Report) -> bool:
    """Whether nothing can be published: an edition is published whole."""
    return bool(report.refused and not edition.config.given) or not edition.documents


def prepare_outputs(config: Config, chosen: Collection[str]) -> None:
    """Load what the outputs named in `chosen` take, while there is nothing else to do."""
    if "website" in chosen:
        from siglum.outputs.website import prepare_website

        prepare_website(config)


def write_outputs(
    edition: Edition,
    tree: Tree,
    chosen: Collection[str],
    report: Report,
    progress: Progress,
    earlier: Mapping[str, Record],
) -> dict[str, Path]:
    """Write the outputs named in `chosen` into `tree` -> the PDF files, by key of their document.

    `earlier` are the texts that were ever published, by identifier.
    """
    resources = Resources(edition.config.folder if edition.config.file else None)
    if "tei" in chosen:
        progress("tei", 0, 1)
        write_tei(edition, tree)
    books: dict[str, Path] = {}
    if "pdf" in chosen:
        from siglum.outputs.pdf import write_pdf  # WeasyPrint and Pango only for print

        books, findings = write_pdf(edition, resources, tree, progress)
        report.findings += findings
    if "website" in chosen:
        from siglum.outputs.website import write_website  # Jinja2 only for pages

        progress("website", 0, 1)
        report.findings += write_website(edition, tree, books, earlier)
    return books


def day_of_build() -> str:
    """The day of SOURCE_DATE_EPOCH (reproducible-builds.org), or empty; never today's."""
    try:
        moment = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return ""
    return moment.date().isoformat()


def wanted(config: Config, only: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The outputs to make: those in `only`, else those that edition.toml asks for."""
    made = tuple(name for name in OUTPUTS if getattr(config.outputs, name) is not None)
    return only or made


def read_edition(
    config: Config,
    files: Sequence[SourceFile],
    work: Path,
    report: Report,
    progress: Progress,
    known: Mapping[str, str],
    each: Callable[[SourceDocument], Callable[[Document], None]] | None = None,
    meanwhile: Callable[[], None] = lambda: None,
) -> Edition:
    """Read and check all files, and store their documents in `work`.

    `known` are the keys of texts that were published, by identifier; `each` is given every
    document as read, before its tree is used up, and what it gives back that document as stored.
    `meanwhile` is done where a process would wait for another.
    """
    edition = Edition(config)
    inspector = Inspector(config, known)
    report.findings += inspector.findings

    def inspected() -> Iterator[Inspected]:
        for number, file in enumerate(files):
            progress("reading", number, len(files))
            # No folder grows with the edition: to remove one takes a list of what is in it
            storing = _Storing(edition, work / f"{number // _PART}", each, meanwhile)
            yield inspector.inspect(file, storing.store, storing.begin)
        progress("reading", len(files), len(files))

    report.add(inspected(), config)
    return edition


class _Storing:
    """Stores the documents of a file; that of a long apparatus while it is being checked."""

    def __init__(
        self,
        edition: Edition,
        folder: Path,
        each: Callable[[SourceDocument], Callable[[Document], None]] | None,
        meanwhile: Callable[[], None],
    ) -> None:
        self._edition, self._folder = edition, folder
        self._each, self._meanwhile = each, meanwhile
        self._begun: Callable[[], Document] | None = None

    def begin(self, document: SourceDocument) -> None:
        """Begin to store a document in another process, if that pays."""
        alone = len(document.tree.texts) == 1
        if alone and self._edition.config.jobs != 1 and processors() > 1 and _is_long(document):
            self._begun = begin(partial(self._make, document), partial(self._again, document))

    def store(self, document: SourceDocument) -> None:
        """Store a document, or wait until it is."""
        note = self._each(document) if self._each is not None else None
        if self._begun is None:
            stored = self._make(document)
        else:
            self._meanwhile()
            stored, self._begun = self._begun(), None
        self._edition.documents.append(stored)
        if note is not None:
            note(stored)

    def _make(self, document: SourceDocument) -> Document:
        return store_document(document, self._edition.config, self._folder, keep=False)

    def _again(self, document: SourceDocument) -> Document:
        """Store a document of which some may be stored already."""
        shutil.rmtree(self._folder / document.key, ignore_errors=True)
        (self._folder / f"{document.file or document.key}.xml").unlink(missing_ok=True)
        return self._make(document)


def _is_long(document: SourceDocument) -> bool:
    """Whether its apparatus is so long that to store it takes much longer than a fork."""
    return next(islice(document.tei.iter(APP), _PAYS, None), None) is not None


def _write_debug(edition: Edition, path: Callable[[str], Path]) -> None:
    """Keep the normal form of every unit beside the outputs, for whoever writes stylesheets."""
    for document in edition.documents:
        for number, unit in enumerate(document.units):
            stored = document.store / f"unit-{number}.xml"
            name = unit.page.removesuffix(".html")
            path(f"debug/{document.key}/{name}.xml").write_bytes(stored.read_bytes())

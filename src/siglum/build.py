"""A Config -> everything that was asked for: the story of one run, and what there is to say of it.

Read all documents, one at a time; check them; then write each output from the edition so made.
Outputs replace the earlier ones together, or not at all.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from siglum.config import Config, SourceFile, find_sources
from siglum.edition import Edition, SourceDocument, store_document
from siglum.inspection import Inspector, Progress, Report, quiet
from siglum.outputs.tei import write_tei
from siglum.outputs.writing import output_tree
from siglum.render.resources import Resources

OUTPUTS = ("website", "pdf", "tei")
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
    files, report.findings = find_sources(config)
    inputs = [file.path for file in files]
    resources = Resources(config.folder if config.file else None)
    with tempfile.TemporaryDirectory(prefix="siglum-") as work:
        edition = _read(config, files, Path(work), report, progress)
        if (report.refused and not config.given) or not edition.documents:
            return report
        wanted = _wanted(config, tuple(only))
        with output_tree(folder, inputs) as tree:
            for name in OUTPUTS:
                if only and name not in wanted:
                    tree.keep(FOLDERS[name])
            if "tei" in wanted:
                progress("tei", 0, 1)
                write_tei(edition, tree)
            books: dict[str, Path] = {}
            if "pdf" in wanted:
                from siglum.outputs.pdf import write_pdf  # WeasyPrint and Pango only for print

                books, findings = write_pdf(edition, resources, tree, progress)
                report.findings += findings
            if "website" in wanted:
                from siglum.outputs.website import write_website  # Jinja2 only for pages

                progress("website", 0, 1)
                report.findings += write_website(edition, tree, books)
            if debug:
                _write_debug(edition, tree.path)
            report.findings += tree.findings
            report.written = True
    return report


def _wanted(config: Config, only: tuple[str, ...]) -> tuple[str, ...]:
    made = tuple(name for name in OUTPUTS if getattr(config.outputs, name) is not None)
    return only or made


def _read(
    config: Config, files: list[SourceFile], work: Path, report: Report, progress: Progress
) -> Edition:
    """Read and check all files, and store their documents in `work`."""
    edition = Edition(config)
    inspector = Inspector(config)
    report.findings += inspector.findings

    def store(document: SourceDocument) -> None:
        edition.documents.append(store_document(document, config, work, inspector.lists))

    inspected = []
    for number, file in enumerate(files):
        progress("reading", number, len(files))
        inspected.append(inspector.inspect(file, store))
    progress("reading", len(files), len(files))
    report.add(inspected, config)
    return edition


def _write_debug(edition: Edition, path: Callable[[str], Path]) -> None:
    """Keep the normal form of every unit beside the outputs, for whoever writes stylesheets."""
    for document in edition.documents:
        for number, unit in enumerate(document.units):
            stored = document.store / f"unit-{number}.xml"
            name = unit.page.removesuffix(".html")
            path(f"debug/{document.key}/{name}.xml").write_bytes(stored.read_bytes())

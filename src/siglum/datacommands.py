"""Words of the command line -> variation as data: texts of witnesses, exports, figures."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from siglum.findings import in_order
from siglum.options import common, edition_of, progress_bar
from siglum.sources import find_sources
from siglum.tables import did_you_mean
from siglum.telling import Manner, tell

if TYPE_CHECKING:
    from siglum.edition import Document  # loads what no other command needs

_SOURCES = click.argument(
    "sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]..."
)
_OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Write into FILE, not to the terminal.",
)  # fmt: skip


@click.command()
@click.argument("siglum")
@_SOURCES
@click.option(
    "--format", "form", type=click.Choice(("text", "tei", "html")), default="text",
    help="text: a line for each paragraph or verse; tei, html: the same with its structure.",
)  # fmt: skip
@click.option("--marked", is_flag=True, help="Mark departures from the edited text.")
@_OUTPUT
@common
def witness(
    siglum: str,
    sources: tuple[Path, ...],
    form: str,
    marked: bool,
    output: Path | None,
    manner: Manner,
) -> None:
    """Print the running text of a witness, a hand or a family, its gaps marked.

    SIGLUM is as printed, or the xml:id. Where the witness is named nowhere it reads the edited
    text; what is not there, by the marks of lacunae and fragments, is shown as a gap.

    \b
    Example:
      siglum witness A
      siglum witness B2 tei/liber-1.xml --marked
      siglum witness A --format tei -o witness-a.xml
    """
    from siglum.variation.versions import write_version
    from siglum.variation.witnesses import find_witness

    with _documents(sources, manner) as documents:
        having = [(one, found) for one in documents if (found := find_witness(one, siglum))]
        if not having:
            known = dict.fromkeys(w.siglum for one in documents for w in one.witnesses)
            hint = did_you_mean(siglum, known)
            raise click.UsageError(f"no text has a witness {siglum!r}; {hint}")
        _put(write_version(having, form, marked), output)


@click.group("export")
def export_data() -> None:
    """Give out the variation of an edition, or its text, for other programs.

    \b
    Example:
      siglum export variants --format nexus -o edition.nex
      siglum export text --format markdown
    """


@export_data.command()
@_SOURCES
@click.option(
    "--format", "form", type=click.Choice(("csv", "json", "nexus")), default="csv",
    help="csv: a row for each reading; json: nested; nexus: a matrix for stemmatology.",
)  # fmt: skip
@_OUTPUT
@common
def variants(sources: tuple[Path, ...], form: str, output: Path | None, manner: Manner) -> None:
    """Every entry with its readings and their witnesses.

    \b
    Example:
      siglum export variants > variants.csv
      siglum export variants tei/liber-1.xml --format json
    """
    from siglum.variation.exports import export

    with _documents(sources, manner) as documents:
        _put(export(documents, form), output)


@export_data.command()
@_SOURCES
@click.option(
    "--format", "form", type=click.Choice(("plain", "markdown")), default="plain",
    help="plain: a line for each paragraph or verse; markdown: with headings and notes.",
)  # fmt: skip
@_OUTPUT
@common
def text(sources: tuple[Path, ...], form: str, output: Path | None, manner: Manner) -> None:
    """The edited text, without apparatus.

    \b
    Example:
      siglum export text > edition.txt
      siglum export text --format markdown -o edition.md
    """
    from siglum.variation.plain import write_text

    with _documents(sources, manner) as documents:
        _put(write_text(documents, form), output)


@click.command()
@_SOURCES
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text",
    help="text: tables to read; json: the same for programs.",
)  # fmt: skip
@common
def stats(sources: tuple[Path, ...], form: str, manner: Manner) -> None:
    """Count words, entries and readings, by type and witness, coverage and agreement.

    \b
    Example:
      siglum stats
      siglum stats tei/liber-1.xml --format json
    """
    import dataclasses

    from siglum.variation.figures import read_figures
    from siglum.variation.tables import tell_figures

    with _documents(sources, manner) as documents:
        figures = [read_figures(document) for document in documents]
        if form == "json":
            told = [dataclasses.asdict(one) for one in figures]
            click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        else:
            click.echo("\n".join(line for one in figures for line in tell_figures(one)))


@contextmanager
def _documents(sources: Sequence[Path], manner: Manner) -> Iterator[Sequence[Document]]:
    """The documents of an edition as stored, while they are needed; only errors are told."""
    from siglum.build import read_edition
    from siglum.inspection import Report

    config, findings = edition_of(sources)
    report = Report()
    files, more = find_sources(config)
    with tempfile.TemporaryDirectory(prefix="siglum-") as work:
        with progress_bar(manner) as progress:
            edition = read_edition(config, files, Path(work), report, progress, {})
        told = itertools.chain(findings, more, report.findings)
        tell(in_order(one for one in told if one.severity == "error"), manner)
        if not edition.documents:
            sys.exit(1)
        yield edition.documents


def _put(pieces: Iterator[str], output: Path | None) -> None:
    """Write pieces of text, as they come, into a file or to standard output.

    A file gets its name when all is written: one that was there stays if the run breaks off.
    """
    if output is None:
        for piece in pieces:
            click.echo(piece, nl=False)
        return
    if output.exists() and not output.is_file():  # a pipe, or /dev/stdout
        _write(output, pieces, output)
        return
    unfinished = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        _write(unfinished, pieces, output)
        if output.exists():
            shutil.copymode(output, unfinished)
        unfinished.replace(output.resolve())
    finally:
        unfinished.unlink(missing_ok=True)


def _write(path: Path, pieces: Iterator[str], output: Path) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for piece in pieces:
                file.write(piece)
    except OSError as error:
        raise click.UsageError(f"-o: {output} cannot be written: {error.strerror}") from None

"""Words of the command line -> a run, and its findings as an editor reads them."""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from importlib import metadata
from pathlib import Path
from typing import Any

import click

from siglum import __version__
from siglum.codes import CODES, Severity
from siglum.config import NAME, Config, config_for_sources, read_config
from siglum.findings import EditionError, Finding
from siglum.tables import did_you_mean

OUTPUT = "build"
#: So many findings of one code are told in full; the rest are counted. -v tells all.
_TOLD = 12
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 96}


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a run speaks."""

    quiet: bool
    verbose: bool
    debug: bool


def _common(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every command working on an edition has."""

    @click.option(
        "-C", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
        help="Work in DIR: that of an edition.toml, from which paths are taken.",
    )  # fmt: skip
    @click.option("-q", "--quiet", is_flag=True, help="Tell errors only.")
    @click.option("-v", "--verbose", is_flag=True, help="Tell every finding, remarks too.")
    @click.option("--debug", is_flag=True, help="Show tracebacks; keep the normal form in debug/.")
    @wraps(command)
    def wrapped(folder: Path | None, quiet: bool, verbose: bool, debug: bool, **rest: Any) -> None:
        manner = _Manner(quiet, verbose, debug)
        if folder is not None:
            if not folder.is_dir():
                raise click.UsageError(f"-C: there is no folder {folder}")
            os.chdir(folder)
        with _told(manner):
            command(manner=manner, **rest)

    return wrapped


@contextmanager
def _told(manner: _Manner) -> Iterator[None]:
    """Nothing leaves as a traceback: what could not be done is told as findings."""
    try:
        yield
    except EditionError as error:
        if manner.debug:
            raise
        _tell(error.findings, manner)
        sys.exit(1)
    except (click.ClickException, click.exceptions.Exit, SystemExit):
        raise
    except KeyboardInterrupt:
        click.echo("interrupted; nothing was changed", err=True)
        sys.exit(130)
    except Exception as error:
        if manner.debug:
            raise
        told = f"siglum: a mistake of siglum itself: {type(error).__name__}: {error}"
        click.echo(told, err=True)
        click.echo("    hint: run again with --debug and send the traceback", err=True)
        sys.exit(1)


def _version() -> str:
    """Versions of siglum and of what it stands on; Pango's only where it is there."""
    from lxml import etree

    xml = ".".join(map(str, etree.LIBXML_VERSION))
    xslt = ".".join(map(str, etree.LIBXSLT_VERSION))
    return (
        f"siglum {__version__} (Python {sys.version.split()[0]}, lxml {metadata.version('lxml')},"
        f" libxml2 {xml}, libxslt {xslt}, WeasyPrint {metadata.version('weasyprint')})"
    )


def _show_version(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(_version())
        context.exit()


@click.group(context_settings=_CONTEXT)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_show_version,
    help="Show versions and exit.",
)  # fmt: skip
def main() -> None:
    """Publish critical editions from TEI: a website, typeset PDFs, and the TEI itself.

    \b
    Example:
      siglum build
      siglum build my-text.xml -o my-edition
    """


@main.command()
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="Write into DIR instead of build/. It is replaced whole.",
)  # fmt: skip
@click.option("--only", metavar="NAME[,NAME]", help="Make only these: website, pdf, tei.")
@_common
def build(
    sources: tuple[Path, ...], output: Path | None, only: str | None, manner: _Manner
) -> None:
    """Publish the edition of edition.toml, or the TEI files and folders named as SOURCE.

    \b
    Example:
      siglum build
      siglum build tei/liber-1.xml --only website -o preview
    """
    from siglum.build import OUTPUTS, build

    names = tuple(name.strip() for name in (only or "").split(",") if name.strip())
    for name in names:
        if name not in OUTPUTS:
            hint = did_you_mean(name, OUTPUTS) or f"there are: {', '.join(OUTPUTS)}"
            raise click.UsageError(f"--only: there is no output {name!r}; {hint}")
    if only is not None and not names:
        raise click.UsageError("--only: name one of " + ", ".join(OUTPUTS))
    config, findings = _config(sources)
    folder = output or (config.folder if config.file else Path.cwd()) / OUTPUT
    with _progress(manner) as progress:
        report = build(config, folder, names, progress, manner.debug)
    _tell([*findings, *report.findings], manner)
    if not manner.quiet:
        if report.written:
            made = _sum(report.documents, report.entries)
            click.echo(f"{made}: written to {_near(folder)}{os.sep}", err=True)
        else:
            click.echo("nothing was written; an earlier output is as it was", err=True)
    sys.exit(1 if report.failed or any(f.severity is Severity.ERROR for f in findings) else 0)


@main.command()
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]...")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text",
    help="How findings are told; json goes to standard output.",
)  # fmt: skip
@_common
def check(sources: tuple[Path, ...], form: str, manner: _Manner) -> None:
    """Look for mistakes in the sources and write nothing.

    \b
    Example:
      siglum check
      siglum check --format json tei/ > findings.json
    """
    from siglum.build import check

    findings: list[Finding] = []
    documents = entries = 0
    try:
        config, findings = _config(sources)
        with _progress(manner) as progress:
            report = check(config, progress)
        findings = [*findings, *report.findings]
        documents, entries = report.documents, report.entries
    except EditionError as error:
        if form != "json":
            raise
        findings = [*findings, *error.findings]
    if form == "json":
        click.echo(
            json.dumps([_record(f) for f in _sorted(findings)], ensure_ascii=False, indent=1)
        )
    else:
        _tell(findings, manner)
        if not manner.quiet:
            counts = Counter(finding.severity for finding in findings)
            told = (Severity.ERROR, Severity.WARNING)
            sums = ", ".join(_count(counts[severity], severity) for severity in told)
            click.echo(f"{_sum(documents, entries)}: {sums}", err=True)
    sys.exit(1 if any(f.severity is Severity.ERROR for f in findings) else 0)


@main.command()
@click.argument("code")
def explain(code: str) -> None:
    """Say what a CODE of a finding means and what to do.

    \b
    Example:
      siglum explain wit.undeclared
    """
    if code not in CODES:
        hint = did_you_mean(code, CODES)
        told = f"there is no code {code!r}" + (f"; {hint}" if hint else "")
        listed = "\n".join(f"  {name}: {CODES[name].title}" for name in sorted(CODES))
        raise click.UsageError(f"{told}\n{listed}")
    found = CODES[code]
    click.echo(f"{code} ({found.severity}): {found.title}\n")
    click.echo(click.wrap_text(found.explanation, 78, preserve_paragraphs=True))


@main.command()
@click.argument("name")
@click.option(
    "-C", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="The folder of the edition; else the current one.",
)  # fmt: skip
def where(name: str, folder: Path | None) -> None:
    """Say which stylesheet or template file NAME stands for, and which it shadows.

    \b
    Example:
      siglum where html.xsl
    """
    from siglum.render.resources import Resources

    resources = Resources((folder or Path()).resolve())
    files = resources.where(name)
    if not files:
        names = [*resources.names("xslt"), *resources.names("templates")]
        hint = did_you_mean(name, names) or "there are: " + ", ".join(names)
        raise click.UsageError(f"there is no stylesheet or template {name!r}; {hint}")
    for number, file in enumerate(files):
        click.echo(f"{'used:   ' if not number else 'shadows:'} {_near(file)}")


def _config(sources: Sequence[Path]) -> tuple[Config, list[Finding]]:
    """The edition of the current folder, or that of the sources named."""
    if not sources:
        return read_config(Path.cwd())
    if (Path.cwd() / NAME).is_file() and all(_inside(path, Path.cwd()) for path in sources):
        config, findings = read_config(Path.cwd())
        return config_for_sources(sources, config), findings
    return config_for_sources(sources), []


def _inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _count(number: int, what: str, many: str = "") -> str:
    return f"{number} {what if number == 1 else many or what + 's'}"


def _sum(documents: int, entries: int) -> str:
    return f"{_count(documents, 'document')}, {_count(entries, 'entry', 'entries')}"


def _near(path: Path) -> str:
    """`path` as one would type it here."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _sorted(findings: Sequence[Finding]) -> list[Finding]:
    """Findings by file and place; each told once."""
    return sorted(dict.fromkeys(findings), key=lambda f: (f.place, f.code, f.message))


def _record(finding: Finding) -> dict[str, str | int]:
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "message": finding.message,
        "hint": finding.hint,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "id": finding.place.id,
    }


def _tell(findings: Sequence[Finding], manner: _Manner) -> None:
    """Findings on standard error, in order of place; many of one code are cut short."""
    told: Counter[tuple[str, str]] = Counter()
    silent = 0
    for finding in _sorted(findings):
        if finding.severity is Severity.INFO and not manner.verbose:
            silent += 1
            continue
        if finding.severity is not Severity.ERROR and manner.quiet:
            continue
        group = (finding.place.file, finding.code)
        told[group] += 1
        if told[group] > _TOLD and not manner.verbose:
            continue
        severity = click.style(str(finding.severity), fg=_COLOURS[finding.severity])
        click.echo(f"{finding.place}: {severity} {finding.code}: {finding.message}", err=True)
        if finding.hint:
            click.echo(f"    hint: {finding.hint}", err=True)
    if manner.verbose:
        return
    for (file, code), count in told.items():
        if count > _TOLD:
            click.echo(f"{file}: … {count - _TOLD} more {code} (-v tells all)", err=True)
    if silent and not manner.quiet:
        click.echo(f"… and {silent} remarks (-v tells them)", err=True)


@contextmanager
def _progress(manner: _Manner) -> Iterator[Callable[[str, int, int], None]]:
    """A bar on the terminal once a run takes longer than a second; nothing elsewhere."""
    start = time.monotonic()
    shown = False
    speaks = sys.stderr.isatty() and not manner.quiet

    def progress(what: str, done: int, whole: int) -> None:
        nonlocal shown
        if not speaks or time.monotonic() - start < 1:
            return
        shown = True
        width = 24
        filled = width * done // max(whole, 1)
        bar = "█" * filled + "░" * (width - filled)
        click.echo(f"\r\033[K{what:8} {bar} {done}/{whole}", nl=False, err=True)

    try:
        yield progress
    finally:
        if shown:
            click.echo("\r\033[K", nl=False, err=True)

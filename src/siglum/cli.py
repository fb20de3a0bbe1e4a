"""Words of the command line -> a run, and its findings as an editor reads them."""

from __future__ import annotations

import dataclasses
import itertools
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from siglum import __version__
from siglum.codes import CODES
from siglum.codes.choosing import AREAS, codes_meant
from siglum.collector import resting
from siglum.config import MARKER, VERSION, Config, read_config
from siglum.datacommands import export_data, stats, witness
from siglum.explaincommands import explain, where
from siglum.findings import EditionError, Finding, Findings, in_order
from siglum.options import common, edition_of, outputs_named, progress_bar
from siglum.reports.outcome import Outcome, looked_at
from siglum.selection import selection_of
from siglum.servecommand import serve
from siglum.tables import did_you_mean
from siglum.telling import (
    FORMATS,
    Manner,
    failed,
    format_of,
    near,
    outcome_of,
    report,
    tell,
    write_baseline,
)

OUTPUT = "build"
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 96}


def _version() -> str:
    """Versions of siglum and of what it stands on; Pango's only where it is there."""
    from importlib import metadata

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


_schema = click.option(
    "--schema", type=click.Path(path_type=Path), metavar="FILE",
    help="Validate against FILE (RELAX NG, or Schematron), whatever schema edition.toml or the"
    " texts name.",
)  # fmt: skip


@click.group(context_settings=_CONTEXT)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_show_version,
    help="Show versions and exit.",
)  # fmt: skip
def main() -> None:
    """Publish critical editions from TEI: a website, typeset PDFs, and the TEI itself.

    Exit codes: 0 all is well; 1 there are findings of severity error (with --strict also
    warnings); 2 the command was not understood.

    \b
    Example:
      siglum build
      siglum build my-text.xml -o my-edition
      siglum check --format html -o report.html
    """


@main.command()
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="Write into DIR instead of build/. It is replaced whole.",
)  # fmt: skip
@_schema
@click.option("--only", metavar="NAME[,NAME]", help="Make only these: website, pdf, tei.")
@click.option("--strict", is_flag=True, help="Warnings make the exit code 1, as errors do.")
@common
def build(
    sources: tuple[Path, ...],
    output: Path | None,
    schema: Path | None,
    only: str | None,
    strict: bool,
    manner: Manner,
) -> None:
    """Publish the edition of edition.toml, or the TEI files and folders named as SOURCE.

    Findings are told as siglum check tells them; what [checks] of edition.toml says about them
    holds here too.

    \b
    Example:
      siglum build
      siglum build tei/liber-1.xml --only website -o preview
    """
    from siglum.build import OUTPUTS, build

    names = outputs_named(only, OUTPUTS)
    config, findings = edition_of(sources, schema)
    folder = output or _default_output(config)
    with progress_bar(manner) as progress:
        made = build(config, folder, names, progress, manner.debug)
    everything = itertools.chain(findings, made.findings)
    outcome = outcome_of(config, everything, selection_of(config.checks), _baseline(config))
    tell(outcome.findings, manner)
    if not manner.quiet:
        if made.written:
            told = looked_at(Outcome((), made.documents, made.entries))
            click.echo(f"{told}: written to {near(folder)}{os.sep}", err=True)
        else:
            click.echo("nothing was written; an earlier output is as it was", err=True)
    grave = failed(outcome.findings, strict or config.checks.strict)
    sys.exit(1 if grave or not made.written else 0)


@main.command()
@click.option(
    "--release", metavar="VERSION",
    help="Freeze this state as VERSION: its website stays in v/VERSION/, and a bag for archives is"
    " packed into releases/.",
)  # fmt: skip
@click.option(
    "--drop-addresses", "dropped", multiple=True, metavar="ID",
    help="Publish although addresses in the text ID are gone; whoever cited them finds nothing.",
)  # fmt: skip
@click.option(
    "--renamed", is_flag=True,
    help="The edition has another title and another address since it was published last.",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Warnings make the exit code 1, as errors do.")
@common
def publish(
    release: str | None, dropped: tuple[str, ...], renamed: bool, strict: bool, manner: Manner
) -> None:
    """Publish the edition of edition.toml into public/ and record that in its ledger.

    The ledger (ledger.jsonl) belongs to the sources, under version control: it knows what was
    published and since when. Nothing is published that would break what others rely on: if a
    text is gone without a tombstone, two texts have one identifier, an address is lost or a
    licence is missing, it is told, and what is public stays as it was. Without a change, nothing
    changes.

    \b
    Example:
      siglum publish
      siglum publish --release 1.0.0
      siglum publish --drop-addresses letter-9
    """
    from siglum.publishing import publish

    if release is not None and not VERSION.fullmatch(release):
        told = "--release: a version has letters, digits, points and hyphens, such as 1.0.0"
        raise click.UsageError(f"{told}, not {release!r}")
    config, findings = read_config(Path.cwd())
    with progress_bar(manner) as progress:
        made = publish(
            config, release=release or "", renamed=renamed, dropped=dropped, progress=progress
        )
    everything = itertools.chain(findings, made.findings)
    outcome = outcome_of(config, everything, selection_of(config.checks), _baseline(config))
    tell(outcome.findings, manner)
    if not manner.quiet:
        if made.written:
            told = looked_at(Outcome((), made.documents, made.entries))
            news = [
                f"{number} {what}"
                for number, what in (
                    (made.added, "new"), (made.changed, "changed"), (made.withdrawn, "withdrawn")
                )
                if number
            ]  # fmt: skip
            where = near(config.folder / config.publish.folder)
            click.echo(
                f"{told}: {', '.join(news) or 'no change'}; published in {where}{os.sep}", err=True
            )
            if made.bag is not None:
                click.echo(f"version {release}: packed in {near(made.bag)}{os.sep}", err=True)
        else:
            click.echo("nothing was published; what is public is as it was", err=True)
    grave = failed(outcome.findings, strict or config.checks.strict)
    sys.exit(1 if grave or not made.written else 0)


@main.command()
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]...")
@click.option(
    "--format", "form", type=click.Choice(FORMATS),
    help="How findings are told: text for people (on standard error), json and sarif for programs,"
    " github for annotations of GitHub Actions, html a page. Else the ending of FILE decides.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
    help="Write the report into FILE instead of telling it here.",
)  # fmt: skip
@_schema
@click.option(
    "--select", multiple=True, metavar="CODE[,CODE]",
    help="Tell only these: codes (wit.undeclared), areas (wit), patterns (schema.*).",
)  # fmt: skip
@click.option("--ignore", multiple=True, metavar="CODE[,CODE]", help="Do not tell these.")
@click.option("--strict", is_flag=True, help="Warnings make the exit code 1, as errors do.")
@click.option(
    "--baseline", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Tell only what is new against FILE, which --write-baseline made.",
)  # fmt: skip
@click.option(
    "--write-baseline", "baseline_to", type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE", help="Write all findings into FILE, as known from now on.",
)  # fmt: skip
@click.option(
    "-j", "--jobs", type=click.IntRange(min=0), default=0, metavar="N",
    help="Work with N processes; else with as many as pay.",
)  # fmt: skip
@common
@resting()
def check(
    sources: tuple[Path, ...],
    form: str | None,
    output: Path | None,
    schema: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    baseline: Path | None,
    baseline_to: Path | None,
    jobs: int,
    manner: Manner,
) -> None:
    """Look for mistakes in the sources and write nothing.

    Exit codes: 0 all is well; 1 there is an error (with --strict also: a warning); 2 the command
    was not understood. [checks] of edition.toml holds the same choices for good; siglum explain
    CODE tells what a finding means.

    \b
    Example:
      siglum check
      siglum check tei/ --format json > findings.json
      siglum check --select wit,app --ignore wit.never-cited
      siglum check --write-baseline known.json
      siglum check --baseline known.json --strict --format html -o report.html
    """
    chosen, ignored = _codes("--select", select), _codes("--ignore", ignore)
    form = format_of(form, output)
    findings: Sequence[Finding] = []
    config = Config(Path.cwd())
    seen = Outcome(())
    stopped = False
    try:
        config, findings = edition_of(sources, schema)
        looked_for = dataclasses.replace(
            config.checks,
            select=chosen or config.checks.select,
            ignore=(*config.checks.ignore, *ignored),
        )
        config = dataclasses.replace(config, jobs=jobs, checks=looked_for)
        _refuse_sources(config, output, baseline_to)
        seen, told = _check(config, manner)
        findings = Findings(itertools.chain(findings, told))
    except EditionError as error:
        if form == "text":
            raise
        findings = [*findings, *error.findings]
        stopped = True
    selection = selection_of(config.checks, chosen, ignored)
    if baseline_to:
        write_baseline(outcome_of(config, findings, selection), baseline_to, manner)
        sys.exit(1 if stopped else 0)
    left = outcome_of(config, findings, selection, baseline or _baseline(config))
    outcome = dataclasses.replace(
        seen, findings=left.findings, known=left.known, gone=left.gone, title=config.edition.title
    )
    report(outcome, form, output, config, manner)
    sys.exit(1 if stopped or failed(outcome.findings, strict or config.checks.strict) else 0)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="What was built, if it is not build/. A folder that siglum made may also be named first.",
)  # fmt: skip
@click.option("--only", metavar="NAME[,NAME]", help="Look at these outputs only: website, pdf.")
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text",
    help="text: a table, then each difference with its place in the source; json: a list of"
    " records {document, output, kind, source, found, missing, extra, explained}.",
)  # fmt: skip
@common
def verify(
    paths: tuple[Path, ...],
    output: Path | None,
    only: str | None,
    form: str,
    manner: Manner,
) -> None:
    """Prove that nothing was lost: compare what was built with the sources, word for word.

    Reads the TEI, the finished pages and the text of the PDF by itself, without the code that
    made them. Exit codes: 0 all of the sources that can be read is there and nothing else; 1 there
    are differences that nothing explains, or nothing to compare; 2 the command was not understood.

    \b
    Example:
      siglum verify
      siglum verify tei/liber-1.xml -o preview
      siglum verify --only website --format json > differences.json
    """
    from siglum.verify.telling import lines, records, table
    from siglum.verify.verifying import OUTPUTS, verify

    names = outputs_named(only, OUTPUTS)
    made = [path for path in paths if (path / MARKER).is_file()]
    config, _findings = edition_of([path for path in paths if path not in made])
    folder = output or (made[0] if made else _default_output(config))
    with progress_bar(manner) as progress:
        found = verify(config, folder, names, progress)
    tell(in_order(found.findings), manner)
    if found.refused:
        click.echo(f"siglum: {found.refused}", err=True)
        sys.exit(1)
    if form == "json":
        click.echo(records(found.audits))
    elif not manner.quiet:
        click.echo("\n".join(table(found.audits)))
    if form == "text":
        for told in lines(found.audits, manner.verbose):
            click.echo(told, err=True)
    # what is wrong in the sources themselves is for `check` to judge
    sys.exit(1 if not found.audits or any(audit.unexplained for audit in found.audits) else 0)


main.add_command(witness)
main.add_command(export_data)
main.add_command(stats)
main.add_command(serve)
main.add_command(explain)
main.add_command(where)


def _default_output(config: Config) -> Path:
    return (config.folder if config.file else Path.cwd()) / OUTPUT


def _baseline(config: Config) -> Path | None:
    """The baseline that edition.toml names."""
    return config.folder / config.checks.baseline if config.checks.baseline else None


def _codes(option: str, words: Iterable[str]) -> tuple[str, ...]:
    """The codes, areas and patterns of an option, which may be given often or as a list."""
    names = [name.strip() for word in words for name in word.split(",")]
    for name in names:
        if name and not codes_meant(name, CODES):
            hint = did_you_mean(name, [*CODES, *AREAS])
            raise click.UsageError(f"{option}: there is no code {name!r}; {hint}")
    if words and not any(names):
        raise click.UsageError(f"{option}: name codes or areas, such as wit.undeclared or wit")
    return tuple(filter(None, names))


def _refuse_sources(config: Config, *files: Path | None) -> None:
    """Stop before a report takes the place of what it reports on."""
    for file in files:
        if file is None:
            continue
        there = file.resolve()
        if there == config.file or (there.suffix.lower() == ".xml" and there.exists()):
            raise click.UsageError(f"{file} is a source; name another file for the report")


def _check(config: Config, manner: Manner) -> tuple[Outcome, Sequence[Finding]]:
    """What was looked at, and all findings."""
    from siglum.inspection import check

    with progress_bar(manner) as progress:
        made = check(config, progress)
    return Outcome((), made.documents, made.entries, made.unvalidated), made.findings

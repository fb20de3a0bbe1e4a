"""The findings of a run -> what is told of them, where and in which format.

Selected, compared with a baseline, and written: to the terminal, to standard output for other
programs, or into a file. A format is loaded only when it is asked for.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import click

from siglum.codes import Severity
from siglum.config import Config
from siglum.findings import EditionError, Finding, Place, found, in_order
from siglum.reports.outcome import Outcome, counted, gone, looked_at, sums
from siglum.reports.text import render_text
from siglum.selection import Selection

FORMATS: Final = ("text", "json", "sarif", "github", "html")
#: The format of a report whose file ends so.
_ENDINGS: Final = {".json": "json", ".sarif": "sarif", ".html": "html", ".htm": "html"}
_LINES: Final = 500  # written at once: each writing takes as long as making ten lines
_COLOURS: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


@dataclass(frozen=True, slots=True)
class Manner:
    """How a run speaks: errors only, all and remarks too, or as one does; with tracebacks."""

    quiet: bool = False
    verbose: bool = False
    debug: bool = False


def format_of(form: str | None, output: Path | None) -> str:
    """The format that was asked for, by its name or by the ending of a file."""
    return form or _ENDINGS.get(output.suffix.lower() if output else "", "text")


def outcome_of(
    config: Config, findings: Iterable[Finding], selection: Selection, known: Path | None = None
) -> Outcome:
    """The findings to tell: those selected, without those that the baseline `known` has.

    A baseline that cannot be used is a finding, and all the others are told.
    """
    told = in_order(selection.apply(findings))
    if known is None:
        return Outcome(told)
    from siglum.baseline import read_baseline

    given = {path.resolve() for path in config.given}

    def looked_for(file: Path, code: str) -> bool:
        if given and not any(file.resolve().is_relative_to(path) for path in given):
            return False
        return selection.looks_for(code)

    try:
        compared = read_baseline(known).compare(told, looked_for)
    except EditionError as error:
        return Outcome(in_order([*told, *error.findings]))
    return Outcome(tuple(compared.new), known=compared.known, gone=compared.gone)


def failed(findings: Iterable[Finding], strict: bool) -> bool:
    """Whether the exit code is 1: for errors, and if `strict` for warnings."""
    grave = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return any(finding.severity in grave for finding in findings)


def write_baseline(outcome: Outcome, file: Path, manner: Manner) -> None:
    """Keep all findings in `file`. Raises EditionError (`output.unwritable`)."""
    from siglum.baseline import baseline_text
    from siglum.reports.writing import write_report

    write_report(baseline_text(outcome.findings, file), file)
    if not manner.quiet:
        told = counted(len(outcome.findings), "finding")
        where = near(file)
        click.echo(f"{told} kept in {where}: name it with --baseline, or in [checks]", err=True)


def report(
    outcome: Outcome, form: str, output: Path | None, config: Config, manner: Manner
) -> None:
    """Tell an outcome in the format `form`, here or in the file `output`.

    Raises EditionError (`output.unwritable`, `render.template`), with the findings in it, so
    that they are not lost.
    """
    if output is not None:
        from siglum.reports.writing import write_report

        try:
            write_report(_rendered(outcome, form, config, manner), output)
        except EditionError as error:
            raise EditionError([*outcome.findings, *error.findings]) from None
    elif form == "text":
        tell(outcome.findings, manner)
    else:
        _say(_rendered(outcome, form, config, manner))
        return
    if manner.quiet:
        return
    where = f"; written to {near(output)}" if output else ""
    click.echo(f"{looked_at(outcome)}: {sums(outcome)}{where}", err=True)
    if sentence := gone(outcome):
        click.echo(sentence, err=True)


def tell(findings: Sequence[Finding], manner: Manner) -> None:
    """Findings, which stand in order, on standard error, for people."""
    lines = render_text(findings, _painted, verbose=manner.verbose, quiet=manner.quiet)
    while some := list(islice(lines, _LINES)):
        click.echo("\n".join(some), err=True)


def near(path: Path) -> str:
    """`path` as one would type it here."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _rendered(outcome: Outcome, form: str, config: Config, manner: Manner) -> str:
    """The whole report as a text."""
    if form == "json":
        from siglum.reports.records import render_json

        return render_json(outcome.findings) + "\n"
    if form == "sarif":
        from siglum.reports.sarif import render_sarif

        return render_sarif(outcome) + "\n"
    if form == "html":
        from siglum.render.resources import Resources
        from siglum.reports.page import render_page

        loader = Resources(config.folder if config.file else None).template_loader()
        return render_page(outcome, loader)
    if form == "github":
        from siglum.reports.annotations import render_annotations

        lines = render_annotations(_wanted(outcome.findings, manner), _from_repository)
    else:
        lines = render_text(outcome.findings, verbose=manner.verbose, quiet=manner.quiet)
    return "".join(f"{line}\n" for line in lines)


def _wanted(findings: Iterable[Finding], manner: Manner) -> list[Finding]:
    """Remarks are for who asks with -v; -q leaves errors only."""
    left = (Severity.ERROR,) if manner.quiet else (Severity.ERROR, Severity.WARNING)
    return [one for one in findings if manner.verbose or one.severity in left]


def _from_repository(file: str) -> str:
    """`file` as GitHub knows it: from the top of the repository that an action works in."""
    top = os.environ.get("GITHUB_WORKSPACE")
    path = os.path.relpath(file, top) if top else file
    return file if path.startswith("..") else path


def _say(text: str) -> None:
    """`text` on standard output, also where that cannot write every character.

    Raises EditionError (`output.unwritable`) where it can write none, as on a full disk.
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        click.echo(text.encode(encoding, "backslashreplace").decode(encoding), nl=False)
    except BrokenPipeError:
        raise
    except OSError as error:
        # What is left in the buffer would fail once more when Python ends
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        told = f"the report cannot be written: {error.strerror}"
        place = Place("standard output")
        raise EditionError([found("output.unwritable", place, told)]) from None


def _painted(text: str, severity: Severity) -> str:
    return click.style(text, fg=_COLOURS[severity])

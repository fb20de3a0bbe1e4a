"""What commands share: options, the edition they work on, progress, and how mistakes are told."""

from __future__ import annotations

import dataclasses
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import click

from siglum.config import NAME, Config, config_for_sources, read_config
from siglum.findings import EditionError, Finding, in_order
from siglum.tables import did_you_mean
from siglum.telling import Manner, tell


def common(command: Callable[..., None]) -> Callable[..., None]:
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
        manner = Manner(quiet, verbose, debug)
        if folder is not None:
            if not folder.is_dir():
                raise click.UsageError(f"-C: there is no folder {folder}")
            os.chdir(folder)
        with told_well(manner):
            command(manner=manner, **rest)

    return wrapped


@contextmanager
def told_well(manner: Manner) -> Iterator[None]:
    """Nothing leaves as a traceback: what could not be done is told as findings."""
    try:
        yield
    except EditionError as error:
        if manner.debug:
            raise
        tell(in_order(error.findings), manner)
        sys.exit(1)
    except (click.ClickException, click.exceptions.Exit, SystemExit, BrokenPipeError):
        raise  # who reads a pipe may stop when enough was read; click ends quietly then
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


def edition_of(sources: Sequence[Path], schema: Path | None = None) -> tuple[Config, list[Finding]]:
    """The edition of the current folder, or that of the sources named; with that `schema`."""
    findings: list[Finding] = []
    if not sources:
        config, findings = read_config(Path.cwd())
    elif (Path.cwd() / NAME).is_file() and all(_inside(path, Path.cwd()) for path in sources):
        config, findings = read_config(Path.cwd())
        config = config_for_sources(sources, config)
    else:
        config = config_for_sources(sources)
    if schema is not None:
        if not schema.is_file():
            raise click.UsageError(f"--schema: there is no file {schema}")
        config = dataclasses.replace(config, schema=schema.absolute())
    return config, findings


def outputs_named(only: str | None, outputs: Sequence[str]) -> tuple[str, ...]:
    """The outputs that --only names; none for all."""
    names = tuple(name.strip() for name in (only or "").split(",") if name.strip())
    for name in names:
        if name not in outputs:
            hint = did_you_mean(name, outputs) or f"there are: {', '.join(outputs)}"
            raise click.UsageError(f"--only: there is no output {name!r}; {hint}")
    if only is not None and not names:
        raise click.UsageError("--only: name one of " + ", ".join(outputs))
    return names


def _inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


@contextmanager
def progress_bar(manner: Manner) -> Iterator[Callable[[str, int, int], None]]:
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

"""Words of the command line -> the service for harvesters, until it is told to stop."""

from __future__ import annotations

from pathlib import Path

import click

from siglum.config import NAME, read_config
from siglum.findings import EditionError
from siglum.harvest.layout import NAME as FILE
from siglum.options import common
from siglum.telling import Manner, near


@click.command()
@click.argument(
    "file", required=False, type=click.Path(path_type=Path, dir_okay=False), metavar="[FILE]"
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Answer at this address.")
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=8317, show_default=True,
    help="Answer at this port; 0 takes a free one.",
)  # fmt: skip
@click.option(
    "--url", default="", metavar="URL",
    help="The address of the service as harvesters know it, if it is not that of edition.toml.",
)  # fmt: skip
@common
def serve(file: Path | None, host: str, port: int, url: str, manner: Manner) -> None:
    """Answer harvesters (OAI-PMH) and text tools (DTS) from what `siglum publish` wrote.

    FILE is harvest.sqlite or a copy of it; else it is that of the edition of the current folder.
    It is read only, and may be replaced while it is served. A line tells of each request; Ctrl-C
    ends it. Let a web server stand in front that knows TLS; it sends /oai and /dts here, and serves
    the pages itself.

    \b
    Example:
      siglum serve
      siglum serve /srv/letters/harvest.sqlite --port 8400
    """
    from siglum.harvest.application import application
    from siglum.harvest.reading import Database, Unreadable
    from siglum.harvest.server import serve as answer

    if file is None:
        file = _published()
    told = None if manner.quiet else lambda line: click.echo(line, err=True)

    def ready(address: str) -> None:
        click.echo(f"{near(file)} answers at {address}/oai and /dts; Ctrl-C ends it", err=True)
        try:
            with Database(file).reading():
                pass
        except Unreadable as error:
            click.echo(f"{error}; until then clients are told to come later", err=True)

    try:
        answer(application(file, url), host, port, told or (lambda _line: None), ready)
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", "") or str(error)
        raise click.UsageError(f"cannot answer at {host}, port {port}: {why}") from None


def _published() -> Path:
    """The file of the edition of the current folder, whether it is there or not."""
    try:
        config, _ = read_config(Path.cwd())
    except EditionError:
        told = f"there is no {NAME} here: name the file ({FILE}), or the folder of an edition (-C)"
        raise click.UsageError(told) from None
    return config.folder / config.publish.folder / FILE

"""Words of the command line -> what a code means, what shows an element, which file is used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from siglum.codes import CODES
from siglum.codes.choosing import AREAS, by_area, codes_meant
from siglum.config import NAME
from siglum.options import edition_of
from siglum.tables import did_you_mean
from siglum.telling import near


@click.command()
@click.argument("names", nargs=-1, metavar="[CODE] | --elements [SOURCE]...")
@click.option(
    "--elements", is_flag=True,
    help="List all elements of TEI with the rule that shows each, and how often each occurs in "
    "the edition of this folder or in the sources named.",
)  # fmt: skip
def explain(names: tuple[str, ...], elements: bool) -> None:
    """Say what a CODE of a finding means and what to do, with an example.

    Without CODE all codes are listed; an area such as wit lists those that begin so.

    \b
    Example:
      siglum explain
      siglum explain wit
      siglum explain wit.undeclared
      siglum explain --elements
    """
    if elements:
        _explain_elements([Path(name) for name in names])
        return
    if len(names) > 1:
        raise click.UsageError("name one code, or --elements and sources")
    code = names[0] if names else None
    from siglum.reports.explaining import explain_code, list_codes

    if code in CODES:
        click.echo("\n".join(explain_code(code)))
        return
    meant = codes_meant(code, CODES) if code else list(CODES)
    if not meant:
        hint = did_you_mean(code or "", [*CODES, *AREAS])
        areas = ", ".join(by_area(CODES))
        raise click.UsageError(f"there is no code {code!r}; {hint}\nareas of codes: {areas}")
    click.echo("\n".join(list_codes(meant)))


def _explain_elements(sources: Sequence[Path]) -> None:
    from siglum.render.resources import Resources
    from siglum.reports.elements import count_elements, list_elements

    for source in sources:
        if not source.exists():
            raise click.UsageError(f"there is no file or folder {source}")
    edition = bool(sources) or (Path.cwd() / NAME).is_file()
    config = edition_of(sources)[0] if edition else None
    folder = config.folder if config and config.file else None
    counts = count_elements(config) if config else None
    click.echo("\n".join(list_elements(Resources(folder), counts)))


@click.command()
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
        click.echo(f"{'used:   ' if not number else 'shadows:'} {near(file)}")

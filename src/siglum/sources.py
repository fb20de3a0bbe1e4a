"""A Config -> the source files of an edition, each once, in the order in which they are read."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from siglum.config import MARKER, NAME, Config, shown
from siglum.findings import EditionError, Finding, Place, found
from siglum.ondisk import DiskList, DiskTable

_BAG = "bagit.txt"  # the file that says of a folder: this was packed for an archive
_NEAR = 500  # paths kept in memory before they go to the disk


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: its absolute path, the folder that its XIncludes must not leave, its name."""

    path: Path
    jail: Path
    name: str


def find_sources(config: Config) -> tuple[DiskList[SourceFile], list[Finding]]:
    """The files to read, each once: in the order given, and by name within a folder or pattern.

    Numbers in names count as numbers (liber-2 before liber-10). Folders are searched whole, save
    hidden ones and those that siglum made. Findings: patterns without a file, files outside the
    edition. Raises EditionError with these when no file is left.
    """
    files: DiskList[SourceFile] = DiskList(near=_NEAR)
    seen: DiskTable[None] = DiskTable(near=_NEAR)
    findings: list[Finding] = []
    links = _Links()
    look = _given_files if config.given else _configured_files
    for file in look(config, findings, links):
        real = links.follow(file.path)
        if real not in seen:
            seen[real] = None
            files.append(file)
    if not files:
        if not findings:
            place = Place(shown(config.file or config.folder))
            findings.append(found("config.no-source", place, "no source is named"))
        raise EditionError(findings)
    return files, findings


class _Links:
    """Where paths lead to. Of the folder of a thousand files that is asked once."""

    def __init__(self) -> None:
        self._folders: dict[str, str] = {}

    def follow(self, path: Path) -> str:
        """`path` with all links followed."""
        folder, name = os.path.split(path)
        if name in ("", "..") or path.is_symlink():
            return os.path.realpath(path)
        real = self._folders.get(folder)
        if real is None:
            real = self._folders[folder] = os.path.realpath(folder)
        return os.path.join(real, name)  # noqa: PTH118 - asked of every file


def by_number(name: str) -> str:
    """A sort key in which the digits of a name count as numbers: 2 before 10."""

    def key(digits: re.Match[str]) -> str:
        number = digits[0].lstrip("0")
        return f"\0{chr(len(number) + 1)}{number}\0{digits[0]}\0"

    return re.sub(r"[0-9]+", key, name)


def _in_order(paths: Iterable[Path]) -> Iterator[Path]:
    rows: DiskTable[str] = DiskTable(near=_NEAR)
    for path in paths:
        rows[by_number(str(path))] = str(path)
    return (Path(path) for path in rows.values())


def _given_files(config: Config, findings: list[Finding], links: _Links) -> Iterator[SourceFile]:
    for path in config.given:
        if path.is_dir():
            yield from _below(path, path, findings, links)
        elif path.is_file():
            yield SourceFile(path, path.parent, shown(path))
        else:
            what = "is neither a file nor a folder" if path.exists() else "there is no such file"
            findings.append(found("config.no-source", Place(shown(path)), what))


def _configured_files(
    config: Config, findings: list[Finding], links: _Links
) -> Iterator[SourceFile]:
    place = Place(shown(config.file or config.folder))
    apart = {config.folder / one for one in (config.source.witnesses, config.source.schema) if one}
    for path in sorted(apart):
        if not path.is_file():
            told = f'there is no file "{path.relative_to(config.folder).as_posix()}"'
            findings.append(found("config.no-source", place, told))
    for pattern in config.source.texts:
        some = False
        for path in _in_order(_matching(config.folder, pattern)):
            if path in apart or _passed_over(path, config.folder):
                continue
            if path.is_dir():  # "tei" means all that is in it
                for file in _below(path, config.folder, findings, links):
                    some = True
                    yield file
            elif path.is_file():
                some = True
                yield from _inside(path, config.folder, findings, links)
        if not some:
            told = f'no file matches "{pattern}" of source.texts'
            hint = f"patterns start from the folder of {NAME}, such as tei/*.xml"
            findings.append(found("config.no-source", place, told, hint))


def _matching(folder: Path, pattern: str) -> Iterator[Path]:
    """What `folder.glob` finds, without a list of all that is in a folder of very many files."""
    above, _, name = pattern.rpartition("/")
    if name == "**" or not any(sign in name for sign in "*?["):
        yield from folder.glob(pattern)
        return
    for here in folder.glob(above) if above else (folder,):
        with contextlib.suppress(OSError), os.scandir(here) as inside:
            for one in inside:
                if fnmatch(one.name, name):
                    yield here / one.name


def _below(
    folder: Path, jail: Path, findings: list[Finding], links: _Links
) -> Iterator[SourceFile]:
    """Every .xml file in `folder` and the folders below it, in order of their names."""

    def unreadable(error: OSError) -> None:
        told = f"the folder cannot be searched: {error.strerror}"
        findings.append(found("config.no-source", Place(shown(Path(error.filename))), told))

    def paths() -> Iterator[Path]:
        waiting = [folder]
        while waiting:
            here = waiting.pop()
            # a marker stops the search also at the top: what siglum wrote is no source
            if any((here / sign).is_file() for sign in (MARKER, _BAG)):
                continue
            try:
                with os.scandir(here) as inside:
                    for one in inside:
                        if one.name.startswith("."):
                            continue
                        if not one.is_dir():
                            if one.name.lower().endswith(".xml"):
                                yield here / one.name
                        elif not one.is_symlink():
                            waiting.append(here / one.name)
            except OSError as error:
                unreadable(error)

    some = False
    for path in _in_order(paths()):
        some = True
        yield from _inside(path, jail, findings, links)
    if not some:
        told = "no file in this folder ends in .xml"
        findings.append(found("config.no-source", Place(shown(folder)), told))


def _inside(path: Path, jail: Path, findings: list[Finding], links: _Links) -> Iterator[SourceFile]:
    """The file, unless a link leads out of `jail` (an edition from a stranger may hold such)."""
    if Path(links.follow(path)).is_relative_to(links.follow(jail)):
        yield SourceFile(path, jail, shown(path))
    else:
        told = f"is a link that leads out of {shown(jail)}"
        findings.append(found("config.outside", Place(shown(path)), told))


def _passed_over(path: Path, folder: Path) -> bool:
    """Say whether `path` is hidden, or in a folder that siglum made."""
    between = path.relative_to(folder)
    if any(part.startswith(".") for part in between.parts):
        return True
    signs = [folder / above / sign for above in between.parents for sign in (MARKER, _BAG)]
    return any(sign.exists() for sign in signs)

"""What outputs write, by its name -> the files of one folder, their checksums, odd names told.

An output may have a million files: their names and sums lie on the disk.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import shutil
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from siglum.config import MARKER, shown
from siglum.findings import EditionError, Finding, Place, found
from siglum.ondisk import DiskSet, DiskTable

#: The folder of the website.
SITE = "site"
_MARK = """\
This folder was written by siglum. Every build replaces it whole, with all that lies in it:
keep nothing of your own here.
"""
_FOLDERS = 100


class Tree:
    """The output while it is being written: names are relative, with /."""

    def __init__(self, staging: Path, folder: Path) -> None:
        self.findings: list[Finding] = []
        self._staging = staging
        self._folder = folder
        # name -> SHA-256; empty while a writer has the file
        self._sums: DiskTable[bytes] = DiskTable(private=True)
        # name or folder, folded -> as first spelt
        self._spelt: DiskTable[str] = DiskTable(private=True)
        self._folders: set[str] = set()  # some that are spelt in one way, and are no files
        self._uneven: DiskSet | None = None  # names that are not evened out yet; None for all
        self._late: DiskSet | None = None  # names since all else was settled
        self._told = 0  # findings before that
        self._put(MARKER, (_MARK.encode(),))

    def write(self, name: str, data: bytes | str) -> None:
        """Write one file, text as UTF-8. The same content twice is no mistake.

        Raises EditionError for a name that leads out of the tree (`output.outside`) or that has
        another content already (`output.clash`).
        """
        data = data.encode() if isinstance(data, str) else data
        self._check(name)
        known = self._sums.get(name)
        if known is not None:
            if known == hashlib.sha256(data).digest():
                return
            raise self._error("output.clash", name, "two different files have this name")
        self._spell(name)
        self._note(name, self._put(name, (data,)))

    def write_lines(self, name: str, lines: Iterable[str]) -> None:
        """Write one file, once, as its lines are made: they may tell of all files before it."""
        self._check(name)
        if self.has(name):
            raise self._error("output.clash", name, "two different files have this name")
        self._spell(name)
        self._note(name, self._put(name, (line.encode() for line in lines)))

    def has(self, name: str) -> bool:
        """Whether there is a file of that name so far."""
        return name in self._sums

    def path(self, name: str) -> Path:
        """A path at which a writer may create the file `name`, once; its folder is there."""
        self._check(name)
        if name in self._sums:
            raise self._error("output.clash", name, "two writers ask for this name")
        self._spell(name)
        target = self._staging / name
        self._make_folder(target.parent)
        self._note(name, b"")
        return target

    def keep(self, name: str) -> bool:
        """Carry the folder (or file) `name` over from the earlier output; False if it has none."""
        self._check(name)
        source = self._folder / name
        if source.is_symlink() or not source.exists():
            return False
        if source.is_dir():
            for inner in _files_in(source):
                self._keep_file(f"{name}/{inner}")
        elif source.is_file():
            self._keep_file(name)
        return True

    def _keep_file(self, name: str) -> None:
        # What no output would write (a link, an odd name) somebody else put there
        if not _is_odd(name):
            # A copy, not a hard link: a writer that opens it would change the old output too
            shutil.copy2(self._folder / name, self.path(name))

    def copy(self, source: Path, name: str) -> None:
        """Copy the folder `source`, one that an earlier run wrote, to `name`."""
        for inner in _files_in(source):
            copied = f"{name}/{inner}"
            if not _is_odd(copied):
                shutil.copyfile(source / inner, self.path(copied))

    def inside(self, name: str, inner: str) -> Tree:
        """This tree for a writer that writes into the folder `name`: it writes into `inner`."""
        return _Inner(self, name, inner)

    def files(self, below: str) -> Iterator[tuple[str, Path]]:
        """The name of each file so far in the folder `below`, from there, and where it lies."""
        for name in self.names(below):
            yield name, self._staging / below / name

    def names(self, below: str) -> Iterator[str]:
        """The names of all files so far in the folder `below`, from there, sorted."""
        start = f"{below}/"
        return (name.removeprefix(start) for name, _ in self._sums.below(start))

    def manifest(self, below: str = "") -> Iterator[tuple[str, str]]:
        """Each file so far in the folder `below`: its name from there and its SHA-256, sorted."""
        start = f"{below}/" if below else ""
        for name, digest in self._sums.below(start):
            if not digest:
                digest = _sha256(self._staging / name)
                self._sums[name] = digest
            yield name.removeprefix(start), digest.hex()

    def settle(self, unfinished: Iterable[str] = ()) -> None:
        """Even out what was written so far, but for files that a writer has not finished.

        What is written from now on may be taken back.
        """
        left = DiskSet(unfinished)
        self._even(name for name in self._sums if name not in left)
        self._uneven, self._late = left, DiskSet()
        self._told = len(self.findings)

    def take_back(self) -> None:
        """Forget what was written since all else was settled."""
        assert self._late is not None
        for name in self._late:
            (self._staging / name).unlink()
            del self._sums[name]
        self._late = DiskSet()
        del self.findings[self._told :]

    def close(self) -> None:
        """Even out what writers made: modes, and the times of files that are as they were."""
        self._even(self._sums if self._uneven is None else self._uneven)
        self._uneven = DiskSet()
        self._staging.chmod(0o755)

    def _even(self, names: Iterable[str]) -> None:
        last = ""
        for name in itertools.chain((MARKER,), names):
            file = self._staging / name
            file.chmod(0o644)
            _keep_time(file, self._folder / name)
            if (folder := name.rpartition("/")[0]) != last:
                for above in [file.parent, *file.parent.parents][: folder.count("/") + 1]:
                    above.chmod(0o755)
                last = folder

    def _note(self, name: str, digest: bytes) -> None:
        self._sums[name] = digest
        for noted in (self._uneven, self._late):
            if noted is not None:
                noted.add(name)

    def _check(self, name: str) -> None:
        if _is_odd(name):
            raise self._error("output.outside", ascii(name)[1:-1], "is no name for a file")

    def _spell(self, name: str) -> None:
        """Note each folder of `name` and itself; tell of another that some systems take for it."""
        parts = name.split("/")
        for last in range(1, len(parts) + 1):
            spelt = "/".join(parts[:last])
            if spelt in self._folders:
                continue
            folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", spelt).casefold())
            first = self._spelt.setdefault(folded, spelt)
            if first == spelt:
                # a file where a folder is wanted, or a folder where a file is
                if (first in self._sums) if last < len(parts) else (self._staging / first).is_dir():
                    raise self._error("output.clash", name, "is both a file and a folder")
                if last < len(parts):
                    if len(self._folders) > _FOLDERS:
                        self._folders.clear()
                    self._folders.add(spelt)
            else:
                told = f"differs from {first} only in case or in how accents are encoded"
                self.findings.append(found("output.similar-names", self._place(spelt), told))
                break

    def _put(self, name: str, parts: Iterable[bytes]) -> bytes:
        """Write a file -> its SHA-256."""
        target = self._staging / name
        self._make_folder(target.parent)
        digest = hashlib.sha256()
        try:
            with target.open("xb") as file:  # x: on some systems A.html and a.html are one file
                for data in parts:
                    digest.update(data)
                    file.write(data)
            return digest.digest()
        except FileExistsError:
            told = "this system takes it for another file that has nearly the same name"
            raise self._error("output.clash", name, told) from None

    def _make_folder(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)

    def _place(self, name: str) -> Place:
        return Place(f"{shown(self._folder)}/{name}")

    def _error(self, code: str, name: str, told: str) -> EditionError:
        return EditionError([found(code, self._place(name), told)])


class _Inner(Tree):
    """A tree in which one folder stands for another one."""

    def __init__(self, tree: Tree, name: str, inner: str) -> None:
        self.findings = tree.findings
        self._tree, self._name, self._at = tree, name, inner

    def _placed(self, name: str) -> str:
        first, slash, rest = name.partition("/")
        return f"{self._at}{slash}{rest}" if first == self._name else name

    def write(self, name: str, data: bytes | str) -> None:
        self._tree.write(self._placed(name), data)

    def path(self, name: str) -> Path:
        return self._tree.path(self._placed(name))

    def write_lines(self, name: str, lines: Iterable[str]) -> None:
        self._tree.write_lines(self._placed(name), lines)

    def has(self, name: str) -> bool:
        return self._tree.has(self._placed(name))

    def names(self, below: str) -> Iterator[str]:
        return self._tree.names(self._placed(below))

    def manifest(self, below: str = "") -> Iterator[tuple[str, str]]:
        return self._tree.manifest(self._placed(below))


def _files_in(folder: Path) -> Iterator[str]:
    """The names of all files in a folder and those below it, from there, sorted; links are none."""
    names, waiting = DiskSet(), DiskSet([""])
    while waiting:
        here = waiting.pop()
        with os.scandir(folder / here) as inside:
            for one in inside:
                if one.is_dir(follow_symlinks=False):
                    waiting.add(f"{here}{one.name}/")
                elif one.is_file(follow_symlinks=False):
                    names.add(f"{here}{one.name}")
    return iter(names)


def _is_odd(name: str) -> bool:
    """Whether `name` leads out of the tree, or some system could not hold it."""
    return (
        "\\" in name
        or not name.isprintable()
        or any(
            part in ("", ".", "..", MARKER) or part != part.strip() or len(part.encode()) > 255
            for part in name.split("/")
        )
    )


def _keep_time(new: Path, old: Path) -> None:
    """Give `new` the time of `old` if the two are alike: those who copy the site away see it."""
    try:
        before = old.lstat()
        alike = stat.S_ISREG(before.st_mode) and before.st_size == new.stat().st_size
        if alike and _sha256(old) == _sha256(new):
            os.utime(new, ns=(before.st_atime_ns, before.st_mtime_ns))
    except OSError:
        return


def _sha256(file: Path) -> bytes:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").digest()

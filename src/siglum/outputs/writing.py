"""What the outputs write -> one folder, replaced whole or not at all.

All is written into a hidden folder beside the real one and exchanged with it in one step at the
end. A run that fails or is killed leaves the earlier output as it was; what it left behind is
removed when the next run begins. A folder is only ever replaced if it is empty or holds the
marker by which siglum knows its own.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import hashlib
import os
import shutil
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from siglum.config import MARKER, shown
from siglum.findings import EditionError, Finding, Place, found

_MARK = """\
This folder was written by siglum. Every build replaces it whole, with all that lies in it:
keep nothing of your own here.
"""
_ELSEWHERE = "choose another folder with -o"
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_HERE = -100  # AT_FDCWD


@contextlib.contextmanager
def output_tree(folder: Path, inputs: Iterable[Path] = ()) -> Iterator[Tree]:
    """A Tree to write into, which becomes `folder` when the block ends without an exception.

    `inputs` are the files and folders that the run reads: the output neither holds one nor lies
    in one. Raises EditionError with an `output.…` code when the folder may not or cannot be
    written; the block's own exceptions go through. In both cases `folder` stays as it was.
    """
    folder = Path(os.path.abspath(folder))  # noqa: PTH100  # resolve() would follow a final link
    _refuse_inputs(folder, inputs)
    with _telling(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            staging, old = _sibling(folder, "new"), _sibling(folder, "old")
            _recover(folder, staging, old)
            _refuse_foreign(folder)
            staging.mkdir()
            try:
                tree = Tree(staging, folder)
                yield tree
                tree.close()
                _refuse_foreign(folder)  # somebody may have put files there meanwhile
                _replace(folder, staging, old)
            finally:
                # After success this is the earlier output. What cannot be removed now is tried
                # again by the next run; it must not hide the exception that brought us here.
                with contextlib.suppress(OSError, EditionError):
                    _remove(staging)


class Tree:
    """The output while it is being written: names are relative, with /."""

    def __init__(self, staging: Path, folder: Path) -> None:
        self.findings: list[Finding] = []
        self._staging = staging
        self._folder = folder
        self._sums: dict[str, str] = {}  # name -> SHA-256; empty while a writer has the file
        self._spelt: dict[str, str] = {}  # name or folder, folded -> as first spelt
        self._put(MARKER, _MARK.encode())

    def write(self, name: str, data: bytes | str) -> None:
        """Write one file, text as UTF-8. The same content twice is no mistake.

        Raises EditionError for a name that leads out of the tree (`output.outside`) or that has
        another content already (`output.clash`).
        """
        data = data.encode() if isinstance(data, str) else data
        self._check(name)
        digest = hashlib.sha256(data).hexdigest()
        if name in self._sums:
            if self._sums[name] == digest:
                return
            raise self._error("output.clash", name, "two different files have this name")
        self._spell(name)
        self._put(name, data)
        self._sums[name] = digest

    def path(self, name: str) -> Path:
        """A path at which a writer may create the file `name`, once; its folder is there."""
        self._check(name)
        if name in self._sums:
            raise self._error("output.clash", name, "two writers ask for this name")
        self._spell(name)
        target = self._staging / name
        self._make_folder(target.parent)
        self._sums[name] = ""
        return target

    def keep(self, name: str) -> bool:
        """Carry the folder (or file) `name` over from the earlier output; False if it has none."""
        self._check(name)
        source = self._folder / name
        if source.is_symlink() or not source.exists():
            return False
        for file in sorted(source.rglob("*")) if source.is_dir() else [source]:
            kept = file.relative_to(self._folder).as_posix()
            # What no output would write (a link, an odd name) somebody else put there
            if file.is_file() and not file.is_symlink() and not _is_odd(kept):
                # A copy, not a hard link: a writer that opens it would change the old output too
                shutil.copy2(file, self.path(kept))
        return True

    def copy(self, source: Path, name: str) -> None:
        """Copy the folder `source`, one that an earlier run wrote, to `name`."""
        for file in sorted(source.rglob("*")):
            inner = f"{name}/{file.relative_to(source).as_posix()}"
            if file.is_file() and not file.is_symlink() and not _is_odd(inner):
                shutil.copyfile(file, self.path(inner))

    def inside(self, name: str, inner: str) -> Tree:
        """This tree for a writer that writes into the folder `name`: it writes into `inner`."""
        return _Inner(self, name, inner)

    def files(self, below: str) -> Iterator[tuple[str, Path]]:
        """The name of each file so far in the folder `below`, from there, and where it lies."""
        for name in self.names(below):
            yield name, self._staging / below / name

    def names(self, below: str) -> list[str]:
        """The names of all files so far in the folder `below`, from there, sorted."""
        start = f"{below}/"
        return sorted(name.removeprefix(start) for name in self._sums if name.startswith(start))

    def manifest(self, below: str = "") -> dict[str, str]:
        """The SHA-256 of each file so far in the folder `below`, by its name from there, sorted."""
        start = f"{below}/" if below else ""
        for name, digest in self._sums.items():
            if not digest and name.startswith(start):
                self._sums[name] = _sha256(self._staging / name)
        return {
            name.removeprefix(start): digest
            for name, digest in sorted(self._sums.items())
            if name.startswith(start)
        }

    def close(self) -> None:
        """Even out what writers made: modes, and the times of files that are as they were."""
        for here, folders, names in os.walk(self._staging):
            for one in folders:
                Path(here, one).chmod(0o755)
            for one in names:
                file = Path(here, one)
                file.chmod(0o644)
                _keep_time(file, self._folder / file.relative_to(self._staging))
        self._staging.chmod(0o755)

    def _check(self, name: str) -> None:
        if _is_odd(name):
            raise self._error("output.outside", ascii(name)[1:-1], "is no name for a file")

    def _spell(self, name: str) -> None:
        """Note each folder of `name` and itself; tell of another that some systems take for it."""
        parts = name.split("/")
        for last in range(1, len(parts) + 1):
            spelt = "/".join(parts[:last])
            folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", spelt).casefold())
            first = self._spelt.setdefault(folded, spelt)
            if first == spelt:
                # a file where a folder is wanted, or a folder where a file is
                if (first in self._sums) if last < len(parts) else (self._staging / first).is_dir():
                    raise self._error("output.clash", name, "is both a file and a folder")
            else:
                told = f"differs from {first} only in case or in how accents are encoded"
                self.findings.append(found("output.similar-names", self._place(spelt), told))
                break

    def _put(self, name: str, data: bytes) -> None:
        target = self._staging / name
        self._make_folder(target.parent)
        try:
            with target.open("xb") as file:  # x: on some systems A.html and a.html are one file
                file.write(data)
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

    def names(self, below: str) -> list[str]:
        return self._tree.names(self._placed(below))

    def manifest(self, below: str = "") -> dict[str, str]:
        return self._tree.manifest(self._placed(below))


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


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


# --- what stands in the way -----------------------------------------------------------------


def _refuse_inputs(folder: Path, inputs: Iterable[Path]) -> None:
    real = folder.resolve()
    if real == real.parent:
        raise _refused("output.foreign", folder, "is the root of the file system")
    if real == Path.cwd().resolve():
        told = "is the current folder, which would be replaced"
        raise _refused("output.here", folder, told, "name a folder inside it: -o site")
    for one in inputs:
        source = one.resolve()
        if source.is_relative_to(real):
            raise _refused("output.holds-sources", folder, f"holds the source {shown(one)}")
        if real.is_relative_to(source):
            raise _refused(
                "output.holds-sources", folder, f"lies in the source folder {shown(one)}"
            )


def _refuse_foreign(folder: Path) -> None:
    if folder.is_symlink():
        raise _refused("output.not-a-folder", folder, "is a symbolic link")
    if not folder.exists():
        return
    if not folder.is_dir():
        raise _refused("output.not-a-folder", folder, "is a file")
    if not _is_ours(folder):
        told = f"holds files that siglum did not make, such as {min(os.listdir(folder))}"  # noqa: PTH208
        hint = "choose another folder with -o, or move the files away"
        raise _refused("output.foreign", folder, told, hint)


def _is_ours(folder: Path) -> bool:
    """Whether the folder holds the marker, or nothing."""
    return (folder / MARKER).is_file() or not any(folder.iterdir())


def _refused(code: str, folder: Path, told: str, hint: str = _ELSEWHERE) -> EditionError:
    return EditionError([found(code, Place(shown(folder)), told, hint)])


@contextlib.contextmanager
def _telling(folder: Path) -> Iterator[None]:
    """Turn an OSError about the output into a finding; one about something else goes through."""
    try:
        yield
    except OSError as error:
        near = any(
            str(name).startswith(str(_sibling(folder, ""))) or folder.is_relative_to(str(name))
            for name in (error.filename, error.filename2)
            if name
        )
        if near or error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS):
            told = f"cannot be written: {error.strerror}"
            raise _refused("output.unwritable", folder, told) from error
        raise


# --- the exchange ---------------------------------------------------------------------------


def _sibling(folder: Path, what: str) -> Path:
    # Beside it, not in the system's temporary folder: a rename works within one file system only
    return folder.with_name(f".{folder.name}.siglum-{what}")


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let one run at a time write `folder`. The lock ends with the process, however it ends."""
    file = _sibling(folder, "lock")
    while True:
        lock = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            told = "another run of siglum is writing it"
            raise _refused("output.busy", folder, told, "wait for it to end") from None
        except OSError:
            break  # some network file systems know no locks; then there is none
        # The run before may have removed the file between our opening and our locking it
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(lock), file.stat()):
                break
        os.close(lock)
    try:
        yield
    finally:
        file.unlink(missing_ok=True)
        os.close(lock)


def _recover(folder: Path, staging: Path, old: Path) -> None:
    """Put right what a killed run left: its folders go, an output moved aside comes back."""
    if old.is_dir() and not folder.exists():
        old.rename(folder)
    for left in (staging, old):
        _remove(left)


def _replace(folder: Path, staging: Path, old: Path) -> None:
    """Make `staging` the output; the earlier one, if any, then stands at `staging` or is gone."""
    if not folder.exists():
        staging.rename(folder)
    elif not _exchange(folder, staging):
        # Two steps; _recover mends it if the machine stops in between
        folder.rename(old)
        try:
            staging.rename(folder)
        except BaseException:  # also a keyboard interrupt
            old.rename(folder)
            raise
        with contextlib.suppress(OSError):
            _remove(old)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step; False where the system or the file system cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    done = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), ctypes.c_uint(_EXCHANGE))
    if done == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(one))


def _remove(folder: Path) -> None:
    """Remove a folder of ours, the marker last: killed midway, the rest is still known as ours."""
    if not folder.is_dir() or folder.is_symlink():
        return
    if not _is_ours(folder):
        raise _refused("output.foreign", folder, "stands where siglum writes, but is not its own")
    for one in sorted(folder.iterdir()):
        if one.name != MARKER:
            if one.is_dir() and not one.is_symlink():
                shutil.rmtree(one)
            else:
                one.unlink()
    (folder / MARKER).unlink(missing_ok=True)
    folder.rmdir()

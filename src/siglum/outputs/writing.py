"""A Tree that outputs have written -> one folder, replaced whole or not at all.

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
import itertools
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from siglum.config import MARKER, shown
from siglum.findings import EditionError, Place, found
from siglum.outputs.trees import Tree

_ELSEWHERE = "choose another folder with -o"
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_HERE = -100  # AT_FDCWD
_AT_ONCE = 500


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
    _empty(folder, MARKER)
    (folder / MARKER).unlink(missing_ok=True)
    folder.rmdir()


def _empty(folder: Path, kept: str = "") -> None:
    """Remove what is in a folder, save the file `kept`: some at a time, as it may be very much."""
    while True:
        with os.scandir(folder) as inside:
            wanted = (one for one in inside if one.name != kept)
            some = [
                (one.name, one.is_dir(follow_symlinks=False))
                for one in itertools.islice(wanted, _AT_ONCE)
            ]
        if not some:
            return
        for name, is_folder in some:
            one = folder / name
            if is_folder:
                _empty(one)
                one.rmdir()
            else:
                one.unlink()

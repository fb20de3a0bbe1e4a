"""What makes something -> what it makes, by processes beside this one.

Pages of a long text do not depend on each other, nor its checks on how it is stored. A fork has
everything at hand that making something takes, and starts at once; what it makes comes back.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeVar

from siglum.ondisk import is_on_disk

_R = TypeVar("_R")
#: So many results a process makes before it asks for more.
_CHUNK: Final = 4

_make: Callable[[int], Any] | None = None  # what processes that are forked now are to do


def make_together(make: Callable[[int], _R], count: int, jobs: int = 0) -> Iterator[_R]:
    """`make(0)`, `make(1)` … up to `count`, in this order, in at most `jobs` processes.

    0 means as many as there are processors. What `make` changes is lost, but for its result; this
    process does all by itself where it cannot fork safely: beside threads, and where lists lie in
    files that two processes must not share.
    """
    global _make
    jobs = min(jobs or processors(), count // _CHUNK)
    if jobs < 2 or not _can_fork():
        yield from map(make, range(count))
        return
    import multiprocessing  # takes a tenth of a second, and most texts are short

    _make = make
    try:
        with multiprocessing.get_context("fork").Pool(jobs, _start) as pool:
            yield from pool.imap(_do, range(count), _CHUNK)
    finally:
        _make = None


def begin(make: Callable[[], _R], again: Callable[[], _R]) -> Callable[[], _R]:
    """Begin to make something in a process beside this one -> what waits for it.

    What `make` changes is lost, but for its result. If that process fails, all is made `again`
    here; where it cannot be forked, all is made here at last.
    """
    if not _can_fork():
        return make
    reader, writer = os.pipe()
    try:
        process = os.fork()
    except OSError:  # no room for another
        os.close(reader)
        os.close(writer)
        return make
    if not process:
        code = 1
        try:
            os.close(reader)
            with os.fdopen(writer, "wb") as answer:
                pickle.dump(make(), answer)
            code = 0
        finally:
            os._exit(code)  # whatever happened: the first process finds out by itself
    os.close(writer)

    def wait() -> _R:
        with os.fdopen(reader, "rb") as answer:
            made = answer.read()
        _, status = os.waitpid(process, 0)
        result: _R = again() if status else pickle.loads(made)  # noqa: S301 - our own process
        return result

    return wait


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _can_fork() -> bool:
    return sys.platform == "linux" and threading.active_count() == 1 and not is_on_disk()


def _start() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process hears it and ends the others


def _do(number: int) -> Any:
    assert _make is not None, "forked while it was set"
    return _make(number)

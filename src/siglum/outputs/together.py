"""Numbers and what makes something of each -> the results in their order, by several processes.

Pages of a long text do not depend on each other. A fork has everything at hand that making one
takes, and starts at once; what it makes comes back as text and is written by the first process.
"""

from __future__ import annotations

import os
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

"""Nothing -> stretches of work in which Python's garbage collector rests."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """No garbage is collected meanwhile.

    Where things are made by the hundred thousand and none of them can go, the collector looks
    through all of them again and again.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()

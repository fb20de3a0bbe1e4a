"""A clock -> the moment of publication, which comes when all is ready for it.

Whoever harvests asks next time for what is newer than this time. What is stamped with a moment and
can be seen only later is lost for those who ask in between. So the moment is chosen ahead, what
depends on it is made, and it is waited for; if making it took longer than expected, a later moment
is chosen and all of that is made again.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Final

#: What the last steps are expected to take at first, in seconds: at least, and for each text.
_LEAST: Final = 0.2
_EACH: Final = 0.0005


def clock(ahead: float = 0) -> str:
    """This moment, or so many seconds later, as a datestamp."""
    return stamp_of(time.time() + ahead)


def stamp_of(seconds: float) -> str:
    """A datestamp: the second that a moment lies in."""
    return datetime.fromtimestamp(math.floor(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moments(
    texts: int, now: Callable[[], float] = time.time, sleep: Callable[[float], None] = time.sleep
) -> Iterator[str]:
    """Moments to be ready for, one after the other, until what is made for one is ready in time.

    What is to be made is in proportion to the number of `texts`. After the last moment its second
    has just begun, and the rest must not take longer than that.
    """
    expected = _LEAST + _EACH * texts
    while True:
        start = now()
        moment = math.floor(start + expected) + 1
        yield stamp_of(moment)
        left = moment - now()
        if left > 0:
            sleep(left)
            return
        expected = 2 * (now() - start)

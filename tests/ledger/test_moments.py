"""The moment of publication is chosen ahead, and waited for."""

from __future__ import annotations

import itertools

import pytest

from siglum.ledger.moments import clock, moments, stamp_of


class Clock:
    """A clock that stands still while nobody works or sleeps."""

    def __init__(self, start: float) -> None:
        self.time = start

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds


@pytest.mark.parametrize("start", [100.0, 100.3, 100.79, 100.81, 100.999])
@pytest.mark.parametrize("takes", [[0.01], [0.19], [1.5], [3, 4], [9, 30, 1]])
def test_what_is_made_for_a_moment_is_ready_when_it_comes(start: float, takes: list[float]) -> None:
    """However long it takes: at the end the second has just begun in which it is stamped."""
    clock = Clock(start)
    work = itertools.chain(takes, itertools.repeat(takes[-1]))
    tried = []
    for moment in moments(10, clock.now, clock.sleep):
        tried.append(moment)
        clock.time += next(work)
    assert stamp_of(clock.time) == tried[-1]
    assert clock.time % 1 == pytest.approx(0, abs=1e-6)
    assert len(tried) <= len(takes) + 1
    assert tried == sorted(set(tried))


def test_little_is_waited_for() -> None:
    """For an edition of common size not more than a second or so."""
    clock = Clock(100.85)
    list(moments(10, clock.now, clock.sleep))
    assert clock.time == 102


def test_a_datestamp() -> None:
    """The second that a moment lies in, in UTC."""
    assert stamp_of(0.99) == "1970-01-01T00:00:00Z"
    assert clock() <= clock(1)
    assert len(clock()) == len("2026-11-28T10:00:00Z")

"""Lines of a paragraph chosen as a whole, against all other ways to break it."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from siglum.print import optimum
from siglum.print.optimum import Break, best_lines


def _paragraph(seed: int, words: int) -> list[Break]:
    """Words of 10 to 60 with spaces of 5; every third of the long ones can be divided."""
    rng = random.Random(seed)  # noqa: S311 - seeded on purpose
    breaks = [Break(0, 0, 0, 0)]
    end = spaces = 0.0
    for number in range(words):
        width = rng.uniform(10, 60)
        if width > 40 and rng.random() < 0.4:
            middle = end + width / 2
            breaks.append(Break(middle + 4, spaces, middle, spaces, hyphen=True))
        end += width
        space = 0.0 if number == words - 1 else 5.0
        breaks.append(Break(end, spaces, end, spaces + space))
        spaces += space
    return breaks


def _cost(breaks: list[Break], ends: tuple[int, ...], width: float, indent: float) -> float:
    """What a way to break a paragraph costs, told again in other words."""
    total, start, last = 0.0, 0, len(breaks) - 1
    for end in ends:
        a, b = breaks[start], breaks[end]
        spaces = b.end_spaces - a.start_spaces
        wanted = width - (indent if start == 0 else 0) - (b.end - a.start)
        gain = (wanted - spaces) / spaces if spaces else (0 if wanted >= 0 else -9)
        if gain < -optimum.SHRINK - 1e-9:
            return float("inf")
        ratio = -gain / optimum.SHRINK if gain < 0 else gain / optimum.STRETCH
        if end == last and gain > 0:
            ratio = 0
            if wanted - spaces > (1 - optimum.SHORT) * width:
                total += optimum.LAST_SHORT
        if ratio > optimum.TOLERANCES[-1][1] or (not spaces and end != last):
            return float("inf")
        total += (optimum.LINE + 100 * ratio**3) ** 2
        if b.hyphen:
            total += optimum.HYPHEN + (optimum.LADDER if a.hyphen else 0)
        if end == last and a.hyphen:
            total += optimum.LAST_HYPHEN
        start = end
    return total


@pytest.mark.parametrize("seed", range(60))
def test_no_other_way_is_cheaper(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all ways to break a short paragraph, the one found costs least."""
    monkeypatch.setattr(optimum, "CONTRAST", 0.0)  # depends on lines before, and is a mere hint
    monkeypatch.setattr(optimum, "TOLERANCES", optimum.TOLERANCES[-1:])
    breaks = _paragraph(seed, 11)
    width, indent = 150.0, 15.0 * (seed % 2)
    last = len(breaks) - 1
    ways = [(*some, last) for number in range(6) for some in combinations(range(1, last), number)]
    least = min(_cost(breaks, way, width, indent) for way in ways)
    lines = best_lines(breaks, width, indent)
    if least == float("inf"):
        assert not lines or lines[-1].last < last
    else:
        assert _cost(breaks, tuple(line.last for line in lines), width, indent) <= least + 1e-6


def test_lines_follow_each_other() -> None:
    """Each begins where the one before it ends, and is as wide as its words and spaces."""
    breaks = _paragraph(1, 200)
    lines = best_lines(breaks, 300.0, 20.0)
    assert [line.first for line in lines] == [0, *(line.last for line in lines[:-1])]
    assert lines[-1].last == len(breaks) - 1
    for line in lines:
        first, last = breaks[line.first], breaks[line.last]
        natural = last.end - first.start + last.end_spaces - first.start_spaces
        assert line.width == pytest.approx(natural)
        narrowest = natural - optimum.SHRINK * (last.end_spaces - first.start_spaces)
        assert narrowest <= 300.0 + 1e-6


def test_what_fits_no_line_ends_the_plan() -> None:
    """The lines before a word that is too wide are planned; before it there may be none."""
    breaks = [Break(40.0 * n, 5.0 * max(n - 1, 0), 40.0 * n, 5.0 * n) for n in range(9)]
    wide = [Break(b.end + 500, b.end_spaces, b.start + 500, b.start_spaces) for b in breaks[5:]]
    lines = best_lines([*breaks[:5], *wide], 100.0)
    assert [line.last for line in lines] == [2, 4]
    assert best_lines([breaks[0], *wide], 100.0) == []


def test_a_paragraph_of_one_line_is_not_stretched() -> None:
    """Nor is one without any words planned."""
    assert best_lines(_paragraph(2, 3), 1000.0)[0].last == len(_paragraph(2, 3)) - 1
    assert best_lines([Break(0, 0, 0, 0)], 100.0) == []


def test_lines_without_spaces_cannot_be_made_full() -> None:
    """Signs that follow each other without spaces are left to the layout."""
    breaks = [Break(10.0 * n, 0, 10.0 * n, 0) for n in range(100)]
    lines = best_lines(breaks, 95.0)
    assert not lines or lines[-1].last < 99

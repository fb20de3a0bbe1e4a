"""siglum.variation.cells: rows of reading numbers -> where two of them agree."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from siglum.variation.cells import Cells, Pair, cells_of

_READINGS = st.one_of(st.none(), st.integers(-1, 3), st.integers(250, 400))


@st.composite
def _rows(draw):
    length = draw(st.integers(0, 12))
    count = draw(st.integers(1, 5))
    return [draw(st.lists(_READINGS, min_size=length, max_size=length)) for _ in range(count)]


def _is_known(value):
    return value is not None and value >= 0


@given(_rows())
def test_pairs_agree_where_both_are_known_and_equal(rows):
    """However large the numbers are; two rows that are both unknown do not agree."""
    cells = Cells([*map(cells_of, rows)])
    for one, first in enumerate(rows):
        for other, second in enumerate(rows):
            both = [
                (a, b) for a, b in zip(first, second, strict=True) if _is_known(a) and _is_known(b)
            ]
            assert cells.agreeing(one, other) == Pair(sum(a == b for a, b in both), len(both))


@given(_rows(), st.data())
def test_departures_are_counted_between_borders(rows, data):
    """From the first border to the last, with empty stretches too."""
    length = len(rows[0])
    text = data.draw(st.lists(st.integers(0, 300), min_size=length, max_size=length))
    borders = [0, *sorted(data.draw(st.lists(st.integers(0, length), max_size=4))), length]
    cells = Cells([*map(cells_of, [*rows, text])])
    for number, row in enumerate(rows):
        expected = []
        for start, end in pairwise(borders):
            known = [
                (a, b) for a, b in zip(row[start:end], text[start:end], strict=True) if _is_known(a)
            ]
            expected.append(Pair(sum(a != b for a, b in known), len(known)))
        assert cells.departing(number, len(rows), borders) == expected

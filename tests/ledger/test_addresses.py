from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siglum.ledger.addresses import lengthened, shortened, unit_addresses


def test_rows_of_numbers_are_ranges():
    """A poem of a hundred lines takes a few letters."""
    names = [*(f"l{n}" for n in range(1, 101)), "l103", "head", "ch1.p1", "ch1.p2", "l007", "x…y"]
    assert shortened(names[:-1]) == "ch1.p1…2 head l007 l103 l1…100"


@given(st.sets(st.text("pl.019-_", min_size=1, max_size=5)))
def test_what_is_shortened_comes_back(names):
    """No identifier is lost, and none is invented."""
    assert lengthened(shortened(names)) == names


@pytest.mark.parametrize("names", [{"00", "01"}, {"l05", "l06", "l07"}, {"a0", "a1", "a00"}])
def test_zeros_before_a_number_belong_to_the_name(names):
    """`l05` is no other way to write `l5`."""
    assert lengthened(shortened(names)) == names


@pytest.mark.parametrize("line", ["p2…2", "p3…1", "p1…99999999999"])
def test_ranges_that_cannot_be(line):
    """Nothing that somebody wrote into a ledger fills the memory."""
    with pytest.raises(ValueError, match="p"):
        lengthened(line)


def test_entries_and_notes_are_no_units():
    """Those that are counted; one that has an identifier of its own may be relied on."""
    names = "p1 p1.app1 p1.note2 note3.p1 choice1_2 header.p1 app-crit fn1 annote1"
    ids = dict.fromkeys(names.split(), "index.html")
    assert unit_addresses({**ids, "p2": "b.html"}) == {
        "b.html": "p2",
        "index.html": "annote1 app-crit fn1 p1",
    }

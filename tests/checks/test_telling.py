"""How values and counts are named in messages."""

from __future__ import annotations

from siglum.checks.telling import elsewhere, listed, short


def test_numbers_of_places():
    """The first place is the finding's own."""
    assert elsewhere(0) == elsewhere(1) == ""
    assert elsewhere(2) == " (and in 1 more place)"
    assert elsewhere(3) == " (and in 2 more places)"


def test_values_are_quoted_and_cut():
    """No message grows beyond its line; where nothing is read, that is said."""
    assert short("arma") == '"arma"'
    assert short("") == '"om."'
    assert len(short("x" * 1_000_000)) < 50
    assert listed("ABC") == '"A", "B", "C"'
    assert listed(map(str, range(9))).endswith("and 3 more")

from __future__ import annotations

import pytest

from siglum.checks.guessing import Guesser


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("prefatio", "praefatio"),
        ("Nippderdey", "Nipperdey"),
        ("lem-70.8-si-fecisset,-iam", "lem-70.8-si-fecisset-iam"),
        ("p13", ""),
        ("unrelated", ""),
        ("", ""),
        ("x" * 10_000, ""),
    ],
)
def test_near_names(wrong, right):
    """Slips of the pen have one; other numbers and other words have none."""
    names = ["praefatio", "Nipperdey", "lem-70.8-si-fecisset-iam", "p12", "p14"]
    assert Guesser(names).near(wrong) == right


def test_guesses_are_counted():
    """After a number of them, or among too many names, none is made: each costs."""
    guesser = Guesser(["praefatio"])
    assert [bool(guesser.near("prefatio")) for _ in range(40)].count(True) == 20
    assert Guesser([f"praefatio.{n:04}" for n in range(5000)]).near("prefatio.0001") == ""

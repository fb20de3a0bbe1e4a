"""What an undeclared siglum was probably meant to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siglum.checks.sigla import advise, skeleton

SIGLA = ("A", "B", "C", "La", "Ve", "khaṁ", "f1818", "01", "1739", "alpha")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("b", '"#B"'),
        ("LA", '"#La"'),
        ("Β", '"#B"'),  # Greek
        ("В", '"#B"'),  # Cyrillic
        ("B.", '"#B"'),
        ("haṁ", '"#khaṁ"'),
        ("f1881", '"#f1818"'),
        ("Vn", '"#Ve"'),
        ("ABC", '"#A #B #C"'),
        ("LaVe", '"#La #Ve"'),
        ("A2", "hand of"),
        ("A*", "hand of"),
        ("Ac", "hand of"),
        ("01C2", "hand of"),
        ("Appc", ""),
        ("Z", ""),
        ("", ""),
    ],
)
def test_advice(name, meant):
    """Case, script, full stop, missing spaces and hands come before likeness."""
    advice = advise(name, SIGLA)
    assert meant in advice
    assert bool(advice) == bool(meant)


def test_letters_of_another_script_are_named():
    """What looks right on the screen needs an explanation."""
    assert "another script" in advise("Α", SIGLA)
    assert "another script" not in advise("b", SIGLA)


def test_sigla_that_are_words_get_no_number_sign():
    """Where sigla are numbers of witnesses, advice is given in the same form."""
    assert '"01"' in advise("01C2", ("01",), mark="")
    assert "#" not in advise("01C2", ("01",), mark="")


def test_a_doubled_part_is_no_list_of_sigla():
    """AA is no reading of A and A."""
    assert advise("AA", ("A",)) == 'did you mean "#A"?'


def test_skeleton():
    """Scripts, width and composition fall together; case does not."""
    assert skeleton("Α") == skeleton("A") == skeleton("\uff21")
    assert skeleton("e\u0301") == skeleton("\u00e9")
    assert skeleton("a") != skeleton("A")


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=8), max_size=8))
def test_whatever_is_written_gets_an_answer(name, sigla):
    """Odd characters are no mistake of ours."""
    assert isinstance(advise(name, sigla), str)

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siglum.source.matching import PatternError, read_pattern


@pytest.mark.parametrize(
    ("pattern", "value", "groups"),
    [
        ("(.+)", "anna", ("anna",)),
        ("([a-z]+)(_[a-z])*", "abc_d_e", ("abc", "_e")),
        (r"(\d+?)", "123", ("123",)),
        (r"^([A-Z])\.(\d{1,3})$", "B.12", ("B", "12")),
        ("[a-z-[aeiou]]+", "xyz", ()),
        (r"[^\s:]+", "a-b", ()),
        (r"\p{Lu}\p{Ll}*", "Ärger", ()),
        (r"\P{L}+", "12", ()),
        (r"\i\c*", "ré.2", ()),
        (r"[a-zA-Z0-9\-\_]+", "a_b-C", ()),
        ("(?:a|b)+(c)?", "ab", ("",)),
        ("a{2}b{1,}", "aabbb", ()),
        (r"\p{IsGreek}+", "λόγος", ()),
        ("[]a]+", "a]", ()),
        ("", "", ()),
        ("a||b", "", ()),
    ],
)
def test_patterns_that_fit(pattern, value, groups):
    """As a whole, with what is in parentheses."""
    assert read_pattern(pattern).match(value) == (value, *groups)


@pytest.mark.parametrize(
    ("pattern", "value"),
    [("[a-z]+", "Anna"), ("a", "aa"), ("[a-z-[aeiou]]+", "xay"), (r"\d+", "x"), (r"\S", " ")],
)
def test_patterns_that_do_not_fit(pattern, value):
    """A part that fits is not enough."""
    assert read_pattern(pattern).match(value) is None


@pytest.mark.parametrize(
    "pattern",
    [
        "(a", "a)", "[a", "*", "a**", "a{", "a{2", "a{x}", "a{3,2}", "a{99999}", "\\", r"\q", r"\p",
        r"\pL", "(?=a)", "[z-a]", "(" * 60 + ")" * 60, "a" * 2000, "((a{99}){99}){99}", "[a-[b]",
    ],
)  # fmt: skip
def test_what_is_no_pattern(pattern):
    """Each says why."""
    with pytest.raises(PatternError, match=r"."):
        read_pattern(pattern)


@pytest.mark.parametrize(
    "pattern", ["(a+)+b", "(a|a)*b", "(a*)*b", "(.*)(.*)(.*)(.*)b", "(a?){99}b"]
)
def test_no_pattern_takes_long(pattern):
    """Patterns that Python would try for hours; values too long are not looked at."""
    assert read_pattern(pattern).match("a" * 1000) is None
    assert read_pattern(pattern).match("a" * 1_000_000) is None


_PARTS = st.recursive(
    st.sampled_from(["a", "b", ".", "[ab]", "[^a]", r"\d", "1"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,2}", "*?"])).map(
            lambda two: f"(?:{two[0]}){two[1]}"
        ),
    ),
    max_leaves=6,
)


@given(_PARTS, st.text("ab1", max_size=8))
def test_what_fits_is_what_fits_elsewhere(pattern, value):
    """Python's own expressions agree, where both have the same signs."""
    assert (read_pattern(pattern).match(value) is None) == (re.fullmatch(pattern, value) is None)

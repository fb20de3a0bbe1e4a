"""Regular expressions of XPath: what they find, what is refused, and that none takes for ever."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siglum.rules.regexes import RegexError, matches, replace, tokenize


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("^#", ["#a"], ["a#", ""]),
        ("^#|^https?://", ["#", "http://x", "https://x"], ["ftp://x", "xhttp://"]),
        (r"^\d{4}(-\d{2}(-\d{2})?)?$", ["2020", "2020-01-02"], ["20200", "2020-1"]),
        ("^a{2,3}$", ["aa", "aaa"], ["a", "aaaa"]),
        ("^a{2,}$", ["aa", "aaaaa"], ["a"]),
        ("^[a-c-[b]]+$", ["ac"], ["abc", ""]),
        (r"^[^\s,]+$", ["ab"], ["a b", "a,b"]),
        (r"^[\-a]+$", ["-a"], ["b"]),
        (r"^\p{Lu}\p{Ll}*$", ["Ära"], ["ära", "ÄRA"]),
        (r"^\P{L}$", ["1"], ["a"]),
        (r"^\i\c*$", ["a-1", "_x"], ["1a", "-a"]),
        (r"^\w+$", ["añ1"], ["a-b"]),
        (r"^\S*\.xml$", ["a.xml"], ["a xml", "axml"]),
        ("^(?:ab|c)+?$", ["abc"], ["a"]),
        ("^[]]$", ["]"], ["["]),
        (r"^[\n\t]$", ["\t"], [" "]),
        ("a.c", ["abc"], ["a\nc"]),
    ],
)
def test_what_is_found(pattern, yes, no):
    """XML Schema's expressions, found anywhere unless they are anchored."""
    assert [text for text in yes if not matches(text, pattern)] == []
    assert [text for text in no if matches(text, pattern)] == []


def test_flags():
    """Letter case, lines, the dot, white space and plain text."""
    assert matches("ARMA", "arma", "i")
    assert matches("a\nb", "^b$", "m")
    assert not matches("a\nb", "^b$")
    assert matches("a\nb", "a.b", "s")
    assert matches("ab", "a b", "x")
    assert matches("a+b", "a+b", "q")
    with pytest.raises(RegexError):
        matches("a", "a", "z")


@pytest.mark.parametrize(
    "wrong",
    ["(", ")", "[", "[a", "a{", "a{,2}", "a{3,2}", "a{0}", "*", "a**", "(?=a)", r"\1", r"\p{IsX}",
     "\\", "x{9999}", "(((a{99}){99}){99})", "(" * 200, "[a-[b]c]"],
)  # fmt: skip
def test_what_is_none_or_too_much_is_refused(wrong):
    """A refusal, and at once."""
    with pytest.raises(RegexError):
        matches("aaaa", wrong)


def test_repetitions_within_repetitions_end():
    """What makes backtracking engines try for ever takes as long as the text is."""
    assert not matches("a" * 3000, "^(a+)+b$")
    assert not matches("a" * 3000, "(a|a)*c$")
    with pytest.raises(RegexError):
        matches("a" * 1_000_000, "^((a+)+)+[b-d]{40}$")


def test_texts_are_cut_and_changed():
    """tokenize() and replace(), where the order of choices does not matter."""
    assert tokenize("a b  c", r"\s+") == ["a", "b", "c"]
    assert tokenize(" a", " ") == ["", "a"]
    assert tokenize("a,b;c", ",|;") == ["a", "b", "c"]
    assert tokenize("", " ") == []
    assert replace("a-b-c", "-", "+") == "a+b+c"
    for call in (
        lambda: tokenize("a", "ab|a"),
        lambda: tokenize("a", "a*"),
        lambda: tokenize("a", "a+?"),
        lambda: replace("a", "(a)", "$1"),
    ):
        with pytest.raises(RegexError):
            call()


@given(st.text("ab|(c)?*+.^$", max_size=8), st.text("abc", max_size=6))
def test_the_same_is_found_as_by_python(pattern, text):
    """Where both engines accept an expression, both say the same."""
    if re.search(r"[*+?][*+]|\(\?|[\^$|(][*+?]", pattern):
        return  # possessive quantifiers, special groups: another meaning in Python
    try:
        ours = matches(text, pattern)
    except RegexError:
        return
    assert ours == bool(re.search(pattern.replace("$", r"\Z"), text))

"""Regular expressions: what matches, what is refused, and that none takes for ever."""

from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siglum.source.regexes import RegexError, matches, regex, replace, tokenize


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
        ("(a+?)(a*)", "aaa", ("a", "aa")),
        ("(a|ab)(c|bcd)(d*)", "abcd", ("a", "bcd", "")),
        ("a{2}b{1,}", "aabbb", ()),
        ("ab{0}c{0,1}", "ac", ()),
        (r"\p{IsGreek}+", "λόγος", ()),
        (r"[\p{IsGreekExtended}-]+", "ἀ-ὦ", ()),
        (r"[+--]+", "+,-", ()),
        ("[]a]+", "a]", ()),
        ("[-a]+", "a-", ()),
        ("", "", ()),
        ("a||b", "", ()),
        ("(?:){9999}", "", ()),
    ],
)
def test_full_matches(pattern, value, groups):
    """As a whole, with what is in parentheses."""
    assert regex(pattern).full_match(value) == (value, *groups)
    assert regex(pattern).groups == len(groups)


@pytest.mark.parametrize(
    ("pattern", "value"),
    [
        ("[a-z]+", "Anna"), ("a", "aa"), ("[a-z-[aeiou]]+", "xay"), (r"\d+", "x"), (r"\S", " "),
        (r"\p{IsGreek}", "a"), (r"\P{IsGreek}", "λ"), ("[^]]", "]"),
    ],
)  # fmt: skip
def test_what_does_not_match_as_a_whole(pattern, value):
    """A part that fits is not enough."""
    assert regex(pattern).full_match(value) is None


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
        ("a.c", ["abc", "xabcx"], ["a\nc"]),
        ("a*", ["", "b"], []),
        ("aab", ["aaab"], ["aab"[:2]]),
    ],
)
def test_what_is_found(pattern, yes, no):
    """Anywhere, unless the expression says where."""
    assert [text for text in yes if not matches(text, pattern)] == []
    assert [text for text in no if matches(text, pattern)] == []


def test_flags():
    """Letter case, lines, the dot, white space and plain text."""
    assert matches("ARMA", "arma", "i")
    assert matches("a\nb", "^b$", "m")
    assert not matches("a\nb", "^b$")
    assert matches("a\nb", "a.b", "s")
    assert matches("ab", "a b", "x")
    assert matches("a b", r"a [\] ] b | ^a[ ]b", "x")
    assert matches("a+b", "a+b", "q")
    assert matches("A+B", "a+b", "iq")
    with pytest.raises(RegexError):
        matches("a", "a", "z")


def test_lines():
    """The end of a last line that is closed is not the beginning or end of one more."""
    assert not matches("a\n", "^$", "m")
    assert matches("a\n\nb", "^$", "m")
    assert regex("^.", "m").spans("ab\nc\n") == [(0, 1), (3, 4)]
    assert regex(".$", "m").spans("ab\nc\n") == [(1, 2), (3, 4)]


def test_letter_case_in_classes():
    """Each letter and range of a class is widened, categories are not."""
    assert matches("k", "^[A-Z-[IO]]$", "i")
    assert not matches("i", "^[A-Z-[IO]]$", "i")
    assert not matches("A", "^[^a]$", "i")
    assert not matches("ß", "^[A-Z]$", "i")
    assert not matches("a", r"^\p{Lu}$", "i")


@pytest.mark.parametrize(
    "wrong",
    [
        "(", ")", "(a", "a)", "[", "[a", "*", "a**", "a{", "a{2", "a{x}", "a{,2}", "a{3,2}", "^a}",
        "a]", "a{99999}", "x{9999}", "\\", r"\q", r"\1", r"\p", r"\pL", r"\p{X}", r"\p{IsX}",
        "(?=a)", "[z-a]", r"[a-\d]", "[a-[b]", "[a-[b]c]", "[a[b]", "(" * 60 + ")" * 60,
        "[a-" * 60 + "]" * 60, "a" * 5000, "((a{99}){99}){99}", "(?:(?:(?:){999}){999}){999}",
    ],
)  # fmt: skip
def test_what_is_none_or_too_much_is_refused(wrong):
    """A refusal that says why, and at once."""
    with pytest.raises(RegexError, match=r"."):
        matches("aaaa", wrong)


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+b", "(a|a)*b", "(a*)*b", "(.*)(.*)(.*)(.*)b", "(a?){99}b", "^((a+)+)+[b-d]{9}$"],
)
def test_no_expression_takes_long(pattern):
    """Expressions that Python would try for hours; texts too long are refused."""
    assert regex(pattern).full_match("a" * 1000) is None
    assert not matches("a" * 3000, pattern)
    with pytest.raises(RegexError):
        regex(pattern).full_match("a" * 1_000_000)
    with pytest.raises(RegexError):
        matches("a" * 9_000_000, pattern)


def test_cutting_takes_no_longer_than_looking():
    """What was tried in vain for one part is not tried again for the next."""
    text = "a" * 100_000
    assert len(regex("a*b|a").spans(text)) == 100_000
    assert tokenize(text + " b", r"\s+x|\s") == [text, "b"]


def test_texts_are_cut_and_changed():
    """tokenize() and replace(), with the first choice that fits, and groups."""
    assert tokenize("a b  c", r"\s+") == ["a", "b", "c"]
    assert tokenize(" a", " ") == ["", "a"]
    assert tokenize("a,b;c", ",|;") == ["a", "b", "c"]
    assert tokenize("1ab2a3", "a|ab") == ["1", "b2", "3"]
    assert tokenize("1aa2", "a+?") == ["1", "", "2"]
    assert tokenize("", " ") == []
    assert replace("a-b-c", "-", "+") == "a+b+c"
    assert replace("a-b-c", "^a", "x") == "x-b-c"
    assert replace("abab", "(a)(b)?", "$2$1-$0") == "ba-abba-ab"
    assert replace("ab", "(a)(x)?", "[$2$13]") == "[a3]b"
    assert replace("a", "a", r"\$\\") == "$\\"
    assert replace("a.b", ".", "$1", "q") == "a$1b"


@pytest.mark.parametrize(
    "call",
    [
        lambda: tokenize("a", "a*"),
        lambda: tokenize("a", "^"),
        lambda: replace("a", "b", "$x"),
        lambda: replace("a", "b", "\\x"),
        lambda: replace("a" * 10_000, "a", "b" * 10_000),
    ],
)
def test_what_cannot_be_cut_or_changed(call):
    """Matches of nothing, and replacements that are none or too long."""
    with pytest.raises(RegexError):
        call()


def _parts(group):
    """Expressions, none of which repeats what may be empty: there engines differ."""
    return st.recursive(
        st.sampled_from(["a", "b", ".", "[ab]", "[^a]", r"\d", "1"]),
        lambda inner: st.one_of(
            st.tuples(inner, inner).map("".join),
            st.tuples(inner, inner).map(lambda two: f"{group}{two[0]}|{two[1]})"),
            st.tuples(
                inner.filter(lambda one: not re.fullmatch(one, "")),
                st.sampled_from(["*", "+", "?", "{2}", "{1,2}", "*?", "+?", "??"]),
            ).map(lambda two: f"{group}{two[0]}){two[1]}"),
        ),
        max_leaves=6,
    )


@given(_parts("("), st.text("ab1", max_size=8))
def test_groups_are_those_of_python(pattern, value):
    """A full match, and all that is found one after the other, with their groups."""
    whole = re.fullmatch(pattern, value)
    expected = whole and (value, *whole.groups(default=""))
    assert regex(pattern).full_match(value) == expected
    if not re.search(pattern, ""):
        found = [(*m.span(), (m[0], *m.groups(default=""))) for m in re.finditer(pattern, value)]
        assert regex(pattern).parts(value) == found
        assert replace(value, pattern, "<$1>") == re.sub(
            pattern, lambda m: f"<{m[1] or '' if m.re.groups else ''}>", value
        )


@given(_parts("(?:"), st.text("ab1", max_size=8))
def test_parts_are_those_of_python(pattern, value):
    """Without groups."""
    assert bool(regex(pattern).full_match(value)) == bool(re.fullmatch(pattern, value))
    if not re.search(pattern, ""):
        spans = regex(pattern).spans(value)
        assert spans == [match.span() for match in re.finditer(pattern, value)]


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


@given(st.text("ab^$\n", max_size=5), st.text("ab\n", max_size=6))
def test_lines_are_those_of_python(pattern, text):
    """Except at the end of a text that closes its last line."""
    if not text.endswith("\n"):
        assert matches(text, pattern, "m") == bool(re.search(pattern, text, re.MULTILINE))


@given(st.text(r"ab1()[]{}^$|?*+-,.\pdLIs ", max_size=12), st.text("ab1 ", max_size=4))
def test_nothing_but_a_refusal_is_raised(pattern, text):
    """Whatever the expression is."""
    with contextlib.suppress(RegexError):
        matches(text, pattern, "ix")

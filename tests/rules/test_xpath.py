"""XPath 2 in XPath 1.0: what is rewritten, what is refused, and that the values are the same."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siglum.rules.tokens import NotXPath1
from siglum.rules.xpath import translate


@pytest.mark.parametrize(
    ("version2", "version1"),
    [
        ("@a eq 'b'", "@a = 'b'"),
        ("@a ne 'b' and count(x) gt 1", "(@a != 'b' and count(x) > 1)"),
        ("@n = ('a', 'b')", "(@n = 'a' or @n = 'b')"),
        ("@n = ()", "false()"),
        (
            "if (a) then b = 1 else true()",
            "((boolean(a) and b = 1) or (not(boolean(a)) and true()))",
        ),
        ("a/(b | c)[@d]/e", "(a/b[@d]/e | a/c[@d]/e)"),
        ("(a | b)[1]", "((a | b))[1]"),
        ("*:p/@*:id", "*[local-name() = 'p']/@*[local-name() = 'id']"),
        (".[@a]", "self::node()[@a]"),
        ("'it''s'", '"it\'s"'),
        ("a/string() = 'x'", "(a) = 'x'"),
        ("a || b", "concat(a, b)"),
        ("count(div) div 2 * 3", "(count(div) div 2 * 3)"),
        ("a (: a (: nested :) comment :) | b", "(a | b)"),
        ("current()/@a", "self::node()/@a"),
        ("//a[. = current()]", "//a[. = siglum-own:current()]"),
        ("fn:string-length(x) > 2", "string-length(x) > 2"),
        ("xs:integer(@n) > 2", "siglum-own:cast('integer', @n) > 2"),
        ("@a < @b", "siglum-own:compare(@a, '<', @b)"),
        ("exists($x)", "siglum-own:exists(siglum-own:get('x'))"),
        ("$x/a", "siglum-own:nodes('x')/a"),
    ],
)
def test_what_is_rewritten(version2, version1):
    """The same, in the words of XPath 1.0 or with functions of our own."""
    assert translate(version2).text == version1


@pytest.mark.parametrize(
    "expression",
    [
        "", "a b", "a[", "(a", "every $x in a satisfies $x", "for $x in a return $x", "a << b",
        "a is b", "doc('x')", "document('x')", "unparsed-text('x')", "a except b", "1 to 3",
        "a intersect b", "a cast as xs:date", "a castable as xs:integer", "a instance of node()",
        "a ! b", "a => f()", "element(a)", "key('a', 'b')", "@a = true()", "('a', 'b')",
        "current-date()", "matches(a, '(')", "tokenize(a, 'x|(yz')", "1e3", "a/name()", "a/(b)[1]",
        "foo::a", "{1}", "'a", "(: never closed", "'\"''\"'", "(" * 500 + ")" * 500,
        "a" * 30_000, "'a'/b", "1[2]",
    ],
)  # fmt: skip
def test_what_is_refused(expression):
    """What XPath 1.0 cannot say, what opens files, what is no expression, what is too much."""
    with pytest.raises(NotXPath1):
        translate(expression)


def test_rules_in_version_1_compare_numbers():
    """In XPath 1.0, `<` compares numbers whatever stands beside it."""
    assert translate("@a < @b", version1=True).text == "@a < @b"


def test_what_is_known_of_an_expression():
    """Its kind, its variables, its paths, and whether it asks for the current node or a place."""
    found = translate("$a/b[. = current()] | $c")
    assert (found.kind, found.variables, found.current) == ("nodes", {"a", "c"}, True)
    assert translate("position() = 1").focus
    assert not translate("a[position() = 1]").focus
    assert [str(path[-1]) for path in translate("a/b[@c] | @d").paths] == ["b[@c]", "@d"]


@given(st.text("ab/@*[]()|.:'\"$,=<! -+1éif\n", max_size=30))
def test_whatever_is_written_is_rewritten_or_refused(text):
    """Nothing but NotXPath1 is raised."""
    with contextlib.suppress(NotXPath1):
        translate(text)

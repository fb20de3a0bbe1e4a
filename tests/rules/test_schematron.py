"""Schematron rules: how they are read, what breaks them, what cannot be run."""

from __future__ import annotations

import pytest
from lxml import etree

from siglum.findings import EditionError
from siglum.rules.running import Running
from siglum.rules.schematron import read_schematron

HEAD = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">'
    '<ns prefix="t" uri="urn:t"/>'
)


@pytest.fixture
def rules(tmp_path):
    """`rules("<pattern>…")` -> the Schematron of these patterns; `name` is its file."""

    def make(patterns, *, name="rules.sch", head=HEAD, **files):
        for other, text in files.items():
            (tmp_path / f"{other}.sch").write_text(text)
        (tmp_path / name).write_text(f"{head}{patterns}</schema>")
        return read_schematron(tmp_path / name, tmp_path, name)

    return make


@pytest.fixture
def broken(rules):
    """`broken(patterns, document)` -> what breaks: tag, attribute, message, role."""

    def run(patterns, document, **rest):
        root = etree.fromstring(f'<t:r xmlns:t="urn:t">{document}</t:r>')
        running = Running(rules(patterns, **rest))
        assert running.not_run == []
        return [
            (etree.QName(one.element).localname, one.attribute, one.message, one.role)
            for one in running.check(root)
        ]

    return run


def rule(context, test="false()", message="m", more="", kind="assert"):
    return f'<rule context="{context}">{more}<{kind} test="{test}">{message}</{kind}></rule>'


def pattern(*rules, more=""):
    return f"<pattern>{more}{''.join(rules)}</pattern>"


def test_assert_and_report(broken):
    """An assert is broken where its test does not hold, a report where it does."""
    document = '<t:a n="1"/><t:a/>'
    assert broken(pattern(rule("t:a", "@n", "no n")), document) == [("a", None, "no n", "")]
    told = broken(pattern(rule("t:a", "@n", "an n", kind="report")), document)
    assert told == [("a", None, "an n", "")]


def test_the_first_rule_of_a_pattern_counts(broken):
    """A node is judged by the first rule whose context it fits, in each pattern anew."""
    two = rule("t:a[@n]", message="first") + rule("t:*", message="second")
    document = '<t:a n="1"/><t:a/>'
    told = [message for _, _, message, _ in broken(pattern(two), document)]
    assert sorted(told) == ["first", "second", "second"]  # the third is the root
    apart = pattern(rule("t:a[@n]", message="first")) + pattern(rule("t:a", message="second"))
    assert [message for _, _, message, _ in broken(apart, document)] == [
        "first",
        "second",
        "second",
    ]


@pytest.mark.parametrize(
    ("context", "found"),
    [
        ("t:a", ["1", "2", "3"]),
        ("t:b/t:a", ["2", "3"]),
        ("t:c//t:a", ["3"]),
        ("t:c[@x]//t:a | t:b[1]/t:a", ["2", "3"]),
        ("/t:r/t:a", ["1"]),
        ("//t:b/t:a[@n = '3']", ["3"]),
        ("t:a[1]", ["1", "2", "3"]),
        ("t:b[2]/t:a", []),
        ("t:*[@n]", ["1", "2", "3"]),
        ("*[@n and @m]", ["2"]),
        ("t:a[not(@m)]", ["1", "3"]),
        ("(t:b | t:r)/t:a", ["1", "2", "3"]),
        ("*[self::t:a]", ["1", "2", "3"]),
    ],
)
def test_contexts_are_patterns(broken, context, found):
    """A context fits wherever the node stands; all ways to write one."""
    document = '<t:a n="1"/><t:b><t:a n="2" m=""/></t:b><t:c><t:b><t:a n="3"/></t:b></t:c>'
    told = broken(pattern(rule(context, message='<value-of select="@n"/>')), document)
    assert sorted(message for _, _, message, _ in told) == found


def test_contexts_need_not_be_elements(broken):
    """Attributes have their own place; texts and comments that of the element around them."""
    document = '<t:a n="1" xml:id="x"><!-- c -->one<t:b/>two</t:a>'
    told = broken(pattern(rule("t:a/@n", ". = '2'", '<name/>=<value-of select="."/>')), document)
    assert told == [("a", "n", "n=1", "")]
    told = broken(pattern(rule("@xml:id", "parent::t:b")), document)
    assert told == [("a", "{http://www.w3.org/XML/1998/namespace}id", "m", "")]
    told = broken(pattern(rule("t:a/text()", message='<value-of select="."/>')), document)
    assert [one[:3] for one in told] == [("a", None, "one"), ("a", None, "two")]
    assert broken(pattern(rule("comment()")), document) == [("a", None, "m", "")]
    assert broken(pattern(rule("/", "t:none")), document) == [("r", None, "m", "")]


def test_variables(broken):
    """Those of a schema and a pattern are about the document, those of a rule about its node."""
    let = '<let name="all" value="count(//t:a)"/>'
    own = '<let name="n" value="number(@n)"/><let name="more" value="$n + $all"/>'
    inner = rule("t:a", "$more &lt; 5", '<value-of select="$more"/>', own)
    document = '<t:a n="1"/><t:a n="3"/>'
    assert broken(let + pattern(inner), document) == [("a", None, "5", "")]
    assert broken(pattern(inner, more=let), document) == [("a", None, "5", "")]
    at_attribute = rule("@n", "$v = '1'", '<value-of select="$v"/>', '<let name="v" value="."/>')
    assert broken(pattern(at_attribute), document) == [("a", "n", "3", "")]


@pytest.mark.parametrize(
    "test",
    [
        "matches(@n, '^[a-z]+ [a-z]+$')", "tokenize(@n, ' ')[2] = 'b'", "ends-with(@n, 'b')",
        "string-join(tokenize(@n, ' '), '+') eq 'a+b'", "lower-case('A') = 'a'",
        "upper-case(@n) = 'A B'", "count(distinct-values(//@n)) = 1", "abs(-1) = 1",
        "max((//@m)) = 3", "min(//@m) = 2", "exists(@n)", "empty(@x)", "exists('')",
        "replace(@n, 'a', 'c') = 'c b'", "id('x')/@m = 3",
        "generate-id(.) = generate-id(current())",
        "@n &lt; 'b'", "not('b' lt @n)", "@m lt 3", "if (@x) then false() else true()",
        "(if (@x) then 1 else 2) = 2", "@m cast as xs:integer eq 2", "count(head(//t:a)) = 1",
        "data(@n) = 'a b'", "@x cast as xs:integer eq 1 or true()", "tokenize(' a  b ') = 'b'",
        "//t:a[generate-id(.) != generate-id(current())]/@m = 3",
    ],
)  # fmt: skip
def test_functions_of_xpath_2(broken, test):
    """Each of these holds."""
    document = '<t:a n="a b" m="2"/><t:a m="3" xml:id="x"/>'
    assert broken(pattern(rule("t:a[1][@m = '2']", test)), document) == []
    assert len(broken(pattern(rule("t:a[@m = '2']", f"not({test})")), document)) == 1


def test_abstract_patterns_and_rules(broken):
    """Parameters are filled in; what an abstract rule has counts where it is extended."""
    schema = (
        '<pattern abstract="true" id="has"><rule context="$what"><assert test="@$which">'
        'no $which</assert></rule></pattern><pattern is-a="has"><param name="what" value="t:a"/>'
        '<param name="which" value="n"/></pattern>'
        '<pattern><rule abstract="true" id="base" role="warning"><let name="x" value="1"/>'
        '<report test="$x = 1">base</report></rule>'
        '<rule context="t:b"><extends rule="base"/></rule></pattern>'
    )
    assert broken(schema, "<t:a/><t:b/>") == [
        ("a", None, "no n", ""),
        ("b", None, "base", "warning"),
    ]


def test_files_are_included_from_the_edition_only(rules, tmp_path):
    """An include of the edition is spliced in; others, and circles, are told of."""
    inner = f"<pattern xmlns='{HEAD.split(chr(34))[1]}'>{rule('t:a')}</pattern>"
    made = rules('<include href="inner.sch"/>', inner=inner)
    assert [one.context for _, one, _ in made.tests()] == ["t:a"]
    for href in ("../x.sch", "/etc/hostname", "https://example.org/x.sch", "none.sch", "rules.sch"):
        made = rules(f'<include href="{href}"/>' + pattern(rule("t:a")))
        assert [finding.code for finding in made.findings] == ["rule.unreadable"]
        assert href in made.findings[0].message
    outside = tmp_path / "inside"
    outside.mkdir()
    with pytest.raises(EditionError):
        read_schematron(tmp_path / "rules.sch", outside, "rules.sch")


def test_rules_in_a_relax_ng_schema(tmp_path):
    """They are found wherever they stand, also in included files; a test is taken once."""
    sch = 'xmlns:s="http://purl.oclc.org/dsdl/schematron"'
    (tmp_path / "b.rng").write_text(
        f'<grammar xmlns="http://relaxng.org/ns/structure/1.0" {sch}><s:rule context="b">'
        '<s:assert test="@b">b</s:assert></s:rule></grammar>'
    )
    twice = '<s:assert test="@a">a</s:assert>'
    (tmp_path / "a.rng").write_text(
        f'<grammar xmlns="http://relaxng.org/ns/structure/1.0" {sch}><s:ns prefix="t" uri="urn:t"/>'
        '<include href="b.rng"/><include href="a.rng"/><include href="none.rng"/><start><text>'
        f'<s:pattern><s:rule context="t:a">{twice}</s:rule></s:pattern>'
        f'<s:pattern><s:rule context="t:a">{twice}</s:rule></s:pattern></text></start></grammar>'
    )
    made = read_schematron(tmp_path / "a.rng", tmp_path, "a.rng", embedded=True)
    assert [one.context for _, one, _ in made.tests()] == ["t:a", "b"]
    assert (made.findings, made.version1) == ((), False)


def test_names_that_are_none_are_left_out(broken):
    """Prefixes and variables must be names; a rule goes on without the others."""
    odd = '<ns/><ns prefix="a b" uri="x"/><ns prefix="xml" uri="x"/><ns prefix="q" uri=""/>'
    odd += '<let/><let name="a b" value="1"/>'
    assert broken(odd + pattern(rule("t:a")), "<t:a/>") == [("a", None, "m", "")]


@pytest.mark.parametrize("text", ["", "no XML", "<a/>", "<schema/>", "<!DOCTYPE a [", "\0"])
def test_what_is_no_schema_is_refused(tmp_path, text):
    """One finding, at the file."""
    (tmp_path / "x.sch").write_text(text)
    with pytest.raises(EditionError) as caught:
        read_schematron(tmp_path / "x.sch", tmp_path, "x.sch")
    assert [finding.code for finding in caught.value.findings] == ["rule.unreadable"]


@pytest.mark.parametrize(
    ("context", "test"),
    [
        ("t:a", "every $x in * satisfies $x"), ("t:a", "doc('/etc/passwd')"), ("t:a", "("),
        ("t:a", "x:b"), ("t:a", "$none"), ("count(t:a)", "true()"), ("'t:a'", "true()"),
        ("t:a", "matches(., '(')"), ("t:a[", "true()"), ("key('a', 'b')", "true()"),
        ("t:a", "1 +"), ("t:a[current()/@m]", "true()"), ("t:a", "position(1, 2) > 1"),
    ],
)  # fmt: skip
def test_what_cannot_be_run_is_named(rules, context, test):
    """A rule that cannot be run never stops the others."""
    running = Running(rules(pattern(rule(context, test)) + pattern(rule("t:b"))))
    root = etree.fromstring('<t:r xmlns:t="urn:t"><t:a/><t:b/></t:r>')
    assert [one.element.tag for one in running.check(root)] == ["{urn:t}b"]
    named = [*running.not_run, *running.failed]
    assert [(one.name, one.test) for one in named] == [(context, test)]
    assert named[0].reason


def test_a_variable_that_cannot_be_run_takes_its_tests_along(rules):
    """The reason names it; so do circles of variables end."""
    lets = '<let name="a" value="doc(1)"/><let name="b" value="$a"/>'
    running = Running(rules(pattern(rule("t:a", "$b", more=lets))))
    assert running.not_run[0].reason == 'the function "doc", in $b'
    lets = '<let name="a" value="$b"/><let name="b" value="$a"/>'
    running = Running(rules(pattern(rule("t:a", "$b", more=lets))))
    assert list(running.check(etree.fromstring('<t:a xmlns:t="urn:t"/>'))) == []
    assert "has no value" in next(iter(running.failed)).reason


def test_where_a_test_fails_the_others_go_on(rules):
    """A value that is no number says nothing of the other nodes."""
    running = Running(rules(pattern(rule("t:a", "xs:integer(@n) > 5"))))
    root = etree.fromstring(
        '<t:r xmlns:t="urn:t"><t:a n="9"/><t:a n="x"/><t:a n="1"/><t:a n="1.5"/></t:r>'
    )
    assert [one.element.get("n") for one in running.check(root)] == ["1"]
    assert {one.reason for one in running.failed} == {
        'it failed: "x" is no integer', 'it failed: "1.5" is no integer'
    }  # fmt: skip
    assert list(running.check(etree.fromstring('<t:a xmlns:t="urn:t" n="9"/>'))) == []
    assert list(running.failed) == []


def test_many_nodes(broken):
    """Nodes are given to libxml2 some at a time; none is lost and none told twice."""
    document = "".join(f'<t:a n="{n}"/>' for n in range(300))
    told = broken(pattern(rule("t:a", "@n mod 3 = 0", '<value-of select="@n"/>')), document)
    assert [int(message) for _, _, message, _ in told] == [n for n in range(300) if n % 3]


def test_gathered_attributes_are_used(rules):
    """Who has gathered the bearers of an attribute gives them; the findings are the same."""
    running = Running(rules(pattern(rule("t:*[@n]", "@m")) + pattern(rule("@n"))))
    root = etree.fromstring('<t:r xmlns:t="urn:t"><t:a n="1"/><t:b n="2" m=""/></t:r>')
    bearers = {"n": [(element, element.get("n")) for element in root.iter("*") if element.get("n")]}
    names = frozenset("nm")
    told = [(one.element.tag, one.attribute) for one in running.check(root)]
    again = [(one.element.tag, one.attribute) for one in running.check(root, (bearers, names))]
    assert told == again == [("{urn:t}a", None), ("{urn:t}a", "n"), ("{urn:t}b", "n")]
    assert list(running.check(root, ({}, names))) == []

"""Schematron rules by SaxonC: the same as by our own runner, more of them, and nothing opened."""

from __future__ import annotations

import subprocess
import sys

import pytest
from lxml import etree

from siglum.rules import saxon
from siglum.rules.running import Running
from siglum.rules.saxon import SaxonRunning
from siglum.rules.schematron import read_schematron

pytest.importorskip("saxonche", reason="the extra schematron is not installed")

HEAD = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"'
    ' xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
    '<ns prefix="t" uri="urn:t"/><ns prefix="f" uri="urn:f"/>'
    '<ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>'
)


@pytest.fixture
def rules(tmp_path):
    """`rules("<pattern>…")` -> the Schematron of these patterns."""

    def make(patterns):
        (tmp_path / "rules.sch").write_text(f"{HEAD}{patterns}</schema>")
        return read_schematron(tmp_path / "rules.sch", tmp_path, "rules.sch")

    return make


def pattern(context, test, message="m", more="", kind="assert"):
    return (
        f'<pattern><rule context="{context}">{more}<{kind} test="{test}">{message}</{kind}></rule>'
        "</pattern>"
    )


def told(running, document):
    root = etree.fromstring(f'<?a b?><t:r xmlns:t="urn:t">{document}</t:r>')
    path = root.getroottree().getpath
    return sorted(
        (path(one.element), one.attribute or "", one.message, one.role, one.hint)
        for one in running.check(root)
    )


SAME = (
    '<let name="all" value="count(//t:a)"/>'
    '<pattern><let name="p" value="//t:b[1]"/><rule context="t:b/t:a" role="warning">'
    '<let name="n" value="@n"/>'
    '<assert test="$n = $all" diagnostics="d">not <value-of select="$all"/> <name/></assert></rule>'
    '<rule context="t:a"><report test="exists($p)">a <emph>b</emph></report></rule></pattern>'
    '<pattern><let name="p" value="2"/><rule context="t:a/@n"><assert test="number(.) ge $p">'
    'small</assert></rule><rule context="text()[contains(., \'|\')]"><assert test="false()">bar'
    '</assert></rule><rule context="/"><report test="count(//*) gt 3">many</report></rule>'
    '<rule context="processing-instruction()"><assert test="false()">pi</assert></rule></pattern>'
    '<pattern abstract="true" id="x"><rule context="$c"><assert test="true()">x</assert></rule>'
    '</pattern><pattern is-a="x"><param name="c" value="t:a"/></pattern>'
    '<diagnostics><diagnostic id="d">it is <value-of select="@n"/></diagnostic></diagnostics>'
)


def test_both_runners_find_the_same(rules):
    """The same nodes, messages, roles and diagnostics, whatever a rule is made of."""
    document = '<!-- c --><t:a n="1">x|y</t:a><t:b><t:a n="3"/><t:a n="0"/>|</t:b><t:c/>'
    made = rules(SAME)
    ours, theirs = Running(made), SaxonRunning(made)
    assert (ours.not_run, theirs.not_run) == ([], [])
    found = told(ours, document)
    assert found == told(theirs, document)
    assert len(found) == 8
    assert [*ours.failed, *theirs.failed] == []


@pytest.mark.parametrize(
    "test",
    [
        "every $x in t:a satisfies xs:integer($x/@n) gt 1",
        "(for $x in t:a return $x/@n) = ('7', '8')",
        "t:a[1] >> t:a[2]",
        "deep-equal(t:a[1], t:a[2])",
        "t:a/@n castable as xs:date",
        "f:double(t:a[1]/@n) = 3",
        "key('by-n', '9')",
        "let $x := 1 return $x = 2",
        "some $m in map{'a': 1}?* satisfies $m = 2",
    ],
)
def test_what_xpath_1_cannot_say(rules, test):
    """Rules of XPath 2 and 3, with functions and keys of XSLT, are run; ours names them."""
    functions = (
        '<xsl:function name="f:double"><xsl:param name="n"/>'
        '<xsl:sequence select="2 * number($n)"/></xsl:function>'
        '<xsl:key name="by-n" match="t:a" use="@n"/>'
    )
    made = rules(functions + pattern("t:b", test.replace(">", "&gt;")))
    assert len(Running(made).not_run) == 1
    theirs = SaxonRunning(made)
    assert theirs.not_run == []
    document = '<t:b><t:a n="1"/><t:a n="2"/></t:b>'
    assert [one[:3] for one in told(theirs, document)] == [("/t:r/t:b", "", "m")]


@pytest.mark.parametrize(
    "test",
    [
        "doc('{}')", "document('{}')", "unparsed-text('{}')", "unparsed-text-lines ('{}')",
        "fn:doc (: it :) ('{}')", "collection('{}')", "json-doc('{}')", "doc-available('{}')",
        "function-lookup(xs:QName('fn:doc'), 1)('{}')", "fn:doc#1('{}')",
        "environment-variable('HOME')", "transform(map{{'stylesheet-location': '{}'}})",
        "Q{{http://www.w3.org/2005/xpath-functions}}doc('{}')", "system-property('x')",
    ],
)  # fmt: skip
@pytest.mark.parametrize("where", ["test", "context", "let", "message"])
def test_rules_open_nothing(rules, tmp_path, test, where):
    """Functions that read files, the network or the machine are refused wherever they stand."""
    (tmp_path / "secret.xml").write_text("<secret/>")
    call = test.format((tmp_path / "secret.xml").as_uri())
    made = {
        "test": lambda: pattern("t:a", call),
        "context": lambda: pattern(f"t:a[{call}]", "false()"),
        "let": lambda: pattern("t:a", "$x", more=f'<let name="x" value="{call}"/>'),
        "message": lambda: pattern("t:a", "false()", f'<value-of select="{call}"/>'),
    }[where]()
    running = SaxonRunning(rules(made + pattern("t:b", "false()")))
    assert [one.reason.endswith("not allowed") for one in running.not_run] == [True]
    assert [one[0] for one in told(running, "<t:a/><t:b/>")] == ["/t:r/t:b"]


def test_the_processor_opens_nothing_either(tmp_path, rules, monkeypatch):
    """Should a function get through: SaxonC is told to open nothing."""
    (tmp_path / "secret.xml").write_text("<secret/>")
    monkeypatch.setattr(saxon, "_OPENING", saxon.re.compile("(?!)"))
    address = (tmp_path / "secret.xml").as_uri()
    for test in (
        f"doc('{address}')/secret",
        f"unparsed-text('{address}')",
        f"collection('{address}')",
        f"document('{address}')/secret",
        f"json-doc('{address}')",
    ):
        running = SaxonRunning(rules(pattern("t:a", f"not({test})")))
        assert told(running, "<t:a/>") == []
        assert len(running.failed) + len(running.not_run) == 1
    running = SaxonRunning(rules(pattern("t:a", "environment-variable('HOME')")))
    assert len(told(running, "<t:a/>")) == 1


def test_functions_of_xslt_do_not_get_round_it(rules, tmp_path):
    """Nothing in a function opens, writes or evaluates; such functions are left out."""
    for inner in (
        "<xsl:sequence select=\"doc('x')\"/>",
        '<xsl:value-of select="1"/><xsl:result-document href="x"/>',
        "<xsl:evaluate xpath=\"'1'\"/>",
        '<xsl:copy-of select="{doc(1)}"/>',
        '<out xmlns="urn:o"/>',
        '<xsl:source-document href="x"/>',
    ):
        function = f'<xsl:function name="f:x">{inner}</xsl:function>'
        running = SaxonRunning(
            rules(function + pattern("t:a", "f:x()") + pattern("t:b", "false()"))
        )
        assert [one.test for one in running.not_run] == ["f:x()"]
        assert [one[0] for one in told(running, "<t:a/><t:b/>")] == ["/t:r/t:b"]
    assert list(tmp_path.iterdir()) == [tmp_path / "rules.sch"]


@pytest.mark.parametrize("test", ["1 +", "x:y", "$none", "f:none()", "t:a["])
@pytest.mark.parametrize("context", ["t:a", "t:a["])
def test_what_cannot_be_compiled_is_named(rules, context, test):
    """One wrong expression never stops the others; the reason is SaxonC's own sentence."""
    running = SaxonRunning(rules(pattern(context, test) + pattern("t:b", "false()")))
    assert [(one.name, one.test) for one in running.not_run] == [(context, test)]
    assert "file:" not in running.not_run[0].reason
    assert [one[0] for one in told(running, "<t:a/><t:b/>")] == ["/t:r/t:b"]


def test_what_fails_at_a_node_is_named(rules):
    """The other nodes, and the other tests, are judged."""
    running = SaxonRunning(rules(pattern("t:a", "xs:integer(@n) gt 5")))
    assert [one[0] for one in told(running, '<t:a n="x"/><t:a n="1"/>')] == ["/t:r/t:a[2]"]
    assert len(running.failed) == 1
    assert told(running, '<t:a n="9"/>') == []
    assert list(running.failed) == []


def test_an_endless_function_ends(rules):
    """What calls itself for ever fails, and is named."""
    function = '<xsl:function name="f:x"><xsl:sequence select="f:x() + 1"/></xsl:function>'
    running = SaxonRunning(rules(function + pattern("t:a", "f:x() = 1")))
    assert told(running, "<t:a/>") == []
    assert len(running.failed) + len(running.not_run) == 1


@pytest.mark.parametrize(
    "test",
    [" or ".join(["@a"] * 5_000), "(" * 3_000 + "1" + ")" * 3_000, "a[" * 3_000 + "]" * 3_000],
)
def test_what_would_kill_it_is_not_given_to_it(rules, test):
    """SaxonC ends the whole process where an expression is too long or too deep."""
    running = SaxonRunning(rules(pattern("t:a", test) + pattern("t:b", "false()")))
    assert ["too long" in one.reason for one in running.not_run] == [True]
    assert [one[0] for one in told(running, "<t:a/><t:b/>")] == ["/t:r/t:b"]


def test_it_is_loaded_only_when_it_is_needed():
    """Forty megabytes: nobody waits for them who has no such rules."""
    code = "import sys, siglum.build, siglum.rules.saxon; sys.exit('saxonche' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

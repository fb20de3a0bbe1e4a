# ruff: noqa: E501, ISC004 - a table is read line by line
"""Schemas in several files, nested, combined, overridden; and what is refused, with its place."""

from __future__ import annotations

import gzip

import pytest
from lxml import etree

from siglum.findings import EditionError
from siglum.schema.grammar import read_grammar
from siglum.schema.validation import validate

LEAF = '<element name="{0}"><empty/></element>'


def _valid(grammar, xml):
    return validate(grammar, etree.fromstring(xml)) == []


def test_include_replaces(grammar):
    """Definitions inside an include stand instead of those of the file, also in a div."""
    made = grammar(
        f'<include href="other.rng"><div><define name="a">{LEAF.format("n")}</define></div></include>',
        other=f'<start><ref name="r"/></start><define name="r"><element name="r"><ref name="a"/>'
        f'</element></define><div><define name="a">{LEAF.format("a")}</define></div>',
    )
    assert _valid(made, "<r><n/></r>")
    assert not _valid(made, "<r><a/></r>")


def test_include_within_an_include(grammar):
    """What the outermost file says counts."""
    made = grammar(
        f'<include href="one.rng"><define name="a">{LEAF.format("x")}</define></include>',
        one=f'<include href="two.rng"><define name="b">{LEAF.format("y")}</define></include>',
        two='<start><element name="r"><ref name="a"/><ref name="b"/></element></start>'
        f'<define name="a">{LEAF.format("a")}</define><define name="b">{LEAF.format("b")}</define>',
    )
    assert _valid(made, "<r><x/><y/></r>")


@pytest.mark.parametrize(
    ("how", "valid", "invalid"),
    [
        ("choice", "<r><b/></r>", "<r><a/><b/></r>"),
        ("interleave", "<r><b/><a/></r>", "<r><a/></r>"),
    ],
)
def test_combine(grammar, how, valid, invalid):
    """Definitions of one name are put together."""
    made = grammar(
        '<start><element name="r"><ref name="x"/></element></start>'
        f'<define name="x" combine="{how}">{LEAF.format("a")}</define>'
        f'<define name="x">{LEAF.format("b")}</define>'
    )
    assert _valid(made, valid)
    assert not _valid(made, invalid)


def test_external_reference_and_namespace(grammar, tmp_path):
    """A file stands in for a reference; @ns around it holds in it, datatypeLibrary does not."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "leaf.rng").write_bytes(
        b'<element name="leaf" xmlns="http://relaxng.org/ns/structure/1.0">'
        b'<data type="token"/></element>'
    )
    made = grammar(
        '<start><element name="r"><externalRef href="leaf.rng" xml:base="deep/"/></element></start>',
        'ns="urn:r"',
    )
    assert _valid(made, '<r xmlns="urn:r"><leaf>x</leaf></r>')
    assert not _valid(made, '<r xmlns="urn:r"><leaf xmlns="">x</leaf></r>')


def test_grammar_within_a_grammar(grammar):
    """Names of the inner one are its own; parentRef leads outside."""
    made = grammar(
        '<start><element name="r"><grammar><start><ref name="a"/><parentRef name="a"/></start>'
        f'<define name="a">{LEAF.format("inner")}</define></grammar></element></start>'
        f'<define name="a">{LEAF.format("outer")}</define>'
    )
    assert _valid(made, "<r><inner/><outer/></r>")
    assert not _valid(made, "<r><outer/><inner/></r>")


def test_a_schema_that_is_one_element(tmp_path):
    """No grammar around it; annotations and comments are passed over."""
    path = tmp_path / "one.rng"
    path.write_bytes(
        b'<element xmlns="http://relaxng.org/ns/structure/1.0" xmlns:x="urn:x" name=" r " x:k="">'
        b"<!-- c --><x:note><x:p>n</x:p></x:note><value> v<!-- c -->w </value></element>"
    )
    assert _valid(read_grammar(path, tmp_path, "one.rng"), "<r>vw</r>")


def test_data_instead_of_the_file(tmp_path, rng):
    """A schema made from another syntax is read where that lies."""
    (tmp_path / "other.rng").write_bytes(rng(LEAF.format("a")))
    made = read_grammar(
        tmp_path / "main.rnc", tmp_path, "main.rnc", rng('<include href="other.rng"/>')
    )
    assert _valid(made, "<a/>")
    assert [path.name for path in made.paths] == ["main.rnc", "other.rng"]


def test_classes_of_elements(grammar):
    """Definitions called model.… are classes, those with a way of repeating them are not."""
    made = grammar(
        '<start><element name="r"><ref name="model.ab"/><ref name="model.ab_sequence"/></element>'
        f'</start><define name="model.ab"><choice>{LEAF.format("a")}{LEAF.format("b")}</choice>'
        f'</define><define name="model.ab_sequence">{LEAF.format("c")}{LEAF.format("d")}</define>'
    )
    assert made.classes == {"model.ab": {"a", "b"}}


REFUSED = [
    # the schema, the code, line and column, words of the message
    ('<start><ref name="bloc"/></start><define name="block"><text/></define>', "undefined", "bloc"),
    ('<define name="a"><text/></define>', "invalid", "no <start>"),
    ('<start><ref name="a"/></start><define name="a"><optional><ref name="a"/></optional></define>', "loop", '"a"'),
    ('<start><element name="r"><parentRef name="a"/></element></start>', "invalid", "parentRef"),
    ('<start><element><text/></element></start>', "invalid", "no name"),
    ('<start><element name="r"/></start>', "invalid", "may hold"),
    ('<start><element name="r"><choice/></element></start>', "invalid", "empty"),
    ('<start><element name="r"><elemnt name="x"/></element></start>', "invalid", "elemnt"),
    ('<start><element name="p:r"><text/></element></start>', "invalid", '"p"'),
    ('<start><ref/></start>', "invalid", "@name"),
    ('<text/><start><text/></start>', "invalid", "<text>"),
    ('<start><text/></start><start><empty/></start>', "invalid", "twice"),
    ('<start><element name="r"><data type="integr"/></element></start>', "datatype", "integr"),
    ('<start><element name="r"><data type="integer" datatypeLibrary="urn:x"/></element></start>', "datatype", "urn:x"),
    ('<start><element name="r"><data type="x" datatypeLibrary=""/></element></start>', "datatype", "built-in"),
    ('<start><element name="r"><data type="token"><param name="pattern">[a</param></data></element></start>', "datatype", ""),
    ('<start><element name="r"><data type="token"><param name="colour">red</param></data></element></start>', "datatype", "colour"),
    ('<start><element name="r"><data type="integer"><param name="minInclusive">x</param></data></element></start>', "datatype", ""),
    ('<start><externalRef href="gone.rng"/></start>', "unreadable", "gone.rng"),
    ('<include href="main.rng"/>', "loop", "main.rng"),
    ('<start><externalRef href="main.rng"/></start>', "loop", "main.rng"),
    ('<include href="https://example.org/x.rng"/>', "outside", "network"),
    ('<include href="//example.org/x.rng"/>', "outside", "network"),
    ('<include href="../x.rng"/>', "outside", "outside"),
    ('<include href="/etc/passwd"/>', "outside", "outside"),
    ('<include href="leaf.rng"/>', "not-relaxng", "no <grammar>"),
    ('<include href="tei.rng"/>', "not-relaxng", "TEI"),
    ('<include href="other.rng"><define name="b"><text/></define></include>', "undefined", '"b"'),
]  # fmt: skip


@pytest.mark.parametrize(("schema", "code", "words"), REFUSED)
def test_what_cannot_work_is_refused(tmp_path, rng, schema, code, words):
    """With its code, at its line, in a sentence."""
    folder = tmp_path / "edition"
    folder.mkdir()
    (tmp_path / "x.rng").write_bytes(rng(LEAF.format("a")))
    (folder / "leaf.rng").write_bytes(
        b'<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>'
    )
    (folder / "tei.rng").write_bytes(b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')
    (folder / "other.rng").write_bytes(rng(LEAF.format("a")))
    path = folder / "main.rng"
    path.write_bytes(
        b'<grammar xmlns="http://relaxng.org/ns/structure/1.0" '
        b'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">\n'
        + schema.encode()
        + b"\n</grammar>"
    )
    with pytest.raises(EditionError) as caught:
        read_grammar(path, folder, "main.rng")
    (finding,) = caught.value.findings
    assert finding.code == f"grammar.{code}"
    assert words in finding.message
    assert finding.place.line > 0


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "unreadable"),
        (b"start = text", "unreadable"),
        (b"<grammar", "unreadable"),
        (gzip.compress(b"<grammar/>"), "unreadable"),
        (b"<grammar/>", "not-relaxng"),
        (b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>', "not-relaxng"),
        (b'<!DOCTYPE g [<!ENTITY a "a"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "/etc/passwd">]>'
         b'<g>&c;</g>', "unreadable"),
    ],
)  # fmt: skip
def test_what_is_no_schema(tmp_path, data, code):
    """It is told what it is instead, and what would do: a schema, not a TEI text."""
    path = tmp_path / "main.rng"
    path.write_bytes(data)
    with pytest.raises(EditionError) as caught:
        read_grammar(path, tmp_path, "main.rng")
    (finding,) = caught.value.findings
    assert finding.code == f"grammar.{code}"
    assert "TEI" not in finding.hint


def test_depth_is_bounded(grammar):
    """No schema makes siglum run out of its stack."""
    chain = "".join(
        f'<define name="a{n}"><optional><ref name="a{n + 1}"/></optional></define>'
        for n in range(900)
    )
    start = '<start><element name="r"><ref name="a0"/></element></start>'
    with pytest.raises(EditionError) as caught:
        grammar(f'{start}{chain}<define name="a900"><text/></define>')
    assert caught.value.findings[0].code == "grammar.invalid"
    nested = "<oneOrMore><group>" * 110 + "<text/><empty/>" + "</group></oneOrMore>" * 110
    with pytest.raises(EditionError) as caught:
        grammar(f'<element name="r">{nested}</element>')
    assert caught.value.findings[0].code == "grammar.invalid"
    pairs = f"<oneOrMore><choice><group>{LEAF.format('x')}" * 30
    made = grammar(
        f'<element name="r">{pairs}{LEAF.format("y")}{"</group></choice></oneOrMore>" * 30}</element>'
    )
    assert _valid(made, f"<r>{'<x/>' * 30}<y/></r>")


def test_a_link_that_leads_out(tmp_path, rng):
    """What counts is where a link leads to."""
    (tmp_path / "edition").mkdir()
    (tmp_path / "secret.rng").write_bytes(rng(LEAF.format("a")))
    (tmp_path / "edition" / "link.rng").symlink_to(tmp_path / "secret.rng")
    (tmp_path / "edition" / "main.rng").write_bytes(rng('<include href="link.rng"/>'))
    for name in ("link.rng", "main.rng"):
        with pytest.raises(EditionError) as caught:
            read_grammar(tmp_path / "edition" / name, tmp_path / "edition", name)
        assert caught.value.findings[0].code == "grammar.outside"


def test_there_is_no_such_file(tmp_path):
    """The schema itself is missing."""
    with pytest.raises(EditionError) as caught:
        read_grammar(tmp_path / "main.rng", tmp_path, "main.rng")
    assert caught.value.findings[0].code == "grammar.unreadable"

from __future__ import annotations

import pytest
from lxml import etree

from siglum.source.namespaces import NS, TEI, XML_ID, XML_LANG


def codes(tree) -> list[str]:
    return [finding.code for finding in tree.findings]


def names(tree) -> list[str]:
    return [etree.QName(element).localname for element in tree.root.iter("*")]


def test_without_namespace(read):
    """TEI without its namespace is read as TEI, and its places stay those of the file."""
    tree = read('<?xml version="1.0"?>\n<TEI n="1">\n  <text><p>a</p></text></TEI>')
    assert {element.tag.partition("}")[0] for element in tree.root.iter("*")} == {"{" + TEI}
    assert codes(tree) == ["source.no-namespace"]
    assert str(tree.findings[0].place) == "text.xml:2:1"
    assert str(tree.place(tree.root, "n")) == "text.xml:2:6"
    assert str(tree.place(tree.root[0][0])) == "text.xml:3:9"
    assert b"ns0" not in etree.tostring(tree.root)


def test_other_namespaces_stay(read):
    """Only what has no namespace is put into TEI's."""
    tree = read(
        '<TEI><text><m xmlns="http://www.w3.org/1998/Math/MathML"/><b xmlns=""/></text></TEI>'
    )
    assert [child.tag for child in tree.root[0]] == [
        "{http://www.w3.org/1998/Math/MathML}m",
        "b",
    ]


def test_p4(read):
    """TEI P4: the root, ids, languages and pointers to ids are brought up to date."""
    tree = read(
        '<TEI.2 id="doc"><text lang="la"><p id="p1">a <ref target="p2 q">b</ref></p>\n'
        '<p id="p2" corresp="p1" n="p1">c</p></text></TEI.2>'
    )
    first, second = tree.root.iter(f"{{{TEI}}}p")
    assert tree.root.tag == f"{{{TEI}}}TEI"
    assert tree.root[0].get(XML_LANG) == "la"
    assert (first.get(XML_ID), first.get("id")) == ("p1", None)
    assert first[0].get("target") == "#p2 q"
    assert (second.get("corresp"), second.get("n")) == ("#p1", "p1")
    assert codes(tree) == ["source.p4"]
    assert str(tree.place(second, XML_ID)) == "text.xml:2:4"


def test_p4_corpus_with_doubtful_ids(read):
    """A P4 corpus is renamed throughout; its ids are looked at although XML never did."""
    tree = read(
        '<teiCorpus.2><teiHeader/><TEI.2 id="a"><text/></TEI.2><TEI.2 id="a"><text/></TEI.2>'
        '<TEI.2 id="1"><text/></TEI.2></teiCorpus.2>'
    )
    assert names(tree) == ["teiCorpus", "teiHeader", *["TEI", "text"] * 3]
    assert codes(tree) == ["source.p4", "id.duplicate", "id.invalid"]


@pytest.mark.parametrize(
    ("root", "around"),
    [
        ("text", ""),
        ("body", "t:text/"),
        ("back", "t:text/"),
        ("div", "t:text/t:body/"),
        ("lg", "t:text/t:body/"),
        ("surface", "t:sourceDoc/"),
        ("line", "t:sourceDoc/t:surface/"),
        ("facsimile", ""),
        ("listPerson", "t:standOff/"),
        ("person", "t:standOff/t:listPerson/"),
        ("fs", "t:standOff/"),
        ("teiHeader", ""),
        ("taxonomy", "t:teiHeader/t:encodingDesc/t:classDecl/"),
        ("somethingNew", "t:text/t:body/"),
    ],
)
def test_fragments(read, root, around):
    """A part of a document gets the smallest document around it, at the place it belongs to."""
    tree = read(
        f'<?pi?>\n<!-- c --><{root} xmlns="{TEI}">x<seg xml:id="s">y</seg>z</{root}>\n<?pi?>'
    )
    assert codes(tree) == ["source.fragment"]
    assert tree.findings[0].place == tree.place(tree.root.find(f"{around}t:{root}", NS))
    assert str(tree.findings[0].place) == "text.xml:2:11"
    segment = tree.root.find(f"{around}t:{root}/t:seg", NS)
    assert (segment.text, segment.tail) == ("y", "z")
    assert tree.place(segment).column == 11 + len(f'<{root} xmlns="{TEI}">x')
    assert len(tree.root.findall("t:teiHeader", NS)) == 1
    if root != "teiHeader":
        assert tree.root[0][0].findtext("t:titleStmt/t:title", namespaces=NS) == "text"


def test_made_elements_have_the_place_of_the_file(read):
    """What siglum put around a fragment stands nowhere in particular."""
    tree = read(f'<div xmlns="{TEI}"/>')
    assert str(tree.place(tree.root)) == "text.xml"
    assert tree.base_of(tree.root) == tree.path


def test_prefixed_names(read):
    """TEI written with a prefix is TEI; its elements need no repair."""
    tree = read(f'<tei:TEI xmlns:tei="{TEI}"><tei:text/></tei:TEI>')
    assert tree.findings == []
    assert read(f'<tei:div xmlns:tei="{TEI}"/>').root.tag == f"{{{TEI}}}TEI"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('<html xmlns="http://www.w3.org/1999/xhtml"/>', "<html> in the namespace http://www.w3"),
        ("<!DOCTYPE html><html><body/></html>", "<html> in no namespace"),
        ('<grammar xmlns="http://relaxng.org/ns/structure/1.0"/>', "<grammar>"),
        ('<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>', "XSL"),
        ('<TEI xmlns="http://www.tei-c.org/ns/Examples"/>', "ns/Examples"),
        ("<svg/>", "<svg>"),
    ],
)
def test_not_tei(refused, content, said):
    """Any other XML is refused in one sentence that names its root."""
    finding = refused(f"\n{content}")
    assert finding.code == "source.not-tei"
    assert said in finding.message
    assert finding.place.line == 2


def test_fragment_without_namespace(refused):
    """A root that could be a part of TEI is refused with a hint to say so."""
    finding = refused("<listPerson/>")
    assert finding.code == "source.not-tei"
    assert f'<listPerson xmlns="{TEI}">' in finding.hint

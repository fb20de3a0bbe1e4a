from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree

from siglum.source.ids import is_xml_name

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'


def test_duplicate_ids(read):
    """Each id that comes back is told with its exact place and that of the first."""
    tree = read(
        f'{TEI}\n<p xml:id="a">x</p>\n<p n="1"\n xml:id="a">y</p><p xml:id="a">z</p>\n</TEI>'
    )
    assert [str(finding.place) for finding in tree.findings] == ["text.xml:4:2", "text.xml:4:21"]
    assert {finding.code for finding in tree.findings} == {"id.duplicate"}
    assert 'xml:id "a"' in tree.findings[0].message
    assert "line 2" in tree.findings[0].message
    assert "".join(tree.root.itertext()).split() == ["x", "yz"]


@pytest.mark.parametrize("value", ["", " ", "1", "a b", "a:b", "#a", "-x", "a/b", "č ž"])
def test_ids_that_are_no_names(read, value):
    """An id that is no name is told, and the document is read all the same."""
    tree = read(f'{TEI}<p xml:id="{value}">x</p></TEI>')
    (finding,) = tree.findings
    assert finding.code == "id.invalid"
    assert finding.place.column == len(TEI) + 4
    assert finding.hint


def test_empty_ids_are_no_duplicates(read):
    """Two empty ids are two ids that are no names."""
    tree = read(f'{TEI}<p xml:id=""/><p xml:id=""/></TEI>')
    assert [finding.code for finding in tree.findings] == ["id.invalid", "id.invalid"]


def test_doubtful_ids_in_xml_11_with_a_dtd(read):
    """Warnings of the parser beside the ids (XML 1.1, an unread DTD) change nothing."""
    tree = read(
        f'<?xml version="1.1"?><!DOCTYPE TEI SYSTEM "x.dtd">{TEI}<p xml:id="a">&eacute;</p>'
        f'<p xml:id="a"/></TEI>'
    )
    assert [finding.code for finding in tree.findings] == ["source.entity-assumed", "id.duplicate"]


def test_a_fault_beside_doubtful_ids(refused):
    """Doubtful ids do not excuse a fault that loses text."""
    finding = refused(f'{TEI}<p xml:id="a"/><p xml:id="a"/>\n<p>a & b</p></TEI>')
    assert finding.code == "source.not-xml"
    assert finding.place.line == 2


def test_good_ids(read):
    """Letters of any script, dots and digits make good ids."""
    for value in ("rnā__147570", "lem1.55qualis", "_1", "č", "ア", "𐌰"):
        assert read(f'{TEI}<p xml:id="{value}"/></TEI>').findings == []


LETTERS = st.characters(exclude_categories=["Cs", "Cc"]) | st.characters(max_codepoint=127)


@given(st.text(LETTERS, max_size=4))
def test_names_as_libxml2_has_them(value):
    """What the parser takes for a name is one; in ASCII, nothing else is.

    libxml2 goes by the fourth edition of XML 1.0; the fifth, and siglum, allow more letters.
    """
    assume(value == value.strip())  # libxml2 overlooks white space around a name
    element = etree.Element("a")
    try:
        element.set("{http://www.w3.org/XML/1998/namespace}id", value)
    except ValueError:
        assume(False)
    try:
        etree.fromstring(etree.tostring(element), etree.XMLParser())
        accepted = True
    except etree.XMLSyntaxError:
        accepted = False
    assert is_xml_name(value) >= accepted
    if value.isascii():
        assert is_xml_name(value) == accepted

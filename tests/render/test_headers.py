from __future__ import annotations

import pytest
from lxml import etree

from siglum.phrases.speaking import phrases
from siglum.render.headers import LINK, element_name, prepare_header
from siglum.render.linking import FACTS
from siglum.source.identity import NORMAL

NS = "http://www.tei-c.org/ns/1.0"


@pytest.mark.parametrize(
    ("element", "name"),
    [
        ("editorialDecl", "Editorial principles"),
        ("scriptStmt", "Script"),
        ("editionStmt", "Edition"),
        ("p", ""),
        ("persName type='main'", "Person (main)"),
        ("change when='2026-01-02'", "2026-01-02"),
    ],
)
def test_names_of_elements(element, name):
    """An element is called by the words of its name, and by its type."""
    assert element_name(etree.fromstring(f'<{element} xmlns="{NS}"/>'), phrases()) == name


def test_nothing_of_a_header_is_left_out(publish, tei):
    """Every word, and every attribute that says something, is on the page about a document."""
    header = (
        "<encodingDesc><editorialDecl><p>Spelling is kept.</p></editorialDecl>"
        '<variantEncoding method="parallel-segmentation" location="internal"/></encodingDesc>'
        '<profileDesc><langUsage><language ident="la">Latin</language></langUsage></profileDesc>'
        '<revisionDesc><change when="2026-01-02" who="#x">begun</change></revisionDesc>'
    )
    made = publish(tei("a", header=header))
    page = "".join(etree.fromstring(made.renderer().header(made.document)).itertext())
    for word in ("Spelling is kept.", "parallel-segmentation", "Latin", "2026-01-02", "begun",
                 "A test", "unpublished", "Codex A"):  # fmt: skip
        assert word in page, word


def test_what_stands_in_a_row_tells_what_is_deep_inside(publish, tei):
    """A task may be told in a note, with dates in it; a keyword may have a name in it."""
    task = '<respStmt><resp><note>Put <date when="2004-03-06">in spring</date></note></resp>'
    task = f"<titleStmt><title>A test</title>{task}<name>N. N.</name></respStmt></titleStmt>"
    words = '<term><name ref="https://example.org/salt">salt</name></term>'
    header = f"<profileDesc><textClass><keywords>{words}</keywords></textClass></profileDesc>"
    source = tei("a", header=header).decode()
    start, _, rest = source.partition("<titleStmt>")
    made = publish((start + task + rest.partition("</titleStmt>")[2]).encode())
    page = "".join(etree.fromstring(made.renderer().header(made.document)).itertext())
    for word in ("in spring", "2004-03-06", "salt", "https://example.org/salt"):
        assert word in page, word


def test_facts():
    """A date is told once; pointers into the header by what they lead to; xml:id is silent."""
    header = etree.fromstring(
        f'<teiHeader xmlns="{NS}" xmlns:s="{NORMAL}"><date when="1936">1936</date>'
        '<date when="1937"/><ref target="https://e.org">x</ref><p s:id="y" part="I">z</p>'
        '<change who="#y #gone" when="2026">a</change></teiHeader>'
    )
    prepare_header(header, phrases())
    told = [node.get(FACTS) for node in header]
    assert told == [None, "1937", None, "part: I", "who: z #gone"]
    assert [link.text for link in header.iter(LINK)] == ["https://e.org"]


def test_a_pointer_is_told_by_the_words_it_leads_to_and_no_address_behind_them():
    """Who changed a file is called by the name, also where that has an address of its own."""
    header = etree.fromstring(
        f'<teiHeader xmlns="{NS}" xmlns:s="{NORMAL}"><name s:id="SS" ref="https://viaf.org/viaf/1">'
        'S. S.</name><change who="#SS">a</change></teiHeader>'
    )
    prepare_header(header, phrases())
    assert [node.get(FACTS) for node in header] == [None, "who: S. S."]


def test_what_stands_inside_a_line_is_told_with_it():
    """A name within running words has its attributes told behind the line."""
    header = etree.fromstring(
        f'<p xmlns="{NS}">Letter to <persName ref="https://viaf.org/viaf/1" key="MS">M. S.'
        '</persName>, <date when="1970-06-10">June</date></p>'
    )
    prepare_header(header, phrases())
    assert header.get(FACTS) == "person: MS; date: 1970-06-10"
    assert [link.get("href") for link in header.iter(LINK)] == ["https://viaf.org/viaf/1"]

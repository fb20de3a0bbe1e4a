from __future__ import annotations

import pytest
from lxml import etree

from siglum.metadata.model import Book
from siglum.metadata.references import read_book, reference

NS = "http://www.tei-c.org/ns/1.0"


def written(content: str) -> etree._Element:
    return etree.fromstring(f'<sourceDesc xmlns="{NS}">{content}</sourceDesc>')[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<bibl>A Book, <date>1900</date>.</bibl>", "A Book, 1900."),
        ("<bibl>Sonnets, <ref target='https://e.org/s'/>.</bibl>", "Sonnets, https://e.org/s."),
        ("<bibl>A single copy of <bibl corresp='#b'>the 1818 edition</bibl>.</bibl>",
         "A single copy of the 1818 edition."),
        ("<bibl>A <bibl>B</bibl></bibl>", "A"),
        ("<bibl>A Book.<note>In verse.</note></bibl>", "A Book. In verse."),
        ("<bibl><title>F</title>, <date>1818</date>.</bibl>", "F, 1818."),
        ("<bibl><title>F</title> <pubPlace>London</pubPlace>: <idno type='STC'>1</idno></bibl>",
         "F. London. STC 1"),
        ("<bibl><ptr target='bm:Loefgren'/><citedRange>17</citedRange></bibl>", "bm:Loefgren. 17"),
        ("<bibl><title>T</title><ref target='https://e.org/'>VWWP</ref></bibl>", "T. VWWP"),
        ("<bibl><title>T</title><pubPlace>London :</pubPlace><date>1625.</date></bibl>",
         "T. London. 1625"),
        (("<biblStruct><monogr><editor><forename>Jean</forename><surname>Parisot</surname></editor>"
         "</monogr></biblStruct>"), "Jean Parisot"),
        ("<bibl><editor><surname>Savile</surname><forename>Henry</forename></editor></bibl>",
         "Savile, Henry"),
        (("<biblStruct><series><title>Patrologia</title><biblScope>1.1</biblScope></series>"
         "</biblStruct>"), "Patrologia, 1.1"),
        (("<biblStruct><monogr><title>T</title><imprint><pubPlace><placeName>Bambaī</placeName>"
         "<placeName>Mumbai</placeName></pubPlace></imprint></monogr></biblStruct>"),
         "T. Bambaī, Mumbai"),
        (("<bibl><title>T</title><idno type='OCLC'>24</idno><idno type='URI'>https://e.org/t</idno>"
         "<idno type='STC'>STC 1</idno></bibl>"), "T. OCLC 24. https://e.org/t. STC 1"),
        (("<recording><broadcast><bibl><publisher>PopTV</publisher><title>Trenja</title></bibl>"
         "</broadcast><date>12. december</date><time>12:11</time></recording>"),
         "PopTV. Trenja. 12. december. 12:11"),
    ],
)  # fmt: skip
def test_references_in_one_line(content, words):
    """Nothing runs into what stands beside it; what only points is told by what it points to."""
    assert reference(written(content)) == words


def test_parts():
    """Title, people, publisher, place and date of the book itself, not of its series."""
    book = read_book(
        written(
            "<biblStruct><monogr><title level='s'>S</title><author>A;</author><author>B</author>"
            "<title>T.</title>"
            "<editor>E</editor><imprint><publisher>P,</publisher><pubPlace>London :</pubPlace>"
            "<date from='1900' to='1902'/></imprint></monogr><series><title>S</title></series>"
            "</biblStruct>"
        )
    )
    assert book == Book("T", ("A", "B"), ("E",), "P", "London", "1900/1902")
    assert read_book(written("<bibl>A Book</bibl>")) == Book()


def test_running_text_may_tell_of_several_books():
    """What cannot be told apart is left in the words."""
    running = (
        "<bibl><author>M. S.</author>, <title>F</title>, <date>1818</date>. {} ed. "
        "<editor>S. C.</editor></bibl>"
    )
    assert read_book(written(running.format(""))).date == "1818"
    both = read_book(written(running.format("Online, <date>1995</date>")))
    assert both == Book("F", ("M. S.",))


def test_one_name_in_two_scripts():
    """It is one person, as in a title statement."""
    book = written(
        "<bibl><editor xml:lang='ar'>كرد علي</editor><editor xml:lang='ar-Latn'>Kurd ʿAlī"
        "</editor></bibl>"
    )
    assert read_book(book).editors == ("كرد علي",)

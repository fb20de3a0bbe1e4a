from __future__ import annotations

import pytest
from lxml import etree

from siglum.source.header import Licence, Metadata, plain, read_metadata

NS = "http://www.tei-c.org/ns/1.0"


def header(content: str, text: str = "<text/>", attributes: str = "") -> Metadata:
    return read_metadata(
        etree.fromstring(
            f'<TEI xmlns="{NS}" {attributes}><teiHeader>{content}</teiHeader>{text}</TEI>'
        )
    )


def titles(content: str) -> tuple[str, str]:
    found = header(f"<fileDesc><titleStmt>{content}</titleStmt></fileDesc>")
    return found.title, found.subtitle


def published(content: str) -> Metadata:
    return header(f"<fileDesc><publicationStmt>{content}</publicationStmt></fileDesc>")


@pytest.mark.parametrize(
    ("content", "result"),
    [
        ("", ("", "")),
        ("<title/>", ("", "")),
        ("<title>  A\n  <hi>b</hi>c </title>", ("A bc", "")),
        ("<title>A<note>n</note></title>", ("A", "")),
        ("<title>A<!-- c -->b<?p i?></title>", ("Ab", "")),
        ("<title/><title>A</title>", ("A", "")),
        ("<title type='sub'>B</title><title type='main'>A</title>", ("A", "B")),
        ("<title type='short'>S</title><title type='main'>A</title>", ("A", "")),
        ("<title type='sub'>B</title>", ("B", "")),
        ("<title>A</title><title type='sub'>B</title><title type='subtitle'>C</title>",
         ("A", "B. C")),
    ],
)  # fmt: skip
def test_titles(content, result):
    """Main before others; subtitles apart; empty ones are none; notes are not part of it."""
    assert titles(content) == result


def test_without_a_header():
    """A text without teiHeader has no metadata but its language."""
    tei = etree.fromstring(f'<TEI xmlns="{NS}"><text xml:lang="grc"/></TEI>')
    assert read_metadata(tei) == Metadata(language="grc")


def test_names():
    """Authors and editors each once, without what stands beside the name."""
    found = header(
        "<fileDesc><titleStmt><author>A</author><author>A</author><author/>"
        "<author><persName>B <surname>C</surname></persName> (1900–1980)</author>"
        "<editor>D</editor><principal>E</principal>"
        "<respStmt><resp>encoded by</resp><persName>F</persName></respStmt>"
        "</titleStmt></fileDesc>"
    )
    assert found.authors == ("A", "B C")
    assert found.editors == ("D", "E", "F")


def test_publication():
    """Publisher, else authority, else distributor; the first date that says something; idno."""
    assert published("<authority>A</authority><publisher>P</publisher>").publisher == "P"
    assert published("<distributor>D</distributor><authority>A</authority>").publisher == "A"
    assert published("<date/><date when='1936-07-05'>5 July</date>").date == "1936-07-05"
    assert published("<date>5 July 1936</date>").date == "5 July 1936"
    assert published("<idno>a</idno><idno/><idno><idno>b</idno></idno>").identifiers == ("a", "b")
    assert published("<p>unpublished</p>") == Metadata()


@pytest.mark.parametrize(
    ("content", "licence"),
    [
        ("<licence target='https://x/by'>CC BY</licence>", Licence("https://x/by", "CC BY")),
        ("<licence><p>See <ref target='https://x'>x</ref>.</p></licence>",
         Licence("https://x", "See x.")),
        ("<licence>free</licence>", Licence("", "free")),
        ("<p>Free: <ptr target='https://y'/></p>", Licence("https://y", "Free:")),
        ("<p>All rights reserved</p>", Licence("", "All rights reserved")),
        ("", Licence()),
    ],
)  # fmt: skip
def test_licences(content, licence):
    """A licence's target, a link inside it, its words, or prose: whichever is there."""
    assert published(f"<availability>{content}</availability>").licence == licence
    nested = f"<p><availability>{content}</availability></p>"
    assert published(nested).licence == licence


def test_languages():
    """The language of the text before that of the file; a single <language> stands in."""
    assert header("", "<text xml:lang='la'/>", "xml:lang='en'").language == "la"
    assert header("", "<text/>", "xml:lang='en'").language == "en"
    assert header("", "<text><body xml:lang='la'/></text>").language == "la"
    used = "<profileDesc><langUsage><language ident='{}'/>{}</langUsage></profileDesc>"
    assert header(used.format("cs", "")).language == "cs"
    assert header(used.format("cs", "<language ident='de'/>")).language == ""


def test_source_and_abstract():
    """What the text was made from, without the witness list; the abstract, old style too."""
    found = header(
        "<fileDesc><sourceDesc><listWit><witness>A</witness></listWit><bibl>Book</bibl>"
        "</sourceDesc></fileDesc><profileDesc><abstract><p>On it.</p></abstract></profileDesc>"
    )
    assert (found.source, found.abstract) == ("Book", "On it.")
    old = "<fileDesc><notesStmt><note type='abstract'>Old.</note></notesStmt></fileDesc>"
    assert header(old).abstract == "Old."


def test_plain_is_one_line():
    """Text without notes and comments, in one line."""
    element = etree.fromstring(f'<p xmlns="{NS}"> a\n<hi>b<note>n</note> c</hi><!-- d --> e </p>')
    assert plain(element) == "a b c e"

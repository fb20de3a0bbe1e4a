from __future__ import annotations

import pytest
from lxml import etree

from siglum.metadata.model import Metadata, Text, When
from siglum.metadata.reading import read_metadata

NS = "http://www.tei-c.org/ns/1.0"


def said(description: str, title: str = "", more: str = "") -> Metadata:
    return read_metadata(
        etree.fromstring(
            f'<TEI xmlns="{NS}"><teiHeader><fileDesc><titleStmt>{title}</titleStmt>'
            f"<sourceDesc>{description}</sourceDesc></fileDesc>{more}</teiHeader></TEI>"
        )
    )


@pytest.mark.parametrize(
    ("description", "sources"),
    [
        ("<p>A long history.</p>", [("", "", "A long history.")]),
        ("<p>Born digital.</p>", []),
        ("<p>No source: created in electronic form.</p>", []),
        ("<p/>", []),
        ("<bibl>A Book, <date>1900</date>.</bibl>", [("", "print", "A Book, 1900.")]),
        ("<bibl><title>A</title><date when='1900'/></bibl>", [("", "print", "A. 1900")]),
        ("<bibl type='digitalSource'><name>Wikisource</name><bibl>A book</bibl></bibl>",
         [("", "digital", "Wikisource"), ("", "print", "A book")]),
        (("<biblStruct><monogr><author>N</author><title>T</title><imprint><publisher>P</publisher>"
         "</imprint></monogr></biblStruct>"), [("", "print", "N. T. P")]),
        (("<msDesc><msIdentifier><settlement>Wien</settlement><repository>ÖNB</repository>"
         "<idno>Cod. 1<idno>2</idno></idno></msIdentifier></msDesc>"),
         [("", "manuscript", "Wien, ÖNB, Cod. 1")]),
        (("<listWit><witness xml:id='R'>Reims</witness><witness xml:id='B'><abbr type='siglum'>B"
         "</abbr> Brno <listWit><witness xml:id='B2'>hand</witness></listWit></witness></listWit>"),
         [("R", "witness", "Reims"), ("B", "witness", "Brno"), ("B2", "witness", "hand")]),
        ("<listPerson><person><persName>N</persName></person></listPerson>", []),
    ],
)  # fmt: skip
def test_sources(description, sources):
    """Manuscripts by their shelf mark, books in one line, witnesses by siglum, else prose."""
    found = said(description).sources
    assert [(one.siglum, one.kind, one.words) for one in found] == sources


def test_a_manuscript_by_its_shelf_mark():
    """Where there is no number no part is taken for one; other numbers stand beside the words."""

    def codex(content):
        (found,) = said(f"<msDesc><msIdentifier>{content}</msIdentifier></msDesc>").sources
        return found.words, found.holders, found.number

    assert codex("<country>Serbia</country><idno/>") == ("Serbia", ("Serbia",), "")
    assert codex("<repository>R</repository><msName>Codex A</msName>") == (
        "R, Codex A", ("R",), "Codex A"
    )  # fmt: skip
    assert codex("<repository ref='INS0356Upp'/><idno>47</idno><altIdentifier><idno>Löfgren 46"
                 "</idno></altIdentifier><altIdentifier><idno/></altIdentifier>") == (
        "INS0356Upp, 47 (Löfgren 46)", ("INS0356Upp",), "47"
    )  # fmt: skip


def test_a_manuscript_without_a_shelf_mark():
    """It is called as its head, summary or title say; a long description is cut between words."""
    (found,) = said(
        "<msDesc><msIdentifier><idno>n/a</idno></msIdentifier><p>A stone.</p></msDesc>"
    ).sources
    assert (found.words, found.shelf) == ("A stone.", ())
    (found,) = said("<msDesc><head>Psalter</head><p>On vellum.</p></msDesc>").sources
    assert (found.words, found.shelf) == ("Psalter", ())
    (found,) = said(f"<msDesc><p>{'word ' * 99}</p></msDesc>").sources
    assert found.words.endswith("word …")


def test_a_witness_of_which_only_the_siglum_is_told():
    """Its date and notes tell more; a siglum is not told twice."""
    found = said(
        "<listWit><witness n='P46'><origDate notBefore='200' notAfter='399'/></witness>"
        "<witness n='arb'><note>Sinai ar. 73.</note></witness><witness n='UBS'/></listWit>"
    ).sources
    assert [one.told for one in found] == ["P46: 0200/0399", "arb: Sinai ar. 73.", "UBS"]
    assert [one.words for one in found] == ["P46", "arb", "UBS"]  # no date is its name


def test_recordings():
    """Each recording is a source."""
    found = said(
        "<recordingStmt><recording type='audio'><date when='2008-12-03'/></recording>"
        "</recordingStmt>"
    ).sources
    assert [(one.kind, one.words) for one in found] == [("recording", "2008-12-03")]
    (found,) = said(
        "<recordingStmt><recording><broadcast><bibl><publisher>Radio</publisher><title>News</title>"
        "</bibl></broadcast><date when='2008-12-03'/></recording></recordingStmt>"
    ).sources
    book = found.book
    assert (book.title, book.publisher, book.date) == ("News", "Radio", "2008-12-03")


def test_addresses_of_sources():
    """What a source points to is kept, literature on a manuscript is not its address."""
    book = said("<bibl>A <ref target='https://e.org/a'>scan</ref><ptr target='#x'/></bibl>")
    assert book.sources[0].uris == ("https://e.org/a",)
    codex = said(
        "<msDesc><msIdentifier><idno>1</idno></msIdentifier><additional><listBibl><bibl>"
        "<ref target='https://e.org/lit'/></bibl></listBibl></additional></msDesc>"
    )
    assert codex.sources[0].uris == ()


def test_who_wrote_the_book_wrote_the_text():
    """Where the title statement names no author, the printed source does; lists do not."""
    book = "<bibl><author>Barth, Karl</author><title>T</title></bibl>"
    assert said(book).authors == ("Barth, Karl",)
    assert said(book, "<author>K. B.</author>").authors == ("K. B.",)
    assert said(f"<listBibl>{book}</listBibl>").authors == ()


def test_places_of_origin():
    """The inner places of an origin; one told in two languages is one."""
    places = said(
        "<msDesc><history><origin><origPlace><region>Sicilia</region><placeName "
        "ref='https://pleiades.stoa.org/places/462270'>Catina</placeName></origPlace></origin>"
        "</history></msDesc>"
    ).created_at
    assert [(one.name, len(one.uris)) for one in places] == [("Sicilia", 0), ("Catina", 1)]
    two = said(
        "<msDesc><history><origin><origPlace><seg xml:lang='bg'>Рояк</seg><seg xml:lang='en'>"
        "Royak</seg></origPlace></origin></history></msDesc>"
    ).created_at
    assert [(one.name, one.language) for one in two] == [("Рояк", "bg")]
    assert two[0].variants == (Text("Royak", "en"),)


def test_what_became_of_a_manuscript_is_not_its_origin():
    """Days and places of binding and sale say nothing of when and where it was made."""
    codex = "<msDesc><history>{}</history></msDesc>"
    later = "<acquisition>Bound <date when='1624'/>, in <placeName>Oxford</placeName></acquisition>"
    found = said(codex.format(later))
    assert (found.created, found.created_at) == (When(), ())
    made = said(codex.format(f"<origDate when='1390'/>{later}"))
    assert made.created == When("1390")


def test_where_a_stone_was_found():
    """It stands in where nobody knows where it was made; where it is now does not."""
    found = said(
        "<msDesc><history><origin><origPlace>Unknown.</origPlace></origin>"
        "<provenance type='found'><placeName>Cyrene</placeName></provenance>"
        "<provenance type='observed'><placeName>London</placeName></provenance></history></msDesc>"
    )
    assert [one.name for one in found.created_at] == ["Cyrene"]


def test_latitude_and_longitude():
    """Two numbers that can be degrees; others are not."""
    place = (
        "<msDesc><history><origin><origPlace>A<geo>{}</geo></origPlace></origin></history></msDesc>"
    )
    assert said(place.format("37.0578, 14.89346")).points == (("37.0578", "14.89346"),)
    assert said(place.format("137 14")).points == ()


def test_where_and_when_a_speech_was_made():
    """The setting of speech; what is said of the creation of the text goes before it."""
    setting = (
        "<profileDesc>{}<settingDesc><setting><name type='city'>Ljubljana</name>"
        "<name type='x'>hall</name><date when='1998-11-25'/></setting></settingDesc></profileDesc>"
    )
    found = said("<p/>", more=setting.format(""))
    assert (found.created, [one.name for one in found.created_at]) == (
        When("1998-11-25"),
        ["Ljubljana"],
    )
    created = "<creation><date when='1999'/></creation>"
    assert said("<p/>", more=setting.format(created)).created == When("1999")

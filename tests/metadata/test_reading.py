from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from siglum.metadata.model import Agent, Letter, Licence, Link, Metadata, Series, Text, When
from siglum.metadata.reading import read_metadata

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


def test_a_book_beside_a_part_is_what_the_part_is_in():
    """`level="m"` beside `level="a"`; by itself it is the title of the text."""
    part = "<title level='a'>Part</title>"
    book = "<title level='m' ref='https://e.org/b'>Book</title>"
    found = header(f"<fileDesc><titleStmt>{book}{part}</titleStmt></fileDesc>").titles
    assert found == (Text("Book", kind="", uri="https://e.org/b"), Text("Part", kind="a"))
    found = header(f"<fileDesc><titleStmt>{part}{book}</titleStmt></fileDesc>").titles
    assert found == (Text("Part"), Text("Book", kind="host", uri="https://e.org/b"))


def test_series():
    """Number, identifiers and editors of a series; volumes may have titles."""
    found = header(
        "<fileDesc><seriesStmt><title>Dictionary</title><editor>D. M.</editor>"
        "<respStmt><resp>Edited by</resp><name>N. G.</name></respStmt>"
        "<idno type='URI'>https://e.org/persons</idno><biblScope unit='vol' from='1' to='1'>"
        "<title>Saints</title><idno>https://e.org/q</idno></biblScope><biblScope unit='vol' "
        "from='2'><title>Authors</title></biblScope></seriesStmt></fileDesc>"
    ).series[0]
    assert (found.title, found.number) == ("Dictionary", "1: Saints; 2: Authors")
    assert [one.uri for one in found.ids] == ["https://e.org/persons"]
    assert [one.name for one in found.editors] == ["D. M.", "N. G."]


def test_notes_stand_in_several_places():
    """Beside a responsibility, too; and that there is no source is one."""
    found = header(
        "<fileDesc><titleStmt><respStmt><resp>r</resp><name>N</name><note>On <ref target='bm:x'/>"
        "</note></respStmt></titleStmt><sourceDesc><p>Born digital.</p></sourceDesc></fileDesc>"
    )
    assert [one.words for one in found.notes] == ["On bm:x", "Born digital."]


def test_without_a_header():
    """A text without teiHeader has no metadata but its language."""
    tei = etree.fromstring(f'<TEI xmlns="{NS}"><text xml:lang="grc"/></TEI>')
    assert read_metadata(tei) == Metadata(language="grc", text_language="grc")


def test_publication():
    """Publisher before authority before distributor; the first date that says something; idno."""
    assert published("<authority>A</authority><publisher>P</publisher>").publisher == "P"
    assert published("<distributor>D</distributor><authority>A</authority>").publisher == "A"
    assert published("<date/><date when='1986-07-05'>5 July</date>").date == "1986-07-05"
    assert published("<date>5 July 1986</date>").date == "1986"
    assert published("<date>in spring</date>").date == "in spring"
    ids = published("<idno>a</idno><idno/><idno type='DOI'>10.5281/zenodo.1</idno>").ids
    assert [(one.scheme, one.value, one.uri) for one in ids] == [
        ("local", "a", ""),
        ("DOI", "10.5281/zenodo.1", "https://doi.org/10.5281/zenodo.1"),
    ]
    assert published("<p>unpublished</p>") == Metadata()


def test_a_part_of_an_identifier_is_no_identifier():
    """What stands in an idno is one identifier, with all its parts (TEI Guidelines, 2.2.4)."""
    nested = "<idno type='x'><idno type='canon'>T</idno>.<idno type='no'>47</idno></idno>"
    assert [one.value for one in published(nested).ids] == ["T.47"]


@pytest.mark.parametrize(
    "history",
    [
        "<change when='2019-04-26'/><change when='2017'/>",
        "<change><date>2019-04-26</date> by N.</change>",
        "<list><item><date when='2019-04-26'>26 April</date></item><item/></list>",
        "<listChange><change><p>x</p></change><change when-iso='2019-04-26'/></listChange>",
    ],
)
def test_the_last_change(history):
    """The latest day of a history in whatever form; and the date of last resort."""
    found = header(f"<revisionDesc>{history}</revisionDesc>")
    assert (found.updated, found.date) == ("2019-04-26", "2019-04-26")


def test_what_catalogues_set_behind_names_is_no_part_of_them():
    """«Ann Arbor, MI :», «Text Partnership,» are a place and a publisher."""
    found = published(
        "<publisher>Text Partnership,</publisher><pubPlace>Ann Arbor, MI :</pubPlace>"
    )
    assert (found.publisher, found.places) == ("Text Partnership", ("Ann Arbor, MI",))


def test_who_publishes_and_is_known_as_a_person():
    """An authority of the same name as an editor is that person."""
    found = header(
        "<fileDesc><titleStmt><editor><persName>A B</persName></editor></titleStmt>"
        "<publicationStmt><authority>A B</authority><distributor>C</distributor>"
        "</publicationStmt></fileDesc>"
    )
    assert [(one.name, one.body) for one in found.publishers] == [("A B", False), ("C", True)]


def test_an_address_is_no_place():
    """A pubPlace that holds an address of the web points to something; it is not in a town."""
    found = published("<pubPlace><ref target='x'>http://hdl.handle.net/11356/1300</ref></pubPlace>")
    assert (found.places, found.related) == ((), (Link("http://hdl.handle.net/11356/1300"),))


def test_identifiers_of_others_are_not_those_of_the_text():
    """The ISBN of a book that a note cites, the ROR of a publisher: not identifiers of the text."""
    found = header(
        "<fileDesc><editionStmt><edition><interp><desc><bibl><idno type='ISBN'>978-3-7705-4842-2"
        "</idno></bibl></desc></interp><idno type='x'>own</idno></edition></editionStmt>"
        "<publicationStmt><publisher>P <idno type='ROR'>https://ror.org/013tf3c58</idno>"
        "</publisher></publicationStmt></fileDesc>"
    )
    assert [one.value for one in found.ids] == ["own"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("XML TEI P5<idno>KR6q0116</idno> <idno>X63</idno>", "XML TEI P5"),
        ("<title>T</title><date>October 2011</date>", "October 2011"),
        ("<title>T</title><interpGrp><interp><desc>About it</desc></interp></interpGrp>", ""),
        ("<title>Second</title> <?p i?><note>n</note>edition", "Second edition"),
    ],
)
def test_an_edition_is_what_says_which_it_is(content, words):
    """Identifiers, notes, commentary and the title told again say nothing of the edition."""
    found = header(
        f"<fileDesc><titleStmt><title>T</title></titleStmt><editionStmt><edition>{content}"
        "</edition></editionStmt></fileDesc>"
    )
    assert found.edition == words


def test_a_date_from_before_there_were_files_is_that_of_the_source():
    """Some headers give the year of the manuscript as date of publication: it is passed over."""
    history = "<revisionDesc><change when='2019-04-26'/><change when='2017-01-01'/></revisionDesc>"
    old = (
        "<fileDesc><publicationStmt><date when='0337'>337 CE</date>{}</publicationStmt></fileDesc>"
    )
    assert header(old.format("") + history).issued == When("2019-04-26")
    later = "<date when='2018'>2018</date>"
    assert header(old.format(later) + history).issued == When("2018", words="2018")
    assert header(old.format("")).issued == When(words="337 CE")


@pytest.mark.parametrize(
    ("content", "licences"),
    [
        ("<licence target='https://x/by'>own terms</licence>",
         [Licence("https://x/by", "own terms")]),
        ("<licence><p>See <ref target='https://x'>x</ref>.</p></licence>",
         [Licence("https://x", "See x.")]),
        ("<licence>free</licence>", [Licence("", "free")]),
        ("<licence>http://x.org/terms</licence>", [Licence("http://x.org/terms")]),
        ("<licence target='https://x'>Free <note>for now</note></licence>",
         [Licence("https://x", "Free for now")]),
        ("<p>Free: <ptr target='https://creativecommons.org/licenses/by/4.0/deed.de'/></p>",
         [Licence("https://creativecommons.org/licenses/by/4.0/", "Free:", "CC BY 4.0",
                  "CC-BY-4.0")]),
        ("<p>Write to <ref target='mailto:a@example.org'>us</ref></p>",
         [Licence("", "Write to us")]),
        ("<licence target='https://x'/><licence>also this</licence>",
         [Licence("https://x", ""), Licence("", "also this")]),
        ("<p>All rights reserved</p>", [Licence("", "All rights reserved")]),
        ("", []),
    ],
)  # fmt: skip
def test_licences(content, licences):
    """A licence's target, a link inside it, its words, or prose: whatever is there, and all."""
    assert published(f"<availability>{content}</availability>").licences == tuple(licences)
    nested = f"<p><availability>{content}</availability></p>"
    assert published(nested).licences == tuple(licences)


def test_what_stands_beside_a_licence_is_kept():
    """Who holds the rights is told in words, not as another licence."""
    found = published(
        "<availability status='free'><licence target='https://x'/><p>Letters © Estate</p>"
        "</availability>"
    )
    assert (found.rights_notes, found.status) == (("Letters © Estate",), "free")


def test_languages():
    """The language of the text before that of the file; the one most used stands in."""
    assert header("", "<text xml:lang='la'/>", "xml:lang='en'").language == "la"
    assert header("", "<text/>", "xml:lang='en'").language == "en"
    assert header("", "<text><body xml:lang='la'/></text>").language == "la"
    used = "<profileDesc><langUsage><language ident='ces'{}/>{}</langUsage></profileDesc>"
    assert header(used.format("", "")).language == "cs"
    assert header(used.format("", "<language ident='de'/>")).language == ""
    shares = used.format(" usage='30'", "<language ident='de' usage='70%'/>")
    assert header(shares, "<text/>", "xml:lang='en'").language == "de"
    manuscript = (
        "<fileDesc><sourceDesc><msDesc><msContents><textLang mainLang='grc'/></msContents>"
        "</msDesc></sourceDesc></fileDesc>"
    )
    assert header(manuscript, "<text/>", "xml:lang='en'").language == "grc"


@pytest.mark.parametrize(
    ("text", "language"),
    [("修禪要訣 CB", "zh-Hant"), ("Xiu chan yao jue", ""), ("μῆνιν ἄειδε", ""), ("", "")],
)
def test_letters_tell_which_of_the_languages_listed_a_text_is_in(text, language):
    """English and Chinese are listed, the text is in Chinese letters; Latin ones tell nothing."""
    used = (
        "<profileDesc><langUsage><language ident='en'/><language ident='zh-Hant'/></langUsage>"
        "</profileDesc>"
    )
    found = header(used, f"<text><body><p>{text}</p></body></text>")
    assert (found.language, found.text_language) == ("", language)


def test_the_edition_among_the_divisions_has_the_language_of_the_text():
    """In EpiDoc the text is in English, but for the inscription."""
    text = "<text xml:lang='en'><body><div type='edition' xml:lang='grc'/></body></text>"
    found = header("", text)
    assert (found.language, found.text_language) == ("en", "grc")


def test_source_and_abstract():
    """What the text was made from; the abstract, old style too, or the summary of what it holds."""
    found = header(
        "<fileDesc><sourceDesc><listWit><witness xml:id='A'>Codex</witness></listWit>"
        "<bibl>Book</bibl></sourceDesc></fileDesc>"
        "<profileDesc><abstract><p>On it.</p></abstract></profileDesc>"
    )
    assert [(one.siglum, one.words) for one in found.sources] == [("A", "Codex"), ("", "Book")]
    assert found.abstract == "On it."
    stone = (
        "<fileDesc><sourceDesc><msDesc><msContents><summary><seg xml:lang='bg'>надпис</seg>"
        "<seg xml:lang='en'>inscription</seg></summary></msContents></msDesc></sourceDesc>"
        "</fileDesc>"
    )
    assert header(stone).abstracts == (Text("надпис", "bg"), Text("inscription", "en"))
    old = "<fileDesc><notesStmt><note type='abstract'>Old.</note></notesStmt></fileDesc>"
    assert header(old).abstract == "Old."


def test_a_corpus_speaks_for_its_texts():
    """What a text leaves open the corpus around it says (TEI Guidelines, chapter 16)."""
    corpus = etree.fromstring(
        f"<teiCorpus xmlns='{NS}'><teiHeader><fileDesc><titleStmt><title>All</title></titleStmt>"
        "<publicationStmt><publisher>P</publisher><date when='2020'/><availability>"
        "<licence target='https://x'/></availability></publicationStmt></fileDesc></teiHeader>"
        "<TEI><teiHeader><fileDesc><titleStmt><title>One</title></titleStmt><publicationStmt>"
        "<date when='2021'/></publicationStmt></fileDesc></teiHeader><text/></TEI></teiCorpus>"
    )
    found = read_metadata(corpus[1])
    assert (found.title, found.publisher, found.date) == ("One", "P", "2021")
    assert found.licence.url == "https://x"


def test_what_headers_have_in_common_is_held_once():
    """Editors and licences of sixty thousand texts take the room of one."""
    said = (
        "<fileDesc><titleStmt><title>T</title><editor>A B</editor></titleStmt><publicationStmt>"
        "<availability><licence target='https://x'/></availability></publicationStmt></fileDesc>"
    )
    one, other = header(said), header(said)
    assert one.agents[0] is other.agents[0]
    assert one.licences is other.licences


def test_subjects():
    """Keywords, also by key; categories by their description; class codes; each with its scheme."""
    found = header(
        "<encodingDesc><classDecl><taxonomy xml:id='t'><category xml:id='l'><catDesc>Letters"
        "</catDesc></category></taxonomy></classDecl></encodingDesc><profileDesc><textClass>"
        "<keywords scheme='https://e.org/s'><term ref='https://e.org/w'>war</term>"
        "<term key='Miracle'/><term/></keywords><catRef scheme='#t' target='#l #gone'/>"
        "<classCode scheme='ddc'>891</classCode>"
        "<classCode scheme='https://w.org/entity/'>Q4</classCode></textClass></profileDesc>"
    )
    assert [(one.words, one.scheme, one.uri) for one in found.subjects] == [
        ("war", "https://e.org/s", "https://e.org/w"),
        ("Miracle", "https://e.org/s", ""),
        ("Letters", "#t", ""),
        ("gone", "#t", ""),
        ("891", "ddc", ""),
        ("Q4", "https://w.org/entity/", "https://w.org/entity/Q4"),
    ]


def test_a_letter():
    """The ends of a letter, and when and where it was sent."""
    found = header(
        "<profileDesc><creation><date when='1900'/></creation><correspDesc>"
        "<correspAction type='sent'><persName>A</persName><placeName>Wien</placeName>"
        "<date when='1938-01-13'>13 January</date></correspAction>"
        "<correspAction type='received'><persName>B</persName><orgName>C</orgName>"
        "</correspAction></correspDesc></profileDesc>"
    )
    sent = Agent("A", ("aut",))
    assert found.letter == Letter((sent,), (Agent("B", ("rcp",)), Agent("C", ("rcp",), body=True)))
    assert found.agents == (sent,)  # who sent a letter wrote it, if no author is named
    assert (found.created, found.created_at[0].name) == (
        When("1938-01-13", words="13 January"), "Wien"
    )  # fmt: skip


def test_the_rest_of_the_file_description():
    """Edition and version, series with its volume, extent, notes, funders, related addresses."""
    found = header(
        "<fileDesc><titleStmt><title>T</title><title level='s'>Papers</title>"
        "<funder ref='https://ror.org/013tf3c58'>Fund <idno>P 1</idno></funder></titleStmt>"
        "<editionStmt><edition n='1.2'>Second edition</edition><p>From slips.</p></editionStmt>"
        "<extent><measure unit='words' quantity='12'/></extent>"
        "<publicationStmt><publisher>P</publisher><pubPlace>Brno</pubPlace>"
        "<ref type='doi' target='https://doi.org/10.1234/5'>all</ref></publicationStmt>"
        "<seriesStmt><title>Library</title><biblScope unit='volume'>3</biblScope></seriesStmt>"
        "<notesStmt><note>In verse.</note></notesStmt></fileDesc>"
    )
    assert (found.edition, found.version, found.places) == ("Second edition", "1.2", ("Brno",))
    assert found.series == (Series("Library", number="3"),)
    assert [(one.words, one.kind) for one in found.titles] == [("T", ""), ("Papers", "s")]
    assert found.extents == ("12 words",)
    assert found.related == (Link("https://doi.org/10.1234/5", "all"),)
    assert [one.words for one in found.notes] == ["From slips.", "In verse."]
    assert [(one.name, one.award, one.uris) for one in found.funders] == [
        ("Fund", "P 1", ("https://ror.org/013tf3c58",))
    ]


@given(
    st.recursive(
        st.sampled_from("title author persName date idno p note".split()),
        lambda inner: st.tuples(
            st.sampled_from(
                "fileDesc titleStmt editionStmt publicationStmt sourceDesc respStmt availability "
                "licence msDesc msIdentifier listWit witness biblStruct profileDesc textClass "
                "keywords correspDesc correspAction revisionDesc".split()
            ),
            st.lists(inner, max_size=4),
        ),
        max_leaves=24,
    )
)
def test_no_header_is_too_odd(tree):
    """Whatever stands where: metadata are read."""

    def written(part):
        if isinstance(part, str):
            return f"<{part} when='20xx' ref='#a :b' target='' type='sent'>a, b 2020</{part}>"
        return f"<{part[0]} xml:lang='x'>{''.join(map(written, part[1]))}</{part[0]}>"

    header(written(tree))


@pytest.mark.parametrize(
    ("creation", "notes"),
    [
        ("<date>1818</date>, <placeName>Rome</placeName>.", []),
        ("<p><date>1818</date></p>", []),
        ("<listChange><change>first</change></listChange>", []),
        ("Transcription (N. N.)", ["Transcription (N. N.)"]),
        ("Begun <date>1818</date> in <placeName>Rome</placeName>", ["Begun 1818 in Rome"]),
        ("<rs>Poems</rs> <rs>Chinese</rs> <date>1818</date>", ["Poems; Chinese"]),
        ("<p>Begun in <date>1818</date></p>", ["Begun in 1818"]),
    ],
)
def test_what_is_told_of_the_creation_is_a_note(creation, notes):
    """Beside its dates and places, which have fields of their own, and its stages."""
    found = header(f"<profileDesc><creation>{creation}</creation></profileDesc>")
    assert [one.words for one in found.notes] == notes


def test_an_address_of_the_publisher_is_something_related():
    """Of the lines of an address those that are one on the web."""
    found = published(
        "<publisher>P</publisher><address><addrLine>1 Street</addrLine>"
        "<addrLine>http://e.org</addrLine></address>"
    )
    assert found.related == (Link("http://e.org"),)

from __future__ import annotations

from lxml import etree

from siglum.exchange.registers import (
    POINTS,
    Occurrence,
    entry_ids,
    load_occurrences,
    read_occurrences,
    read_registered,
    store_occurrences,
)
from siglum.source.identity import identify
from siglum.source.numbering import number

TEI = "http://www.tei-c.org/ns/1.0"


def _form(inner: str, header: str = "") -> etree._Element:
    tei = etree.fromstring(
        f'<TEI xmlns="{TEI}"><teiHeader>{header}</teiHeader><text><body>{inner}</body></text></TEI>'
    )
    identify(tei)
    number(tei)
    return tei


def test_entries_are_what_can_be_pointed_to():
    """By its `xml:id`, or by a web address of its own; works only in lists of works."""
    form = _form(
        '<listPlace><place xml:id="a"><placeName>Alpha<note>n</note></placeName></place>'
        "<place><placeName>B</placeName><idno>https://example.org/b</idno></place>"
        "<place><placeName>C</placeName></place></listPlace>"
        '<listBibl><bibl xml:id="d">In: <title>Delta</title></bibl></listBibl>'
        '<p><bibl xml:id="e"><title>E</title></bibl></p>',
        '<encodingDesc><classDecl><taxonomy><category xml:id="f"><catDesc>kinds</catDesc>'
        "</category></taxonomy></classDecl></encodingDesc>",
    )
    told = [
        (one.id, one.name, one.kind, one.header) for one in read_registered(form, entry_ids(form))
    ]
    assert told == [
        ("f", "kinds", "category", True),
        ("a", "Alpha", "place", False),
        ("place2", "B", "place", False),
        ("d", "Delta", "bibl", False),
    ]
    assert [one.given for one in read_registered(form, entry_ids(form))] == [
        True,
        True,
        False,
        True,
    ]


def test_a_mention_is_told_by_its_reference_else_by_number_else_by_the_part():
    """An address for each, and what the place is called."""
    form = _form(
        '<opener><persName ref="#a">x</persName></opener>'
        '<p n="7"><rs key="b">y</rs></p><p xml:id="q"><persName ref="#a #b">z</persName></p>'
    )
    assert read_occurrences(form, form, {"q": "Prol. 3"}) == [
        Occurrence("#a", "opener1", "", "opener"),
        Occurrence("b", "p7", "7", ""),
        Occurrence("#a", "q", "Prol. 3", ""),
        Occurrence("#b", "q", "Prol. 3", ""),
    ]


def test_who_speaks_is_mentioned_where_the_speech_begins():
    """A speech has no number of its own: its first line has."""
    form = _form('<sp who="#a"><speaker>A</speaker><l n="12">x</l></sp>')
    (one,) = read_occurrences(form, form, {})
    assert (one.pointer, one.id, one.place) == ("#a", "sp1", "12")


def test_words_of_variants_and_headers_are_no_mentions():
    """The words of a reading are copied into the text, for the view of a witness."""
    form = _form(
        '<p><seg type="reading"><persName ref="#a">x</persName></seg>'
        '<seg><persName ref="#b">y</persName></seg></p>',
        '<fileDesc><titleStmt><author><persName ref="#c"/></author></titleStmt></fileDesc>',
    )
    assert [one.pointer for one in read_occurrences(form, form, {})] == ["#b"]


def test_ends_of_a_letter_and_categories_are_mentions_of_the_whole_text():
    """They have no address within it; other names of a header are none."""
    form = _form(
        "<p>x</p>",
        '<fileDesc><titleStmt><editor ref="#e"/></titleStmt></fileDesc><profileDesc><textClass>'
        '<catRef target="#kind"/></textClass><correspDesc><correspAction type="sent"><persName'
        ' ref="#a #b"/><placeName key="c"/></correspAction><correspAction type="redirected">'
        '<persName ref="#d"/></correspAction></correspDesc></profileDesc>',
    )
    assert read_occurrences(form, form, {}) == [
        Occurrence("#kind", "", "", ""),
        Occurrence("#a", "", "", "sent"),
        Occurrence("#b", "", "", "sent"),
        Occurrence("c", "", "", "sent"),
    ]


def test_private_prefixes_are_replaced_and_noted():
    """Where a pointer leads on otherwise than written, its element says so."""
    form = _form(
        '<p><persName ref="pers:a">x</persName><persName ref="#b">y</persName></p>',
        '<encodingDesc><listPrefixDef><prefixDef ident="pers" matchPattern="(.+)"'
        ' replacementPattern="register.xml#$1"/></listPrefixDef></encodingDesc>',
    )
    assert [one.pointer for one in read_occurrences(form, form, {})] == ["register.xml#a", "#b"]
    first, second = form.iter(f"{{{TEI}}}persName")
    assert (first.get(POINTS), second.get(POINTS)) == ("register.xml#a", None)


def test_occurrences_are_stored_as_they_are(tmp_path):
    """They are read again by whoever makes a page of a register."""
    some = [Occurrence("#a", "p1", "1"), Occurrence("#b", "opener1", "", "opener")]
    store_occurrences(some, tmp_path / "o.json")
    assert load_occurrences(tmp_path / "o.json") == some

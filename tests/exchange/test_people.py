from __future__ import annotations

from lxml import etree

from siglum.exchange.people import Known, Registers, read_known, read_mentions
from siglum.metadata.model import Authority

TEI = "http://www.tei-c.org/ns/1.0"
GND = Authority("GND", "118650963", "https://d-nb.info/gnd/118650963")


def _text(inner: str, header: str = "") -> etree._Element:
    return etree.fromstring(
        f'<TEI xmlns="{TEI}"><teiHeader>{header}</teiHeader><text><body>{inner}</body></text></TEI>'
    )


def test_identifiers_of_an_entry_are_found_wherever_they_stand():
    """In idno by its type, in ptr, at its name, or in the very xml:id."""
    for entry in (
        '<person xml:id="a"><idno type="GND">118650963</idno></person>',
        '<person xml:id="a"><ptr type="gnd" target="http://d-nb.info/gnd/118650963/"/></person>',
        '<person xml:id="a"><persName ref="https://d-nb.info/gnd/118650963">A</persName></person>',
    ):
        assert read_known(_text(entry)) == (Known("a", True, (GND,)),)
    (known,) = read_known(_text('<person xml:id="gnd-118650963"><persName>A</persName></person>'))
    assert known == Known("gnd-118650963", True, (GND,))


def test_an_entry_without_a_name_that_others_know_is_none():
    """Nor is one that nobody can point to, or a link in its biography."""
    text = _text(
        '<person xml:id="a"><persName>A</persName></person>'
        '<person><idno type="GND">118650963</idno></person><person xml:id="b"><note>Son of <ref target="https://d-nb.info/gnd/118650963">A'
        "</ref></note></person>"
    )
    assert read_known(text) == ()


def test_mentions_are_persons_of_the_text():
    """Names, `rs` of persons and authors; not who made the edition, and no places."""
    header = (
        '<fileDesc><titleStmt><author ref="#author">A</author>'
        '<editor><persName ref="#editor">E</persName></editor></titleStmt></fileDesc>'
    )
    text = _text(
        '<p><persName ref="#a #b">x</persName><rs type="person" key="c">y</rs>'
        '<rs type="place" ref="#place">z</rs><name type="ship" ref="#ship">s</name>'
        '<persName ref="#a">x</persName></p>',
        header,
    )
    assert read_mentions(text) == ("#author", "#a", "#b", "c")


def test_pointers_lead_to_entries_of_any_file():
    """`#a`, `people.xml#a` and a bare `a` name the same entry; an authority names itself."""
    registers = Registers({"a": ("texts/people/index.html#a", Known("a", True, (GND,)))})
    for pointer in ("#a", "people.xml#a", "a"):
        assert registers.authorities([pointer]) == [GND]
    assert registers.authorities(["https://d-nb.info/gnd/118650963"]) == [GND]
    assert registers.authorities(["#b", "https://example.org/a"]) == []

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from siglum.apparatus.normal import normal_form
from siglum.phrases.speaking import phrases
from siglum.source.identity import ID
from siglum.titles import words
from siglum.units import CutUnit, cut_units

NS = {"t": "http://www.tei-c.org/ns/1.0"}
WORD = "abcdefghi "


def cut(text: str, limit: int = 100, attributes: str = "") -> list[CutUnit]:
    source = f'<TEI xmlns="{NS["t"]}" {attributes}>{text}</TEI>'
    return list(cut_units(normal_form(etree.fromstring(source)), "key", limit))


def body(content: str, limit: int = 100) -> list[CutUnit]:
    return cut(f"<text><body>{content}</body></text>", limit)


def told(units: list[CutUnit]) -> list[tuple[str, str, int, str]]:
    return [(u.unit.id, u.unit.title, u.unit.level, u.unit.page) for u in units]


def divisions(count: int, length: int, head: str = "<head>Chapter {}</head>") -> str:
    return "".join(
        f'<div n="{n}">{head.format(n)}<p>{WORD * length}</p></div>' for n in range(1, count + 1)
    )


def test_a_short_document_is_one_unit():
    """It has the address of the document, and its page is the start page."""
    (unit,) = body(divisions(3, 2))
    assert told([unit]) == [("key", "Text", 0, "index.html")]
    assert unit.unit.ids[:4] == ("div1", "div1.head1", "div1.p1", "div2")
    assert (unit.unit.first, unit.unit.last) == ("1", "3")


def test_a_document_without_text():
    """A header alone is one empty unit."""
    (unit,) = cut("<teiHeader/>")
    assert unit.unit.page == "index.html"


def test_a_long_document_is_cut_at_its_divisions():
    """Each division is a unit with its own address, page and heading."""
    assert told(body(divisions(3, 12))) == [
        (f"div{n}", f"Chapter {n}", 1, f"div{n}.html") for n in (1, 2, 3)
    ]


def test_a_long_division_is_cut_inside():
    """Divisions inside are units of level 2; what stands before them is a unit of its own."""
    inner = divisions(3, 12).replace("Chapter", "Section")
    units = body(f'<div n="b"><head>Book</head><p>{WORD}</p>{inner}</div>{divisions(1, 9)}')
    assert told(units) == [
        ("divb", "Book", 1, "divb.html"),
        ("divb.div1", "Section 1", 2, "divb.div1.html"),
        ("divb.div2", "Section 2", 2, "divb.div2.html"),
        ("divb.div3", "Section 3", 2, "divb.div3.html"),
        ("div1", "Chapter 1", 1, "div1.html"),
    ]


def test_a_long_text_without_divisions_is_cut_in_runs():
    """After a round number of paragraphs, so that edits rarely move them."""
    units = body("".join(f"<p>{WORD * 2}</p>" for _ in range(23)))
    assert [u.unit.id for u in units] == ["p1", "p6", "p11", "p16", "p21"]
    assert [u.unit.title for u in units] == ["1–5", "6–10", "11–15", "16–20", "21–23"]


def test_small_divisions_are_put_together():
    """Hundreds of sayings of two lines do not have a page each."""
    units = body(divisions(60, 1, head=""))
    assert 2 < len(units) < 15
    assert units[0].unit.id == "div1"


def test_page_breaks_between_divisions_go_with_what_follows():
    """A <pb> before a chapter is on the page of the chapter."""
    units = body('<pb n="1"/>' + divisions(2, 12).replace("</div><div", '</div><pb n="2"/><div'))
    assert [u.tree.xpath("string(.//t:pb/@n)", namespaces=NS) for u in units] == ["1", "2"]


def test_front_and_back():
    """What stands beside the body is called by its name."""
    front, back = f"<front><p>{WORD * 9}</p></front>", f"<back><p>{WORD}</p></back>"
    units = cut(f"<text>{front}<body>{divisions(2, 12)}</body>{back}</text>")
    titles = [u.unit.title for u in units]
    assert titles == ["Front matter", "Chapter 1", "Chapter 2", "Back matter"]


def test_registers_beside_the_text():
    """A standOff of the source is a unit after a long text, and on the page of a short one."""
    source = (
        f"<text><body><p>{WORD * 12}</p></body></text><standOff><listPerson><person><persName>A"
        "</persName></person></listPerson></standOff>"
    )
    assert [u.unit.title for u in cut(source)] == ["Text", "Register"]
    assert len(cut(source, 1000)) == 1


def test_pages_have_names_of_their_own():
    """Pages that differ in case alone, or are called like pages of ours, get other names."""
    names = ("a", "A", "index", "about", "č")
    units = body("".join(f'<div xml:id="{n}"><p>{WORD * 12}</p></div>' for n in names))
    pages = [u.unit.page for u in units]
    assert len({page.lower() for page in pages}) == len(pages)
    assert not {"index.html", "about.html"} & set(pages)
    assert all(page.isascii() for page in pages)


def test_entries_go_with_their_first_words():
    """An entry is in the unit where its lemma begins, and only there."""
    lemma = f'<div><p>{WORD * 12}<anchor xml:id="x"/>end</p></div><div><p>start<anchor xml:id="y"/>'
    units = body(
        f'{lemma}{WORD * 12} <app xml:id="two"><lem>a</lem></app></p></div>'
        '<div type="apparatus"><listApp><app xml:id="one" from="#x" to="#y"><lem>b</lem></app>'
        "</listApp></div>"
    )
    entries = [u.tree.xpath("t:standOff/t:listApp/t:app", namespaces=NS) for u in units]
    assert [[app.get(ID) for app in some] for some in entries][:2] == [["one"], ["two"]]
    assert [u.unit.entries for u in units][:2] == [1, 1]


def test_units_keep_language_and_prefixes():
    """A unit has the language of what it stood in, and its elements stay TEI elements."""
    parts = "".join(f"<t:div><t:p>{WORD * 12}</t:p></t:div>" for _ in range(2))
    source = (
        f'<t:TEI xmlns:t="{NS["t"]}" xmlns:ns0="urn:x"><t:text xml:lang="la"><t:body>{parts}'
        "</t:body></t:text></t:TEI>"
    )
    units = list(cut_units(normal_form(etree.fromstring(source)), "key", 100))
    assert [u.unit.language for u in units] == ["la", "la"]
    for unit in units:
        again = etree.fromstring(etree.tostring(unit.tree))
        assert len(again.xpath("t:text/t:body/t:div/t:p", namespaces=NS)) == 1


def test_words_of_a_heading():
    """A title is told as edited: without notes, variants and the lesser side of a choice."""
    form = normal_form(
        etree.fromstring(
            f'<TEI xmlns="{NS["t"]}"><text><body><head>A <app><lem>b</lem><rdg wit="X">c</rdg>'
            "</app><note>n</note> <choice><sic>d</sic><corr>e</corr></choice></head></body></text>"
            "</TEI>"
        )
    )
    assert words(form.tei.find(".//t:head", NS)) == "A b e"


@st.composite
def documents(draw, depth=3):
    """Divisions, paragraphs, verse, breaks and entries, of any length."""
    parts = []
    for _ in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(["p", "div", "lg", "pb", "head", "app", "note"]))
        size = draw(st.integers(0, 8))
        if kind == "div" and depth:
            parts.append(f"<div>{draw(documents(depth - 1))}</div>")
        elif kind == "lg":
            parts.append("<lg>" + "<l>w</l>" * size + "</lg>")
        elif kind == "pb":
            parts.append("<pb/>")
        elif kind == "app":
            parts.append('<p>w <app><lem>w</lem><rdg wit="#A">v</rdg></app></p>')
        elif kind != "div":
            parts.append(f"<{kind}>{'w ' * size * size}</{kind}>")
    return "".join(parts)


@settings(max_examples=60)
@given(documents(), documents(1), st.integers(1, 150))
def test_nothing_is_lost_or_doubled_by_cutting(text, back, limit):
    """The units together are the document: its words and identifiers once, in their order."""
    source = f"<text><body>{text}</body><back>{back}</back></text>"
    number = iter(range(9999))
    source = "".join(f"w{next(number)}." if c == "w" else c for c in source.replace("wit=", "WIT="))
    source = source.replace("WIT=", "wit=")
    whole = normal_form(etree.fromstring(f'<TEI xmlns="{NS["t"]}">{source}</TEI>')).tei
    expected = [n for n in whole.xpath("t:text//text()", namespaces=NS) if n.strip()]
    assume(expected)
    ids = [n.get(ID) for n in whole.iter() if n.get(ID)]
    units = cut(source, limit)
    found = [n for u in units for n in u.tree.xpath("t:text//text()", namespaces=NS) if n.strip()]
    assert found == expected
    there = [name for u in units for name in u.unit.ids]
    assert sorted(there) == sorted(ids)
    assert sum(u.unit.entries for u in units) == source.count("<app>")
    assert len({u.unit.page for u in units}) == len(units)
    assert len({u.unit.id for u in units}) == len(units)


def test_entries_without_words_are_shown():
    """A spine has nothing but pointers and omissions: its entries are on a page all the same."""
    app = '<app><rdg wit="#A"/><rdg wit="#B"><ptr target="b.xml#x"/></rdg></app>'
    source = f'<TEI xmlns="{NS["t"]}"><text><body><listApp>{app}</listApp></body></text></TEI>'
    (unit,) = cut_units(normal_form(etree.fromstring(source)), "key", 100)
    assert len(unit.tree.findall(".//t:app", NS)) == 1


def test_parts_without_a_heading_are_called_in_the_language_of_the_edition():
    """By kind and number; a heading keeps its own words, which are in the language of the text."""
    inner = f'<div type="chapter" n="3"><p>{WORD * 12}</p></div>'
    inner += f'<div type="xyz-kind" n="4"><p>{WORD * 12}</p></div>'
    inner += f"<div><head>Caput</head><p>{WORD * 12}</p></div>"
    source = f'<TEI xmlns="{NS["t"]}"><text xml:lang="la"><body>{inner}</body></text></TEI>'
    form = normal_form(etree.fromstring(source))
    units = [one.unit for one in cut_units(form, "key", 100, phrases("de"))]
    assert [(one.title, one.title_language, one.language) for one in units] == [
        ("Kapitel 3", "", "la"),
        ("Xyz kind 4", "", "la"),
        ("Caput", "la", "la"),
    ]

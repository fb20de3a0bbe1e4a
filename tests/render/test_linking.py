from __future__ import annotations

import pytest
from lxml import etree

from siglum.phrases.speaking import phrases
from siglum.render.linking import dates


def links(unit):
    return [
        ("".join(a.itertext()), a.get("href"))
        for a in unit.iter("a")
        if "n" not in a.get("class", "").split()
    ]


def test_references_within_a_document(publish, tei):
    """A pointer leads to the page that shows its target, also one with an id of any script."""
    long = "word " * 40
    made = publish(
        tei(
            f'<div xml:id="a"><p>{long}<ref target="#ř">go</ref></p></div>'
            f'<div xml:id="b"><p xml:id="ř">{long}<ref target="#ř">here</ref>'
            '<ptr target="#a"/></p></div>'
        ),
        split=150,
    )
    first, second = made.units()
    assert links(first) == [("go", "b.html#%C5%99")]
    assert links(second) == [("here", "#%C5%99"), ("a", "a.html#a")]


def test_what_leads_nowhere_is_plain_words(publish, tei):
    """A dangling reference keeps its words and has no link."""
    (unit,) = publish(tei('<p>a <ref target="#no">b</ref> <persName ref="x.xml">c</persName></p>')
                      ).units()  # fmt: skip
    assert links(unit) == []
    assert "a b c" in " ".join("".join(unit.itertext()).split())


def test_each_target_of_a_pointer_is_a_link(publish, tei):
    """A bare pointer names them all; after words an arrow leads to each further one."""
    (unit,) = publish(
        tei(
            '<p xml:id="a">1</p><p xml:id="b">2</p><p>see <ptr target="#a #b #no"/> and'
            ' <ref target="#a https://e.org #no">those</ref></p>'
        )
    ).units()
    assert links(unit) == [
        ("a", "#a"),
        ("b", "#b"),
        ("those", "#a"),
        ("→", "https://e.org"),
    ]
    assert "see a, b, #no and those→" in " ".join("".join(unit.itertext()).split())


def test_print_links_inside_its_document_and_to_the_web(publish, tei):
    """A book has no other pages to lead to."""
    (unit,) = publish(
        tei('<p xml:id="x"><ref target="#x">a</ref><ref target="https://e.org">b</ref></p>')
    ).units("print")
    assert links(unit) == [("a", "#x"), ("b", "https://e.org")]


def test_lemmata_lead_to_their_entries(publish, tei):
    """Also from a page where the lemma only goes on."""
    long = "word " * 40
    back = '<div type="apparatus"><listApp><app xml:id="e" from="#s" to="#t"><lem>x</lem></app>'
    made = publish(
        tei(
            f'<div xml:id="a"><p>{long}<anchor xml:id="s"/>end</p></div>'
            f'<div xml:id="b"><p>go<anchor xml:id="t"/> {long}</p></div>{back}</listApp></div>'
        ),
        split=150,
    )
    first, second = made.units()[:2]
    assert links(first)[0] == ("end", "#e")
    assert links(second)[0] == ("go", "a.html#e")


def test_every_inner_link_has_its_target(publish, tei):
    """No fragment of a page leads to an id that the page does not have, and ids are unique."""
    (unit,) = publish(
        tei(
            '<p>a<note>n <ref target="#p1">up</ref></note> <app><lem>b<note>m</note></lem>'
            '<rdg wit="#A">c</rdg></app> <app><lem/><rdg wit="#B">d</rdg></app></p>'
        )
    ).units()
    ids = [node.get("id") for node in unit.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    targets = [a.get("href")[1:] for a in unit.iter("a") if a.get("href", "").startswith("#")]
    assert set(targets) <= set(ids)


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        ('when="1936-07-05"', "1936-07-05"),
        ('from="1936" to="1938"', "1936–1938"),
        ('notBefore="1936"', "not before 1936"),
        ('notAfter="1938"', "not after 1938"),
        ('notBefore="1936" notAfter="1938"', "1936–1938"),
        ("", ""),
    ],
)
def test_dates(attributes, words):
    """What an attribute says of a date, in words."""
    assert dates(etree.fromstring(f"<date {attributes}/>"), phrases()) == words


def test_a_sign_without_words_is_called_by_its_name_or_its_type(publish, tei):
    """`<g>` (TEI Guidelines 5.2): by what it refers to, else by @type; never empty brackets."""
    (unit,) = publish(tei('<p>a <g type="cross"/> <g ref="#dot" type="x"/></p>')).units()
    assert [g.text for g in unit.iter("span") if g.get("class") == "g"] == ["⟨cross⟩", "⟨dot⟩"]


def test_what_is_said_of_a_picture_is_read_where_the_picture_is_not_there(publish, tei):
    """The `<desc>` of a `<graphic>` is words of the text."""
    (unit,) = publish(tei('<p>a <graphic url="no.jpg"><desc>b c</desc></graphic></p>')).units()
    assert "no.jpg b c" in " ".join("".join(unit.itertext()).split())


def test_a_pointer_to_a_tei_file_elsewhere_is_called_by_the_name_of_the_file(publish, tei):
    """The whole address is where the link leads; other addresses are shown as they are."""
    far = "https://e.org/a/b/f%C3%A9.xml#x1"
    (unit,) = publish(
        tei(f'<p>a <ptr target="{far}"/> <ptr target="https://e.org/a/b#c"/></p>')
    ).units()
    assert links(unit) == [("f\u00e9.xml#x1", far), ("https://e.org/a/b#c", "https://e.org/a/b#c")]

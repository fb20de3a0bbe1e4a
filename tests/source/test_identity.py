from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from siglum.source.identity import ID, file_name, identify, identify_cited, slug

NS = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def tree(body: str) -> etree._Element:
    source = f'<TEI xmlns="{NS}"><text><body>{body}</body></text></TEI>'
    return etree.fromstring(source, etree.XMLParser(recover=True))  # duplicate ids are meant


def ids(body: str) -> list[str]:
    """The identifiers given to the content of a body, in order."""
    root = tree(body)
    identify(root)
    return [value for node in root.iter() if (value := node.get(ID))]


def test_an_own_id_comes_first():
    """@xml:id is the identifier, whatever @n says and wherever the element stands."""
    assert ids('<div xml:id="x" n="4"><p xml:id="y" n="1">a</p></div>') == ["x", "y"]


def test_numbers_are_read_within_the_unit_around():
    """Without an id, @n counts below the identifier of the unit."""
    assert ids('<div n="2"><p n="3a"><app n="7"/></p></div>') == [
        "div2", "div2.p3a", "div2.p3a.app7",
    ]  # fmt: skip
    assert ids('<div xml:id="ch"><lg n="1"><l n="14"/></lg></div>') == [
        "ch",
        "ch.lg1",
        "ch.lg1.l14",
    ]


def test_counting_is_the_last_resort():
    """Where there is neither id nor number, the element is counted among its like in the unit."""
    assert ids("<div><p/><p/><note/></div><div><p/></div>") == [
        "div1", "div1.p1", "div1.p2", "div1.note1", "div2", "div2.p1",
    ]  # fmt: skip


def test_inline_elements_between_do_not_count():
    """A note in a <hi> is a note of the paragraph."""
    assert ids("<p><hi><note/></hi><note/></p>") == ["p1", "p1.note1", "p1.note2"]


def test_some_are_addressed_only_by_number():
    """Segments, breaks and bibliography get an address only where the encoder gave a number."""
    assert ids('<p><seg/><seg n="2"/><pb/><pb n="14r"/><lb/><lb n="3"/></p>') == [
        "p1", "p1.seg2", "p1.pb14r", "p1.lb3",
    ]  # fmt: skip


def test_words_never_have_an_address():
    """Tagged corpora have ids on every word; no address needs them."""
    assert ids('<p><w xml:id="w1">a</w><pc xml:id="p1">.</pc></p>') == ["p1"]


def test_front_and_back_have_their_names():
    """There is one front and one back of a text: they are not counted."""
    root = etree.fromstring(
        f'<TEI xmlns="{NS}"><text><front><p/></front><body/><back><p/></back></text></TEI>'
    )
    identify(root)
    assert [n.get(ID) for n in root.iter() if n.get(ID)] == ["front", "front.p1", "back", "back.p1"]


def test_a_header_does_not_move_the_text():
    """Paragraphs of the teiHeader are counted apart from those of the text."""
    root = etree.fromstring(
        f'<TEI xmlns="{NS}"><teiHeader><p/><p n="1"/></teiHeader><text><body><p n="1"/><p/></body>'
        "</text></TEI>"
    )
    identify(root)
    assert [n.get(ID) for n in root.iter() if n.get(ID)] == ["header.p1", "header.p1_2", "p1", "p2"]


def test_urn_numbers_are_none():
    """CTS puts the URN of the whole text into @n: no part of an identifier."""
    assert ids('<div n="urn:cts:latinLit:phi0690"><div n="1"/></div>') == ["div1", "div1.div1"]


def test_duplicate_ids_survive():
    """The first bearer keeps its address, the second gets another; both are there."""
    assert ids('<p xml:id="a">x</p><p xml:id="a">y</p><p xml:id="a">z</p>') == ["a", "a_2", "a_3"]


def test_a_made_identifier_never_takes_a_given_one():
    """What an encoder named keeps its name, even if it stands after what would be called so."""
    assert ids('<p/><p xml:id="p1"/>') == ["p1_2", "p1"]
    assert ids('<p xml:id="a"/><p xml:id="a"/><p xml:id="a_2"/>') == ["a", "a_3", "a_2"]
    assert ids('<p n="1"/><p n="1"/><p xml:id="p1_2"/>') == ["p1", "p1_3", "p1_2"]


def test_ids_that_are_no_names():
    """Empty ids are none; what cannot stand in an address becomes a hyphen."""
    assert ids('<p xml:id="">a</p><p xml:id="a b/c"/><p xml:id="ž.1"/>') == ["p1", "a-b-c", "ž.1"]


def test_identifying_twice_is_identifying_once():
    """The identifiers of a tree do not depend on those it has already."""
    root = tree('<p/><div><p n="2"/></div>')
    identify(root)
    once = etree.tostring(root)
    identify(root)
    assert etree.tostring(root) == once


NAMES = st.sampled_from(["a", "b", "p1", "p1_2", "div1", "a_2", "p2", ""])
NUMBERS = st.sampled_from(["1", "2", "3b", "", "x y"])


@st.composite
def elements(draw, depth=3):
    element = etree.Element(
        f"{{{NS}}}{draw(st.sampled_from('div p note app seg l hi pb'.split()))}"
    )
    if name := draw(NAMES):
        element.set(XML_ID, name)
    if number := draw(NUMBERS):
        element.set("n", number)
    if depth:
        element.extend(draw(st.lists(elements(depth=depth - 1), max_size=3)))
    return element


@given(st.lists(elements(), max_size=4))
def test_identifiers_are_unique(content):
    """No two elements share an identifier, and the first bearer of an @xml:id has it."""
    root = tree("")
    root[0][0].extend(content)
    identify(root)
    given = [node.get(ID) for node in root.iter() if node.get(ID)]
    assert len(given) == len(set(given))
    first = {}
    for node in root.iter():
        if name := node.get(XML_ID):
            first.setdefault(name, node.get(ID))
    assert all(slug(name) == identifier for name, identifier in first.items())


@given(elements(), st.data())
def test_a_sibling_without_number_added_after_changes_nothing(content, data):
    """Editing goes on: what was addressed keeps its address when something is put behind it."""
    root = tree("")
    root[0][0].append(content)
    before = deepcopy(root)
    identify(before)
    was = [node.get(ID) for node in before.iter()]
    nodes = list(root.iter())
    holder = data.draw(st.sampled_from(nodes[2:]))
    kind = data.draw(st.sampled_from(["p", "note", "app", "l"]))
    added = etree.SubElement(holder, f"{{{NS}}}{kind}")
    identify(root)
    is_now = [node.get(ID) for node in nodes]
    later = nodes.index(next((n for n in holder.itersiblings()), nodes[-1]))
    unit = {node.get(ID) for node in nodes[:later]}
    assert is_now[: nodes.index(holder) + 1] == was[: nodes.index(holder) + 1]
    assert [a for a in is_now if a in unit] == [a for a in was if a in unit]
    assert added.get(ID)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Rig Veda", "Rig-Veda"),
        ("café", "cafe"),
        ("..", ""),
        ("a/b\\c", "a-b-c"),
        ("", ""),
    ],
)
def test_file_names(text, result):
    """A file name is plain ASCII; accents fall away and what separates becomes a hyphen."""
    assert file_name(text) == result


def test_file_names_that_ascii_cannot_tell():
    """Letters without an ASCII form, long names and devices of Windows get a checksum."""
    assert file_name("Ἰλιάς") != file_name("Ὀδύσσεια")
    assert file_name("con").startswith("con-")
    assert len(file_name("a" * 300)) < 100
    assert file_name("a" * 300) != file_name("a" * 301)


@given(st.text(max_size=120))
def test_any_text_makes_a_file_name_or_none(text):
    """Whatever it is made from, a file name is ASCII, short, no path, and always the same."""
    name = file_name(text)
    assert name.isascii()
    assert not set(name) & set('/\\:*?"<>| \0')
    assert len(name) <= 90
    assert not name.startswith((".", "-"))
    assert name == file_name(text)


def test_what_is_cited_gets_an_address_without_moving_another():
    """Elements that had none get one made of their reference; all that were given stay."""
    root = tree('<p><seg type="x">a</seg><seg type="x" xml:id="ref.2">b</seg></p><p>c</p>')
    identify(root)
    before = {one: one.get(ID) for one in root.iter() if one.get(ID)}
    segs = [one for one in root.iter() if one.get("type") == "x"]
    identify_cited(root, {one: str(number) for number, one in enumerate(segs, 2)})
    assert {one: one.get(ID) for one in before} == before
    assert [one.get(ID) for one in segs] == ["ref.2_2", "ref.2"]

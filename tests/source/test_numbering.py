from __future__ import annotations

from lxml import etree

from siglum.source.numbering import NUMBER, label, number

NS = "http://www.tei-c.org/ns/1.0"


def tree(body: str) -> etree._Element:
    root = etree.fromstring(f'<TEI xmlns="{NS}"><text><body>{body}</body></text></TEI>')
    number(root)
    return root


def numbers(body: str) -> list[str]:
    """The numbers that lines and paragraphs were given, in order."""
    return [value for node in tree(body).iter() if (value := node.get(NUMBER))]


def test_the_number_of_the_encoder_stands():
    """@n of a line or paragraph is its number, also where it is a word."""
    assert numbers('<p n="7">a</p><p n="praef.">b</p><lg><l n="14">c</l></lg>') == [
        "7", "praef.", "14",
    ]  # fmt: skip


def test_lines_and_paragraphs_are_counted_apart():
    """Verse is counted through its division, stanza by stanza; prose by itself."""
    assert numbers("<p>a</p><lg><l>b</l><l>c</l></lg><lg><l>d</l></lg><p>e</p>") == [
        "1", "1", "2", "3", "2",
    ]  # fmt: skip


def test_numbered_stanzas_count_their_own_lines():
    """In a stanza with a number, lines are told as «2.1»."""
    assert numbers('<lg n="1"><l>a</l><l>b</l></lg><lg n="2"><l>c</l></lg>') == [
        "1.1", "1.2", "2.1",
    ]  # fmt: skip


def test_parts_of_a_verse_are_one_verse():
    """Speakers share it: its parts have one number, the encoder's or the next of the count."""
    assert numbers('<l>a</l><l part="I">b</l><l part="M">c</l><l part="F">d</l><l>e</l>') == [
        "1", "2", "2", "2", "3",
    ]  # fmt: skip
    assert numbers('<l n="7" part="I">a</l><l part="F">b</l>') == ["7", "7"]
    assert numbers('<l part="F">a</l><l part="M">b</l>') == ["1", "2"]


def test_each_division_begins_anew():
    """A division has its own count, with its numbers before that of the paragraph."""
    assert numbers("<div><p>a</p><p>b</p></div><div><p>c</p></div>") == ["1", "2", "1"]
    assert numbers('<div n="3"><div n="2"><p>a</p><p>b</p></div></div>') == ["3.2.1", "3.2.2"]


def test_the_only_paragraph_of_a_numbered_division_has_its_number():
    """Where a section is one paragraph, «1.11.2» is enough."""
    assert numbers('<div n="1"><div n="11"><div n="2"><p>a</p></div></div></div>') == ["1.11.2"]


def test_urns_are_no_numbers():
    """The name that CTS gives to the whole text is no part of a number."""
    assert numbers('<div n="urn:cts:x"><div n="4"><p>a</p><p>b</p></div></div>') == ["4.1", "4.2"]


def test_what_is_not_running_text_has_no_number():
    """Paragraphs in notes, lists, tables, captions, speeches and quotations are not counted."""
    for holder in ("note", "list><item", "figure><figDesc", "table><row><cell", "quote", "sp"):
        end = "></".join(reversed(holder.split("><")))
        assert numbers(f"<{holder}><p>a</p></{end}><p>b</p>") == ["1"]


def test_verse_is_counted_wherever_it_stands():
    """Lines of a quotation or a speech are lines."""
    assert numbers("<sp><l>a</l></sp><quote><l>b</l></quote>") == ["1", "2"]


def test_lines_of_variants_and_notes_are_not_counted():
    """A verse that only a witness has, or that a note quotes, moves no number of the text."""
    entry = "<app><lem><l>b</l></lem><rdg><l>x</l><l>y</l></rdg></app>"
    assert numbers(f"<lg><l>a</l>{entry}<l>c<note><l>q</l></note></l><l>d</l></lg>") == list("1234")
    alone = "<app><rdg><l>b</l></rdg><rdg><l>x</l></rdg></app>"
    assert numbers(f"<lg><l>a</l>{alone}<l>c</l></lg>") == list("123")


def test_a_place_is_called_by_its_block_and_section():
    """«3.2» is section 2 of paragraph 3; outside of all, the nearest number around."""
    root = tree('<p n="3"><seg n="2"><hi>a</hi></seg><hi>b</hi></p><head n="x"><hi>c</hi></head>')
    assert [label(node) for node in root.iter(f"{{{NS}}}hi")] == ["3.2", "3", "x"]
    assert label(tree("<head><hi>c</hi></head>").find(f".//{{{NS}}}hi")) == ""

from __future__ import annotations

import pytest
from lxml import etree
from readpages import shown

from siglum.apparatus.normal import normal_form
from siglum.apparatus.segments import SEG

NS = {"t": "http://www.tei-c.org/ns/1.0"}


@pytest.fixture
def read(publish, tei):
    """The text of a fragment as a witness reads it."""

    def read_as(fragment: str, witness: str = "") -> str:
        return shown(publish(tei(fragment)).units()[0], witness)

    return read_as


def test_a_witness_in_lemma_and_reading_reads_once(read):
    """A hand beside the first one: the witness itself reads the lemma, and not both."""
    twice = '<p>x <app><lem wit="#A #B">a</lem><rdg wit="#A" hand="#h">b</rdg></app> y</p>'
    assert read(twice, "A") == "x a y"
    assert read(twice, "B") == "x a y"


def test_a_witness_in_two_readings_reads_the_first(read):
    """What the file contradicts is told by a check; the page shows one of both."""
    twice = '<p>x <app><lem>a</lem><rdg wit="#A">b</rdg><rdg wit="#A #B">c</rdg></app> y</p>'
    assert read(twice, "A") == "x b y"
    assert read(twice, "B") == "x c y"


def test_a_hand_of_the_witness_does_not_replace_its_first_reading(read):
    """Of two readings of a witness, the one without @hand is that of the witness."""
    hands = '<p><app><lem>a</lem><rdg wit="#A" hand="#h">b</rdg><rdg wit="#A">c</rdg></app></p>'
    assert read(hands, "A") == "c"


def test_whole_lines(read):
    """A lemma of several lines gives way to the lines of a witness."""
    lines = (
        '<lg><l>x</l><app><lem wit="#A"><l>a</l><l>b</l></lem><rdg wit="#B"><l>c</l></rdg></app>'
        "<l>y</l></lg>"
    )
    numberless = str.maketrans("", "", "0123456789 ")
    assert read(lines).translate(numberless) == "xaby"
    assert read(lines, "B").translate(numberless) == "xcy"


def test_notes_in_a_lemma_stay_notes_of_the_text(publish, tei):
    """A note inside a lemma is called from there; the entry does not repeat it."""
    (unit,) = publish(
        tei('<p>a <app><lem>b<note>n</note> c</lem><rdg wit="#A">d</rdg></app></p>')
    ).units()
    assert shown(unit) == "a b c"
    assert len(unit.xpath(".//a[@class='noteref']")) == 1
    assert "".join(unit.xpath(".//div[@class='app']/span[@class='lem']//text()")) == "b c"
    assert not unit.xpath(".//a//a")


def test_a_fragment_belongs_to_all_entries_over_it(publish, tei):
    """Nested lemmata: the inner words are of both entries, and each entry has its first words."""
    (unit,) = publish(
        tei(
            '<p><app xml:id="o"><lem>a <app xml:id="i"><lem>b</lem><rdg wit="#A">c</rdg></app> d'
            '</lem><rdg wit="#B">e</rdg></app></p>'
        )
    ).units()
    assert [
        ("".join(a.itertext()), a.get("data-entries"), a.get("href"), a.get("data-not"))
        for a in unit.xpath(".//a[@class='lemma']")
    ] == [("a ", "o", "#o", "B"), ("b", "o i", "#i", "A B"), (" d", "o", "#o", "B")]
    assert unit.xpath(".//*[@id='o--1']/text()") == ["a "]
    assert unit.xpath(".//*[@id='i--1']/text()") == ["b"]


def test_an_empty_lemma_is_a_point(publish, tei):
    """An addition by others stands at an empty fragment, and the entry names the word before."""
    (unit,) = publish(tei('<p>first <app><lem/><rdg wit="#A">more</rdg></app> second</p>')).units()
    (point,) = unit.xpath(".//a[contains(@class, 'point')]")
    assert not "".join(point.itertext())
    entry = "".join(unit.xpath(".//div[@class='app']")[0].itertext())
    assert "post first" in entry
    assert "more add. A" in " ".join(entry.split())


def test_omission(read, publish, tei):
    """A witness with an empty reading has nothing there; the entry says om."""
    source = '<p>a <app><lem>b</lem><rdg wit="#A"/></app> c</p>'
    assert read(source, "A") == "a c"
    assert "b] om. A" in " ".join("".join(publish(tei(source)).units()[0].itertext()).split())


@pytest.mark.parametrize("border", ["lacunaStart", "witEnd"])
def test_the_border_of_a_witness_is_no_words(publish, tei, border):
    """Where a witness breaks off without a word, its text shows that there is nothing more."""
    source = f'<p>a <app><lem>b</lem><rdg wit="#A"><{border}/></rdg></app> c</p>'
    (unit,) = publish(tei(source)).units()
    assert shown(unit, "A") == "a"
    assert shown(unit, "B") == "a b c"
    assert [one.get("class") for one in unit.xpath(".//span[@data-wit]")] == ["alt om", "lost"]


def test_copies_of_readings_bear_no_ids(publish, tei):
    """What is shown twice, in the text of a witness and in its entry, has its id once."""
    html = publish(
        tei(
            '<p><app><lem>a</lem><rdg wit="#A" xml:id="r"><seg n="4" xml:id="s">b</seg>'
            '<app xml:id="x"><lem>c</lem><rdg wit="#B">d</rdg></app></rdg></app></p>'
        )
    ).html()
    for name in ("r", "s", "x"):
        assert html.count(f' id="{name}"') == 1


def test_signs_in_a_lemma_go_with_it(read):
    """A gap, a space or a special letter of the lemma is not in the text of others."""
    for sign, seen in (
        ('<gap reason="lost"/>', "[…]"),
        ('<g ref="#x"/>', "⟨x⟩"),
    ):
        crossed = (
            f'<p>x <anchor xml:id="a"/>b {sign} <anchor xml:id="b"/>c<anchor xml:id="c"/> y '
            '<app from="#a" to="#c"><lem/><rdg wit="#A">d</rdg></app>'
            '<app from="#b" to="#c"><lem/><rdg wit="#B">e</rdg></app></p>'
        )
        assert read(crossed) == f"x b {seen} c y"
        assert read(crossed, "A") == "x d y"
        assert read(crossed, "B") == f"x b {seen} e y"


def test_a_reading_belongs_to_the_witnesses_inside_it(read):
    """A reading without witnesses is that of those whom the entries inside it name."""
    nested = (
        '<p><app><rdg wit="#A">a b</rdg><rdg><app><rdg wit="#B">c</rdg><rdg wit="#C">d</rdg></app>'
        " e</rdg></app></p>"
    )
    assert [read(nested, witness) for witness in ("", *"ABC")] == ["a b", "a b", "c e", "d e"]


def test_readings_nested_deeply_cost_no_more_than_their_size():
    """Each entry inside a reading is spread once: fifty in each other are done in a moment."""
    reading = "core"
    for level in range(50):
        reading = f'<app><lem wit="#A">y{level}</lem><rdg wit="#B">a{level} {reading}</rdg></app>'
    body = f"<text><body><p>{reading}</p></body></text>"
    source = f'<TEI xmlns="{NS["t"]}">{body}</TEI>'
    tree = normal_form(etree.fromstring(source)).tei
    parts = [node for node in tree.iter(SEG) if node.get("type") == "part"]
    assert len(parts) == 49


def test_a_gap_in_the_text_is_a_lemma(publish, tei):
    """Who reads words where the text has a gap adds nothing: the gap is the lemma."""
    source = '<p>x <app><lem><gap reason="lost"/></lem><rdg wit="#A">b</rdg></app></p>'
    (unit,) = publish(tei(source)).units()
    entry = " ".join("".join(unit.xpath(".//div[@class='app']")[0].itertext()).split())
    assert "[…]] b A" in entry
    assert "add." not in entry

"""Who has text in a unit, and what of it a page hides that shows the text of one witness."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from lxml import html
from tests.apparatus.generated import READERS, SHOWN_GAP, Edition, editions, is_sound, write_inline
from tests.fragmentary import BODY

from siglum.render.presence import read_presence
from siglum.variation.witnesstext import plain_text


def seen(published, key):
    """The text of a page as it is with a witness chosen: what the rules of CSS leave."""
    page = html.fromstring(published.html())
    for node in page.xpath("//*[@data-not]"):
        if key in node.get("data-not").split():
            node.text, node[:] = "", []
    for node in page.xpath("//*[contains(@class, 'alt')]"):
        if key not in node.get("data-wit", "").split():
            node.text, node[:] = "", []
    for node in page.xpath("//a[@class='n']"):
        node.text = ""
    for node in page.xpath("//p | //h2 | //li"):
        node.tail = " "
    (text,) = page.xpath("//section[@class='text']")
    return " ".join(text.text_content().split())


@pytest.fixture
def fragments(publish, tei):
    return publish(tei(BODY, witnesses="A B C D E", language="en"))


def test_who_is_there(fragments):
    """From where to where; who was never collated is not spoken of."""
    told = [(one.siglum, one.extent) for one in read_presence(fragments.document, 0)]
    assert told == [("A", ""), ("B", "–5"), ("C", "–2, 4–"), ("D", "1–")]


def test_who_is_there_in_each_unit(publish, tei):
    """A lacuna goes on over borders of units; who has nothing has no extent."""
    lines = BODY.replace("<lg>", "").replace("</lg>", "").split("<l ")[1:]
    parts = [f"<div><lg><l {a}<l {b}</lg><p>{'x ' * 300}</p></div>" for a, b in
             zip(lines[::2], lines[1::2], strict=True)]  # fmt: skip
    document = publish(tei("".join(parts), witnesses="A B C D"), split=500).document
    told = [[f"{one.siglum} {one.extent if one.spans else 'x'}".strip()
             for one in read_presence(document, unit)] for unit in range(3)]  # fmt: skip
    assert told == [
        ["A", "B", "C –2", "D 1–"],
        ["A", "B", "C 4–", "D"],
        ["A", "B –5", "C", "D"],
    ]


def test_nothing_is_told_of_texts_that_are_whole(publish, tei):
    """As long as nobody comes or goes."""
    made = publish(tei('<p>one <app><lem>two</lem><rdg wit="#A" type="lacuna"/></app></p>'))
    assert read_presence(made.document, 0) == []
    assert '"part"' not in made.html()


@pytest.mark.parametrize("key", ["A", "B", "C", "D"])
def test_a_page_hides_what_a_witness_does_not_have(fragments, key):
    """So that the text chosen on the page is the text that siglum witness prints."""
    told = plain_text(fragments.document, key, gap="").split()
    assert seen(fragments, key).split() == told


def test_a_gap_has_one_sign(fragments):
    """Before the first words that are not there, once for each gap."""
    page = html.fromstring(fragments.html())
    assert [one.get("data-wit") for one in page.xpath("//*[@class='lost']")] == ["D", "C", "B"]
    assert page.xpath("//*[@class='lost'][@data-wit='D']/following::text()[1]") == ["The bell "]


def test_lacunae_in_paragraphs_and_around_names(publish, tei):
    """Words, elements and whole paragraphs; the notes of the editor and headings too."""
    made = publish(
        tei(
            '<div><head>Head</head><p>a <app><lem>b</lem><rdg wit="#B">x<lacunaStart/></rdg></app>'
            " c <hi>d</hi> e<note>no word</note> f</p><p>g <name>h</name></p>"
            '<list><item>i</item></list><p>j <app><lem>k</lem><rdg wit="#B"><lacunaEnd/>y</rdg>'
            "</app> l</p></div>"
        )
    )
    assert seen(made, "B").replace("1", "").split() == ["Head", "a", "x", "y", "l"]
    assert seen(made, "A").replace("1", "").split() == "Head a b c d e f g h i j k l".split()


@settings(max_examples=20, phases=(Phase.explicit, Phase.generate))
@given(edition=editions(nesting=True).filter(is_sound))
def test_a_page_is_the_text_of_a_witness(edition: Edition, publish: Any) -> None:
    """Whatever is nested, lost or left out."""
    source = write_inline(edition).replace("<lacunaStart/><lacunaEnd/>", "<lacunaStart/>")
    made = publish(source)
    for key in READERS:
        told = "".join(plain_text(made.document, key, gap="").split())
        assert _words(seen(made, key)) == _words(told), key


def _words(text: str) -> str:
    """Letters alone: numbers of lines and signs of gaps are no words of a witness."""
    return re.sub(r"[^\w,]|\d+(?=[A-Z])", "", text.replace(SHOWN_GAP, ""))

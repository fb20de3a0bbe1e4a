"""How the lines of each block of a text are counted, by the options of a book."""

from __future__ import annotations

import pytest
from lxml import etree

from siglum.print.counting import count_lines
from siglum.print.options import PrintOptions


def counted(text, **options):
    """Id -> how its lines are counted, with what the layout reads beside it."""
    section = etree.fromstring(f'<section class="text">{text}</section>')
    count_lines(section, 0, PrintOptions(**options))
    found = {}
    for node in section.iter():
        if node.get("id"):
            some = (node.get(f"data-{name}") for name in ("count", "verse", "prefix"))
            found[node.get("id")] = " ".join(one for one in some if one)
    return found


PLAY = (
    '<div class="div"><h2 class="head" id="head">I</h2><div class="stage" id="stage">Enter A</div>'
    '<div class="sp"><div class="speaker" id="speaker">A</div><p class="l" id="l1" data-n="1">x</p>'
    '<p class="l" id="l2" data-n="2">y</p></div></div>'
)


@pytest.mark.parametrize(
    ("options", "head", "stage", "verse"),
    [
        ({}, "title", "below", "verse 1"),
        ({"headings": "line", "directions": "line"}, "line", "line", "verse 1"),
        ({"headings": "below"}, "below", "below", "verse 1"),
        ({"directions": "unnumbered"}, "title", "direction", "verse 1"),
        ({"verses": "count"}, "title", "below", "one"),
    ],
)
def test_headings_and_directions_are_numbered_as_one_wants(options, head, stage, verse):
    """As lines, below the line before, or not at all; names of speakers have no number."""
    told = counted(PLAY, **options)
    assert (told["head"], told["stage"], told["l1"], told["speaker"]) == (head, stage, verse, "")


def test_a_speaker_s_name_that_carries_a_lemma_is_numbered_like_a_direction():
    """An entry without a number could not be found."""
    play = PLAY.replace(">A</div>", '>A<span class="point" data-start="e1"/></div>')
    assert counted(play)["speaker"] == "below"
    assert counted(play, directions="line")["speaker"] == "line"


def test_headings_of_registers_stay_unnumbered():
    """Nobody cites their lines."""
    text = '<div class="standOff"><h3 class="head" id="head">Persons</h3></div>'
    assert counted(text, headings="line") == {"head": "title"}


def test_the_number_that_siglum_sets_above_a_division_is_no_line():
    """It is none of the words of the text."""
    text = '<div class="div"><p class="div-n" id="n">3</p></div>'
    assert counted(text, headings="line") == {"n": "title"}


STANZAS = (
    '<div class="div"><div class="lg"><p class="l" id="a" data-n="1">x</p>'
    '<p class="l" id="b" data-n="2">x</p></div><div class="lg" data-n="IV">'
    '<p class="l" id="c" data-n="IV.1">x</p><p class="l part" id="d" data-n="IV.1">x</p>'
    '<p class="l" id="e" data-n="IV.2">x</p></div><p class="l" id="f" data-n="3">x</p></div>'
)


def test_verses_are_numbered_by_their_stanza():
    """By its own number, else its place in the division; a shared verse has one number."""
    assert counted(STANZAS, verses="stanza") == {
        "a": "verse 1.1",
        "b": "verse 1.2",
        "c": "verse IV.1",
        "d": "verse IV.1",
        "e": "verse IV.2",
        "f": "verse 1",
    }


def test_lines_are_counted_by_the_outermost_paragraph():
    """What stands in it is a part of it; verses outside of paragraphs belong to their stanza."""
    text = (
        '<p class="p" id="p" data-n="7">a</p><div class="p" id="q" data-n="8">'
        '<div class="list"><ul><li class="item" id="i">b</li></ul></div></div>'
        '<div class="list"><ul><li class="item" id="j">b</li></ul></div>'
        '<div class="lg" data-n="4"><p class="l" id="l">c</p></div>'
    )
    assert counted(text, lineation="paragraph") == {
        "p": "line 7.",
        "q": "line 8.",
        "i": "line 8.",
        "j": "line",
        "l": "line 4.",
    }


def test_lines_of_transcribed_speech_are_counted():
    """What somebody says is the paragraph of a spoken text."""
    assert counted('<div class="div"><div class="u" id="a" data-n="1">x</div></div>') == {
        "a": "line"
    }

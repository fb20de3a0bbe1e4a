from __future__ import annotations

import re

from siglum.render.places import begins_with, headings, place_unit, prefix_ids
from siglum.render.stylesheets import RenderedUnit

TEXT = (
    '<div class="body"><p class="l" id="l1" data-n="1"><a class="n" href="#l1">1</a>arma '
    '<span class="alt" data-wit="B" hidden="hidden">viros</span>'
    '<a class="lemma" id="e1--1" href="#e1" data-entries="e1" data-not="B">virum'
    '<span class="at" id="e2--1"></span></a>'
    '<a class="lemma" href="#e1" data-entries="e1">que</a></p></div>'
)
ENTRIES = "".join(f'<div class="app" id="e{n}">{n}</div>' for n in (1, 2, 3))


def _unit(text: str = TEXT, apparatus: str = ENTRIES) -> RenderedUnit:
    return RenderedUnit(text, "", apparatus)


def test_each_entry_is_named_with_its_words_and_its_neighbour() -> None:
    """e1 and e2 begin at the same words; e3 has none on this page and follows e2."""
    placed = place_unit(_unit())
    styles = re.findall(r'<div class="app" id="(\w+)" style="([^"]*)">', placed.apparatus)
    assert styles == [
        ("e1", "--me:--a1;--at:--v1"),
        ("e2", "--me:--a2;--prev:--a1;--at:--v1"),
        ("e3", "--me:--a3;--prev:--a2"),
    ]
    assert 'data-not="B" style="--me:--v1">virum' in placed.text


def test_a_reading_stands_in_for_its_lemma() -> None:
    """Shown instead of the lemma, it carries the lemma's name and leads to its entry."""
    placed = place_unit(_unit())
    assert re.search(r'<span class="alt"[^>]* data-for="e1" style="--me:--v1">viros', placed.text)


def test_words_are_as_they_were() -> None:
    """Only tags change."""
    placed = place_unit(_unit())
    for before, after in ((TEXT, placed.text), (ENTRIES, placed.apparatus)):
        assert re.sub("<[^>]*>", "", after) == re.sub("<[^>]*>", "", before)


def test_a_unit_without_anything_is_a_unit() -> None:
    """No text and no entry make no trouble."""
    placed = place_unit(RenderedUnit(""))
    assert (placed.text, placed.apparatus, placed.numbers, placed.first) == ("", "", 0, "")


def test_the_page_learns_its_first_number_and_the_room_that_numbers_need() -> None:
    """For the example of an address, and for the margin."""
    placed = place_unit(_unit(TEXT + '<a class="n" href="#x">1.12.3</a>'))
    assert (placed.first, placed.numbers) == ("l1", 6)


def test_headings_are_found_with_what_they_can_be_linked_by() -> None:
    """Their own id, else that of the part they begin; readings and calls are no words of them."""
    text = (
        '<div class="div" id="d1"><h2 class="head">Caput<a class="noteref" href="#n">1</a> '
        '<span class="alt" data-wit="B" hidden>II</span>I</h2></div>'
        '<div class="div"><h3 class="head" id="h">Next &amp; last</h3></div><h3>lost</h3>'
    )
    assert [(one.title, one.id, one.level) for one in headings(text)] == [
        ("Caput I", "d1", 2),
        ("Next & last", "h", 3),
    ]
    assert begins_with(text, "Caput I")
    assert not begins_with(text, "Caput")


def test_a_heading_after_the_first_lines_is_not_the_title() -> None:
    """Only what the text begins with stands for the title of the page."""
    assert not begins_with(TEXT + "<h2>arma</h2>", "arma")


def test_ids_can_be_told_apart_by_document() -> None:
    """Links among them follow; other addresses and words in texts stay."""
    markup = '<dl><dt id="A">A</dt><dd><a href="#A">id="A"</a><a href="x.html#A">x</a></dd></dl>'
    assert prefix_ids(markup, "one.") == (
        '<dl><dt id="one.A">A</dt><dd><a href="#one.A">id="A"</a><a href="x.html#A">x</a></dd></dl>'
    )


def test_an_entry_that_is_long_to_read_is_marked() -> None:
    """By its words, not by its markup: the margin folds it."""
    long, short = "word " * 120, '<span class="siglum" data-wit="A">A</span>' * 20
    apparatus = f'<div class="app" id="a">{long}</div><div class="app" id="b">{short}</div>'
    placed = place_unit(_unit(apparatus=apparatus))
    assert re.findall('class="([^"]*)" id="(.)"', placed.apparatus) == [
        ("app long", "a"),
        ("app", "b"),
    ]

from __future__ import annotations

import pytest
from lxml import etree

from siglum.apparatus.choices import make_entries_of_choices

NS = "http://www.tei-c.org/ns/1.0"


def changed(body: str) -> str:
    root = etree.fromstring(f'<p xmlns="{NS}">{body}</p>')
    make_entries_of_choices(root)
    return etree.tostring(root, encoding="unicode").replace(f' xmlns="{NS}"', "")[3:-4]


@pytest.mark.parametrize(
    ("sides", "shown", "other"),
    [
        ("<sic>a</sic><corr>b</corr>", "corr", "sic"),
        ("<corr>b</corr><sic>a</sic>", "corr", "sic"),
        ("<orig>a</orig><reg>b</reg>", "reg", "orig"),
        ("<abbr>a</abbr><expan>b</expan>", "expan", "abbr"),
    ],
)
def test_the_better_side_stands_in_the_text(sides, shown, other):
    """Corrected, regular and expanded words are the lemma; the other side is a reading."""
    assert changed(f"x <choice>{sides}</choice>.") == (
        f'x <app type="choice"><lem type="{shown}">b</lem><rdg type="{other}">a</rdg></app>.'
    )


def test_sides_that_nobody_prefers():
    """Of two unclear readings, or of abbr and am, the first stands in the text."""
    assert changed("<choice><unclear>a</unclear><unclear>b</unclear></choice>").startswith(
        '<app type="choice"><lem type="unclear">a</lem>'
    )


@pytest.mark.parametrize("content", ["", "<sic>a</sic>", " <corr>b</corr> "])
def test_a_choice_of_one_is_none(content):
    """A choice with fewer than two sides stays."""
    assert changed(f"<choice>{content}</choice>").startswith("<choice")


@pytest.mark.parametrize("aside", ["note", "rdg", "witDetail", "figDesc"])
def test_choices_beside_the_text_stay(aside):
    """In a note or a reading both sides are told in the same breath."""
    source = f"<{aside}><choice><sic>a</sic><corr>b</corr></choice></{aside}>"
    assert changed(source) == source


def test_choices_in_choices():
    """The outer choice is the entry; the inner one is told inside it."""
    inner = "<choice><abbr>a</abbr><expan>b</expan></choice>"
    source = f"<choice><sic>{inner}</sic><corr>c</corr></choice>"
    assert changed(source).count("<app") == 1
    assert inner in changed(source)


def test_words_in_a_choice_without_an_element_are_kept():
    """Text directly in a choice is not valid, and not lost."""
    assert "x" in changed("<choice>x<sic>a</sic>y<corr>b</corr>z</choice>")
    assert "z" in changed("<choice>x<sic>a</sic>y<corr>b</corr>z</choice>")

"""Entries that name a line find their words."""

from __future__ import annotations

import pytest
from tests.apparatus.test_encodings import marked


def placed(text: str, *apps: str) -> str:
    """The text with the points of located entries, given as `loc|lemma`, from a list after it."""
    entries = []
    for app in apps:
        loc, _, lemma = app.partition("|")
        entries.append(f'<app loc="{loc}"><lem>{lemma}</lem><rdg>z</rdg></app>')
    return marked(text, f"<back><listApp>{''.join(entries)}</listApp></back>")


VERSES = '<lg><l n="1">arma et arma</l> <l n="2">cano et arma</l></lg>'


@pytest.mark.parametrize(
    ("text", "app", "result"),
    [
        (VERSES, "2|arma", "arma et arma cano et [1arma1]"),
        (VERSES, "2", "arma et arma [11]cano et arma"),
        (VERSES, "1|virum", "[11]arma et arma cano et arma"),
        (VERSES, "1-2|arma cano", "arma et [1arma cano1] et arma"),
        (VERSES, "1|et … cano", "arma [1et arma cano1] et arma"),
        (VERSES, "1|ARMA, et", "[1arma et1] arma cano et arma"),
        (VERSES, "2|an", "arma et arma [11]cano et arma"),
        (VERSES, "2|-an-", "arma et arma c[1an1]o et arma"),
        (VERSES, "1|arma²", "arma et [1arma1] cano et arma"),
    ],
)
def test_words_in_verses(text, app, result):
    """Whole words, in the line; else the beginning of it; parts of words where a hyphen says so."""
    assert placed(text, app) == result


def test_repeated_words():
    """Each entry of a line has the next place of its lemma; when there are no more, the last."""
    apps = ["1|arma", "1|arma", "1|arma"]
    assert placed(VERSES, *apps) == "[1arma1] et [2[3arma3]2] cano et arma"


BROKEN = (
    '<div type="edition"><ab><pb n="1r"/><lb n="1"/>arma vi<lb n="2" break="no"/>rum cano '
    '<pb n="1v"/><lb n="1"/>Troiae <lb n="2"/>qui pri<hi>mus</hi></ab></div>'
    '<div type="translation"><ab><lb n="1"/>I sing of arms</ab></div>'
)
FACES = (
    '<div n="a"><ab><lb n="1"/>arma</ab></div> <div n="b"><div n="b1"><ab><lb n="1"/>virum '
    '<lb n="2"/>cano</ab></div></div>'
)


@pytest.mark.parametrize(
    ("text", "app", "result"),
    [
        (BROKEN, "1r1|virum", "arma [1virum1] cano Troiae qui primusI sing of arms"),
        (BROKEN, "1r2|virum", "arma [1virum1] cano Troiae qui primusI sing of arms"),
        (BROKEN, "1v 2|primus", "arma virum cano Troiae qui [1primus1]I sing of arms"),
        (BROKEN, "fol. 1v, line 1", "arma virum cano [11]Troiae qui primusI sing of arms"),
        (BROKEN, "page 1v|qui", "arma virum cano Troiae [1qui1] primusI sing of arms"),
        (BROKEN, "1|cano", "[11]arma virum cano Troiae qui primusI sing of arms"),
        (FACES, "a 1", "[11]arma virum cano"),
        (FACES, "b1 2|cano", "arma virum [1cano1]"),
        (FACES, "b 1", "arma [11]virum cano"),
        (FACES, "c 2|cano", "arma virum [1cano1]"),
    ],
)
def test_lines_of_pages_and_faces(text, app, result):
    """A line is found by its number and those of the page, face or part around it."""
    assert placed(text, app) == result


def test_lines_of_the_own_division():
    """Of lines with the same number that of the division is meant where the entry stands."""
    body = "".join(
        f'<div n="{n}"><l n="1">{word}</l>'
        '<listApp><app loc="1"><note>x</note></app></listApp></div>'
        for n, word in enumerate(("arma", "virum"), start=1)
    )
    assert marked(body) == "[11]arma[22]virum"


def test_a_line_that_is_not_there():
    """An entry with a number that no line has stays where it stands."""
    assert placed(VERSES, "9|arma") == "arma et arma cano et armaarmaz"


def test_paths_of_sections():
    """A paragraph is found by the numbers of book, chapter and paragraph."""
    books = "".join(
        f'<div n="{b}"><div n="{c}"><p n="1">arma</p> <p n="2">virum</p> </div></div>'
        for b in (1, 2)
        for c in (1, 2)
    )
    assert placed(books, "2.1.2|virum") == "arma virum arma virum arma [1virum1] arma virum "


def test_the_other_side_of_a_choice():
    """A lemma may be the slip that the text corrects."""
    text = '<p n="1">a <choice><sic>amra</sic><corr>arma</corr></choice> c</p>'
    assert "amra" not in placed(text, "1|amra c").split("[")[0]
    assert placed(text, "1|amra c").endswith("c2]") or placed(text, "1|amra c").endswith("c1]")


def test_chinese():
    """Where words are not parted each character is one."""
    assert placed('<p n="1">因有偈曰</p>', "1|偈曰") == "因有[1偈曰1]"

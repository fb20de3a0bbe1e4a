"""Readings of one witness in entries that nest and cross: which are shown, and from which word."""

from __future__ import annotations

import pytest
from lxml import etree
from readpages import shown

from siglum.apparatus.crossing import leave_out, words_of

CROSSING = (
    '<p>And <anchor xml:id="a"/>of so parfit <anchor xml:id="b"/>wys<anchor xml:id="c"/> a wight'
    '<anchor xml:id="d"/> ywroght '
    '<app from="#a" to="#c"><lem/><rdg wit="#A">{}</rdg></app>'
    '<app from="#b" to="#d"><lem/><rdg wit="#A">{}</rdg></app></p>'
)


@pytest.fixture
def read(publish, tei):
    """The text of A, where two of its readings cross."""

    def read_as(first: str, second: str) -> str:
        return shown(publish(tei(CROSSING.format(first, second))).units()[0], "A")

    return read_as


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("in what wise was", "was a wight", "And in what wise was a wight ywroght"),
        ("in what wise", "a wight", "And in what wise a wight ywroght"),
        ("in what wise was", "was", "And in what wise was ywroght"),
        ("", "was a wight", "And was a wight ywroght"),
        ("in wise <gap/>", "<gap/> a wight", "And in wise […] a wight ywroght"),
        ("in wise <lacunaStart/><lacunaEnd/>", "<gap/> a wight", "And in wise […] a wight ywroght"),
        ("<lacunaStart/><lacunaEnd/>", "<gap/>", "And […] ywroght"),
        ("in <hi>wise was</hi>", "was <hi>a</hi> wight", "And in wise was a wight ywroght"),
        ("in <hi>wise was</hi>", "<hi>was</hi> a", "And in wise was was a ywroght"),
        ("in wise was", "<l>wise</l><l>was a</l><l>wight</l>", "And in wise was a wight ywroght"),
        ("in wise", "<l>wise <hi>was</hi></l><l>a</l>", "And in wise was a ywroght"),
    ],
)
def test_what_both_readings_say_is_shown_once(read, first, second, text):
    """Words of the second reading that end the first one are those of the words they share.

    They are found only in plain words at its beginning: else all of it is shown, rather twice
    than never.
    """
    assert read(first, second) == text


def test_a_reading_inside_another_is_not_shown_again(publish, tei):
    """Also where three lemmata cross, and together hold the words of another one."""
    source = (
        '<p><anchor xml:id="a"/>a <anchor xml:id="b"/>b <anchor xml:id="c"/>c'
        '<anchor xml:id="d"/> d <anchor xml:id="e"/>e<anchor xml:id="f"/> '
        '<app from="#a" to="#d"><lem/><rdg wit="#A">x y z</rdg></app>'
        '<app from="#b" to="#f"><lem/><rdg wit="#A">y z v w</rdg></app>'
        '<app from="#c" to="#e"><lem/><rdg wit="#A">z v</rdg><rdg wit="#B">u </rdg></app></p>'
    )
    (unit,) = publish(tei(source)).units()
    assert [shown(unit, witness) for witness in ("", "A", "B")] == [
        "a b c d e",
        "x y z v w",
        "a b u e",
    ]


def test_an_addition_is_parted_from_the_words_beside_it(publish, tei):
    """As the text parts its words: by spaces, unless it has none, or inside of a word."""
    added = '<app><lem/><rdg wit="#A">x</rdg></app>'
    for source, text in (
        (f"<p>a {added}b</p>", "a x b"),
        (f"<p>a{added} b</p>", "a x b"),
        (f"<p>a {added} b</p>", "a x b"),
        (f"<p>a b{added}, c</p>", "a b x, c"),
        (f"<p>a b{added}</p>", "a b x"),
        (f"<p>{added}a b</p>", "x a b"),
        (f"<p>a b{added}c</p>", "a bxc"),
        (f"<p>子曰{added}學而</p>", "子曰x學而"),
        (f"<p>子曰學而{added}</p>", "子曰學而x"),
    ):
        assert shown(publish(tei(source)).units()[0], "A") == text


def test_words_are_left_out_with_the_signs_in_them():
    """A sign is a word, or a part of the word that it stands in."""
    for reading, count, rest in (
        ("<r>a b c</r>", 2, "<r>c</r>"),
        ("<r> a<g/>b <g/> c</r>", 2, "<r>c</r>"),
        ("<r>a <g/></r>", 2, "<r/>"),
        ("<r>a <hi>b</hi></r>", 1, "<r><hi>b</hi></r>"),
    ):
        node = etree.fromstring(reading)
        words = words_of(node)
        leave_out(node, count)
        node.text = node.text or None
        assert etree.tostring(node).decode() == rest
        assert words_of(node) == words[count:]


NEXT = '<app><lem wit="#B">y</lem><rdg wit="#A">w</rdg></app>'
INNER = '<app><lem wit="#B"/><rdg wit="#A">q</rdg></app>'


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (f'a <app><lem wit="#B">{INNER}</lem><rdg wit="#A">v</rdg></app> z', "a v z"),
        (f'a <app><lem wit="#B">x {INNER}</lem><rdg wit="#A">v</rdg></app> z', "a v z"),
        (
            f'<app><lem wit="#B">x {INNER}</lem><rdg wit="#A">v</rdg></app> {NEXT} z',
            "v w z",
        ),
        (f'<app><lem wit="#B">x</lem><rdg wit="#A">v</rdg></app> {INNER} z', "v q z"),
    ],
)
def test_an_addition_inside_a_lemma_is_not_shown_to_who_reads_otherwise(publish, tei, text, read):
    """Also where nothing but the order of beginnings and ends tells that it stands inside."""
    assert shown(publish(tei(f"<p>{text}</p>")).units()[0], "A") == read

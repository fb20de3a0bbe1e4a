from __future__ import annotations

import re

import pytest


@pytest.fixture
def entries(publish, tei):
    """`entries(body)` -> the entries of a document, as printed, and the trees of its units."""

    def make(body: str):
        units = publish(tei(body)).units("print")
        return [
            re.sub(r"\s+", " ", "".join(entry.itertext())).strip()
            for unit in units
            for entry in unit.xpath(".//div[contains(concat(' ', @class, ' '), ' app ')]")
        ]

    return make


def test_readings_that_depend_on_each_other_name_each_other(entries):
    """@require and @exclude are said with the words meant, and with their place elsewhere."""
    body = (
        '<p n="1">x <app><lem xml:id="a" exclude="#d">one</lem>'
        '<rdg xml:id="b" wit="#A" require="#d">two</rdg></app></p>'
        '<p n="2"><app><lem xml:id="c">three</lem><rdg xml:id="d" wit="#A">four</rdg></app></p>'
    )
    assert entries(body)[0] == "one] (non cum 2 four) : two A (cum 2 four)"


def test_a_divided_reading_names_its_other_part(entries):
    """@next and @prev; of a pointer to an entry, its lemma is named."""
    body = (
        '<p><app xml:id="a" next="#b"><lem>one</lem><rdg wit="#A"/></app> x '
        '<app xml:id="b" prev="#a"><lem>two</lem><rdg wit="#A"/></app></p>'
    )
    assert entries(body) == ["one] om. A (seq. two)", "two] om. A (pergit one)"]


def test_a_transposition_says_where_to(entries):
    """By @corresp, or by a list of transpositions; dangling pointers say nothing."""
    body = (
        '<p><seg xml:id="s">here</seg> <app><lem>one</lem>'
        '<rdg wit="#A" type="transposition" corresp="#s #none">one</rdg></app></p>'
    )
    assert entries(body) == ["one] one transp. A (post here)"]
    listed = (
        '<p><app><lem xml:id="a">one</lem><rdg wit="#A">x</rdg></app> '
        '<app><lem xml:id="b">two</lem><rdg wit="#A">y</rdg></app></p>'
        '<listTranspose><transpose><ptr target="#a"/><ptr target="#b"/></transpose></listTranspose>'
    )
    assert entries(listed) == ["one] (transp. two) : x A", "two] (transp. one) : y A"]


def test_a_detail_stands_with_its_reading(entries):
    """By @target, wherever it was written; without one it stays."""
    body = (
        '<p><app><lem>one</lem><rdg xml:id="r" wit="#A #B">two</rdg><rdg wit="#C">three</rdg>'
        '<witDetail wit="#A" target="#r">blotted</witDetail></app></p>'
    )
    assert entries(body) == ["one] two A B (A blotted) : three C"]


def test_a_detail_without_words_says_by_its_type_what_is_meant(entries):
    """Witnesses lack the passage, or may have one reading or another."""
    body = (
        '<p><app><lem>one</lem><rdg n="1" wit="#A">two</rdg><rdg n="2" wit="#B"/>'
        '<witDetail wit="#C" type="ambiguous" target="1 2"/>'
        '<witDetail wit="#D" type="lac"/></app></p>'
    )
    assert entries(body) == ["one] two A : om. B (incert. C two / om.) : lac. D"]


def test_the_lemma_stands_before_the_other_readings(entries):
    """Wherever the encoder wrote it; what follows it comes with it."""
    body = (
        '<p><app><rdg wit="#B">two</rdg><note>n</note><lem wit="#A">one</lem>'
        "<note>m</note></app></p>"
    )
    assert entries(body) == ["one] A m : two B n"]


def test_a_note_that_leads_to_a_reading_follows_the_colon(entries):
    """«an» before a conjecture belongs to it."""
    body = (
        '<p><app><lem wit="#A">one</lem><note target="#r">an</note>'
        '<rdg xml:id="r" type="conjecture">two</rdg></app></p>'
    )
    assert entries(body) == ["one] A : an two coni."]

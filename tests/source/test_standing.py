"""Which reading of an entry stands in the text."""

from __future__ import annotations

import pytest
from lxml import etree

from siglum.source.standing import STANDS, base_element, choose_bases, readings_of, standing

NS = "http://www.tei-c.org/ns/1.0"


def app(content: str, attributes: str = "") -> etree._Element:
    return etree.fromstring(f'<app xmlns="{NS}"{attributes}>{content}</app>')


def last(readings):
    return readings[-1]


@pytest.mark.parametrize(
    ("content", "attributes", "text"),
    [
        ("<rdg>a</rdg><lem>b</lem>", "", "b"),
        ("<rdg>a</rdg><rdgGrp><rdgGrp><lem>b</lem></rdgGrp></rdgGrp>", "", "b"),
        ("<rdg>a</rdg><lem/>", "", None),
        ("<rdg>a</rdg><rdgGrp><rdg>b</rdg><rdg>c</rdg></rdgGrp>", "", "c"),
        ("<rdg>a</rdg><lem>b</lem>", ' from="#x"', "b"),
        ("<rdg>a</rdg><lem>b</lem>", ' loc="12"', "b"),
    ],
)
def test_lemma_or_preferred(content, attributes, text):
    """The lemma, also one in a group or an empty one; else the reading that is preferred."""
    base = base_element(app(content, attributes), last)
    assert base is not None
    assert base.text == text


@pytest.mark.parametrize(
    ("content", "attributes"),
    [("<rdg>a</rdg>", ' from="#x"'), ("<rdg>a</rdg>", ' loc="12"'), ("<note>a</note>", "")],
)
def test_entries_beside_the_text(content, attributes):
    """An entry that is tied to words elsewhere puts no reading into the text."""
    assert base_element(app(content, attributes)) is None


def test_without_preference():
    """It is the first reading; those of an entry within a reading are not its own."""
    outer = app("<rdg><app><lem>x</lem></app></rdg><rdg>b</rdg>")
    assert base_element(outer) is outer[0]
    assert readings_of(outer) == list(outer)


def test_chosen_once():
    """What was chosen holds for copies too, whoever asks; lemmata need no mark."""
    text = etree.fromstring(f'<p xmlns="{NS}"/>')
    text.append(app("<rdg>a</rdg><rdg>b</rdg>"))
    text.append(app("<lem>c</lem><rdg>d</rdg>"))
    choose_bases(text, last)
    assert base_element(text[0]) is text[0][1]
    assert [node.text for node in text.iter() if node.get(STANDS)] == ["b"]
    assert {node.text for node in standing(text)} == {"b", "c"}

from __future__ import annotations

import pytest
from lxml import etree

from siglum.apparatus.entries import ReadingGroup, Remark, base_element, read_entry, reading_text
from siglum.apparatus.witnesses import Conspectus

NS = "http://www.tei-c.org/ns/1.0"


def app(content: str) -> etree._Element:
    return etree.fromstring(f'<app xmlns="{NS}">{content}</app>')


def entry(content: str):
    return read_entry(app(content), Conspectus())


def test_lemma_and_readings():
    """The lemma stands in the text; the other readings follow in the order of the source."""
    found = entry('<rdg wit="#B">b</rdg><lem wit="#A">a</lem><rdg>c</rdg>')
    assert found.lemma is not None
    assert (found.lemma.text, found.base) == ("a", found.lemma)
    assert [reading.text for reading in found.readings] == ["b", "c"]
    assert [len(reading.witnesses) for reading in found.all_readings()] == [1, 1, 0]


def test_without_a_lemma():
    """The first reading stands in the text; an entry may have no reading at all."""
    found = entry("<rdg>b</rdg><rdg>c</rdg>")
    assert found.lemma is None
    assert found.base is not None
    assert found.base.text == "b"
    assert [reading.text for reading in found.readings] == ["c"]
    assert entry("<note>n</note>").base is None
    assert entry("").parts == ()


def test_groups_keep_their_order_and_what_is_said_in_them():
    """Readings in groups are readings of the entry; a lemma in a group is its lemma."""
    found = entry(
        "<rdgGrp><rdg>a</rdg><rdgGrp><lem>b</lem></rdgGrp><note>n</note></rdgGrp><rdg>c</rdg>"
    )
    assert found.lemma is not None
    assert found.lemma.text == "b"
    assert [reading.text for reading in found.all_readings()] == ["a", "b", "c"]
    (group, _) = found.parts
    assert isinstance(group, ReadingGroup)
    assert [part.text for part in group.parts if isinstance(part, Remark)] == ["n"]


@pytest.mark.parametrize(
    ("content", "empty"),
    [
        ("", True),
        ("<note>n</note>", True),
        ("<wit>A</wit>", True),
        ("<gap/>", False),
        ('<space quantity="0"/>', True),
        ("a", False),
    ],
)
def test_what_is_empty(content, empty):
    """Nothing is read where there is neither text nor an element that stands for some."""
    (reading,) = entry(f"<rdg>{content}</rdg>").parts
    assert reading.empty == empty


def test_the_words_of_a_reading():
    """One line, without notes; of an entry inside, what stands in the text."""
    found = app(
        "<rdg>a\n <app><rdg>x</rdg><lem>b</lem></app><note>n</note>"
        "<!-- c --> <witDetail>w</witDetail><hi>c</hi></rdg>"
    )
    assert reading_text(found[0]) == "a b c"


def test_the_base_of_an_entry_in_a_reading_is_not_that_of_the_outer():
    """An entry inside another's reading is not looked into."""
    outer = app("<rdg><app><lem>x</lem></app></rdg><rdg>y</rdg>")
    assert base_element(outer) is outer[0]
    assert base_element(app("<note/>")) is None


def test_lines_part_words():
    """The words of two lines are two words, however the source is laid out."""
    (lemma,) = app("<lem><l>ab</l><l>c<hi>d</hi></l>e</lem>")
    assert reading_text(lemma) == "ab cd e"

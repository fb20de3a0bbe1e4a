"""What is gathered of a tree, and of a part of it."""

from __future__ import annotations

from lxml import etree

from siglum.checks.survey import gather
from siglum.source.namespaces import TEI

CORPUS = etree.fromstring(
    f'<c xmlns="{TEI}" xml:id="c"><app xml:id="a"><note target="1"/><!-- --><p target="2"/></app>'
    '<g><app xml:id="b"><p target="3" xml:id="a"/><lb/></app></g><app/></c>',
    etree.XMLParser(collect_ids=False),
)


def test_a_part_is_gathered_as_by_itself():
    """The same elements, names and attributes, whatever stands beside it."""
    whole = gather(CORPUS)
    for part in CORPUS.iter("*"):
        mine, alone = whole.within(part), gather(part)
        assert mine.tagged == alone.tagged
        assert mine.bearers == alone.bearers


def test_an_id_is_its_first_bearers():
    """Pointers mean that one."""
    ids = gather(CORPUS).ids
    named = [(name, etree.QName(element).localname) for name, element in ids.items()]
    assert named == [("c", "c"), ("a", "app"), ("b", "app")]


def test_names_that_no_check_asks_for_are_not_held():
    """A tagged corpus has a million words; entries and breaks are few."""
    assert [etree.QName(tag).localname for tag in gather(CORPUS).tagged] == [
        "app", "note", "g", "lb",
    ]  # fmt: skip

"""What is gathered of a tree, and of a part of it."""

from __future__ import annotations

from lxml import etree

from siglum.checks.survey import gather

CORPUS = etree.fromstring(
    '<c xml:id="c"><t xml:id="a"><p target="1"/><!-- --><p target="2"/></t>'
    '<g><t xml:id="b"><p target="3" xml:id="a"/></t></g><t/></c>',
    etree.XMLParser(collect_ids=False),
)


def test_a_part_is_gathered_as_by_itself():
    """The same elements, names and attributes, whatever stands beside it."""
    whole = gather(CORPUS)
    for part in CORPUS.iter("*"):
        mine, alone = whole.within(part), gather(part)
        assert mine.elements == alone.elements
        assert mine.tagged == alone.tagged
        assert mine.bearers == alone.bearers


def test_an_id_is_its_first_bearers():
    """Pointers mean that one."""
    ids = gather(CORPUS).ids
    assert [(name, element.tag) for name, element in ids.items()] == [
        ("c", "c"), ("a", "t"), ("b", "t"),
    ]  # fmt: skip

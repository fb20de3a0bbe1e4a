"""What is gathered of a tree, and of a part of it."""

from __future__ import annotations

from lxml import etree

from siglum.checks.survey import gather
from siglum.source.namespaces import TEI
from siglum.source.ordinals import Ordinals

CORPUS = etree.fromstring(
    f'<c xmlns="{TEI}" xml:id="c"><app xml:id="a"><note target="1"/><!-- --><p target="2"/></app>'
    '<g><app xml:id="b"><p target="3" xml:id="a"/><lb/></app></g><app/></c>',
    etree.XMLParser(collect_ids=False),
)


def test_a_part_is_gathered_as_by_itself():
    """The same elements, names and attributes, whatever stands beside it."""
    whole = gather(Ordinals(CORPUS))
    for part in CORPUS.iter("*"):
        mine, alone = whole.within(part), gather(Ordinals(part))
        assert mine.tagged == alone.tagged
        assert mine.bearers == alone.bearers


def test_an_id_is_its_first_bearers():
    """Pointers mean that one."""
    ids = gather(Ordinals(CORPUS)).ids
    named = [(name, etree.QName(element).localname) for name, element in ids.items()]
    assert named == [("c", "c"), ("a", "app"), ("b", "app")]


def test_names_that_no_check_asks_for_are_not_held():
    """A tagged corpus has a million words; entries and breaks are few."""
    assert [etree.QName(tag).localname for tag in gather(Ordinals(CORPUS)).tagged] == [
        "app", "note", "g", "lb",
    ]  # fmt: skip


def test_parts_that_are_gathered_already_make_no_difference():
    """Lists that many documents include are walked over once for all of them."""
    whole = gather(Ordinals(CORPUS))
    elements = list(CORPUS.iter("*"))
    for part in elements:
        for other in elements:
            if other is part or other in list(part.iter()) or part in list(other.iter()):
                continue
            known = {one: gather(Ordinals(one)) for one in (part, other)}
            again = gather(Ordinals(CORPUS), known)
            assert (again.tagged, again.bearers, again.tags) == (
                whole.tagged, whole.bearers, whole.tags,
            )  # fmt: skip
            assert [again.number(one) for one in elements] == list(range(len(elements)))

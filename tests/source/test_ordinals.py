"""Elements are numbered without noting each of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from siglum.source.ordinals import Ordinals

TREES = st.recursive(
    st.just("<b/>"),
    lambda inner: st.lists(inner | st.just("<!--c-->t"), max_size=9).map(
        lambda parts: f"<b>{''.join(parts)}</b>"
    ),
    max_leaves=60,
)


@given(TREES)
def test_every_element_has_its_number(text):
    """Whatever the tree, the numbers are those of document order, also inside a larger tree."""
    around = etree.fromstring(f"<x><y/>{text}<z/></x>")
    root = around[1]
    ordinals = Ordinals(root)
    elements = [element for few in ordinals.count() for element in few]
    assert elements == list(root.iter("*"))
    assert len(ordinals) == len(elements)
    assert [ordinals.of(element) for element in elements] == list(range(len(elements)))
    assert ordinals.of(around) is None
    assert ordinals.of(around[0]) is None


@given(TREES, st.data())
def test_parts_that_are_counted_are_not_walked_over(text, data):
    """Their own numbers serve, and all others are the same; counting again changes nothing."""
    root = etree.fromstring(f"<x><y/>{text}<z/></x>")
    elements = list(root.iter("*"))
    parts: dict[etree._Element, Ordinals] = {}
    for part in data.draw(st.lists(st.sampled_from(elements[1:]), max_size=3)):
        if not {*part.iterancestors(), *part.iter()}.intersection(parts):
            parts[part] = Ordinals(part)
            assert list(parts[part].count())
    ordinals = Ordinals(root)
    for _ in range(2):
        met = [element for few in ordinals.count(parts) for element in few]
        inside = {inner for part in parts for inner in part.iterdescendants("*")}
        assert met == [element for element in elements if element not in inside]
        assert len(ordinals) == len(elements)
        assert [ordinals.of(element) for element in elements] == list(range(len(elements)))


def test_what_is_no_element_has_none():
    """Comments, and elements of another tree."""
    root = etree.fromstring("<a><!-- c --><b/></a>")
    ordinals = Ordinals(root)
    assert sum(map(len, ordinals.count())) == 2
    assert ordinals.of(root[0]) is None
    assert ordinals.of(etree.Element("elsewhere")) is None

from __future__ import annotations

from siglum.citing.citation import Citation
from siglum.citing.passages import (
    Passage,
    load_passages,
    number_elements,
    passages_of,
    shown_passages,
    store_passages,
)


def test_stored_passages_come_back_as_they_were(read, tmp_path):
    """Every field, also the properties of a citeData and letters of any script."""
    refs = (
        '<refsDecl n="cts"><citeStructure match="//div" use="@n" unit="book">'
        '<citeData property="dc:creator" use="head"/>'
        '<citeStructure match="l" use="@n" delim="."/></citeStructure></refsDecl>'
    )
    tei = read('<div n="α"><head>Ὅμηρος</head><l n="1">a</l></div>', refs)
    (tree,) = Citation(tei).trees
    addresses = {passage.element: f"id{n}" for n, (passage, *_) in enumerate(tree.walk())}
    passages = passages_of(tree, addresses, number_elements(tei, addresses))
    assert [(one.ref, one.id, one.level, one.parent) for one in passages] == [
        ("α", "id0", 1, -1),
        ("α.1", "id1", 2, 0),
    ]
    assert passages[0].data == (("dc:creator", "Ὅμηρος"),)
    elements = list(tei.iter("*"))
    assert [elements[one.place].get("n") for one in passages] == ["α", "1"]
    assert passages[0].system == "cts"
    store_passages([passages], tmp_path / "passages.json")
    assert load_passages(tmp_path / "passages.json") == [passages]


def test_what_stands_on_no_page_is_not_cited():
    """A division without words has no address; what was in it moves up."""
    passages = [
        Passage("1", "a"),
        Passage("1.1", "b", 2, 0),
        Passage("1.1.1", "c", 3, 1),
        Passage("2", "d"),
    ]
    assert shown_passages(passages, {"a", "c", "d"}) == [
        Passage("1", "a"),
        Passage("1.1.1", "c", 2, 0),
        Passage("2", "d"),
    ]


def test_an_empty_text_has_no_passages(publish, tei):
    """Its reference would lead to a page without it."""
    document = publish(tei('<div n="1"><p/></div>')).document
    assert document.read_passages() == [[]]

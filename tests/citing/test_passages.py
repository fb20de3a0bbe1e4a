from __future__ import annotations

from siglum.citing.citation import Citation
from siglum.citing.passages import load_passages, passages_of, store_passages


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
    passages = passages_of(tree, addresses)
    assert [(one.ref, one.id, one.level, one.parent) for one in passages] == [
        ("α", "id0", 1, -1),
        ("α.1", "id1", 2, 0),
    ]
    assert passages[0].data == (("dc:creator", "Ὅμηρος"),)
    assert passages[0].system == "cts"
    store_passages([passages], tmp_path / "passages.json")
    assert load_passages(tmp_path / "passages.json") == [passages]

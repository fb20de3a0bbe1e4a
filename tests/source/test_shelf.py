"""Included files are kept, the least used of them go first."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from siglum.source.positions import SourceFile
from siglum.source.shelf import Loaded, Shelf


def _loaded(name: str, size: int) -> Loaded:
    data = b"<a>" + b"x" * (size - 7) + b"</a>"
    return Loaded(SourceFile(Path("/", name), name, data), etree.fromstring(data))


def test_what_was_used_least_lately_goes():
    """Taking a file makes it the last to go; the limit holds."""
    shelf = Shelf(limit=30)
    for name in "ab":
        shelf.keep(name, _loaded(name, 10))
    assert shelf.take("a", "a") is not None
    shelf.keep("c", _loaded("c", 15))
    assert shelf.take("b", "b") is None
    assert shelf.take("a", "a") is not None


def test_a_file_is_kept_under_the_name_that_findings_have_for_it():
    """Seen from another folder it is called otherwise, and read again."""
    shelf = Shelf()
    shelf.keep("/x/a.xml", _loaded("a.xml", 10))
    assert shelf.take("/x/a.xml", "../a.xml") is None
    assert shelf.take("/x/a.xml", "a.xml") is not None


def test_heights():
    """How deep elements stand inside each other, of the whole and of a part."""
    root = etree.fromstring("<a><b><c/></b><d/></a>")
    loaded = Loaded(SourceFile(Path("/a"), "a", b""), root)
    assert [loaded.part(element).height for element in root.iter()] == [3, 2, 1, 1]


def test_a_copy_serves_again():
    """What was put back is lent to the next who asks for the same in the same language."""
    root = etree.fromstring("<a>1<b>2<c xml:id='c'/>3</b>4</a>")
    loaded = Loaded(SourceFile(Path("/a"), "a", b""), root)
    shelf = Shelf()
    shelf.keep("/a", loaded)
    copy = loaded.copy(root[0], "la")
    first, second = etree.fromstring("<x>5<y/>6</x>"), etree.fromstring("<z/>")
    first.insert(0, copy.root)
    copy.root.tail = "7"
    assert loaded.copy(root[0], "la") is not copy
    shelf.put_back([copy])
    assert loaded.copy(root[0], "") is not copy
    again = loaded.copy(root[0], "la")
    assert again is copy
    second.append(again.root)
    assert etree.tostring(second) == b'<z><b xml:lang="la">2<c xml:id="c"/>3</b></z>'
    assert etree.tostring(root) == b'<a>1<b>2<c xml:id="c"/>3</b>4</a>'


def test_a_copy_of_a_file_that_went_is_not_kept():
    """Nor one of a file that was read again meanwhile."""
    shelf = Shelf()
    old, new = _loaded("a", 10), _loaded("a", 10)
    shelf.keep("/a", old)
    copy = old.copy(old.root, "")
    shelf.keep("/a", new)
    shelf.put_back([copy])
    assert new.copy(new.root, "") is not copy
    assert old.copy(old.root, "") is not copy

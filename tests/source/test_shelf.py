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
    assert [loaded.height(element) for element in root.iter()] == [3, 2, 1, 1]

from __future__ import annotations

from pathlib import Path

from lxml import etree

from siglum.config import Config, EditionOptions
from siglum.edition import Edition
from siglum.ledger.records import Ledger, Record
from siglum.ondisk import DiskTable
from siglum.outputs.feed import MOST, feed

A = "{http://www.w3.org/2005/Atom}"
D = "{http://purl.org/atompub/tombstones/1.0}"


def _feed(*records: Record):
    options = EditionOptions(title="T & U", url="https://x.example/e/", editors=("A", "B"))
    ledger = Ledger(records=DiskTable({record.id: record for record in records}))
    return etree.fromstring(feed(Edition(Config(Path("/"), edition=options)), ledger))


def _record(name: str, first: str, stamp: str, deleted: bool = False) -> Record:
    day = "2026-11-28T{}:00:00Z"
    sum_ = "0" * 64
    return Record(name, f"key {name}", f"«{name}»", sum_, day.format(first), day.format(stamp),
                  {}, deleted)  # fmt: skip


def test_the_latest_change_comes_first():
    """New, changed and withdrawn texts, each with its moment; the feed has the newest."""
    root = _feed(_record("a", "10", "10"), _record("b", "10", "12"), _record("c", "10", "11", True))
    assert root.findtext(f"{A}updated") == "2026-11-28T12:00:00Z"
    told = [
        (one.tag, one.findtext(f"{A}updated") or one.get("when"), one.findtext(f"{A}summary"))
        for one in root
        if one.tag in (f"{A}entry", f"{D}deleted-entry")
    ]
    assert told == [
        (f"{A}entry", "2026-11-28T12:00:00Z", "Changed: «b»"),
        (f"{D}deleted-entry", "2026-11-28T11:00:00Z", None),
        (f"{A}entry", "2026-11-28T10:00:00Z", "New: «a»"),
    ]


def test_what_atom_asks_for_is_there():
    """RFC 4287: id, title and updated of feed and entries, an author, links (4.1.1, 4.1.2)."""
    root = _feed(_record("a", "10", "10"))
    (entry,) = root.iter(f"{A}entry")
    for element in (root, entry):
        assert all(element.findtext(f"{A}{name}") for name in ("id", "title", "updated"))
    assert entry.findtext(f"{A}id") == "https://x.example/e/texts/key%20a/index.html"
    assert root.findtext(f"{A}title") == "T & U"
    assert [name.text for name in root.iter(f"{A}name")] == ["A", "B"]
    links = {link.get("rel"): link.get("href") for link in root.iterchildren(f"{A}link")}
    assert links == {
        "self": "https://x.example/e/feed.xml",
        "alternate": "https://x.example/e/",
    }


def test_only_so_many_changes_are_told():
    """The rest is in the sitemap; those of one moment stand in the order of identifiers."""
    root = _feed(*(_record(f"{n:03}", "10", "10") for n in reversed(range(MOST + 5))))
    titles = [entry.findtext(f"{A}title") for entry in root.iter(f"{A}entry")]
    assert titles == [f"«{n:03}»" for n in range(MOST)]

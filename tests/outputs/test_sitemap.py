from __future__ import annotations

import pytest
from lxml import etree

from siglum.outputs.sitemap import LARGEST, MOST, sitemaps

NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
URL = "https://x.example/e/"


def _made(pages: list[tuple[str, str]], **options: int) -> dict[str, str]:
    """The content of each file, by its name."""
    files = sitemaps(lambda: iter(pages), URL, **options)
    return {name: "".join(lines) for name, lines in files}


def _read(content: str) -> list[tuple[str, str]]:
    root = etree.fromstring(content.encode())
    return [(one.findtext(f"{NS}loc"), one.findtext(f"{NS}lastmod", "")) for one in root]


def test_few_pages_are_one_file():
    """Addresses are whole and escaped; a page without a datestamp has no lastmod."""
    made = _made([("a&b.html", "2026-11-28T10:00:00Z"), ("c.html", "")])
    ((name, content),) = made.items()
    assert name == "sitemap.xml"
    assert _read(content) == [
        ("https://x.example/e/a&b.html", "2026-11-28T10:00:00Z"),
        ("https://x.example/e/c.html", ""),
    ]


@pytest.mark.parametrize(("pages", "files"), [(0, 0), (1, 0), (3, 0), (4, 2), (6, 2), (7, 3)])
def test_many_pages_are_several_files_and_an_index(pages, files):
    """Each page once, in order; the index has the newest datestamp of each file."""
    given = [(f"{n}.html", f"2026-11-{n + 1:02}T00:00:00Z") for n in range(pages)]
    made = _made(given, most=3)
    assert list(made) == [*(f"sitemap-{n + 1}.xml" for n in range(files)), "sitemap.xml"]
    parts = [made.pop(f"sitemap-{n + 1}.xml") for n in range(files)] or [made["sitemap.xml"]]
    found = [pair for part in parts for pair in _read(part)]
    assert found == [(URL + page, stamp) for page, stamp in given]
    if files:
        assert _read(made["sitemap.xml"]) == [
            (f"{URL}sitemap-{n + 1}.xml", _read(part)[-1][1]) for n, part in enumerate(parts)
        ]


def test_no_file_is_larger_than_may_be():
    """Addresses may be long: the size counts as well as their number."""
    pages = [(f"{n}-{'ä' * 400}.html", "") for n in range(20)]
    made = _made(pages, largest=3000)
    assert len(made) > 5
    assert max(len(content.encode()) for content in made.values()) < 3300


def test_the_limits_are_those_of_the_protocol():
    """50,000 addresses; 50 MB with the head of the file."""
    made = _made([(f"{n}", "") for n in range(50_001)])
    assert [content.count("<loc>") for content in made.values()] == [MOST, 1, 2]
    assert LARGEST < 50 * 1024 * 1024 - 200

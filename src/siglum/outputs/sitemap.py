"""The pages of a site and a ledger -> sitemap.xml, in several files where there are many pages.

Protocol: sitemaps.org 0.9. A sitemap holds no more than 50,000 addresses in 50 MB; beyond, it is
an index of others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from xml.sax.saxutils import escape

_OPEN = '<?xml version="1.0" encoding="UTF-8"?>\n<{} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
#: The limits of the protocol, the second with room for the head of the file.
MOST, LARGEST = 50_000, 52_000_000


def sitemaps(
    pages: Callable[[], Iterable[tuple[str, str]]],
    url: str,
    most: int = MOST,
    largest: int = LARGEST,
) -> Iterator[tuple[str, Iterable[str]]]:
    """The name and the lines of each file, which are made as they are asked for.

    `pages` gives addresses from the top of the site, with their datestamps; it is asked twice,
    since a first file has another name where a second follows. The index, if there is one, is
    called sitemap.xml and comes last.
    """
    top = url.rstrip("/")
    parts = _parts(pages(), top, most, largest)
    if len(parts) <= 1:
        yield "sitemap.xml", _file("urlset", _lines(pages(), top))
        return
    rest = iter(pages())
    for number, (count, _) in enumerate(parts, start=1):
        yield f"sitemap-{number}.xml", _file("urlset", _lines(islice(rest, count), top))
    index = (
        _entry("sitemap", f"{top}/sitemap-{number}.xml", newest)
        for number, (_, newest) in enumerate(parts, start=1)
    )
    yield "sitemap.xml", _file("sitemapindex", index)


def _file(name: str, lines: Iterable[str]) -> Iterator[str]:
    yield _OPEN.format(name)
    yield from lines
    yield f"</{name}>\n"


def _lines(pages: Iterable[tuple[str, str]], top: str) -> Iterator[str]:
    return (_entry("url", f"{top}/{page}", stamp) for page, stamp in pages)


def _parts(
    pages: Iterable[tuple[str, str]], top: str, most: int, largest: int
) -> list[tuple[int, str]]:
    """How many pages stand in each file, and the newest datestamp of them."""
    parts: list[tuple[int, str]] = []
    count, size, newest = 0, 0, ""
    for page, stamp in pages:
        length = len(_entry("url", f"{top}/{page}", stamp).encode())
        if count and (count == most or size + length > largest):
            parts.append((count, newest))
            count, size, newest = 0, 0, ""
        count += 1
        size += length
        newest = max(newest, stamp)
    if count:
        parts.append((count, newest))
    return parts


def _entry(name: str, address: str, stamp: str) -> str:
    when = f"<lastmod>{stamp}</lastmod>" if stamp else ""
    return f"<{name}><loc>{escape(address)}</loc>{when}</{name}>\n"

"""The pages of a site and a ledger -> sitemap.xml, in several files where there are many pages.

Protocol: sitemaps.org 0.9. A sitemap holds no more than 50,000 addresses in 50 MB; beyond, it is
an index of others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

_OPEN = '<?xml version="1.0" encoding="UTF-8"?>\n<{} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
#: The limits of the protocol, the second with room for the head of the file.
MOST, LARGEST = 50_000, 52_000_000


def sitemaps(
    pages: Iterable[tuple[str, str]], url: str, most: int = MOST, largest: int = LARGEST
) -> Iterator[tuple[str, str]]:
    """`(name, content)` of each file; `pages` are addresses from the top, with their datestamps.

    One file is made at a time. The index, if there is one, is called sitemap.xml and comes last.
    """
    top = url.rstrip("/")
    first = ""
    number = 0
    newest: list[tuple[str, str]] = []
    for lines, stamp in _parts(pages, top, most, largest):
        number += 1
        name = f"sitemap-{number}.xml"
        newest.append((name, stamp))
        content = _OPEN.format("urlset") + "".join(lines) + "</urlset>\n"
        if number == 1:
            first = content  # the only one, perhaps
            continue
        if number == 2:
            yield newest[0][0], first
        yield name, content
    if number <= 1:
        yield "sitemap.xml", first or _OPEN.format("urlset") + "</urlset>\n"
        return
    index = [_entry("sitemap", f"{top}/{name}", stamp) for name, stamp in newest]
    yield "sitemap.xml", _OPEN.format("sitemapindex") + "".join(index) + "</sitemapindex>\n"


def _parts(
    pages: Iterable[tuple[str, str]], top: str, most: int, largest: int
) -> Iterator[tuple[list[str], str]]:
    lines: list[str] = []
    size, newest = 0, ""
    for page, stamp in pages:
        line = _entry("url", f"{top}/{page}", stamp)
        length = len(line.encode())
        if lines and (len(lines) == most or size + length > largest):
            yield lines, newest
            lines, size, newest = [], 0, ""
        lines.append(line)
        size += length
        newest = max(newest, stamp)
    if lines:
        yield lines, newest


def _entry(name: str, address: str, stamp: str) -> str:
    when = f"<lastmod>{stamp}</lastmod>" if stamp else ""
    return f"<{name}><loc>{escape(address)}</loc>{when}</{name}>\n"

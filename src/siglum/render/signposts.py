"""A document or the edition -> typed links that lead from its page to all that belongs to it.

FAIR Signposting (signposting.org/FAIR): who wrote it, how to cite it, its licence, its files, the
collection that it is part of. The same links stand in the head of a page, and, with those of the
files, in a link set (RFC 9264) beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote

from siglum.edition import Document, Edition
from siglum.metadata.record import Record
from siglum.render.records import record_files
from siglum.render.streamed import ITEMS, json_pieces
from siglum.render.urls import (
    START,
    document_page,
    has_manifest,
    manifest_page,
    relative,
    safe_url,
)

TEI_TYPE, PDF_TYPE = "application/tei+xml", "application/pdf"
#: As IIIF asks for it (Presentation API 3.0, 6.2).
IIIF_TYPE = 'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"'
LINKSET = "linkset.json"
_LINKSET_TYPE = "application/linkset+json"
_ABOUT_PAGE = "https://schema.org/AboutPage"
_WORK, _COLLECTION = "https://schema.org/CreativeWork", "https://schema.org/Collection"


@dataclass(frozen=True, slots=True)
class Signpost:
    """A typed link: to a web address, or to a file of the site from its top."""

    rel: str
    href: str
    media: str = ""
    outside: bool = False

    def address(self, page: str, url: str) -> str:
        """The link as it stands in the file `page` of a site at `url`, which may be empty."""
        if self.outside:
            return self.href
        return f"{url.rstrip('/')}/{self.href}" if url else relative(page, self.href)


def linkset_page(document: Document | None = None) -> str:
    """The address of the link set of a text, or of the edition."""
    return document_page(document, LINKSET) if document else LINKSET


def signposts(
    edition: Edition,
    record: Record,
    document: Document | None,
    printed: Mapping[str, Path],
    *,
    head: bool = True,
) -> list[Signpost]:
    """The links of the page that stands for a text, or for the edition, save those to its texts.

    Those for the `head` of a page name the link set. A frozen website leads to what is latest,
    and from its start page to the version before it (RFC 5829).
    """
    posts = [Signpost("type", _ABOUT_PAGE, outside=True)]
    posts.append(Signpost("type", _WORK if document else _COLLECTION, outside=True))
    posts += _citing(record)
    if document is not None:
        posts += _files(document, printed)
        if has_manifest(edition, document):
            posts.append(Signpost("item", manifest_page(document), IIIF_TYPE))
        if len(edition.documents) > 1:
            posts.append(Signpost("collection", START, "text/html"))
    posts += [
        Signpost("describedby", file.href, file.format.media)
        for file in record_files(document)
        if not file.format.citation
    ]
    if record.version_of:
        posts.append(Signpost("latest-version", record.version_of, "text/html", outside=True))
    if record.new_version_of:
        before = Signpost("predecessor-version", record.new_version_of, "text/html", outside=True)
        posts.append(before)
    if head:
        posts.append(Signpost("linkset", linkset_page(document), _LINKSET_TYPE))
    return posts


def part_signposts(record: Record, document: Document) -> list[Signpost]:
    """The links of any other page of a text: to the page that stands for it."""
    posts = [one for one in _citing(record) if one.rel == "license"]
    return [*posts, Signpost("collection", document_page(document), "text/html")]


def linkset(
    edition: Edition, record: Record, document: Document, printed: Mapping[str, Path]
) -> dict[str, Any]:
    """The link set of a text, as JSON."""
    here = linkset_page(document)
    url = edition.config.edition.url
    start = document_page(document)
    posts = signposts(edition, record, document, printed, head=False)
    sets = [_context(Signpost("", start), posts, here, url)]
    sets += [
        _context(post, [Signpost("collection", start, "text/html")], here, url)
        for post in posts
        if post.rel == "item"
    ]
    return {"linkset": [*sets, *_described(posts, start, here, url)]}


def linkset_of_edition(edition: Edition, record: Record, more: Sequence[Signpost]) -> Iterator[str]:
    """The link set of the edition, which names every text: its JSON, piece by piece.

    `more` are links to other files about all texts.
    """
    url = edition.config.edition.url
    posts = signposts(edition, record, None, {}, head=False)
    posts += [post for post in more if post.rel != "item"]
    start = _context(Signpost("", START), posts, LINKSET, url) | {"item": [ITEMS]}
    texts = (Signpost("item", document_page(one), "text/html") for one in edition.documents)
    apart = (post for post in more if post.rel == "item")
    items = (_target(post, LINKSET, url) for post in chain(texts, apart))
    return json_pieces({"linkset": [start, *_described(posts, START, LINKSET, url)]}, items)


def _described(
    posts: Iterable[Signpost], start: str, here: str, url: str
) -> Iterator[dict[str, Any]]:
    """The contexts of records: what each of them describes."""
    for post in posts:
        if post.rel == "describedby":
            yield _context(post, [Signpost("describes", start, "text/html")], here, url)


def _context(anchor: Signpost, posts: Iterable[Signpost], here: str, url: str) -> dict[str, Any]:
    found: dict[str, Any] = {"anchor": anchor.address(here, url)}
    for post in posts:
        found.setdefault(post.rel, []).append(_target(post, here, url))
    return found


def _target(post: Signpost, here: str, url: str) -> dict[str, str]:
    target = {"href": post.address(here, url)}
    return target | ({"type": post.media} if post.media else {})


def _citing(record: Record) -> list[Signpost]:
    """Who made it, how to cite it, under which licence it is."""
    posts = [
        Signpost("author", one.uri, outside=True)
        for agent in record.creators
        for one in [next((one for one in agent.ids if one.uri), None)]
        if one
    ]
    if cited := f"https://doi.org/{record.doi}" if record.doi else record.address:
        posts.append(Signpost("cite-as", cited, outside=True))
    terms = (safe_url(licence.url) for licence in record.licences)
    web = (url for url in terms if url.startswith(("http:", "https:")))
    return [*posts, *(Signpost("license", url, outside=True) for url in web)]


def _files(document: Document, printed: Mapping[str, Path]) -> list[Signpost]:
    posts = [Signpost("item", f"downloads/{quote(document.tei)}", TEI_TYPE)]
    if document.key in printed:
        name = quote(printed[document.key].name)
        posts.append(Signpost("item", f"downloads/{name}", PDF_TYPE))
    return posts

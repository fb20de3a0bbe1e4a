"""Documents, units and pointers -> addresses: the one place where an address is decided.

Addresses never end in a slash and never begin with one: a site opened from a file manager has
no server that would complete them.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import quote, unquote

from siglum.edition import Document, Edition
from siglum.exchange.facsimiles import measured
from siglum.ondisk import DiskTable
from siglum.source.identity import slug

START = "index.html"
WITNESSES = "witnesses.html"
#: The identifier of a whole text in a book.
PART = "part"
LETTERS = "letters.html"

_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.\-]*):")
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u00ad]")


@dataclass(frozen=True, slots=True)
class Target:
    """What a pointer leads to: a document of the edition and an identifier in it, or a web page."""

    document: Document | None = None
    id: str = ""
    url: str = ""


def text_page(key: str, page: str = START) -> str:
    """The address of a page of the text with that key, from the top of the site."""
    return f"texts/{quote(key)}/{quote(page)}"


def document_page(document: Document, page: str = START) -> str:
    """The address of a page of a document, from the top of the site."""
    return text_page(document.key, page)


def manifest_page(document: Document) -> str:
    """The address of the IIIF manifest of a text, from the top of the site."""
    return document_page(document, "manifest.json")


def has_manifest(edition: Edition, document: Document) -> bool:
    """Whether there is a manifest of the pictures of a text."""
    return bool(edition.config.edition.url and measured(document.surfaces))


def picture_address(document: Document, url: str) -> str:
    """The address of a picture of `document`, from the document's pages; empty if unknown."""
    for number, picture in enumerate(document.pictures, start=1):
        if picture.url == url:
            name = re.sub(r"[^A-Za-z0-9.\-_]", "-", picture.path.stem) or "picture"
            return f"files/{number}-{name}{picture.path.suffix.lower()}"
    return ""


def relative(page: str, target: str) -> str:
    """The relative address that leads from `page` to `target`, both from the top of the site."""
    path, sign, fragment = target.partition("#")
    if path == page or not path:
        return f"#{fragment}" if fragment else posixpath.basename(page)
    return f"{_way(posixpath.dirname(page) or '.', path)}{sign}{fragment}"


@lru_cache(maxsize=4096)
def _way(folder: str, path: str) -> str:
    """The relative path from a folder: a register has thousands of links to a few pages."""
    return posixpath.relpath(path, folder)


def fragment(identifier: str) -> str:
    """An identifier as the fragment of an address."""
    return quote(identifier, safe="-._~:@!$&'()*+,;=/")


def in_book(document: Document, identifier: str = "", own: Document | None = None) -> str:
    """The address of a place in a book, in the text `own`; of a text's beginning without an id.

    Identifiers of a text are told apart from those of others when the book is put together.
    """
    if own is not None and identifier and document.key == own.key:
        return f"#{fragment(identifier)}"
    return f"#/{document.key}.{fragment(identifier or PART)}"


def safe_url(url: str) -> str:
    """`url` if it may be linked to: http, https, mailto or relative; else empty.

    Browsers drop control characters and spaces before they look at the scheme, so they go first.
    """
    clean = _INVISIBLE.sub("", url)
    if "\\" in clean or clean.startswith("//"):
        return ""
    scheme = _SCHEME.match(clean)
    if scheme:
        return clean if scheme[1].lower() in ("http", "https", "mailto") else ""
    return clean


class Pointers:
    """Resolves the pointers of an edition's documents."""

    def __init__(self, edition: Edition) -> None:
        self._documents = edition.documents

    @cached_property
    def _by_path(self) -> DiskTable[list[int]]:
        """The numbers of the documents of each source file; most editions never ask for them."""
        found: DiskTable[list[int]] = DiskTable()
        for number, document in enumerate(self._documents):
            path = str(document.path.resolve())
            found[path] = [*found.get(path, ()), number]
        return found

    def resolve(self, document: Document, pointer: str) -> Target | None:
        """What `pointer`, written in `document`, leads to; None where that is not published."""
        pointer = pointer.strip()
        if not pointer:
            return None
        if _SCHEME.match(pointer) or pointer.startswith(("//", "\\")):
            url = safe_url(pointer)
            return Target(url=url) if url else None
        path, _, name = pointer.partition("#")
        name = slug(unquote(name))
        documents = [document] if not path else self._find(document, unquote(path))
        for found in documents:
            if name and name in found.ids:
                return Target(found, name)
        if documents and not name:
            return Target(documents[0])
        return None

    def _find(self, document: Document, path: str) -> list[Document]:
        try:
            wanted = str((document.path.parent / Path(path)).resolve())
        except (OSError, ValueError):
            return []
        return [self._documents[number] for number in self._by_path.get(wanted, ())]


def address(target: Target, page: str) -> str:
    """The address of `target` as a link on `page`; both within the site unless external."""
    if target.document is None:
        return target.url
    if not target.id:
        return relative(page, document_page(target.document))
    there = document_page(target.document, target.document.ids.get(target.id, START))
    return relative(page, f"{there}#{fragment(target.id)}")

"""A document, a part of it and a page's address -> what a reader should write down about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from siglum.edition import Document, Edition
from siglum.render.phrases import listed
from siglum.render.urls import safe_url

_LICENCE = re.compile(
    r"creativecommons\.org/(licenses|publicdomain)/([a-z-]+)/(\d\.\d)(?:/([a-z]{2}))?"
)
_LONGEST = 240


@dataclass(frozen=True, slots=True)
class Licence:
    """Terms of use as a page shows them: a name, an address (or empty), and whether cut short."""

    name: str
    url: str = ""
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """The parts of a citation, each empty where nothing is known.

    `address` is absolute when the edition knows where it will stand, else the page's place in
    the site.
    """

    authors: str
    title: str
    part: str
    place: str
    edition: str
    editors: str
    publisher: str
    date: str
    address: str
    absolute: bool
    licence: Licence | None
    version: str = ""
    issued: str = ""  # version and day of this issue of the edition, in words


def cite(
    edition: Edition,
    page: str,
    table: Mapping[str, str],
    document: Document | None = None,
    part: str = "",
    place: str = "",
) -> Citation:
    """The citation of `page` (an address from the top of the site), with the phrases of `table`.

    `part` is what the page is called, `place` the references of the passages that it holds.

    What edition.toml says of editors, date and licence goes before what the header says, save
    for the licence of a single text, which its own header tells best.
    """
    options = edition.config.edition
    metadata = document.metadata if document else None
    title = document.title if document else edition.title
    editors = options.editors or (metadata.editors if metadata else ())
    authors = tuple(name for name in (metadata.authors if metadata else ()) if name not in editors)
    return Citation(
        authors=listed(authors, table),
        title=title,
        part="" if part == title else part,
        place=place,
        edition=edition.title if document and edition.title != title else "",
        editors=listed(editors, table),
        publisher=metadata.publisher if metadata and metadata.publisher not in editors else "",
        date=(edition.issue.date if edition.issue.version else "")
        or options.date
        or (metadata.date if metadata else ""),
        address=f"{options.url.rstrip('/')}/{page}" if options.url else page,
        absolute=bool(options.url),
        licence=_licence(edition, document),
        version=edition.issue.version,
        issued=", ".join(
            filter(None, (_version(edition.issue.version, table), edition.issue.date))
        ),
    )


def _version(version: str, table: Mapping[str, str]) -> str:
    return table["version"].format(version=version) if version else ""


def _licence(edition: Edition, document: Document | None) -> Licence | None:
    if document is not None:
        own = document.metadata.licence
        if own.url or own.text:
            return _named(own.text, own.url)
    licence = edition.config.edition.licence
    if not licence:
        return None
    return _named("", licence) if "://" in licence else _named(licence, "")


def _named(text: str, url: str) -> Licence:
    address = safe_url(url)
    address = address if address.startswith(("http:", "https:")) else ""
    if found := _LICENCE.search(address):
        kind, terms, version, country = found.groups()
        if kind == "licenses":
            name = f"CC {terms.upper()} {version}"
        else:
            name = f"CC0 {version}" if terms == "zero" else "Public Domain Mark"
        return Licence(f"{name} {country.upper()}" if country else name, address)
    if len(text) <= _LONGEST:
        return Licence(text or address, address)
    return Licence(text[:_LONGEST].rsplit(" ", 1)[0] + " …", address, cut=True)

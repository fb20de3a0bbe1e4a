"""The record of a text, a part of it and a page -> what a reader should write down about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from siglum.crosswalks.csl import publisher_cited
from siglum.edition import Edition
from siglum.metadata.record import Record
from siglum.phrases.speaking import listed
from siglum.render.urls import safe_url

_LONGEST = 240


@dataclass(frozen=True, slots=True)
class Terms:
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
    licence: Terms | None
    version: str = ""
    issued: str = ""  # version and day of this issue of the edition, in words


def cite(
    edition: Edition,
    record: Record,
    page: str,
    table: Mapping[str, str],
    part: str = "",
    place: str = "",
) -> Citation:
    """The citation of `page` (an address from the top of the site), with the phrases of `table`.

    `part` is what the page is called, `place` the references of the passages that it holds. The
    rest is what the record says to reference managers.
    """
    url, issue = edition.config.edition.url, edition.issue
    editors = [agent.name for agent in record.editors]
    authors = [agent.name for agent in record.authors if agent.name not in editors]
    title = record.title.words
    whole = record.whole.title.words if record.whole else ""
    publisher = publisher_cited(record)
    return Citation(
        authors=listed(authors, table),
        title=title,
        part="" if part == title else part,
        place=place,
        edition="" if whole == title else whole,
        editors=listed(editors, table),
        publisher="" if publisher in editors else publisher,
        date=record.date_cited.last or record.metadata.date,
        address=f"{url.rstrip('/')}/{page}" if url else page,
        absolute=bool(url),
        licence=_terms(record),
        version=issue.version,
        issued=", ".join(filter(None, (_version(issue.version, table), issue.date))),
    )


def _version(version: str, table: Mapping[str, str]) -> str:
    return table["version"].format(version=version) if version else ""


def _terms(record: Record) -> Terms | None:
    for licence in record.licences:
        address = safe_url(licence.url)
        address = address if address.startswith(("http:", "https:")) else ""
        name = licence.name or licence.text or licence.url
        if len(name) <= _LONGEST:
            return Terms(name, address)
        return Terms(name[:_LONGEST].rsplit(" ", 1)[0] + " …", address, cut=True)
    return None

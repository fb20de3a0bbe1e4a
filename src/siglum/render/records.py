"""The documents of an edition -> their records, where these lie, and what heads of pages say.

A text, and the edition, has one record in every format; its files lie beside the pages of the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

from siglum.config import shown
from siglum.crosswalks.dublincore import dublin_core_fields
from siglum.crosswalks.formats import FORMATS, Format
from siglum.crosswalks.highwire import highwire_tags
from siglum.crosswalks.schemaorg import in_html, page_of, schema_org
from siglum.edition import Document, Edition
from siglum.findings import Finding, Place, found
from siglum.metadata.record import File, Record, Standing, record_of_edition, record_of_text
from siglum.render.urls import START, document_page

EDITION = "edition"
_TEI: tuple[str, str] = ("application/tei+xml", "TEI (XML)")
_PDF: tuple[str, str] = ("application/pdf", "PDF")


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A record in one format: its address from the top of the site."""

    format: Format
    href: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A `<meta>`: its name, its content, and the language of that."""

    name: str
    content: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a page says to machines: tags, and JSON-LD ready for a script."""

    tags: tuple[Tag, ...]
    json_ld: str


class Records:
    """The records of one edition. `printed` holds its PDF files, by the key of their document."""

    def __init__(self, edition: Edition, printed: Mapping[str, Path]) -> None:
        self._edition = edition
        self._printed = printed
        self._url = edition.config.edition.url.rstrip("/")
        released = edition.issue.date if edition.issue.version else ""
        self._release = (edition.issue.version, released)
        self._latest = edition.latest.rstrip("/")
        self._previous = edition.previous.rstrip("/")

    @cached_property
    def edition(self) -> Record:
        """The record of the whole edition."""
        return record_of_edition(
            self._edition.title,
            self._edition.config,
            self._standing(EDITION, START, self._files("", "")),
            (document.metadata for document in self._edition.documents),
        )

    def of(self, document: Document) -> Record:
        """The record of one text, as part of the edition; one that has its title is the edition."""
        alone = len(self._edition.documents) == 1 and self._edition.title == document.title
        return record_of_text(
            document.metadata,
            self._edition.config,
            self._standing(
                document.identifier or document.key,
                document_page(document),
                self._files(document.key, document.tei),
            ),
            document.title,
            None if alone else self.edition,
        )

    def _standing(self, identifier: str, page: str, files: tuple[File, ...]) -> Standing:
        other = [f"{one}/{page}" if one else "" for one in (self._latest, self._previous)]
        return Standing(identifier, self._address(page), files, *self._release, *other)

    def _address(self, page: str) -> str:
        return f"{self._url}/{page}" if self._url else ""

    def _files(self, key: str, tei: str) -> tuple[File, ...]:
        if not self._url:
            return ()
        files = [(tei, *_TEI)] if tei else []
        if key in self._printed:
            files.append((self._printed[key].name, *_PDF))
        return tuple(
            File(self._address(f"downloads/{quote(name)}"), media, title)
            for name, media, title in files
        )


def record_files(document: Document | None = None) -> tuple[RecordFile, ...]:
    """Where the record of a text, or of the edition, lies in each format."""
    name = quote(document.key) if document else EDITION
    folder = document_page(document, "records/") if document else "records/"
    return tuple(RecordFile(one, f"{folder}{name}.{one.ending}") for one in FORMATS)


#: What a page says that holds only a part of a text: a list of witnesses on each would be too much.
_OF_PARTS = frozenset(
    "title creator publisher date type identifier language relation rights".split()
)


def head_of(record: Record, made: dict[str, Any], part: bool = False) -> Head:
    """The head of a page that `record` speaks of, or of a `part` of it; `made` is its JSON-LD."""
    tags = [
        Tag(f"DC.{name}", text.words, text.language)
        for name, text in dublin_core_fields(record)
        if not part or name in _OF_PARTS
    ]
    tags += [Tag(name, content) for name, content in highwire_tags(record)]
    return Head(tuple(tags), in_html(made))


def whole_page(record: Record) -> dict[str, Any]:
    """The JSON-LD of a page that stands for the text, or the edition, itself."""
    return schema_org(record)


def part_page(record: Record, page: str, title: str, url: str) -> dict[str, Any]:
    """The JSON-LD of a page that holds a part of the text, or tells about it."""
    return page_of(record, f"{url.rstrip('/')}/{page}" if url else page, title)


def record_findings(record: Record, document: Document) -> list[Finding]:
    """What edition.toml filled in, and what nobody did: one finding each."""
    place = Place(shown(document.path))
    findings = []
    if record.defaults:
        told = f"the record of {document.key} takes from edition.toml: {_listed(record.defaults)}"
        hint = "nothing need be done if that is right for this text"
        findings.append(found("metadata.default", place, told, hint))
    if record.missing:
        told = f"the record of {document.key} has no {_listed(record.missing)}"
        hint = "say it in the teiHeader, or for all texts in [edition] and [metadata]"
        findings.append(found("metadata.missing", place, told, hint))
    return findings


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names)

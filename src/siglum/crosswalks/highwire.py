"""A Record -> the `citation_…` names of Highwire Press, which Google Scholar and Zotero look for.

Source: Google Scholar, «Inclusion Guidelines for Webmasters». Zotero takes a page with
`citation_book_title` for a part of a book; an author's name is told family name first, with a
comma, or as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from siglum.crosswalks.csl import publisher_cited
from siglum.crosswalks.rows import Row, written
from siglum.metadata.record import Record

#: The name of a `<meta>` and its content.
Tag = tuple[str, str]


def _titles(record: Record) -> Iterator[Tag]:
    yield "citation_title", record.title.words
    if container := record.published_in:
        yield "citation_book_title", container
        yield "citation_inbook_title", container
    if series := record.in_series:
        yield "citation_series_title", series.words


def _people(record: Record) -> Iterator[Tag]:
    for agent in record.authors:
        yield "citation_author", agent.inverted
        for one in agent.affiliations:
            yield "citation_author_institution", one
        for orcid in (one for one in agent.ids if one.scheme == "ORCID"):
            yield "citation_author_orcid", orcid.uri
    for agent in record.editors:
        yield "citation_editor", agent.inverted


def _publication(record: Record) -> Iterator[Tag]:
    if when := record.date_cited:
        yield "citation_publication_date", when.last.replace("-", "/")
    if publisher := publisher_cited(record):
        yield "citation_publisher", publisher


def _addresses(record: Record) -> Iterator[Tag]:
    if record.doi:
        yield "citation_doi", record.doi
    if record.address:
        yield "citation_public_url", record.address
        yield "citation_fulltext_html_url", record.address
    for file in record.files:
        if file.media == "application/pdf" and "://" in file.url:
            yield "citation_pdf_url", file.url
    if record.language:
        yield "citation_language", record.language


def _about(record: Record) -> Iterator[Tag]:
    for subject in record.subjects:
        yield "citation_keywords", subject.words
    for text in record.descriptions[:1]:
        yield "citation_abstract", text.words


ROWS: Final[tuple[Row[Tag], ...]] = (
    Row("title, whole, series", "citation_title, citation_book_title, citation_inbook_title, "
        "citation_series_title", _titles),
    Row("creators, editors", "citation_author, citation_author_institution, citation_author_orcid, "
        "citation_editor", _people),
    Row("publisher, date of publication", "citation_publication_date, citation_publisher",
        _publication),
    Row("identifiers, address, files, language", "citation_doi, citation_public_url, "
        "citation_fulltext_html_url, citation_pdf_url, citation_language", _addresses),
    Row("subjects, descriptions", "citation_keywords, citation_abstract", _about),
)  # fmt: skip


def highwire_tags(record: Record) -> list[Tag]:
    """The names and contents of all tags, in order."""
    return written(ROWS, record)

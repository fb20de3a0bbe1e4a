"""A book as XHTML, with options -> a PDF file and an account of it: the way into this folder."""

from __future__ import annotations

import hashlib
import io
import logging
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from siglum.collector import resting
from siglum.findings import Finding, Place, found
from siglum.print.frame import book_page
from siglum.print.markup import prepare
from siglum.print.options import (
    BookAttachment,
    BookMetadata,
    PrintedBook,
    PrintedEntry,
    PrintOptions,
)
from siglum.print.sparing import spare_ids, spare_spans, styled_by
from siglum.print.tree import text_of

__all__ = [
    "BookAttachment",
    "BookMetadata",
    "PrintOptions",
    "PrintedBook",
    "PrintedEntry",
    "write_book",
]

#: How WeasyPrint begins to say that no font has a character, which is its first argument.
_NO_GLYPH = ".notdef glyph"
#: How it ends to say that a picture, which is shown, is not described.
_UNDESCRIBED = "no required alt description"
#: Calls within each other that elements as deep as the parser allows may take.
_DEPTH = 20_000
#: How often a book is set at most until all notes beside the text have room there.
_PASSES = 5
#: The day that undated books bear.
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def write_book(
    book: str | etree._Element,
    target: Path,
    *,
    options: PrintOptions,
    metadata: BookMetadata,
    base: Path | None = None,
    allowed: Sequence[Path] = (),
    stylesheets: Sequence[Path] = (),
    turned: Sequence[Path] = (),
    attachments: Sequence[BookAttachment] = (),
    on_page: Callable[[int], None] | None = None,
) -> PrintedBook:
    """Typeset `book` (the rendered book.html, as text or tree) into the PDF file `target`.

    `base` is the folder against which addresses of pictures are resolved; only files inside
    `allowed` and data: pictures are ever read. `stylesheets` are CSS files, applied in order (the
    first is the theme, print.css), those of `turned` after the first if the book is bound on the
    right. `on_page` is called with the number of each page when it is
    first laid out. A tree is changed. What is doubtful comes back as findings; OSError is raised
    when `target` cannot be written.
    """
    root = _tree(book)
    aside = [note.get("id", "") for note in root.iterfind(".//*[@data-aside]")]
    crowding = frozenset[str]()
    for passes in range(_PASSES):
        printed = _set(
            deepcopy(root) if aside else root,
            target,
            options=options,
            metadata=metadata,
            base=base,
            allowed=allowed,
            stylesheets=stylesheets,
            turned=turned,
            attachments=attachments,
            on_page=on_page,
            crowding=crowding,
        )
        if not printed.crowding:
            break
        # in the end, no note at all stands beside the text
        crowding = crowding | printed.crowding if passes < _PASSES - 2 else frozenset(aside)
    if crowding:
        some = ", ".join(sorted(crowding)[:5]) + (" …" if len(crowding) > 5 else "")
        told = f"notes that have no room beside the text stand at the foot: {some}"
        hint = "Give the margins more room, with @page { margin … } in own-print.css."
        printed.findings.append(found("pdf.side-notes", Place(target.name), told, hint))
    return printed


def _set(
    root: etree._Element,
    target: Path,
    *,
    options: PrintOptions,
    metadata: BookMetadata,
    base: Path | None,
    allowed: Sequence[Path],
    stylesheets: Sequence[Path],
    turned: Sequence[Path],
    attachments: Sequence[BookAttachment],
    on_page: Callable[[int], None] | None,
    crowding: frozenset[str],
) -> PrintedBook:
    """Set a book with some notes of the margin at the foot; not written if others should go too."""
    # WeasyPrint brings Pango along: it is loaded when a book is set and not before
    from siglum.print.features import check_features
    from siglum.print.fonts import check_fonts, families_for, installed_families
    from siglum.print.hyphenation import check_hyphenation, registered
    from siglum.print.selftest import can_number_pages
    from siglum.print.setting import set_pages, set_plainly

    printed = PrintedBook()
    sound, why = can_number_pages()
    markup = prepare(root, options, points=sound, crowding=crowding)
    if markup.rtl:
        stylesheets = [*stylesheets[:1], *turned, *stylesheets[1:]]
    spare_ids(root)
    spare_spans(root, styled_by(sheet.read_text(encoding="utf-8") for sheet in stylesheets))
    printed.unanchored = markup.unanchored
    place = Place(target.name)
    if sound and markup.unanchored:
        some = ", ".join(markup.unanchored[:5]) + (" …" if len(markup.unanchored) > 5 else "")
        told = f"entries without a place at the foot of a page are listed after the text: {some}"
        printed.findings.append(found("pdf.unanchored", place, told))
    text = text_of(root)
    printed.findings += check_fonts(options, text, place)
    families = families_for(options, text)
    for face in installed_families(options.serif)[:1]:
        printed.findings += check_features(face, options, root, place)
    date = str(_date(metadata).isoformat())
    source = book_page(root, options, metadata, date, families, rtl=markup.rtl)
    with (
        resting(),
        _deep(),
        registered(options.patterns),
        _messages(place, printed.missing) as messages,
    ):
        if options.hyphenate:
            printed.findings += check_hyphenation(markup.languages, place)
        folders = [*allowed, *{sheet.parent for sheet in stylesheets}, *families.files]
        if sound:
            document = set_pages(source, base, folders, stylesheets, options, on_page, printed)
            if printed.crowding:
                return printed
        else:
            printed.method = "list"
            hint = "Install the release of WeasyPrint that siglum asks for to have line numbers."
            told = f"{why}; entries are listed after each text"
            printed.findings.append(found("pdf.fallback", place, told, hint))
            document = set_plainly(source, base, folders, stylesheets)
        content = _pdf(document, options, metadata, attachments, sound)
    printed.findings += messages
    printed.pages = len(document.pages)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return printed


def _tree(book: str | etree._Element) -> etree._Element:
    """The book as a tree; text that is no XML is read as HTML."""
    if not isinstance(book, str):
        return book
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    try:
        return etree.fromstring(book.encode(), parser)
    except etree.XMLSyntaxError:
        return lxml_html.document_fromstring(
            book.encode(), parser=lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
        )


def _date(metadata: BookMetadata) -> datetime:
    """The day the book bears: its own, else SOURCE_DATE_EPOCH, else always the same."""
    if metadata.date:
        try:
            date = datetime.fromisoformat(metadata.date)
            return date if date.tzinfo else date.replace(tzinfo=UTC)
        except ValueError:
            pass
    try:
        return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return _NO_DATE


def _pdf(
    document: Any,
    options: PrintOptions,
    metadata: BookMetadata,
    attachments: Sequence[BookAttachment],
    sound: bool,
) -> bytes:
    """The finished document as PDF; the same input gives the same bytes."""
    from weasyprint import Attachment

    from siglum.print.letters import readable
    from siglum.print.remembered import remembered_pages

    date = _date(metadata)
    identity = metadata.identifier or metadata.title
    output = io.BytesIO()
    with remembered_pages(), readable() if sound else nullcontext():
        document.write_pdf(
            output,
            pdf_identifier=hashlib.sha256(identity.encode()).hexdigest()[:32].encode(),
            pdf_tags=options.tagged,
            attachments=[
                Attachment(
                    string=attachment.content,
                    name=attachment.name,
                    description=attachment.description or None,
                    created=date,
                    modified=date,
                    relationship="Source",
                )
                for attachment in attachments
            ]
            or None,
        )
    return output.getvalue()


@contextmanager
def _deep() -> Iterator[None]:
    """Let boxes stand as deep in each other as the parser lets elements."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _DEPTH))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


@contextmanager
def _messages(place: Place, missing: Counter[str]) -> Iterator[list[Finding]]:
    """Collect what is said of pictures that cannot be used; count characters without a font."""
    findings: list[Finding] = []
    seen: set[str] = set()

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if str(record.msg).startswith(_NO_GLYPH) and isinstance(record.args, tuple):
                missing[str(record.args[0])] += 1
                return
            message = record.getMessage()
            told = record.levelno >= logging.ERROR and "image" in message.lower()
            told = told and not message.endswith(_UNDESCRIBED)
            if told and message not in seen:
                seen.add(message)
                hint = "Use a PNG or JPEG file inside the edition's folders."
                what = f"a picture is left out: {message}"
                findings.append(found("pdf.image-unreadable", place, what, hint))

    collector = Collector(logging.WARNING)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(collector)
    try:
        yield findings
    finally:
        logger.removeHandler(collector)

"""A book's HTML -> WeasyPrint's finished document, its pages numbered or (fallback) plain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from siglum.print.capitals import capitals
from siglum.print.hooks import hooked
from siglum.print.jail import Jail
from siglum.print.linking import link_entries
from siglum.print.options import PrintedBook, PrintOptions
from siglum.print.pagenumbers import drop_repeated
from siglum.print.pagination import Pagination

__all__ = ["set_pages", "set_plainly"]


def _render(
    source: str, base: Path | None, folders: Sequence[Path], stylesheets: Sequence[Path]
) -> Any:
    fetcher = Jail(folders)
    fonts = FontConfiguration()
    styles = [
        CSS(
            string=sheet.read_text(encoding="utf-8"),
            base_url=sheet.resolve().as_uri(),
            url_fetcher=fetcher,
            font_config=fonts,
        )
        for sheet in stylesheets
    ]
    # an address without a base would be an error; this folder holds no picture
    address = (base or Path(__file__).parent).resolve().as_uri().rstrip("/") + "/"
    html = HTML(string=source, base_url=address, url_fetcher=fetcher)
    return html.render(font_config=fonts, stylesheets=styles, presentational_hints=False)


def set_pages(
    source: str,
    base: Path | None,
    folders: Sequence[Path],
    stylesheets: Sequence[Path],
    options: PrintOptions,
    on_page: Callable[[int], None] | None,
    printed: PrintedBook,
) -> Any:
    """Lay out the book with line numbers and the apparatus at the foot; tells `printed` of it."""
    pagination = Pagination(options, on_page)
    with hooked(pagination), capitals():
        document = _render(source, base, folders, stylesheets)
    drop_repeated(document)
    link_entries(document, lists=pagination.has_lists)
    printed.entries = pagination.entries()
    printed.lines = pagination.labels(len(document.pages))
    printed.counts = dict(pagination.counts)
    printed.crowding = frozenset(pagination.crowding)
    return document


def set_plainly(
    source: str, base: Path | None, folders: Sequence[Path], stylesheets: Sequence[Path]
) -> Any:
    """Lay out the book as it is, by WeasyPrint's public interface alone."""
    return _render(source, base, folders, stylesheets)

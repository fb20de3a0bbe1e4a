"""A document with several witnesses -> the pages that show their texts side by side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from siglum.edition import Document
from siglum.outputs.overview import put
from siglum.outputs.trees import Tree
from siglum.render.pages import Choice, Link, Pages, choices, synopsis_page, synopsis_styles
from siglum.render.urls import document_page
from siglum.together import make_together
from siglum.variation.synopsis import EDITED, Row, read_synopsis

#: Of more witnesses than these, or where a page would have more letters, equal texts are one.
_COLUMNS, _LETTERS = 12, 300_000

Model = Callable[[str, str, str], dict[str, Any]]


def write_synopsis(
    pages: Pages,
    document: Document,
    model: Model,
    tree: Tree,
    jobs: int = 1,
    keep: Callable[[int, list[Row], dict[str, str]], None] | None = None,
) -> None:
    """Write the synopsis of each unit that has entries, and the rules for its columns.

    `model` makes what is told of a page of the document, of its address, title and part; `jobs` is
    in how many processes pages are made; `keep` is given the rows of each unit for other pages.
    """
    t = pages.phrases
    some = [Choice(EDITED, t["edited_text"]), *choices(document)]
    units = [number for number, unit in enumerate(document.units) if unit.entries]
    merged = are_many(document)
    told = {"choices": some, "merged": merged}
    styles = synopsis_styles(document)
    put(tree, styles, pages.render("synopsis.css", styles, told))
    titles = {n: document.units[n].title or document.title for n in units}
    if len(document.units) == 1:
        titles = {0: document.title}
    links = [Link(titles[n], synopsis_page(document, n)) for n in units]

    def make(at: int) -> tuple[str, Path]:
        number = units[at]
        rows = read_synopsis(document, number, [one.key for one in some[1:]])
        if keep is not None:
            keep(number, rows, t)
        page, unit = synopsis_page(document, number), document.units[number]
        part = t["synopsis"]
        if len(document.units) > 1:
            part = f"{titles[number]}, {part}"
        whole = model(page, titles[number], part) | told
        whole |= {
            "styles": styles,
            "rows": rows,
            "sigla": {one.key: one.siglum for one in some},
            "unit_page": document_page(document, unit.page),
            "text_language": unit.language or document.language,
            "previous": links[at - 1] if at else None,
            "next": links[at + 1] if at + 1 < len(links) else None,
        }
        made = document.store / f"synopsis-{number}.html"  # pages wait in no queue
        made.write_text(pages.render("synopsis.html", page, whole), "utf-8", newline="")
        return page, made

    for page, made in make_together(make, len(units), jobs):
        put(tree, page, made.read_bytes())
        made.unlink()


def are_many(document: Document) -> bool:
    """Whether a document has many witnesses, or pages that are heavy with what they read."""
    columns = len(choices(document)) + 1
    return columns - 1 > _COLUMNS or any(
        _is_heavy(document, number, columns)
        for number, unit in enumerate(document.units)
        if unit.entries
    )


def _is_heavy(document: Document, number: int, columns: int) -> bool:
    letters = sum(len(text) for text in document.read_unit(number).itertext())
    return letters * columns > _LETTERS

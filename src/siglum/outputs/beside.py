"""Two texts that an edition pairs -> the pages that show them side by side."""

from __future__ import annotations

from siglum.outputs.overview import put
from siglum.outputs.synopsis import Model
from siglum.outputs.trees import Tree
from siglum.render.beside import Pair, sheet_columns
from siglum.render.pages import Link, Pages
from siglum.render.places import longest_number
from siglum.render.stylesheets import Renderer
from siglum.render.urls import document_page


def write_pair(pages: Pages, renderer: Renderer, pair: Pair, model: Model, tree: Tree) -> None:
    """Write these pages; `model` makes what is told of one, of its address, title and part."""
    first = pair.texts[0]
    around = [
        Link(first.units[sheet.unit].title, sheet.page, language=first.language)
        for sheet in pair.sheets
    ]
    for number, sheet in enumerate(pair.sheets):
        unit = first.units[sheet.unit]
        title = first.title if len(first.units) == 1 else unit.title
        columns = sheet_columns(renderer, pair, sheet)
        told = model(sheet.page, title, unit.title) | {
            "columns": [
                {
                    "title": text.title,
                    "href": document_page(text),
                    "language": text.language,
                    "html": html,
                }
                for text, html in zip(pair.texts, columns, strict=True)
            ],
            "numbers": max(map(longest_number, columns)),
            "previous": around[number - 1] if number else None,
            "next": around[number + 1] if number + 1 < len(around) else None,
        }
        put(tree, sheet.page, pages.render("beside.html", sheet.page, told))

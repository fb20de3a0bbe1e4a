"""Tables that are wider than the page: narrowed, set smaller, or run on; never off the page."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from siglum.print.columns import within
from siglum.print.tables import class_tables


@pytest.mark.parametrize(
    ("widths", "room", "narrower"),
    [
        ([10, 20, 30], 60, [10, 20, 30]),
        ([10, 20, 90], 60, [10, 20, 30]),
        ([10, 80, 90], 60, [10, 25, 25]),
        ([50, 50], 10, [5, 5]),
        ([], 10, []),
    ],
)
def test_the_widest_columns_are_narrowed(
    widths: list[float], room: float, narrower: list[float]
) -> None:
    """Those that have room stay as they are."""
    assert within(widths, room) == pytest.approx(narrower)


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ("<td/>" * 7, None),
        ("<td/>" * 8, "many-columns"),
        ('<td/><th colspan="14"/>', "crowded"),
        ("<td/>" * 31, "run-on-cells"),
        ('<td colspan="x"/><td colspan="-1"/><td colspan="²"/>', None),
    ],
)
def test_tables_are_classed_by_their_columns(cells: str, name: str | None) -> None:
    """What spans columns counts as so many; nonsense as one."""
    table = etree.fromstring(f"<div><table><tr>{cells}</tr><tr/></table></div>")
    class_tables(table)
    assert table[0].get("class") == name


@pytest.mark.pdf
@pytest.mark.parametrize("columns", [2, 7, 9, 16, 24, 40, 200])
@pytest.mark.parametrize("word", ["1.1", "incomprehensibilitas"])
def test_no_table_runs_off_the_page(typeset: Any, columns: int, word: str) -> None:
    """However many columns it has, all its letters are on the page, and none upon another."""
    from pages import overlapping, read_pages

    row = f"<tr>{f'<td>{word}</td>' * columns}</tr>"
    book = f'<body><section class="text"><table>{row * 3}</table></section></body>'
    _, pdf = typeset(book)
    pages = read_pages(pdf)
    boxes = [(box, page) for page in pages for box in page.boxes]
    assert all(box.x0 > 25 and box.x1 < page.width - 25 for box, page in boxes)
    assert overlapping(pages) == []
    letters = "".join(box.text for page in pages for box in page.boxes if box.text not in "12")
    assert letters.count(word[-1]) >= 3 * columns

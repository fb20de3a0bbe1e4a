"""Tables of a book -> classes that say how many columns they have, where these are many.

The theme sets such tables smaller, with less room around their cells; where not even a letter would
have room in a column, cells follow each other on the lines of their row.
"""

from __future__ import annotations

from lxml import etree

__all__ = ["class_tables"]

#: From so many columns on -> the class of a table.
_CLASSES = ((31, "run-on-cells"), (15, "crowded"), (8, "many-columns"))
#: What a cell may say of the columns that it spans, before it is nonsense.
_MOST = 1000


def class_tables(root: etree._Element) -> None:
    """Class the tables of `root` by their number of columns. Changes `root`."""
    for table in root.iter("table"):
        columns = max((_columns(row) for row in table.iter("tr")), default=0)
        for least, name in _CLASSES:
            if columns >= least:
                table.set("class", f"{table.get('class', '')} {name}".strip())
                if least == _CLASSES[0][0]:
                    _part_cells(table)
                break


def _part_cells(table: etree._Element) -> None:
    """Let lines end between cells that follow each other."""
    for cell in table.iter("td", "th"):
        cell.tail = (cell.tail or "") + " "


def _columns(row: etree._Element) -> int:
    return sum(_span(cell) for cell in row.iterchildren("td", "th"))


def _span(cell: etree._Element) -> int:
    told = cell.get("colspan", "1")
    return min(int(told), _MOST) if told.isdecimal() and told.isascii() else 1

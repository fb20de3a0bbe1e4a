"""Marks of pages, columns and sections in a text -> the same with their numbers beside the line.

Only a stroke stays where the page begins; the layout sets `data-beside` in the margin.
"""

from __future__ import annotations

from lxml import etree

from siglum.print.tree import sections, text_of, with_class

__all__ = ["set_beside"]

_MARKS = ("pb", "cb", "gb", "milestone")


def set_beside(root: etree._Element) -> None:
    """Take the numbers out of the texts of a book; their edition is told where there are several.

    Numbers in entries and notes stay: nothing stands beside these.
    """
    editions: dict[etree._Element | None, set[str]] = {}
    found = []
    for section in sections(root, "text"):
        book = next((up for up in section.iterancestors() if up.tag == "article"), None)
        for mark in with_class(section, *_MARKS):
            number = " ".join(text_of(mark).split())
            if number:
                editions.setdefault(book, set()).add(mark.get("data-ed", ""))
                found.append((mark, number, book))
    for mark, number, book in found:
        edition = mark.get("data-ed", "") if len(editions[book]) > 1 else ""
        # of several in one line, each stays in one
        mark.set("data-beside", f"{edition} {number}".strip().replace(" ", "\u00a0"))
        mark.text = None
        for inner in list(mark):
            mark.remove(inner)

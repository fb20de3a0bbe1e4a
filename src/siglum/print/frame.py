"""A prepared book tree, options and metadata -> the HTML text that WeasyPrint reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lxml import etree

from siglum.print.options import BookMetadata, PrintOptions, Series

if TYPE_CHECKING:
    from siglum.print.fonts import Families

__all__ = ["book_page"]

#: Styles of boxes that the layout makes itself: hidden elements that the theme can address.
_TEMPLATES = (
    "single-note",
    "series-title",
    "witnesses-here",
    "line-number",
    "paragraph-number",
    "break-number",
    "side-note",
)
_SIZES = {"A3": 297, "A4": 210, "A5": 148, "A6": 105, "B5": 176, "B4": 250, "LETTER": 216}
_LENGTH = re.compile(r"([\d.]+)\s*(mm|cm|in|pt)")
_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}


def book_page(
    root: etree._Element,
    options: PrintOptions,
    metadata: BookMetadata,
    date: str,
    families: Families | None = None,
    *,
    rtl: bool = False,
) -> str:
    """The whole page of a book: its metadata, the sizes that the options ask for, its body.

    `families` are those that it is set in; with `rtl` it is bound on the right.
    """
    body = root.find("body") if root.tag == "html" else root
    if body is None:
        body = etree.Element("body")
    if body.tag != "body":
        wrapped = etree.Element("body")
        wrapped.append(body)
        body = wrapped
    shelf = etree.Element("div", {"class": "templates"})
    for names in (*_templates(options.series), *_TEMPLATES):
        etree.SubElement(shelf, "div", {"class": f"template {names}"})
    body.insert(0, shelf)
    page = etree.Element("html", {"lang": metadata.language or options.language})
    if rtl:
        # the direction of pages; words have that of their language
        page.set("dir", "rtl")
        body.set("dir", body.get("dir") or "ltr")
    head = etree.SubElement(page, "head")
    etree.SubElement(head, "meta", {"charset": "utf-8"})
    etree.SubElement(head, "title").text = metadata.title
    named = [("author", author) for author in metadata.authors]
    named += [
        ("description", metadata.description),
        ("keywords", ", ".join(metadata.keywords)),
        ("generator", "siglum"),
        ("dcterms.created", date),
        ("dcterms.modified", date),
    ]
    for name, content in named:
        if content:
            etree.SubElement(head, "meta", {"name": name, "content": content})
    faces, rules = (families.names, families.rules) if families else (options.serif, "")
    etree.SubElement(head, "style").text = rules + _sizes(options, faces)
    page.append(body)
    text = etree.tostring(page, method="html", encoding="unicode")
    return "<!DOCTYPE html>\n" + text


def _templates(series: Sequence[Series]) -> Iterator[str]:
    """The classes of the blocks of each series, its name the last; and of what is carried over."""
    for one in series:
        kind = one.name.partition("-in-")[0]
        more = "columns " if one.arrangement == "columns" else ""
        for carried in ("", "-carried"):
            own = f" {one.name}{carried}" if one.name != kind else ""
            yield f"{more}{kind}{carried}{own}"


def _sizes(options: PrintOptions, serif: Sequence[str]) -> str:
    """Page size, type size and families as custom properties that the theme builds on."""
    size = re.sub(r"[^\w. -]", "", options.page) or "A5"
    width = _width(size)
    text, leading = (9.5, 12.0) if width < 125 else (10.5, 13.5) if width < 185 else (11.5, 15.0)
    families = ", ".join('"' + re.sub(r'["\\\n]', "", name) + '"' for name in serif)
    figures = {"lining": "lining-nums", "oldstyle": "oldstyle-nums"}.get(options.figures, "normal")
    hyphens = "auto" if options.hyphenate else "manual"
    return (
        f"@page {{ size: {size} }}\n"
        f":root {{ --serif: {families}, serif; --hyphens: {hyphens}; }}\n"
        f":root {{ --figures: {figures} }}\n"
        f"html {{ font-size: {text}pt; line-height: {leading}pt; --leading: {leading}pt; }}\n"
    )


def _width(size: str) -> float:
    """The width of a page size in millimetres, as far as it can be told."""
    lengths = [float(value) * _MILLIMETRES[unit] for value, unit in _LENGTH.findall(size)]
    if lengths:
        return lengths[0]
    words = size.upper().split()
    width = next((float(_SIZES[word]) for word in words if word in _SIZES), 148.0)
    return width * 2**0.5 if "LANDSCAPE" in words else width

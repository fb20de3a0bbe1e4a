"""The facsimile and sourceDoc of a text -> its surfaces, each with the picture to show for it.

TEI Guidelines 12.1. A picture lies beside the source or on the web; its size comes from the file,
from `@width` and `@height` in pixels, or from the coordinates of the surface.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from lxml import etree

from siglum.exchange.pixels import size_of
from siglum.source.header import plain
from siglum.source.namespaces import TEI, XML_ID

_T: Final = f"{{{TEI}}}"
_SURFACE, _GRAPHIC = f"{_T}surface", f"{_T}graphic"
_HOLDERS: Final = (f"{_T}facsimile", f"{_T}sourceDoc")
_PIXELS: Final = re.compile(r"\s*(\d{1,6})(?:\.\d+)?\s*(?:px)?\s*")
_SMALL: Final = frozenset(("thumb", "thumbnail", "small", "icon"))
_NO_PICTURE: Final = re.compile(r"image/svg|application/|text/")


@dataclass(frozen=True, slots=True)
class Surface:
    """A page or another side of something written: its name, its picture, its size in pixels.

    `url` is the address of the picture as written; a size of 0 is not known. `id` is the
    `xml:id` of the surface or its picture, `credit` what must be said beside it.
    """

    id: str
    label: str
    url: str
    width: int = 0
    height: int = 0
    thumbnail: str = ""
    credit: str = ""


def measured(surfaces: Iterable[Surface]) -> list[Surface]:
    """Those whose size is known: nobody can show the others in their place."""
    return [surface for surface in surfaces if surface.width and surface.height]


def read_surfaces(tei: etree._Element, files: Mapping[str, Path]) -> tuple[Surface, ...]:
    """The surfaces of `tei` that have a picture, in order.

    `files` are the pictures that lie beside the source, by their addresses as written.
    """
    return tuple(surface for surface, _ in find_surfaces(tei, files))


def find_surfaces(
    tei: etree._Element, files: Mapping[str, Path]
) -> list[tuple[Surface, etree._Element]]:
    """As `read_surfaces`, each with the `<graphic>` that it shows."""
    holders = [holder for holder in tei.iterchildren(*_HOLDERS) if _has_picture(holder)]
    if not holders:
        return []
    leaves = _leaves(tei)
    found: dict[str, tuple[Surface, etree._Element]] = {}
    for holder in holders:
        for surface, graphics in _surfaces(holder):
            usable = [one for one in graphics if _is_usable(one, files)]
            if not usable:
                continue
            best = max(usable, key=lambda one: (one.get("n") not in _SMALL, _area(one)))
            small = next((one for one in usable if one.get("n") in _SMALL), None)
            made = _surface(surface, best, files, leaves, len(found) + 1)
            if small is not None and small is not best:
                made = replace(made, thumbnail=_url(small))
            found.setdefault(made.url, (made, best))
    return list(found.values())


def _has_picture(holder: etree._Element) -> bool:
    return any(True for _ in holder.iter(_GRAPHIC))


def _surfaces(
    holder: etree._Element,
) -> Iterator[tuple[etree._Element | None, list[etree._Element]]]:
    """Each surface with its pictures; a picture outside of any is a surface of its own."""
    for element in holder.iter(_SURFACE, _GRAPHIC):
        if element.tag == _SURFACE:
            yield element, [one for one in element.iter(_GRAPHIC) if _nearest(one) is element]
        elif _nearest(element) is None:
            yield None, [element]


def _nearest(graphic: etree._Element) -> etree._Element | None:
    return next(graphic.iterancestors(_SURFACE), None)


def _url(graphic: etree._Element) -> str:
    return graphic.get("url", "").strip()


def _is_usable(graphic: etree._Element, files: Mapping[str, Path]) -> bool:
    if _NO_PICTURE.match(graphic.get("mimeType", "")):
        return False
    url = _url(graphic)
    return url in files or re.match(r"https?://[^\s/]+/\S*$", url) is not None


def _area(graphic: etree._Element) -> int:
    return _pixels(graphic.get("width", "")) * _pixels(graphic.get("height", ""))


def _pixels(value: str) -> int:
    found = _PIXELS.fullmatch(value)
    return int(found[1]) if found else 0


def _surface(
    surface: etree._Element | None,
    graphic: etree._Element,
    files: Mapping[str, Path],
    leaves: Mapping[str, str],
    number: int,
) -> Surface:
    url = _url(graphic)
    width, height = size_of(files[url]) if url in files else (0, 0)
    if not (width and height):
        width, height = _pixels(graphic.get("width", "")), _pixels(graphic.get("height", ""))
    holder = graphic if surface is None else surface
    if not (width and height) and surface is not None:
        width = _pixels(surface.get("lrx", "")) - _pixels(surface.get("ulx", "0"))
        height = _pixels(surface.get("lry", "")) - _pixels(surface.get("uly", "0"))
    if width <= 0 or height <= 0:
        width = height = 0
    own = [one.get(XML_ID, "") for one in (holder, graphic)]
    label = next((leaves[key] for key in (*own, url) if key in leaves), "")
    label = label or holder.get("n", "") or _heading(surface) or holder.get("type", "")
    credit = graphic.find(f"{_T}desc")
    return Surface(
        next(filter(None, own), ""),
        label or str(number),
        url,
        width,
        height,
        credit="" if credit is None else plain(credit),
    )


def _heading(surface: etree._Element | None) -> str:
    for name in ("label", "desc"):
        found = None if surface is None else surface.find(f"{_T}{name}")
        if found is not None and (words := plain(found)):
            return words
    return ""


def _leaves(tei: etree._Element) -> dict[str, str]:
    """What page breaks call the surface or the picture that they point to."""
    found: dict[str, str] = {}
    for text in tei.iterchildren(f"{_T}text"):
        for leaf in text.iter(f"{_T}pb"):
            if number := leaf.get("n", "").strip():
                for token in leaf.get("facs", "").split():
                    found.setdefault(token.removeprefix("#"), number)
    return found

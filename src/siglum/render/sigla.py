"""Places for sigla in the HTML of a unit -> the sigla in them.

An apparatus has a few dozen sigla and hundreds of thousands of places for them. Stylesheets make
each siglum once, and leave for a row of sigla an empty element that names their keys; the row is
filled in when the HTML is text, so that nothing walks over the same letters again and again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape, unescape

from lxml import etree

#: What stylesheets leave for a row of sigla, as HTML and as XML write it.
_PLACE = re.compile(r'<span data-sigla="([^"]*)"(?:></span>|/>)')
_TAG = re.compile(r"<[^>]*>")
#: The class of the section in which stylesheets make every siglum of a unit.
SECTION = "sigla"


@dataclass(slots=True)
class Sigla:
    """The sigla of a unit by their keys, as HTML, and rows of them that were made before."""

    labels: dict[str, str] = field(default_factory=dict)
    # what was made: the HTML of pointers and how many letters it has, and the same of rows of them
    _made: dict[str, str] = field(default_factory=dict)
    _letters: dict[str, int] = field(default_factory=dict)
    _rows: dict[str, tuple[str, int]] = field(default_factory=dict)

    def fill(self, markup: str) -> str:
        """`markup` with all its sigla."""
        return _PLACE.sub(lambda place: self._row(place[1])[0], markup)

    def exceed(self, markup: str, most: int) -> bool:
        """Whether `markup` will have more letters than `most` when filled, tags not counted."""
        places = _PLACE.findall(markup)
        rows = sum([self._row(keys)[1] for keys in places])
        # what is in quotation marks is part of a tag: mostly that is enough to know
        if len(markup) - sum(map(len, places)) + rows <= most:
            return False
        return len(_TAG.sub("", markup)) + rows > most

    def _row(self, keys: str) -> tuple[str, int]:
        row = self._rows.get(keys)
        if row is None:
            pointers = unescape(keys).split()
            try:
                letters = sum(map(self._letters.__getitem__, pointers))
            except KeyError:
                self._make(pointers)
                letters = sum(map(self._letters.__getitem__, pointers))
            made = " ".join(map(self._made.__getitem__, pointers))
            row = self._rows[keys] = made, letters + max(0, len(pointers) - 1)
        return row

    def _make(self, pointers: Iterable[str]) -> None:
        for pointer in pointers:
            key = pointer.removeprefix("#")
            label = self.labels[key] if key in self.labels else escape(key)
            self._made[pointer] = label
            self._letters[pointer] = len(_TAG.sub("", label))


def take_sigla(unit: etree._Element, method: str) -> Sigla:
    """Take the section of sigla out of a rendered unit; `method` is that of `etree.tostring`."""
    sigla = Sigla()
    for section in unit.findall(f"section[@class='{SECTION}']"):
        for label in section:
            written = "".join(
                etree.tostring(part, encoding="unicode", method=method, with_tail=False)
                for part in label
            )
            sigla.labels[label.get("data-key", "")] = written
        unit.remove(section)
    return sigla

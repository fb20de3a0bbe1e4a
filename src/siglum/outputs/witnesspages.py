"""A document with many witnesses -> the text of each of them by itself, on pages of its own.

Rows of the synopsis of a unit are made once, and their HTML once for all witnesses that read the
same; each witness then takes its own. What is known of a unit lies in a file until it is.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, Final, NamedTuple

from siglum.edition import Document
from siglum.outputs.overview import put
from siglum.outputs.synopsis import Model
from siglum.outputs.trees import Tree
from siglum.render.pages import Choice, Link, Pages, choices
from siglum.render.urls import document_page, fragment, relative
from siglum.source.identity import file_name
from siglum.together import make_together
from siglum.variation.synopsis import EDITED, Row, Version, read_synopsis

#: A page has about so many letters of HTML, which is less than 60 KB when it travels.
_LETTERS = 150_000
#: More witnesses than these are listed once, on a page of their own, and not above every page.
_LISTED = 100
_GAP: Final = '<span class="gone">[…]</span>'


class _Block(NamedTuple):
    """A block of a unit: its address, its number and kind, its versions, and who has which.

    Number and versions are HTML.
    """

    id: str
    number: str
    kind: str
    words: list[str]
    of: dict[str, int]


class _Page(NamedTuple):
    """A page of one witness: the first unit on it, and its HTML."""

    unit: int
    html: str


class Other(NamedTuple):
    """A witness that one may read by itself, and where."""

    choice: Choice
    href: str


class WitnessPages:
    """The pages of all witnesses of one document, once they are written."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.choices = choices(document)
        self._names: dict[str, str] = {}
        taken = {"index.html"}
        for one in self.choices:
            name = wanted = file_name(one.key) or "witness"
            number = 2
            while name.lower() in taken:
                name, number = f"{wanted}_{number}", number + 1
            taken.add(name.lower())
            self._names[one.key] = name
        self._first: dict[str, list[int]] = {}  # of each witness: the units its pages begin with

    def page(self, key: str, number: int = 0) -> str:
        """The address of a page of a witness."""
        name = f"{number + 1}.html" if number else "index.html"
        return document_page(self._document, f"witness/{self._names[key]}/{name}")

    @property
    def listed(self) -> str:
        """The page that lists all witnesses, where they are too many for every page."""
        many = len(self.choices) > _LISTED
        return document_page(self._document, "witness/index.html") if many else ""

    def at(self, unit: int) -> list[Other]:
        """Where each witness has a unit; nothing where they are listed on a page of their own."""
        found: list[Other] = []
        if self.listed:
            return found
        for one in self.choices:
            number = bisect_right(self._first[one.key], unit) - 1
            found.append(Other(one, f"{self.page(one.key, number)}#{_anchor(unit)}"))
        return found

    def keep(self, number: int, rows: Sequence[Row], phrases: Mapping[str, str]) -> None:
        """Keep the rows of the synopsis of a unit, which somebody has made already."""
        page = document_page(self._document, self._document.units[number].page)
        away = relative(self.page(self.choices[0].key), page)  # all are as far away
        told = json.dumps([_block(row, away, phrases) for row in rows])
        self._kept(number).write_text(told, "utf-8")

    def _kept(self, number: int) -> Path:
        return self._document.store / f"blocks-{number}.json"

    def write(self, pages: Pages, model: Model, tree: Tree, jobs: int = 1) -> None:
        """Write them; `model` makes what is told of one, as of a synopsis."""
        document = self._document
        keys = [one.key for one in self.choices]

        def gather(number: int) -> Path:
            made = self._kept(number)
            if not made.exists():
                self.keep(number, read_synopsis(document, number, keys), pages.phrases)
            return made

        units: list[list[_Block]] = []
        for made in make_together(gather, len(document.units), jobs):
            units.append([_Block(*one) for one in json.loads(made.read_bytes())])
            made.unlink()

        def make(number: int) -> tuple[list[int], list[Path]]:
            parts = list(_cut(units, keys[number]))
            written = []
            for at in range(len(parts)):
                told = pages.render("witness.html", *self._told(number, at, parts, model))
                written.append(document.store / f"witness-{number}-{at}.html")
                written[-1].write_text(told, "utf-8", newline="")
            return [part.unit for part in parts], written

        for key, (first, written) in zip(keys, make_together(make, len(keys), jobs), strict=True):
            self._first[key] = first
            for at, path in enumerate(written):
                put(tree, self.page(key, at), path.read_bytes())
                path.unlink()

        if self.listed:
            told = model(self.listed, pages.phrases["each_witness"], "") | {
                "others": self._others(),
                "edited_page": document_page(document),
            }
            put(tree, self.listed, pages.render("witnesslist.html", self.listed, told))

    def _others(self) -> list[Other]:
        return [Other(other, self.page(other.key)) for other in self.choices]

    def _told(
        self, number: int, at: int, parts: Sequence[_Page], model: Model
    ) -> tuple[str, dict[str, Any]]:
        """The address of a page, and what its template is given."""
        document, one = self._document, self.choices[number]
        titles = [document.units[part.unit].title if n else "" for n, part in enumerate(parts)]
        links = [
            Link(", ".join(filter(None, (one.siglum, title))), self.page(one.key, n))
            for n, title in enumerate(titles)
        ]
        page = links[at].href
        return page, model(page, one.siglum, links[at].title) | {
            "choice": one,
            "others": () if self.listed else self._others(),
            "listed": self.listed,
            "body": parts[at].html,
            "unit_page": document_page(document, document.units[parts[at].unit].page),
            "text_language": document.language,
            "previous": links[at - 1] if at else None,
            "next": links[at + 1] if at + 1 < len(links) else None,
        }


def _cut(units: Sequence[Sequence[_Block]], key: str) -> Iterator[_Page]:
    """The text of one witness, cut between units where a page would be too long."""
    first, written, length = 0, list[str](), 0
    gone = False
    for number, blocks in enumerate(units):
        own = ""
        for block in blocks:
            words = block.words[block.of[key]] if key in block.of else ""
            if words and not (gone and words == _GAP):  # what is lost for long is lost once
                own += _html(block, words)
                gone = words.endswith(_GAP)
        if written and length + len(own) > _LETTERS:
            yield _Page(first, "\n".join(written))
            first, written, length = number, [], 0
        written.append(f'<section id="{_anchor(number)}">\n{own}</section>')
        length += len(own)
    yield _Page(first, "\n".join(written))


def _anchor(unit: int) -> str:
    return f"s-unit-{unit + 1}"


def _html(block: _Block, words: str) -> str:
    """A block as a witness has it."""
    tag = "h2" if block.kind == "head" else "p"
    name = f' id="{escape(block.id)}"' if block.id else ""
    return f'<{tag} class="{block.kind or "p"}"{name}>{block.number}{words}</{tag}>\n'


def _block(row: Row, away: str, t: Mapping[str, str]) -> _Block:
    """A row with the HTML of its number and of all its versions; the unit's page is `away`."""
    number = ""
    if row.number and row.id:
        last = row.number.rsplit(".", 1)[-1]
        often = row.kind == "l" and last.isdecimal() and int(last) % 5 and last != "1"
        shown = "" if often else " data-show"
        href = f"{escape(away)}#{escape(fragment(row.id))}"
        number = f'<a class="n" href="{href}"{shown}>{escape(row.number)}</a> '
    words = [_words(version, away, t) for version in row.versions]
    of = {key: at for at, one in enumerate(row.versions) for key in one.keys if key != EDITED}
    return _Block(row.id, number, row.kind, words, of)


def _words(version: Version, away: str, t: Mapping[str, str]) -> str:
    """The words of a version; a departure leads to its entry on the page of the unit."""
    told: list[str] = []
    for kind, text, entry in version.pieces:
        words = escape(text, quote=False)
        if kind == "gap":
            told.append(f" {_GAP} ")
        elif kind == "departure":
            href = f"{escape(away)}#{escape(fragment(entry))}"
            om = "" if text.strip() else f' om" title="{escape(t["omitted"])}'
            label = "" if text.strip() else f' aria-label="{escape(t["omitted"])}"'
            told.append(f'<a class="alt{om}" href="{href}"{label}>{words}</a>')
        else:
            told.append(words)
    return "".join(told).strip()

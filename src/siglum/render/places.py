"""The HTML of a unit -> the same HTML with what a page needs to set entries beside their words.

Nothing here changes a word. Each lemma and each entry gets the names by which the style sheet
aligns them (CSS anchor positioning); the page learns which headings and numbers it holds. The
HTML is read tag by tag, because libxml2 writes it canonically and most of it passes untouched.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from siglum.render.contents import Heading
from siglum.render.stylesheets import RenderedUnit

#: (Possessive, since nothing in a tag can be read in two ways: it takes half the time.)
_TAG = re.compile(r"<([a-zA-Z][\w-]*+)((?:\s++[\w:.-]++(?:=(?:\"[^\"]*+\"|'[^']*+'))?+)*+)\s*+/?>")
_ATTRIBUTE = re.compile(r"([\w:.-]+)(?:=(?:\"([^\"]*)\"|'([^']*)'))?")
_PLACED = re.compile(r'(?: style="([^"]*)")? data-row="(\d+)" data-span="(\d+)"')
_NUMBER = re.compile(r"<a class=\"n\"[^>]*>([^<]*)</a>")
#: The id of an element; a quotation mark in running text is no part of a tag. (What stands before
#: it is looked at last, so that the letters of «id» are what is looked for.)
_ID = re.compile(r"id=\"(?<=[\"\w] id=\")([^\"<>]*)\"(?=[^<>]*>)")
_HEADING = re.compile(r"<h([2-6])([^>]*)>(.*?)</h\1>", re.DOTALL)
_ASIDE = re.compile(r"<a class=\"noteref\".*?</a>|<span class=\"alt.*?</span>|<[^>]*>", re.DOTALL)
#: A class as it stands among attributes: most tags have none of these, which is seen faster than
#: tags are read.
_CLASSED = re.compile(r' class="(?:alt[" ]|at"|(?:[^"]* )?lemma[" ])')
_APP = re.compile(r' class="(?:[^"]* )?app[" ]')
#: An entry with more letters than this is folded in the margin until one asks for it.
_LONG = 520


@dataclass(frozen=True, slots=True)
class PlacedUnit:
    """A unit ready for its page.

    `numbers` is the room its marginal numbers take, in characters; `first` the identifier of
    the first numbered line, for the example of an address.
    """

    text: str
    notes: str
    apparatus: str
    headings: tuple[Heading, ...]
    numbers: int
    first: str


def place_unit(unit: RenderedUnit, references: Mapping[str, str] | None = None) -> PlacedUnit:
    """Bring the parts of a rendered unit together for a page.

    `references` are those of citable passages, by identifier.
    """
    anchors: dict[str, int] = {}
    text = _mark_passages(_mark_lemmata(set_rows(unit.text), anchors), references or {})
    first = re.search(r"<a class=\"n\"[^>]*href=\"#([^\"]*)\"", text)
    return PlacedUnit(
        text,
        unit.notes,
        unit.sigla.fill(_mark_entries(unit, anchors)),
        headings(text),
        longest_number(text),
        unquote(html.unescape(first[1])) if first else "",
    )


def longest_number(text: str) -> int:
    """How many signs the longest number in the margin of a text has."""
    return max((len(html.unescape(label)) for label in _NUMBER.findall(text)), default=0)


def headings(text: str) -> tuple[Heading, ...]:
    """The headings of a text that can be linked to: with an id, or first in a part that has one."""
    found: list[Heading] = []
    for heading in _HEADING.finditer(text):
        attributes = _attributes(heading[2])
        identifier = attributes.get("id", "")
        if not identifier:
            before = re.search(r"<div([^>]*)>\s*$", text[: heading.start()])
            identifier = _attributes(before[1]).get("id", "") if before else ""
        words = plain_words(heading[3])
        if identifier and words:
            found.append(Heading(words, identifier, int(heading[1])))
    return tuple(found)


def plain_words(markup: str) -> str:
    """The words of some HTML, without calls of notes and readings of witnesses."""
    return " ".join(html.unescape(_ASIDE.sub("", markup)).split())


def begins_with(text: str, title: str) -> bool:
    """Whether the first heading of `text` says what `title` says, so that one of them is enough."""
    heading = _HEADING.search(text)
    if heading is None or _NUMBER.search(text[: heading.start()]):
        return False
    return _letters(plain_words(heading[3])) == _letters(title) != ""


def prefix_ids(markup: str, prefix: str) -> str:
    """`markup` with `prefix` before its ids, for a page that shows several documents.

    Links to these ids follow; other addresses stay.
    """
    own = {_attributes(tag[2]).get("id", "") for tag in _TAG.finditer(markup)} - {""}

    def change(tag: re.Match[str]) -> str:
        attributes = _attributes(tag[2])
        if "id" not in attributes and "href" not in attributes:
            return tag[0]
        if "id" in attributes:
            attributes["id"] = prefix + attributes["id"]
        href = attributes.get("href", "")
        if href.startswith("#") and href[1:] in own:
            attributes["href"] = f"#{prefix}{href[1:]}"
        return _tag(tag[1], attributes)

    return _TAG.sub(change, markup)


def set_rows(text: str) -> str:
    """Tell style sheets the row of each block of parallel texts: CSS reads no attributes."""

    def change(found: re.Match[str]) -> str:
        style = f"{html.unescape(found[1])};" if found[1] else ""
        return f' style="{html.escape(style)}--row:{found[2]};--span:{found[3]}"'

    return _PLACED.sub(change, text) if " data-row=" in text else text


def _mark_lemmata(text: str, anchors: dict[str, int]) -> str:
    """Name the words that entries stand beside; `anchors` learns which entry has which name.

    What a witness reads instead stands before the lemma and takes over its name when it is
    shown in its place.
    """
    waiting: list[int] = []  # where the tags of readings end
    pieces: list[str] = []
    done = number = 0
    for tag in _tags(text, _CLASSED):
        attributes = _attributes(tag[2])
        classes = _classes(attributes)
        if classes[0] == "alt":
            waiting.append(tag.end() - 1)
        elif "lemma" in classes:
            name = ""
            if identifier := attributes.get("id", ""):
                number += 1
                anchors[identifier.removesuffix("--1")] = number
                name = f' style="--me:--v{number}"'
            entry = identifier.removesuffix("--1") or attributes.get("data-entries", "").split()[0]
            for end in waiting:
                pieces += (text[done:end], f' data-for="{entry}"', name)
                done = end
            waiting = []
            pieces += (text[done : tag.end() - 1], name)
            done = tag.end() - 1
        elif number and classes == ["at"]:
            identifier = attributes.get("id", "")
            if identifier.endswith("--1"):
                anchors.setdefault(identifier.removesuffix("--1"), number)
    return "".join((*pieces, text[done:]))


def _mark_passages(text: str, references: Mapping[str, str]) -> str:
    """Let each citable passage tell its reference."""

    def change(named: re.Match[str]) -> str:
        reference = references.get(html.unescape(named[1]))
        return named[0] if reference is None else f'{named[0]} data-ref="{html.escape(reference)}"'

    return _ID.sub(change, text) if references else text


def _mark_entries(unit: RenderedUnit, anchors: dict[str, int]) -> str:
    """Name the entries and say beside which words, and below which entry, each stands."""
    apparatus = unit.apparatus
    found = list(_tags(apparatus, _APP))
    written: list[str] = [apparatus[: found[0].start()]] if found else [apparatus]
    ends = [tag.start() for tag in found[1:]] + [len(apparatus)]
    for number, (tag, end) in enumerate(zip(found, ends, strict=False), start=1):
        inside = apparatus[tag.end() : end]
        attributes = _attributes(tag[2])
        if unit.sigla.exceed(inside, _LONG):
            attributes["class"] += " long"
        style = f"--me:--a{number}"
        if number > 1:
            style += f";--prev:--a{number - 1}"
        if at := anchors.get(attributes.get("id", "")):
            style += f";--at:--v{at}"
        attributes["style"] = style
        written += [_tag(tag[1], attributes), inside]
    return "".join(written)


def _tags(markup: str, mark: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The tags of some HTML in whose attributes `mark` is found; libxml2 quotes values doubly."""
    for found in mark.finditer(markup):
        start = markup.rfind("<", 0, found.start())
        while markup.startswith("<!", start):  # the one thing that it leaves as it is in values
            start = markup.rfind("<", 0, start)
        tag = _TAG.match(markup, start) if start >= 0 else None
        if tag is not None and tag.end() > found.start():
            yield tag


def _classes(attributes: Mapping[str, str]) -> list[str]:
    return attributes.get("class", "").split(" ")


def _attributes(written: str) -> dict[str, str]:
    """The attributes of a tag, their values still escaped."""
    return {
        name: double or single.replace('"', "&quot;")
        for name, double, single in _ATTRIBUTE.findall(written)
    }


def _tag(name: str, attributes: dict[str, str]) -> str:
    written = "".join(
        f" {key}" if key == "hidden" else f' {key}="{value}"' for key, value in attributes.items()
    )
    return f"<{name}{written}>"


def _letters(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())

"""Entries and notes of layers that stand apart -> lists of them after their text, or the book.

Such an entry is found by the page and the line of its lemma: «p. 12) 5 arma] …». The layout writes
them when it comes to the list (`siglum.print.endings`), for then the pages of the text are known;
until then there are figures in their place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from siglum.print.options import Series
from siglum.print.tree import classes, text_of

__all__ = ["Endnotes", "home_of"]

#: What of an entry is written late: its number, and ranks of the words of its lemma.
_SLOTS = frozenset({"lno", "rank", "rank last"})
#: Attributes that tell how the words of a text are to be read.
_LANGUAGE = ("lang", "dir")

#: The text that an entry belongs to, if the book has parts.
Home = etree._Element | None  # noqa: SLF001 - lxml has no other name for the type


class Endnotes:
    """Gathers what stands after the texts, in the order of these."""

    def __init__(self, series: Iterable[Series]) -> None:
        self._series = {one.name: one for one in series if one.place != "foot"}
        self._gathered: dict[str, list[tuple[Home, etree._Element]]] = {}

    def has(self, series: str) -> bool:
        """Whether what belongs to a series stands after the text."""
        return series in self._series

    def add(self, series: str, home: Home, element: etree._Element, identifier: str = "") -> None:
        """Take in a finished entry (with its identifier) or note, which the text has no more."""
        for slot in element.iter("span") if identifier else ():
            if slot.get("class") in _SLOTS:
                slot.set("data-endnote", identifier)
        self._gathered.setdefault(series, []).append((home, element))

    def set_lists(self, root: etree._Element) -> None:
        """Put all lists where they belong."""
        body = root.find("body") if root.tag == "html" else root
        whole = root if body is None else body
        for layer in dict.fromkeys(_layer(name) for name in self._series):
            names = [name for name in self._series if _layer(name) == layer]
            homes = list(
                dict.fromkeys(h for name in names for h, _ in self._gathered.get(name, ()))
            )
            if not homes:
                continue
            if self._series[names[0]].place == "end":
                for home in homes:
                    section = _section(whole if home is None else home, self._series[names[0]])
                    self._fill(section, names, home)
                continue
            section = _section(whole, self._series[names[0]])
            for home in homes:
                around = etree.SubElement(section, "div")
                for name in _LANGUAGE if home is not None else ():
                    if home is not None and (value := home.get(name)):
                        around.set(name, value)
                if len(homes) > 1 and (title := _title(home)):
                    etree.SubElement(around, "p", {"class": "endnotes-of"}).text = title
                self._fill(around, names, home)

    def _fill(self, holder: etree._Element, names: list[str], home: Home) -> None:
        """The entries of a text, as they are arranged, and below them the notes."""
        for name in names:
            mine = [element for one, element in self._gathered.get(name, ()) if one is home]
            if not mine:
                continue
            once = self._series[name].arrangement == "run-on"
            _chain(mine, once=once)
            within = holder
            if self._series[name].arrangement == "columns":
                within = etree.SubElement(holder, "div", {"class": "columns"})
            if once:
                paragraph = etree.SubElement(within, "p", {"class": "endnotes-run"})
                paragraph.set("data-endnotes", "")
                paragraph.extend(_with_gaps(mine))
                continue
            for element in mine:
                paragraph = etree.SubElement(within, "p", {"class": "endnote"})
                paragraph.set("data-endnotes", "")
                paragraph.append(element)


def _chain(entries: list[etree._Element], *, once: bool) -> None:
    """Tell the number of each entry which one is before it; `once`: a line is told once."""
    behind = ""
    for entry in entries:
        number = next((slot for slot in entry.iter("span") if slot.get("class") == "lno"), None)
        if number is None or not (name := number.get("data-endnote")):
            continue
        if behind:
            number.set("data-behind", behind)
        if once:
            number.set("data-once", "")
        behind = name


def _layer(series: str) -> str:
    return series.partition("-in-")[2]


def _section(around: etree._Element, series: Series) -> etree._Element:
    section = etree.SubElement(around, "section", {"class": f"endnotes {_layer(series.name)}"})
    section.set("data-place", series.place)
    if series.title:
        etree.SubElement(section, "p", {"class": "endnotes-title"}).text = series.title
    return section


def _title(home: Home) -> str:
    """What a text is called."""
    found = home.find("header/h1") if home is not None else None
    return "" if found is None else " ".join(text_of(found).split())


def _with_gaps(entries: list[etree._Element]) -> Iterator[etree._Element]:
    """Entries that follow each other in a paragraph, a wide space between them."""
    for at, entry in enumerate(entries):
        if at:
            gap = etree.Element("span", {"class": "entry-gap"})
            gap.text = " "
            yield gap
        yield entry


def home_of(element: etree._Element) -> Home:
    """The text in which an element stands."""
    return next((up for up in element.iterancestors() if "part" in classes(up)), None)

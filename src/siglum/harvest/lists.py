"""The file for harvesters -> formats, sets, single items, and lists of them page by page.

Items have numbers in the order of datestamp and identifier. What a list holds is a stretch of these
numbers, so that its length is known without counting, and a page begins where the last item ended,
whatever was published meanwhile.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from siglum.harvest.layout import FORMAT, having
from siglum.harvest.tokens import Listing

#: A page ends after so many records, or so many bytes of them.
PAGE: Final = 100
BYTES: Final = 2_000_000
#: Of sets it has so many.
SETS: Final = 1000
#: After every identifier.
_BEYOND: Final = chr(0x10FFFF)
_IDS: Final = re.compile(rb"""\sxml:id\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@dataclass(frozen=True, slots=True)
class Format:
    """A format of records: its prefix, schema and namespace, and whether every text has one."""

    prefix: str
    number: int
    schema: str
    namespace: str
    whole: bool

    @property
    def first(self) -> int:
        """The key of the record of the first text."""
        return self.number * FORMAT


@dataclass(frozen=True, slots=True)
class Item:
    """An item: its number among all, and that of its text, if it was not withdrawn."""

    number: int
    text: int | None


@dataclass(slots=True)
class Page:
    """Some records (or headers) of a list, as XML; `size` is that of the list, if it is known.

    Records are in parts, since one may be large and is copied nowhere.
    `stamp` and `id` are those of the last one, `more` says whether others follow.
    """

    records: list[tuple[bytes, ...]] = field(default_factory=list)
    stamp: str = ""
    id: str = ""
    more: bool = False
    size: int = 0


class Lists:
    """What there is in one file."""

    def __init__(self, file: sqlite3.Connection) -> None:
        self._ask = file.execute

    def formats(self) -> list[Format]:
        """All formats, by their prefixes."""
        told = "SELECT prefix, number, schema, namespace, whole FROM formats ORDER BY prefix"
        return [Format(*row) for row in self._ask(told)]

    def format(self, prefix: str) -> Format | None:
        """The format with that prefix."""
        return next((one for one in self.formats() if one.prefix == prefix), None)

    def formats_of(self, item: Item) -> list[Format]:
        """The formats in which there is a record of an item; a withdrawn one is so in all."""
        return [one for one in self.formats() if self.one(item, one).records]

    def has_sets(self) -> bool:
        """Whether there is any set."""
        return self._value("SELECT 1 FROM sets LIMIT 1") is not None

    def count_sets(self) -> int:
        """How many sets there are."""
        return int(self._value("SELECT count(*) FROM sets"))

    def sets(self, spec: str) -> tuple[list[tuple[str, str]], bool]:
        """A page of sets after that with a spec, their specs and names, and whether others follow.

        Those above come before those below.
        """
        told = "SELECT spec, name FROM sets WHERE spec > ? ORDER BY spec LIMIT ?"
        sets = self._ask(told, (spec, SETS + 1)).fetchall()
        return sets[:SETS], len(sets) > SETS

    def sample(self) -> str:
        """The identifier of some item, or nothing."""
        return self._value("SELECT id FROM items ORDER BY id LIMIT 1") or ""

    def item(self, identifier: str) -> Item | None:
        """The item with that identifier."""
        row = self._ask("SELECT number, text FROM items WHERE id = ?", (identifier,)).fetchone()
        return None if row is None else Item(*row)

    def one(self, item: Item, chosen: Format) -> Page:
        """The record of an item in a format, if there is one."""
        page = Page()
        for _, _, header, about, data in self._rows(chosen, item.number, item.number, None, True):
            page.records.append(_record(header, about, data))
        return page

    def page(self, listing: Listing, chosen: Format, records: bool) -> Page:
        """The next page of a list, of records or of headers.

        What was to follow may have left the list since its first page. Then the last one that was
        given is given again, since a list never ends with an empty page.
        """
        chosen_set = self._value("SELECT number FROM sets WHERE spec = ?", listing.spec)
        if listing.spec and chosen_set is None:
            return Page()
        if not chosen.whole:
            chosen_set = having(chosen.number, chosen_set)
        low, high = self._stretch(listing)
        page = Page()
        if not listing.cursor:
            page.size = self._size(low, high, chosen_set)
            if not page.size:
                return page
        rows = self._rows(chosen, low, high, chosen_set, records)
        self._fill(page, rows, records)
        if listing.cursor and not page.records:
            rows = self._rows(chosen, 1, low - 1, chosen_set, records, "DESC")
            for row in rows:
                self._fill(page, iter([row]), records)
                break
        return page

    def _fill(
        self, page: Page, rows: Iterator[tuple[str, str, bytes, bytes, bytes | None]], records: bool
    ) -> None:
        size, ids = 0, set[bytes]()
        for stamp, name, header, about, data in rows:
            size += len(data or b"")
            found = _ids(data) if records and data else set()
            if page.records and (len(page.records) == PAGE or size > BYTES or found & ids):
                page.more = True
                return
            ids |= found
            page.records.append(_record(header, about, data) if records else (header,))
            page.stamp, page.id = stamp, name

    def _stretch(self, listing: Listing) -> tuple[int, int]:
        """The numbers of the first and the last item that a list may still hold."""
        last = listing.last + ("T23:59:59Z" if len(listing.last) == len("2026-11-28") else "")
        low = 1
        if listing.cursor:
            low = self._after((listing.stamp, listing.id))
        elif listing.first:
            low = self._after((listing.first, ""))
        return low, self._after((last, _BEYOND)) - 1 if last else self._last()

    def _after(self, place: tuple[str, str]) -> int:
        """The number of the first item after a datestamp and an identifier, or one more than all.

        Numbers follow these, so that no index is needed.
        """
        low, high = 1, self._last() + 1
        while low < high:
            middle = (low + high) // 2
            told = "SELECT stamp, id FROM items WHERE number = ?"
            if self._ask(told, (middle,)).fetchone() > place:
                high = middle
            else:
                low = middle + 1
        return low

    def _last(self) -> int:
        return self._value("SELECT max(number) FROM items") or 0

    def _size(self, low: int, high: int, chosen_set: int | None) -> int:
        """How many items there are from `low` to `high`."""
        if chosen_set is None:
            return max(0, high - low + 1)
        told = 'SELECT rank FROM members WHERE "set" = ? AND item {} ? ORDER BY item {} LIMIT 1'
        first = self._value(told.format(">=", ""), chosen_set, low)
        last = self._value(told.format("<=", "DESC"), chosen_set, high)
        return max(0, last - first + 1) if first and last else 0

    def _rows(
        self,
        chosen: Format,
        low: int,
        high: int,
        chosen_set: int | None,
        records: bool,
        order: str = "",
    ) -> Iterator[tuple[str, str, bytes, bytes, bytes | None]]:
        """Datestamp, identifier, header, terms of use and record of items, in their order."""
        source, values = _source(chosen, low, high, chosen_set)
        data = "r.data" if records else "NULL"
        told = f"SELECT i.stamp, i.id, i.header, i.about, {data} {source}"
        # The same number, but SQLite sorts a whole set unless it is that of its own table
        number = "i.number" if chosen_set is None else "m.item"
        return self._ask(f"{told} ORDER BY {number} {order}", values)

    def _value(self, told: str, *values: object) -> Any:
        row = self._ask(told, values).fetchone()
        return None if row is None else row[0]


def _source(
    chosen: Format, low: int, high: int, chosen_set: int | None
) -> tuple[str, tuple[int, ...]]:
    """The part of a command that names the items of a stretch with their records."""
    joined = "LEFT JOIN records r ON r.key = ? + i.text"
    there = "(i.text IS NULL OR r.key IS NOT NULL)"
    if chosen_set is None:
        told = f"FROM items i {joined} WHERE i.number BETWEEN ? AND ? AND {there}"
        return told, (chosen.first, low, high)
    told = (
        f"FROM members m CROSS JOIN items i ON i.number = m.item {joined}"
        f' WHERE m."set" = ? AND m.item BETWEEN ? AND ? AND {there}'
    )
    return told, (chosen.first, chosen_set, low, high)


def _record(header: bytes, about: bytes, data: bytes | None) -> tuple[bytes, ...]:
    if data is None:
        return b"<record>", header, b"</record>"
    return b"<record>", header, b"<metadata>", data, b"</metadata>", about, b"</record>"


def _ids(data: bytes) -> set[bytes]:
    """The values of all xml:id, and perhaps of words that look like one, which does no harm."""
    return {one or other for one, other in _IDS.findall(data)} if b"xml:id" in data else set()

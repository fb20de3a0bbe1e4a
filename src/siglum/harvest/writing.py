"""Formats, records and what was published of each text -> the file for harvesters.

Records come first, in the order of the edition, and whatever has a datestamp last: making records
takes long, and the moment of publication is known only when all is made. The same calls give the
same bytes.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from siglum.harvest.layout import (
    APPLICATION,
    ASIDE,
    FORMAT,
    ITEM_INDEXES,
    TABLES,
    TEXT_INDEXES,
    VERSION,
    having,
)

_RIGHTS = "http://www.openarchives.org/OAI/2.0/rights/"
_RIGHTS_SCHEMA = f"{_RIGHTS} http://www.openarchives.org/OAI/2.0/rights.xsd"


@dataclass(frozen=True, slots=True)
class Offer:
    """A format that harvesters may ask for: its prefix, its schema and its namespace.

    One with `like` has the records of the format with that prefix.
    """

    prefix: str
    schema: str
    namespace: str
    like: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """What was published of one text, and when; a text that was withdrawn has no number.

    `text` is its number in the edition, from 0; `sets` are the specs of its sets, `rights` the
    addresses of its licences.
    """

    id: str
    stamp: str
    text: int | None
    sets: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage and where it lies in the bytes of its text.

    `parent` is the number of the passage around it in its tree, `last` that of the last one in it;
    `told` is the rest of what is said of it, as JSON. `opening` and `closing` are the contexts of
    its begin and its end.
    """

    ref: str
    level: int
    parent: int | None
    last: int
    told: str
    begin: int
    end: int
    opening: int
    closing: int


@dataclass(frozen=True, slots=True)
class Resource:
    """A text as a document: its identifier, what is said of it (JSON), its TEI, what is cited.

    `trees` are its citation trees with their names; `contexts` the start tags, as JSON, that
    passages lie in.
    """

    id: str
    told: str
    tei: bytes
    trees: Sequence[tuple[str, Sequence[Placed]]] = ()
    contexts: Sequence[str] = ()


class Writer:
    """The file while it is written: formats first, then records, then items, then `finish`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._file = connection
        self._path = path
        self._numbers: dict[str, int] = {}
        self._offers: list[Offer] = []
        self._whole: dict[int, int] = {}
        self._texts = 0
        self._has_all = False

    def offer(self, offers: Iterable[Offer]) -> None:
        """Say which formats there are; one that is like another follows it."""
        for one in offers:
            self._offers.append(one)
            self._numbers[one.prefix] = self._numbers.get(one.like, len(self._numbers))

    def add_text(self, records: Mapping[str, bytes], resource: Resource | None = None) -> None:
        """The records of the next text, by the prefix of their format; some may be missing.

        As a document it has the same TEI, or one that is no record.
        """
        if resource is not None:
            self._add_resource(resource, records)
        for prefix, data in records.items():
            number = self._numbers[prefix]
            self._whole[number] = self._whole.get(number, 0) + 1
            self._file.execute(
                "INSERT INTO records VALUES (?, ?)", (number * FORMAT + self._texts, data)
            )
        self._texts += 1

    def _add_resource(self, resource: Resource, records: Mapping[str, bytes]) -> None:
        text = self._texts
        shared = next((name for name, data in records.items() if data is resource.tei), None)
        key = (ASIDE if shared is None else self._numbers[shared]) * FORMAT + text
        if shared is None:
            self._file.execute("INSERT INTO records VALUES (?, ?)", (key, resource.tei))
        row = (text, resource.id, resource.told, key)
        self._file.execute("INSERT INTO resources VALUES (?, ?, ?, ?)", row)
        self._file.executemany(
            "INSERT INTO contexts VALUES (?, ?, ?)",
            ((text, number, tags) for number, tags in enumerate(resource.contexts)),
        )
        for tree, (name, passages) in enumerate(resource.trees):
            self._file.execute("INSERT INTO trees VALUES (?, ?, ?)", (text, tree, name))
            self._file.executemany(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                ((text, tree, number, *astuple(one)) for number, one in enumerate(passages)),
            )

    def read_texts(self) -> sqlite3.Connection:
        """What was written of all texts, to be read; none may follow."""
        if not self._has_all:
            self._has_all = True
            self._index(TEXT_INDEXES)
        return self._file

    def _index(self, commands: str) -> None:
        for command in commands.split(";\n"):
            self._file.execute(command)

    def stamp_anew(self, old: str, new: str) -> None:
        """Let what was published at the moment `old`, the latest of all, be published at `new`."""
        tell = self._file.execute
        told = "UPDATE edition SET value = ? WHERE name = 'earliest' AND value = ?"
        tell(told, (new, old))
        tell(
            "UPDATE items SET stamp = ?,"
            " header = CAST(replace(CAST(header AS TEXT), ?, ?) AS BLOB) WHERE stamp = ?",
            (new, f"<datestamp>{old}<", f"<datestamp>{new}<", old),
        )
        _sync(self._path)

    def finish(
        self, told: Mapping[str, str], names: Mapping[str, str], items: Iterable[Item]
    ) -> None:
        """Add what is said of the edition, and all that was ever published of it.

        `names` are those of sets, by their specs; a set without one is called by the end of it.
        """
        tell = self.read_texts().execute
        self._file.executemany("INSERT INTO edition VALUES (?, ?)", sorted(told.items()))
        for one in self._offers:
            number = self._numbers[one.prefix]
            whole = self._whole.get(number, 0) == self._texts
            row = (one.prefix, number, one.schema, one.namespace, whole)
            tell("INSERT INTO formats VALUES (?, ?, ?, ?, ?)", row)
        tell(
            "CREATE TEMP TABLE waiting (stamp TEXT, id TEXT, text INTEGER, header BLOB, about BLOB,"
            " specs TEXT)"
        )
        self._file.executemany("INSERT INTO waiting VALUES (?, ?, ?, ?, ?, ?)", map(_row, items))
        tell(
            "INSERT INTO items SELECT row_number() OVER (ORDER BY stamp, id), stamp, id, text,"
            " header, about FROM waiting ORDER BY stamp, id"
        )
        self._add_sets(names)
        tell("DROP TABLE waiting")
        for number in sorted(set(self._numbers.values())):
            if self._whole.get(number, 0) < self._texts:
                self._add_having(number)
        self._index(ITEM_INDEXES)
        # What is left to the end, where time is short, are a few pages
        _sync(self._path)

    def _add_sets(self, names: Mapping[str, str]) -> None:
        """Sets in alphabetical order, each with all that it or a set below it holds."""
        tell = self._file.execute
        tell("CREATE TEMP TABLE belongs (spec TEXT, item INTEGER, PRIMARY KEY (spec, item))")
        rows = tell("SELECT specs FROM waiting ORDER BY stamp, id")
        self._file.executemany(
            "INSERT OR IGNORE INTO belongs VALUES (?, ?)",
            (
                (spec, number)
                for number, (specs,) in enumerate(rows, start=1)
                for spec in _with_ancestors(specs.split())
            ),
        )
        specs = [spec for (spec,) in tell("SELECT DISTINCT spec FROM belongs ORDER BY spec")]
        for number, spec in enumerate(specs):
            tell(
                "INSERT INTO sets VALUES (?, ?, ?)",
                (spec, names.get(spec, spec.rpartition(":")[2]), number),
            )
            tell(
                "INSERT INTO members SELECT ?, item, row_number() OVER (ORDER BY item)"
                " FROM belongs WHERE spec = ? ORDER BY item",
                (number, spec),
            )
        tell("DROP TABLE belongs")

    def _add_having(self, number: int) -> None:
        """Who has a record in a format: all, and those of each set."""
        tell = self._file.execute
        tell(
            "INSERT INTO members SELECT ?, number, row_number() OVER (ORDER BY number) FROM items"
            " WHERE text IS NULL OR EXISTS (SELECT 1 FROM records WHERE key = ? + text)"
            " ORDER BY number",
            (having(number, None), number * FORMAT),
        )
        ((sets,),) = tell("SELECT count(*) FROM sets")
        for one in range(sets):
            tell(
                "INSERT INTO members SELECT ?, s.item, row_number() OVER (ORDER BY s.item)"
                ' FROM members s CROSS JOIN members h ON h."set" = ? AND h.item = s.item'
                ' WHERE s."set" = ? ORDER BY s.item',
                (having(number, one), having(number, None), one),
            )


@contextmanager
def harvest_file(path: Path) -> Iterator[Writer]:
    """A Writer of the file at `path`, which is whole and safe on the disk when the block ends.

    Raises OSError where the disk is full.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        # Nobody reads it before it is whole, and what is not whole is thrown away
        for option in (
            "page_size = 8192", "journal_mode = OFF", "synchronous = OFF", "temp_store = FILE",
            "cache_size = -4000", f"application_id = {APPLICATION}", f"user_version = {VERSION}",
        ):  # fmt: skip
            connection.execute(f"PRAGMA {option}")
        connection.executescript(TABLES)
        connection.execute("BEGIN")
        yield Writer(connection, path)
        connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path)) from error
    finally:
        connection.close()
    _sync(path)


def _sync(path: Path) -> None:
    """Let what was written of a file so far be safe on the disk."""
    with path.open("rb") as written:
        os.fsync(written.fileno())


def _row(item: Item) -> tuple[object, ...]:
    return item.stamp, item.id, item.text, _header(item), _about(item), " ".join(item.sets)


def _header(item: Item) -> bytes:
    state = ' status="deleted"' if item.text is None else ""
    sets = "".join(f"<setSpec>{escape(spec)}</setSpec>" for spec in item.sets)
    return (
        f"<header{state}><identifier>{escape(item.id)}</identifier>"
        f"<datestamp>{item.stamp}</datestamp>{sets}</header>"
    ).encode()


def _about(item: Item) -> bytes:
    """The terms of use, as OAI-PMH wants them (openarchives.org/OAI/2.0/guidelines-rights)."""
    return "".join(
        f'<about><rights xmlns="{_RIGHTS}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:schemaLocation="{_RIGHTS_SCHEMA}"><rightsReference ref={quoteattr(address)}/>'
        "</rights></about>"
        for address in item.rights
        if item.text is not None
    ).encode()


def _with_ancestors(specs: Iterable[str]) -> Iterator[str]:
    for spec in specs:
        parts = spec.split(":")
        yield from (":".join(parts[:length]) for length in range(1, len(parts) + 1))

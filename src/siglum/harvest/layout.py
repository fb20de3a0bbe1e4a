"""The tables of the file for harvesters: what writes it and what answers from it agree on these.

One SQLite file that is written once and never changed. The numbers of items follow datestamp and
identifier, so that whatever a harvester may ask for is a stretch of numbers; the numbers of texts
are those of the edition's order, so that records can be written before anything has a datestamp.
"""

from __future__ import annotations

from typing import Final

#: What the file is called, in the folder of what is published.
NAME: Final = "harvest.sqlite"
#: By these the file is known: «Sglm», and the version of its tables.
APPLICATION: Final = 0x53676C6D
VERSION: Final = 3
#: The number of a format that is none: texts as TEI that no list can have, but DTS can.
ASIDE: Final = 1000
#: The key of a record is the number of its format times this, and the number of its text.
FORMAT: Final = 1 << 40


def having(number: int, chosen_set: int | None) -> int:
    """The number of the items that have a record in a format, of all or of a set: as of a set.

    Only where some text has none are they noted, so that no list is counted or searched.
    """
    return (number + 1 << 32) + (0 if chosen_set is None else chosen_set + 1)


TABLES: Final = """\
CREATE TABLE edition (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE formats (
    prefix TEXT PRIMARY KEY, number INTEGER NOT NULL, schema TEXT NOT NULL,
    namespace TEXT NOT NULL, whole INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE records (key INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE items (
    number INTEGER PRIMARY KEY, stamp TEXT NOT NULL, id TEXT NOT NULL, text INTEGER,
    header BLOB NOT NULL, about BLOB NOT NULL
);
CREATE TABLE resources (
    text INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, told TEXT NOT NULL, tei INTEGER NOT NULL
);
CREATE TABLE trees (
    text INTEGER NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (text, number)
) WITHOUT ROWID;
CREATE TABLE passages (
    text INTEGER NOT NULL, tree INTEGER NOT NULL, number INTEGER NOT NULL, ref TEXT NOT NULL,
    level INTEGER NOT NULL, parent INTEGER, last INTEGER NOT NULL, told TEXT NOT NULL,
    begin INTEGER NOT NULL, "end" INTEGER NOT NULL,
    opening INTEGER NOT NULL, closing INTEGER NOT NULL,
    PRIMARY KEY (text, tree, number)
) WITHOUT ROWID;
CREATE TABLE contexts (
    text INTEGER NOT NULL, number INTEGER NOT NULL, tags TEXT NOT NULL,
    PRIMARY KEY (text, number)
) WITHOUT ROWID;
CREATE TABLE sets (
    spec TEXT PRIMARY KEY, name TEXT NOT NULL, number INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE members (
    "set" INTEGER NOT NULL, item INTEGER NOT NULL, rank INTEGER NOT NULL,
    PRIMARY KEY ("set", item)
) WITHOUT ROWID;
"""
#: Made when the rows are there: those of texts, then those of items.
TEXT_INDEXES: Final = """\
CREATE UNIQUE INDEX refs ON passages (text, tree, ref);
CREATE INDEX parents ON passages (text, tree, parent);
"""
ITEM_INDEXES: Final = """\
CREATE UNIQUE INDEX ids ON items (id);
"""

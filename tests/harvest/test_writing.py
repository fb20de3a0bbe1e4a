"""The file for harvesters: the same calls give the same bytes, and what was begun is no file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from service import TOLD, item, write

from siglum.harvest.writing import harvest_file


def test_the_same_calls_give_the_same_bytes(tmp_path: Path) -> None:
    """In whatever order items come: the ledger has its own."""
    items = [item(n, deleted=n % 50 == 3, sets=f"language:{n % 7} kind") for n in range(2500)]
    one = write(tmp_path / "one", items, 2500).read_bytes()
    assert write(tmp_path / "two", items[::-1], 2500).read_bytes() == one


def test_numbers_follow_datestamp_and_identifier(tmp_path: Path) -> None:
    """By these lists are cut into stretches."""
    file = write(tmp_path / "one", (item(n * 7 % 400) for n in range(400)), 400)
    with closing(sqlite3.connect(file)) as opened:
        rows = opened.execute("SELECT stamp, id FROM items ORDER BY number").fetchall()
        assert rows == sorted(rows)
        assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_full_disk_is_an_error_of_the_system(tmp_path: Path) -> None:
    """What ends in between is told as one, and whoever writes throws the file away."""
    with pytest.raises(OSError, match="No space left"), harvest_file(tmp_path / "f") as writer:
        writer._file.execute("PRAGMA max_page_count = 20")
        writer.finish(TOLD, {}, (item(n) for n in range(5000)))

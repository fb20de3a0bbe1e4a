from __future__ import annotations

import errno
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siglum.ondisk import DiskList, DiskSet, DiskTable


@pytest.mark.parametrize("near", [1, 3, 100])
def test_a_list_on_the_disk_is_a_list(near):
    """By number, by slice, from the end, one after the other, and again in another order."""
    row = DiskList([str(n) for n in range(7)], near)
    assert list(row) == [str(n) for n in range(7)]
    assert [row[n] for n in (6, 0, 3, -1)] == ["6", "0", "3", "6"]
    row += ["7"]
    assert row[2:8:2] == ["2", "4", "6"]
    assert (len(row), row[0], row[7]) == (8, "0", "7")
    with pytest.raises(IndexError):
        row[8]
    assert not DiskList()


_NAMES = st.text(max_size=3)
_CHANGES = st.lists(st.tuples(st.sampled_from("set delete".split()), _NAMES, st.integers()))


@given(_CHANGES, _NAMES, st.sampled_from([0, 3, 100]))
def test_a_table_on_the_disk_is_a_sorted_dict(changes, start, near):
    """Whatever is set and taken away; names are in the order of `sorted`."""
    table, model = DiskTable(near=near), {}
    for what, name, value in changes:
        if what == "set":
            table[name] = model[name] = value
        else:
            assert table.pop(name, None) == model.pop(name, None)
    assert list(table.items()) == sorted(model.items())
    assert list(table) == sorted(model)
    assert list(table.values()) == [model[name] for name in sorted(model)]
    assert len(table) == len(model)
    assert list(table.below(start)) == [
        pair for pair in sorted(model.items()) if pair[0].startswith(start)
    ]
    assert [name in table for name in ("a", *model)] == ["a" in model, *(True for _ in model)]
    assert table.get("nobody") is None


def test_a_table_is_gone_through_in_blocks():
    """Each row once, also where rows are changed meanwhile."""
    table = DiskTable[int](near=0)
    for n in range(1000):
        table[f"{n:04}"] = n
    for name, value in table.items():
        table[name] = -value
    assert list(table.values()) == [-n for n in range(1000)]


def test_names_that_no_encoding_has():
    """A ledger may be edited by hand: a half of a pair of surrogates is a name as well."""
    table = DiskTable[int](near=0)
    table["\ud800"] = 1
    assert list(table.items()) == [("\ud800", 1)]


def test_a_full_disk_is_told_as_such(monkeypatch):
    """As an error of the operating system, which whoever writes outputs tells of."""

    def full(*_arguments: object, **_options: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("siglum.ondisk.sqlite3.connect", full)
    table = DiskTable[int](near=0)
    with pytest.raises(OSError, match="No space") as raised:
        table["a"] = 1
    assert raised.value.errno == errno.ENOSPC


@given(_CHANGES, st.sampled_from([0, 3, 100]))
def test_a_set_on_the_disk_is_a_sorted_set(changes, near):
    """Whatever is put in and taken out, once or again."""
    row, model = DiskSet(near=near), set()
    for what, name, _ in changes:
        if what == "set":
            row.add(name)
            model.add(name)
        else:
            row.discard(name)
            model.discard(name)
    assert list(row) == sorted(model)
    assert len(row) == len(model)
    assert [name in row for name in ("a", *model)] == ["a" in model, *(True for _ in model)]

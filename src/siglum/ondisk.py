"""What there is of every text of an edition -> a list, a table and a set that lie on the disk.

An edition may have 60,000 texts, its output a million files. What is held of each is asked for
one after the other, so that it can lie in a temporary file; a few stay in memory. Editions of
ordinary size never touch that file.
"""

from __future__ import annotations

import errno
import os
import pickle
import sqlite3
import weakref
from collections.abc import (
    ItemsView,
    Iterable,
    Iterator,
    Mapping,
    MutableMapping,
    MutableSet,
    Sequence,
    ValuesView,
)
from typing import Any, Final, Self, TypeVar, overload

_T = TypeVar("_T")
#: So many values are kept in memory before the first goes to the disk.
_NEAR: Final = 64
#: Rows that are read at once when a table is gone through.
_BLOCK: Final = 100


class DiskList(Sequence[_T]):
    """Values in a row, none of which is ever changed; those used last are in memory.

    A `private` one is asked by no process that is forked later.
    """

    def __init__(
        self, values: Iterable[_T] = (), near: int | None = None, private: bool = False
    ) -> None:
        self._most = _NEAR if near is None else near
        self._near: dict[int, _T] = {}
        self._length = 0
        self._written = bytearray()  # 1 for each value that is on the disk
        self._file = _File("number INTEGER PRIMARY KEY, value BLOB", private=private)
        for value in values:
            self.append(value)

    def append(self, value: _T) -> None:
        """Add a value at the end."""
        self._length += 1
        self._written.append(0)
        self._keep(self._length - 1, value)

    def __iadd__(self, values: Iterable[_T]) -> Self:
        for value in values:
            self.append(value)
        return self

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, number: int) -> _T: ...
    @overload
    def __getitem__(self, number: slice) -> list[_T]: ...
    def __getitem__(self, number: int | slice) -> _T | list[_T]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(self._length))]
        if number < 0:
            number += self._length
        if not 0 <= number < self._length:
            raise IndexError(number)
        if number in self._near:
            value = self._near.pop(number)
        else:
            ((data,),) = self._file.ask("SELECT value FROM rows WHERE number = ?", number)
            value = _value(data)
        self._keep(number, value)
        return value

    def _keep(self, number: int, value: _T) -> None:
        self._near[number] = value
        while len(self._near) > self._most:
            unused = next(iter(self._near))
            gone = self._near.pop(unused)
            if not self._written[unused]:
                self._file.ask("INSERT INTO rows VALUES (?, ?)", unused, _data(gone))
                self._written[unused] = 1


class DiskTable(MutableMapping[str, _T]):
    """Values by name, gone through in the order of the names, which is that of `sorted`.

    A value that was looked up is a copy: to change it, set it anew. The table may be changed
    while somebody goes through it. A `private` one is asked by no process that is forked later.
    """

    def __init__(
        self,
        values: Mapping[str, _T] | None = None,
        near: int | None = None,
        private: bool = False,
    ) -> None:
        self._most = _NEAR if near is None else near
        self._near: dict[str, _T] | None = {}  # all values, as long as they are few
        self._length: int | None = None  # on the disk, once it was counted
        self._file = _File("name BLOB PRIMARY KEY, value BLOB", "WITHOUT ROWID", private)
        self.update(values or {})

    def __len__(self) -> int:
        if self._near is not None:
            return len(self._near)
        if self._length is None:
            ((self._length,),) = self._file.ask("SELECT COUNT(*) FROM rows")
        return int(self._length)

    def __getitem__(self, name: str) -> _T:
        if self._near is not None:
            return self._near[name]
        for (data,) in self._file.ask("SELECT value FROM rows WHERE name = ?", _key(name)):
            value: _T = _value(data)
            return value
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        if self._near is not None:
            return name in self._near
        return bool(self._file.ask("SELECT 1 FROM rows WHERE name = ?", _key(str(name))))

    def __setitem__(self, name: str, value: _T) -> None:
        if self._near is None:
            self._length = None
            self._file.ask("REPLACE INTO rows VALUES (?, ?)", _key(name), _data(value))
            return
        self._near[name] = value
        if len(self._near) > self._most:
            for one, other in self._near.items():
                self._file.ask("INSERT INTO rows VALUES (?, ?)", _key(one), _data(other))
            self._near = None

    def __delitem__(self, name: str) -> None:
        if self._near is not None:
            del self._near[name]
        elif name in self:
            self._file.ask("DELETE FROM rows WHERE name = ?", _key(name))
            self._length = None
        else:
            raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self.below(""))

    def items(self) -> ItemsView[str, _T]:
        """All names with their values, read block by block."""
        return _Items(self)

    def values(self) -> ValuesView[_T]:
        """All values, read block by block."""
        return _Values(self)

    def below(self, start: str) -> Iterator[tuple[str, _T]]:
        """Those whose name begins with `start`."""
        if self._near is not None:
            names = sorted(name for name in self._near if name.startswith(start))
            yield from [(name, self._near[name]) for name in names]
            return
        last, beyond = _key(start), _key(start) + b"\xff"  # a byte that no name has
        asked = "SELECT name, value FROM rows WHERE name {} ? AND name < ? ORDER BY name LIMIT ?"
        rows = self._file.ask(asked.format(">="), last, beyond, _BLOCK)
        while rows:
            for key, data in rows:
                yield key.decode("utf-8", "surrogatepass"), _value(data)
            last = rows[-1][0]
            rows = self._file.ask(asked.format(">"), last, beyond, _BLOCK)


class DiskSet(MutableSet[str]):
    """Names, gone through in the order of `sorted`; no process that is forked later asks for it."""

    def __init__(self, names: Iterable[str] = (), near: int | None = None) -> None:
        self._rows: DiskTable[None] = DiskTable(near=near, private=True)
        for name in names:
            self.add(name)

    def __contains__(self, name: object) -> bool:
        return name in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, value: str) -> None:
        """Put a name in."""
        self._rows[value] = None

    def discard(self, value: str) -> None:
        """Take a name out, if it is in."""
        self._rows.pop(value, None)


class _Items(ItemsView[str, _T]):
    _mapping: DiskTable[_T]

    def __iter__(self) -> Iterator[tuple[str, _T]]:
        return self._mapping.below("")


class _Values(ValuesView[_T]):
    _mapping: DiskTable[_T]

    def __iter__(self) -> Iterator[_T]:
        return (value for _, value in self._mapping.below(""))


def is_on_disk() -> bool:
    """Whether some list or table of this process lies in a file: no fork of it may ask for it."""
    return any(True for _ in _open)


_open: weakref.WeakSet[_File] = weakref.WeakSet()


class _File:
    """A table of a database in a temporary file without a name, made when it is needed."""

    def __init__(self, columns: str, more: str = "", private: bool = False) -> None:
        self._private = private
        self._told = f"CREATE TABLE rows ({columns}) {more}"
        self._made: sqlite3.Connection | None = None

    def ask(self, command: str, *values: object) -> list[Any]:
        """Run a command -> the rows that it gives. Raises OSError where the disk is full."""
        try:
            if self._made is None:
                self._made = self._open()
                if not self._private:
                    _open.add(self)
            return self._made.execute(command, values).fetchall()
        except sqlite3.OperationalError as error:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error

    def _open(self) -> sqlite3.Connection:
        made = sqlite3.connect("", isolation_level=None)
        weakref.finalize(self, made.close)
        # Nobody else will read it, and it need not outlive an accident. Two dozen of them are
        # open at once, and what one of them has in memory makes it no faster
        for option in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -100"):
            made.execute(f"PRAGMA {option}")
        made.execute(self._told)
        made.execute("BEGIN")
        return made


def _data(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _value(data: bytes) -> Any:
    return pickle.loads(data)  # noqa: S301 - this process wrote it


def _key(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")

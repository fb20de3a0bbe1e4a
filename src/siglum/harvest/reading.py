"""The file for harvesters -> connections that read it, always the newest; or why it cannot be read.

`siglum publish` never changes the file, it replaces it. So whoever has it open reads on in the
earlier one until an answer is whole, and the next answer comes from the new one.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

from siglum.harvest.layout import APPLICATION, VERSION

#: Connections that are kept for the next answers.
_KEPT: Final = 8
#: On systems that cannot exchange two folders in one step, the file is gone for a moment.
_PATIENCE: Final = (0.02, 0.1, 0.3)
_AGAIN: Final = "publish the edition again, or copy the file anew"
_Identity = tuple[int, int, int, int]


class Unreadable(Exception):
    """The file cannot be read; the message says what to do."""


class Database:
    """The file at `path`, for any number of threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._identity: _Identity | None = None
        self._free: list[sqlite3.Connection] = []

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to the file as it is now, for one answer. Raises Unreadable."""
        identity = self._identify()
        connection = self._take(identity)
        try:
            yield connection
        except (sqlite3.Error, TypeError, ValueError, LookupError, ArithmeticError) as error:
            # Where bytes are lost, SQLite may also give values that nobody has written
            connection.close()
            raise Unreadable(f"{self.path} is cut off or damaged ({error}): {_AGAIN}") from error
        except BaseException:
            connection.close()
            raise
        self._give_back(connection, identity)

    def close(self) -> None:
        """Close what is open and not in use."""
        with self._lock:
            while self._free:
                self._free.pop().close()

    def _identify(self) -> _Identity:
        for pause in (*_PATIENCE, None):
            try:
                told = os.stat(self.path)  # noqa: PTH116 - as fast as can be, for each answer
            except FileNotFoundError:
                if pause is not None:
                    time.sleep(pause)
                    continue
                told_why = "publish with url in [edition] and email in [publish]"
                raise Unreadable(f"there is no {self.path}: {told_why}") from None
            except (OSError, ValueError) as error:
                raise Unreadable(f"{self.path} cannot be read: {error}") from None
            return told.st_dev, told.st_ino, told.st_mtime_ns, told.st_size
        raise AssertionError

    def _take(self, identity: _Identity) -> sqlite3.Connection:
        with self._lock:
            if identity == self._identity and self._free:
                return self._free.pop()
        connection = self._open()
        with self._lock:
            if identity != self._identity:
                self._identity = identity
                while self._free:
                    self._free.pop().close()
        return connection

    def _give_back(self, connection: sqlite3.Connection, identity: _Identity) -> None:
        with self._lock:
            if identity == self._identity and len(self._free) < _KEPT:
                self._free.append(connection)
                return
        connection.close()

    def _open(self) -> sqlite3.Connection:
        """A connection to a whole file of the right kind."""
        address = f"file:{quote(str(self.path.absolute()))}?mode=ro&immutable=1"
        try:
            # Used by one thread after another, never by two at once
            connection = sqlite3.connect(
                address, uri=True, check_same_thread=False, isolation_level=None
            )
            try:
                self._check(connection)
            except BaseException:
                connection.close()
                raise
        except sqlite3.Error as error:
            raise Unreadable(f"{self.path} is cut off or damaged ({error}): {_AGAIN}") from None
        return connection

    def _check(self, connection: sqlite3.Connection) -> None:
        def told(name: str) -> int:
            with closing(connection.execute(f"PRAGMA {name}")) as rows:
                return int(rows.fetchone()[0])

        if told("application_id") != APPLICATION:
            raise Unreadable(f"{self.path} is no file for harvesters: {_AGAIN}")
        if told("user_version") != VERSION:
            why = f"was written by another version of siglum (form {told('user_version')}"
            way = "publish the edition again with this version, then restart the service"
            raise Unreadable(f"{self.path} {why}, not {VERSION}): {way}")
        connection.execute("PRAGMA cache_size = -2000")

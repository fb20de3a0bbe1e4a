"""TOML tables -> filled dataclasses, and every mistake as a finding with its line.

A dataclass is the description: its fields are the keys, their types say which values fit, and
`field(metadata={"check": f})` may look closer (f raises `Wrong`).
"""

from __future__ import annotations

import dataclasses
import datetime
import difflib
import re
import types
import typing
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Literal

from siglum.findings import Finding, Place, found


class Wrong(Exception):
    """A value cannot be used; the text goes on from «key …», as in «must be a number».

    `value` is the part of it that is wrong, where that is not all of it, and `key` where that
    stands in a table of free keys.
    """

    def __init__(self, told: str, value: object = None, hint: str = "", key: str = "") -> None:
        self.value = value
        self.hint = hint
        self.key = key
        super().__init__(told)


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """«did you mean …?» when a known name is near, otherwise all the known names."""
    known = list(known)
    near = difflib.get_close_matches(wrong, known, n=1)
    if near:
        return f'did you mean "{near[0]}"?'
    some = ", ".join(known[:12]) + (", …" if len(known) > 12 else "")
    return f"known here: {some}" if known else "nothing is known here"


class TableReader:
    """Fills dataclasses from TOML tables, collecting findings instead of stopping at the first."""

    def __init__(self, text: str, name: str) -> None:
        self.findings: list[Finding] = []
        self._keys = _lines_of_keys(text)
        self._name = name
        self._known: list[str] = []  # the dotted names of all options

    def read(self, into: Any, table: dict[str, Any], path: str, skip: Iterable[str] = ()) -> Any:
        """A copy of the dataclass `into`, with what `table` (at the dotted `path`) says."""
        if not path:
            self._known = list(_all_keys(type(into), ""))
        fields = {f.name: f for f in dataclasses.fields(into) if f.name not in skip}
        hints = typing.get_type_hints(type(into))
        changes: dict[str, Any] = {}
        for key, value in table.items():
            dotted = f"{path}.{key}" if path else key
            if key not in fields:
                self._unknown(dotted, key, fields)
                continue
            try:
                changes[key] = self._value(hints[key], value, dotted)
                if check := fields[key].metadata.get("check"):
                    check(changes[key])
            except Wrong as wrong:
                changes.pop(key, None)
                what = _told(value if wrong.value is None else wrong.value)
                where = f"{dotted}.{wrong.key}" if wrong.key else dotted
                self._tell("config.wrong-value", where, f"{where} {wrong}, not {what}", wrong.hint)
        return dataclasses.replace(into, **changes)

    def _value(self, kind: Any, value: Any, dotted: str) -> Any:
        """`value` as the field's type `kind` has it; raises Wrong when it is of another kind."""
        if isinstance(kind, types.UnionType):  # a table that may be absent
            kind = next(one for one in typing.get_args(kind) if one is not types.NoneType)
        if dataclasses.is_dataclass(kind) and isinstance(kind, type):
            if not isinstance(value, dict):
                raise Wrong(f"is a table, written [{dotted}]")
            return self.read(kind(), value, dotted)
        if typing.get_origin(kind) is Literal:
            known = typing.get_args(kind)
            if value not in known:
                raise Wrong(f"must be one of {', '.join(map(_told, known))}", value)
            return value
        if typing.get_origin(kind) is tuple and dataclasses.is_dataclass(typing.get_args(kind)[0]):
            return self._rows(typing.get_args(kind)[0], value, dotted)
        if typing.get_origin(kind) is tuple:
            if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
                raise Wrong('must be a list of texts, such as ["A", "B"]')
            return tuple(value)
        if typing.get_origin(kind) is dict:
            if not isinstance(value, dict):
                raise Wrong(f"is a table, written [{dotted}]")
            return {key: self._free(kind, key, one, dotted) for key, one in _flat(value, "")}
        if kind is bool:
            if not isinstance(value, bool):
                raise Wrong("must be true or false")
            return value
        if kind is int:
            if not isinstance(value, int) or isinstance(value, bool):
                raise Wrong("must be a whole number")
            return value
        if isinstance(value, datetime.date) and dotted.endswith("date"):
            return value.isoformat()[:10]  # TOML knows dates; an unquoted one is no mistake
        if not isinstance(value, str):
            raise Wrong("must be a text in quotes")
        return value

    def _rows(self, kind: Any, value: Any, dotted: str) -> tuple[Any, ...]:
        """The tables of a list, each as the dataclass `kind`; the first is called `dotted.1`."""
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise Wrong(f"is a list of tables, each written [[{dotted}]]")
        return tuple(
            self.read(kind(), one, f"{dotted}.{number}") for number, one in enumerate(value, 1)
        )

    def _free(self, kind: Any, key: str, value: Any, dotted: str) -> Any:
        """A value of a table of free keys; raises Wrong with its key."""
        try:
            return self._value(typing.get_args(kind)[1], value, f"{dotted}.{key}")
        except Wrong as wrong:
            raise Wrong(str(wrong), value, wrong.hint, key) from None

    def _unknown(self, dotted: str, key: str, here: Collection[str]) -> None:
        homes = [home for home in self._known if home.rpartition(".")[2] == key]
        if not homes and not difflib.get_close_matches(key, here, n=1):
            last = {home.rpartition(".")[2]: home for home in self._known}
            homes = [last[near] for near in difflib.get_close_matches(key, last, n=1)]
        hint = f"did you mean {' or '.join(homes)}?" if homes else did_you_mean(key, here)
        self._tell("config.unknown-key", dotted, f"there is no option {dotted}", hint)

    def _tell(self, code: str, dotted: str, message: str, hint: str = "") -> None:
        self.findings.append(found(code, self.place(dotted), message, hint))

    def place(self, dotted: str) -> Place:
        """Where the key stands, else the table that should have it."""
        line, column = self._keys.get(dotted, (0, 0))
        while not line and "." in dotted:  # an inline table: the line of what holds the key
            dotted = dotted.rpartition(".")[0]
            line, column = self._keys.get(dotted, (0, 0))
        return Place(self._name, line, column)


def _flat(table: dict[str, Any], path: str) -> Iterator[tuple[str, Any]]:
    """The values of a table of free keys; `a.b = 1` without quotes is the key a.b here."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{path}{key}.")
        else:
            yield path + key, value


def _all_keys(kind: Any, path: str) -> Iterator[str]:
    """The dotted names of all options below the dataclass `kind`."""
    hints = typing.get_type_hints(kind)
    for one in dataclasses.fields(kind):
        of = hints[one.name]
        if isinstance(of, types.UnionType):
            of = typing.get_args(of)[0]
        if typing.get_origin(of) is tuple:  # of tables, or of values
            row = typing.get_args(of)[0]
            of = row if dataclasses.is_dataclass(row) else of
        if dataclasses.is_dataclass(of):
            yield from _all_keys(of, f"{path}{one.name}.")
        elif path:
            yield path + one.name


def _lines_of_keys(text: str) -> dict[str, tuple[int, int]]:
    """The line and column of each dotted key and table; tomllib tells them for syntax errors only.

    A sketch of TOML that is enough to point at a line: keys inside inline tables are not found.
    """
    keys: dict[str, tuple[int, int]] = {}
    table = ""
    inside = False  # a text of several lines
    rows: Counter[str] = Counter()
    for number, line in enumerate(text.splitlines(), 1):
        if not inside and (header := re.match(r"\s*\[\[\s*([^\[\]#]+?)\s*\]\]", line)):
            name = _plain(header[1])
            rows[name] += 1
            table = f"{name}.{rows[name]}."
            for made in (name, table[:-1]):
                keys.setdefault(made, (number, header.start(1) + 1))
            continue
        if not inside and (header := re.match(r"\s*\[\s*([^\[\]#]+?)\s*\]", line)):
            table = _plain(header[1]) + "."
            at = (number, header.start(1) + 1)
            parts = table[:-1].split(".")
            for last in range(1, len(parts) + 1):  # [foo.bar] also makes the table foo
                keys.setdefault(".".join(parts[:last]), at)
        elif not inside and (pair := re.match(r"\s*([\w.\-\"' ]+?)\s*=", line)):
            keys.setdefault(table + _plain(pair[1]), (number, pair.start(1) + 1))
        if (line.count('"""') + line.count("'''")) % 2:
            inside = not inside
    return keys


def _plain(key: str) -> str:
    return re.sub(r"[\s\"']", "", key)


def _told(value: Any) -> str:
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= 60 else f'"{value[:57]}…"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a table"
    return str(value) if len(str(value)) <= 60 else f"a {type(value).__name__}"


def syntax_error(name: str, text: str, error: Exception) -> Finding:
    """The complaint of tomllib, with the line and column that it puts into its sentence."""
    if isinstance(error, RecursionError):
        return found("config.not-toml", Place(name), "is nested too deeply")
    told = str(error)
    line, column = len(text.splitlines()) or 1, 1
    if at := re.search(r" \(at line (\d+), column (\d+)\)", told):
        line, column = int(at[1]), int(at[2])
    message = f"is not TOML: {re.sub(r' [(]at [^()]*[)]$', '', told)}"
    return found("config.not-toml", Place(name, line, column), message)

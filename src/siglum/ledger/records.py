"""The ledger file <-> a Ledger: what was published of each text, and when.

One JSON object a line, sorted, so that version control shows what changed. The first line says
whose ledger it is and has the checksum of all others, by which a file that was cut off, merged
or edited by hand is known.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, BinaryIO, Final

from siglum.config import VERSION, Config, shown
from siglum.findings import EditionError, Place, found
from siglum.ledger.addresses import lengthened
from siglum.ondisk import DiskTable

_FORMAT: Final = 1
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_SUM = re.compile(r"[0-9a-f]{64}")
#: Names of folders, and nothing that leads out of one.
_KEY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
#: setSpec of OAI-PMH 2.0.
_SPEC = re.compile(r"[A-Za-z0-9_.!~*'()-]+(:[A-Za-z0-9_.!~*'()-]+)*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_RESTORE = (
    "put the file back as it was published last (with git: git checkout -- {name}); after a merge, "
    "take the side that was published last and publish again"
)


@dataclass(frozen=True, slots=True)
class Record:
    """One text as it was published last.

    `sha256` is of its content (`siglum.ledger.content`), `datestamp` the moment in which that, or
    the loss of it, was published; `addresses` are the units of each page. A text that was
    withdrawn stays, with `deleted`. `sets` are those by which harvesters know it.
    """

    id: str
    key: str
    title: str
    sha256: str
    first: str
    datestamp: str
    addresses: dict[str, str] = field(default_factory=dict)
    deleted: bool = False
    sets: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """A version that was frozen: its name, its day, and the checksum of all texts in it."""

    release: str
    date: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that was published of an edition, which is known by its title and its address."""

    title: str = ""
    url: str = ""
    releases: tuple[Release, ...] = ()
    records: DiskTable[Record] = field(default_factory=DiskTable)

    @property
    def newest(self) -> str:
        """The moment of the last change, or empty."""
        return max((record.datestamp for record in self.records.values()), default="")


class Keys(Mapping[str, str]):
    """The names in addresses of all texts of a ledger, by their identifiers."""

    def __init__(self, ledger: Ledger) -> None:
        self._records = ledger.records

    def __getitem__(self, identifier: str) -> str:
        return self._records[identifier].key

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


def read_ledger(config: Config) -> Ledger:
    """The ledger of an edition; an empty one where nothing was published yet.

    Raises EditionError: `publish.ledger-broken` if it is not as it was written,
    `publish.ledger-missing` if it is gone and what was published is there.
    """
    file = config.folder / config.publish.ledger
    try:
        with file.open("rb") as opened:
            return _ledger(opened, file)
    except FileNotFoundError:
        copy = config.folder / config.publish.folder / COPY
        if copy.is_file():
            told = f"there is no ledger, but {shown(copy)} tells of texts that were published"
            hint = f"put it back: cp {shown(copy)} {shown(file)}"
            place = Place(shown(file))
            raise EditionError([found("publish.ledger-missing", place, told, hint)]) from None
        return Ledger()
    except OSError as error:
        raise _broken(file, 0, f"cannot be read: {error.strerror}") from None


#: The copy of the ledger in what is published, for whoever serves it.
COPY: Final = "ledger.jsonl"


def ledger_lines(ledger: Ledger) -> Iterator[str]:
    """The ledger as the lines of its file, one after the other."""
    digest, count = hashlib.sha256(), 0
    for line in _lines(ledger):
        digest.update(line.encode())
        count += 1
    head = {
        "ledger": _FORMAT,
        "title": ledger.title,
        "url": ledger.url,
        "lines": count,
        "sha256": digest.hexdigest(),
    }
    yield _line(head)
    yield from _lines(ledger)


def _lines(ledger: Ledger) -> Iterator[str]:
    yield from map(_line, ledger.releases)
    yield from map(_line, ledger.records.values())


def _line(value: Any) -> str:
    table = value if isinstance(value, dict) else asdict(value)
    for name in ("deleted", "sets"):
        if not table.get(name, True):
            del table[name]
    return json.dumps(table, ensure_ascii=False, separators=(", ", ": ")) + "\n"


def _ledger(opened: BinaryIO, file: Path) -> Ledger:
    head = opened.readline()
    top = _object(head, file, 1)
    if not isinstance(top.get("ledger"), int) or not _has_texts(top, ("title", "url", "sha256")):
        raise _broken(file, 1, "the first line is not that of a ledger")
    if top["ledger"] != _FORMAT:
        told = f"is a ledger of the form {top['ledger']}; this siglum knows the form {_FORMAT}"
        raise _broken(file, 1, told, "use the version of siglum that wrote it, or a later one")
    digest, count, line = hashlib.sha256(), 0, head
    for line in opened:
        digest.update(line)
        count += line.endswith(b"\n")
    if not line.endswith(b"\n") or count != top.get("lines"):
        told = f"is cut off or was added to: the first line counts {top.get('lines')} more lines"
        raise _broken(file, count + 1, f"{told}, and there are {count}")
    if digest.hexdigest() != top["sha256"]:
        raise _broken(file, 1, "was changed since siglum wrote it: its checksum is another")
    releases: list[Release] = []
    records: DiskTable[Record] = DiskTable()
    opened.seek(len(head))
    for number, line in enumerate(opened, start=2):
        table = _object(line, file, number)
        if "release" in table:
            releases.append(_release(table, file, number))
        else:
            record = _record(table, file, number)
            records[record.id] = record
    if len(releases) + len(records) != count:
        raise _broken(file, 1, "two lines of it are about the same text")
    return Ledger(top["title"], top["url"], tuple(releases), records)


def _object(line: bytes, file: Path, number: int) -> dict[str, Any]:
    try:
        table = json.loads(line)
        if b"\\ud" in line.lower():  # half of a pair of surrogates is no character
            json.dumps(table, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        table = None
    if not isinstance(table, dict):
        raise _broken(file, number, "is not as siglum wrote it: this line is no JSON object")
    return table


def _has_texts(table: dict[str, Any], names: Iterable[str]) -> bool:
    return all(isinstance(table.get(name), str) for name in names)


def _release(table: dict[str, Any], file: Path, number: int) -> Release:
    names = [one.name for one in fields(Release)]
    if not _has_texts(table, names) or not (
        VERSION.fullmatch(table["release"])
        and _DAY.fullmatch(table["date"])
        and _SUM.fullmatch(table["sha256"])
    ):
        raise _broken(file, number, "is not as siglum wrote it: this line is no release")
    return Release(*(table[name] for name in names))


def _record(table: dict[str, Any], file: Path, number: int) -> Record:
    told = "is not as siglum wrote it: this line is no record of a text"
    if not _has_texts(table, ("id", "key", "title", "sha256", "first", "datestamp")):
        raise _broken(file, number, told)
    stamps = _STAMP.fullmatch(table["first"]) and _STAMP.fullmatch(table["datestamp"])
    addresses = table.get("addresses")
    key = _KEY.fullmatch(table["key"])
    if not (key and stamps and _SUM.fullmatch(table["sha256"]) and isinstance(addresses, dict)):
        raise _broken(file, number, told)
    try:
        for line in addresses.values():
            lengthened(line)
    except (ValueError, AttributeError):
        raise _broken(file, number, told) from None
    sets = table.get("sets", [])
    if not isinstance(sets, list) or not all(isinstance(one, str) for one in sets):
        raise _broken(file, number, told)
    if not all(map(_SPEC.fullmatch, sets)):
        raise _broken(file, number, told)
    deleted = table.get("deleted", False) is True
    return Record(
        table["id"], table["key"], table["title"], table["sha256"], table["first"],
        table["datestamp"], addresses, deleted, tuple(sets),
    )  # fmt: skip


def _broken(file: Path, line: int, told: str, hint: str = "") -> EditionError:
    name = shown(file)
    place = Place(name, line, 1 if line else 0)
    hint = hint or _RESTORE.format(name=name)
    return EditionError([found("publish.ledger-broken", place, told, hint)])

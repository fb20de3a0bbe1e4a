"""Two harvesters that others wrote take everything: nothing is lost, nothing comes twice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from service import item, record, write

from siglum.harvest.application import application
from siglum.harvest.server import Server

sickle = pytest.importorskip("sickle", reason="sickle is not installed (pip install sickle)")
scythe = pytest.importorskip(
    "oaipmh_scythe", reason="oaipmh-scythe is not installed (pip install oaipmh-scythe)"
)

TEXTS = 10_000
DELETED = frozenset(range(0, TEXTS, 200))
LATE = "2026-11-28T18:00:0{}Z"
Harvest = Callable[..., list[tuple[str, str, bool]]]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of 10,000 texts, 50 of them withdrawn."""
    name = tmp_path_factory.mktemp("clients") / "harvest.sqlite"
    return _publish(name, {})


def _publish(
    file: Path, stamps: dict[int, str], deleted: frozenset[int] = DELETED, texts: int = TEXTS
) -> Path:
    items = (item(n, stamp=stamps.get(n, ""), deleted=n in deleted) for n in range(texts))
    return write(file, items, texts, tei=_tei)


def _tei(number: int) -> bytes:
    words = record(number).decode().partition("<dc:title>")[2].partition("<")[0]
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><p xml:id="p{number}">{words}</p></TEI>'.encode()
    )


@pytest.fixture
def address(file: Path) -> Iterator[str]:
    """Where the service of `file` answers."""
    with Server(application(file), "127.0.0.1", 0, lambda _line: None) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"{server.address}/oai"
        server.shutdown()
        thread.join()


def _by_sickle(
    address: str, during: Callable[[int], None] = lambda _n: None, **asked: str
) -> list[tuple[str, str, bool]]:
    if "from_" in asked:
        asked["from"] = asked.pop("from_")
    found = []
    for one in sickle.Sickle(address).ListRecords(**asked):
        header = one.header
        found.append((header.identifier.rpartition("/")[2], header.datestamp, header.deleted))
        during(len(found))
    return found


def _by_scythe(
    address: str, during: Callable[[int], None] = lambda _n: None, **asked: str
) -> list[tuple[str, str, bool]]:
    asked["metadata_prefix"] = asked.pop("metadataPrefix")
    found = []
    with scythe.Scythe(address) as client:
        for one in client.list_records(**asked):
            header = one.header
            deleted = bool(header.deleted)
            found.append((header.identifier.rpartition("/")[2], header.datestamp, deleted))
            during(len(found))
    return found


CLIENTS = pytest.mark.parametrize("harvest", [_by_sickle, _by_scythe])


@CLIENTS
@pytest.mark.parametrize("prefix", ["oai_dc", "dc2", "tei"])
def test_all_texts_come_once(address: str, harvest: Harvest, prefix: str) -> None:
    """In 100 pages; fifty of them are told as deleted."""
    found = harvest(address, metadataPrefix=prefix)
    assert sorted(int(name) for name, *_ in found) == list(range(TEXTS))
    assert {int(name) for name, _, deleted in found if deleted} == DELETED


@CLIENTS
def test_two_publications_during_a_harvest(file: Path, address: str, harvest: Harvest) -> None:
    """What was given already and then changed comes again; whatever else there is comes once."""
    stamps: dict[int, str] = {}
    gone = set(DELETED)

    def during(given: int) -> None:
        if given in (2500, 6000):
            moment = LATE.format(given // 2500)
            for number in range(given % 7, TEXTS, 190):
                stamps[number] = moment
            gone.update(range(given % 11 + 1, TEXTS, 3000))
            stamps.update(dict.fromkeys(range(given % 11 + 1, TEXTS, 3000), moment))
            _publish(file, stamps, frozenset(gone))

    try:
        found = harvest(address, during, metadataPrefix="oai_dc")
        latest = {int(name): (stamp, deleted) for name, stamp, deleted in found}
        assert latest == {n: (stamps.get(n) or item(n).stamp, n in gone) for n in range(TEXTS)}
        assert len(found) <= TEXTS + 2 * len(stamps)
    finally:
        _publish(file, {})


@CLIENTS
def test_only_what_changed(file: Path, address: str, harvest: Harvest) -> None:
    """After one change, one addition and two deletions exactly these four; then nothing."""
    late = LATE.format(1)
    try:
        stamps = {7: late, 8: late, 9: late, TEXTS: late}
        _publish(file, stamps, DELETED | {8, 9}, TEXTS + 1)
        found = harvest(address, metadataPrefix="oai_dc", from_="2026-11-28")
        assert sorted(found) == [
            (str(TEXTS), late, False), ("7", late, False), ("8", late, True), ("9", late, True),
        ]  # fmt: skip
        with pytest.raises((sickle.oaiexceptions.NoRecordsMatch, scythe.NoRecordsMatch)):
            harvest(address, metadataPrefix="oai_dc", from_="2026-11-29")
    finally:
        _publish(file, {})

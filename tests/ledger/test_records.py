from __future__ import annotations

import hashlib
import json

import pytest

from siglum.config import Config, read_config
from siglum.findings import EditionError
from siglum.ledger.records import Ledger, Record, Release, ledger_lines, read_ledger
from siglum.ondisk import DiskTable

SUM = "a" * 64
STAMP = "2026-11-28T19:00:00Z"


def _ledger():
    records = {
        name: Record(
            name,
            name.replace("ä", "d"),
            f"«{name}»",
            SUM,
            STAMP,
            STAMP,
            {"a.html": "p1…3"},
            name == "c",
        )
        for name in ("b", "a", "ä", "c")
    }
    releases = (Release("1.0", "2026-11-28", SUM),)
    return Ledger("T", "https://x.example", releases, DiskTable(records))


def _text() -> str:
    return "".join(ledger_lines(_ledger()))


@pytest.fixture
def config(tmp_path):
    (tmp_path / "edition.toml").write_text("")
    return read_config(tmp_path)[0]


def _write(config: Config, text: str | bytes):
    data = text if isinstance(text, bytes) else text.encode()
    (config.folder / "ledger.jsonl").write_bytes(data)


def test_what_is_written_is_read(config):
    """All of it; texts stand in the order of their identifiers."""
    text = _text()
    _write(config, text)
    assert read_ledger(config) == _ledger()
    ids = [json.loads(line).get("id") for line in text.splitlines()]
    assert ids == [None, None, "a", "b", "c", "ä"]


def test_without_a_ledger_nothing_was_published(config):
    """The first publication."""
    assert read_ledger(config) == Ledger()


def test_a_ledger_that_is_gone_is_missed(config):
    """Its copy in the public folder tells that there was one, and how to put it back."""
    (config.folder / "public").mkdir()
    (config.folder / "public" / "ledger.jsonl").write_text(_text())
    with pytest.raises(EditionError, match="ledger-missing") as raised:
        read_ledger(config)
    assert "cp " in raised.value.findings[0].hint


def test_wherever_it_is_cut_off_it_is_refused(config):
    """Also at the end of a line: the first line counts them."""
    data = _text().encode()
    for length in range(len(data)):
        _write(config, data[:length])
        with pytest.raises(EditionError, match="ledger-broken"):
            read_ledger(config)


def _with(change, *, sum_again: bool) -> str:
    """The ledger with its line about "a" changed, as by hand; with a fitting checksum if asked."""
    lines = _text().splitlines()
    table = json.loads(lines[2])
    change(table)
    lines[2] = json.dumps(table, ensure_ascii=False)
    if sum_again:
        head = json.loads(lines[0])
        body = "".join(f"{line}\n" for line in lines[1:])
        head["sha256"] = hashlib.sha256(body.encode()).hexdigest()
        lines[0] = json.dumps(head)
    return "".join(f"{line}\n" for line in lines)


def test_what_was_edited_by_hand_is_refused(config):
    """The checksum of the first line is that of all others."""
    _write(config, _with(lambda table: table.update(title="Other"), sum_again=False))
    with pytest.raises(EditionError, match="its checksum is another"):
        read_ledger(config)


@pytest.mark.parametrize(
    "change",
    [
        {"id": 3},
        {"datestamp": "yesterday"},
        {"first": "2026-11-28"},
        {"sha256": "?"},
        {"addresses": ["p1"]},
        {"addresses": {"index.html": 1}},
        {"addresses": {"index.html": "p9…1"}},
        {"key": None},
        {"key": "../../x"},
        {"key": "/x"},
        {"release": "../1", "date": "2026-11-28"},
        {"release": "*", "date": "2026-11-28"},
        {"id": "b"},
    ],
)
def test_no_line_can_hold_anything_else(config, change):
    """Also where somebody made the checksum anew: a place and a hint, no traceback."""
    _write(config, _with(lambda table: table.update(change), sum_again=True))
    with pytest.raises(EditionError, match=r"ledger\.jsonl:\d+:1: error publish\.ledger-broken"):
        read_ledger(config)


def test_half_a_character_is_no_identifier(config):
    """What no encoding has can be neither told nor written; a backslash in a title can."""
    halves = _with(lambda table: table.update(title="\\ud800"), sum_again=True)
    _write(config, halves)
    assert read_ledger(config).records["a"].title == "\\ud800"
    lines = halves.replace("\\\\ud800", "\\ud800").splitlines(keepends=True)
    head = json.loads(lines[0])
    head["sha256"] = hashlib.sha256("".join(lines[1:]).encode()).hexdigest()
    _write(config, json.dumps(head) + "\n" + "".join(lines[1:]))
    with pytest.raises(EditionError, match="ledger-broken"):
        read_ledger(config)


@pytest.mark.parametrize(
    "data",
    [b"", b"\n", b"[1]\n", b"{}\n", b"\xff\xfe\n", b"[" * 100_000 + b"\n", b"<TEI/>\n",
     b'{"ledger": true, "title": 1}\n'],
)  # fmt: skip
def test_what_is_no_ledger_is_told(config, data):
    """Whatever the file holds."""
    _write(config, data)
    with pytest.raises(EditionError, match="ledger-broken"):
        read_ledger(config)


def test_a_ledger_of_a_later_siglum_is_left_alone(config):
    """Its form is another; the hint says to use that siglum."""
    _write(config, _text().replace('{"ledger": 1', '{"ledger": 2', 1))
    with pytest.raises(EditionError, match="form 2") as raised:
        read_ledger(config)
    assert "version of siglum" in raised.value.findings[0].hint


def test_a_ledger_that_may_not_be_read(config):
    """A folder in its place, for instance."""
    (config.folder / "ledger.jsonl").mkdir()
    with pytest.raises(EditionError, match="ledger-broken"):
        read_ledger(config)


def test_what_was_published_last():
    """The newest datestamp; empty if there is none."""
    assert _ledger().newest == STAMP
    assert Ledger().newest == ""

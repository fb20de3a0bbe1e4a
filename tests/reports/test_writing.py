"""siglum.reports.writing: a report -> a file, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from siglum.findings import EditionError
from siglum.reports.writing import write_report


def test_a_report_is_written_whole(tmp_path):
    """An earlier file is replaced, and nothing else is left in the folder."""
    file = tmp_path / "č.html"
    for text in ("first and longer", "second \udcff"):
        write_report(text, file)
    assert file.read_bytes() == b"second \\udcff"
    assert [one.name for one in tmp_path.iterdir()] == ["č.html"]


def test_a_link_stays_a_link(tmp_path):
    """What it leads to is written."""
    (tmp_path / "link.json").symlink_to("real.json")
    write_report("[]", tmp_path / "link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_text() == "[]"


def test_devices_are_written_into():
    """-o /dev/null and -o /dev/stdout are what they are."""
    write_report("text", Path("/dev/null"))
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("name", ["none/r.html", ".", "x" * 300, "a/\0", "/dev/full"])
def test_what_cannot_be_written(tmp_path, monkeypatch, name):
    """One finding with a hint; no partial file."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(EditionError) as raised:
        write_report("text", Path(name))
    (finding,) = raised.value.findings
    assert finding.code == "output.unwritable"
    assert finding.hint
    assert list(tmp_path.iterdir()) == []

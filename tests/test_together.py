from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
import threading

import pytest

from siglum import build as building
from siglum.build import build
from siglum.config import read_config
from siglum.findings import EditionError, Place, found
from siglum.ondisk import DiskList
from siglum.outputs import website
from siglum.together import begin, make_together

_ALONE = """
import os
from siglum.together import make_together
made = list(make_together(lambda n: (n, os.getpid()), 40, 2))
assert [number for number, _ in made] == list(range(40))
assert os.getpid() not in {process for _, process in made}
"""


_BESIDE = """
import os
from siglum.together import begin
assert begin(os.getpid, os.getppid)() != os.getpid()
assert begin(lambda: os.kill(os.getpid(), 9), lambda: 7)() == 7
assert begin(lambda: 1 / 0, lambda: 8)() == 8

def full():
    raise BlockingIOError

os.fork = full
assert begin(os.getpid, os.getppid)() == os.getpid()
"""


def test_something_is_made_beside_this_process():
    """And here, if that process is killed or fails, or if there cannot be another one."""
    made = subprocess.run([sys.executable, "-c", _BESIDE], check=True, capture_output=True)
    assert made.stdout == b""


def test_results_come_in_order_from_several_processes():
    """Each number once, in order, and none of them made here.

    In a process of its own: what other tests hold on the disk, or their threads, forbid forks here.
    """
    subprocess.run([sys.executable, "-c", _ALONE], check=True)


@pytest.mark.parametrize("jobs", [0, 1, 2])
def test_few_are_made_here(jobs):
    """A fork takes longer than a few pages do."""
    assert set(make_together(lambda _: os.getpid(), 3, jobs)) == {os.getpid()}


def test_beside_threads_all_is_made_here():
    """A fork of a process with threads may wait for ever."""
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        assert set(make_together(lambda _: os.getpid(), 40, 2)) == {os.getpid()}
        assert begin(os.getpid, os.getppid)() == os.getpid()
    finally:
        ended.set()
        thread.join()


def test_with_lists_on_the_disk_all_is_made_here():
    """Two processes must not share a database."""
    values = DiskList(range(100), near=2)
    assert set(make_together(lambda n: (os.getpid(), values[n])[0], 40, 2)) == {os.getpid()}
    assert values[99] == 99


def test_what_goes_wrong_elsewhere_is_told_here():
    """An error of another process is an error of this one."""

    def make(number: int) -> int:
        if number == 13:
            raise EditionError([found("render.missing", Place("x.xsl"), "gone")])
        return number

    with pytest.raises(EditionError) as caught:
        list(make_together(make, 40, 2))
    assert caught.value.findings[0].code == "render.missing"


def test_a_website_is_the_same_from_one_process_and_from_two(tmp_path, tei, monkeypatch):
    """Byte for byte, with what there is to say of it."""
    for room in (website, building):
        monkeypatch.setattr(room, "_PAYS", 1)
    entry = '<app><lem wit="#A">unus</lem><rdg wit="#B">duo</rdg></app>'
    divisions = "".join(
        f'<div n="{n}"><head>{n}</head><p>{entry} {"verbum " * 400}</p></div>' for n in range(12)
    )
    (tmp_path / "a.xml").write_bytes(tei(f"<div>{divisions}</div>"))
    (tmp_path / "edition.toml").write_text(
        '[source]\ntexts = ["a.xml"]\n[outputs.website]\nsplit = 1000\n'
    )
    config = read_config(tmp_path)[0]
    told = []
    for jobs in (1, 2):
        folder = tmp_path / f"out{jobs}"
        report = build(dataclasses.replace(config, jobs=jobs), folder)
        told.append([str(one) for one in report.findings])
        assert len(list((folder / "site" / "texts" / "a").glob("*.html"))) > 10
    assert told[0] == told[1]
    for file in sorted((tmp_path / "out1").rglob("*")):
        if file.is_file():
            other = tmp_path / "out2" / file.relative_to(tmp_path / "out1")
            assert other.read_bytes() == file.read_bytes(), file

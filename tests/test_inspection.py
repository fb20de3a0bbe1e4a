"""Many sources are read and checked: by one process or several, with the same result."""

from __future__ import annotations

import dataclasses
import os
import signal

import pytest

from siglum import inspection
from siglum.config import config_for_sources, read_config
from siglum.inspection import check, inspect_sources
from siglum.sources import find_sources


def _ignore(*_step):
    pass


@pytest.fixture
def sources(tmp_path, tei, monkeypatch):
    """Thirty files, some with mistakes and one that is no XML: a Config and the files."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(inspection, "_BATCH", 4000)
    for number in range(30):
        siglum = "#Q" if number % 3 else "#A"
        text = tei(f'<app><lem wit="#B">a</lem><rdg wit="{siglum}">b{number}</rdg></app>')
        (tmp_path / f"t{number}.xml").write_bytes(text if number != 7 else b"<TEI")
    config = config_for_sources([tmp_path])
    return config, find_sources(config)[0]


def _told(inspected):
    return [
        (one.documents, one.entries, one.refused, [str(f) for f in one.findings])
        for one in inspected
    ]


def test_several_processes_find_what_one_finds(sources):
    """The results come in the order of the files, whoever made them."""
    config, files = sources
    alone = _told(inspect_sources(dataclasses.replace(config, jobs=1), files, _ignore))
    together = _told(inspect_sources(dataclasses.replace(config, jobs=2), files, _ignore))
    assert together == alone
    assert [refused for _, _, refused, _ in alone].count(True) == 1
    assert sum("wit.undeclared" in str(told) for *_, told in alone) == 20 - 1


def test_progress_counts_all_files(sources):
    """It never goes back, and ends with all of them."""
    config, files = sources
    steps = []
    list(
        inspect_sources(
            dataclasses.replace(config, jobs=2), files, lambda *step: steps.append(step)
        )
    )
    counted = [done for _, done, _ in steps]
    assert counted == sorted(counted)
    assert steps[-1] == ("checking", 30, 30)


def _die(_files):
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the harm is handed on by a fork")
def test_what_a_killed_process_leaves_is_done_here(sources, monkeypatch):
    """A system short of memory kills processes; the answer is slower and the same."""
    config, files = sources
    alone = _told(inspect_sources(dataclasses.replace(config, jobs=1), files, _ignore))
    monkeypatch.setattr(inspection, "_inspect_batch", _die)
    monkeypatch.setattr(inspection.threading, "active_count", lambda: 1)
    together = _told(inspect_sources(dataclasses.replace(config, jobs=2), files, _ignore))
    assert together == alone


def test_little_work_is_done_alone(sources, monkeypatch):
    """A few small files are not worth the start of another process."""
    config, files = sources

    def forbidden(*_):
        raise AssertionError

    monkeypatch.setattr(inspection, "_in_processes", forbidden)
    assert len(list(inspect_sources(config, files, _ignore))) == 30


def test_a_bad_file_of_hyphenation_patterns_is_told(tmp_path, tei):
    """Also by `check`, which makes no book: its name is in edition.toml, and nobody would know."""
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei" / "a.xml").write_bytes(tei("<p>arma</p>"))
    (tmp_path / "hyph-la.txt").write_text("1ba\n1be\nno pattern!\n")
    table = (
        '[edition]\ntitle = "A"\n[outputs.pdf.hyphenation]\nla = "hyph-la.txt"\ngrc = "none.txt"\n'
    )
    (tmp_path / "edition.toml").write_text(table)
    config, _ = read_config(tmp_path)
    told = [str(one) for one in check(config).findings if one.code == "pdf.hyphenation-file"]
    assert len(told) == 2
    assert any("hyph-la.txt:3" in one for one in told)
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "A"\n')
    assert not check(read_config(tmp_path)[0]).findings


def test_what_many_files_include_is_looked_at_as_in_the_first(tmp_path, tei, monkeypatch):
    """Copies of it go from one to the next: each has the findings that it has by itself."""
    monkeypatch.chdir(tmp_path)
    listed = (
        '<listWit xmlns="http://www.tei-c.org/ns/1.0" xml:lang="la"><witness xml:id="P">a</witness>'
        '<witness xml:id="R" corresp="#none">b<lb/></witness></listWit>'
    )
    (tmp_path / "list.xml").write_text(listed, "utf-8")
    include = '<include xmlns="http://www.w3.org/2001/XInclude" href="../list.xml"/>'
    (tmp_path / "texts").mkdir()
    for number in range(4):
        twice = include * (1 + number % 2)
        siglum = "#P #X" if number % 3 else "#R"
        body = f'<app><lem wit="#B">a</lem><rdg wit="{siglum}">b</rdg></app></p>{twice}<p>c'
        (tmp_path / "texts" / f"{number}.xml").write_bytes(tei(body))
    config = dataclasses.replace(config_for_sources([tmp_path / "texts"]), folder=tmp_path, jobs=1)
    files = [dataclasses.replace(one, jail=tmp_path) for one in find_sources(config)[0]]
    alone = [told for file in files for told in _told(inspect_sources(config, [file], _ignore))]
    assert _told(inspect_sources(config, files, _ignore)) == alone
    findings = [str(told) for *_, told in alone]
    assert ["list.xml:1" in told for told in findings] == [True] * 4
    assert ["id.duplicate" in told for told in findings] == [False, True, False, True]

from __future__ import annotations

import pytest

from siglum.build import build
from siglum.config import config_for_sources, read_config
from siglum.findings import EditionError
from siglum.inspection import check

APP = '<p>a <app><lem wit="#A">b</lem><rdg wit="#B">c</rdg></app></p>'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_report_counts(folder, tei):
    """Documents, entries and refusals of a run."""
    (folder / "a.xml").write_bytes(tei(APP))
    (folder / "b.xml").write_text("<")
    report = check(config_for_sources([folder]))
    assert (report.documents, report.entries, report.refused) == (1, 1, 1)
    assert report.failed
    assert not report.written


def test_findings_are_told_once(folder, tei):
    """What reading finds in a corpus is told of the file, not of each of its texts."""
    text = tei('<p xml:id="x">a</p>', witnesses="").split(b"?>", 1)[1]
    corpus = b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>' + text * 2
    (folder / "a.xml").write_bytes(corpus + b"</teiCorpus>")
    report = check(config_for_sources([folder / "a.xml"]))
    assert [finding.code for finding in report.findings] == ["id.duplicate"]
    assert report.documents == 2


def test_progress_is_told(folder, tei):
    """What is done now, how many of how many; it ends with all of them."""
    for name in "abc":
        (folder / f"{name}.xml").write_bytes(tei(APP))
    told = []
    check(config_for_sources([folder]), lambda *step: told.append(step))
    assert told == [("checking", n, 3) for n in range(4)]


def test_nothing_to_publish(folder):
    """Where no source can be read, no folder is made."""
    (folder / "a.xml").write_text("<")
    report = build(config_for_sources([folder / "a.xml"]), folder / "out", ["tei"])
    assert report.failed
    assert not report.written
    assert not (folder / "out").exists()


def test_no_source_at_all(folder):
    """A folder without TEI is an error of its own."""
    (folder / "empty").mkdir()
    with pytest.raises(EditionError, match="no file in this folder"):
        check(config_for_sources([folder / "empty"]))


def test_outputs_of_edition_toml(folder, tei):
    """Only those that have a table are made; --only goes before."""
    (folder / "tei").mkdir()
    (folder / "tei/a.xml").write_bytes(tei(APP))
    (folder / "edition.toml").write_text("[outputs.tei]\n")
    config, _ = read_config(folder)
    build(config, folder / "out")
    assert sorted(p.name for p in (folder / "out").iterdir()) == [".siglum", "tei"]
    build(config, folder / "out", ["website"])
    assert sorted(p.name for p in (folder / "out").iterdir()) == [".siglum", "site", "tei"]


def test_debug_keeps_the_normal_form(folder, tei):
    """Beside the outputs, one file for each unit, for whoever writes stylesheets."""
    (folder / "a.xml").write_bytes(tei(APP))
    build(config_for_sources([folder / "a.xml"]), folder / "out", ["tei"], debug=True)
    assert b"urn:siglum:normal-form" in (folder / "out/debug/a/index.xml").read_bytes()


def test_a_failing_output_changes_nothing(folder, tei):
    """When a stylesheet cannot be used, the earlier output is as it was."""
    (folder / "tei").mkdir()
    (folder / "tei/a.xml").write_bytes(tei(APP))
    (folder / "edition.toml").write_text("[outputs.tei]\n[outputs.website]\n")
    config, _ = read_config(folder)
    build(config, folder / "out")
    before = (folder / "out/site/texts/a/index.html").read_bytes()
    (folder / "xslt").mkdir()
    (folder / "xslt/html.xsl").write_text("<broken")
    (folder / "tei/a.xml").write_bytes(tei("<p>new</p>"))
    with pytest.raises(EditionError, match=r"html\.xsl"):
        build(config, folder / "out")
    assert (folder / "out/site/texts/a/index.html").read_bytes() == before
    assert b"new" not in (folder / "out/tei/a.xml").read_bytes()

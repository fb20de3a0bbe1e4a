from __future__ import annotations

import hashlib
import subprocess

import pytest
from lxml import etree

from siglum.build import build
from siglum.config import config_for_sources

T = "{http://www.tei-c.org/ns/1.0}"


@pytest.fixture
def written(tmp_path, monkeypatch):
    """The folder tei/ of a build of the files given."""
    monkeypatch.chdir(tmp_path)

    def write(**files):
        for name, content in files.items():
            (tmp_path / f"{name}.xml").write_bytes(content)
        build(config_for_sources([tmp_path]), tmp_path / "out", ["tei"])
        return tmp_path / "out" / "tei"

    return write


def test_the_manifest_is_one_that_sha256sum_reads(written, tei):
    """Every file with its checksum, in the order of names."""
    folder = written(b=tei("b"), a=tei("a"))
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    assert [line.split("  ")[1] for line in lines] == ["a.xml", "b.xml"]
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=folder, check=True)


def test_what_is_published_is_the_source(written, tei):
    """Layout, comments and entities of our own making: the tree of the source, unchanged."""
    source = tei('<p>a  <app>\n <lem wit="#A">b</lem></app><!-- c --></p>')
    published = (written(a=source) / "a.xml").read_bytes()
    assert etree.tostring(etree.fromstring(published)) == etree.tostring(etree.fromstring(source))
    assert b"urn:siglum" not in published


def test_includes_are_resolved(written, tei):
    """A document that includes others is published whole."""
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>'
    part = tei("<p>of the part</p>", witnesses="")
    folder = written(a=tei(f"<p>x</p>{include}", witnesses=""), part=part)
    assert "of the part" in "".join(etree.parse(folder / "a.xml").getroot().itertext())


def test_a_corpus_is_published_once(written, tei):
    """Documents of one file share its file."""
    inner = b"".join(tei(word, witnesses="").split(b"?>", 1)[1] for word in ("one", "two"))
    corpus = b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>' + inner
    folder = written(both=corpus + b"</teiCorpus>")
    assert [file.name for file in sorted(folder.iterdir())] == ["SHA256SUMS", "both.xml"]
    assert len(etree.parse(folder / "both.xml").getroot().findall(f"{T}TEI")) == 2

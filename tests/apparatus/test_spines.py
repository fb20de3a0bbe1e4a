"""Readings that point into the files of witnesses."""

from __future__ import annotations

import pytest
from lxml import etree

from siglum.apparatus.spines import QUOTED, Transcripts, quote_pointers

TEI = "http://www.tei-c.org/ns/1.0"


@pytest.fixture
def files(tmp_path):
    """An edition with one witness in a folder of its own, and a file outside of it."""
    inside = tmp_path / "edition" / "chapters"
    inside.mkdir(parents=True)
    text = (
        f'<TEI xmlns="{TEI}"><text><body><p>a <seg xml:id="s1">modern <hi>Pro</hi>metheus<note>n'
        "</note></seg></p></body></text></TEI>"
    )
    (inside / "w1.xml").write_text(text, "utf-8")
    (inside / "broken.xml").write_text("<TEI", "utf-8")
    (tmp_path / "secret.xml").write_text(text, "utf-8")
    return Transcripts(tmp_path / "edition", tmp_path / "edition")


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("chapters/w1.xml#s1", "modern Prometheus"),
        ("https://example.org/x/w1.xml#s1", "modern Prometheus"),
        ("https://example.org/x/w1.xml", ""),
        ("w1.xml#s2", ""),
        ("w2.xml#s1", ""),
        ("../secret.xml#s1", ""),
        ("https://example.org/secret.xml#s1", ""),
        ("broken.xml#s1", ""),
        ("#s1", ""),
    ],
)
def test_words_of_a_witness(files, target, words):
    """They are read from a file of the edition with that name, never from outside of it."""
    assert files.words(target) == words


def test_only_readings_without_words_are_quoted(files):
    """A pointer beside words of a reading, or in a note, stays a pointer."""
    pointer = '<ptr target="w1.xml#s1"/>'
    tree = etree.fromstring(
        f'<app xmlns="{TEI}"><rdg>{pointer}</rdg><rdg>x {pointer}</rdg><note>{pointer}</note></app>'
    )
    quote_pointers(tree, files)
    quoted = [one.get(QUOTED) for one in tree.iter(f"{{{TEI}}}ptr")]
    assert quoted == ["modern Prometheus", None, None]

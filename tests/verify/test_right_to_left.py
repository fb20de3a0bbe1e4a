"""Books in scripts that are written from right to left, read as they are read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from siglum.build import build
from siglum.config import config_for_sources
from siglum.verify.mirrored import pair_brackets
from siglum.verify.pieces import Glyph
from siglum.verify.verifying import verify

Builder = Callable[..., bytes]


@pytest.mark.parametrize(
    ("told", "read"),
    [
        (")a(", "(a)"),
        ("(a) )b( )c(", "(a) (b) (c)"),
        (")a) (b(", "(a) (b)"),
        ("(a", "(a"),
        ("a] )b(", "a] (b)"),
    ],
)
def test_brackets_of_unknown_direction_are_pairs(told: str, read: str) -> None:
    """As few round ones as possible are turned; a bracket behind a lemma has no partner."""
    glyphs = [Glyph(letter, 0, 0, 1, backwards=True) for letter in told]
    pair_brackets([glyphs])
    assert "".join(glyph.letter for glyph in glyphs) == read


def test_brackets_of_known_direction_stay() -> None:
    """What stands among words from left to right is as it is told."""
    glyphs = [Glyph(letter, 0, 0, 1) for letter in ")a("]
    pair_brackets([glyphs])
    assert "".join(glyph.letter for glyph in glyphs) == ")a("


@pytest.mark.pdf
def test_a_printed_text_from_right_to_left_is_found_whole(tei: Builder, tmp_path: Path) -> None:
    """Ligatures, brackets, whole lines, numbers and Latin words in them, and the margin."""
    line = "لا يقول الأول إلا ما قاله الآخر في سنة 1908 عن الإنسان (في بيته) والأرض "
    words = line.split()
    paged = "".join(
        f'{" ".join(words[:n])} <pb n="n4-p{n}"/>{" ".join(words[n:])} ' for n in range(1, 15)
    )
    text = f'<p>{line * 5}{paged}<foreign xml:lang="en">as it is</foreign>.</p>'
    text += "<p>قد كان سنة ١٨٩٠، ٦٧١ مليوناً</p>"
    source = tmp_path / "a.xml"
    source.write_bytes(tei(text * 2, witnesses="", language="ar"))
    config = config_for_sources([source])
    report = build(config, tmp_path / "out", only=("pdf",))
    assert report.written, report.findings
    (audit,) = verify(config, tmp_path / "out", ("pdf",), lambda *_: None).audits
    assert [(one.kind, one.missing, one.extra) for one in audit.differences] == []
    assert audit.counts["words"] > 200


@pytest.mark.pdf
def test_numbers_and_brackets_are_read_from_the_right(tei: Builder, tmp_path: Path) -> None:
    """Headings of nothing but numbers; brackets of one book in words of both directions."""
    line = "ܡܢ ܩܕܡ ܕܠܐ ܢܗܘܐ ܡܕܡ (ܗܢܐ) ܐܝܬܘܗܝ ܗܘܐ ܒܪܫܝܬ "
    parts = "".join(
        f"<div><head>{n} ({n + 1})</head><p>{line * 3}</p></div>" for n in range(11, 16)
    )
    head = '<div><head xml:lang="en">Of bells (and of cats)</head><p>x</p></div>'
    source = tmp_path / "a.xml"
    source.write_bytes(tei(head + parts, witnesses="", language="syr"))
    config = config_for_sources([source])
    assert build(config, tmp_path / "out", only=("pdf",)).written
    (audit,) = verify(config, tmp_path / "out", ("pdf",), lambda *_: None).audits
    assert [(one.kind, one.missing, one.extra) for one in audit.differences] == []


@pytest.mark.pdf
def test_accents_stand_on_their_letters(tei: Builder, tmp_path: Path) -> None:
    """Within words whose letters are wide, before Latin words; a page begins in a column."""
    line = "ܘܡܨܼܛܠܝܢ ܠܡܨܼܛܠܝܢܘܼ̄ ܬܨܼܛܠܐ ܩܨܼܨ "
    notes = "".join(
        f'<note place="foot" n="{n}">- ܠܗܿ R.118</note> ܠܡܨܼܛܠ<note place="foot">- ܠܗܿR.118P.L.</note>'
        for n in range(3)
    )
    body = f"<p>{line * 8}{notes}</p>" + f"<l>{line}</l><pb n='501'/>" * 40
    source = tmp_path / "a.xml"
    source.write_bytes(tei(body, witnesses="", language="syr"))
    config = config_for_sources([source])
    assert build(config, tmp_path / "out", only=("pdf",)).written
    (audit,) = verify(config, tmp_path / "out", ("pdf",), lambda *_: None).audits
    assert [(one.kind, one.missing, one.extra) for one in audit.differences] == []


@pytest.mark.pdf
def test_brackets_beside_words_from_right_to_left(tei: Builder, tmp_path: Path) -> None:
    """In a text from left to right, with a space at the edge of those words."""
    name = '<persName xml:lang="syr"> ܐܦܪܝܡ </persName>(<persName xml:lang="fr"> Éphrem'
    body = f"<p>Ephrem — {name} </persName>), and once more: {name}</persName>).</p>"
    source = tmp_path / "a.xml"
    source.write_bytes(tei(body, witnesses="", language="en"))
    config = config_for_sources([source])
    assert build(config, tmp_path / "out").written
    audits = verify(config, tmp_path / "out", ("pdf", "website"), lambda *_: None).audits
    told = [(o.kind, o.missing, o.extra) for one in audits for o in one.differences]
    assert told == []

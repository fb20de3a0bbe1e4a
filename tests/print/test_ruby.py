"""Readings stand above their characters, on paper as on a screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from siglum.build import build
from siglum.config import config_for_sources
from siglum.print.ruby import set_ruby
from siglum.verify.verifying import verify

BOTH = (
    "<p>Ring the <ruby><rb>great</rb><rt>GR</rt></ruby> bell, the"
    ' <span type="ruby"><span type="rb">bronze</span><span type="rp">(</span>'
    '<span type="rt">of bronze</span><span type="rp">)</span></span> one, the'
    ' <seg type="ruby"><seg type="rb">old</seg><seg type="rt">very old indeed</seg></seg>, and'
    " <ruby><rb>one<note>Or two.</note></rb><rt>1</rt></ruby> more.</p>"
    '<p>The <seg type="ruby"> <seg type="rb"> bell</seg> <seg type="rp"> (</seg> <seg type="rt">'
    ' of the tower</seg> <seg type="rp"> )</seg> </seg> rings.<note>The <seg type="ruby"><seg'
    ' type="rb">bell</seg><seg type="rp">(</seg><seg type="rt">b</seg><seg type="rp">)</seg>'
    "</seg>.</note></p>"
)


def test_a_reading_is_moved_back_over_its_characters() -> None:
    """By half of what both are wide; characters make room for a reading that is wider."""
    root = etree.fromstring(
        "<p><ruby>漢<rt>かん</rt>字<rp>（</rp><rt>かんじ</rt><rp>）</rp></ruby>。</p>"
    )
    set_ruby(root)
    ruby = root[0]
    assert [(one.get("class"), one.text) for one in ruby] == [
        ("rb", "漢"),
        ("rt", "かん"),
        ("rb", "字"),
        ("rt", "かんじ"),
    ]
    assert ruby[0].get("style") is None
    assert ruby[1].get("style") == "margin: 0 2.000em 0 -2.000em"
    assert ruby[2].get("style") == "padding: 0 0.250em"
    assert ruby[3].get("style") == "margin: 0 3.000em 0 -3.000em"
    assert "".join(root.itertext()) == "漢かん字かんじ。"


def test_characters_with_a_note_keep_their_reading_beside_them() -> None:
    """What would not fit above a line stays in it."""
    root = etree.fromstring('<p><ruby>a<span class="noteref">1</span><rt>b</rt></ruby></p>')
    set_ruby(root)
    assert root[0].get("class") == "ruby-beside"


@pytest.mark.pdf
def test_readings_of_every_encoding_stand_above(tei: Callable[..., bytes], tmp_path: Path) -> None:
    """They follow their characters in the text of the PDF, without brackets, and none is lost."""
    (tmp_path / "text.xml").write_bytes(tei(BOTH, witnesses=""))
    config = config_for_sources([tmp_path / "text.xml"])
    assert build(config, tmp_path / "out").written
    audits = verify(config, tmp_path / "out", ("pdf", "website"), lambda *_: None).audits
    assert [one for audit in audits for one in audit.unexplained] == []
    document = pypdfium2.PdfDocument(tmp_path / "out" / "pdf" / "text.pdf")
    page = document[len(document) - 1].get_textpage()
    text = page.get_text_range()
    bases = [page.get_charbox(text.index(word))[1] for word in ("great", "bronze", "old", "Ring")]
    tops = [page.get_charbox(text.index(word))[1] for word in ("GR", "of bronze", "very old")]
    document.close()
    assert min(tops) > max(bases) + 5
    assert "（" not in text.split("one")[0]

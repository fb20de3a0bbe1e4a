"""Books in scripts that are written from right to left, read as they are read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from siglum.build import build
from siglum.config import config_for_sources
from siglum.verify.verifying import verify

Builder = Callable[..., bytes]


@pytest.mark.pdf
def test_a_printed_text_from_right_to_left_is_found_whole(tei: Builder, tmp_path: Path) -> None:
    """Ligatures, brackets, whole lines, numbers and Latin words in them, and the margin."""
    line = "لا يقول الأول إلا ما قاله الآخر في سنة 1908 عن الإنسان (في بيته) والأرض "
    text = f'<p>{line * 5}<pb n="n4-p2"/>{line * 3}<foreign xml:lang="en">as it is</foreign>.</p>'
    source = tmp_path / "a.xml"
    source.write_bytes(tei(text * 2, witnesses="", language="ar"))
    config = config_for_sources([source])
    report = build(config, tmp_path / "out", only=("pdf",))
    assert report.written, report.findings
    (audit,) = verify(config, tmp_path / "out", ("pdf",), lambda *_: None).audits
    assert [(one.kind, one.missing, one.extra) for one in audit.differences] == []
    assert audit.counts["words"] > 200

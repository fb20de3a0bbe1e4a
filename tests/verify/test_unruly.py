"""What nobody should write is published whole all the same, on a page that can be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.verify.unruly import BODIES

from siglum.build import build
from siglum.config import config_for_sources
from siglum.verify.verifying import verify

#: What readers of PDFs, and so the audit, do not get in the order in which one sees it: brackets
#: between directions.
_UNREADABLE = {"directions in directions"}


@pytest.mark.parametrize("name", BODIES)
def test_unruly_texts_are_published_whole(
    name: str, tmp_path: Path, tei: Callable[..., bytes]
) -> None:
    """No word is lost and none invented, on the website and in print; nothing crashes."""
    source = tmp_path / "text.xml"
    source.write_bytes(tei(BODIES[name]()))
    config = config_for_sources([source])
    # a book of ten thousand items takes a minute
    outputs = ("website",) if name == "ten thousand items" else ("website", "pdf")
    report = build(config, tmp_path / "out", outputs)
    assert report.written
    verified = verify(config, tmp_path / "out", outputs, lambda *_: None)
    assert [audit.output for audit in verified.audits] == list(outputs)
    for audit in verified.audits:
        if audit.output == "website" or name not in _UNREADABLE:
            assert audit.unexplained == []

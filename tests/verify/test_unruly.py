"""What nobody should write is published whole all the same, on a page that can be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.verify.unruly import BODIES

from siglum.build import build
from siglum.config import config_for_sources
from siglum.verify.verifying import verify

#: Where directions stand in directions, a PDF does not tell in which order its pieces are read: the
#: audit finds all letters, some of them in another order than in the source.
_DISORDERED = "directions in directions"


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
        if audit.output == "website" or name != _DISORDERED:
            assert audit.unexplained == []
        for one in audit.unexplained:
            assert one.kind in ("text", "space")
            assert _letters(one.missing) == _letters(one.extra) or one.kind == "space"


def _letters(words: tuple[str, ...]) -> Counter[str]:
    return Counter(letter for letter in "".join(words) if letter.isalnum())

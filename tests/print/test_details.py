"""What is said of one reading: words before and behind its sigla."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pages import read_pages

from siglum.build import build
from siglum.config import config_for_sources


@pytest.mark.pdf
def test_words_stand_before_and_behind_the_sigla_of_a_reading(
    tmp_path: Path, tei: Callable[..., bytes]
) -> None:
    """A note in the reading before them, a detail of the witness behind them."""
    source = tmp_path / "a.xml"
    source.write_bytes(
        tei(
            '<p>one <app><lem wit="#A">two</lem>'
            '<rdg xml:id="r" wit="#B">three<note>perhaps rightly</note></rdg>'
            '<witDetail target="#r" wit="#B">in red</witDetail></app> four.</p>',
            witnesses="A B",
        )
    )
    assert build(config_for_sources([source]), tmp_path / "out", only=("pdf",)).written
    pages = read_pages(tmp_path / "out/pdf/a.pdf")
    words = " ".join(box.text for page in pages for box in page.boxes)
    assert "two] A : three (perhaps rightly) B (B in red)" in words

"""What readings are tied to elsewhere is said with them, and no invention."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from siglum.cli import main

Builder = Callable[..., bytes]


@pytest.mark.parametrize("kind", ["transposition", "substantive"])
def test_transposed_words_name_the_word_after_which_they_stand(
    tmp_path: Path, tei: Builder, kind: str
) -> None:
    """@corresp of a transposition may point to a word of the text, which the entry then names."""
    source = tmp_path / "a.xml"
    source.write_bytes(
        tei(
            '<p>I <w xml:id="w1">have</w> read it <app><lem wit="#A">again</lem>'
            f'<rdg wit="#B" type="{kind}" corresp="#w1">again</rdg></app>.</p>'
        )
    )
    words = [str(source), "-o", str(tmp_path / "out"), "--only", "website"]
    assert CliRunner().invoke(main, ["build", *words]).exit_code == 0
    page = next((tmp_path / "out" / "site" / "texts").rglob("index.html")).read_text("utf-8")
    assert ("post" in page) == (kind == "transposition")
    assert CliRunner().invoke(main, ["verify", *words]).exit_code == 0

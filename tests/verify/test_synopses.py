"""Synopses, proved: nothing stands in them that is in no source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.fragmentary import write_fragmentary
from tests.verify.editions import Edition

from siglum.build import build
from siglum.config import read_config


@pytest.fixture
def fragments(tmp_path: Path, tei: Callable[..., bytes]) -> Edition:
    """The edition, built as website."""
    folder = write_fragmentary(tmp_path / "bell", tei)
    build(read_config(folder)[0], folder / "build", only=("website",))
    return Edition(folder)


@pytest.mark.parametrize(
    ("old", "new", "extra"),
    [
        (">The bell rang out</td>", ">The ball rang out</td>", "The ball rang out"),
        ("<ins>herd</ins>", "<ins>hard</ins>", "hard"),
        ("<ins>thro</ins> the year", "<ins>thro</ins> this year", "this year"),
        ("<ins>sleeps</ins>", "sleeps", "who sleeps there"),
    ],
)
def test_what_nobody_reads_is_found(fragments: Edition, old: str, new: str, extra: str) -> None:
    """In the edited text, in a reading, beside it; and a reading that is not marked."""
    assert fragments.differences("website") == []
    page = fragments.out / "site/texts/bell/synopsis/index.html"
    told = page.read_text("utf-8")
    assert old in told
    page.write_text(told.replace(old, new, 1), "utf-8")
    found = fragments.differences("website")
    assert "extra" in {one.kind for one in found}
    assert (extra,) in [one.extra for one in found]

"""Layers in lists after the text: each entry with the page and the line of its lemma."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.layered import CONFIG, write_layered
from tests.verify.editions import Edition

from siglum.build import build
from siglum.config import read_config

APART = CONFIG.replace('title = "Sources"\n', 'title = "Sources"\nplace = "end"\n')


@pytest.fixture
def listed(tmp_path: Path, tei: Callable[..., bytes]) -> Edition:
    """The layered edition, its sources in a list after the text."""
    folder = write_layered(tmp_path / "bell", tei("<p>HERE</p>", language="en"))
    (folder / "edition.toml").write_text(APART, "utf-8")
    build(read_config(folder)[0], folder / "build")
    return Edition(folder)


def test_all_are_found_with_page_and_line(listed: Edition) -> None:
    """Nothing is missing, nothing is there twice, and the title is a word of nobody else."""
    assert listed.differences() == []


def test_a_layer_that_is_listed_and_should_not_be_is_found(listed: Edition) -> None:
    """What the edition says now is not how it was set."""
    (listed.folder / "edition.toml").write_text(CONFIG, "utf-8")
    assert listed.differences("pdf") != []


def test_a_wrong_page_is_found(listed: Edition) -> None:
    """Where the words of the list would be others, the page is not that of the lemma."""
    config = listed.folder / "edition.toml"
    config.write_text(f'{APART}[apparatus.words]\npage = "S."\n', "utf-8")
    assert "number" in {one.kind for one in listed.differences("pdf")}

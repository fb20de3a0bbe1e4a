"""An apparatus in layers: each entry and note in its own, on pages and at the foot of a book."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.layered import CONFIG, write_layered
from tests.verify.editions import Edition

from siglum.build import build
from siglum.config import read_config

PAGE = "site/texts/bell/index.html"


@pytest.fixture
def layered(tmp_path: Path, tei: Callable[..., bytes]) -> Edition:
    """The edition, built as website and book."""
    folder = write_layered(tmp_path / "bell", tei("<p>HERE</p>", language="en"))
    build(read_config(folder)[0], folder / "build")
    return Edition(folder)


def _kinds(edition: Edition, only: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.kind, one.missing) for one in edition.differences(only)]


def test_all_stand_in_their_layers(layered: Edition) -> None:
    """Nothing is missing, nothing is there twice, and the titles are no words of anybody else."""
    assert layered.differences() == []
    [web, book] = layered.verify().audits
    assert web.counts == book.counts
    assert (web.counts["entries"], web.counts["notes"]) == (7, 3)


def test_an_entry_in_a_wrong_layer_is_found(layered: Edition) -> None:
    """On a page: each entry says in which layer it is."""
    page = layered.out / PAGE
    text = page.read_text("utf-8")
    page.write_text(text.replace('data-layer="spelling"', 'data-layer="sources"', 1), "utf-8")
    assert _kinds(layered, "website") == [("place", ("spelling",))]


def test_a_note_in_a_wrong_layer_and_a_wrong_title_are_found(layered: Edition) -> None:
    """Notes stand below the title of their layer, which is that of edition.toml."""
    page = layered.out / PAGE
    text = page.read_text("utf-8")
    text = text.replace(
        '<summary class="layer-title">Sources', '<summary class="layer-title">Springs'
    )
    text = text.replace(
        '<details class="layer" data-layer="sources"', '<details class="layer" data-layer="x"'
    )
    page.write_text(text, "utf-8")
    found = sorted(kind for kind, _ in _kinds(layered, "website"))
    assert found == ["extra", "place", "place"]


def test_layers_in_another_order_are_found(layered: Edition) -> None:
    """In a book: what the edition says now is not how it was set."""
    config = layered.folder / "edition.toml"
    first, *others = CONFIG.split("[[apparatus.layers]]")
    config.write_text("[[apparatus.layers]]".join([first, *reversed(others)]), "utf-8")
    assert {"place"} <= {kind for kind, _ in _kinds(layered, "pdf")}


def test_a_title_that_is_no_longer_meant_is_found(layered: Edition) -> None:
    """In a book: words at the foot that nobody says."""
    config = layered.folder / "edition.toml"
    config.write_text(CONFIG.replace("Orthography", "Spelling"), "utf-8")
    assert [one.extra for one in layered.differences("pdf")] == [("Orthography",)]

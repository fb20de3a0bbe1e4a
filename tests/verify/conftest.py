"""An edition with every kind of entry, built once; a copy of the output for each test to damage."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.verify.editions import Edition, write_edition


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the edition, built; not to be changed."""
    return write_edition(tmp_path_factory.mktemp("piers") / "piers").folder


@pytest.fixture
def piers(built: Path, tmp_path: Path) -> Edition:
    """A copy of the built edition."""
    shutil.copytree(built, tmp_path / "piers")
    return Edition(tmp_path / "piers")


@pytest.fixture
def rebuilt(tmp_path: Path) -> Callable[[str, str], Edition]:
    """`rebuilt(file, content)` -> the books of the edition, made with a file of its own."""

    def make(file: str, content: str) -> Edition:
        folder = tmp_path / "piers"
        folder.mkdir()
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
        return write_edition(folder, "pdf")

    return make

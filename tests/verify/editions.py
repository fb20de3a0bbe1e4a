"""The edition in piers/, which has every kind of entry, built; its output may be damaged."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from siglum.build import build
from siglum.config import Config, read_config
from siglum.verify.records import Difference
from siglum.verify.verifying import Verified, verify


class Edition:
    """A built edition whose output a test may damage."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.out = folder / "build"

    @property
    def config(self) -> Config:
        """The options of the edition."""
        return read_config(self.folder)[0]

    def verify(self, only: str = "") -> Verified:
        """What an audit of the output finds."""
        return verify(self.config, self.out, (only,) if only else (), lambda *_: None)

    def differences(self, only: str = "") -> list[Difference]:
        """All differences."""
        return [one for audit in self.verify(only).audits for one in audit.differences]

    def page(self, word: str, key: str = "pier") -> Path:
        """The page of a document that holds a word."""
        pages = sorted((self.out / "site" / "texts" / key).glob("*.html"))
        return next(
            page
            for page in pages
            if word in page.read_text("utf-8") and "<article" in page.read_text("utf-8")
        )

    @contextmanager
    def changed(self, page: Path) -> Iterator[list[str]]:
        """The text of a page as a list of one, written back in the end; it must be another."""
        text = [page.read_text("utf-8")]
        before = text[0]
        yield text
        assert text[0] != before, "the damage must change the page"
        page.write_text(text[0], "utf-8")

    def replace(self, old: str, new: str, key: str = "pier") -> None:
        """Exchange a piece of HTML, once, on the page that holds it."""
        with self.changed(self.page(old, key)) as text:
            text[0] = text[0].replace(old, new, 1)


def write_edition(folder: Path, *only: str) -> Edition:
    """Copy the sources into a folder and build them."""
    shutil.copytree(Path(__file__).with_name("piers"), folder, dirs_exist_ok=True)
    build(read_config(folder)[0], folder / "build", only, lambda *_: None)
    return Edition(folder)

"""The witnesses of a page above its apparatus: `verify` works out by itself who has to be there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.verify.editions import Edition

from siglum.build import build
from siglum.config import read_config

CONFIG = '[edition]\ntitle = "Turns"\nlanguage = "en"\n[outputs.pdf]\n'
WORDS = "bells over the grey water rang slowly until nobody on the pier could hear them any longer"


def _body() -> str:
    """Four pages: B has a gap that goes over a page turn, C begins late, A is always there."""
    text = WORDS.split()
    parts = []
    for n in range(1200):
        if n % 150 == 0:
            parts.append("</p><p>" if n else "<p>")
        word = text[n % len(text)]
        if n == 220:
            parts.append("<app><lem>and</lem><rdg wit='#B'>or<lacunaStart/></rdg></app> ")
        elif n == 640:
            parts.append("<app><lem>but</lem><rdg wit='#B'><lacunaEnd/>yet</rdg></app> ")
        elif n == 800:
            parts.append("<app type='witnesses'><rdg wit='#C'><witStart/></rdg></app>")
        elif n % 40 == 9:
            word = f"<app><lem>{word}</lem><rdg wit='#A'>variant</rdg></app>"
        parts.append(f"{word} ")
    return "".join(parts) + "</p>"


@pytest.fixture
def book(tmp_path: Path, tei: Callable[..., bytes]) -> Edition:
    """The edition, as a book."""
    folder = tmp_path / "turns"
    (folder / "tei").mkdir(parents=True)
    (folder / "edition.toml").write_text(CONFIG, "utf-8")
    (folder / "tei" / "a.xml").write_bytes(tei(_body(), language="en"))
    build(read_config(folder)[0], folder / "build")
    return Edition(folder)


def test_who_is_there_is_said_rightly(book: Edition) -> None:
    """On every page of the text."""
    assert book.differences() == []


def test_a_witness_that_leaves_elsewhere_is_found(book: Edition) -> None:
    """What the pages say is no longer what the source says: told, and what stands there too."""
    source = book.folder / "tei" / "a.xml"
    text = source.read_text("utf-8")
    source.write_text(text.replace("<witStart/>", "<!-- there from the start -->"), "utf-8")
    kinds = {one.kind for one in book.differences("pdf")}
    assert {"siglum", "extra"} <= kinds


def test_what_the_edition_does_not_want_is_found(book: Edition) -> None:
    """The same where the edition says now that nothing is to be said."""
    config = book.folder / "edition.toml"
    config.write_text(f'{CONFIG}witnesses = "never"\n', "utf-8")
    extra = [one.extra for one in book.differences("pdf") if one.kind == "extra"]
    assert len(extra) >= 3
    config.write_text(f'{CONFIG}witnesses = "always"\n', "utf-8")
    assert book.differences("pdf") == []

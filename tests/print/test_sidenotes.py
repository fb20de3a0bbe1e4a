"""Notes beside their lines: in a book whose edition asks for it, and nowhere twice."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from operator import attrgetter
from pathlib import Path

import pytest
from pages import off_the_page, overlapping, read_pages
from tests.verify.editions import Edition

from siglum.build import build
from siglum.config import read_config

CONFIG = '[edition]\ntitle = "Side"\n[outputs.pdf]\nmargin_notes = "side"\n'
WORDS = "the bell rang slowly over grey water until nobody on the pier could hear it any longer"


_top, _left = attrgetter("y0"), attrgetter("x0")


def _note(number: int) -> str:
    return f'<note place="margin">Marginal {number}: of <hi rend="italic">bells</hi></note>'


def _book(folder: Path, tei: bytes) -> Edition:
    (folder / "tei").mkdir(parents=True)
    (folder / "edition.toml").write_text(CONFIG, "utf-8")
    (folder / "tei" / "side.xml").write_bytes(tei)
    build(read_config(folder)[0], folder / "build")
    return Edition(folder)


@pytest.fixture
def book(tmp_path: Path, tei: Callable[..., bytes]) -> Edition:
    """Ten paragraphs, each with a note in the margin and one at the foot."""
    body = "".join(
        f"<p>{WORDS} {WORDS}{_note(n)} {WORDS}<note>At the foot.</note> {WORDS}.</p>"
        for n in range(10)
    )
    return _book(tmp_path / "side", tei(body, language="en"))


def test_each_stands_beside_its_line(book: Edition) -> None:
    """Outside of the text, level with the line that calls it, and none on another."""
    assert book.differences() == []
    found = 0
    for page in read_pages(book.out / "pdf" / "side.pdf"):
        notes = sorted((box for box in page.boxes if box.text == "Marginal"), key=_top)
        found += len(notes)
        text = [box for box in page.boxes if box.text in WORDS and box.height > 14]
        for note in notes:
            called = min(text, key=lambda box, note=note: abs(box.middle - note.middle))
            assert abs(called.middle - note.middle) < 4  # level with a line
            row = [box for box in text if abs(box.middle - called.middle) < 2]
            assert note.x1 < min(map(_left, row)) or note.x0 > max(box.x1 for box in row)
        assert all(two.y0 - one.y0 > 20 for one, two in pairwise(notes))
    assert found == 10


def test_many_on_one_line_stand_below_each_other(tmp_path: Path, tei: Callable[..., bytes]) -> None:
    """Those that would come below the page move up together."""
    rest = f"<p>{' '.join([WORDS] * 20)} end{''.join(_note(n) for n in range(8))}.</p>"
    edition = _book(tmp_path / "many", tei(rest, language="en"))
    assert edition.differences("pdf") == []
    for page in read_pages(edition.out / "pdf" / "side.pdf"):
        notes = sorted((box for box in page.boxes if box.text == "Marginal"), key=_top)
        assert all(
            box.x0 > 0 and box.x1 < page.width and box.y1 < page.height for box in page.boxes
        )
        assert all(two.y0 - one.y0 > 20 for one, two in pairwise(notes))


def _long(words: int) -> str:
    return f'<note place="margin">{" ".join(f"tall{n}" for n in range(words))}</note>'


@pytest.mark.parametrize("lengths", [(900,), (150, 150, 150), (40,) * 30])
def test_notes_without_room_stand_at_the_foot(
    tmp_path: Path, tei: Callable[..., bytes], lengths: tuple[int, ...]
) -> None:
    """All of their words are printed once, on the page, and a finding tells which they are."""
    calls = " ".join(f"{WORDS}{_long(words)}" for words in lengths)
    folder = tmp_path / "long"
    (folder / "tei").mkdir(parents=True)
    (folder / "edition.toml").write_text(CONFIG, "utf-8")
    source = tei(f"<p>{_note(1)}{WORDS} {calls} {WORDS}</p>", language="en")
    (folder / "tei" / "side.xml").write_bytes(source)
    report = build(read_config(folder)[0], folder / "build")
    assert [one.code for one in report.findings if one.code == "pdf.side-notes"]
    assert Edition(folder).differences("pdf") == []
    pages = read_pages(folder / "build" / "pdf" / "side.pdf")
    assert off_the_page(pages, 5) == []
    assert overlapping(pages) == []
    printed = [box.text for page in pages for box in page.boxes if box.text.startswith("tall")]
    assert len(printed) == sum(lengths)


def test_notes_without_a_margin_stand_at_the_foot(
    tmp_path: Path, tei: Callable[..., bytes]
) -> None:
    """Where a style leaves no room beside the text at all."""
    folder = tmp_path / "narrow"
    css = "@page { margin: 8mm } @page :left { margin: 8mm }"
    (folder / "tei").mkdir(parents=True)
    (folder / "templates").mkdir()
    (folder / "templates" / "own-print.css").write_text(css)
    (folder / "edition.toml").write_text(CONFIG, "utf-8")
    (folder / "tei" / "side.xml").write_bytes(tei(f"<p>{WORDS}{_note(1)}</p>", language="en"))
    build(read_config(folder)[0], folder / "build")
    page = read_pages(folder / "build" / "pdf" / "side.pdf")[-1]
    [note] = [box for box in page.boxes if box.text == "Marginal"]
    assert note.y0 > max(box.y1 for box in page.boxes if box.text in WORDS.split())


def test_a_note_that_is_not_beside_the_text_is_found(book: Edition) -> None:
    """The audit asks where the edition says that it stands."""
    config = book.folder / "edition.toml"
    config.write_text(CONFIG.replace('"side"', '"foot"'), "utf-8")
    assert len(book.differences("pdf")) >= 10

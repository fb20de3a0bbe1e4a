"""Books that are read from right to left: indents, verses, pages and apparatus, turned round."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pages import Box, Page, off_the_page, overlapping, read_pages, rows

from siglum.build import build
from siglum.config import read_config

pytestmark = pytest.mark.pdf

WORDS = "דבר אחר היה בימים ההם ויאמר אליו המלך לאמר".split()


def _lines(page: Page) -> list[list[Box]]:
    large = [box for box in page.boxes if box.height > 9 and not box.text.isdecimal()]
    known = {*WORDS, *(word[::-1] for word in WORDS)}
    return [row for row in rows(large) if known & {box.text for box in row}]


@pytest.mark.parametrize("linebreaks", ["line", "paragraph"])
def test_a_paragraph_begins_further_in(typeset: Any, linebreaks: str) -> None:
    """On the right; on the left its first line is as full as the others."""
    paragraph = f'<p class="p" dir="rtl" lang="he">{" ".join(WORDS * 12)}</p>'
    book = f'<body><section class="text" dir="rtl">{paragraph * 3}</section></body>'
    _, pdf = typeset(book, linebreaks=linebreaks)
    lines = [row for row in _lines(read_pages(pdf)[0]) if len(row) > 6]
    left, right = min(row[0].x0 for row in lines), max(row[-1].x1 for row in lines)
    begin = [row for row in lines if row[-1].x1 < right - 8]
    assert len(begin) == 3
    assert all(10 < right - row[-1].x1 < 20 for row in begin)
    assert all(row[0].x0 < left + 1.5 for row in begin)


def test_a_verse_ends_within_the_text(typeset: Any) -> None:
    """It is turned over before it runs off on the left, and what is turned over hangs."""
    verses = "".join(
        f'<div class="l" dir="rtl" lang="he">{" ".join(WORDS * 2)[: 60 + 3 * n]}</div>'
        for n in range(12)
    )
    full = f'<p class="p" dir="rtl" lang="he">{" ".join(WORDS * 9)}</p>'
    _, pdf = typeset(f'<body><section class="text" dir="rtl">{full}{verses}</section></body>')
    page = read_pages(pdf)[0]
    lines = _lines(page)
    left = min(row[0].x0 for row in lines[:3])
    assert all(row[0].x0 > left - 1.5 for row in lines)
    starts = sorted({round(row[-1].x1) for row in lines})
    turned, begin, right = starts[0], starts[1], starts[-1]
    assert begin - turned > 12
    assert right - begin > 12


@pytest.fixture
def pages(tmp_path: Path, tei: Callable[..., bytes]) -> Callable[[str], list[Page]]:
    """The pages of a text in a language, with entries; its PDF is `a.pdf`."""

    def run(language: str) -> list[Page]:
        words = WORDS if language == "he" else [f"verbum{n}" for n in range(len(WORDS))]
        line = " ".join(words)
        entry = f"<app><lem>{words[3]}</lem><rdg wit='#A'>{words[5]}</rdg></app>"
        body = "".join(f"<p>{line} {entry} {line} {line}</p>" for _ in range(25))
        (tmp_path / "tei").mkdir()
        (tmp_path / "edition.toml").write_text('[edition]\ntitle = "A"\n[outputs.pdf]\n')
        (tmp_path / "tei" / "a.xml").write_bytes(tei(body, language=language))
        assert build(read_config(tmp_path)[0], tmp_path / "out").written
        found = read_pages(tmp_path / "out" / "pdf" / "a.pdf")
        assert overlapping(found) == []
        assert off_the_page(found, 5) == []
        return found

    return run


def _numbers(page: Page) -> list[Box]:
    """The line numbers in a margin."""
    return [box for box in page.boxes if box.text in ("5", "10", "15", "20") and box.height < 12]


@pytest.mark.parametrize(("language", "first"), [("he", "left"), ("la", "right")])
def test_the_first_page_is_on_the_side_where_reading_begins(
    pages: Callable[[str], list[Page]], language: str, first: str
) -> None:
    """A right-hand page, or a left-hand one: the outer margin has the numbers and is the wider."""
    seen = set()
    for number, page in enumerate(pages(language), 1):
        margin = [box for box in _numbers(page) if abs(box.x0 / page.width - 0.5) > 0.35]
        if len(margin) < 3 or not (page.boxes and any(b.text in "1520" for b in margin)):
            continue
        outer_left = (first == "left") is bool(number % 2)
        assert all((box.x0 < page.width / 2) == outer_left for box in margin)
        seen.add(number % 2)
    assert seen == {0, 1}


def test_running_heads_are_turned_round(pages: Callable[[str], list[Page]]) -> None:
    """The text on the right, the lines of the page on the left."""
    page = pages("he")[-2]
    head = sorted((b for b in page.boxes if b.y0 < page.height * 0.085), key=lambda b: b.x0)
    assert "1" in head[0].text
    assert head[-1].text in ("test", "A")
    assert head[-1].x0 > page.width / 2


def test_the_apparatus_is_turned_round(pages: Callable[[str], list[Page]]) -> None:
    """An entry begins on the right with its number; lemma, bracket and reading follow leftwards."""
    page = pages("he")[-2]
    first = next(row for row in rows(page.boxes) if any("[" in box.text for box in row))
    number = first[-1]
    assert number.text == "1"
    lemma, reading = (
        next(box for box in first[::-1] if {WORDS[n], WORDS[n][::-1]} & {box.text.strip("[]")})
        for n in (3, 5)
    )
    assert reading.x1 < lemma.x0 < lemma.x1 < number.x0

"""Books whose paragraphs are broken into lines as a whole, judged by what is on their pages."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from statistics import mean, pstdev
from typing import Any

import pytest
from editions import make_edition, render
from pages import Box, check, read_pages, rows

from siglum.print.hyphenation import Patterns
from siglum.print.options import PrintedBook

pytestmark = pytest.mark.pdf

KINDS = {
    "prose": {"words": 1100, "per_hundred": 4},
    "headings": {"words": 900, "headings": True},
    "verse": {"words": 500, "verse": True},
    "dense": {"words": 450, "per_hundred": 15},
    "crossing": {"words": 900, "crossing": 0.7},
}
Typeset = Callable[..., tuple[PrintedBook, Path]]


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("kind", KINDS)
def test_numbers_stay_those_of_the_lines(typeset: Typeset, kind: str, seed: int) -> None:
    """Line numbers, ranks, ranges and notes are as right as where each line is filled by itself."""
    arguments: dict[str, Any] = KINDS[kind]
    edition = make_edition(300 * seed + len(kind), **arguments)
    language = "it" if seed == 1 else "la"
    printed, pdf = typeset(render(edition, language=language), linebreaks="paragraph")
    report = check(edition, pdf)
    assert report.problems == []
    assert report.entries == len(edition.lemmata)
    assert bool(printed.counts.get("planned")) == (kind != "verse")
    assert printed.counts.get("missed", 0) <= 0.01 * printed.counts.get("planned", 0)


def _spaces(pdf: Path) -> list[float]:
    """The mean space of each full line of text, in points."""
    found = []
    for page in read_pages(pdf):
        body = max(box.height for box in page.boxes if box.text.islower())
        main = [box for box in page.boxes if abs(box.height - body) < 0.3]
        right = max((box.x1 for box in main), default=0.0)
        full = [row for row in rows(main) if len(row) > 3 and right - row[-1].x1 < 0.5]
        found += [mean(b.x0 - a.x1 for a, b in pairwise(row)) for row in full]
    return found


def _without_numbers(pdf: Path) -> list[list[Box]]:
    """The lines of the first page without what stands in its margins."""
    return rows([box for box in read_pages(pdf)[0].boxes if not box.text.isdecimal()])


def test_spaces_differ_less(typeset: Typeset) -> None:
    """They are narrower on average, vary less, and the widest are less wide."""
    xhtml = render(make_edition(77, words=2500, per_hundred=3), language="it")
    by_line = _spaces(typeset(xhtml, name="a", linebreaks="line")[1])
    whole = _spaces(typeset(xhtml, name="b", linebreaks="paragraph")[1])
    assert len(whole) > 150
    assert mean(whole) < 0.95 * mean(by_line)
    assert pstdev(whole) < pstdev(by_line)
    assert sorted(whole)[-len(whole) // 20] < 0.92 * sorted(by_line)[-len(by_line) // 20]


def test_full_lines_end_at_the_edge(typeset: Typeset) -> None:
    """Spaces shrink or grow until each line but the last is as wide as the others."""
    words = "verba quaedam longiora et alia breviora ponuntur ut lineae impleantur omnes " * 12
    book = f'<body><section class="text"><p class="p">{words}</p></section></body>'
    _, pdf = typeset(book, linebreaks="paragraph")
    lines = [row for row in _without_numbers(pdf) if len(row) > 3]
    edges = [row[-1].x1 for row in lines[:-1]]
    assert len(edges) > 8
    assert max(edges) - min(edges) < 0.2


@pytest.mark.parametrize(
    "inside",
    [
        'verba <img src="gone.png" alt=""/> alia',
        "longum" * 90,
        "verba<br/>alia",
        '<span class="r-spaced">verba spatiosa ponuntur</span> et <i>inclinata</i>',
        '<span class="r-framed">verba saepta</span>',
        "semi\u00adcirculus di\u00advisus",
        "§\u00a0317\u00a0a",
        "semi-circulus — et/vel «ita» (sic)",
        "",
    ],
)
def test_what_cannot_be_planned_is_set_all_the_same(typeset: Typeset, inside: str) -> None:
    """Pictures, endless words, forced breaks, frames: every word is there, none off the page."""
    words = f"Alia verba ponuntur {inside} et multa alia quae lineas implent omnes. " * 6
    book = f'<body lang="la"><section class="text"><p class="p">{words}</p></section></body>'
    texts = []
    for linebreaks in ("line", "paragraph"):
        patterns = {"la": Patterns(["1va", "1ta", "1lia"])}
        _, pdf = typeset(book, linebreaks=linebreaks, patterns=patterns)
        pages = read_pages(pdf)
        for page in pages:
            assert all(box.x0 > 20 and box.x1 < page.width - 20 for box in page.boxes)
        body = [[box for box in page.boxes if box.y0 > page.height * 0.08] for page in pages]
        said = "".join(
            box.text
            for boxes in body
            for row in rows(boxes)
            for box in row
            if not box.text.isdecimal()
        )
        texts.append(said.replace("-", "").replace("‐", "").replace("\u00ad", ""))
    assert texts[0] == texts[1]


@pytest.mark.parametrize("language", ["ar", "he", "syr"])
def test_right_to_left(typeset: Typeset, language: str) -> None:
    """Lines from right to left are planned too, and full at both edges."""
    letters = {"ar": "كتاب العلم", "he": "דבר אחר", "syr": "ܡܠܬܐ ܛܒܬܐ"}[language]
    words = " ".join(f"{letters} {letters[:4]} {letters[3:]}" for _ in range(60))
    book = (
        f'<body lang="{language}"><section class="text" dir="rtl"><p class="p" dir="rtl">{words}'
        "</p></section></body>"
    )
    printed, pdf = typeset(book, linebreaks="paragraph")
    assert printed.counts["planned"] > 5
    assert printed.counts["missed"] == 0
    lines = [row for row in _without_numbers(pdf) if len(row) > 4][1:-1]
    assert max(row[-1].x1 for row in lines) - min(row[-1].x1 for row in lines) < 1
    assert max(row[0].x0 for row in lines) - min(row[0].x0 for row in lines) < 1

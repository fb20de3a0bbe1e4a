"""Runs of text that WeasyPrint breaks badly, or slowly."""

from __future__ import annotations

import random
from typing import Any

import pytest

from siglum.print.linebreak import repaired

_STYLE = {"hyphens": "auto", "overflow_wrap": "normal", "white_space": "normal"}


@pytest.fixture
def asked() -> list[tuple[int, str, str]]:
    """How long each run was that was asked for, and how it was to be broken."""
    return []


@pytest.fixture
def split(asked: list[tuple[int, str, str]]) -> Any:
    """A way of breaking lines that cuts after ten letters."""

    def original(text: str, style: dict[str, str], *_: Any) -> Any:
        asked.append((len(text), style["hyphens"], style["overflow_wrap"]))
        return None, 10, 10 if len(text) > 10 else None, 50.0, 12.0, 9.0

    return repaired(original)


@pytest.mark.parametrize("text", ["x" * 5000, "Before " + "x" * 5000])
@pytest.mark.parametrize("width", [100, 0])
def test_an_endless_word_is_cut_where_a_line_ends(
    text: str, width: int, split: Any, asked: list[tuple[int, str, str]]
) -> None:
    """Of a word of thousands of letters no more is set than a line can hold, without hyphens."""
    result = split(text, dict(_STYLE), None, width, 0)
    assert result[2] == 10
    assert [how for _length, *how in asked] == [["none", "anywhere"]]
    assert asked[0][0] <= 600


def test_other_words_are_hyphenated(split: Any, asked: list[tuple[int, str, str]]) -> None:
    """A run of words is broken as before."""
    split("verba " * 200 + "a", dict(_STYLE), None, 100, 0)
    assert asked == [(1201, "auto", "normal")]


def test_what_fits_no_line_is_asked_for_as_a_whole(
    split: Any, asked: list[tuple[int, str, str]]
) -> None:
    """Where nobody knows the width, the whole word is measured."""
    split("x" * 5000, dict(_STYLE), None, None, 0)
    assert [length for length, *_how in asked] == [5000]


class _Line:
    """What is known of the line that is being laid out."""

    line_width = 80.0


@pytest.mark.parametrize(
    ("room", "broken"),
    [(80.0, True), (30.0, True), (60.0, True), (0, False), (120.0, False)],
)
def test_a_word_wider_than_its_line_is_broken(room: float, broken: bool) -> None:
    """Where no line of the block holds it; else it would run off the page."""
    asked = []

    def original(_text: str, style: dict[str, str], *_: Any) -> Any:
        asked.append(style["overflow_wrap"])
        return None, 10, None, 100.0, 12.0, 9.0

    repaired(original)("incomprehensibilis", dict(_STYLE), _Line(), room, 0)
    assert ("anywhere" in asked) == broken


@pytest.mark.pdf
def test_no_word_runs_off_the_page(typeset: Any) -> None:
    """Neither in the text nor in notes, in a cell of a table or after a smaller part of a line."""
    from pages import read_pages

    word = "longissimaverba" * 8
    book = (
        f'<body><section class="text"><p class="p">Ante {word}<i>ab{word}</i> post.</p>'
        f'<p class="p">Arma <span class="lemma" data-entries="e1">virumque</span> cano.</p>'
        f"<table><tr><td>{word}</td><td>cella {word}</td></tr></table></section>"
        '<section class="apparatus"><div class="app" id="e1"><span class="lem">virumque</span>'
        f'<span class="sep">]</span> <span class="rdg">{word}</span></div></section></body>'
    )
    _, pdf = typeset(book)
    boxes = [(box, page) for page in read_pages(pdf) for box in page.boxes]
    assert all(box.x0 > 25 and box.x1 < page.width - 25 for box, page in boxes)
    letters = "".join(box.text for box, _page in boxes).replace("‐", "")
    assert letters.count("longissima") >= 8


@pytest.mark.pdf
def test_a_word_that_fits_the_next_line_is_not_broken(typeset: Any) -> None:
    """Even where it begins an element of its own near the end of a line."""
    from pages import read_pages

    words = " ".join(f"<i>verba{n} <b>longissimumverbum{n}</b></i>" for n in range(60))
    _, pdf = typeset(f'<body><section class="text"><p class="p">{words}</p></section></body>')
    found = {box.text for page in read_pages(pdf) for box in page.boxes}
    assert {f"longissimumverbum{n}" for n in range(60)} <= found


def _lines(pdf: Any) -> list[str]:
    from pages import read_pages, rows

    body = [[box for box in page.boxes if box.y0 > page.height * 0.08] for page in read_pages(pdf)]
    found = [row for boxes in body for row in rows(boxes)]
    kept = [[box.text for box in row if not box.text.isdecimal()] for row in found]
    return [" ".join(words) for words in kept if words]


@pytest.mark.pdf
@pytest.mark.parametrize("linebreaks", ["line", "paragraph"])
@pytest.mark.parametrize(
    ("word", "every"),
    [
        ("{0}<i class='point'></i> ", 6),  # an empty element after a word, before its space
        ("<span class='lemma'>{0}</span> ", 6),
        ("<span class='lemma'>{0}</span> ", 1),
        ("<span class='lemma'>{0} </span>", 1),
        ("<span class='a'><span class='b'>{0}</span></span> ", 3),
    ],
)
def test_lines_end_where_they_do_without_markup(
    typeset: Any, word: str, every: int, linebreaks: str
) -> None:
    """Elements around words and after them change no line."""
    chance = random.Random(5)  # noqa: S311 - seeded on purpose
    lexicon = (
        "litora profugus Laviniaque venit multum ille et terris iactatus alto vi superum".split()
    )
    words = [chance.choice(lexicon) for _ in range(420)]
    books = []
    for marked in (False, True):
        told = "".join(
            word.format(one) if marked and at % every == 0 else f"{one} "
            for at, one in enumerate(words)
        )
        text = f'<p class="p" lang="it">{told}</p>'
        book = f'<body><section class="text">{text}</section></body>'
        books.append(_lines(typeset(book, f"b{marked}", linebreaks=linebreaks)[1]))
    plain, marked_lines = books
    assert len(plain) > 35
    differing = [one for one, other in zip(plain, marked_lines, strict=False) if one != other]
    assert differing == []
    assert len(plain) == len(marked_lines)

"""What no edition should have, and some do: readable pages all the same, judged from the PDF."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pages import off_the_page, overlapping, read_pages

from siglum.print.options import PrintedBook

pytestmark = pytest.mark.pdf

Typeset = Callable[..., tuple[PrintedBook, Path]]
WORDS = (
    "arma virumque cano Troiae qui primus ab oris Italiam fato profugus Laviniaque venit litora "
)


def _book(text: str, apparatus: str = "", notes: str = "") -> str:
    return (
        f'<html lang="la"><body><article class="part"><section class="text">{text}</section>'
        f'<section class="apparatus">{apparatus}</section>'
        f'<section class="notes">{notes}</section></article></body></html>'
    )


def _lemma(number: int, words: str) -> str:
    return f'<span class="lemma" data-entries="e{number}">{words}</span>'


def _entry(number: int, reading: str, lemma: str = "verbum") -> str:
    return (
        f'<div class="app" id="e{number}"><span class="lem">{lemma}</span>'
        f'<span class="sep">]</span> <span class="rdg">{reading}</span></div>'
    )


def _forty_entries() -> str:
    line = " ".join(_lemma(number, f"a{number}") for number in range(40))
    entries = "".join(_entry(number, f"lectio{number} alia <i>ABCD</i>") for number in range(40))
    return _book(f'<p class="p">{WORDS * 12} {line} {WORDS * 12}</p>', entries)


def _long_note() -> str:
    note = "".join(f"nota{number} " for number in range(1100))
    return _book(
        f'<p class="p">{WORDS * 10} verbum<a class="noteref" href="#n1">1</a> {WORDS * 20}</p>',
        notes=f'<div class="note" id="n1" data-n="1"><p>{note}</p></div>',
    )


def _long_lemma() -> str:
    paragraphs = "".join(f'<p class="p">{_lemma(0, WORDS * 12)}</p>' for _ in range(26))
    return _book(paragraphs, _entry(0, "<em>om.</em> A", "arma … litora"))


def _many_sigla() -> str:
    marks = " ".join(
        f'<abbr class="siglum" data-wit="W{n}">W<sup>{n}</sup></abbr>' for n in range(60)
    )
    reading = f'verba <span class="wits">{marks}</span>'
    return _book(f'<p class="p">{WORDS * 3} {_lemma(0, "verbum")} {WORDS}</p>', _entry(0, reading))


def _wide_verse() -> str:
    verse = f'<div class="l" data-n="1">{WORDS * 4}</div>'
    word = f'<div class="l indent3" data-n="2">{"verbissimum" * 30}</div>'
    drama = (
        '<div class="sp"><div class="speaker">Personalongissima</div>'
        f'<div class="l" data-n="3"><span class="before" data-before="{WORDS}"></span>'
        f"{WORDS * 2}</div></div>"
    )
    return _book(f'<div class="lg">{verse}{word}</div>{drama}')


def _wide_table() -> str:
    cells = "".join(f"<td>{_lemma(n, f'cella{n}')} longiora verba</td>" for n in range(14))
    entries = "".join(_entry(n, "lectio altera") for n in range(14))
    return _book(f"<p>Ante.</p><table><tr>{cells}</tr><tr>{cells}</tr></table>", entries)


def _tall_row() -> str:
    return _book(f"<table><tr><td>{WORDS * 90}</td><td>brevis</td></tr></table><p>Post.</p>")


def _tall_heading() -> str:
    return _book(f'<h2 class="head">{WORDS * 60}</h2><p class="p">{WORDS}</p>')


def _wide_formula() -> str:
    word = "\u00a0".join(WORDS.split() * 4)
    return _book(f'<p class="p">{WORDS} {word} {WORDS}</p><p class="r-center">{word}</p>')


def _long_head() -> str:
    return _book(
        f'<div class="div"><h2 class="head" data-running="x">{"Titulus" * 30}</h2>'
        f'<p class="p">{WORDS * 60}</p></div>'
    )


def _deep_lists() -> str:
    inner = f"<li>{WORDS}</li>"
    for _ in range(30):
        inner = f"<li>{WORDS}<ul>{inner}</ul></li>"
    return _book(f"<ul>{inner}</ul>")


def _notes_at_one_word() -> str:
    calls = "".join(f'<a class="noteref" href="#n{n}">{n}</a>' for n in range(1, 41))
    notes = "".join(
        f'<div class="note" id="n{n}" data-n="{n}"><p>Nota {n}. {WORDS}</p></div>'
        for n in range(1, 41)
    )
    return _book(f'<p class="p">{WORDS * 8} verbum{calls} {WORDS * 8}</p>', notes=notes)


BOOKS = {
    "forty entries on a line": (_forty_entries, ["lectio0", "lectio39"]),
    "a note of three pages": (_long_note, ["nota0", "nota1099"]),
    "a lemma of ten pages": (_long_lemma, ["om.", "1–"]),
    "sixty sigla": (_many_sigla, ["W59"]),
    "a verse wider than the page": (_wide_verse, ["litora"]),
    "a table wider than the page": (_wide_table, ["cella0", "verba"]),
    "a row of three pages": (_tall_row, ["brevis", "Post."]),
    "a heading of two pages": (_tall_heading, ["litora"]),
    "spaces where no line ends": (_wide_formula, ["litora"]),
    "a heading of one word": (_long_head, ["litora"]),
    "lists thirty deep": (_deep_lists, ["litora"]),
    "forty notes at a word": (_notes_at_one_word, ["Nota", "40."]),
    "an empty document": (lambda: _book(""), []),
    "an empty paragraph": (lambda: _book('<p class="p"/><p class="p"> </p>'), []),
}


@pytest.mark.parametrize("name", BOOKS)
def test_no_text_runs_off_the_page_or_over_text(name: str, typeset: Typeset) -> None:
    """Whatever is asked for, all of it is on paper and can be read."""
    make, wanted = BOOKS[name]
    xhtml = make()
    printed, pdf = typeset(xhtml)
    pages = read_pages(pdf)
    assert printed.pages == len(pages)
    assert off_the_page(pages) == []
    assert overlapping(pages) == []
    said = "".join(box.text for page in pages for box in page.boxes)
    assert [word for word in wanted if word not in said] == []
    if "table" not in name:  # whose cells stand beside each other, words broken
        text = re.sub(r"<[^>]+>", "", xhtml)
        assert said.replace("‐", "").count("cano") >= text.count("cano")


def test_a_missing_glyph_is_counted_and_leaves_its_room(typeset: Typeset) -> None:
    """A box stands for it, which no other letter touches."""
    book = _book(f'<p class="p">{WORDS} a\U0001f9ffb \ue123\ue124 \U000f0000 {WORDS}</p>')
    printed, pdf = typeset(book)
    assert {"\ue123", "\ue124", "\U000f0000"} <= set(printed.missing)
    assert overlapping(read_pages(pdf)) == []


@pytest.mark.parametrize(
    "source", ["gone.png", "data:image/png;base64,AAAA", "file:///etc/hostname", "text.txt"]
)
def test_a_picture_that_cannot_be_read_is_told(source: str, typeset: Typeset) -> None:
    """The page is made without it, its caption stays."""
    book = _book(
        f'<figure><img src="{source}" alt="A map"/><figcaption>Caption.</figcaption></figure>'
        f'<p class="p">{WORDS}</p>'
    )
    printed, pdf = typeset(book)
    assert "pdf.image-unreadable" in [finding.code for finding in printed.findings]
    said = [box.text for page in read_pages(pdf) for box in page.boxes]
    assert "Caption." in said
    assert "litora" in said


def test_a_font_that_is_not_there_is_told(typeset: Typeset) -> None:
    """The text is set in another."""
    printed, pdf = typeset(
        _book(f'<p class="p">{WORDS}</p>'), serif=("No Such Face", "Gentium Plus")
    )
    assert "pdf.font-missing" in [finding.code for finding in printed.findings]
    assert "litora" in [box.text for page in read_pages(pdf) for box in page.boxes]

"""Layers that stand after their text, or after the book: page and line of each, from the PDF."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pages import Page, overlapping, read_pages, rows
from test_linking import read_links

from siglum.build import build
from siglum.config import read_config

pytestmark = pytest.mark.pdf

CONFIG = """
[edition]
title = "Apart"
language = "en"
[[apparatus.layers]]
name = "variants"
[[apparatus.layers]]
name = "spelling"
title = "Orthography"
types = ["orthographic"]
place = "{place}"
arrangement = "{arrangement}"
[outputs.pdf]
"""
WORDS = 700


def _body(mark: str = "w") -> str:
    """Numbered words, entries of two layers, and a note of the layer that stands apart."""
    parts = []
    for n in range(WORDS):
        if n % 140 == 0:
            parts.append("</p><p>" if n else "<p>")
        word = f"{mark}{n}{mark}"
        if n % 23 == 5 or n % 23 == 6:
            word = f"<app type='orthographic'><lem>{word}</lem><rdg wit='#B'>v{n}v</rdg></app>"
        elif n % 31 == 3:
            word = f"<app><lem>{word}</lem><rdg wit='#A'>foot{n}</rdg></app>"
        elif n % 200 == 50:
            word += f"<note type='orthographic'>Remark on {n}.</note>"
        parts.append(f"{word} ")
    return "".join(parts) + "</p>"


@pytest.fixture
def books(tmp_path: Path, tei: Callable[..., bytes]) -> Callable[..., dict[str, list[Page]]]:
    """The pages of the books of two texts, by the names of the files."""

    def run(place: str, arrangement: str = "run-on", more: str = "") -> dict[str, list[Page]]:
        (tmp_path / "tei").mkdir()
        config = CONFIG.format(place=place, arrangement=arrangement)
        (tmp_path / "edition.toml").write_text(config + more)
        (tmp_path / "tei" / "a.xml").write_bytes(tei(_body()))
        (tmp_path / "tei" / "b.xml").write_bytes(tei(_body("u")))
        assert build(read_config(tmp_path)[0], tmp_path / "out").written
        found = sorted((tmp_path / "out" / "pdf").glob("*.pdf"))
        return {path.stem: read_pages(path) for path in found}

    return run


def _lines(pages: list[Page]) -> dict[str, tuple[int, int]]:
    """The page and the line of each numbered word of the text."""
    found = {}
    for number, page in enumerate(pages, 1):
        large = [box for box in page.boxes if box.height > 13]
        line = 0
        for row in rows(large):
            words = [box.text.strip(".,") for box in row if re.match(r"[wu]\d+[wu]", box.text)]
            line += bool(words)
            found |= dict.fromkeys(words, (number, line))
    return found


def _told(pages: list[Page], columns: int = 1) -> list[tuple[str, str, int]]:
    """The entries of the list: their page, if it is told, their line, the number of their word."""
    said = []
    for page in pages:
        inner = [box for box in page.boxes if 0.085 < box.y0 / page.height < 0.91]
        for column in range(columns):
            own = [box for box in inner if int(columns * box.x0 / page.width) == column]
            said += [box.text for row in rows(own) for box in row]
    entry = re.compile(r"(?:p\. ?(\d+)\) ?)?(?:(\d+) )?[wu](\d+)[wu]\] v\3v")
    found = entry.finditer(" ".join(said))
    return [(one[1] or "", one[2] or "", int(one[3])) for one in found]


@pytest.mark.parametrize("arrangement", ["run-on", "lines", "columns"])
def test_each_entry_tells_the_page_and_the_line_of_its_lemma(books, arrangement):
    """In the order of the text; a page is told once, and run on also a line."""
    pages = books("end", arrangement)["a"]
    assert overlapping(pages) == []
    lines, page, line = _lines(pages), "", ""
    told = _told(pages, 2 if arrangement == "columns" else 1)
    assert [n for *_, n in told] == [n for n in range(WORDS) if n % 23 in (5, 6)]
    for new_page, new_line, word in told:
        assert new_page or page
        assert new_page != page
        page, line = new_page or page, new_line or line
        assert (int(page), int(line)) == lines[f"w{word}w"]
        assert new_line or arrangement == "run-on"
    shown = [one[0] for one in told if one[0]]
    assert len(shown) == len(set(shown)) > 1
    if arrangement == "run-on":
        assert any(not one[1] for one in told)  # two words in one line


def test_entries_of_other_layers_stay_at_the_foot(books):
    """And nothing of the list stands there; its title and its notes stand with it."""
    pages = books("end", "lines")["a"]
    text = [" ".join(box.text for row in rows(page.boxes) for box in row) for page in pages]
    last = max(n for n, page in enumerate(text) if re.search(r"w\d+w \w", page))
    assert all("v5v" not in page for page in text[: last - 1])
    assert sum(page.count("foot3 ") for page in text) == 1
    whole = " ".join(text)
    assert len(re.findall(r"Orthography p\. 5\) 1 w5w", whole)) == 1
    assert re.search(r"1 Remark on 50\. 2 Remark on 250\.", whole)


def test_the_list_of_a_book_stands_at_its_end_text_by_text(books):
    """Each text has its name above its entries."""
    found = books("book", "lines")
    assert {"a", "b", "apart"} == set(found)
    lines = _lines(found["apart"])
    page = ""
    told = _told(found["apart"])
    assert len(told) == 2 * len(_told(found["a"]))
    for n, (new_page, line, word) in enumerate(told):
        page = new_page or page
        mark = "w" if n < len(told) / 2 else "u"
        assert (int(page), int(line)) == lines[f"{mark}{word}{mark}"]


def test_words_and_numbers_are_as_the_edition_wants_them(books):
    """The word for a page is one of the apparatus; without numbers there are none here either."""
    pages = books("end", "lines", "numbers = false\n")["a"]
    assert all(not page and not line for page, line, _word in _told(pages))


def test_entries_lead_to_their_lemmata_and_back(books, tmp_path):
    """Over the pages between them, by the number and by the first word of the lemma."""
    books("end", "lines")
    links = read_links(tmp_path / "out" / "pdf" / "a.pdf")
    away = [link for link in links if link.target < link.page]
    back = [link for link in links if link.target > link.page]
    entries = len([n for n in range(WORDS) if n % 23 in (5, 6)])
    assert len(away) + sum(link.word == "p." for link in links) >= entries
    assert {"w5w", "w212w"} <= {link.word for link in back}
    assert {link.page for link in away} <= {link.target for link in back}

"""Who has text on a page, above its apparatus: counted from the words on the pages of a PDF."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pages import Box, Page, overlapping, read_pages, rows

from siglum.build import build
from siglum.config import read_config
from siglum.print.attendance import Told, follow, told
from siglum.print.lines import Turn

#: Words of the text, and before which of them witnesses come (True) or go.
WORDS = 1400
TURNS = {100: ("B", False), 130: ("B", True), 420: ("C", False), 900: ("C", True), 901: ("D", True)}
CONFIG = '[edition]\ntitle = "Turns"\nlanguage = "en"\n[outputs.pdf]\n'


def _body(entries: bool = True) -> str:
    """Paragraphs of numbered words, an entry at every thirtieth, marks where witnesses turn."""
    parts = []
    for n in range(WORDS):
        if n % 200 == 0:
            parts.append("<p>" if not n else "</p><p>")
        if n in TURNS:
            who, comes = TURNS[n]
            mark = ("witStart" if who == "D" else "lacunaEnd") if comes else "lacunaStart"
            parts.append(f"<app><rdg wit='#{who}'><{mark}/></rdg></app>")
        word = f"w{n}w"
        if n % 30 == 7 and entries:
            word = f"<app><lem>{word}</lem><rdg wit='#A'>other{n}</rdg></app>"
        parts.append(f"{word} ")
    return "".join(parts) + "</p>"


@pytest.fixture
def book(tmp_path: Path, tei: Callable[..., bytes]) -> Callable[..., list[Page]]:
    """The pages of a text whose witnesses come and go; `option` is a line of [outputs.pdf]."""

    def run(body: str, option: str = "") -> list[Page]:
        folder = tmp_path / f"edition{len(option)}"
        (folder / "tei").mkdir(parents=True)
        (folder / "edition.toml").write_text(CONFIG + option)
        (folder / "tei" / "a.xml").write_bytes(tei(body, witnesses="A B C D E"))
        assert build(read_config(folder)[0], folder / "out").written
        return read_pages(folder / "out" / "pdf" / "a.pdf")

    return run


def _lines(page: Page) -> list[list[int]]:
    """The words of the text in each of its lines."""
    found = [re.findall(r"w(\d+)w", " ".join(box.text for box in row)) for row in _text(page)]
    return [[int(one) for one in row] for row in found]


def _text(page: Page) -> list[list[Box]]:
    large = [box for box in page.boxes if box.height > 13]
    return [row for row in rows(large) if any(re.match(r"w\d+w", box.text) for box in row)]


def _due(lines: list[list[int]], known: str) -> dict[str, str]:
    """Who of those known has text in some lines, and where, by the turns alone."""
    spans: dict[str, list[list[str]]] = {}
    before: frozenset[str] = frozenset()
    last = 0
    for number, line in enumerate(lines, 1):
        for word in line:
            gone = {"D"} if word < 901 else set()
            for at, (who, comes) in TURNS.items():
                if at <= word:
                    gone = gone - {who} if comes else gone | {who}
            here = frozenset(known) - gone
            for who in here - before:
                begins = str(number) if word in TURNS or word - 1 in TURNS else ""
                spans.setdefault(who, []).append([begins, ""])
            for who in before - here:
                spans[who][-1][1] = str(last)
            before, last = here, number
        if number == len(lines) and lines[-1][-1] + 1 in TURNS:
            who, comes = TURNS[lines[-1][-1] + 1]
            if not comes:
                spans[who][-1][1] = str(number)
    told = {who: ", ".join("–".join(one) for one in some) for who, some in spans.items()}
    return {who: "" if extent == "–" else extent for who, extent in sorted(told.items())}


def _told(page: Page) -> dict[str, str]:
    """What the first line below the text says."""
    text = _text(page)
    floor = max(box.y1 for box in text[-1])
    below = [box for box in page.boxes if box.y0 > floor - 2 and box.y1 < page.height * 0.91]
    first = " ".join(box.text for box in rows(below)[0]) if below else ""
    if not re.match(r"[A-E]( |$)", first):
        return {}
    return dict(re.findall(r"([A-E])(?: \(([^)]*)\))?", first))


def test_pages_tell_who_is_there_and_from_where_to_where(book):
    """Each page, also without entries on it, as counted from the words in its lines."""
    for entries in (True, False):
        every = book(_body(entries), "every = 7\n" * (not entries))
        assert overlapping(every) == []
        pages = [page for page in every if _lines(page)]
        assert len(pages) > 4
        for page in pages:
            assert _told(page) == _due(_lines(page), "ABCD" if entries else "BCD")
        extents = {extent for page in pages for extent in _told(page).values()}
        assert any(extent.endswith("–") for extent in extents)
        assert any(extent.startswith("–") for extent in extents)


def test_nobody_stays_in_the_next_text_of_a_book(book, tei, tmp_path):
    """Of two texts in one book, the second has all of its witnesses everywhere: nothing is told."""
    book(_body())
    folder = tmp_path / "edition0"
    (folder / "tei" / "b.xml").write_bytes(tei("<p>v1v v2v v3v</p>" * 60, witnesses="A B"))
    assert build(read_config(folder)[0], folder / "out").written
    pages = read_pages(folder / "out" / "pdf" / "turns.pdf")
    assert all(_told(page) for page in pages if _lines(page))
    others = [page for page in pages if any(box.text == "v1v" for box in page.boxes)]
    assert len(others) > 1
    for page in others:
        assert not {"B", "C", "D"} & {box.text for box in page.boxes}


def test_where_all_have_all_nothing_is_told_unless_it_is_asked_for(book):
    """A list on each page says nothing where it is always the same; who wants it has it."""
    body = re.sub(r"<app><rdg wit='#[A-D]'><\w+/></rdg></app>", "", _body())
    plain = [page for page in book(body) if _lines(page)]
    assert all(not _told(page) for page in plain)
    asked = [page for page in book(body, 'witnesses = "always"\n') if _lines(page)]
    assert all(_told(page) == {"A": ""} for page in asked)
    never = [page for page in book(_body(), 'witnesses = "never"\n') if _lines(page)]
    assert all(not _told(page) for page in never)


def test_another_text_has_witnesses_of_its_own():
    """Nobody goes with a text and comes with the next; within a text, its parts tell who does."""
    own = Turn("there", ("X",), False)
    assert follow(("A", "B"), [own]) == ("X",)
    assert told(("A",), [("7", own)], ["A", "X"]) == (Told("A", ""), Told("X", ""))
    part = Turn("there", ("B", "C"), False)
    assert told(("A", "B"), [("7", part)], "ABC") == (
        Told("A", "–7"),
        Told("B", ""),
        Told("C", "7–"),
    )
    assert told((), [], "A") == ()


def test_who_goes_and_comes_again_has_both_parts():
    """Lines from where to where, more than once on a page."""
    turns = [("4", Turn("goes", ("B",), False)), ("9", Turn("comes", ("B",), False))]
    assert told(("A", "B"), turns, "AB") == (Told("A", ""), Told("B", "–4, 9–"))

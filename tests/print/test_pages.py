"""Whole PDFs, judged by what pdftotext finds on their pages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from editions import Edition, make_edition, render
from pages import Report, check, read_pages, rows, squeeze

from siglum.render.resources import Resources

pytestmark = pytest.mark.pdf

KINDS = {
    "prose": {"words": 1500, "per_hundred": 4},
    "headings": {"words": 900, "headings": True},
    "verse": {"words": 900, "verse": True},
    "verse-headings": {"words": 700, "verse": True, "headings": True, "crossing": 0.3},
    "dense": {"words": 450, "per_hundred": 15},
    "very-dense": {"words": 260, "per_hundred": 35},
    "crossing": {"words": 900, "crossing": 0.7},
}


def judge(edition: Edition, pdf: Path) -> Report:
    report = check(edition, pdf)
    assert report.problems == []
    assert report.entries == len(edition.lemmata)
    return report


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("kind", KINDS)
def test_every_number_is_that_of_the_lemma_s_line(typeset, kind, seed):
    """Entries stand on the page of their lemma with its line, rank and range; nothing is lost."""
    edition = make_edition(100 * seed + len(kind), **KINDS[kind])
    printed, pdf = typeset(render(edition, language="it" if seed == 1 else "la"))
    report = judge(edition, pdf)
    assert printed.method == "page"
    assert printed.pages == report.pages
    assert len(printed.entries) == report.entries
    assert report.margin > 0


@pytest.mark.parametrize("seed", range(50))
def test_fifty_more_editions(typeset, seed, whole_corpora):
    """The same for fifty seeds, every kind in its turn."""
    if not whole_corpora:
        pytest.skip("takes minutes: SIGLUM_CORPORA=all")
    kind = list(KINDS)[seed % len(KINDS)]
    edition = make_edition(1000 + seed, **KINDS[kind])
    _printed, pdf = typeset(render(edition, language="it" if seed % 2 else "la"))
    judge(edition, pdf)


def test_the_random_editions_meet_every_hard_case(typeset):
    """Ranges over lines and pages, like words in a line, divided words: all are there to be met."""
    edition = make_edition(5, words=1100, crossing=0.5, per_hundred=7)
    _, pdf = typeset(render(edition, language="it"))
    report = judge(edition, pdf)
    assert report.over_pages
    assert report.over_lines
    assert report.ranks
    assert report.shortened
    assert report.divided


@pytest.mark.parametrize("linebreaks", ["line", "paragraph"])
def test_no_word_of_a_lemma_is_divided_by_a_page_turn(typeset, linebreaks):
    """The number of its line would be that of another page; other words may be divided."""
    turned, kept = 0, 0
    for seed in range(6):
        edition = make_edition(700 + seed, words=1300, per_hundred=(4, 12)[seed % 2], crossing=0.2)
        printed, pdf = typeset(render(edition, language="it"), linebreaks=linebreaks)
        report = judge(edition, pdf)
        carrying = {place for lemma in edition.lemmata for place in (lemma.start, lemma.end)}
        assert carrying.isdisjoint(report.turned)
        turned += len(report.turned)
        kept += printed.counts.get("undivided", 0)
    assert turned, "no page ended within a word: nothing was proved"
    assert kept, "no page would have ended within a lemma: nothing was proved"


def test_an_entry_longer_than_a_page_flows_on(typeset):
    """900 words of one entry come out whole, in order, over several pages, and hide nothing."""
    edition = make_edition(3, words=700, long_entry=900)
    printed, pdf = typeset(render(edition, language="it"))
    pages = read_pages(pdf)
    found = [
        int(match[1])
        for page in pages
        for row in rows(page.boxes)
        for box in row
        if (match := re.fullmatch(r"w(\d+)", box.text))
    ]
    assert found == list(range(900))
    for number, page in enumerate(pages, 1):
        own = rows(page.boxes)
        for above, below in pairwise(own):
            lowest = max(box.y1 for box in above)
            assert min(box.y0 for box in below) > lowest - 4, number
    whole = squeeze("".join(box.text for page in pages for row in rows(page.boxes) for box in row))
    whole = re.sub(r"\d+(?=[\]…])", "", whole)
    for lemma in edition.lemmata:
        assert squeeze(edition.shown(lemma)) in whole
        assert printed.entries[lemma.id].page


def test_no_entry_is_displaced_by_one_that_flows_on(typeset):
    """The other entries of the line with a giant entry still begin on the page of that line."""
    edition = make_edition(3, words=700, long_entry=900, crossing=0)
    printed, pdf = typeset(render(edition, language="it"))
    pages = read_pages(pdf)
    for lemma in edition.lemmata:
        page = pages[printed.entries[lemma.id].page - 1]
        text = squeeze("".join(box.text for row in rows(page.boxes) for box in row))
        assert squeeze(edition.shown(lemma)) + "]" in re.sub(r"\d+(?=[\]…])", "", text)


def test_entries_longer_than_a_page_lose_none_of_the_lines_after_them(typeset):
    """Each of six words has 650 words of entry: no line comes without the notes that it calls."""
    words = (f'<span class="lemma" data-entries="e{n}">lemma{n}</span>' for n in range(6))
    verba = " ".join(f"{'verba ' * 9}{word}" for word in words)
    said = " ".join(f"w{n}" for n in range(650))
    entries = "".join(
        f'<div class="app" id="e{n}"><span class="lem">lemma{n}</span><span class="sep">]</span>'
        f" {said}</div>"
        for n in range(6)
    )
    _, pdf = typeset(
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><article class="part" id="d1"><div '
        f'class="unit"><section class="text"><p class="p">{verba}</p></section>'
        f'<section class="apparatus">{entries}</section></div></article></body></html>'
    )
    boxes = [box.text for page in read_pages(pdf) for row in rows(page.boxes) for box in row]
    assert [one for one in boxes if re.fullmatch(r"lemma\d\]", one)] == [
        f"lemma{n}]" for n in range(6)
    ]
    told = Counter(one for one in boxes if re.fullmatch(r"w\d+", one))
    assert told == dict.fromkeys(said.split(), 6)


@pytest.mark.parametrize(
    ("side", "sides"), [("left", "LL"), ("right", "RR"), ("inner", "LR"), ("outer", "RL")]
)
def test_numbers_stand_in_the_margin_that_was_asked_for(typeset, side, sides):
    """Page 1 is a right-hand page: its outer margin is the right one."""
    edition = make_edition(4, words=400, per_hundred=1)
    _, pdf = typeset(render(edition), side=side, every=3)
    for page, wanted in zip(read_pages(pdf)[:2], sides, strict=True):
        small = min(box.height for box in page.boxes if box.text == "6")
        numbers = [
            box for box in page.boxes if box.text in ("3", "6", "9") and box.height < small + 0.1
        ]
        assert len(numbers) >= 3
        middle = page.width / 2
        assert all((box.x0 < middle) == (wanted == "L") for box in numbers)


def test_a_running_count_goes_on_over_pages(typeset):
    """With lineation "run" no number comes twice, and ranges need no page."""
    edition = make_edition(8, words=1000, crossing=0.4)
    printed, _ = typeset(render(edition), lineation="run")
    labels = [label for page in sorted(printed.lines) for label in printed.lines[page]]
    assert labels == [str(number) for number in range(1, len(labels) + 1)]
    assert all("." not in entry.reference for entry in printed.entries.values())
    assert any(entry.page != entry.last_page for entry in printed.entries.values())


def test_a_count_by_section_begins_again_with_each_division(typeset):
    """With lineation "section" the first line after a new division is line 1."""
    blocks = "".join(
        f'<div class="div"><h2 class="head">T</h2><p class="p">{"verba et res " * 80}</p></div>'
        for _ in range(2)
    )
    printed, _ = typeset(
        f'<body><section class="text">{blocks}</section></body>', lineation="section"
    )
    labels = [int(label) for page in sorted(printed.lines) for label in printed.lines[page]]
    half = len(labels) // 2
    assert labels == [*range(1, half + 1), *range(1, half + 1)]


def test_notes_stand_below_the_apparatus_in_a_series_of_their_own(typeset):
    """An editor's note is called by its number and printed once, after the entries of the page."""
    body = (
        '<body><section class="text"><p class="p">Arma <span class="lemma" data-entries="e1">'
        'virumque</span> cano<a class="noteref" href="#n1">1</a> Troiae.</p></section>'
        '<section class="notes"><div class="note" id="n1" data-n="1"><p>First words.</p>'
        "<p>Second paragraph.</p></div></section>"
        '<section class="apparatus"><div class="app" id="e1"><span class="lem">virumque</span>'
        '<span class="sep">]</span> <span class="rdg">ferrum<a class="noteref" href="#n1">1</a>'
        "</span></div></section></body>"
    )
    _, pdf = typeset(body)
    lines = [" ".join(box.text for box in row) for row in rows(read_pages(pdf)[0].boxes)]
    text = " ".join(lines)
    assert text.index("ferrum") < text.index("First words.") < text.index("Second paragraph.")
    assert text.count("First words.") == 1


def test_the_same_book_gives_the_same_bytes(tmp_path):
    """In two processes with other hash seeds the PDF is the same to the last byte."""
    source = tmp_path / "book.xhtml"
    source.write_text(render(make_edition(7, words=400, headings=True)), encoding="utf-8")
    code = (
        "import sys; from pathlib import Path;"
        "from siglum.print.engine import *;"
        "write_book(Path(sys.argv[1]).read_text(), Path(sys.argv[2]), options=PrintOptions(),"
        "metadata=BookMetadata('T', identifier='urn:x'),"
        "stylesheets=[Path(sys.argv[3])], attachments=[BookAttachment('a.xml', b'<TEI/>')])"
    )
    theme = Resources().find("templates", "print.css")
    made = []
    for seed in ("1", "2"):
        target = tmp_path / f"{seed}.pdf"
        subprocess.run(
            [sys.executable, "-c", code, source, target, theme],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        made.append(target.read_bytes())
    assert made[0] == made[1]
    assert b"/EmbeddedFiles" in made[0] or b"EmbeddedFile" in made[0]


def test_an_empty_book_is_a_page(typeset):
    """Nothing to print is no error."""
    printed, pdf = typeset("<body/>")
    assert printed.pages == 1
    assert pdf.read_bytes().startswith(b"%PDF")


def test_items_of_a_list_within_lists_follow_each_other(typeset):
    """A line that is kept with the list below it is not kept with a hundred of them."""
    inner = "".join(f"<ul><li>Level {n} " for n in range(100)) + "</li></ul>" * 100
    printed, _pdf = typeset(f'<section class="text"><div>{inner}</div></section>')
    assert printed.pages < 8


def test_a_verse_that_speakers_share_stays_on_its_page(typeset):
    """A later part of a verse is no part of the book that would begin a page."""
    verses = "".join(
        f'<div class="sp"><div class="speaker">A</div><p class="l{part}" data-n="1">x</p></div>'
        for part in ("", " part", " part")
    )
    printed, _ = typeset(
        '<body><article class="part first" lang="en"><div class="unit"><section class="text">'
        f'<div class="div">{verses}</div></section></div></article></body>'
    )
    assert printed.pages == 1
    assert printed.lines == {1: ["1"]}


@pytest.mark.parametrize("lineation", ["page", "run"])
def test_the_head_of_a_page_tells_its_lines(typeset, lineation):
    """The first and the last number of the lines on the page."""
    printed, pdf = typeset(render(make_edition(8, words=900)), lineation=lineation)
    for number, page in enumerate(read_pages(pdf), 1):
        head = [box.text for box in page.boxes if box.y0 < page.height * 0.085]
        lines = printed.lines[number]
        assert head[-1] == f"{lines[0]}–{lines[-1]}"

"""Links in a PDF: from entries to their lemmata and back, from contents to pages; bookmarks."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from editions import make_edition, render
from pages import Box, read_pages
from tests.verify.numbered import numbered_edition

pytestmark = pytest.mark.pdf


@dataclass
class Link:
    """A link as a reader meets it: its page, the word below its middle, where it leads."""

    page: int
    word: str
    target: int
    height: float  # of the target above the foot of its page


def read_links(path: Path) -> list[Link]:
    book, words = pypdfium2.PdfDocument(path), read_pages(path)
    found = []
    for number, page in enumerate(book):
        at, link = ctypes.c_int(0), pdfium.FPDF_LINK()
        while pdfium.FPDFLink_Enumerate(page.raw, ctypes.byref(at), ctypes.byref(link)):
            area = pdfium.FS_RECTF()
            pdfium.FPDFLink_GetAnnotRect(link, ctypes.byref(area))
            target = pdfium.FPDFLink_GetDest(book.raw, link)
            there, yes = ctypes.c_float(), ctypes.c_int()
            some = [ctypes.byref(one) for one in (yes, yes, yes, ctypes.c_float(), there)]
            pdfium.FPDFDest_GetLocationInPage(target, *some, ctypes.c_float())
            middle = (area.left + area.right) / 2
            height = page.get_height() - (area.top + area.bottom) / 2
            word = next((b.text for b in words[number].boxes if _holds(b, middle, height)), "")
            leads = pdfium.FPDFDest_GetDestPageIndex(book.raw, target)
            found.append(Link(number + 1, word, leads + 1, there.value))
    return found


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x0 - 0.5 <= x <= box.x1 + 0.5 and box.y0 - 2 <= y <= box.y1 + 2


def test_each_entry_leads_to_its_lemma_and_back(typeset):
    """Its number to the line, the first word of the lemma to the entry, on the same page."""
    edition = make_edition(7, words=900, per_hundred=5)
    printed, pdf = typeset(render(edition, language="it"))
    links = read_links(pdf)
    assert len(links) == 2 * len(edition.lemmata)
    assert all(link.page == link.target for link in links)
    for page in range(1, printed.pages + 1):
        mine = [link for link in links if link.page == page]
        lemmata = [one for one in edition.lemmata if printed.entries[one.id].page == page]
        above = mine[: len(mine) // 2]
        words = [edition.lemma_words(one)[0] for one in lemmata]
        for link in above:  # of a word that is divided, a part
            word = link.word.strip(".,-‐")
            assert any(one.startswith(word) or one.endswith(word) for one in words), word
        # what is above leads below, and what is below leads above
        assert max(one.height for one in above) < min(one.height for one in mine[len(above) :])


def test_a_note_leads_to_its_call_and_back(typeset):
    """The number before a note, and the raised one in the text."""
    call = '<a class="noteref" href="#n1">7</a>'
    book = (
        f'<body><article class="part first" lang="en"><div class="unit"><section class="text">'
        f'<p class="p">some words{call} here</p></section><section class="notes">'
        f'<div class="note" id="n1" data-n="7">A remark.</div></section></div></article></body>'
    )
    _, pdf = typeset(book)
    one, two = read_links(pdf)
    assert (one.target, two.target) == (1, 1)
    assert one.height < two.height


def test_contents_and_bookmarks_lead_to_pages(tmp_path):
    """Each heading is listed with its page, in the contents and beside the text."""
    made = numbered_edition(tmp_path, "")
    path = made.out / "pdf" / "a.pdf"
    pages = ["".join(box.text for box in page.boxes) for page in read_pages(path)]
    marks = [
        (one.get_title(), one.get_dest().get_index())
        for one in pypdfium2.PdfDocument(path).get_toc()
    ]
    titles = [title for title, _page in marks]
    assert titles[titles.index("Lines") :] == [
        "Lines", "Of arms and of men", "More", "Act one", "Ode", "Act one", "Ode"
    ]  # fmt: skip
    for title, page in marks:
        assert title.replace(" ", "") in pages[page]
    contents = dict(marks)["Inhalt"]
    listed = [link for link in read_links(path) if link.page == contents + 1]
    targets = {page + 1 for _title, page in marks[titles.index("Lines") + 1 :]}
    assert {link.target for link in listed} == targets

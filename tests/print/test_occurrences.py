"""Registers in a book tell on which pages their entries are mentioned."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest
from lxml import etree

from siglum.build import build
from siglum.config import config_for_sources
from siglum.print.occurrences import set_occurrences

pytestmark = pytest.mark.pdf

REGISTER = (
    '<div><listPerson><person xml:id="odo"><persName>Odo</persName></person><person xml:id="mina">'
    "<persName>Mina</persName></person></listPerson></div>"
)


def test_links_lead_to_what_mentions_an_entry_in_the_order_of_the_book():
    """A paragraph gives way to the names in it that lead to the entry; what is nowhere goes."""
    root = etree.fromstring(
        '<div><div id="odo"><span class="mentions">→ <a class="on-page" href="#p2"/>'
        '<a class="on-page" href="#p1"/><a class="on-page" href="#gone"/></span></div>'
        '<p id="p1">x</p><p id="p2"><a href="#odo">O</a> <a id="n" href="#odo">O</a></p>'
        '<div id="mina"><span class="mentions">→ <a class="on-page" href="#gone"/></span></div>'
        "</div>"
    )
    set_occurrences(root)
    rows = root.findall(".//span")
    assert [one.get("href") for one in rows[0]] == ["#p1", "#:1", "#n"]
    assert [one.get("data-next") for one in rows[0]] == [":1", "n", None]
    assert len(rows) == 1


def test_a_speech_is_on_the_page_of_its_first_words():
    """Where a block begins on one page and its words on the next, the words count."""
    root = etree.fromstring(
        '<div><div id="odo"><span class="mentions">→ <a class="on-page" href="#sp"/></span></div>'
        '<div id="sp"> <div class="speaker">Odo</div><p>Ring.</p></div></div>'
    )
    set_occurrences(root)
    assert root.find(".//a").get("href") == f"#{root[1][0].get('id')}" == "#:1"


def _pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def _links(path: Path, number: int) -> list[int]:
    """The pages that links of a page lead to."""
    document = pypdfium2.PdfDocument(path)
    page, area = document[number - 1], raw.FS_RECTF()
    found, start, link = [], ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page.raw, start, link):
        raw.FPDFLink_GetAnnotRect(link, area)
        assert area.right > area.left
        target = raw.FPDFLink_GetDest(document.raw, link)
        found.append(raw.FPDFDest_GetDestPageIndex(document.raw, target) + 1)
    page.close()
    document.close()
    return sorted(set(found))


@pytest.fixture
def books(tei: Callable[..., bytes], tmp_path: Path) -> Callable[..., Path]:
    def make(**texts: str) -> Path:
        (tmp_path / "e").mkdir()
        for name, inner in texts.items():
            source = tei(inner, witnesses="").replace(b"A test", name.encode())
            (tmp_path / "e" / f"{name}.xml").write_bytes(source)
        out = tmp_path / "out"
        assert build(config_for_sources([tmp_path / "e"]), out, only=("pdf",)).written
        return out / "pdf"

    return make


def _told(texts: list[str]) -> list[list[int]]:
    told = re.findall(r"→ ?([\d, \r\n]+)", "".join(texts))
    return [[int(one) for one in row.split(",")] for row in told]


def test_an_entry_tells_the_pages_of_its_mentions_each_page_once(books):
    """As an index does; the page is that of the name, also in a paragraph over several pages."""
    words = "bell " * 700
    name = '<persName ref="#odo">Zebulon</persName>'
    text = f"<div><p>{name} and {name} {words} {name} {words} Mina. {name}</p></div>"
    folder = books(a=text + REGISTER)
    pages = _pages(folder / "a.pdf")
    assert _told(pages) == [[n for n, page in enumerate(pages, start=1) if "Zebulon" in page]]
    assert len(_told(pages)[0]) > 2
    register = next(n for n, page in enumerate(pages, start=1) if "→" in page)
    assert _links(folder / "a.pdf", register) == _told(pages)[0]


def test_the_book_of_an_edition_tells_the_pages_of_all_texts_and_links_lead_there(books):
    """A book of one text tells those of its own; names lead to entries in another text."""
    letter = '<p><persName ref="register.xml#odo">Zebulon</persName> rings.</p>'
    folder = books(letter=letter, other=f"<p>x</p>{letter}", register=REGISTER)
    assert _told(_pages(folder / "register.pdf")) == []
    whole = max(folder.glob("*.pdf"), key=lambda path: path.stat().st_size)
    pages = _pages(whole)
    there = [n for n, page in enumerate(pages, start=1) if "Zebulon" in page]
    assert len(there) == 2
    assert _told(pages) == [there]
    register = next(n for n, page in enumerate(pages, start=1) if "→" in page)
    assert [_links(whole, page) for page in there] == [[register], [register]]
    back = _links(whole, register)
    assert back == there


def test_pages_are_right_also_where_the_register_stands_before_the_text(books):
    """What it tells moves the text, and then the pages are others."""
    register = "".join(
        f'<person xml:id="p{n}"><persName>Person {n}</persName></person>' for n in range(12)
    )
    text = "".join(
        f'<p><persName ref="#p{n % 12}">Zebulon{n % 12}.</persName> {"bell " * 40}</p>'
        for n in range(240)
    )
    folder = books(a=f"<listPerson>{register}</listPerson>{text}")
    pages = _pages(folder / "a.pdf")
    there = [
        [n for n, page in enumerate(pages, start=1) if f"Zebulon{who}." in page]
        for who in range(12)
    ]
    assert _told(pages) == there

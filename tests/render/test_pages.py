from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siglum.apparatus.witnesses import Witness
from siglum.edition import Document
from siglum.metadata.model import Metadata
from siglum.render.pages import about_page, choices, css_string, stand_in_row
from siglum.units import Unit


def _document(
    witnesses: tuple[Witness, ...] = (),
    cited: str = "",
    pages: str = "index.html",
    entries: int = 1,
) -> Document:
    units = tuple(Unit(page, page, 0, page, entries=entries) for page in pages.split())
    return Document(
        "doc",
        Path("doc.xml"),
        Metadata(),
        units,
        witnesses,
        frozenset(cited.split()),
        entries,
        "doc.xml",
        Path("doc"),
    )


def test_members_of_a_cited_family_can_be_read_and_the_family_cannot() -> None:
    """A reading of α is a reading of its members; scholars have no text."""
    witnesses = (
        Witness("α", "α", members=("A", "B"), kind="group"),
        Witness("A", "A"),
        Witness("B", "B"),
        Witness("C", "C"),
        Witness("Lachmann", "Lachmann", kind="source"),
    )
    keys = [one.key for one in choices(_document(witnesses, "α Lachmann"))]
    assert keys == ["A", "B"]


def test_families_that_hold_each_other_do_not_hang() -> None:
    """A slip in a witness list makes no endless loop."""
    witnesses = (
        Witness("α", "α", members=("β",), kind="group"),
        Witness("β", "β", members=("α", "A"), kind="group"),
        Witness("A", "A"),
    )
    assert [one.key for one in choices(_document(witnesses, "α"))] == ["A"]


def test_entries_that_stand_beside_no_words_offer_no_text() -> None:
    """Entries in a list of their own say nothing of the text of a page."""
    assert choices(_document((Witness("A", "A"),), "A", entries=0)) == []


@pytest.mark.parametrize(
    ("sigla", "row"),
    [("A B C D E F", True), ("A B C D E F G", False), ("Bodleianus Laurentianus", False)],
)
def test_a_row_of_buttons_fits_a_telephone(sigla: str, row: bool) -> None:
    """Six short sigla are buttons; more or longer ones are a list."""
    witnesses = tuple(Witness(siglum, siglum) for siglum in sigla.split())
    assert stand_in_row(choices(_document(witnesses, sigla))) is row


def test_the_description_gives_way_to_a_page_of_its_name() -> None:
    """A part of a text may be called «about»: its address was first."""
    assert about_page(_document(pages="a.html b.html")) == "texts/doc/about.html"
    assert about_page(_document(pages="About.html b.html")) == "texts/doc/about_.html"


@given(st.text())
def test_any_siglum_is_one_css_string(text: str) -> None:
    """No quotation mark, backslash or line end ends the string, and it reads back as it was."""
    written = css_string(text)
    assert written[0] == written[-1] == '"'
    inner = written[1:-1]
    assert not re.search(r'["<\n\r\f]', inner)
    read = re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), inner)
    assert read == text

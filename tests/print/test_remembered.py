"""What is kept from one box to the next changes nothing that is printed."""

from __future__ import annotations

import contextlib

import pytest
from editions import make_edition, render

import siglum.print.hooks
import siglum.print.remembered
from siglum.print.remembered import remembered_pages

pytestmark = pytest.mark.pdf


def test_a_book_is_the_same_without_memory(typeset, monkeypatch):
    """To the last byte: verses, headings, entries that cross, notes over pages."""
    page = render(make_edition(11, words=500, verse=True, headings=True, crossing=0.4))
    _, with_memory = typeset(page, name="book")
    written = with_memory.read_bytes()
    for name in ("remembered_strut", "remembered_lengths", "remembered_marks"):
        monkeypatch.setattr(siglum.print.hooks, name, lambda function: function)
    monkeypatch.setattr(siglum.print.remembered, "remembered_pages", contextlib.nullcontext)
    _, without = typeset(page, name="book")
    assert without.read_bytes() == written


def test_the_names_of_pages_are_made_once():
    """Each page of a PDF asks for them, of a long book many thousand times."""
    from weasyprint.pdf import pydyf

    document = pydyf.PDF()
    before = document.page_references
    with remembered_pages():
        assert document.page_references is document.page_references
        document.add_page(pydyf.Dictionary({"Type": "/Page"}))
        assert len(document.page_references) == len(before) + 1
    assert document.page_references is not document.page_references

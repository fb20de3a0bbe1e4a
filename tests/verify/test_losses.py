"""Planted losses: an audit that says nothing of them would be worth nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pypdfium2
import pytest
from tests.verify.editions import Edition
from tests.verify.losses import BOOKS, LOSSES, Loss, Rule, sheet


def test_what_was_built_is_what_the_source_says(piers: Edition) -> None:
    """Undamaged pages and books are all of the source and nothing else."""
    assert piers.differences() == []


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.name)
def test_a_loss_in_the_website_is_found(piers: Edition, loss: Loss) -> None:
    """Damage of a page is told, as the kind of difference that it is."""
    loss.damage(piers)
    found = piers.differences("website")
    assert loss.kind in {one.kind for one in found}


@pytest.mark.parametrize("rules", BOOKS, ids=["first", "second"])
def test_losses_in_print_are_found(
    rebuilt: Callable[[str, str], Edition], rules: list[Rule]
) -> None:
    """What a rule of the edition drops, doubles or invents in the book is told, each by itself."""
    edition = rebuilt("xslt/print.xsl", sheet(rules))
    found = edition.differences("pdf")
    told = [(one.kind, " ".join([*one.missing, *one.extra])) for one in found]
    silent = [
        rule.name
        for rule in rules
        if not any(kind == rule.kind and rule.told in words for kind, words in told)
    ]
    assert silent == [], told


def test_a_page_lost_from_a_book_is_found(piers: Edition) -> None:
    """Words and entries of a page that is gone are missing."""
    path = piers.out / "pdf" / "pier.pdf"
    book = pypdfium2.PdfDocument(path)
    del book[len(book) - 1]
    book.save(path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)
    assert {"text", "entry"} <= {one.kind for one in piers.differences("pdf")}


def test_words_that_run_off_the_page_are_lost(rebuilt: Callable[[str, str], Edition]) -> None:
    """Nobody sees them, though they stand in the file."""
    edition = rebuilt("templates/own-print.css", ".text p.p { white-space: nowrap }")
    [first, *_more] = [one for one in edition.differences("pdf") if one.kind == "text"]
    assert any(len(words.split()) > 5 for words in first.missing), first


def test_the_book_of_another_text_is_told(piers: Edition) -> None:
    """A book that holds another text has none of the words."""
    pdf = piers.out / "pdf"
    shutil.copy(pdf / "quay.pdf", pdf / "pier.pdf")
    assert {"text", "entry"} <= {one.kind for one in piers.differences("pdf")}


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 and no more", b"\0" * 4000])
def test_a_damaged_book_is_told(piers: Edition, data: bytes) -> None:
    """What cannot be read is one difference, and no traceback."""
    (piers.out / "pdf" / "pier.pdf").write_bytes(data)
    [found] = [one for one in piers.differences("pdf") if one.document == "pier"]
    assert found.kind == "document"
    assert "cannot be read" in found.found

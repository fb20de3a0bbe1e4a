"""Entries are found in print, letter by letter."""

from __future__ import annotations

from siglum.config import PdfOptions
from siglum.verify.forms import Forms
from siglum.verify.printed import Finder, Run
from siglum.verify.tokens import Mark, Steps
from siglum.wording import LATIN


def test_the_name_of_a_page_may_begin_with_a_number() -> None:
    """«3v» between the words of a reading is a page that the source names; «4v» is another."""
    run = Run("its|3vleaf", sizes=[9.0] * 3 + [6.0] * 3 + [9.0] * 4)
    for page, end in (("3v", len(run.letters)), ("4v", -1)):
        steps = Steps(marks=[Mark(0, "pb", (page,), must=True)])
        steps.text("reading", "rdg").add("itsleaf")
        assert Finder(run, 9.0, LATIN, Forms.of(PdfOptions(), LATIN)).match(steps, 0) == end

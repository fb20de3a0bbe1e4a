"""Entries are found in print, letter by letter."""

from __future__ import annotations

import pytest

from siglum.config import PdfOptions
from siglum.verify.forms import Forms
from siglum.verify.printed import Finder
from siglum.verify.runs import Run
from siglum.verify.streams import SPACE
from siglum.verify.tokens import SIGLA, Mark, Steps, Token
from siglum.wording import LATIN


def test_the_name_of_a_page_may_begin_with_a_number() -> None:
    """«3v» between the words of a reading is a page that the source names; «4v» is another."""
    run = Run("its|3vleaf", sizes=[9.0] * 3 + [6.0] * 3 + [9.0] * 4)
    for page, end in (("3v", len(run.letters)), ("4v", -1)):
        steps = Steps(marks=[Mark(0, "pb", (page,), must=True)])
        steps.text("reading", "rdg").add("itsleaf")
        assert _finder(run).trace.match(steps, 0) == end


def test_an_entry_does_not_end_among_sigla() -> None:
    """«et B» is not found in «et B C», if it stands whole elsewhere."""
    run = _run("one] A : et B C two] A : et B")
    wanted = []
    for sigla in ("B", "BC"):
        steps = Steps()
        steps.text("reading", sigla).add("et")
        steps.tokens.append(Token(SIGLA, "reading", labels=list(sigla)))
        wanted.append(steps)
    finder = _finder(run)
    found = finder.find(wanted, [(), ()], [(0, len(run.letters))] * 2)
    assert [run.letters[slice(*found[n])] for n in (0, 1)] == ["etB", "etBC"]


@pytest.mark.parametrize("last", ["struck⟧", "struck⟧ (3.)"])
def test_an_entry_ends_with_what_a_side_is(last: str) -> None:
    """«orig.» belongs to the side before it, whatever signs and notes that ends with."""
    own = f"one] two ⟦{last} orig."
    steps = Steps()
    steps.text("lemma", "reg").add("one")
    steps.text("reading", "orig").add("two struck")
    if "3" in last:
        steps.text("note", "note").add("3.")
    assert _finder(_run(f"{own} three] four orig.")).trace.match(steps, 0) == len(
        own.replace(" ", "")
    )


def _run(words: str) -> Run:
    run = Run()
    for word in words.split():
        run.gaps[len(run.letters)] = SPACE
        run.letters += word
    run.sizes, run.used = [9.0] * len(run.letters), bytearray(len(run.letters))
    return run


def _finder(run: Run) -> Finder:
    return Finder(run, 9.0, LATIN, Forms.of(PdfOptions(), LATIN))

"""Signs without a space between them, each in an element of its own."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from siglum.print.stretches import part_stretches
from siglum.print.tree import BLOCKS


def _parted(inside: str) -> str:
    root = etree.fromstring(f"<div>{inside}</div>")
    part_stretches(root, lambda element: element.tag in BLOCKS)
    return "".join(root.itertext()).replace("\u200b", "|")


@pytest.mark.parametrize(
    ("inside", "parted"),
    [
        ("<p>words <i>in</i> elements</p>", "words in elements"),
        (f"<p>{'<b>]</b>' * 40}</p>", f"{']' * 36}|]|]|]|]"),
        (f"<p>{']' * 30}<b>{']' * 9}</b>]</p>", f"{']' * 39}|]"),
        (f"<p>{']' * 90}</p>", "]" * 90),
        (f"<p>{'<b>]</b>' * 40} a</p>", f"{']' * 36}|]|]|]|] a"),
        (f"<p>{'<b>]</b>' * 30}</p><p>{'<b>]</b>' * 30}</p>", "]" * 60),
        (f"<p>{'<b>王</b>' * 60}</p>", "王" * 60),
        (f"<p>{'<b>a</b>' * 36}<br/>{'<b>a</b>' * 20}</p>", "a" * 56),
        (f"<p>{'vana-' * 9}<b>ma</b>la</p>", "vana-" * 9 + "mala"),
        (f"<p>{'<i>vana-</i>' * 9}<b>ma</b>la</p>", "vana-" * 9 + "mala"),
        (f"<p>{'a' * 40}<b>,</b> a</p>", f"{'a' * 40}, a"),
        (f"<p>{'a' * 40}<b>)</b><b>)</b> a</p>", f"{'a' * 40})|) a"),
        (f"<p>{'a' * 40}<b>a</b><b>)</b> a</p>", f"{'a' * 40}|a) a"),
        (f"<p>{'-' * 30}<b>{'-' * 9}</b>-</p>", f"{'-' * 39}|-"),
        (f"<p>{'a' * 40}<b>[</b>a</p>", f"{'a' * 40}|[|a"),
        (f"<p>{'<b class=SIGN>[– –]</b><b>abc</b>' * 5}</p>", f"{'[– –]abc' * 4}[– –]|abc"),
        (f"<p>{'<b>a~bc</b>' * 10}</p>", f"{'a~bc' * 9}|a~bc"),
        (f"<p>{'a' * 40}<i class='foot'>a note</i><b>a</b></p>", f"{'a' * 40}|a notea"),
    ],
)
def test_a_line_may_end_between_elements_of_a_stretch(inside: str, parted: str) -> None:
    """Where more signs follow each other than a word has, and nowhere else.

    Not before a sign that ends a word, and only where no hyphen lets a line end.
    """
    inside = inside.replace("SIGN", "'sign'").replace("~", "\u00a0")
    assert _parted(inside) == parted.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("inside", "spaced"),
    [
        ("<p>one <span/>two</p>", True),
        ("<p>one<i> </i><span/>two</p>", True),
        ("<p>one<span/> two</p>", False),
        ("<p>o<span/>ne two</p>", False),
        ("<p> <span/>one two</p>", False),
        ("<p>one </p><p><span/>two</p>", False),
        ("<p>one <span>two</span></p>", False),
    ],
)
def test_a_line_may_end_before_what_shows_nothing(inside: str, spaced: bool) -> None:
    """Behind words and a space."""
    root = etree.fromstring(f"<div>{inside}</div>")
    part_stretches(root, lambda element: element.tag in BLOCKS)
    assert ("data-spaced" in root.find(".//span").attrib) is spaced


@pytest.mark.pdf
def test_a_hundred_brackets_stay_on_the_page(typeset: Any) -> None:
    """All of them are printed, and nothing else is in the text of the PDF."""
    from pages import off_the_page, read_pages

    brackets = "⟦<s>verbum " * 90 + "</s>⟧" * 90
    book = f'<body><section class="text"><p class="p">{brackets}</p></section></body>'
    _, pdf = typeset(book)
    pages = read_pages(pdf)
    assert off_the_page(pages, 30) == []
    text = "".join(box.text for page in pages for box in page.boxes)
    assert text.count("⟧") == 90
    assert "\u200b" not in text

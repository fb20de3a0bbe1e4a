"""Lines from right to left stand at the edges of their block, however their words are marked up."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.pdf

_WORDS = "דבר אחר היה בימים ההם ויאמר אליו המלך לאמר"


@pytest.mark.parametrize(
    "word", ["{0} ", "<b>{0} </b>", "<b>{0}</b> ", "<b>x<i>{0} </i></b>", "<b>{0} {0} </b>"]
)
@pytest.mark.parametrize("linebreaks", ["line", "paragraph"])
def test_a_space_at_the_end_moves_no_line(typeset: Any, word: str, linebreaks: str) -> None:
    """Also where it stands in an element with the word before it."""
    from pages import read_pages, rows

    words = "".join(word.format(one) for one in _WORDS.split() * 30)
    text = f'<p class="p" dir="rtl" lang="he">{words}</p>'
    book = f'<body><section class="text" dir="rtl">{text}</section></body>'
    _, pdf = typeset(book, linebreaks=linebreaks)
    boxes = [box for box in read_pages(pdf)[0].boxes if not box.text.isdecimal()]
    lines = [row for row in rows(boxes) if len(row) > 4][1:-1]
    assert len(lines) > 8
    for edges in ([row[0].x0 for row in lines], [row[-1].x1 for row in lines]):
        assert max(edges) - min(edges) < 1.5

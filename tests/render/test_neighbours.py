from __future__ import annotations

import pytest
from lxml import etree

from siglum.render.neighbours import find_neighbours

POINT = '<seg type="lemma" subtype="point"/>'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<p>one two, @ three</p>", ("after", "two")),
        ("<p>@ three</p>", ("before", "three")),
        ("<p>one</p><p>@</p>", ("after", "one")),
        ("<p>one</p><p>@ two</p>", ("before", "two")),
        ("<p>@</p>", ("alone", "yes")),
        ("<p>win<hi>dow</hi><note>n</note> <seg type='reading'>x</seg>@</p>", ("after", "window")),
        ("<p>今日天@氣好</p>", ("after", "天")),
        ("<p>@氣好</p>", ("before", "氣")),
        ("<p>ሰላም፡ለዝክረ፡ @</p>", ("after", "ለዝክረ")),
        ("<p>l’amour @ x</p>", ("after", "l’amour")),
    ],
)
def test_the_word_beside_an_addition(text, told):
    """The word before it in its block, else the one after it, else the last of the text before."""
    tree = etree.fromstring(
        f'<body xmlns="http://www.tei-c.org/ns/1.0">{text.replace("@", POINT)}</body>'
    )
    (beside,) = find_neighbours(tree).values()
    assert beside.describe() == told

from __future__ import annotations

import pytest
from lxml import etree

from siglum.render.verses import BEFORE, share_verses

TEI = "http://www.tei-c.org/ns/1.0"


@pytest.mark.parametrize(
    ("lines", "before"),
    [
        ('<l part="I">a b</l><l part="F">c</l>', [None, "a b"]),
        ('<l part="I">a</l><l part="M">b</l><l part="F">c</l>', [None, "a", "a b"]),
        ('<l part="I">a<note>n</note></l><l part="f">c</l>', [None, "a"]),
        ('<l part="F">c</l>', [None]),
        ('<l part="I">a</l><l>whole</l><l part="F">c</l>', [None, None, None]),
        ('<l part="I">a</l><l part="F">b</l><l part="F">c</l>', [None, "a", None]),
        ('<l part="N">a</l><l part="Y">b</l>', [None, None]),
    ],
)
def test_each_part_of_a_verse_knows_the_words_before_it(lines, before):
    """In the order of the text, whoever speaks; a part that continues nothing stands alone."""
    tree = etree.fromstring(f'<sp xmlns="{TEI}">{lines}</sp>')
    share_verses(tree)
    assert [line.get(BEFORE) for line in tree] == before

from __future__ import annotations

from lxml import etree

from siglum.print.feet import feet


def test_white_space_of_a_note_is_one_space():
    """Notes in text whose white space is preserved have line ends; examples keep theirs."""
    note = etree.fromstring("<span>a: \n<i>b\n  c</i>\n d<pre>x\n  y</pre>\n</span>")
    (piece,) = feet(note, "n1", "notes")
    assert "".join(piece.itertext()) == "a: b c dx\n  y "

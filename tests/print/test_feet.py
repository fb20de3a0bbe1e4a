from __future__ import annotations

from lxml import etree

from siglum.print.chunks import cut
from siglum.print.feet import feet


def test_white_space_of_a_note_is_one_space():
    """Notes in text whose white space is preserved have line ends; examples keep theirs."""
    note = etree.fromstring("<span>a: \n<i>b\n  c</i>\n d<pre>x\n  y</pre>\n</span>")
    (piece,) = feet(note, "n1", "notes")
    assert "".join(piece.itertext()) == "a: b c dx\n  y "


def test_a_quotation_that_a_page_turn_parts_has_no_marks_within():
    """Each piece says that it goes on or went on: quotation marks are set at both ends only."""
    words = " ".join(f"w{n}" for n in range(30))
    note = etree.fromstring(f'<span>a <q class="quoted">{words}</q> b</span>')
    classes = [piece.find("q").get("class") for piece in cut(note, 12)]
    assert classes == ["quoted goes-on", "quoted went-on goes-on", "quoted went-on"]

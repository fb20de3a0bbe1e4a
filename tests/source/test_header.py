from __future__ import annotations

from lxml import etree

from siglum.source.header import is_told, plain, told

NS = "http://www.tei-c.org/ns/1.0"


def test_plain_is_one_line():
    """Text without notes and comments, in one line."""
    element = etree.fromstring(f'<p xmlns="{NS}"> a\n<hi>b<note>n</note> c</hi><!-- d --> e </p>')
    assert plain(element) == "a b c e"


def test_empty_names_are_told_by_what_they_point_to():
    """Without it a sentence has a hole; where something has words, these are told."""
    sentence = etree.fromstring(
        f'<p xmlns="{NS}">under <persName ref="PRS1 PRS2"/>, see <bibl><ptr target="bm:x"/>'
        '<citedRange>7</citedRange></bibl>,<ptr target="#e1"/> and <ref target="https://e.org">here</ref></p>'
    )
    assert told(sentence) == "under PRS1, see bm:x 7, and here"
    assert plain(sentence) == "under , see 7, and here"


def test_words_that_say_nothing():
    """They stand where there is nothing to say."""
    assert not any(map(is_told, ("", "n/a", "Unknown.", "XXX", "???", "—", "sconosciuto")))
    assert all(map(is_told, ("Unknown River", "N. A.", "XX", "Brno")))

from __future__ import annotations

from lxml import etree

from siglum.source.header import plain

NS = "http://www.tei-c.org/ns/1.0"


def test_plain_is_one_line():
    """Text without notes and comments, in one line."""
    element = etree.fromstring(f'<p xmlns="{NS}"> a\n<hi>b<note>n</note> c</hi><!-- d --> e </p>')
    assert plain(element) == "a b c e"

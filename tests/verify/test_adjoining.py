from __future__ import annotations

import pytest
from lxml import etree

from siglum.verify.texts import read_text

NS = "http://www.tei-c.org/ns/1.0"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<ab><w>a</w><w>b</w>c<w>d</w></ab>", "a bcd"),
        ("<ab><w>a</w><app><lem><w>b</w></lem></app><w>c</w></ab>", "a b c"),
        ("<ab><w>a</w><pc>,</pc><w>b</w></ab>", "a,b"),
        ('<ab><w join="right">a</w><w>b</w><w part="I">c</w><w part="F">d</w></ab>', "ab cd"),
        ('<ab><w>a</w><lb break="no"/><w>b</w></ab>', "ab"),
        ("<ab><w>子</w><w>曰</w></ab>", "子曰"),
        ('<ab xml:space="preserve"><w>a</w><w>b</w></ab>', "ab"),
    ],
)
def test_the_auditor_expects_a_space_between_tagged_words(source, words):
    """The rule of the guide, chapter 1, as the auditor reads it."""
    root = etree.fromstring(f'<TEI xmlns="{NS}"><text><body>{source}</body></text></TEI>')
    assert str(read_text(root).words) == words

from __future__ import annotations

import pytest
from lxml import etree

from siglum.phrases.speaking import phrases
from siglum.render.extents import TOLD, tell_extents

NS = "http://www.tei-c.org/ns/1.0"


def _told(element: str, language: str = "en") -> str:
    root = etree.fromstring(f'<p xmlns="{NS}"><{element}/></p>')
    tell_extents(root, phrases(language))
    return root[0].get(TOLD, "")


@pytest.mark.parametrize(
    ("element", "words"),
    [
        ("gap", "gap"),
        ("gap reason='lost' quantity='3' unit='lines'", "gap: lost, 3 lines"),
        ("gap reason='lost' quantity='1' unit='line'", "gap: lost, 1 line"),
        ("gap reason='illegible' extent='unknown' unit='character'",
         "gap: illegible, of unknown extent"),
        ("gap reason='lost' quantity='4' unit='chars' precision='low'",
         "gap: lost, about 4 characters"),
        ("gap reason='lost' atLeast='2' atMost='4' unit='line'", "gap: lost, 2–4 lines"),
        ("gap reason='lost' atLeast='2' unit='line'", "gap: lost, at least 2 lines"),
        ("gap reason='ellipsis' extent='1 page'", "left out, 1 page"),
        ("gap reason='lost illegible'", "gap: lost, illegible"),
        ("gap reason='ca. 3 akṣ. illegible'", "gap: ca. 3 akṣ. illegible"),
        ("gap reason='eaten_by_mice' extent='oneWordLength'", "gap: eaten by mice, oneWordLength"),
        ("space", "blank space"),
        ("space quantity='2' unit='cm'", "blank space: 2 cm"),
        ("add place='margin'", "added: in the margin"),
        ("add place='margin-left above'", "added: in the left margin, above the line"),
        ("add place='beneath'", "added: beneath"),
        ("add", ""),
        ("pb", "page"),
        ("milestone unit='folio'", "leaf"),
        ("milestone unit='tale'", "tale"),
    ],
)  # fmt: skip
def test_what_is_said_of_gaps(element: str, words: str) -> None:
    """Reason and extent in words; what the table does not know is said as it is written."""
    assert _told(element) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Lücke: verloren, etwa 3 Zeilen"),
        ("fr", "lacune : texte perdu, environ 3 lignes"),
        ("cs", "mezera v textu: ztraceno, přibližně 3 řádky"),
        ("la", "lacuna: textus periit, fere 3 lineae"),
    ],
)
def test_gaps_are_told_in_the_language_of_the_edition(language: str, words: str) -> None:
    """The forms of its words and its punctuation too."""
    gap = "gap reason='lost' quantity='3' unit='line' precision='medium'"
    assert _told(gap, language) == words

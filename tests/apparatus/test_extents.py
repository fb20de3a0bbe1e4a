from __future__ import annotations

import pytest

from siglum.apparatus.coverage import Coverage, entries_of, tell_spans
from siglum.variation.witnesstext import plain_text

_LINES = "".join(
    f'<l xml:id="l{n}">line {n} <app><lem>on</lem><rdg wit="#A">an</rdg></app></l>'
    for n in range(1, 7)
)


def _document(publish, told, lines=_LINES):
    witness = f'<witness xml:id="B">Codex <bibl>{told}</bibl></witness>'
    return publish(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>'
        "</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><listWit>"
        f'<witness xml:id="A"/>{witness}<witness xml:id="C"/></listWit></sourceDesc></fileDesc>'
        f"</teiHeader><text><body><lg>{lines}</lg></body></text></TEI>"
    ).document


def _spans(document):
    units = [document.read_unit(number) for number in range(len(document.units))]
    return tell_spans(Coverage(document.witnesses).spans(units, ["B"])["B"])


@pytest.mark.parametrize(
    ("told", "spans"),
    [
        ('<citedRange unit="line" from="2" to="4"/>', "2–4"),
        ('<citedRange from="#l2" to="#l4"/>', "2–4"),
        ('<citedRange unit="line" from="1" to="2"/><citedRange unit="line" from="5" to="6"/>',
         "–2, 5–"),
        ('<citedRange unit="line" from="3"/>', "3–3"),
        ('<citedRange unit="line" from="1" to="6"/>', ""),
    ],
)  # fmt: skip
def test_a_list_tells_of_how_much_a_witness_has(publish, told, spans):
    """By pointers or numbers; the beginning and the end of the text are no borders."""
    assert _spans(_document(publish, told)) == spans


@pytest.mark.parametrize(
    "told",
    [
        '<citedRange unit="page" from="2" to="4"/>',
        '<citedRange from="2" to="4"/>',
        '<biblScope unit="line" from="2" to="4"/>',
        '<citedRange unit="line" from="2" to="40"/>',
        '<citedRange from="#l4" to="#l2"/>',
        '<citedRange unit="line"/>',
    ],
)
def test_what_is_no_passage_of_the_text_says_nothing(publish, told):
    """Pages of a book, passages that are not there, ends before beginnings."""
    document = _document(publish, told)
    assert _spans(document) == ""
    assert document.fragmentary == frozenset()


def test_the_text_of_a_witness_has_these_passages_alone(publish):
    """And where entries stand, it is there or not."""
    document = _document(publish, '<citedRange unit="line" from="2" to="3"/>')
    assert plain_text(document, "B", gap="…").split("\n") == ["…", "line 2 on", "line 3 on …"]
    moments = Coverage(document.witnesses).moments(document.read_unit(0))
    assert ["B" in one.lacking for one in moments] == [True, False, False, True, True, True]


def test_marks_in_the_text_know_better(publish):
    """Where an encoder marked the border in the line, the list is not asked."""
    mark = '<app><lem wit="#A #C">line 2</lem><rdg wit="#B"><witStart/>line 2</rdg></app>'
    lines = _LINES.replace("line 2", mark)
    document = _document(publish, '<citedRange unit="line" from="3" to="4"/>', lines)
    assert _spans(document) == "2–"
    assert len(list(entries_of(document.read_unit(0)))) == 7

"""What stands in the rows of a synopsis: the text of every witness, passage by passage."""

from __future__ import annotations

from typing import Any

from generated import READERS, Edition, editions, write_attached, write_inline
from hypothesis import Phase, given, settings
from tests.fragmentary import BODY

from siglum.variation.synopsis import EDITED, read_synopsis
from siglum.variation.witnesstext import plain_text

_TELL = {"gap": " […] ", "departure": "<{}>", "text": "{}"}


def rows(published: Any, keys: list[str], unit: int = 0) -> list[list[str]]:
    """Number, and what each witness reads in that row: departures in angle brackets."""
    found = []
    for row in read_synopsis(published.document, unit, keys):
        told = [row.number]
        for key in (EDITED, *keys):
            pieces = row.version(key).pieces
            told.append(" ".join("".join(_TELL[p.kind].format(p.text) for p in pieces).split()))
        found.append(told)
    return found


def test_rows(publish, tei):
    """Each verse in a row, with what a witness reads otherwise, leaves out or has lost."""
    made = publish(tei(BODY, witnesses="A B C D"))
    assert rows(made, ["B", "C"]) == [
        ["1", "The bell rang out", "The bell rang out", "The bell rang out"],
        ["2", "over the harbour at dawn", "over the harbour at dawn", "over the <haven> […]"],
        ["3", "and nobody heard it", "and nobody <herd> it", "[…]"],
        ["4", "but the clerk", "but <> clerk", "[…] <a> clerk"],
        ["5", "who slept there", "who […]", "who slept there"],
        ["6", "all through the year", "[…]", "all through the year"],
    ]


def test_equal_texts_are_one_version(publish, tei):
    """So that a page of many witnesses is not heavier than what they differ in."""
    made = publish(tei(BODY, witnesses="A B C D"))
    first = read_synopsis(made.document, 0, ["A", "B", "C", "D"])[0]
    assert [(one.keys, one.same) for one in first.versions] == [
        ([EDITED, "A", "B", "C"], True),
        (["D"], False),
    ]


def test_each_unit_begins_where_the_one_before_ended(publish, tei):
    """A witness that was lost is lost still."""
    part = "<div><head>Part</head><p>" + "words " * 60 + "{}</p></div>"
    lost = '<app><lem>x</lem><rdg wit="#C"><lacunaStart/></rdg></app>'
    made = publish(tei(part.format(lost) + part.format("y")), split=300)
    assert rows(made, ["C"], 1)[1][2] == "[…]"


@settings(max_examples=25, phases=(Phase.explicit, Phase.generate))
@given(edition=editions(nesting=True))
def test_columns_of_parallel_segmentation(edition: Edition, publish: Any) -> None:
    """Read from above to below, each has the words that siglum witness prints."""
    _check_columns(publish(_open(write_inline(edition))).document)


@settings(max_examples=25, phases=(Phase.explicit, Phase.generate))
@given(edition=editions())
def test_columns_of_attached_entries(edition: Edition, publish: Any) -> None:
    """The same where lemmata cross lines and each other."""
    _check_columns(publish(_open(write_attached(edition))).document)


def _open(source: str) -> str:
    """A source whose lacunae go on to the end of the text."""
    return source.replace("<lacunaStart/><lacunaEnd/>", "<lacunaStart/>")


def _check_columns(document: Any) -> None:
    read = read_synopsis(document, 0, READERS)
    for key in READERS:
        words = (p.text for row in read for p in row.version(key).pieces if p.kind != "gap")
        told = "".join(plain_text(document, key, gap="").split())
        assert "".join("".join(words).split()) == told

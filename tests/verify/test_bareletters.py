"""A text and its print are brought together so that the fewest letters are lost."""

from __future__ import annotations

import pytest

from siglum.verify.bareletters import (
    align_beside,
    align_print,
    by_lines,
    listed_in,
    named_in,
    pointed_in,
)
from siglum.verify.book import Row
from siglum.verify.pieces import Glyph
from siglum.verify.runs import Run, run_of
from siglum.verify.streams import Alignment, align
from siglum.verify.tokens import Mark


def test_pictures_are_no_words_of_the_text() -> None:
    """The name of a picture that begins as its caption does takes no letter of that."""
    files = ("pier_detail_left.tif", "pier_left.jpg", "pier_detail_right.tif", "pier.jpg")
    names = [f"Picturenotinthisedition:{file}" for file in files]
    marks = [Mark(17 * n, "graphic", (name,)) for n, name in enumerate(names)]
    text, caption = 4 * "PhotoI.Pier,2017.", "PhotoI.Pier,2017."
    body = Run("".join(name + caption for name in names))
    assert any(one.missing for one in align(text, body.letters).differences)
    found = align_print(text, body.letters, [*named_in(body, marks)])
    assert [one.missing for one in found.differences] == [""] * 4
    assert [one.extra for one in found.differences] == names


@pytest.mark.parametrize("before", ["seenin", "seenin1"])
def test_pointers_tell_words_that_stand_elsewhere(before: str) -> None:
    """The caption of a picture that a pointer shows stands where the pointer does, not below."""
    caption = "Thepierasitwasseenfromtheshore"
    text = f"seenin.{caption}."
    body = Run(f"{before}{caption}.{caption}.")
    marks = [Mark(6, "ptr", ("f", caption))]
    spans = [*pointed_in(body, text, marks)]
    assert spans == [(len(before), len(before) + len(caption))]
    found = align_beside(text, body.letters, spans)
    assert "".join(one.missing for one in found.differences) == ""


@pytest.mark.parametrize(
    ("text", "lines", "added"),
    [
        ("one129two", ["one", "12", "129two"], "12"),
        ("onePrimus", ["one", "Picture:a", "Picture:b4", "Primus"], "Picture:aPicture:b4"),
        ("one.two", ["one", ".three", ".two"], ".three"),
        ("one.two", ["one.", "three.", "two"], "three."),
        ("oneonetwo", ["one", "one", "onetwo"], "one"),
        ("onetwo", ["one", "two"], ""),
    ],
)
def test_what_is_added_is_a_line_if_it_may_be(text: str, lines: list[str], added: str) -> None:
    """Of letters that are alike, those are added that make a line."""
    body = run_of(Row(1, [Glyph(one, 0, 0, 9) for one in line]) for line in lines)
    found = by_lines(align(text, body.letters), text, body)
    assert "".join(one.extra for one in found.differences) == added
    assert "".join(text[i : i + length] for i, _j, length in found.runs) == text
    assert all(text[i : i + n] == body.letters[j : j + n] for i, j, n in found.runs)


def test_an_entry_of_a_list_fills_its_lines() -> None:
    """The letters of an entry within a line are something else."""
    body = Run("oneCILtwoCILCILthree", starts=[0, 3, 6, 9, 12])
    assert listed_in(body, ["CIL", ""]) == [(3, 6), (9, 12)]


def test_a_loss_stays_a_loss() -> None:
    """Where words are gone, no alignment finds them; a few letters that are alike are chance."""
    found = align_print("begun.Adrawingofthepier.ended", "begun.Picturemissing.ended", [])
    assert [one.missing for one in found.differences] == ["Adrawingofthepier"]


@pytest.mark.parametrize(
    "words", [["one", "two", "three", "four"], ["one", "two", "four"], ["one"]]
)
def test_notes_between_lines_are_left_aside(words: list[str]) -> None:
    """Notes that are like the lines around become additions, whole, wherever words are lost."""
    text, notes = "onetwothreefour", {"two": "twothreefou", "four": "fourtwothree"}
    body, aside = "", []
    for word in words:
        body += word
        if word in notes:
            aside.append((len(body), len(body) + len(notes[word])))
            body += notes[word]
    found = align_beside(text, body, aside)
    for start, end in aside:
        inside = (d for d in found.differences if d.other <= start)
        assert any(end <= d.other + len(d.extra) for d in inside)
        assert all(found.to_first(n) < 0 for n in range(start, end))
    lost = [one for one in ("two", "three", "four") if one not in words]
    assert "".join(one.missing for one in found.differences) == "".join(lost)
    for at, other, length in found.runs:
        assert text[at : at + length] == body[other : other + length]
    i = j = 0
    for kind, a, b, size in _pieces(found):
        assert (a, b) == (i, j), kind
        i, j = a + size[0], b + size[1]
    assert (i, j) == (len(text), len(body))


def _pieces(found: Alignment) -> list[tuple[str, int, int, tuple[int, int]]]:
    """Runs and differences in order, which must cover both texts."""
    runs = [("same", i, j, (n, n)) for i, j, n in found.runs]
    unlike = [("other", d.at, d.other, (len(d.missing), len(d.extra))) for d in found.differences]
    return sorted(runs + unlike, key=lambda one: (one[2], one[1]))

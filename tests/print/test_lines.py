"""Numbers of lines, ranges, repeated words: without a layout."""

from __future__ import annotations

import pytest

from siglum.print.lines import Count, Label, number_line, rank_of, read_line, reference


class Box:
    """As much of a laid-out box as is read: an element's attributes, children or text."""

    def __init__(self, *children, text=None, **attributes):
        self.element = {name.replace("_", "-"): value for name, value in attributes.items()}
        self.children = children
        if text is not None:
            self.text = text


def T(text):  # noqa: N802  # a drawing of a line reads better in one letter
    return Box(text=text)


def P(kind, entry):  # noqa: N802
    return Box(**{"class": "point", f"data_{kind}": entry})


def at(page, number):
    return Label(page, str(number), number, True)


@pytest.mark.parametrize(
    ("first", "last", "printed"),
    [
        (at(3, 12), at(3, 12), "12"),
        (at(3, 12), at(3, 14), "12–14"),
        (at(56, 34), at(57, 2), "34–57.2"),
        (at(3, 12), at(3, 12)._replace(page=2), "12"),
        (Label(1, "5", 5, False), Label(2, "9", 9, False), "5–9"),
        (Label(1, "tit.", None, False), at(1, 3), "tit.–3"),
    ],
)
def test_references(first, last, printed):
    """One line, several, several pages; verses need no page."""
    assert reference(first, last) == printed


def test_repeated_words_are_ranked_in_their_line():
    """Groups of words too; a word that comes once has no rank."""
    words = ("et", "in", "terra", "et", "in", "caelo")
    assert rank_of(words, 3, 3) == "2"
    assert rank_of(words, 0, 0) == "1"
    assert rank_of(words, 3, 4) == "2"
    assert rank_of(words, 2, 2) == ""


def test_words_are_compared_without_case_and_punctuation():
    """Et, «et» and et, are one word; so are two ways to write é."""
    line = Box(T("Et «et» e\u0301t \u00e9t, res"), P("start", "a"))
    read = read_line(line, False)
    assert read.words == ("et", "et", "ét", "ét", "res")
    assert read.marks == (("start", "a", 4, False),)


def test_the_rest_of_a_divided_word_belongs_to_the_line_before():
    """Its points say so, and it is like no other word of its line."""
    first = read_line(Box(T("cano mon\u2010")), False)
    assert first.breaks
    second = read_line(Box(T("tes"), P("start", "a"), T(" et tes"), P("end", "a")), True)
    assert [mark.broken for mark in second.marks] == [True, False]
    assert second.words[0] != second.words[2]


def test_calls_are_not_words():
    """A note's number glued to a word does not change the word."""
    line = Box(T("arma"), Box(T("3"), **{"class": "noteref"}), T(" cano"))
    assert read_line(line, False).words == ("arma", "cano")


def test_lines_are_counted_by_page_section_or_document():
    """A new section begins again unless pages do."""
    a = {"data-count": "line", "data-section": "a"}
    b = {"data-count": "line", "data-section": "b"}
    count, first, own = number_line(Count("a", 6), a, 2, "section")
    assert (first.text, own) == ("7", True)
    _, second, _ = number_line(count, b, 2, "section")
    assert second.text == "1"
    _, third, _ = number_line(count, b, 2, "page")
    assert (third.text, third.local) == ("8", True)


def test_a_turned_verse_has_one_number():
    """All its lines have it, only the first shows it."""
    verse = {"data-count": "verse", "data-verse": "14"}
    count, label, own = number_line(Count(), verse, 1, "page")
    assert (label.text, label.value, own) == ("14", 14, True)
    _, again, own = number_line(count, verse, 1, "page")
    assert (again.text, own) == ("14", False)
    _, odd, _ = number_line(Count(), {"data-count": "verse", "data-verse": "14a"}, 1, "page")
    assert (odd.text, odd.value) == ("14a", None)

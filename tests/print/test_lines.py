"""Lines as laid out, their words and points: without a layout."""

from __future__ import annotations

from siglum.print.lines import rank_of, read_line


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
    assert read.marks == (("start", "a", 4, False, ""),)


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


def test_a_word_that_is_parted_without_a_hyphen_goes_on():
    """A place where a long word may end a line is no sign of it, but one of a divided word."""
    first = read_line(Box(T("cano mon\u200b")), False)
    assert first.breaks
    assert first.words == ("cano", "mon")
    second = read_line(Box(T("tes\u200b"), P("start", "a"), T(" et mon\u200btes")), True)
    assert [mark.broken for mark in second.marks] == [True]
    assert second.words == ("-tes", "et", "montes")
    assert not read_line(Box(T("cano ]]\u200b")), False).breaks

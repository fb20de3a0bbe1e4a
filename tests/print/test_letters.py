"""Glyphs of a PDF stand for the letters that a reader sees, wherever they occur."""

from __future__ import annotations

from siglum.print.letters import share_letters

_NOTHING = "\u2060"


def test_each_glyph_has_its_own_letters() -> None:
    """In a cluster an accent has itself, and the letter below does not go lost with it."""
    known = {"a": 1, "\u030a": 2}
    assert share_letters("a\u030a", [1, 2], known) == {1: "a", 2: "\u030a"}
    assert share_letters("a\u030a", [2, 1], known) == {1: "a", 2: "\u030a"}


def test_a_ligature_has_all_its_letters() -> None:
    """One glyph for two letters, with or without an accent."""
    assert share_letters("fi", [7], {"f": 1, "i": 3}) == {7: "fi"}
    assert share_letters("fi\u030a", [7, 2], {"\u030a": 2}) == {7: "fi", 2: "\u030a"}


def test_forms_that_no_letter_has_by_itself_share_in_order() -> None:
    """Letters that are joined have a glyph for each place in a word."""
    assert share_letters("ab", [8, 9], {}) == {8: "a", 9: "b"}


def test_parts_of_a_stroke_are_no_letters() -> None:
    """A stroke over several letters is drawn in narrow pieces, before and after each letter."""
    found = share_letters("g", [21, 7, 22], {}, {7})
    assert found == {7: "g", 21: _NOTHING, 22: _NOTHING}
    assert share_letters("gx", [7, 22], {}, {7}) == {7: "g", 22: "x"}


def test_a_glyph_for_nothing_is_told_as_such() -> None:
    """An accent drawn as two glyphs is one letter; of the other a reader sees no letter."""
    assert share_letters("a\u0732", [1, 5, 6], {"a": 1}) == {1: "a", 5: "\u0732", 6: _NOTHING}

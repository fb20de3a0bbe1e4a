"""How far entries reach in a text, and what parts an addition from the words beside it."""

from __future__ import annotations

from siglum.apparatus.course import SIGN, Course


def test_an_entry_reaches_over_letters_not_over_spaces():
    """What is laid out otherwise reaches as far."""
    course = Course()
    course.see("ab ")
    course.begin("e")
    course.see(" \n cd")
    course.see(SIGN)
    course.end("e")
    course.see(" f")
    stretch = course.stretches["e"]
    assert (stretch.start, stretch.end) == (2, 5)
    assert (stretch.before, stretch.after) == (" ", " ")
    assert stretch.first < stretch.last


def test_nothing_is_beside_an_entry_at_the_edge_of_a_block():
    """A paragraph before is another text."""
    course = Course()
    course.see("ab")
    course.see_edge()
    course.begin("e")
    course.end("e")
    course.see_edge()
    course.see("cd")
    assert (course.stretches["e"].before, course.stretches["e"].after) == ("", "")


def test_spaces_of_another_run_part_words_too():
    """Where each word stands in an element of its own, the spaces are between these."""
    course = Course()
    for text in ("ab", " ", "cd"):
        course.see(text)
    course.begin("e")
    course.end("e")
    assert course.spaces("e", None) == (" ", "")

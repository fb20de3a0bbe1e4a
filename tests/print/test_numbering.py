"""Numbers of lines and references to them: without a layout."""

from __future__ import annotations

import pytest

from siglum.print.numbering import Count, Label, Numbering
from siglum.print.options import PrintOptions
from siglum.wording import words_for


def at(page, number):
    return Label(page, str(number), number, True)


def verse(number):
    return Label(1, str(number), number, False, verse=True)


class Lines:
    """Numbers drawn lines, one after the other; "|" is a page turn."""

    def __init__(self, **options):
        self.numbering = Numbering(PrintOptions(**options))

    def read(self, *blocks):
        count, page, told = Count(), 1, []
        for block in blocks:
            if block == "|":
                page += 1
                count = self.numbering.begin(self.numbering.end(count))
                continue
            count, label, own = self.numbering.number(count, block, page)
            told.append(label.text + ("" if own else "·"))
        return " ".join(told)


def line(section="a", **more):
    return {"data-count": "line", "data-section": section, **more}


def below(section="a"):
    return {"data-count": "below", "data-section": section}


def own_verse(number):
    return {"data-count": "verse", "data-verse": number, "data-section": "a"}


@pytest.mark.parametrize(
    ("first", "last", "printed"),
    [
        (at(3, 12), at(3, 12), "12"),
        (at(3, 12), at(3, 14), "12–14"),
        (at(56, 34), at(57, 2), "34–57.2"),
        (at(3, 12), at(3, 12)._replace(page=2), "12"),
        (Label(1, "5", 5, False), Label(2, "9", 9, False), "5–9"),
        (Label(1, "tit.", None, False), at(1, 3), "tit.–3"),
        (Label(1, "3.4", 4, False, "3."), Label(1, "3.6", 6, False, "3."), "3.4–6"),
        (Label(1, "3.4", 4, False, "3."), Label(1, "4.1", 1, False, "4."), "3.4–4.1"),
        (Label(1, "10.1", None, True), Label(1, "10.2", None, True), "10.1–10.2"),
    ],
)
def test_references(first, last, printed):
    """One line, several, several pages; verses need no page, a paragraph is named once."""
    assert Numbering(PrintOptions()).reference(first, last) == printed


@pytest.mark.parametrize(
    ("first", "last", "printed"),
    [
        (2, 4, "2–4"),
        (12, 14, "12–14"),
        (22, 24, "22–4"),
        (98, 102, "98–102"),
        (112, 114, "112–14"),
        (123, 125, "123–5"),
        (123, 135, "123–35"),
        (1203, 1311, "1203–311"),
    ],
)
def test_ranges_may_be_elided(first, last, printed):
    """The figures that both numbers share are left out at the end, but of ten to nineteen none."""
    assert Numbering(PrintOptions(ranges="elided")).reference(verse(first), verse(last)) == printed


@pytest.mark.parametrize(
    ("ranges", "language", "printed"),
    [
        ("sq", "la", ["12", "12\u00a0sq.", "12–14"]),
        ("sqq", "la", ["12", "12\u00a0sq.", "12\u00a0sqq."]),
        ("sqq", "de", ["12", "12\u00a0f.", "12\u00a0ff."]),
        ("sqq", "cs", ["12", "12\u00a0n.", "12\u00a0nn."]),
    ],
)
def test_the_lines_that_follow_may_have_a_word(ranges, language, printed):
    """«12 sq.» are two lines, «12 sqq.» more of them, in the language of the apparatus."""
    numbering = Numbering(PrintOptions(ranges=ranges, words=words_for(language)))
    assert [numbering.reference(at(1, 12), at(1, last)) for last in (12, 13, 14)] == printed


def test_over_a_page_turn_no_word_stands_for_the_range():
    """Line 2 of the next page is not the one that follows line 1 of this one."""
    numbering = Numbering(PrintOptions(ranges="sqq"))
    assert numbering.reference(at(1, 1), at(2, 2)) == "1–2.2"


def test_lines_are_counted_by_page_section_or_document():
    """A new section begins again unless pages do."""
    lines = [line("a"), line("a"), line("b"), "|", line("b")]
    assert Lines(lineation="page").read(*lines) == "1 2 3 1"
    assert Lines(lineation="section").read(*lines) == "1 2 1 2"
    lines = [line("a"), line("a"), line("a"), "|", line("a")]
    assert Lines(lineation="run").read(*lines) == "1 2 3 4"


def test_lines_may_be_counted_in_each_paragraph():
    """Their numbers begin with that of the paragraph, also over a page turn."""
    one, two = line("a", **{"data-prefix": "7."}), line("b", **{"data-prefix": "8."})
    assert Lines(lineation="paragraph").read(one, one, two, "|", two) == "7.1 7.2 8.1 8.2"


def test_a_turned_verse_has_one_number():
    """All its lines have it, only the first shows it."""
    fourteen = own_verse("14")
    assert Lines().read(fourteen, fourteen, own_verse("14a")) == "14 14· 14a"


def test_a_later_part_of_a_verse_shows_no_number_again():
    """Also behind a direction, and at the top of a page."""
    five = own_verse("5")
    part = {**five, "data-goes-on": ""}
    assert Lines().read(five, part, below(), part, "|", part) == "5 5· 5.1· 5· 5·"


def test_verses_may_be_counted_like_lines():
    """On each page anew; what is turned over, or a later part of a verse, is no new one."""
    one, two = ({"data-count": "one", "data-section": "a", "data-x": n} for n in "12")
    part = {"data-count": "one", "data-section": "a", "data-goes-on": ""}
    assert Lines().read(one, one, two, part, "|", one) == "1 1· 2 2· 1"
    assert Lines().read(one, below(), part) == "1 1.1· 2"


def test_lines_may_stand_below_the_number_before():
    """A direction after line 2 is 2.1; before the first line of a page, 0.1."""
    assert Lines().read(below(), line(), line(), below(), below(), "|", below(), line()) == (
        "0.1· 1 2 2.1· 2.2· 0.1· 1"
    )


def test_a_verse_s_number_holds_over_a_page_turn():
    """A direction at the top of a page stands below the verse before it."""
    assert Lines().read(own_verse("400"), "|", below(), own_verse("401")) == "400 400.1· 401"


def test_a_heading_below_belongs_to_its_own_section():
    """The first heading of a section stands before its first line."""
    lines = [line("a"), below("b"), line("b")]
    assert Lines(lineation="section").read(*lines) == "1 0.1· 1"


def test_titles_and_directions_without_a_number_have_a_word():
    """It is one of the words that siglum says in entries."""
    some = [{"data-count": "title"}, line(), {"data-count": "direction"}, line()]
    assert Lines().read(*some) == "tit.· 1 did.· 2"
    assert Lines(words=words_for("en")).read(*some) == "tit.· 1 SD· 2"


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        ([], ""),
        ([at(1, 1), at(1, 2), at(1, 9)], "1–9"),
        ([verse(11007), verse(11100), verse(1), verse(1200)], "1–1200"),
        ([verse(17), verse(18), at(1, 1), at(1, 2), verse(19)], "17–19"),
        ([verse(7), verse(8), verse(1), verse(2)], "7–8, 1–2"),
        ([verse(8), verse(1), verse(2), verse(1), verse(1)], "8, …, 1"),
        ([verse("10.1"), verse("10.2"), verse("11.1")], "10.1–11.1"),
    ],
)
def test_the_head_of_a_page_tells_its_numbers(labels, told):
    """From the first to the last; each row where a count begins anew, and verses before lines."""
    assert Numbering(PrintOptions()).head(labels) == told


@pytest.mark.parametrize(
    ("options", "due"),
    [
        ({}, [5, 10, 15, 20]),
        ({"first": 1}, [1, 5, 10, 15, 20]),
        ({"first": 10}, [10, 15, 20]),
        ({"every": 4, "first": 3}, [3, 4, 8, 12, 16, 20]),
        ({"every": 10, "every_verse": 4}, [10, 20]),
        ({"references": "passage"}, []),
    ],
)
def test_numbers_due_in_the_margin(options, due):
    """The first, and each from there on that is divided by the step."""
    numbering = Numbering(PrintOptions(**options))
    assert [n for n in range(1, 22) if numbering.margin(at(1, n))] == due


def test_verses_may_have_a_step_of_their_own():
    """Lines every fifth, stanzas each; a stanza's number stands beside its first verse."""
    numbering = Numbering(PrintOptions(every_verse=1))
    labels = [numbering.number(Count(), own_verse(n), 1)[1] for n in ("3.1", "3.2", "4.1")]
    assert [numbering.margin(label) for label in labels] == ["3", "", "4"]
    assert numbering.margin(at(1, 3)) == ""

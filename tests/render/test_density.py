from __future__ import annotations

import pytest

from siglum.render.density import Passage, draw_density, read_passages, sum_up

_APP = "<app><lem>{}</lem><rdg wit='#B'>other</rdg></app>"


def test_a_passage_is_as_long_as_what_is_edited_in_it(publish, tei):
    """Its letters are those of the text: no readings, no notes; a line within it counts alone."""
    text = f"<p>ab {_APP.format('cd')}<note>far</note> ef</p><lg><l>ghi</l><l>j</l></lg>"
    passages = read_passages(publish(tei(text)).document.read_unit(0))
    assert [(one.label, one.letters, one.entries) for one in passages] == [
        ("1", 6, 1), ("1", 3, 0), ("2", 1, 0),
    ]  # fmt: skip


def test_a_bar_is_as_wide_as_its_passage_and_as_dark_as_entries_are_dense():
    """The densest is darkest; the bars fill the strip."""
    bars = draw_density([Passage("a", "1", 30, 6), Passage("b", "2", 60, 6), Passage("c", "3", 10)])
    assert [(bar.x, bar.width, bar.shade) for bar in bars] == [
        (0, 180, 1), (180, 360, 0.5), (540, 60, 0),
    ]  # fmt: skip


@pytest.mark.parametrize("number", [41, 400, 5000])
def test_of_many_passages_some_are_one(number):
    """At most forty bars, which have all letters and all entries; the ends are told."""
    passages = [Passage(str(n), str(n), 20, n % 3) for n in range(number)]
    entries = sum(one.entries for one in passages)
    bars = draw_density(passages)
    assert 30 < len(bars) <= 40
    assert sum(bar.passage.entries for bar in bars) == entries
    assert sum(bar.passage.letters for bar in bars) == 20 * number
    assert bars[-1].passage.called.endswith(str(number - 1))
    assert sum(bar.width for bar in bars) == pytest.approx(600, abs=0.5)


def test_where_there_is_little_to_see_there_is_no_picture():
    """Two passages, or a few entries, are seen without one; nor is there anything without text."""
    assert draw_density([Passage("a", "1", 9, 9), Passage("b", "2", 9, 9)]) == []
    assert draw_density([Passage("a", "1", 9, 1)] * 5) == []
    assert draw_density([Passage("a", "1", 0, 9)] * 5) == []
    assert draw_density([]) == []


def test_a_page_is_a_passage_of_the_whole():
    """It has what all its passages have."""
    page = sum_up("p.html", "I", [Passage("a", "1", 5, 1), Passage("b", "2", 6, 2)])
    assert (page.called, page.letters, page.entries) == ("I", 11, 3)

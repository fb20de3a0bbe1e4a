from __future__ import annotations

import pytest


@pytest.fixture
def told(publish, tei):
    def find(body):
        return [(f.code, f.message) for f in publish(tei(body)).findings()]

    return find


def _verses(*numbers, more=""):
    return "".join(f'<l n="{number}"{more}>a</l>' for number in numbers)


def test_numbers_in_order(told):
    """Every fifth verse, or a part of the verses, may have a number."""
    assert told(f"<div><lg>{_verses(*range(1, 20))}</lg></div>") == []
    assert told(f"<div><lg>{_verses(*range(5, 100, 5))}</lg></div>") == []
    assert told(f"<div><lg>{_verses('1', '2', '2a', '3', 'IV')}</lg></div>") == []


def test_numbers_that_begin_again(told):
    """Each division, and each stanza, may count for itself."""
    poem = f"<div><lg>{_verses(*range(1, 15))}</lg></div>"
    assert told(poem + poem) == []
    assert told(f"<div><lg>{_verses(1, 2, 3, 4)}</lg><lg>{_verses(1, 2, 3, 4)}</lg></div>") == []


def test_a_number_twice(told):
    """Parts of one verse, and verses of an apparatus, may share it."""
    assert [code for code, _ in told(f"<lg>{_verses(1, 2, 2, 3)}</lg>")] == ["cit.duplicate-n"]
    parts = '<l n="1" part="I">a</l><l n="1" part="F">b</l>'
    assert told(f"<lg>{parts}</lg>") == []


def test_divisions_side_by_side(told):
    """Of another kind or in another language, they may have the same number."""
    assert told('<div n="1" type="book"><p>a</p></div><div n="1" type="map"><p>b</p></div>') == []
    both = '<div n="1" xml:lang="la"><p>a</p></div><div n="1" xml:lang="en"><p>b</p></div>'
    assert told(both) == []
    same = '<div n="1"><p>a</p></div><div n="1"><p>b</p></div>'
    assert [code for code, _ in told(same)] == ["cit.duplicate-n"]


def test_gaps(told):
    """Told with the numbers on both sides, once for a document."""
    found = told(f"<lg>{_verses(*range(1, 30), *range(32, 60), *range(61, 90))}</lg>")
    assert found == [("cit.gap", "verse 32 follows verse 29 (and in 1 more place)")]

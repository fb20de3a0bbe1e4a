"""Findings about the words by which readings are classed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siglum.checks.vocabularies import _distance, check_vocabularies

TAXONOMY = (
    "<encodingDesc><classDecl><taxonomy>"
    '<category xml:id="omission"><catDesc>o</catDesc></category>'
    '<category n="addition"><catDesc>a</catDesc></category>'
    "</taxonomy></classDecl></encodingDesc>"
)


@pytest.fixture
def findings(survey_of):
    """All findings on readings with these types."""

    def check(words: str, attribute: str = "type", **more: str):
        readings = "".join(f'<rdg wit="#A" {attribute}="{word}">x</rdg>' for word in words.split())
        return list(check_vocabularies(survey_of(f"<app>{readings}</app>", **more)))

    return check


@pytest.mark.parametrize("attribute", ["type", "cause"])
def test_a_slip_for_a_word_used_often(findings, attribute):
    """A word used once that is like another one is probably that one."""
    (finding,) = findings("omission omission omission omision", attribute)
    assert finding.code == f"rdg.{attribute}-unknown"
    assert finding.hint == 'did you mean "omission"?'


@pytest.mark.parametrize(
    "words",
    [
        "omission omission omission addition",  # another word
        "omission omision",  # nobody can tell which is right
        "type1 type1 type1 type2",  # numbered
        "om om om on",  # too short to tell
        "one two three four five",
        "omission",
    ],
)
def test_words_that_are_fine(findings, words):
    """Different words are no slips."""
    assert findings(words) == []


def test_a_declared_vocabulary(findings):
    """Where most words are categories of a taxonomy, the others are told with what there is."""
    (finding,) = findings("omission omission addition omision", header=TAXONOMY)
    assert 'did you mean "omission"? Declared are "addition", "omission"' in finding.hint
    assert "no category" in finding.message
    assert findings("red green blue omission", header=TAXONOMY) == []


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_distance(one, other):
    """It counts steps: none between equal words, alike in both directions, never too many."""
    found = _distance(one, other)
    assert (found == 0) == (one == other)
    assert found == _distance(other, one) <= max(len(one), len(other))
    assert found >= abs(len(one) - len(other))


def test_neighbours_that_changed_places():
    """A frequent slip of fingers is one step."""
    assert _distance("homeotelueton", "homeoteleuton") == 1

"""siglum.findings: findings in a row and in order, also where there are very many."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siglum.codes import Severity
from siglum.findings import Finding, Findings, Place, Seen, found, in_order

_WORDS = st.sampled_from(["", "a", "a b", "b", "\ud800", "ü"])
_NUMBERS = st.sampled_from([0, 9, 10, 70_000])
_PLACES = st.builds(Place, _WORDS, _NUMBERS, _NUMBERS, _WORDS)
_FINDINGS = st.builds(
    Finding, st.sampled_from(["x.y", "x.z"]), st.sampled_from(Severity), _PLACES, _WORDS, _WORDS
)


@pytest.mark.parametrize(("held", "block"), [(1, 1), (4, 2), (3, 5), (3000, 100)])
@given(found=st.lists(_FINDINGS, max_size=12))
def test_findings_go_by_file_and_place_and_are_told_once(held, block, found):
    """Files by name, lines and columns as numbers, then codes and words; the same finding once."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("siglum.findings.HELD", held)
        patched.setattr("siglum.findings._BLOCK", block)
        told = list(in_order(found))
        seen = Seen()
        assert list(Findings(seen.others(found))) == list(dict.fromkeys(found))
        assert not list(seen.others(reversed(found)))
    keys = [(one.place, one.code, one.message) for one in told]
    assert keys == sorted(keys)
    assert set(told) == set(found)
    assert len(told) == len(set(found))


@pytest.mark.parametrize(("held", "block"), [(0, 1), (4, 2), (3000, 100)])
@given(found=st.lists(_FINDINGS, max_size=9), start=st.integers(0, 9))
def test_findings_in_a_row_are_a_list(held, block, found, start):
    """They have a length, and are asked for by number and by range, wherever they lie."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("siglum.findings.HELD", held)
        patched.setattr("siglum.findings._BLOCK", block)
        row = Findings(found[:start])
        row += found[start:]
        assert list(row) == found
        assert len(row) == len(found)
        assert row[start:] == found[start:]
        assert [row[number] for number in range(-len(found), len(found))] == found * 2
        with pytest.raises(IndexError):
            row[len(found)]


def test_findings_travel_between_processes() -> None:
    """What comes out of another process is the same finding at the same place."""
    one = found("wit.undeclared", Place("a.xml", 3, 7, "e1"), "there is no A", "declare it")
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - made two lines above

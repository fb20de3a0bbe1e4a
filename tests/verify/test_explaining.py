from __future__ import annotations

from siglum.verify.explaining import explains, turns
from siglum.verify.streams import Unlike


def test_a_word_that_stands_there_twice_with_labels_between_is_no_loss():
    """«Sól Sól 49» shown as «Sól Sort Sól Location 49»: which letters are the same is a guess."""
    first, second = "SólSól49", "SólSortSólLocation49"
    one = Unlike(4, 4, "ól", "ortSólLocation")
    found = [
        explains(other.missing, other.extra, ["Sort", "Location"], 0)
        for other in turns(one, first, second)
    ]
    assert found[0] is None
    assert ["Sort", "Location"] in found


def test_letters_that_differ_are_not_taken_for_the_same():
    """A difference grows only over letters on which both sides agree."""
    one = Unlike(1, 1, "b", "x")
    wider = {(other.missing, other.extra) for other in turns(one, "abc", "axc")}
    assert wider == {("b", "x"), ("ab", "ax"), ("bc", "xc"), ("abc", "axc")}

from __future__ import annotations

import pytest

from siglum.apparatus.meanings import cause_of, hand_of, keys_of_type
from siglum.wording import KEYS


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("om", ("omitted",)),
        ("Omission", ("omitted",)),
        ("variation-absent", ("omitted",)),
        ("variation-present", ()),
        ("correction-deletion", ("deleted",)),
        ("corrDeletion", ("deleted",)),
        ("correction", ("corrected",)),
        ("ante_correctionem", ("before_correction",)),
        ("transposition", ("transposed",)),
        ("conjecture", ("conjecture",)),
        ("not-omitted", ()),
        ("substantive", ()),
        ("comment", ()),
        ("", ()),
    ],
)
def test_what_a_type_means(written, keys):
    """Stems count, in English and Latin; how something was corrected says more than that it was."""
    assert keys_of_type(written) == keys
    assert set(keys) <= set(KEYS)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("homeotelueton", ("homoeoteleuton", "")),
        ("homoioteleuton", ("homoeoteleuton", "")),
        ("homoiarkton", ("homoeoarcton", "")),
        ("dittography", ("dittography", "")),
        ("repeitito", ("repetition", "")),
        ("abbreviation_loss", ("", "abbreviation loss")),
        ("orthographic", ("", "")),
        ("omission", ("", "")),
    ],
)
def test_what_a_cause_means(written, meant):
    """Known causes by their key, slips too; others as written; what only classes says nothing."""
    assert cause_of(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("#m2", ("", "2")),
        ("hand_03", ("", "3")),
        ("#manus-altera", ("other_hand", "")),
        ("prima", ("first_hand", "")),
        ("#Rufinus", ("", "")),
        ("#m2nd-of-May", ("", "")),
    ],
)
def test_what_a_name_of_a_hand_means(written, meant):
    """Numbers and the usual words; any other name is a name."""
    assert hand_of(written) == meant

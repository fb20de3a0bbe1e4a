"""Letters whose ends nobody tells."""

from __future__ import annotations

import pytest

from siglum.checks.letters import check_letters

SENT = '<correspAction type="sent"><persName>Ann</persName></correspAction>'
RECEIVED = '<correspAction type="received"><orgName>Office</orgName></correspAction>'


@pytest.mark.parametrize(
    ("described", "told"),
    [
        (SENT + RECEIVED, []),
        (SENT, ["the letter has no recipient"]),
        (RECEIVED, ["the letter has no sender"]),
        ("<p>To nobody.</p>", ["the letter has no sender and no recipient"]),
    ],
)
def test_open_ends_are_told(survey_of, described, told):
    """A letter without a name at one of its ends is found by half of its persons only."""
    header = f"<profileDesc><correspDesc>{described}</correspDesc></profileDesc>"
    found = check_letters(survey_of("<p>Dear Bob</p>", header=header))
    assert [one.message for one in found] == told


def test_what_is_no_letter_is_asked_nothing(survey_of):
    """Texts without a correspDesc are most."""
    assert list(check_letters(survey_of("<p>a</p>"))) == []

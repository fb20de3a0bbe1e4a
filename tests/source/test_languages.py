"""siglum.source.languages: tags that browsers know."""

from __future__ import annotations

import pytest

from siglum.source.languages import language_tag


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("lat", "la"),
        ("san-Latn", "sa-Latn"),
        ("GRE", "el"),
        ("grc", "grc"),
        ("en-GB", "en-GB"),
        (" la ", "la"),
        ("", ""),
    ],
)
def test_three_letters_become_two_where_there_are_two(written: str, tag: str) -> None:
    """RFC 5646, 2.2.1: the shortest ISO 639 code is the tag."""
    assert language_tag(written) == tag

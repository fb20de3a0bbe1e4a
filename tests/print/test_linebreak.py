"""Runs of text that WeasyPrint breaks badly, or slowly."""

from __future__ import annotations

from typing import Any

import pytest

from siglum.print.linebreak import repaired

_STYLE = {"hyphens": "auto", "overflow_wrap": "normal", "white_space": "normal"}


@pytest.fixture
def asked() -> list[tuple[int, str, str]]:
    """How long each run was that was asked for, and how it was to be broken."""
    return []


@pytest.fixture
def split(asked: list[tuple[int, str, str]]) -> Any:
    """A way of breaking lines that cuts after ten letters."""

    def original(text: str, style: dict[str, str], *_: Any) -> Any:
        asked.append((len(text), style["hyphens"], style["overflow_wrap"]))
        return None, 10, 10 if len(text) > 10 else None, 50.0, 12.0, 9.0

    return repaired(original)


@pytest.mark.parametrize("text", ["x" * 5000, "Before " + "x" * 5000])
@pytest.mark.parametrize("width", [100, 0])
def test_an_endless_word_is_cut_where_a_line_ends(
    text: str, width: int, split: Any, asked: list[tuple[int, str, str]]
) -> None:
    """Of a word of thousands of letters no more is set than a line can hold, without hyphens."""
    result = split(text, dict(_STYLE), None, width, 0)
    assert result[2] == 10
    assert [how for _length, *how in asked] == [["none", "anywhere"]]
    assert asked[0][0] <= 600


def test_other_words_are_hyphenated(split: Any, asked: list[tuple[int, str, str]]) -> None:
    """A run of words is broken as before."""
    split("verba " * 200 + "a", dict(_STYLE), None, 100, 0)
    assert asked == [(1201, "auto", "normal")]


def test_what_fits_no_line_is_asked_for_as_a_whole(
    split: Any, asked: list[tuple[int, str, str]]
) -> None:
    """Where nobody knows the width, the whole word is measured."""
    split("x" * 5000, dict(_STYLE), None, None, 0)
    assert [length for length, *_how in asked] == [5000]

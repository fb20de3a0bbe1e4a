"""A name that is wrong and the names that are there -> the one that was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property
from typing import Final

_DIGITS = re.compile(r"\d+")
_NEAR: Final = 0.8
#: So many wrong names of one document are guessed at, among so many names of about the length:
#: beyond that it would take longer than it helps.
_TRIES: Final = 20
_CANDIDATES: Final = 500
_LONGEST: Final = 100


class Guesser:
    """Guesses among the names of one document; each further guess costs, so they are counted."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = names
        self._tries = 0

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for name in self._names:
            found.setdefault(len(name), []).append(name)
        return found

    def near(self, wrong: str) -> str:
        """The name that `wrong` is a slip for, or empty.

        Names that differ in a number only (p12 for p13) are no help.
        """
        self._tries += 1
        if self._tries > _TRIES or len(wrong) > _LONGEST:
            return ""
        numbers = _DIGITS.findall(wrong)
        candidates: list[str] = []
        for length in range(max(3, len(wrong) - 2), len(wrong) + 3):
            candidates += [
                name
                for name in self._by_length.get(length, ())
                if name[:2] == wrong[:2] or name[-2:] == wrong[-2:]
            ]
            if len(candidates) > _CANDIDATES:
                return ""
        candidates = [name for name in candidates if _DIGITS.findall(name) == numbers]
        near = get_close_matches(wrong, candidates, 1, _NEAR)
        return near[0] if near else ""

"""Text with anything in it -> text that a terminal, a log and a file can bear."""

from __future__ import annotations

import re
from typing import Final

#: A message has a sentence or two; what is longer quotes too much of a text.
MOST: Final = 600

_BREAKS = re.compile(r"\s*[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
# Controls steer terminals, direction marks turn lines around, halves of surrogates are no text.
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    r"\ufffe\uffff\ud800-\udfff]"
)

# What moves although a finding is the same: lines and columns, and how often it is repeated
_MOVES = re.compile(r"(?<=:)\d+(?::\d+)?\b|(?<=\bline )\d+|(?<=\bcolumn )\d+")
_REPEATED = re.compile(r" \(and (?:so )?in [\d,]+ more \w+\)")


def settled(message: str) -> str:
    """`message` without the numbers that change when other lines do: for knowing it again."""
    return _MOVES.sub("…", _REPEATED.sub("", message))


def printable(text: str, most: int = MOST) -> str:
    """`text` on one line, cut after `most` characters, with what cannot be seen spelt out."""
    if len(text) > most:
        text = text[: most - 1] + "…"
    return spelt(_BREAKS.sub(" ", text))


def spelt(text: str) -> str:
    """`text` with controls, direction marks and halves of surrogates as U+XXXX in brackets."""
    return _UNSEEN.sub(_name, text)


def _name(match: re.Match[str]) -> str:
    return f"<U+{ord(match[0]):04X}>"

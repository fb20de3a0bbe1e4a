"""A place in the running text -> the words beside it, by which print tells of an addition.

The rule of the guide, chapter 2, written down a second time: a word is what stands between spaces
and signs; in scripts without spaces, each character is one.
"""

from __future__ import annotations

import unicodedata

from siglum.verify.streams import TIGHT, Stream

_WITHIN = "'’-"
_LONGEST = 80  # letters of a word
#: Where scripts without spaces stand in Unicode.
_UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x9FFF))
_UNSPACED_BEYOND = ((0xF900, 0xFAFF), (0x20000, 0x3FFFF))


def words_beside(words: Stream, at: int) -> tuple[str, ...]:
    """The word before a place and the one after it, as far as there are any."""
    return tuple(word for word in (_before(words, at), _after(words, at)) if word)


def is_unspaced(letter: str) -> bool:
    """Whether a letter belongs to a script that sets no spaces between words."""
    return any(first <= ord(letter) <= last for first, last in (*_UNSPACED, *_UNSPACED_BEYOND))


def _before(words: Stream, at: int) -> str:
    text = words.text
    end = at
    while end and at - end < _LONGEST and not _is_letter(text[end - 1]):
        end -= 1
    if end and is_unspaced(text[end - 1]):
        return text[end - 1]
    start = end
    while start and end - start < _LONGEST and _belongs(text[start - 1]):
        start -= 1
        if words.gaps.get(start, TIGHT) != TIGHT:
            break
    return text[start:end].strip(_WITHIN)


def _after(words: Stream, at: int) -> str:
    text = words.text
    start = at
    while start < len(text) and start - at < _LONGEST and not _is_letter(text[start]):
        start += 1
    if start < len(text) and is_unspaced(text[start]):
        return text[start]
    end = start
    while end < len(text) and end - start < _LONGEST and _belongs(text[end]):
        end += 1
        if words.gaps.get(end, TIGHT) != TIGHT:
            break
    return text[start:end].strip(_WITHIN)


def _is_letter(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LNMS" or letter == "\u200d"


def _belongs(letter: str) -> bool:
    return (_is_letter(letter) and not is_unspaced(letter)) or letter in _WITHIN

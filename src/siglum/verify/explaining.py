"""A difference between two runs of letters -> whether numbers, calls and signs account for it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from siglum.verify.generated import LONG_SIGNS, SIGNS
from siglum.verify.streams import Stream, Unlike, letters_of

_TRIES = 20_000
_TURNS = 60
_BESIDE = 4

_BRACKETS = frozenset("（）()〔〕《》[]")
_LOOKS = ("rend", "rendition", "style")
_LIGATURES = re.compile("[\ufb00-\ufb06]")


def without_brackets(one: Unlike, words: Stream) -> Unlike:
    """The same difference without the brackets around readings, which stand above in print."""
    kept = [
        letter
        for at, letter in enumerate(one.missing, start=one.at)
        if letter not in _BRACKETS or not _is_bracket(words.near(at))
    ]
    return replace(one, missing="".join(kept))


def bare(words: Stream) -> str:
    """The letters of a text without the brackets around readings; nothing if it has none."""
    if not any(_is_bracket(near) for _at, near in words.marks):
        return ""
    return "".join(
        letter
        for at, letter in enumerate(words.text)
        if letter not in _BRACKETS or not _is_bracket(words.near(at))
    )


def _is_bracket(near: etree._Element | None) -> bool:
    """Whether an element holds what is set where ruby cannot be."""
    return near is not None and near.get("type") == "rp"


def is_spelled_out(one: Unlike, near: etree._Element | None) -> bool:
    """Whether print has several letters for one: for a ligature, or for one without a capital.

    Readers of PDFs take ligatures apart; in capitals ß is SS, and the text of the PDF has ss.
    """
    if not one.missing or not one.extra:
        return False
    apart = _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), one.missing)
    if apart == one.extra:
        return True
    line = [near, *near.iterancestors()] if near is not None else []
    if not any(up.get(name) for up in line for name in _LOOKS):
        return False
    return letters_of(one.missing.upper().lower()) == letters_of(one.extra)


def turns(one: Unlike, first: str, second: str) -> Iterator[Unlike]:
    """The same difference, begun earlier or later: «p25» after «p» is «25p» before «p».

    Where letters are missing too, it is the same with some more letters that both have beside it.
    """
    yield one
    if one.missing:
        yield from _wider(one, first, second)
        return
    for step in (-1, 1):
        at, other, extra = one.at, one.other, one.extra
        for _ in range(min(len(extra), _TURNS)):
            if step < 0:
                if not other or not at or second[other - 1] != extra[-1]:
                    break
                extra = second[other - 1] + extra[:-1]
            else:
                end = other + len(extra)
                if end >= len(second) or second[end] != extra[0] or at >= len(first):
                    break
                extra = extra[1:] + second[end]
            at, other = at + step, other + step
            yield Unlike(at, other, "", extra)


def _wider(one: Unlike, first: str, second: str) -> Iterator[Unlike]:
    """A difference with letters on which both sides agree, before it and after it."""
    end, after = one.at + len(one.missing), one.other + len(one.extra)
    for before in range(_BESIDE):
        start, other = one.at - before, one.other - before
        if start < 0 or other < 0 or first[start : one.at] != second[other : one.other]:
            break
        for behind in range(_BESIDE):
            if end + behind > len(first) or after + behind > len(second):
                break
            if first[end : end + behind] != second[after : after + behind]:
                break
            missing, extra = first[start : end + behind], second[other : after + behind]
            if before or behind:
                yield Unlike(start, other, missing, extra)


def explains(missing: str, extra: str, options: Iterable[str], calls: int) -> list[str] | None:
    """What of `options`, of signs and of numbers of notes makes `extra` out of `missing`.

    None if nothing does. Each option may be used as often as it is given, signs without a limit.
    """
    given = Counter(piece for piece in options if piece)
    pieces = sorted(given, key=len, reverse=True)
    tries = 0

    def go(at: int, done: int, used: tuple[str, ...], left: int) -> tuple[str, ...] | None:
        nonlocal tries
        tries += 1
        if tries > _TRIES:
            return None
        if at == len(extra):
            return used if done == len(missing) else None
        if done < len(missing) and extra[at] == missing[done]:
            found = go(at + 1, done + 1, used, left)
            if found is not None:
                return found
        for piece in pieces:
            if extra.startswith(piece, at) and used.count(piece) < given[piece]:
                found = go(at + len(piece), done, (*used, piece), left)
                if found is not None:
                    return found
        for length in range(4, 0, -1):
            number = extra[at : at + length]
            if left and len(number) == length and number.isdecimal():
                found = go(at + length, done, used, left - 1)
                if found is not None:
                    return found
        for sign in LONG_SIGNS:
            if extra.startswith(sign, at):
                found = go(at + len(sign), done, used, left)
                if found is not None:
                    return found
        if extra[at] in SIGNS:
            return go(at + 1, done, used, left)
        return None

    found = go(0, 0, (), calls)
    return None if found is None else list(found)

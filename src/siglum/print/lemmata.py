"""The lemma of an entry at the foot of a page -> the same, shortened, with room for ranks.

A lemma of many words stands on the page above: its first and last word are enough to find it. One
that holds readings of its own is told whole, since they need not stand there.
"""

from __future__ import annotations

from lxml import etree

from siglum.print.tree import classes, remove, text_of, with_class

__all__ = ["drop_lemma", "mark_ranks", "shorten"]

_ELLIPSIS = "\u2026"
#: What may stand after a word and is no part of it, where words after it are left out.
_PUNCTUATION = ".,;:!?·‧"
_ASIDE = frozenset({"noteref", "pb", "cb", "gb", "milestone", "seg-n", "lb-n"})
#: A lemma of more words than a line has cannot stand in it twice.
_LINE_OF_WORDS = 20


def drop_lemma(foot: etree._Element) -> None:
    """An entry without its lemma, and without the sign after it."""
    lemma = next(with_class(foot, "lem"), None)
    if lemma is None:
        return
    sign = lemma.getnext()
    if sign is not None and "sep" in classes(sign) and not (lemma.tail or "").strip():
        remove(sign)
    remove(lemma)


def mark_ranks(foot: etree._Element, most: int) -> None:
    """Shorten the lemma of an entry to its first and last word if it has more than `most` words.

    Where the lemma, or each of these two words, may stand more than once in its line, a span is
    set for its rank; the layout fills it. `most` is 0 where no lemma is shortened.
    """
    lemma = next(with_class(foot, "lem"), None)
    if lemma is None:
        return
    whole = any(True for _ in with_class(lemma, "app-inline"))
    if most and not whole and len(_words(_read(lemma))) > most:
        shorten(lemma)
    elif 0 < len(text_of(lemma).split()) <= _LINE_OF_WORDS:
        etree.SubElement(lemma, "span", {"class": "rank"}).text = "0"


def shorten(lemma: etree._Element) -> None:
    """Leave the first and last word of a lemma, with whatever marks them, and a sign between."""
    text = _read(lemma)
    (begin, end), (start, _stop) = (words := _words(text))[0], words[-1]
    end -= len(text[begin:end]) - len(text[begin:end].rstrip(_PUNCTUATION))
    rank = etree.Element("span", {"class": "rank"})
    rank.text = "0"
    left: list[etree._Element] = []  # out
    for node, tail, at, piece in _pieces(lemma, 0, left, (end, start)):
        before, behind = piece[: max(end - at, 0)], piece[max(start - at, 0) :]
        if at < end <= at + len(piece):
            rank.tail = f" {_ELLIPSIS} {behind}"
            if tail:
                node.tail, parent = before, node.getparent()
                if parent is not None:
                    parent.insert(parent.index(node) + 1, rank)
            else:
                node.text = before
                node.insert(0, rank)
        elif tail:
            node.tail = before + behind
        else:
            node.text = before + behind
    for node in left:
        remove(node)
    etree.SubElement(lemma, "span", {"class": "rank last"}).text = "0"


def _pieces(
    node: etree._Element, at: int, left: list[etree._Element], out: tuple[int, int]
) -> list[tuple[etree._Element, bool, int, str]]:
    """The pieces of text in an element, each with its node, whether it is its tail, and its place.

    `left` collects the elements that have no word outside of the stretch `out`.
    """
    pieces = [(node, False, at, node.text or "")]
    at += len(node.text or "")
    for child in node:
        length = len(text_of(child))
        if out[0] <= at and at + length <= out[1]:
            left.append(child)
        pieces += _pieces(child, at, left, out)
        at += length
        pieces.append((child, True, at, child.tail or ""))
        at += len(child.tail or "")
    return pieces


def _read(node: etree._Element) -> str:
    """The text of an element, blanks in place of what is no part of it."""
    parts = [node.text or ""]
    for child in node:
        inner = _read(child)
        parts.append(" " * len(inner) if _ASIDE & {*classes(child)} else inner)
        parts.append(child.tail or "")
    return "".join(parts)


def _words(text: str) -> list[tuple[int, int]]:
    """Where the words of a text begin and end: what stands between spaces and has a letter."""
    found, at = [], 0
    for piece in text.split():
        at = text.index(piece, at)
        if any(character.isalnum() for character in piece):
            found.append((at, at + len(piece)))
        at += len(piece)
    return found

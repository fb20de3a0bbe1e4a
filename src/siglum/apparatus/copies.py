"""Readings that are copies of something else -> the same readings with its words in them.

`@copyOf` and `@sameAs` on an empty reading, or on an empty line or paragraph in one, say that its
words stand elsewhere (TEI Guidelines 17.6). They are fetched here, so that nobody who reads the
normal form has to follow pointers. What cannot be fetched (another file, a circle, a target that
holds the copy) stays a pointer.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Final

from lxml import etree

from siglum.apparatus.entries import APP, LEM, NOTES, RDG
from siglum.apparatus.inline import flatten
from siglum.source.identity import ID
from siglum.source.namespaces import XML_ID
from siglum.source.numbering import NUMBER
from siglum.source.spaces import remove_keeping_tail
from siglum.source.vocabulary import BREAKS, names

#: Beside these an element has no words of its own.
_ASIDE: Final = NOTES | names("witDetail wit")
#: Copies may at most be so many times as large as the document: some multiply.
_TIMES: Final = 2


def copied_from(element: etree._Element) -> str:
    """The pointer to what `element` is a copy of; empty if it has words of its own or is none."""
    pointer = element.get("copyOf", "") or element.get("sameAs", "")
    if not pointer or (element.text or "").strip():
        return ""
    own = any(child.tag not in _ASIDE or (child.tail or "").strip() for child in element)
    return "" if own else pointer.strip()


def fill_copies(tree: etree._Element) -> None:
    """Put the words of their originals into the copies among the readings of `tree`, in place."""
    copies = dict.fromkeys(_copies(tree))
    if not copies:
        return
    targets: dict[str, etree._Element] = {}
    size = 0
    for element in tree.iter(etree.Element):
        size += 1
        if name := element.get(XML_ID, "").strip():
            targets.setdefault(name, element)
    originals = {
        copy: targets[name]
        for copy in copies
        if (name := copied_from(copy).removeprefix("#")) in targets
    }
    room = _TIMES * size + 1000
    for copy in _in_order(originals):
        original = originals[copy]
        if any(up is original for up in (copy, *copy.iterancestors())):
            continue
        wanted = _words_of(original)
        room -= sum(1 for _ in wanted.iter())
        if room < 0:
            return
        _fill(copy, wanted)


def _copies(tree: etree._Element) -> Iterator[etree._Element]:
    for reading in tree.iter(LEM, RDG):
        for element in reading.iter(etree.Element):
            if copied_from(element):
                yield element


def _in_order(originals: dict[etree._Element, etree._Element]) -> list[etree._Element]:
    """The copies so that each comes after those in its original; circles come in some order."""
    order: dict[etree._Element, None] = {}
    seen: set[etree._Element] = set()
    held: dict[etree._Element, list[etree._Element]] = {}
    for first in originals:
        waiting = [(first, False)]
        while waiting:
            copy, ready = waiting.pop()
            if ready:
                order.setdefault(copy)
            elif copy not in seen:
                seen.add(copy)
                waiting.append((copy, True))
                original = originals[copy]
                if original not in held:
                    held[original] = [one for one in original.iter() if one in originals]
                waiting += [(one, False) for one in held[original] if one not in seen]
    return list(order)


def _words_of(original: etree._Element) -> etree._Element:
    """A copy of `original` as it reads: entries as their lemma, no notes, breaks and addresses."""
    words = deepcopy(original)
    words.tail = None
    if words.tag == APP:
        holder = etree.Element(LEM)
        holder.append(words)
        words = holder
    for inner in list(words.iter(APP)):
        flatten(inner)
    for aside in list(words.iter(*_ASIDE, *BREAKS)):
        if aside is not words and aside.getparent() is not None:
            remove_keeping_tail(aside)
    for element in words.iter(etree.Element):
        for name in (XML_ID, ID, NUMBER):
            element.attrib.pop(name, "")
    return words


def _fill(copy: etree._Element, words: etree._Element) -> None:
    copy.text = words.text
    for place, child in enumerate(list(words)):
        copy.insert(place, child)

"""One element of an apparatus, or near it -> what it holds and in which order it is told."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from siglum.source.trees import all_text
from siglum.verify.absences import SIGNS
from siglum.verify.streams import Stream, letters_of
from siglum.verify.tags import (
    BREAKS,
    CHOICE,
    DATED,
    DETAIL,
    GROUP,
    LEM,
    NOTES,
    RDG,
    WIT,
    XML_ID,
    T,
    is_element,
    tags,
)
from siglum.verify.tokens import Mark

#: What has no text and is shown all the same.
_STANDING = tags("locus g ptr graphic media formula figure date app choice")
#: Beside these alone a reading has no words.
_WORDLESS = NOTES | BREAKS | SIGNS | {WIT, DETAIL, T + "anchor"}


def stretch_of(stream: Stream, first: int, last: int) -> Stream:
    """A stretch of a stream."""
    part = Stream()
    if last > first:
        part.pieces, part.length = [stream.text[first:last]], last - first
        gaps = ((n, stream.gaps.get(n)) for n in range(first + 1, last))
        part.gaps = {n - first: kind for n, kind in gaps if kind is not None}
        part.marks = [(0, near)] if (near := stream.near(first)) is not None else []
    return part


def code_of(node: etree._Element) -> str:
    """The content of an example of XML, with its tags."""
    told: list[str] = [node.text or ""]
    for child in node:
        if is_element(child):
            name = etree.QName(child).localname
            name = f"{child.prefix}:{name}" if child.prefix else name
            pairs = ((_named(key, child), str(value)) for key, value in child.attrib.items())
            attributes = "".join(f' {key}="{value}"' for key, value in pairs)
            inner = code_of(child)
            some = any(is_element(one) or one.tail for one in child) or bool(child.text)
            told.append(
                f"<{name}{attributes}>{inner}</{name}>" if some else f"<{name}{attributes}/>"
            )
        told.append(child.tail or "")
    return "".join(told)


def date_of(node: etree._Element) -> str:
    """What the attributes of a date say, as a page says it."""
    if when := node.get("when", "") or node.get("when-iso", ""):
        return when
    first = node.get("from", "") or node.get("notBefore", "")
    last = node.get("to", "") or node.get("notAfter", "")
    if not last and node.get("notBefore"):
        return f"not before {first}"
    if not first and node.get("notAfter"):
        return f"not after {last}"
    return f"{first}–{last}" if first and last else first or last


def _named(key: str | bytes, node: etree._Element) -> str:
    """The name of an attribute as it was written."""
    name = etree.QName(key)
    if not name.namespace:
        return name.localname
    if name.namespace == "http://www.w3.org/XML/1998/namespace":
        return f"xml:{name.localname}"
    prefix = next((p for p, uri in node.nsmap.items() if uri == name.namespace), "")
    return f"{prefix}:{name.localname}"


def other_side(side: etree._Element, at: int) -> Mark:
    """The side of a choice that is told in brackets beside the other."""
    return Mark(at, "other", (f"[{letters_of(all_text(side))}]",), True, side)


def usual_speaker(root: etree._Element) -> str:
    """Who is named by at least half of the readings that have witnesses and name somebody."""
    count = Counter(
        resp
        for reading in root.iter(RDG, LEM)
        if reading.get("wit") and (resp := reading.get("resp", "").strip())
    )
    for resp, number in count.most_common(1):
        return resp if 2 * number >= count.total() else ""
    return ""


def ordered_parts(holder: etree._Element, base: etree._Element | None) -> list[etree._Element]:
    """The parts of an entry as they are read: what speaks of a reading stands with it.

    What follows the lemma comes first, wherever that stands; a `<witDetail>` whose `@target` is
    one reading of the entry follows that.
    """
    parts = [child for child in holder if is_element(child)]
    if holder.tag == CHOICE:
        return [part for part in parts if part is not base]
    for detail in [part for part in parts if part.tag == DETAIL]:
        targets = {token.removeprefix("#") for token in detail.get("target", "").split()}
        meant = [
            part
            for part in parts
            if part.tag in (RDG, LEM) and targets & {part.get(XML_ID), part.get("n")}
        ]
        if len(meant) == 1:
            parts.remove(detail)
            parts.insert(_after(parts, parts.index(meant[0])), detail)
    if base in parts:
        start = parts.index(base)
        end = _after(parts, start)
        first = next(n for n, part in enumerate(parts) if part.tag in (RDG, LEM, GROUP))
        parts = [*parts[:first], *parts[start + 1 : end], *parts[first:start], *parts[end:]]
    return parts


def _after(parts: list[etree._Element], at: int) -> int:
    """Where the next reading begins after the one at a place."""
    end = at + 1
    while end < len(parts) and parts[end].tag not in (RDG, LEM, GROUP):
        end += 1
    return end


def has_words(node: etree._Element) -> bool:
    """Whether a reading has words, or an element that stands for something."""
    if (node.text or "").strip():
        return True
    for child in node:
        if (child.tail or "").strip():
            return True
        if not is_element(child):
            continue
        if child.get("place") == "inline":
            return True  # commentary in small letters, part of the witness
        if child.tag in _STANDING:
            return True
        if child.tag not in _WORDLESS and (has_words(child) or has_signs(child)):
            return True  # what was struck out cannot be read: a reading, and no hole
    return False


def has_signs(node: etree._Element) -> bool:
    """Whether a sign is shown for a hole or an empty space: a lemma needs no word beside it."""
    return any(sign.get("quantity") != "0" for sign in node.iter(T + "gap", T + "space"))


def is_said_by_date(node: etree._Element) -> bool:
    """Whether a date is said by an attribute alone."""
    return node.tag in DATED and not len(node) and not (node.text or "").strip()

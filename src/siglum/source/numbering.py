"""A TEI tree with identifiers -> the same tree whose lines and paragraphs carry their numbers.

The number a reader sees in the margin of a page and in a citation: the encoder's `@n`, else a
count within the poem, stanza or division around. Written into the attribute `NUMBER`.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice

from lxml import etree

from siglum.source.identity import NORMAL
from siglum.source.namespaces import TEI
from siglum.source.standing import base_element
from siglum.source.vocabulary import names

NUMBER = f"{{{NORMAL}}}n"

_APP = f"{{{TEI}}}app"
_LINES, _STANZAS = names("l"), names("lg")
_PARAGRAPHS = names("p ab u")
_SECTIONS = names("seg s")
_DIVISIONS = names(
    "div div1 div2 div3 div4 div5 div6 div7 body front back text floatingText TEI sourceDoc"
)
_NUMBERED = names("div div1 div2 div3 div4 div5 div6 div7")
#: Paragraphs in here belong to something that is numbered, or to nothing that is read.
_UNNUMBERED = names(
    "note item figure cell figDesc quote teiHeader standOff sp listBibl",
    "person personGrp place org event object nym",
)
_BESIDE = names("note noteGrp witDetail figDesc teiHeader standOff eg")
_READINGS = names("rdg")


def number(tei: etree._Element) -> None:
    """Give every verse line and every paragraph of the running text its number, in place.

    Parts of a verse that speakers share (`@part`) have one number, and count as one.
    """
    counts: dict[etree._Element, Counter[str]] = {}
    verses: dict[etree._Element, etree._Element] = {}  # of each holder, the last
    for element in tei.iter(*_LINES, *_PARAGRAPHS):
        if _is_beside(element):
            continue
        if any(True for _ in element.iterancestors(*_UNNUMBERED)) and element.tag not in _LINES:
            continue
        kind = "l" if element.tag in _LINES else "p"
        holder = next(element.iterancestors(*_DIVISIONS), tei)
        prefix = ""
        if kind == "l":
            for stanza in element.iterancestors(*_STANZAS):
                if stanza.get("n"):
                    holder, prefix = stanza, f"{stanza.get('n')}."
                    break
        given = element.get("n", "").strip()
        counter = counts.setdefault(holder, Counter())
        before = verses.get(holder) if kind == "l" else None
        if kind == "l":
            verses[holder] = element
        if before is not None and goes_on(element, before):
            element.set(NUMBER, given or before.get(NUMBER, ""))
            continue
        counter[kind] += 1
        if kind == "p" and not given:
            element.set(NUMBER, _in_divisions(element, counter[kind]))
        else:
            element.set(NUMBER, given or f"{prefix}{counter[kind]}")


def goes_on(verse: etree._Element, before: etree._Element) -> bool:
    """Whether a verse is a later part of the one before it (TEI att.fragmentable)."""
    part, earlier = (one.get("part", "").strip().upper() for one in (verse, before))
    return part in ("M", "F") and earlier in ("I", "M")


def _is_beside(element: etree._Element) -> bool:
    """Whether a line or paragraph is part of a note, of a variant or of a description."""
    if any(True for _ in element.iterancestors(*_BESIDE)):
        return True
    return any(not _is_text(reading) for reading in element.iterancestors(*_READINGS))


def _is_text(reading: etree._Element) -> bool:
    """Whether a reading stands in the text of its entry."""
    app = next(reading.iterancestors(_APP), None)
    return app is not None and base_element(app) is reading


def _in_divisions(paragraph: etree._Element, counted: int) -> str:
    """A paragraph's number below the numbers of its divisions: «1.11.2», as texts are cited."""
    path = [
        number
        for up in paragraph.iterancestors(*_NUMBERED)
        if (number := up.get("n", "").strip()) and not number.startswith("urn:")
    ][::-1]
    parent = paragraph.getparent()
    some = parent.iterchildren(*_PARAGRAPHS) if parent is not None else ()
    only = sum(1 for _ in islice(some, 2)) == 1
    if not (path and only and parent is not None and parent.get("n")):
        path.append(str(counted))
    return ".".join(path)


def numbered_block(node: etree._Element) -> etree._Element | None:
    """The line or paragraph with a number that `node` stands in, if any."""
    return next((up for up in (node, *node.iterancestors()) if up.get(NUMBER)), None)


def label(node: etree._Element) -> str:
    """How an editor would call the place of `node`: «14», «3.2» (section 2 of paragraph 3)."""
    block = numbered_block(node)
    if block is None:
        return next((up.get("n", "") for up in node.iterancestors() if up.get("n")), "")
    shown = block.get(NUMBER, "")
    for section in node.iterancestors(*_SECTIONS):
        if (given := section.get("n")) and any(up is block for up in section.iterancestors()):
            return f"{shown}.{given}"
    return shown

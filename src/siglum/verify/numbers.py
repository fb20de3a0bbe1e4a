"""A document -> the number that each verse and each paragraph of it must bear.

The encoder's `@n`; else a count: of verses within a numbered stanza or a division, of paragraphs
within a division, after the numbers of the divisions around (guide, chapter 3).
"""

from __future__ import annotations

from collections import Counter
from itertools import islice

from lxml import etree

from siglum.verify.bases import Bases
from siglum.verify.tags import DIVISIONS, T, tags

VERSE = T + "l"
_PARAGRAPHS = tags("p ab u")
_HOLDERS = DIVISIONS | tags("body front back text floatingText TEI sourceDoc")
#: Paragraphs in these belong to something that is numbered, or to nothing that is read.
_WITHIN = tags(
    "item figure cell quote standOff sp listBibl person personGrp place org event object nym"
)
_BESIDE = tags("standOff teiHeader eg")


def numbers(root: etree._Element, bases: Bases) -> dict[etree._Element, str]:
    """Every verse and paragraph of the running text that has a number, and the number."""
    found: dict[etree._Element, str] = {}
    counts: dict[etree._Element, Counter[bool]] = {}
    begun: dict[etree._Element, etree._Element] = {}  # in what holds it, a verse that goes on
    for node in root.iter(VERSE, *_PARAGRAPHS):
        if any(True for _ in node.iterancestors(*_BESIDE)) or not bases.running(node):
            continue
        verse = node.tag == VERSE
        if not verse and any(True for _ in node.iterancestors(*_WITHIN)):
            continue
        stanza = None
        if verse:
            stanza = next((up for up in node.iterancestors(T + "lg") if up.get("n")), None)
        holder = stanza if stanza is not None else next(node.iterancestors(*_HOLDERS), root)
        counter = counts.setdefault(holder, Counter())
        given = node.get("n", "").strip()
        first = begun.pop(holder, None) if verse else None
        part = node.get("part", "").strip().upper()
        if verse and part in ("I", "M"):
            begun[holder] = node
        if first is not None and part in ("M", "F"):
            found[node] = given or found[first]  # a part of the same verse
            continue
        counter[verse] += 1
        if given:
            found[node] = given
        elif stanza is not None:
            found[node] = f"{stanza.get('n')}.{counter[verse]}"
        else:
            found[node] = str(counter[verse]) if verse else _cited(node, counter[verse])
    return found


def _cited(paragraph: etree._Element, counted: int) -> str:
    """How a text is cited: the numbers of its divisions, then that of the paragraph."""
    path = [up.get("n", "").strip() for up in paragraph.iterancestors(*DIVISIONS)][::-1]
    path = [number for number in path if number and not number.startswith("urn:")]
    parent = paragraph.getparent()
    some = parent.iterchildren(*_PARAGRAPHS) if parent is not None else ()
    alone = sum(1 for _ in islice(some, 2)) == 1
    if not (path and alone and parent is not None and parent.get("n")):
        path.append(str(counted))
    return ".".join(path)

"""A text as read from TEI -> where witnesses come and go of which a list says what they have.

The list names passages in `<citedRange>`, by pointers or as the text is cited (guide, «Who is
there»); of a witness that marks in the text speak of, it says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from siglum.config import CitationLevel
from siglum.verify.expected import Text
from siglum.verify.references import read_references
from siglum.verify.tags import BORDERS, LEM, RDG, WITNESS, XML_ID, T

_OF_A_BOOK = (
    "page", "pages", "pp", "p", "folio", "folios", "fol", "f", "leaf", "volume", "vol", "issue",
    "part", "quire", "column", "col",
)  # fmt: skip


def find_ranges(text: Text, levels: Sequence[CitationLevel]) -> None:
    """Add these borders to those that stand in the text."""
    told = [one for witness in text.labels.rank for one in _told(witness)]
    if not told:
        return
    known: dict[str, list[etree._Element]] = {}
    for node, number in text.numbers.items():
        known.setdefault(number, []).append(node)
    for passage in read_references(text, levels).passages:
        for name in passage.names:
            row = known.setdefault(name, [])
            if passage.element not in row:
                row.append(passage.element)
    for node in text.root.iter(etree.Element):
        if name := (node.get(XML_ID) or "").strip():
            known.setdefault(f"#{name}", [node])
    marked = {
        text.labels.element(token)
        for mark in text.root.iter(*BORDERS)
        for token in _sigla(mark).split()
    }
    for witness, start, end in told:
        first, last = (known.get(one, []) for one in (start, end))
        if witness in marked or len(first) != 1 or len(last) != 1:
            continue
        begin, stop = text.begins.get(first[0]), text.ends.get(last[0])
        if begin is None or stop is None or stop < begin:
            continue
        token = "#" + (witness.get(XML_ID) or witness.get("n") or "").strip()
        if begin:
            text.borders.append((begin, etree.Element(T + "witStart", {"wit": token})))
        if stop < text.words.length:
            text.borders.append((stop, etree.Element(T + "witEnd", {"wit": token})))


def _told(witness: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    for one in witness.iter(T + "citedRange"):
        first = (one.get("from") or "").strip()
        unit = (one.get("unit") or "").strip().lower().rstrip(".")
        of_text = first[:1] == "#" or (unit and unit not in _OF_A_BOOK)
        if first and of_text and next(one.iterancestors(WITNESS), None) is witness:
            yield witness, first, (one.get("to") or "").strip() or first


def _sigla(mark: etree._Element) -> str:
    around = next(mark.iterancestors(LEM, RDG), None)
    return mark.get("wit", "") or ("" if around is None else around.get("wit", ""))

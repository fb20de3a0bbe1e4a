"""A lemma, or what witnesses read instead -> the `<seg>` that stands for it in the text.

`<seg type="lemma" corresp="#entry …">` tells in `s:absent` who does not read it,
`<seg type="reading" corresp="#entry">` in `s:readers` who does.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

from siglum.apparatus.departures import variation_of
from siglum.apparatus.entries import APP, NOTES, shows_nothing
from siglum.apparatus.witnesses import Conspectus
from siglum.source.identity import ID, NORMAL
from siglum.source.namespaces import TEI
from siglum.source.spaces import remove_keeping_tail
from siglum.source.standing import base_element

_T = f"{{{TEI}}}"
SEG = f"{_T}seg"
#: The keys of the witnesses who do not read a fragment, and of those who read a reading.
ABSENT, READERS = f"{{{NORMAL}}}absent", f"{{{NORMAL}}}readers"
LEMMA, READING, OMISSION, POINT = "lemma", "reading", "omission", "point"


def fragment_of(entries: Iterable[str]) -> etree._Element:
    """A fragment of the lemma of some entries, without its words."""
    fragment = etree.Element(SEG)
    fragment.set("type", LEMMA)
    fragment.set("corresp", " ".join([f"#{name}" for name in entries]))
    return fragment


def reading_of(reading: etree._Element) -> etree._Element:
    """What is set into the text for a reading; whose it is, `tell_readers` says."""
    node = etree.Element(SEG)
    node.set("type", READING)
    node.text = reading.text
    for child in reading:
        node.append(deepcopy(child))
    if shows_nothing(reading):
        node.set("subtype", OMISSION)
    return node


def tell_absent(fragment: etree._Element, keys: Iterable[str]) -> None:
    """Tell a fragment who does not read it, in place."""
    if absent := sorted(keys):
        fragment.set(ABSENT, " ".join(absent))


def tell_readers(node: etree._Element, entry: str, readers: str) -> None:
    """Tell a reading in the text its entry and the keys of who reads it, in place."""
    node.set("corresp", f"#{entry}")
    node.set(READERS, readers)


def clean_reading(node: etree._Element, conspectus: Conspectus) -> None:
    """Leave the words of a witness's reading: no notes, no ids, inner entries as fragments."""
    for aside in list(node.iter(*NOTES, f"{_T}witDetail", f"{_T}wit")):
        if aside.getparent() is not None:
            remove_keeping_tail(aside)
    for inner in node.iterdescendants(etree.Element):
        inner.attrib.pop(ID, "")
    # one after the other, the outermost first: what it leaves holds copies of those inside it
    while (app := next(node.iterdescendants(APP), None)) is not None:
        _spread(app, conspectus)


def _spread(app: etree._Element, conspectus: Conspectus) -> None:
    """Replace an entry inside a witness's reading by what each witness has in it."""
    parent = app.getparent()
    if parent is None:
        return
    standing = base_element(app)
    variation = variation_of(app, conspectus)
    at = parent.index(app)
    pieces: list[etree._Element] = []
    if standing is not None:
        base = etree.Element(SEG)
        base.set("type", "part")
        base.set(ABSENT, " ".join(sorted(variation.departing)))
        base.text = standing.text
        base.extend([deepcopy(child) for child in standing])
        pieces.append(base)
    for reading, readers in variation.readings:
        pieces.append(reading_of(reading))
        tell_readers(pieces[-1], "", " ".join(readers))
    tail, app.tail = app.tail, None
    parent.remove(app)
    for offset, piece in enumerate(pieces):
        parent.insert(at + offset, piece)
    if pieces:
        pieces[-1].tail = tail
    elif tail:
        before = parent[at - 1] if at else None
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail

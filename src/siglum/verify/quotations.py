"""A `<TEI>` -> the same, its quotations made into entries as an editor would encode them.

The guide («Quotations») says what a quotation is and what its entry has: its words as a lemma, then
the names of what `@source` points to, references, and the works beside it in a `<cit>`.
"""

from __future__ import annotations

from lxml import etree

from siglum.source.trees import all_text
from siglum.verify.sigla import Labels
from siglum.verify.tags import APP, LEM, T, tags

#: The type of these entries.
ENTERED = "@quotation"
_PLAIN = tags("quote q said seg")
_IN_CIT = tags("quote q said seg lg l p ab")
_WORKS = tags("bibl biblStruct biblFull")
_ELSEWHERE = tags(
    "note noteGrp rdg witDetail figDesc teiHeader standOff listBibl bibl listWit entry entryFree"
)


def enter_quotations(root: etree._Element, labels: Labels) -> None:
    """Make the entries, in place."""
    for node in [one for one in root.iter(etree.Element) if one.tag != T + "cit"]:
        if any(up.tag in _ELSEWHERE for up in node.iterancestors()) or not _says(node):
            continue
        up = node.getparent()
        cit = up if up is not None and up.tag == T + "cit" else None
        if cit is not None:
            quoted = [one for one in cit if one.tag in _IN_CIT and _says(one)]
            quoted += [one for one in cit if one.tag == T + "ref" and _says(one)]
            if not quoted or quoted[0] is not node:
                continue
        elif node.tag not in _PLAIN:
            continue
        notes, gone = _notes(node, cit, labels)
        if not notes:
            continue
        for one in gone:
            _take_out(one)
        if cit is not None:
            cit.text = cit.text if (cit.text or "").strip() else None
            last = cit[-1]
            if not (last.tail or "").strip():
                last.tail = None
                if not (cit.tail or "")[:1].isalnum():
                    _end(cit)
        entry = etree.Element(APP, {"type": ENTERED})
        words = etree.SubElement(entry, LEM)
        words.text = node.text
        for child in list(node):
            words.append(child)
        node.text = None
        for note in notes:
            entry.append(note)
        node.append(entry)


def _notes(
    node: etree._Element, cit: etree._Element | None, labels: Labels
) -> tuple[list[etree._Element], list[etree._Element]]:
    """What the entry says, and what therefore is no part of the text any more."""
    said: list[etree._Element] = []
    gone: list[etree._Element] = []
    sources = [*node.get("source", "").split()]
    if cit is not None:
        sources += cit.get("source", "").split()
    said += [_note(labels.names(one)[0]) for one in sources]
    references = [
        one
        for one in node.iter(T + "ref")
        if one.get("cRef") and (one is node or _nearest(one) is node)
    ]
    references.sort(key=lambda one: one is node)
    works: list[etree._Element] = []
    around = list(cit) if cit is not None else [node.getnext()]
    for one in around:
        if one is None or one is node:
            continue
        if one.tag == T + "ref" and one.get("cRef"):
            if cit is not None or not (node.tail or "").strip():
                works.append(one)
        elif cit is not None and one.tag in _WORKS and _says(one):
            works.append(one)
    for one in (*references, *works):
        if one.tag == T + "ref":
            said.append(_note(one.get("cRef", "")))
            if not _says(one):
                gone.append(one)
            continue
        note = etree.Element(T + "note")
        _take_out(one)
        note.append(one)
        said.append(note)
    return said, gone


def _nearest(ref: etree._Element) -> etree._Element | None:
    return next((up for up in ref.iterancestors() if up.tag in _PLAIN or up.tag == T + "cit"), None)


def _note(words: str) -> etree._Element:
    note = etree.Element(T + "note")
    note.text = words
    return note


def _says(node: etree._Element) -> bool:
    return bool(all_text(node).strip())


def _end(node: etree._Element) -> None:
    """No space before what follows the last word of an element, unless an entry stands there."""
    if not len(node):
        node.text = (node.text or "").rstrip()
        return
    last = node[-1]
    last.tail = (last.tail or "").rstrip()
    if not last.tail and last.tag != APP:
        _end(last)


def _take_out(node: etree._Element) -> None:
    """Take an element away; the words behind it stay."""
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return
    tail, node.tail = node.tail or "", None
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(node)

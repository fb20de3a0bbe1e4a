"""An `<app>` in the sentence itself -> its base reading between two points, and the entry apart.

Parallel segmentation (TEI Guidelines 13.2.3): what stands in the text is what the lemma holds.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from siglum.apparatus.entries import APP, NOTES
from siglum.apparatus.points import Placed, points
from siglum.source.identity import ID
from siglum.source.spaces import remove_keeping_tail
from siglum.source.standing import base_element
from siglum.source.vocabulary import BREAKS


def take_inline(app: etree._Element) -> Placed:
    """Replace `app` by its base reading between two points; the entry stands apart then.

    What is in the base reading stays in the text, with its identifiers; the entry has a copy of it.
    """
    start, end = points()
    base = base_element(app)
    end.tail, app.tail = app.tail, None
    app.addprevious(start)
    if base is not None:
        start.tail = base.text
        inside = list(base)
        copies = [deepcopy(node) for node in inside]
        for node in inside:
            app.addprevious(node)
        base.extend(copies)
    app.addprevious(end)
    parent = app.getparent()
    assert parent is not None, "the caller has seen the parent"
    parent.remove(app)
    if base is not None:
        if len(base):
            _clear(base)
        _trim(base)
    return Placed(app, start, end)


def _clear(base: etree._Element) -> None:
    """Take out of a base reading what belongs to the text and is shown there.

    Notes, page breaks, entries inside it, and the identifiers of its elements.
    """
    for inner in list(base.iter(APP)):
        if inner.get("from"):
            remove_keeping_tail(inner)
        else:
            flatten(inner)
    for aside in list(base.iter(*NOTES, *BREAKS)):
        if aside.getparent() is not None:
            remove_keeping_tail(aside)
    for node in base.iterdescendants(etree.Element):
        node.attrib.pop(ID, "")


def _trim(reading: etree._Element) -> None:
    """Spaces at the edges of a lemma part words of the text; in the entry they part nothing."""
    reading.text = (reading.text or "").lstrip() or None
    if len(reading):
        reading[-1].tail = (reading[-1].tail or "").rstrip() or None
    else:
        reading.text = (reading.text or "").rstrip() or None


def flatten(app: etree._Element) -> None:
    """Replace an `<app>` by the content of its base reading, in place."""
    parent = app.getparent()
    if parent is None:
        return
    base = base_element(app)
    at = parent.index(app)
    before = app.getprevious()
    text = (base.text or "") if base is not None else ""
    inside = [] if base is None else list(base)
    tail, app.tail = app.tail or "", None
    parent.remove(app)
    if inside:
        inside[-1].tail = (inside[-1].tail or "") + tail
    else:
        text += tail
    if before is not None:
        before.tail = (before.tail or "") + text or None
    else:
        parent.text = (parent.text or "") + text or None
    for offset, node in enumerate(inside):
        parent.insert(at + offset, node)

"""How entries are tied to the text -> findings: methods that contradict, words that run together.

The method is told by the entries themselves, whatever the header declares (`encodings`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from siglum.apparatus.entries import APP, LEM, RDG, Entry, Reading
from siglum.checks.survey import Survey
from siglum.checks.telling import elsewhere, short
from siglum.findings import Finding, found
from siglum.source.namespaces import TEI
from siglum.source.standing import Prefer, base_element
from siglum.source.vocabulary import BLOCKS, BREAKS, ELEMENT_ONLY, OWN_FLOW, STANDING, names

_T: Final = f"{{{TEI}}}"
_LISTS: Final = names("listApp standOff")
_METHODS: Final = {
    "parallel-segmentation": "with readings in the text (parallel segmentation)",
    "double-end-point": "attached with @from and @to",
    "location-referenced": "by a place (@loc)",
}
#: If fewer entries than this share follow the method declared, it is not theirs.
_FEW: Final = 0.1


def check_methods(survey: Survey) -> list[Finding]:
    """Findings `app.…` about the method of encoding (TEI Guidelines 13.2)."""
    entries = [
        entry for entry in survey.document.entries if next(entry.all_readings(), None) is not None
    ]
    if not entries:
        return []
    listed = {
        entry.element
        for entry in entries
        if next(entry.element.iterancestors(*_LISTS), None) is not None
    }
    return [*_declared(survey, entries, listed), *_run_together(survey, entries, listed)]


def _declared(
    survey: Survey, entries: list[Entry], listed: set[etree._Element]
) -> Iterator[Finding]:
    counts = {
        "parallel-segmentation": sum(
            1 for e in entries if e.element not in listed and not e.element.get("from")
        ),
        "double-end-point": sum(1 for e in entries if e.element.get("from")),
        "location-referenced": sum(
            1
            for e in entries
            if e.element.get("loc") or (e.element in listed and not e.element.get("from"))
        ),
    }
    likely = max(counts, key=counts.__getitem__)
    place = survey.document.tree.place
    declared = _variant_encoding(survey)
    if declared is None:
        told = (
            "the header has no <variantEncoding>; siglum takes the entries as encoded "
            f"{_METHODS[likely]}"
        )
        inside = "internal" if likely == "parallel-segmentation" else "external"
        hint = f'write into encodingDesc: <variantEncoding method="{likely}" location="{inside}"/>'
        header = survey.document.tei.find(f"{_T}teiHeader")
        at = entries[0].element if header is None else header
        yield found("app.no-variant-encoding", place(at), told, hint)
        return
    method, location = declared.get("method", ""), declared.get("location", "")
    if method in counts and counts[method] < _FEW * len(entries):
        told = (
            f"the header declares {method}, but the entries are encoded {_METHODS[likely]} "
            f"({counts[likely]} of {len(entries)})"
        )
        hint = f'write method="{likely}"; siglum reads each entry as it is'
        yield found("app.method-mismatch", place(declared, "method"), told, hint)
    if method == "parallel-segmentation" and location == "external":
        told = "parallel segmentation cannot be external: its readings stand in the text"
        hint = 'write location="internal", or the method that is meant'
        yield found("app.external-parallel", place(declared, "location"), told, hint)


def _variant_encoding(survey: Survey) -> etree._Element | None:
    """The declaration of the document, else that of the corpus it belongs to."""
    if own := survey.named.get("variantEncoding"):
        return own[0]
    for corpus in survey.document.tei.iterancestors(f"{_T}teiCorpus"):
        for header in corpus.iterchildren(f"{_T}teiHeader"):
            if (one := next(header.iter(f"{_T}variantEncoding"), None)) is not None:
                return one
    return None


# --- words that run together ------------------------------------------------------------------


def _run_together(
    survey: Survey, entries: list[Entry], listed: set[etree._Element]
) -> Iterator[Finding]:
    """Readings whose spaces part words, though siglum takes them for layout.

    The edges of a lemma part words of the text, whoever reads on there: where it has a space,
    none is missing. Spaces at the edges of other readings are layout, unless the reading and the
    word of the text beside it would then be one word. A line end is always layout. Additions, which
    stand in the place of nothing, are parted from the text without any space of their own.
    """
    prefer = survey.document.prefer
    told: list[tuple[Reading, str, str]] = []
    for entry in entries:
        app = entry.element
        if app.get("from") or app in listed:
            continue
        base = entry.base
        if base is None or not base.text:
            continue
        lead, trail = _edges(base.element)
        for reading in entry.all_readings():
            if reading is base or not reading.text:
                continue
            before, after = _edges(reading.element)
            if not (before or after) or _is_aside(app):
                continue
            if after and not trail and (word := _word_after(app, prefer)):
                told.append((reading, reading.text.split()[-1], word))
            elif before and not lead and (word := _word_before(app, prefer)):
                told.append((reading, word, reading.text.split()[0]))
    if told:
        reading, one, other = told[0]
        witnesses = survey.document.conspectus.witnesses
        siglum = next((short(witnesses[key].siglum) for key in reading.witnesses), "")
        whose = f"in the text of witness {siglum}, " if siglum else "in this reading "
        said = f"{whose}{short(one)} and {short(other)} run together"
        hint = (
            "spaces at the edges of a reading are layout: set the space outside of the entry, "
            "or into the lemma too"
        )
        place = survey.document.tree.place(reading.element)
        yield found("app.space-asymmetry", place, said + elsewhere(len(told)), hint)


def _edges(element: etree._Element) -> tuple[str, str]:
    """The white space at both edges of a reading, where no line ends in it."""
    text = element.text or ""
    last = (element[-1].tail or "") if len(element) else text
    lead = text[: len(text) - len(text.lstrip())]
    trail = last[len(last.rstrip()) :]
    return ("" if "\n" in lead else lead), ("" if "\n" in trail else trail)


def _is_aside(app: etree._Element) -> bool:
    return next(app.iterancestors(RDG, *OWN_FLOW), None) is not None


def _word_after(app: etree._Element, prefer: Prefer) -> str:
    """The word of the text that begins right after `app`; empty if none does."""
    node = app
    while True:
        if node.tail:
            return _first_word(node.tail)
        following = node.getnext()
        if following is None:
            parent = node.getparent()
            if parent is None or parent.tag in BLOCKS | ELEMENT_ONLY | {LEM, RDG}:
                return ""
            node = parent
            continue
        node = following
        if (text := _content(following, prefer)) is not None:
            return _first_word(text)


def _word_before(app: etree._Element, prefer: Prefer) -> str:
    """The word of the text that ends right before `app`; empty if none does."""
    node = app
    while True:
        previous = node.getprevious()
        if previous is not None:
            if previous.tail:
                return _last_word(previous.tail)
            if (text := _content(previous, prefer)) is not None:
                return _last_word(text)
            node = previous
            continue
        parent = node.getparent()
        if parent is None:
            return ""
        if parent.text:
            return _last_word(parent.text)
        if parent.tag in BLOCKS | ELEMENT_ONLY | {LEM, RDG}:
            return ""
        node = parent


def _content(node: etree._Element, prefer: Prefer) -> str | None:
    """What `node` says in the running text; None if nothing, a space where it parts words."""
    if node.tag in OWN_FLOW or callable(node.tag):
        return None
    if node.tag in BREAKS:
        return None if node.get("break") == "no" else " "
    if node.tag in BLOCKS or node.tag in STANDING:
        return " "
    base = base_element(node, prefer) if node.tag == APP else node
    text = "" if base is None else "".join(str(part) for part in base.itertext())
    return text or None


def _first_word(text: str) -> str:
    return text.split(maxsplit=1)[0] if text[0].isalnum() else ""


def _last_word(text: str) -> str:
    return text.rsplit(maxsplit=1)[-1] if text[-1].isalnum() else ""

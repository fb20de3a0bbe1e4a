"""What witness lists say of how much of the text a witness has -> findings: what cannot be so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from siglum.apparatus.extents import (
    Extent,
    by_reference,
    finder,
    marked_witnesses,
    read_extents,
    tell_extents,
)
from siglum.checks.survey import Survey
from siglum.checks.telling import elsewhere
from siglum.findings import Finding, found
from siglum.source.vocabulary import names

_NUMBERED: Final = names("l p ab lg div div1 div2 div3 u")


def check_extents(survey: Survey) -> Iterator[Finding]:
    """Findings `extent.…` of what lists say (TEI Guidelines 3.12.2.5)."""
    conspectus = survey.document.conspectus
    for extent in _read(survey):
        siglum = conspectus.witnesses[extent.key].siglum
        place = survey.document.tree.place(extent.element)
        if lost := _lost(extent, sure=bool(survey.document.citation.trees)):
            told = f'"{siglum}" is said to have {_told(extent)}, but the text has no "{lost}"'
            hint = "correct @from or @to: as the text is cited, or # and an xml:id"
            yield found("extent.not-found", place, told, hint)
        elif (span := _span(survey, extent)) and span[1] < span[0]:
            told = f'"{siglum}" is said to have {_told(extent)}, which ends before it begins'
            yield found("extent.reversed", place, told, "exchange @from and @to")
    yield from _cited_outside(survey, listed_spans(survey))


def listed_spans(survey: Survey) -> dict[str, list[tuple[int, int]]]:
    """From which element to which each witness has text whose extent a list tells.

    Not those whom marks in the text speak of.
    """
    having: dict[str, list[tuple[int, int]]] = {}
    for extent in _read(survey):
        if (span := _span(survey, extent)) and span[0] <= span[1]:
            having.setdefault(extent.key, []).append(span)
    marked = marked_witnesses(survey.document.tei, survey.document.conspectus) if having else ()
    return {key: spans for key, spans in having.items() if key not in marked}


def _read(survey: Survey) -> Iterator[Extent]:
    conspectus = survey.document.conspectus
    if not tell_extents(conspectus):
        return
    trees = survey.document.citation.trees
    pairs = [(passage.ref, passage.element) for tree in trees for passage, *_ in tree.walk()]
    if not trees:
        pairs = [(one.get("n", ""), one) for one in survey.document.tei.iter(*_NUMBERED)]
    yield from read_extents(conspectus, finder(survey.ids, by_reference(pairs)))


def _span(survey: Survey, extent: Extent) -> tuple[int, int] | None:
    if extent.start is None or extent.end is None:
        return None
    return survey.number(extent.start), _last(survey, extent.end)


def _cited_outside(survey: Survey, having: dict[str, list[tuple[int, int]]]) -> Iterator[Finding]:
    outside: dict[str, list[etree._Element]] = {}
    for entry in survey.document.entries if having else ():
        for reading in entry.all_readings():
            if not reading.text or reading.element.get("hand"):
                continue
            at = survey.number(reading.element)
            for key in reading.witnesses:
                if key in having and not any(a <= at <= b for a, b in having[key]):
                    outside.setdefault(key, []).append(reading.element)
    for key, readings in outside.items():
        siglum = survey.document.conspectus.witnesses[key].siglum
        told = f'"{siglum}" is cited where, as its list says, it has no text'
        hint = "take out the siglum, or correct the <citedRange> of the witness"
        place = survey.document.tree.place(readings[0])
        yield found("extent.cited-outside", place, told + elsewhere(len(readings)), hint)


def _lost(extent: Extent, *, sure: bool) -> str:
    """The end that is nowhere, if that is certain.

    Without a system of references, numbers may be those that are counted.
    """
    for name, node in zip(extent.ends, (extent.start, extent.end), strict=True):
        if node is None and (sure or name.startswith("#")):
            return name
    return ""


def _told(extent: Extent) -> str:
    first, last = extent.ends
    unit = extent.element.get("unit", "")
    return " ".join(filter(None, (unit, first if first == last else f"{first} to {last}")))


def _last(survey: Survey, element: etree._Element) -> int:
    """The number of the last element within another one."""
    while (child := next(element.iterchildren("*", reversed=True), None)) is not None:
        element = child
    return survey.number(element)

"""Entries inside entries, and readings of several levels -> findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lxml import etree

from siglum.apparatus.entries import APP, LEM, RDG, Entry, Reading
from siglum.checks.survey import Survey
from siglum.checks.telling import elsewhere, listed, short
from siglum.findings import Finding, Severity, found
from siglum.source.namespaces import TEI
from siglum.source.vocabulary import names

#: More levels than this are hard to read, in the source and in print.
_DEEP: Final = 3
_BLOCKS: Final = names("p ab lg l div div1 div2 div3 list table sp")
_BREAKS: Final = names("pb cb lb")
_ASIDE: Final = names("note noteGrp witDetail")
_TEI: Final = f"{{{TEI}}}"


def check_nesting(survey: Survey) -> list[Finding]:
    """Findings `app.…` about entries in entries and what readings hold (Guidelines 13.1.2)."""
    findings: list[Finding] = []
    by_element = {entry.element: entry for entry in survey.document.entries}
    deep: list[etree._Element] = []
    one_sided: list[tuple[etree._Element, str]] = []
    for entry in survey.document.entries:
        around = next(entry.element.iterancestors(LEM, RDG), None)
        if around is not None:
            outer = by_element.get(next(around.iterancestors(APP), around))
            if outer is not None:
                findings += _foreign(survey, entry, outer, around)
            if sum(1 for _ in entry.element.iterancestors(APP)) == _DEEP:
                deep.append(entry.element)
        readings = [reading for reading in entry.all_readings() if len(reading.element)]
        if readings:
            findings += _levels(survey, entry)
            one_sided += _breaks(entry)
    if deep:
        told = f"entries stand in each other more than {_DEEP} deep{elsewhere(len(deep))}"
        hint = "shorter lemmata, or entries attached with @from and @to, are easier to read"
        findings.append(found("app.depth", survey.document.tree.place(deep[0]), told, hint))
    if one_sided:
        mark, name = one_sided[0]
        told = f"this <{name}/> stands in one reading of the entry only{elsewhere(len(one_sided))}"
        hint = f'say whose it is, as in <{name} edRef="#A"/>, or set it before the entry'
        place = survey.document.tree.place(mark)
        findings.append(found("app.milestone-one-side", place, told, hint))
    return findings


def _foreign(
    survey: Survey, entry: Entry, outer: Entry, around: etree._Element
) -> Iterator[Finding]:
    """Witnesses that read something inside a reading which is not theirs.

    Nothing is wrong where the reading around is a conjecture, or where the words are those that
    the witness has in the outer entry too.
    """
    members = survey.members
    inside: frozenset[str] = frozenset()
    owners: dict[str, Reading] = {}
    for reading in outer.all_readings():
        keys = members.of(reading.witnesses)
        if reading.element is around:
            inside = keys
        elif not reading.element.get("hand") and not reading.element.get("varSeq"):
            for key in keys:
                owners.setdefault(key, reading)
    if not owners or (not inside and (around.get("source") or around.get("resp"))):
        return
    witnesses = survey.document.conspectus.witnesses
    for reading in entry.all_readings():
        if reading.element.get("hand"):
            continue
        words = reading.text.split()
        strange = [
            key
            for key in witnesses
            if key in owners
            and key not in inside
            and key in members.of(reading.witnesses)
            and (not words or not set(words) <= set(owners[key].text.split()))
        ]
        if not strange:
            continue
        sigla = listed(witnesses[key].siglum for key in strange)
        one = len(strange) == 1
        told = (
            f"{sigla} {'reads' if one else 'read'} {short(reading.text)} here, inside a reading of "
            f"others: in the entry around, {short(witnesses[strange[0]].siglum)} has "
            f"{short(owners[strange[0]].text)}"
        )
        hint = "correct the sigla in one of the two entries, the inner or the outer one"
        place = survey.document.tree.place(reading.element, "wit")
        finding = found("app.nested-foreign-witness", place, told, hint)
        # Without sigla the lemma around may be everybody's
        yield finding if inside else replace(finding, severity=Severity.INFO)


def _levels(survey: Survey, entry: Entry) -> Iterator[Finding]:
    """Paragraphs or lines in one reading, bare words in another: the text has no one shape."""
    blocks: Reading | None = None
    words: Reading | None = None
    for reading in entry.all_readings():
        if any(child.tag in _BLOCKS for child in reading.element):
            blocks = blocks or reading
        elif reading.text:
            words = words or reading
    if blocks is None or words is None:
        return
    block = next(child for child in blocks.element if child.tag in _BLOCKS)
    name = etree.QName(block).localname
    told = (
        f"one reading has a <{name}>, another bare words: {short(blocks.text)} and "
        f"{short(words.text)}"
    )
    hint = f"put the words into a <{name}> too, or the entry inside of the <{name}>"
    yield found("app.mixed-levels", survey.document.tree.place(words.element), told, hint)


def _breaks(entry: Entry) -> Iterator[tuple[etree._Element, str]]:
    """Page, column and line breaks that one reading has and no other, without saying whose."""
    marks: dict[str, dict[int, etree._Element]] = {}
    every = 0
    for number, reading in enumerate(entry.all_readings()):
        every += bool(reading.text)
        if not len(reading.element):
            continue
        for mark in reading.element.iter(*_BREAKS):
            if mark.get("ed") or mark.get("edRef"):
                continue
            if next(mark.iterancestors(LEM, RDG, *_ASIDE)) is reading.element:
                marks.setdefault(str(mark.tag), {}).setdefault(number, mark)
    for tag, by_reading in marks.items():
        if every > 1 and len(by_reading) == 1:
            yield next(iter(by_reading.values())), tag.removeprefix(_TEI)

"""Entries that name a line (@loc) -> findings: lines that are not there, order, foreign lemmata.

Where an entry belongs is what `apparatus.locating` finds, here in the document as read; it places
entries by the same rules (TEI Guidelines 13.2.1).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from siglum.apparatus.entries import APP, Entry
from siglum.apparatus.lemmata import PASSAGE
from siglum.apparatus.locating import Located, Locator
from siglum.apparatus.points import ASIDE, Listed, is_inside
from siglum.checks.stretches import nearest
from siglum.checks.survey import Survey
from siglum.checks.telling import elsewhere, short
from siglum.findings import Finding, found

#: For so many lemmata that are not in their line similar words are looked for.
_MANY = 50


def check_locations(survey: Survey) -> Iterator[Finding]:
    """Findings `app.loc-…` and, for entries with @loc, `app.lem-not-in-base` of one document."""
    document = survey.document
    entries: dict[etree._Element, Entry] = {}
    apart: set[etree._Element] = set()
    is_listed = Listed()
    for entry in document.entries:
        app = entry.element
        if "loc" not in app.attrib and "from" not in app.attrib:
            continue
        if is_inside(app, ASIDE | {APP}):
            continue
        if app.get("from"):
            apart.add(app)
        elif is_listed(app):
            entries[app] = entry
    if not entries:
        return
    apart |= {entry.element for entry in document.entries if is_listed(entry.element)}
    locator = Locator(document.tei, apart, prefer=document.prefer)
    located = locator.locate(list(entries))
    yield from _lost(survey, located)
    yield from _alike(survey, located)
    yield from _order(survey, located)
    yield from _foreign(survey, located, entries, locator)


def _lost(survey: Survey, located: list[Located]) -> Iterator[Finding]:
    """Numbers of no line. If most are, the document counts in a way that siglum does not know."""
    told_of: dict[str, list[etree._Element]] = {}
    for one in located:
        if one.passage is None:
            told_of.setdefault(one.loc, []).append(one.app)
    place = survey.document.tree.place
    if 2 * len(told_of) > len({one.loc for one in located}) > 2:
        loc, apps = next(iter(told_of.items()))
        count = sum(map(len, told_of.values()))
        told = f"loc={short(loc)} is the number of no line or part of the text{elsewhere(count)}"
        hint = "number lines with @n as the entries name them; until then these stay in their list"
        yield found("app.loc-unresolved", place(apps[0], "loc"), told, hint)
        return
    for loc, apps in told_of.items():
        told = f"loc={short(loc)} is the number of no line or part of the text"
        hint = "correct it, or number the line with @n"
        yield found("app.loc-unresolved", place(apps[0], "loc"), told + elsewhere(len(apps)), hint)


def _alike(survey: Survey, located: list[Located]) -> Iterator[Finding]:
    """Numbers of several lines that nothing tells apart."""
    doubtful = [one for one in located if one.alike]
    if doubtful:
        one = doubtful[0]
        told = f"{one.alike + 1} lines or parts of the text have the number {short(one.loc)}"
        hint = 'write the number of the part too, as in loc="2.1"'
        place = survey.document.tree.place(one.app, "loc")
        yield found("app.loc-ambiguous", place, told + elsewhere(len(doubtful)), hint)


def _order(survey: Survey, located: list[Located]) -> Iterator[Finding]:
    """Entries of one list that go back in the text."""
    last: dict[etree._Element | None, tuple[int, str]] = {}
    back: list[tuple[Located, str]] = []
    for one in located:
        if one.passage is None:
            continue
        holder, rank = one.app.getparent(), one.passage.first.rank
        before, loc = last.get(holder, (0, ""))
        if rank < before:
            back.append((one, loc))
        last[holder] = (rank, one.loc)
    if back:
        one, loc = back[0]
        told = f"this entry, on {short(one.loc)}, follows one on {short(loc)}"
        place = survey.document.tree.place(one.app, "loc")
        hint = "put the entries in the order of the text"
        yield found("app.loc-order", place, told + elsewhere(len(back)), hint)


def _foreign(
    survey: Survey,
    located: list[Located],
    entries: dict[etree._Element, Entry],
    locator: Locator,
) -> Iterator[Finding]:
    """Lemmata that are not in their line, if nearly all others of the document are."""
    compared, foreign = 0, []
    for one in located:
        lemma = entries[one.app].lemma
        if one.passage is not None and lemma is not None and lemma.text:
            compared += 1
            if one.span is None:
                foreign.append((one, lemma))
    if 5 * len(foreign) > compared:
        return
    for count, (one, lemma) in enumerate(foreign):
        told = f"the lemma {short(lemma.text)} does not stand in {short(one.loc)}"
        near = nearest(lemma.text, locator.words(one, PASSAGE)) if count < _MANY else ""
        hint = f"there stands {short(near)}; " if near else ""
        hint += "correct the lemma, or @loc of the entry"
        place = survey.document.tree.place(lemma.element)
        yield found("app.lem-not-in-base", place, told, hint)

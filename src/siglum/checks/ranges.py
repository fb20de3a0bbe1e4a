"""Entries tied to the text by @from and @to -> findings: ends that are missing, wrong or crossed.

An end may be any element of the same document; where it puts the entry is what
`apparatus.encodings` does (TEI Guidelines 13.2.2). A pointer is followed once for all entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from siglum.apparatus.attaching import WORDS, Targets, numbered
from siglum.apparatus.entries import APP, Entry
from siglum.apparatus.points import ASIDE, LISTS, POINTS, Listed, is_inside
from siglum.checks.guessing import Guesser
from siglum.checks.stretches import SIDES, Point, Stretches, is_the_text, read_stretches
from siglum.checks.survey import Survey
from siglum.checks.telling import elsewhere, short
from siglum.findings import Finding, found
from siglum.source.namespaces import TEI

_T = f"{{{TEI}}}"
_TEXT, _HEADER = f"{_T}text", f"{_T}teiHeader"
#: Another document, a scheme of XPointer or of a project: siglum does not follow them.
_ELSEWHERE = re.compile(r"[()/:\s]|\.xml\b|.#")
#: An entry on a longer stretch speaks of a passage as a whole; its lemma is not compared.
_PASSAGE = 20_000


@dataclass(slots=True)
class _Range:
    """An entry with the elements at its ends, and where they put it in the text."""

    entry: Entry
    listed: bool
    first: etree._Element | None = None
    last: etree._Element | None = None
    start: Point | None = None
    end: Point | None = None
    text: str = ""


def check_ranges(survey: Survey) -> Iterator[Finding]:
    """Findings `app.from-…`, `app.to-…`, `app.range-…` and the like of one document."""
    attached: list[_Range] = []
    loose: list[Entry] = []
    is_listed = Listed()
    for entry in survey.document.entries:
        if "from" in entry.element.attrib:
            attached.append(_Range(entry, is_listed(entry.element)))
        elif "to" in entry.element.attrib:
            loose.append(entry)
    if loose:
        told = f"this entry has @to and no @from{elsewhere(len(loose))}"
        hint = "add @from, the beginning of its words; or take out @to if they stand in its lemma"
        place = survey.document.tree.place(loose[0].element, "to")
        yield found("app.to-without-from", place, told, hint)
    yield from _without_place(survey, len(attached))
    if not attached:
        return
    yield from _targets(survey, attached)
    tei = survey.document.tei
    ends = {end for one in attached for end in (one.first, one.last) if end is not None}
    ends |= {one.entry.element for one in attached}
    apart = frozenset(one.entry.element for one in attached if one.listed)
    prefer = survey.document.prefer
    stretches = read_stretches(tei, ends, apart, prefer=prefer)
    differing: list[_Range] = []
    yield from _stretches(survey, attached, stretches, differing)
    for side in SIDES if differing else ():
        other = read_stretches(tei, ends, apart, side, prefer)
        differing = [one for one in differing if not _agrees(one, other)]
    yield from _differing(survey, differing)
    yield from _among_each_other(survey, attached)


# --- pointers ---------------------------------------------------------------------------------


def _targets(survey: Survey, attached: list[_Range]) -> Iterator[Finding]:
    """Follow @from and @to of every entry, and tell what leads nowhere."""
    wrong: dict[tuple[str, str], list[etree._Element]] = {}
    guesser = Guesser(survey.ids)
    words = (word for word in survey.document.tei.iter(*WORDS))
    targets = Targets(survey.ids, numbered(words), survey.document.files)
    for one in attached:
        app = one.entry.element
        for name in ("from", "to"):
            value = app.get(name, "").strip()
            target = targets.find(value) if value else None
            if name in app.attrib and (target is None or value in survey.ids):
                wrong.setdefault((name, value), []).append(app)
            element = None if target is None or target.is_part else target.element
            if name == "from":
                one.first = element
            else:
                one.last = element
    for (name, value), apps in wrong.items():
        place = survey.document.tree.place(apps[0], name)
        bare = value.removeprefix("#")
        if bare in survey.ids:
            told = f"@{name} is {short(value)}, which lacks the # of a pointer"
            yield found(
                "app.pointer-scheme", place, told + elsewhere(len(apps)), f'write "#{bare}"'
            )
        elif _ELSEWHERE.search(bare):
            told = f"@{name} is {short(value)}, which siglum does not follow"
            hint = 'put an <anchor xml:id="…"/> into the text and point to it: "#…"'
            yield found("app.pointer-scheme", place, told + elsewhere(len(apps)), hint)
        else:
            told = f"@{name} points to {short(value)}, which no element has as its xml:id"
            if not bare:
                told = f"@{name} is empty"
            near = guesser.near(bare)
            hint = (
                f'did you mean "#{near}"?' if near else "correct it, or give that place the xml:id"
            )
            code = "app.from-dangling" if name == "from" else "app.to-dangling"
            yield found(code, place, told + elsewhere(len(apps)), hint)


def _without_place(survey: Survey, attached: int) -> Iterator[Finding]:
    """Entries that nothing ties to the text, where the document says or shows that they should."""
    methods = {one.get("method") for one in survey.named.get("variantEncoding", ())}
    located = sum(1 for _ in survey.bearers.get("loc", ()))
    if not attached and not located:
        return  # another method in fact: that is told once, of the whole document
    bare = []
    is_listed = Listed()
    for entry in survey.document.entries:
        app = entry.element
        if "from" in app.attrib or "loc" in app.attrib or "to" in app.attrib:
            continue
        if next(entry.all_readings(), None) is None:
            continue  # a remark on the text as a whole
        if next(app.iterancestors(APP), None) is None and is_listed(app):
            bare.append(app)
    if not bare or (not methods and len(bare) * 4 > attached + located):
        return
    place = survey.document.tree.place
    if attached >= located:
        told = (
            f"nothing says to which words this entry belongs: it has no @from{elsewhere(len(bare))}"
        )
        hint = 'add @from and @to, which point to the ends of its words: from="#a1" to="#a2"'
        yield found("app.no-from", place(bare[0]), told, hint)
    else:
        told = (
            f"nothing says to which line this entry belongs: it has no @loc{elsewhere(len(bare))}"
        )
        yield found("app.no-loc", place(bare[0]), told, 'add @loc with the line: loc="12"')


# --- ranges -----------------------------------------------------------------------------------


def _stretches(
    survey: Survey, attached: list[_Range], stretches: Stretches, differing: list[_Range]
) -> Iterator[Finding]:
    """Put every entry into the text, and look at what it comes to stand on.

    Those whose lemma is not what stands there are added to `differing`.
    """
    document = survey.document
    compared = 0
    for one in attached:
        app = one.entry.element
        if is_inside(app, ASIDE):
            continue  # it speaks of the note, or the description, that it stands in
        place = document.tree.place
        outside = next((end for end in (one.first, one.last) if _is_aside(end, stretches)), None)
        if outside is not None:
            if next(outside.iterancestors(_HEADER), None) is None:
                name = "from" if outside is one.first else "to"
                around = next(outside.iterancestors(*ASIDE, *LISTS))
                told = (
                    f"@{name} leads into a <{etree.QName(around).localname}>, "
                    "which is no part of the running text"
                )
                hint = "move the anchor to the words of the text"
                yield found("app.range-in-apparatus", place(app, name), told, hint)
            continue
        if one.first is None or (one.last is None and "to" in app.attrib):
            continue
        one.start, one.end = _points(one, stretches)
        if one.start is None or one.end is None:
            continue
        if one.last is not None and one.end.rank < one.start.rank:
            told = f'@to ("{app.get("to")}") stands before @from ("{app.get("from")}") in the text'
            yield found("app.range-reversed", place(app, "to"), told, "exchange the two")
            one.start = one.end = None
            continue
        if one.last is not None and (what := _crossed(one.first, one.last)):
            told = f"@from and @to lie in two different {what}"
            hint = "correct one of them: an entry speaks of one text"
            yield found("app.range-crosses-text", place(app, "to"), told, hint)
            one.start = one.end = None
            continue
        lemma = one.entry.lemma
        if lemma is None or not lemma.text or one.end.offset - one.start.offset > _PASSAGE:
            continue
        base = stretches.text[one.start.offset : one.end.offset]
        if not base.strip():
            if one.last is not None:
                told = f"no text stands between @from and @to; the lemma is {short(lemma.text)}"
                hint = "put the two anchors around the words of the lemma"
                yield found("app.range-empty", place(app, "from"), told, hint)
            continue
        compared += 1
        one.text = " ".join(base.split())
        if not is_the_text(lemma.text, base):
            differing.append(one)
    if 2 * len(differing) > compared > 2:
        differing.clear()  # lemmata are written in another way than the text, on purpose


def _agrees(one: _Range, stretches: Stretches) -> bool:
    start, end = _points(one, stretches)
    lemma = one.entry.lemma
    if start is None or end is None or lemma is None:
        return False
    return is_the_text(lemma.text, stretches.text[start.offset : end.offset])


def _differing(survey: Survey, differing: list[_Range]) -> Iterator[Finding]:
    for one in differing:
        lemma = one.entry.lemma
        if lemma is not None:
            told = f"the lemma {short(lemma.text)} differs from the text there, {short(one.text)}"
            hint = "correct the lemma, or the ends of its words in the text"
            place = survey.document.tree.place(lemma.element)
            yield found("app.lem-not-in-base", place, told, hint)


def _is_aside(end: etree._Element | None, stretches: Stretches) -> bool:
    return end is not None and end not in stretches.starts and is_inside(end, ASIDE | LISTS)


def _points(one: _Range, stretches: Stretches) -> tuple[Point | None, Point | None]:
    """Where an entry begins and ends, as `encodings` attaches it."""
    first, last, app = one.first, one.last, one.entry.element
    if first is None:
        return None, None
    start = stretches.starts.get(first)
    if last is not None:
        return start, (stretches.starts if last.tag in POINTS else stretches.ends).get(last)
    if not one.listed:
        return start, stretches.starts.get(app)
    return start, None if first.tag in POINTS else stretches.ends.get(first)


def _crossed(first: etree._Element, last: etree._Element) -> str:
    """What two ends do not share: their text, or the kind of division (text and translation)."""
    texts = [next(end.iterancestors(_TEXT), None) for end in (first, last)]
    if texts[0] is not texts[1]:
        return "texts"
    kinds = []
    for end in (first, last):
        outermost = None
        for division in end.iterancestors(f"{_T}div"):
            outermost = division
        kinds.append(None if outermost is None else outermost.get("type"))
    return "parts of the text" if None not in kinds and kinds[0] != kinds[1] else ""


def _among_each_other(survey: Survey, attached: list[_Range]) -> Iterator[Finding]:
    """Two entries on the same words, and entries that overlap."""
    place = survey.document.tree.place
    seen: dict[tuple[str | None, ...], etree._Element] = {}
    for one in attached:
        app = one.entry.element
        if one.last is None or one.start is None:
            continue
        key = tuple(app.get(name) for name in ("from", "to", "loc", "type", "corresp"))
        if key in seen:
            told = (
                f"the entry in line {place(seen[key]).line} has the same ends, "
                f"{short(app.get('from', ''))} and {short(app.get('to', ''))}"
            )
            hint = "bring their readings together in one entry, or tell their types apart"
            yield found("app.range-duplicate", place(app), told, hint)
        seen.setdefault(key, app)
    spans = [
        (one.start.offset, one.end.offset, one.entry.element)
        for one in attached
        if one.last is not None and one.start is not None and one.end is not None
    ]
    spans.sort(key=lambda span: (span[0], -span[1]))
    crossing: list[tuple[etree._Element, etree._Element]] = []
    opened: list[tuple[int, int, etree._Element]] = []
    for span in spans:
        while opened and opened[-1][1] <= span[0]:
            opened.pop()
        if opened and opened[-1][1] < span[1]:
            crossing.append((opened[-1][2], span[2]))
        opened.append(span)
    if crossing:
        before, app = crossing[0]
        told = (
            f"this entry overlaps with that of line {place(before).line}: each begins or ends "
            f"inside the other{elsewhere(len(crossing))}"
        )
        hint = "that is sound; as parallel segmentation they would have to be divided"
        yield found("app.overlap", place(app), told, hint)

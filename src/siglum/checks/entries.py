"""The entries of a document -> findings: missing and doubled sigla, entries that lack something.

What the readings say is the business of `readings`, how entries stand in each other and in the
text that of `nesting` and `methods`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from siglum.apparatus.entries import APP, GROUP, LEM, NOTES, RDG, Entry, Reading, reading_text
from siglum.checks.absences import Absences
from siglum.checks.profiles import Profile
from siglum.checks.survey import Survey
from siglum.checks.telling import elsewhere, short
from siglum.findings import Finding, found
from siglum.source.namespaces import XML_ID

#: Attributes that tell two readings apart although they have the same words.
_TELLING: Final = ("type", "cause", "hand", "varSeq", "ana", "resp", "source", "cert", "rend")
#: With one of these a lemma says something though nobody reads anything else.
_SAYING: Final = ("source", "resp", "type", "cause", "hand", "next", "prev", "corresp", "cert")
#: With one of these a reading has its counterpart in another entry.
_TIED: Final = ("exclude", "require", "next", "prev", "corresp", "sameAs", "copyOf")
#: What else an entry may hold; an element of another name may be a lemma that is misspelt.
_PARTS: Final = frozenset(
    "rdg rdgGrp note noteGrp witDetail wit lacunaStart lacunaEnd witStart witEnd app".split()
)
_SAID: Final = 6
_MANY: Final = 3


def check_entries(survey: Survey) -> list[Finding]:
    """Findings `app.…` about each entry by itself (TEI Guidelines 13.1.1 to 13.1.3)."""
    findings: list[Finding] = []
    divided: dict[tuple[str, str], list[etree._Element]] = {}
    lacking: dict[str, list[tuple[etree._Element, str, str]]] = {}
    for entry in survey.document.entries:
        readings = tuple(entry.all_readings())
        for code, told, hint in _lacks(entry, readings):
            lacking.setdefault(code, []).append((entry.element, told, hint))
        if len(readings) > 1:
            lemmata = [reading for reading in readings if reading.lemma]
            if len(lemmata) > 1 and not _of_one_group(lemmata):
                findings.append(_several_lemmata(survey, lemmata))
            findings += _doubled(survey, entry, readings)
            findings += _identical(survey, readings)
            _divide(survey, readings, divided)
    for code, cases in lacking.items():
        # What many entries lack is a habit of the document
        count = len(cases) if len(cases) > _MANY else 1
        for element, told, hint in cases[:1] if count > 1 else cases:
            place = survey.document.tree.place(element)
            findings.append(found(code, place, told + elsewhere(count), hint))
    findings += _groups(survey, divided)
    findings += _missing(survey)
    return findings


# --- what an entry must have ------------------------------------------------------------------


def _lacks(entry: Entry, readings: Sequence[Reading]) -> Iterator[tuple[str, str, str]]:
    """Entries without readings, with a lemma only, with one reading only, without a lemma.

    Gives code, message and hint.
    """
    element = entry.element
    alone = len(readings) == 1 and len(entry.parts) == 1
    if not readings:
        if not entry.parts:
            told = "the entry is empty: it has neither readings nor a note"
            hint = "write what the witnesses have: <lem>…</lem><rdg>…</rdg>, or take it out"
            yield "app.no-reading", told, hint
    elif readings[0].lemma and alone and not _speaks(readings[0]):
        told = f"the lemma {short(readings[0].text)} stands alone: nobody reads anything else"
        hint = "add the reading that is missing, or a note, or take the entry out"
        yield "app.lem-only", told, hint
    elif entry.lemma is None and not _placed(element):
        text = short(readings[0].text)
        if not alone:
            yield "app.no-lem", f"no lemma: {text} stands in the text", ""
        elif any(name in readings[0].element.attrib for name in _TIED):
            return  # words that stand elsewhere in other witnesses: a transposition
        elif readings[0].text:
            told = f"the entry has the reading {text} only, and no lemma beside it"
            hint = f"if {text} stands in the text, make it the <lem> and add what others read"
            yield "app.single-reading", told, hint
        elif readings[0].empty:
            told = "the entry has one empty reading only, and no lemma beside it"
            hint = "write into a <lem> the words of the text that are omitted here"
            yield "app.single-reading", told, hint


def _placed(element: etree._Element) -> bool:
    """Whether attributes say where an entry belongs, or a child may be meant for its lemma."""
    if element.get("from") or element.get("loc"):
        return True
    names = (etree.QName(child).localname for child in element.iterchildren("*"))
    return any(name not in _PARTS for name in names)


def _speaks(lemma: Reading) -> bool:
    """Whether a lemma says more than its words: whose they are if not a witness's, a note."""
    element = lemma.element
    return any(name in element.attrib for name in _SAYING) or any(
        True for _ in element.iterdescendants(APP, *NOTES)
    )


def _of_one_group(lemmata: Sequence[Reading]) -> bool:
    """Whether a group holds them all, and perhaps nobody else: that is told of the group."""
    parents = {lemma.element.getparent() for lemma in lemmata}
    only = next(iter(parents))
    return len(parents) == 1 and only is not None and only.tag == GROUP


def _several_lemmata(survey: Survey, lemmata: Sequence[Reading]) -> Finding:
    words = " and ".join(short(lemma.text) for lemma in lemmata[:_SAID])
    told = f"the entry has {len(lemmata)} lemmata: {words}"
    hint = "the first stands in the text; make the others readings (<rdg>)"
    return found("app.multiple-lem", survey.document.tree.place(lemmata[1].element), told, hint)


# --- doubled sigla ----------------------------------------------------------------------------


def _doubled(survey: Survey, entry: Entry, readings: Sequence[Reading]) -> Iterator[Finding]:
    """Witnesses that stand in two readings; a second hand may read what the first does not."""
    if _all_differ(readings):
        return
    seen: dict[str, Reading] = {}
    pairs: dict[tuple[int, int], list[str]] = {}
    for reading in readings:
        if reading.element.get("hand") or reading.element.get("varSeq"):
            continue
        for key in reading.witnesses:
            first = seen.setdefault(key, reading)
            if first is not reading:
                pairs.setdefault((readings.index(first), readings.index(reading)), []).append(key)
    for (one, other), keys in pairs.items():
        first, second = readings[one], readings[other]
        sigla = _sigla(survey, keys)
        place = survey.document.tree.place
        line = place(first.element, "wit").line
        at = place(second.element, "wit")
        told = f"{sigla} {'stands' if len(keys) == 1 else 'stand'} in two readings: "
        told += f"{_kind(first)} {short(first.text)}"
        told += f" (line {line})" if line != at.line else ""
        told += f" and {_kind(second)} {short(second.text)}"
        hint = "take out one of them, or tell the hands of the witness apart with @hand"
        if others := _unnamed(survey, entry):
            hint = (
                f"{_sigla(survey, others)} {'is' if len(others) == 1 else 'are'} missing in this "
                "entry: is one of the two a slip for it?"
            )
        yield found("app.witness-twice", at, told, hint)


def _all_differ(readings: Sequence[Reading]) -> bool:
    """Whether no witness stands in two of the readings, as is the rule."""
    every = frozenset[str]().union(*(reading.witnesses for reading in readings))
    return len(every) == sum(len(reading.witnesses) for reading in readings)


def _unnamed(survey: Survey, entry: Entry) -> list[str]:
    """Regular witnesses that the entry does not name, where there are few of them."""
    if survey.profile not in (Profile.POSITIVE, Profile.COLLATION):
        return []
    named = next((one for one in survey.shares.named if one.entry is entry), None)
    missing = survey.expected - named.keys if named is not None else frozenset()
    return _in_order(survey, missing) if len(missing) <= 2 else []


def _divide(
    survey: Survey,
    readings: Sequence[Reading],
    divided: dict[tuple[str, str], list[etree._Element]],
) -> None:
    """Remember groups whose siglum stands in one reading and that of a member in another."""
    conspectus = survey.document.conspectus
    for reading in readings:
        for key in () if conspectus.are_single(reading.witnesses) else reading.witnesses:
            witness = conspectus.witnesses[key]
            if witness.kind != "group":
                continue
            members = conspectus.readers((key,), frozenset())[1:]
            for other in readings:
                if other is reading:
                    continue
                for member in other.witnesses:
                    if member in members:
                        divided.setdefault((key, member), []).append(other.element)


def _groups(
    survey: Survey, divided: dict[tuple[str, str], list[etree._Element]]
) -> Iterator[Finding]:
    for (group, member), elements in divided.items():
        witnesses = survey.document.conspectus.witnesses
        told = (
            f"the group {short(witnesses[group].siglum)} is cited for one reading and its member "
            f"{short(witnesses[member].siglum)} for another{elsewhere(len(elements))}"
        )
        hint = "siglum takes the member out of the group there; nothing is wrong if that is meant"
        yield found(
            "app.group-and-member", survey.document.tree.place(elements[0], "wit"), told, hint
        )


# --- missing sigla ----------------------------------------------------------------------------


@dataclass(slots=True)
class _Gap:
    """Witnesses that are missing in one entry or in several in a row."""

    missing: tuple[str, ...]
    elements: list[etree._Element]


def _missing(survey: Survey) -> Iterator[Finding]:
    """Regular witnesses that an entry leaves out, where the custom is to name them all.

    What is missing in several entries in a row is one gap, told once: a witness has lost a leaf.
    """
    if survey.profile not in (Profile.POSITIVE, Profile.COLLATION) or not survey.expected:
        return
    absences = Absences(survey)
    outer = _readings_around(survey)
    gaps: list[_Gap] = []
    before: tuple[str, ...] = ()
    for named in survey.shares.named:
        element = named.entry.element
        around = outer.get(element)
        expected = survey.expected
        if around is not None:
            expected = expected & around.witnesses
        lost = frozenset(
            key for key in expected - named.keys if not absences.is_absent(key, element)
        )
        missing = tuple(_in_order(survey, lost))
        if missing and _cites_unknown(survey, named.entry):
            continue  # one of these may be meant, and that is told already
        if around is not None and missing:
            yield _nested(survey, element, missing, around.text)
        elif missing and missing == before and gaps:
            gaps[-1].elements.append(element)
        elif missing:
            gaps.append(_Gap(missing, [element]))
        if around is None:
            before = missing
    for gap in gaps:
        yield _tell_gap(survey, gap)


def _named_twice(survey: Survey, app: etree._Element) -> list[str]:
    """The first witness that is cited twice in an entry, in one @wit or in two."""
    resolve = survey.document.conspectus.resolve
    seen: set[str] = set()
    for reading in app.iter(LEM, RDG):
        if next(reading.iterancestors(APP)) is app and not reading.get("hand"):
            for token in reading.get("wit", "").split():
                key = resolve(token).key
                if key in seen:
                    return [key]
                seen.add(key)
    return []


def _cites_unknown(survey: Survey, entry: Entry) -> bool:
    witnesses = survey.document.conspectus.witnesses
    return any(
        not witnesses[key].declared for reading in entry.all_readings() for key in reading.witnesses
    )


def _tell_gap(survey: Survey, gap: _Gap) -> Finding:
    place = survey.document.tree.place
    sigla = _sigla(survey, gap.missing)
    one = len(gap.missing) == 1
    total = len(survey.shares.named)
    told = f"{sigla} {'is' if one else 'are'} missing: no reading of this entry names "
    told += "it" if one else "them"
    if len(gap.elements) > 1:
        last = place(gap.elements[-1]).line
        told += f", nor of the next {len(gap.elements) - 1} (to line {last})"
    counts = survey.shares.counts
    least = min(counts[key] for key in gap.missing)
    told += f"; {least} of {total} entries do" if total > 1 else ""
    if len(gap.elements) > 1:
        hint = (
            f'if the witness has a gap here, put <lacunaStart wit="#{gap.missing[0]}"/> and '
            "<lacunaEnd/> around it"
        )
    else:
        hint = "add the siglum to the reading that the witness has"
        if twice := _named_twice(survey, gap.elements[0]):
            hint = f"{_sigla(survey, twice)} stands twice here: is one a slip for it?"
        elif not one:
            hint = "add the sigla to the readings that the witnesses have"
    return found("app.witness-missing", place(gap.elements[0]), told, hint)


@dataclass(frozen=True, slots=True)
class _Around:
    """The reading in which an entry stands: its text, and whoever has it."""

    text: str
    witnesses: frozenset[str]


def _readings_around(survey: Survey) -> dict[etree._Element, _Around]:
    """Entries inside the reading of another entry -> that reading."""
    found: dict[etree._Element, _Around] = {}
    for named in survey.shares.named:
        reading = next(named.entry.element.iterancestors(LEM, RDG), None)
        if reading is not None:
            keys = tuple(
                survey.document.conspectus.resolve(token).key
                for token in reading.get("wit", "").split()
            )
            found[named.entry.element] = _Around(
                reading_text(reading),
                survey.members.of(keys),
            )
    return found


def _nested(survey: Survey, element: etree._Element, missing: Sequence[str], text: str) -> Finding:
    sigla = _sigla(survey, missing)
    told = (
        f"{sigla} {'is' if len(missing) == 1 else 'are'} missing in this entry, "
        f"which stands inside a reading of theirs: {short(text)}"
    )
    hint = "add the siglum here, or take it away from the reading around"
    return found("app.nested-missing-witness", survey.document.tree.place(element), told, hint)


# --- readings that are the same ---------------------------------------------------------------


def _identical(survey: Survey, readings: Sequence[Reading]) -> Iterator[Finding]:
    """Two readings with the same words, marked in the same way, that could be one."""
    count = Counter(reading.text for reading in readings if not reading.lemma)
    if len(count) == sum(count.values()):
        return
    seen: dict[tuple[object, ...], Reading] = {}
    for reading in readings:
        if reading.lemma or count[reading.text] < 2:
            continue
        form = _form(reading)
        first = seen.setdefault(form, reading)
        if first is reading or set(first.witnesses) & set(reading.witnesses):
            continue  # a witness in both is told already
        told = f"two readings of this entry are the same: {short(reading.text)}"
        if not reading.text:
            told = "two readings of this entry are both empty"
        hint = "make them one with the sigla of both, or correct one of them"
        yield found(
            "app.identical-readings", survey.document.tree.place(reading.element), told, hint
        )


def _form(reading: Reading) -> tuple[object, ...]:
    """Words, markup and attributes of a reading: equal for two that say the same."""
    element = reading.element
    return (
        reading.text,
        element.getparent(),
        tuple(element.get(name) for name in _TELLING),
        tuple(
            (
                inner.tag,
                tuple(sorted((str(k), str(v)) for k, v in inner.items() if k != XML_ID)),
                (inner.text or "").strip(),
            )
            for inner in element.iterdescendants(etree.Element)
        ),
    )


# --- words ------------------------------------------------------------------------------------


def _kind(reading: Reading) -> str:
    return "lem" if reading.lemma else "rdg"


def _in_order(survey: Survey, keys: frozenset[str]) -> list[str]:
    """Keys in the order of the witness list."""
    return [key for key in survey.document.conspectus.witnesses if key in keys] if keys else []


def _sigla(survey: Survey, keys: Sequence[str]) -> str:
    """«witness "A"», «witnesses "A" and "B"»; many are cut."""
    witnesses = survey.document.conspectus.witnesses
    words = [short(witnesses[key].siglum) for key in keys]
    if len(words) == 1:
        return f"witness {words[0]}"
    if len(words) > _SAID + 1:
        return f"witnesses {', '.join(words[:_SAID])} and {len(words) - _SAID} more"
    return f"witnesses {', '.join(words[:-1])} and {words[-1]}"

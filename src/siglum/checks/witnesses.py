"""Every @wit of a document -> findings about sigla: unknown, doubled, empty, no pointers.

The witness lists themselves are checked in `witnesslists`. One siglum that is wrong in many
places is told once, at the first of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from siglum.checks.sigla import advise
from siglum.checks.survey import Survey
from siglum.checks.telling import elsewhere, listed, short
from siglum.findings import Finding, Place, Severity, found
from siglum.source.namespaces import TEI
from siglum.source.prefixes import scheme_of
from siglum.source.vocabulary import names

#: What a siglum may lead to, beside witnesses and their lists: manuscripts, books, objects,
#: people and their hands, and the document itself where it transcribes one manuscript.
_WITNESSES: Final = names(
    "witness listWit msDesc msPart msFrag msItem msItemStruct bibl biblStruct biblFull listBibl",
    "person personGrp org object handNote TEI text surrogates",
)
_ABROAD: Final = re.compile(r"[^#\s]+#|[A-Za-z][A-Za-z0-9+.\-]*://")
_NAMESPACE: Final = f"{{{TEI}}}"
#: Of unknown sigla, so many get advice, and so many are named in one message.
_ADVISED: Final = 100
_NAMED: Final = 12
#: A custom is what three quarters of the cases follow.
_CUSTOM: Final = 0.75


@dataclass(slots=True)
class _Sigla:
    """The tokens of all @wit by what is the matter with them, each with its bearers."""

    unknown: dict[str, list[etree._Element]] = field(default_factory=dict)
    foreign: dict[str, list[etree._Element]] = field(default_factory=dict)
    abroad: dict[str, list[etree._Element]] = field(default_factory=dict)
    bare: dict[str, list[etree._Element]] = field(default_factory=dict)
    nameless: dict[str, list[etree._Element]] = field(default_factory=dict)
    pointers: bool = False  # whether any token has its #
    repeated: dict[str, list[etree._Element]] = field(default_factory=dict)
    empty: list[etree._Element] = field(default_factory=list)


def check_sigla(survey: Survey) -> list[Finding]:
    """Findings `wit.…` about what stands in the @wit of readings, details and lacunae."""
    bearers = [
        (element, value)
        for element, value in survey.bearers.get("wit", ())
        if element.tag.startswith(_NAMESPACE)
    ]
    if not bearers:
        return []
    sigla = _sort(survey, bearers)
    findings: list[Finding] = []
    declared = [w.siglum for w in survey.document.conspectus.declared()]
    if declared or not (sigla.unknown or sigla.nameless):
        findings += _tell_unknown(survey, sigla, declared)
        findings += _tell_bare(survey, sigla)
    else:
        findings += _tell_listless(survey, sigla)
    findings += _tell_others(survey, sigla)
    findings += _tell_order(survey, bearers)
    return findings


def _sort(survey: Survey, bearers: list[tuple[etree._Element, str]]) -> _Sigla:
    """Look every token up once, and remember who has it."""
    conspectus = survey.document.conspectus
    sigla = _Sigla()
    boxes: dict[str, dict[str, list[etree._Element]] | None] = {}

    def box(token: str) -> dict[str, list[etree._Element]] | None:
        witness = conspectus.resolve(token)
        name = token.rpartition("#")[2]
        if token.startswith("#"):
            if not witness.declared:
                return sigla.unknown
            element = survey.ids.get(name)
            if witness.kind == "source" and element is not None and element.tag not in _WITNESSES:
                return sigla.foreign
            return None
        if _ABROAD.match(token) or scheme_of(token):
            return None if witness.declared else sigla.abroad
        return sigla.bare if witness.declared else sigla.nameless

    sound: set[str] = set()  # nothing is the matter with these: most rows have no others
    for element, value in bearers:
        tokens = value.split()
        if not tokens:
            sigla.empty.append(element)
        different = set(tokens)
        for token in () if different <= sound else tokens:
            if token not in boxes:
                boxes[token] = box(token)
            into = boxes[token]
            if into is None:
                sound.add(token)
            else:
                into.setdefault(token, []).append(element)
        if len(different) < len(tokens):
            seen: set[str] = set()
            for token in tokens:
                if token in seen:
                    sigla.repeated.setdefault(token, []).append(element)
                seen.add(token)
    sigla.pointers = any(token.startswith("#") for token in boxes)
    return sigla


def _tell_unknown(survey: Survey, sigla: _Sigla, declared: list[str]) -> Iterator[Finding]:
    """Pointers to sigla that no list has, each with what was probably meant."""
    names = _names(survey)
    has = "there is no witness list"
    if declared:
        more = len(declared) - _NAMED
        has = f"the witness list has {', '.join(map(_cut, declared[:_NAMED]))}"
        has += f" and {more} more" if more > 0 else ""
    for number, (token, elements) in enumerate(sigla.unknown.items()):
        name = token[1:]
        on = etree.QName(elements[0]).localname
        told = f"unknown siglum {short(token)} in {on}/@wit{elsewhere(len(elements))}"
        advice = advise(name, names) if number < _ADVISED else ""
        if not name:
            told = f'"#" in {on}/@wit names no witness{elsewhere(len(elements))}'
        hint = f"{advice} ({has})" if advice else has
        yield found("wit.undeclared", _place(survey, elements), told, hint)


def _tell_bare(survey: Survey, sigla: _Sigla) -> Iterator[Finding]:
    """Words where pointers belong: once for the file, the unknown ones before the known."""
    if sigla.nameless:
        tokens = list(sigla.nameless)
        one = len(tokens) == 1
        what = "a siglum" if one else f"{len(tokens)} sigla"
        told = f"@wit has {what} that no witness list declares: {listed(tokens)}"
        hint = 'declare them: <witness xml:id="A"/>, and write wit="#A"'
        names = _names(survey)
        mark = "#" if sigla.pointers else ""
        for token in tokens[:_NAMED]:
            if advice := advise(token, names, mark):
                hint = f"{short(token)}: {advice}"
                break
        yield found("wit.not-a-pointer", _place(survey, sigla.nameless[tokens[0]]), told, hint)
    elif sigla.bare:
        tokens = list(sigla.bare)
        elements = sigla.bare[tokens[0]]
        places = sum(len(bearers) for bearers in sigla.bare.values())
        here = "1 place" if places == 1 else f"{places} places"
        told = f"@wit has the siglum {listed(tokens)} without its # ({here})"
        if len(tokens) > 1:
            told = f"@wit has the sigla {listed(tokens)} without their # ({here})"
        hint = f'write wit="#{_cut(tokens[0])}"; siglum finds them all the same'
        finding = found("wit.not-a-pointer", _place(survey, elements), told, hint)
        # Where no siglum has one it is the custom of the file, and every witness is found
        yield finding if sigla.pointers else replace(finding, severity=Severity.INFO)


def _tell_listless(survey: Survey, sigla: _Sigla) -> Iterator[Finding]:
    """No witness is declared at all: one cause, told once."""
    every = {**sigla.unknown, **sigla.nameless}
    tokens = [token.removeprefix("#") for token in every]
    told = f"readings cite {listed(tokens)}, but no witness list declares any witness"
    first = tokens[0] if re.fullmatch(r"[\w.\-]+", tokens[0]) else "A"
    hint = (
        f'declare them in the header: <listWit><witness xml:id="{_cut(first)}">…</witness>'
        "</listWit>; if the list is in another file, name it in edition.toml: "
        '[source] witnesses = "tei/witnesses.xml"'
    )
    yield found("wit.no-list", _place(survey, next(iter(every.values()))), told, hint)


def _tell_others(survey: Survey, sigla: _Sigla) -> Iterator[Finding]:
    for token, elements in sigla.foreign.items():
        target = etree.QName(survey.ids[token[1:]]).localname
        told = f"{short(token)} in @wit leads to a <{target}>, which is no witness"
        hint = "whoever conjectured or printed a reading is named in @resp or @source"
        told += elsewhere(len(elements))
        yield found("wit.not-a-witness", _place(survey, elements), told, hint)
    if sigla.abroad:
        tokens = list(sigla.abroad)
        told = f"witnesses are not found where @wit looks for them: {listed(tokens)}"
        hint = (
            "they are shown as written; include their list with XInclude, or name its file in "
            'edition.toml: [source] witnesses = "tei/witnesses.xml"'
        )
        yield found("wit.external", _place(survey, sigla.abroad[tokens[0]]), told, hint)
    for token, elements in sigla.repeated.items():
        told = f"{short(token)} stands twice in one @wit{elsewhere(len(elements))}"
        hint = "take one away, or put the witness in its place that was meant"
        yield found("wit.repeated-in-list", _place(survey, elements), told, hint)
    if sigla.empty:
        on = etree.QName(sigla.empty[0]).localname
        told = f"@wit of this <{on}> is empty{elsewhere(len(sigla.empty))}"
        hint = "name the witnesses, or take the attribute out"
        yield found("wit.empty", _place(survey, sigla.empty), told, hint)


def _tell_order(survey: Survey, bearers: list[tuple[etree._Element, str]]) -> Iterator[Finding]:
    """Sigla in another order than that of the list, where the file mostly keeps it."""
    witnesses = survey.document.conspectus.witnesses
    ranks = {
        f"#{witness.key}": rank
        for rank, witness in enumerate(survey.document.conspectus.declared())
        if witness.key in witnesses
    }
    several = 0
    wrong: list[tuple[etree._Element, str]] = []
    for element, value in bearers:
        row = [rank for token in value.split() if (rank := ranks.get(token)) is not None]
        if len(row) > 1 and len(different := set(row)) > 1:
            several += 1
            # said twice is another matter
            if (row if len(row) == len(different) else [*dict.fromkeys(row)]) != sorted(different):
                wrong.append((element, value))
    if wrong and len(wrong) <= (1 - _CUSTOM) * several:
        element, value = wrong[0]
        known = {token for token in value.split() if token in ranks}
        order = " ".join(sorted(known, key=ranks.__getitem__))
        told = "these sigla are not in the order of the witness list"
        told += elsewhere(len(wrong))
        hint = (
            f'the list has them as "{_cut(order)}"; siglum prints one order everywhere if '
            "edition.toml has it: [apparatus] order"
        )
        yield found("wit.order", survey.document.tree.place(element, "wit"), told, hint)


def _names(survey: Survey) -> list[str]:
    """The names under which @wit can cite a witness: ids, numbers, sigla."""
    conspectus = survey.document.conspectus
    keys = (key for key, witness in conspectus.witnesses.items() if witness.declared)
    return [*dict.fromkeys([*keys, *conspectus.by_number])]


def _place(survey: Survey, elements: list[etree._Element]) -> Place:
    return survey.document.tree.place(elements[0], "wit")


def _cut(token: str) -> str:
    """`token` without quotes, cut where it is long."""
    return short(token)[1:-1]

"""The witness lists of a document -> findings: witnesses that cannot be cited or told apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from siglum.apparatus.witnesses import Witness
from siglum.checks.sigla import skeleton
from siglum.checks.survey import Survey
from siglum.checks.telling import elsewhere, short
from siglum.findings import Finding, Place, found
from siglum.source.header import plain
from siglum.source.namespaces import TEI, XML_ID

_T: Final = f"{{{TEI}}}"
_WITNESS, _LIST = f"{_T}witness", f"{_T}listWit"
#: An xml:id longer than this, or one in parts, is a name for machines; it looks odd in print.
_SIGLUM_LENGTH: Final = 12


def check_witness_lists(survey: Survey) -> list[Finding]:
    """Findings `wit.…` about the `<listWit>` of one document (TEI Guidelines 13.1.4.3)."""
    elements = survey.named.get("witness", [])
    if not elements:
        return []
    own = set(elements) | set(survey.named.get("listWit", ()))
    witnesses = [
        witness
        for witness in survey.document.conspectus.declared()
        if witness.element is not None
        and witness.element in own
        and (witness.element.get(XML_ID) or witness.element.get("n"))
    ]
    findings = list(_cycles(survey))
    if survey.shares.entries and survey.bearers.get("wit"):
        findings += _without_id(survey, elements)
        findings += _same_label(survey, witnesses)
        findings += _no_label(survey, witnesses)
        findings += _clashes(survey, witnesses)
    return findings


def _cycles(survey: Survey) -> Iterator[Finding]:
    for element in (*survey.named.get("listWit", ()), *survey.named.get("witness", ())):
        own = (element.get(XML_ID) or "").strip()
        if not own:
            continue
        for around in element.iterancestors(_WITNESS, _LIST):
            if (around.get(XML_ID) or "").strip() == own:
                told = f"the group {short(own)} has a member of the same name"
                hint = "give one of the two another xml:id; sigla mean the outer one until then"
                yield found("wit.group-cycle", survey.document.tree.place(element), told, hint)
                break


def _without_id(survey: Survey, elements: list[etree._Element]) -> Iterator[Finding]:
    """Witnesses that no pointer can cite; one that has @n can be cited by that as a word."""
    bare = [one for one in elements if not one.get(XML_ID) and not (one.get("n") or "").strip()]
    if not bare:
        return
    text = plain(bare[0])
    told = f"the witness {short(text)} has no xml:id" if text else "this witness has no xml:id"
    told += f", so that nothing can cite it{elsewhere(len(bare))}"
    hint = 'give it its siglum: <witness xml:id="A">'
    yield found("wit.declared-without-id", survey.document.tree.place(bare[0]), told, hint)


def _same_label(survey: Survey, witnesses: list[Witness]) -> Iterator[Finding]:
    first: dict[str, Witness] = {}
    for witness in witnesses:
        other = first.setdefault(witness.siglum, witness)
        if other is witness or witness.element is None or other.element is None:
            continue
        told = (
            f"the witnesses {short(other.key)} and {short(witness.key)} are both printed as "
            f"{short(witness.siglum)}"
        )
        line = survey.document.tree.place(other.element).line
        hint = f"give one of them another siglum; the first stands in line {line}"
        place = survey.document.tree.place(witness.element)
        yield found("wit.duplicate-label", place, told, hint)


def _no_label(survey: Survey, witnesses: list[Witness]) -> Iterator[Finding]:
    """Witnesses whose xml:id is printed although it does not look like a siglum."""
    bare = [
        witness
        for witness in witnesses
        if witness.kind == "witness"
        and witness.label is None
        and witness.siglum == witness.key
        and not _fit_for_print(witness.siglum)
    ]
    if bare and bare[0].element is not None:
        key = bare[0].key
        told = f"the witness {short(key)} has no siglum of its own: its xml:id is printed"
        hint = f'write it into the list: <witness xml:id="{key}"><abbr type="siglum">…</abbr>'
        place = survey.document.tree.place(bare[0].element)
        yield found("wit.label-missing", place, told + elsewhere(len(bare)), hint)


def _fit_for_print(siglum: str) -> bool:
    if len(siglum) > _SIGLUM_LENGTH:
        return False
    return not siglum.casefold().startswith(("wit", "ms-", "ms_", "ms.", "hs-", "hs_", "codex"))


def _clashes(survey: Survey, witnesses: list[Witness]) -> Iterator[Finding]:
    """Sigla that look alike on paper, but for those that differ in case only: A and a are two."""
    first: dict[str, Witness] = {}
    for witness in witnesses:
        for name in dict.fromkeys((witness.siglum, witness.key)):
            other = first.setdefault(skeleton(name), witness)
            if other is witness or witness.element is None:
                continue
            if name in (other.siglum, other.key):
                continue  # told as a duplicate
            told = f"the sigla {short(other.siglum)} and {short(name)} look the same in print"
            hint = (
                "one of them has a letter of another script, or is stored differently; "
                "choose another siglum for it, or another xml:id"
            )
            place = survey.document.tree.place(witness.element)
            yield found("wit.case-clash", place, told, hint)
            break


def idle_witnesses(survey: Survey, cited: frozenset[str]) -> list[tuple[str, Place]]:
    """The witnesses of the document's lists that are not among those `cited`: siglum and place.

    Only where readings cite witnesses at all. A list may be shared with other documents, which
    may cite them: see `across`.
    """
    elements = {one for name in ("witness", "listWit") for one in survey.named.get(name, ())}
    if not elements or not survey.shares.cited:
        return []
    return [
        (witness.key, survey.document.tree.place(witness.element))
        for witness in survey.document.conspectus.declared()
        if witness.kind == "witness"
        and witness.element is not None
        and witness.element in elements
        and (witness.element.get(XML_ID) or witness.element.get("n"))
        and witness.key not in cited
        and not cited.intersection(witness.members)
    ]


def cited_witnesses(survey: Survey) -> frozenset[str]:
    """The keys of all witnesses that something points to, by themselves or in their group."""
    conspectus = survey.document.conspectus
    tokens: set[str] = set()
    for _, value in survey.bearers.get("wit", ()):
        tokens.update(value.split())
    keys = tuple({conspectus.resolve(token).key for token in tokens})
    pointed = {
        token[1:]
        for attribute, bearers in survey.bearers.items()
        if attribute != "wit"
        for _, value in bearers
        if "#" in value
        for token in value.split()
        if token.startswith("#")
    }
    return frozenset(conspectus.readers(keys, frozenset())) | pointed

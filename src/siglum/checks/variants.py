"""A document's witnesses and entries -> findings: sigla nobody declared, witnesses in two readings.

Every check looks at the source as it was read, so that places are exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from lxml import etree

from siglum.apparatus.entries import APP, Entry, Reading
from siglum.checks.survey import Survey
from siglum.edition import SourceDocument
from siglum.findings import Finding, found
from siglum.source.namespaces import TEI

_WITNESSED = (f"{{{TEI}}}lem", f"{{{TEI}}}rdg", f"{{{TEI}}}witDetail")


def check_variants(survey: Survey) -> list[Finding]:
    """Findings about sigla and entries (codes `wit.…` and `app.…`), in the order of the text."""
    document = survey.document
    findings = list(_check_sigla(document))
    for entry in document.entries:
        findings += _check_entry(document, entry)
    return findings


def _check_sigla(document: SourceDocument) -> Iterator[Finding]:
    """Sigla that no list declares: pointers each, bare words once for the whole file."""
    declared = {witness.key for witness in document.conspectus.declared()}
    names = sorted(declared | set(document.conspectus.by_number))
    listed = ", ".join(sorted(w.siglum for w in document.conspectus.declared())[:12])
    bare: dict[str, etree._Element] = {}
    count: Counter[str] = Counter()
    for element in document.tei.iter(*_WITNESSED):
        for token in element.get("wit", "").split():
            witness = document.conspectus.resolve(token)
            if witness.declared:
                continue
            if "#" not in token:
                bare.setdefault(token, element)
                count[token] += 1
                continue
            near = get_close_matches(token.rpartition("#")[2], names, 1, 0.5)
            hint = f"the witness list has {listed}." if listed else "there is no witness list."
            if near:
                hint += f' Did you mean "#{near[0]}"?'
            told = f'unknown siglum "{token}" in {etree.QName(element).localname}/@wit'
            yield found("wit.undeclared", document.tree.place(element, "wit"), told, hint)
    if bare:
        first = next(iter(bare))
        words = ", ".join(f'"{token}"' for token in list(bare)[:8])
        more = f" and {len(bare) - 8} more" if len(bare) > 8 else ""
        told = f"@wit has {len(bare)} sigla that no witness list declares: {words}{more}"
        hint = 'declare them: <witness xml:id="A"/>, and write wit="#A"'
        place = document.tree.place(bare[first], "wit")
        yield found("wit.not-a-pointer", place, told, hint)


def _check_entry(document: SourceDocument, entry: Entry) -> Iterator[Finding]:
    readings = [reading for reading in entry.all_readings() if not _is_nested(entry, reading)]
    seen: dict[str, Reading] = {}
    for reading in readings:
        if reading.element.get("hand"):
            continue  # a hand of the witness, which may differ from its first one
        for key in reading.witnesses:
            if key in seen:
                siglum = document.conspectus.witnesses[key].siglum
                told = (
                    f'witness "{siglum}" reads both "{_short(seen[key])}" and "{_short(reading)}"'
                )
                place = document.tree.place(reading.element, "wit")
                hint = "correct one of them, or tell the hands of the witness apart"
                yield found("app.witness-twice", place, told, hint)
            else:
                seen[key] = reading
    if readings and entry.lemma is None and not entry.element.get("from"):
        told = f'no lemma: "{_short(readings[0])}" stands in the text'
        yield found("app.no-lem", document.tree.place(entry.element), told)


def _is_nested(entry: Entry, reading: Reading) -> bool:
    return next(reading.element.iterancestors(APP), None) is not entry.element


def _short(reading: Reading) -> str:
    text = reading.text or "om."
    return text if len(text) <= 40 else f"{text[:39]}…"

"""The header of a document -> values that records cannot use, or that contradict each other.

Sources: TEI Guidelines, 2.2.4 (publicationStmt); ISO 7064 for the last digit of an ORCID. What a
header does not say at all is told when records are written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from siglum.checks.survey import Survey
from siglum.findings import Finding, found
from siglum.metadata.authorities import authority, check_digit_fits
from siglum.metadata.dates import dated
from siglum.metadata.licences import licence_in_words, named_licence
from siglum.metadata.publication import OLDEST_FILE, is_of_a_file
from siglum.source.header import plain
from siglum.source.namespaces import TEI
from siglum.source.trees import find_elements

_T: Final = f"{{{TEI}}}"
_PEOPLE: Final = tuple(
    f"{_T}{name}" for name in ("author", "editor", "principal", "persName", "orgName", "name")
)
_NAMED: Final = tuple(f"{_T}{name}" for name in ("author", "editor", "principal"))


def check_header(survey: Survey) -> Iterator[Finding]:
    """Dates of publication, licences, identifiers and names that records stumble over."""
    for header in find_elements(survey.document.tei, "t:teiHeader/t:fileDesc"):
        yield from _check_dates(survey, header)
        yield from _check_licences(survey, header)
        yield from _check_identifiers(survey, header)
        yield from _check_names(survey, header)


def _check_dates(survey: Survey, header: etree._Element) -> Iterator[Finding]:
    for date in find_elements(header, "t:publicationStmt//t:date[not(ancestor::t:availability)]"):
        when = dated(date)
        place = survey.document.tree.place(date)
        if when.words and not when:
            told = f'"{_short(when.words)}" is no date of publication that records can use'
            hint = 'add @when, as in when="2026-05-01"'
            yield found("metadata.date", place, told, hint)
        elif when and not is_of_a_file(when):
            told = f"{when.span} is given as date of publication: before {OLDEST_FILE}"
            hint = "say here when this file was published; dates of the source belong to sourceDesc"
            yield found("metadata.date", place, told, hint)


def _check_licences(survey: Survey, header: etree._Element) -> Iterator[Finding]:
    for licence in find_elements(header, "t:publicationStmt//t:licence[@target]"):
        named = named_licence(licence.get("target", ""))
        said = licence_in_words(plain(licence))
        if named.name and said is not None and said.url != named.url:
            told = f"@target is that of {named.name}, the words are those of {said.name}"
            hint = "records take @target; correct the one that is wrong"
            place = survey.document.tree.place(licence)
            yield found("metadata.licence-conflict", place, told, hint)


def _check_identifiers(survey: Survey, header: etree._Element) -> Iterator[Finding]:
    for element in header.iter(*_PEOPLE):
        for token in element.get("ref", "").split():
            one = authority(token)
            if one and one.scheme in ("ORCID", "ISNI") and not check_digit_fits(one.value):
                place = survey.document.tree.place(element, "ref")
                told = f"{one.value} is no {one.scheme}: its last digit does not fit the others"
                yield found("metadata.identifier", place, told, "compare it with its source")
    for idno in find_elements(header, "t:publicationStmt//t:idno[@type='DOI' or @type='doi']"):
        one = authority(plain(idno), "DOI")
        if one and one.scheme not in ("DOI", "URL"):
            place = survey.document.tree.place(idno)
            told = f'"{_short(one.value)}" is no DOI'
            hint = 'a DOI begins with "10.", as in 10.5281/zenodo.1234567'
            yield found("metadata.identifier", place, told, hint)


def _check_names(survey: Survey, header: etree._Element) -> Iterator[Finding]:
    for statement in find_elements(header, "t:titleStmt"):
        for element in statement.iterchildren(*_NAMED):
            key = element.get("key", "").strip()
            points = element.get("ref", "") or element.get("sameAs", "")
            if key and not points.strip() and not plain(element):
                place = survey.document.tree.place(element)
                told = f'the name of {_article(element)} is not told, only the key "{_short(key)}"'
                hint = "write the name; records and citations have nothing but the key"
                yield found("metadata.no-name", place, told, hint)


def _article(element: etree._Element) -> str:
    name = etree.QName(element).localname
    return f"{'an' if name[0] in 'ae' else 'a'} {name}"


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57]}…"

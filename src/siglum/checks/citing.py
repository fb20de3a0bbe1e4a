"""How a document says that it is cited -> findings on declarations and references."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from siglum.checks.survey import Survey
from siglum.checks.telling import elsewhere, short
from siglum.citing.patterns import path_of
from siglum.citing.xpaths import PathError, Paths
from siglum.config import Config, place_of_option
from siglum.findings import Finding, Place, found

_CODES: Final = {
    "path": "cit.path",
    "nothing": "cit.nothing",
    "no-value": "cit.no-value",
    "no-delim": "cit.no-delim",
    "duplicate": "cit.same-reference",
    "twice": "cit.two-references",
}


def check_citing(survey: Survey, config: Config) -> Iterator[Finding]:
    """Findings `cit.…` on reference systems of header and edition.toml, and on `@cRef`."""
    citation = survey.document.citation
    if not citation.systems:
        return
    for tree in citation.evaluated:
        for problem in tree.problems:
            if problem.element is not None:
                place = survey.document.tree.place(problem.element, problem.attribute or None)
            elif problem.kind == "path":
                place = place_of_option(config, "citation.levels")
            else:
                continue  # the levels of edition.toml are for many texts; not all have them
            yield found(_CODES[problem.kind], place, problem.told, problem.hint)
    yield from _patterns(survey)
    yield from _references(survey)


def _patterns(survey: Survey) -> Iterator[Finding]:
    tree = survey.document.tree
    for system, patterns in survey.document.citation.patterns:
        paths = Paths(survey.document.tei, system.prefixes)
        for pattern in patterns:
            place = tree.place(pattern.element, pattern.attribute or None)
            if pattern.problem:
                yield found("cit.pattern", place, pattern.problem)
            elif path := path_of(pattern.replacement):
                for number in range(10):
                    path = path.replace(f"${number}", "1")
                try:
                    paths.elements(path, survey.document.tei)
                except PathError as error:
                    place = tree.place(pattern.element, "replacementPattern")
                    yield found("cit.path", place, f'"{path}" {error}')


def _references(survey: Survey) -> Iterator[Finding]:
    """`@cRef` that lead nowhere, each value once; only where the header has patterns."""
    citation = survey.document.citation
    if not citation.patterns:
        return
    known: dict[tuple[str, str], bool] = {}
    lost: dict[str, list[etree._Element]] = {}
    for element, written in survey.bearers.get("cRef", ()):
        system = element.get("decls", "").split()[:1]
        key = written, system[0].removeprefix("#") if system else ""
        if key not in known:
            known[key] = citation.resolve(*key) is not None
        if not known[key]:
            lost.setdefault(written, []).append(element)
    for written, elements in lost.items():
        place: Place = survey.document.tree.place(elements[0], "cRef")
        told = f"{short(written)} leads to no passage and no address"
        yield found("cit.unresolved", place, told + elsewhere(len(elements)))

"""A document -> a remark where certainty is told and nobody answers for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from siglum.checks.survey import Survey
from siglum.checks.telling import elsewhere
from siglum.findings import Finding, found
from siglum.source.namespaces import TEI

_T: Final = f"{{{TEI}}}"
_ANSWERING: Final = tuple(
    f"{_T}{name}" for name in ("author", "editor", "respStmt", "principal", "meeting", "sponsor")
)


def check_certainty(survey: Survey) -> Iterator[Finding]:
    """@cert in a document whose header names nobody who made it (TEI Guidelines 1.3.1.1.4)."""
    unsigned = [
        element
        for element, _ in survey.bearers.get("cert", ())
        if "resp" not in element.attrib and element.tag.startswith(_T)
    ]
    if not unsigned:
        return
    tree = survey.document.tree
    for header in tree.root.iter(f"{_T}teiHeader"):
        for statement in header.iterfind(f"{_T}fileDesc/{_T}titleStmt"):
            if next(statement.iterchildren(*_ANSWERING), None) is not None:
                return
        for statement in header.iterfind(f"{_T}fileDesc/{_T}editionStmt"):
            if next(statement.iter(*_ANSWERING), None) is not None:
                return
    told = "@cert says how sure somebody is, and the header names nobody"
    place = tree.place(unsigned[0], "cert")
    yield found("cert.without-resp", place, told + elsewhere(len(unsigned)))

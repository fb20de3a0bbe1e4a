"""An Outcome -> one HTML page that needs nothing beside it: findings at their lines, explained.

The frame is templates/report.html. It filters by severity, code and file with style sheets alone;
its few lines of JavaScript only count what is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import jinja2

from siglum import __version__
from siglum.codes import Code
from siglum.findings import EditionError, Finding, Place, found
from siglum.reports.examples import titles
from siglum.reports.excerpts import Excerpt, Excerpts
from siglum.reports.guidelines import Section, section_named
from siglum.reports.outcome import GRAVITY, NAMES, CodeCount, Outcome, by_code, counted, gone
from siglum.reports.plain import printable

TEMPLATE = "report.html"
#: With very many findings the source is not quoted for each: the page would not open any more.
_QUOTED = 20_000


@dataclass(frozen=True, slots=True)
class CodeShown:
    """A code in the summary and in the explanations; `key` is its class and id in the page."""

    key: str
    code: str
    severity: str
    count: int
    files: int
    explained: Code
    titles: tuple[str, str]
    section: Section | None


@dataclass(frozen=True, slots=True)
class FindingShown:
    """A finding as the page shows it."""

    severity: str
    code: CodeShown
    line: int
    column: int
    message: str
    hint: str
    excerpt: Excerpt | None


@dataclass(frozen=True, slots=True)
class FileShown:
    """A file and its findings.

    `kinds` are the first letters of the severities among them, `codes` the keys of their codes.
    """

    key: str
    name: str
    kinds: str
    codes: str
    sums: str
    findings: list[FindingShown]


def render_page(outcome: Outcome, templates: jinja2.BaseLoader) -> str:
    """The page. Raises EditionError (`render.template`) when its template cannot be used."""
    environment = jinja2.Environment(
        loader=templates,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["counted"] = counted
    codes = [_code_shown(number, line) for number, line in enumerate(by_code(outcome.findings))]
    found_of = Counter(finding.severity for finding in outcome.findings)
    severities = [
        (str(severity), found_of[severity], NAMES[severity][found_of[severity] != 1])
        for severity in GRAVITY
    ]
    try:
        return environment.get_template(TEMPLATE).render(
            outcome=outcome,
            title=printable(outcome.title),
            severities=severities,
            codes=codes,
            files=_files(outcome.findings, {code.code: code for code in codes}),
            gone=gone(outcome),
            version=__version__,
        )
    except jinja2.TemplateSyntaxError as error:
        place = Place(f"templates/{error.name or TEMPLATE}", error.lineno, 1)
        raise EditionError([found("render.template", place, str(error.message))]) from None
    except jinja2.TemplateError as error:
        told = str(error.message or type(error).__name__)
        place = Place(f"templates/{TEMPLATE}")
        raise EditionError([found("render.template", place, told)]) from None


def _code_shown(number: int, line: CodeCount) -> CodeShown:
    entry = line.explained
    return CodeShown(
        f"c{number}",
        line.code,
        str(line.severity),
        line.count,
        line.files,
        entry,
        titles(entry.severity),
        section_named(entry.section),
    )


def _files(findings: Sequence[Finding], codes: dict[str, CodeShown]) -> list[FileShown]:
    excerpts = Excerpts()
    quoted = len(findings) <= _QUOTED
    files = []
    for number, (name, group) in enumerate(groupby(findings, lambda one: one.place.file)):
        inside = list(group)
        found_of = Counter(finding.severity for finding in inside)
        kinds = [severity for severity in GRAVITY if found_of[severity]]
        files.append(
            FileShown(
                f"f{number}",
                printable(name),
                "".join(severity[0] for severity in kinds),
                " ".join(sorted({codes[finding.code].key for finding in inside})),
                ", ".join(counted(found_of[severity], *NAMES[severity]) for severity in kinds),
                [
                    FindingShown(
                        str(finding.severity),
                        codes[finding.code],
                        finding.place.line,
                        finding.place.column,
                        printable(finding.message),
                        printable(finding.hint),
                        excerpts.show(finding.place) if quoted else None,
                    )
                    for finding in inside
                ],
            )
        )
    return files

"""The table of codes -> docs/findings.md: every code with its explanation and its example.

`python -m siglum.reports.handbook` writes it to standard output; `make docs` into the file.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from siglum.codes import CODES, Severity
from siglum.codes.choosing import AREAS, by_area
from siglum.reports.examples import language_of, titles
from siglum.reports.guidelines import section_named
from siglum.reports.outcome import NAMES

_HEAD = """\
# All findings

Every code that a finding can have, by area: how much it matters, what it means, the way out, an
example and the same put right. `siglum explain CODE` tells the same on the command line;
[the guide](guide.md) tells how to choose among codes and what the severities do.

This page is made from the table of codes: `make docs` writes it anew.
"""


def handbook() -> str:
    """The whole page, in Markdown."""
    return "\n".join([_HEAD, *_contents(), *_chapters()]) + "\n"


def _contents() -> Iterator[str]:
    yield "| area | codes | what it is about |"
    yield "|---|---|---|"
    for area, codes in by_area(CODES).items():
        yield f"| [{area}](#{area}) | {len(codes)} | {_escaped(AREAS.get(area, ''))} |"
    yield ""


def _chapters() -> Iterator[str]:
    for area, codes in by_area(CODES).items():
        yield f"## {area}"
        yield ""
        if area in AREAS:
            yield _escaped(_sentence(AREAS[area]))
            yield ""
        for code in codes:
            yield from _code(code)


def _code(code: str) -> Iterator[str]:
    entry = CODES[code]
    yield f"### {code}"
    yield ""
    severity = NAMES[entry.severity][0] if entry.severity is Severity.INFO else entry.severity
    yield f"**{_escaped(_sentence(entry.title))}** ({severity})"
    yield ""
    yield _escaped(entry.explanation)
    yield ""
    for title, example in zip(titles(entry.severity), (entry.wrong, entry.right), strict=True):
        if example:
            yield f"{title}:"
            yield ""
            yield f"```{language_of(example)}"
            yield example
            yield "```"
            yield ""
    if section := section_named(entry.section):
        yield f"See [{section.words}]({section.url})." if section.url else f"See {section.words}."
        yield ""


def _sentence(title: str) -> str:
    return f"{title[:1].upper()}{title[1:]}."


def _escaped(text: str) -> str:
    """Plain text as Markdown: what would be read as a tag or as emphasis is not.

    What stands between backticks is meant as code, here too.
    """
    parts = text.split("`")
    for sign in "\\*_[]<":
        parts[::2] = [part.replace(sign, f"\\{sign}") for part in parts[::2]]
    return "`".join(parts)


if __name__ == "__main__":
    sys.stdout.write(handbook())

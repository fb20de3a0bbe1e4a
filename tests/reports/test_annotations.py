"""siglum.reports.annotations: findings -> workflow commands of GitHub Actions."""

from __future__ import annotations

import re

from siglum.codes import Severity
from siglum.reports.annotations import render_annotations


def test_one_line_for_each_finding(finding):
    """Place, code as the title, message and hint; a remark is a notice."""
    findings = [
        finding(line=3, column=7, hint="did you mean #A?"),
        finding("source.empty", line=0, column=0, message="the file is empty"),
        finding(severity=Severity.INFO),
        finding(severity=Severity.WARNING),
    ]
    first, second, third, fourth = render_annotations(findings)
    assert first == (
        "::error file=a.xml,line=3,col=7,title=wit.undeclared::"
        'unknown siglum "#X"%0Ahint: did you mean #A?'
    )
    assert second == "::error file=a.xml,title=source.empty::the file is empty"
    assert third.startswith("::notice ")
    assert fourth.startswith("::warning ")


def test_signs_of_the_form_are_escaped(finding):
    """A percent sign everywhere; colons and commas in properties; a path may be made another."""
    (line,) = render_annotations([finding(file="a,b:c%.xml", message="50%: a, b")])
    assert line.startswith("::error file=a%2Cb%3Ac%25.xml,line=1,")
    assert line.endswith("::50%25: a, b")
    (line,) = render_annotations([finding()], lambda file: f"tei/{file}")
    assert "file=tei/a.xml," in line


def test_odd_texts_stay_on_their_line(finding, odd):
    """No text of a source can begin a command of its own."""
    (line,) = render_annotations([finding(file=odd, message=odd, hint=odd)])
    assert len(line.splitlines()) == 1
    command = re.fullmatch(r"::error file=([^,:]*),line=1,col=1,title=wit\.undeclared::(.*)", line)
    assert command
    line.encode()
    assert command[1].isprintable()

"""siglum.reports.text: findings -> lines for people."""

from __future__ import annotations

from siglum.findings import in_order
from siglum.reports.text import TOLD, render_text


def test_a_finding_is_a_line_and_its_hint_another(finding):
    """file:line:column: severity code: message."""
    lines = render_text([finding(line=3, column=7, hint='did you mean "#A"?')])
    assert list(lines) == [
        'a.xml:3:7: error wit.undeclared: unknown siglum "#X"',
        '    hint: did you mean "#A"?',
    ]


def test_few_findings_have_no_summary(finding):
    """What can be seen at a glance is not counted once more."""
    assert len(list(render_text([finding(line=line) for line in range(1, 11)]))) == 10


def test_many_findings_have_a_summary_by_code(finding):
    """Code, count, files, severity, title; remarks are in it although they are not told."""
    findings = in_order(
        [
            *(finding(file=f"{n % 3}.xml", line=n) for n in range(1, 31)),
            *(finding("ptr.dangling", line=n) for n in range(1, 3)),
            *(finding("app.no-lem", line=n) for n in range(1, 1201)),
        ]
    )
    lines = list(render_text(findings))
    assert "… and 1,200 remarks (-v tells them)" in lines
    summary = [line.split("  ") for line in lines[lines.index("") + 1 : -1]]
    assert [[word.strip() for word in line if word.strip()] for line in summary] == [
        ["30", "error", "wit.undeclared", "in 3 files", "a siglum is declared nowhere"],
        ["2", "warning", "ptr.dangling", "in 1 file", "a pointer leads nowhere"],
        ["1,200", "info", "app.no-lem", "in 1 file", "an entry has readings but no lemma"],
    ]


def test_many_of_one_kind_are_cut_short_for_each_file(finding):
    """The rest is counted; `verbose` tells all, `quiet` errors only and no summary."""
    findings = [finding(line=line) for line in range(1, 10_001)]
    lines = list(render_text(findings))
    assert len(lines) < TOLD + 6
    assert f"a.xml: … {10_000 - TOLD:,} more wit.undeclared (-v tells all)" in lines
    assert len(list(render_text(findings, verbose=True))) > 10_000
    assert list(render_text([finding("ptr.dangling")], quiet=True)) == []


def test_odd_texts_stay_on_their_line(finding, odd):
    """Names of files, messages and hints may hold anything."""
    lines = list(render_text([finding(file=odd, message=odd, hint=odd)]))
    assert len(lines) == (2 if odd else 1)
    assert all(line.isprintable() and len(line) < 2000 for line in lines)

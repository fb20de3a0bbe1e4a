"""siglum.reports.outcome: findings -> counted."""

from __future__ import annotations

from siglum.codes import Severity
from siglum.reports.outcome import Outcome, by_code, counted, gone, looked_at, sums


def test_codes_are_counted_with_their_files(finding):
    """Errors first, then what is most frequent; a code is as grave as its gravest finding."""
    findings = [
        finding("ptr.dangling"),
        finding("ptr.dangling", "b.xml"),
        finding("app.no-lem"),
        finding("wit.undeclared"),
        finding("wit.undeclared", line=2, severity=Severity.INFO),
    ]
    told = [(one.code, one.count, one.files, str(one.severity)) for one in by_code(findings)]
    assert told == [
        ("wit.undeclared", 2, 1, "error"),
        ("ptr.dangling", 2, 2, "warning"),
        ("app.no-lem", 1, 1, "info"),
    ]
    assert by_code([]) == []


def test_sums(finding):
    """Errors and warnings are always told, other things where there are any."""
    assert sums(Outcome(())) == "0 errors, 0 warnings"
    outcome = Outcome((finding(),), 2, 1, unvalidated=1, known=1200, gone=1)
    assert looked_at(outcome) == "2 documents, 1 entry"
    assert sums(outcome) == (
        "1 error, 0 warnings, 1,200 known from the baseline,"
        " 1 document not validated (--schema FILE)"
    )
    assert gone(outcome).startswith("1 finding of the baseline is gone: ")
    assert gone(Outcome((), gone=3)).startswith("3 findings of the baseline are gone: ")
    assert gone(Outcome(())) == ""
    assert counted(0, "entry", "entries") == "0 entries"

"""siglum.reports.records: findings -> JSON for programs."""

from __future__ import annotations

import json

from siglum.reports.records import render_json


def test_a_record_has_these_names(finding):
    """Programs lean on them: none is renamed or taken away."""
    (record,) = json.loads(render_json([finding(line=3, column=7, hint="h")]))
    assert record == {
        "code": "wit.undeclared",
        "severity": "error",
        "message": 'unknown siglum "#X"',
        "hint": "h",
        "file": "a.xml",
        "line": 3,
        "column": 7,
        "id": "",
    }


def test_odd_texts_come_back_as_they_were(finding, odd):
    """JSON loses nothing, and what is written is UTF-8 also where a file name is not."""
    text = render_json([finding(file=odd, message=odd, hint=odd)])
    (record,) = json.loads(text.encode())
    assert (record["file"], record["message"], record["hint"]) == (odd, odd, odd)

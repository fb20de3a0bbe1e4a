"""siglum.reports.sarif: an Outcome -> SARIF 2.1.0, as its specification has it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from siglum.codes import CODES, Severity
from siglum.findings import Place, found, in_order
from siglum.reports.outcome import Outcome
from siglum.reports.sarif import render_sarif

# RFC 3986: a relative reference without a scheme, or a file: address
_RELATIVE = re.compile(r"(?![/:])[A-Za-z0-9\-._~!$&'()*+,;=@%/]*")


def _log(*findings: Any) -> Any:
    """The log of these findings, found sound."""
    log = json.loads(render_sarif(Outcome(in_order(findings))).encode())
    _assert_sound(log)
    return log


def _assert_sound(log: Any) -> None:
    """Whatever SARIF 2.1.0 asks for in the objects that are used (sections 3.13 to 3.49)."""
    assert set(log) == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    assert [type(one["executionSuccessful"]) for one in run["invocations"]] == [bool]
    driver = run["tool"]["driver"]
    assert driver["name"] == "siglum"
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*", driver["semanticVersion"])
    rules = driver["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert re.fullmatch(r"[A-Z][A-Za-z0-9]+", rule["name"])
        for text in (rule["shortDescription"], rule["fullDescription"], rule["help"]):
            assert text["text"]
        assert rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert rule.get("helpUri", "https://").startswith("https://")
    prints = set()
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        (location,) = result["locations"]
        physical = location["physicalLocation"]
        artifact = physical["artifactLocation"]
        if "uriBaseId" in artifact:
            assert artifact["uriBaseId"] in run["originalUriBaseIds"]
            assert _RELATIVE.fullmatch(artifact["uri"])
        else:
            assert re.fullmatch(r"file:///[^\s\\]+", artifact["uri"])
        region = physical.get("region", {"startLine": 1, "startColumn": 1})
        assert min(region.values()) >= 1
        ((_, value),) = result["partialFingerprints"].items()
        prints.add(value)
    assert len(prints) == len(run["results"])


def test_nothing_found_is_a_log_too():
    """A service that gets it closes what it knew."""
    assert _log()["runs"][0]["results"] == []


def test_a_result(finding):
    """Code, severity, message with the hint, place, and a rule with its explanation."""
    log = _log(finding(line=3, column=7, hint="write #A"))
    (result,) = log["runs"][0]["results"]
    assert result["message"]["text"] == 'unknown siglum "#X"\nHint: write #A'
    place = result["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 3, "startColumn": 7}
    assert place["artifactLocation"] == {"uri": "a.xml", "uriBaseId": "SRCROOT"}
    (rule,) = log["runs"][0]["tool"]["driver"]["rules"]
    assert CODES["wit.undeclared"].explanation in rule["help"]["text"]
    assert CODES["wit.undeclared"].wrong in rule["help"]["markdown"]


@pytest.mark.parametrize("code", CODES)
def test_every_code_makes_a_sound_rule(code):
    """Also those of edition.toml and of outputs."""
    _log(found(code, Place("edition.toml"), "message"))


def test_severities_and_places(finding):
    """A remark is a note; a finding of a whole file has no region; elsewhere files are absolute."""
    log = _log(
        finding(severity=Severity.INFO),
        finding(file="b č.xml", line=0, column=0),
        finding(file="/else where/c.xml"),
        finding(file="c:d.xml"),
    )
    results = log["runs"][0]["results"]
    places = [one["locations"][0]["physicalLocation"] for one in results]
    assert [one["artifactLocation"]["uri"] for one in places] == [
        "file:///else%20where/c.xml",
        "a.xml",
        "b%20%C4%8D.xml",
        "c%3Ad.xml",
    ]
    assert "region" not in places[2]
    assert results[1]["level"] == "note"


def test_a_fingerprint_outlives_a_move(finding):
    """Lines may move and be counted anew; two alike in one file stay two."""

    def prints(*findings: Any) -> list[str]:
        results = _log(*findings)["runs"][0]["results"]
        return [one["partialFingerprints"]["siglumFinding/v1"] for one in results]

    assert prints(finding(line=3), finding(line=9)) == prints(finding(line=4), finding(line=99))
    one = finding("id.duplicate", message='the xml:id "a" stands already in line 5')
    other = finding("id.duplicate", message='the xml:id "a" stands already in line 50')
    assert prints(one) == prints(other)


def test_odd_texts_are_sound(finding, odd):
    """Also names of files that are no text."""
    _log(finding(file=odd or "a", message=odd or "m", hint=odd))

"""Every code has an example, and the examples are true: they are checked like any source."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from examples import TEXT, lay_example

from siglum.codes import CODES, Severity
from siglum.codes.choosing import area_of
from siglum.config import Config, config_for_sources, read_config
from siglum.findings import EditionError, Finding
from siglum.inspection import check

#: What the examples of schema.* and of rule.broken are checked against.
SCHEMA = Path(__file__).with_name("examples.rng")
_OF_SCHEMAS = re.compile(r"<(schema|grammar|element|externalRef)\b")
_READING = '<app><lem wit="#A">arma</lem><rdg wit="#B">arva</rdg></app>'
_ANY = """\
<grammar xmlns="http://relaxng.org/ns/structure/1.0">
  <start><ref name="any"/></start>
  <define name="any"><element><anyName/><zeroOrMore><choice>
    <text/><attribute><anyName/></attribute><ref name="any"/>
  </choice></zeroOrMore></element></define>
</grammar>
"""

#: Codes of areas that are no checks of a text: their examples are commands, rules and templates.
SHOWN_ONLY = ("output", "pdf", "publish", "render")
#: Codes whose examples are commands or too large to be written out.
ALSO_SHOWN = {
    "config.baseline": "a command",
    "config.not-found": "a command",
    "config.outside": "a command",
    "grammar.too-ambiguous": "a schema that takes a second to give up",
    "id.duplicate-in-edition": "two files",
    "metadata.default": "told when records are written",
    "metadata.missing": "told when records are written",
    "source.empty": "an empty file shows nothing",
    "source.missing": "a command",
    "source.no-permission": "a command",
    "source.not-a-file": "a command",
    "source.too-deep": "more than 256 elements",
    "source.too-large": "more than 64 MB",
    "xi.too-deep": "more than 32 files",
    "xi.too-large": "more than 20,000 includes",
}
PROFILES = ("", "negative", "positive", "single", "collation", "diplomatic")
#: Sections of the TEI Guidelines have numbers; other specifications are named.
_SECTION = re.compile(r"v(\.\d+)*|\d+(\.\d+)*|[A-Z].*")


def _config(folder: Path, example: str, code: str) -> Config:
    """The edition around an example, all but the file that it is itself."""
    if _OF_SCHEMAS.match(example):  # the example is a schema, or the rules of one
        name = "rules.sch" if "dsdl/schematron" in example else "rules.rng"
        (folder / name).write_text(example, "utf-8")
        table = f'schema = "{name}"\n' if name == "rules.rng" else ""
        table += f'[checks]\nschematron = ["{name}"]\n' if name == "rules.sch" else ""
        (folder / "edition.toml").write_text(f'[source]\ntexts = ["{TEXT}"]\n{table}')
        return read_config(folder)[0]
    config = config_for_sources([folder / TEXT])
    with_schema = area_of(code) == "schema" or code == "rule.broken"
    return replace(config, schema=SCHEMA if with_schema else None)


def _told(folder: Path, example: str, code: str, profile: str) -> list[Finding]:
    """What `siglum check` says of an example, in an edition of that profile."""
    try:
        if example.startswith("["):
            lay_example(folder / "tei", "<p>lorem</p>", "")
            (folder / "tei.rng").write_text(_ANY, "utf-8")
            (folder / "edition.toml").write_text(example, "utf-8")
            config, findings = read_config(folder)
        else:
            text = _READING if _OF_SCHEMAS.match(example) else example
            lay_example(folder, text, CODES[code].right)
            if code != "grammar.missing":
                for name in re.findall(r'<\?xml-model href="([\w.-]+)"', example):
                    (folder / name).write_text("<any/>", "utf-8")
            config, findings = _config(folder, example, code), []
        config = replace(config, checks=replace(config.checks, profile=profile))
        return [*findings, *check(config).findings]
    except EditionError as error:
        return error.findings


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_an_example(code):
    """What is wrong, and the same put right; a section only in a form that can be looked up."""
    entry = CODES[code]
    assert entry.wrong
    assert entry.right
    assert entry.wrong != entry.right
    assert max(map(len, (entry.wrong + "\n" + entry.right).splitlines())) <= 120
    assert not entry.section or _SECTION.fullmatch(entry.section)


@pytest.mark.parametrize("code", [code for code in CODES if area_of(code) not in SHOWN_ONLY])
def test_examples_are_true(code, tmp_path, monkeypatch):
    """The wrong example gives the code, in some profile; the right one does not, nor any error."""
    if code in ALSO_SHOWN:
        pytest.skip(f"shown only: {ALSO_SHOWN[code]}")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "saxonche", None)  # rule.not-run: as where it is not there
    entry = CODES[code]
    for profile in PROFILES:
        wrong = _told(tmp_path / f"wrong-{profile}", entry.wrong, code, profile)
        if code in {finding.code for finding in wrong}:
            break
    else:
        pytest.fail(f"the wrong example gives only {[str(one) for one in wrong]}")
    right = _told(tmp_path / "right", entry.right, code, profile)
    # A schema that is sound again need not be the schema of the text
    beside = "schema." if area_of(code) == "grammar" else "-"
    grave = [
        str(one)
        for one in right
        if one.code == code or (one.severity is Severity.ERROR and not one.code.startswith(beside))
    ]
    assert grave == []


@pytest.mark.parametrize("code", ALSO_SHOWN)
def test_what_is_only_shown_is_still_a_code(code):
    """A code that can be run as an example is not left out for ever."""
    assert code in CODES
    assert area_of(code) not in SHOWN_ONLY

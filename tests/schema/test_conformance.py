"""RELAX NG, construct by construct: a small grammar, documents it allows, documents it does not.

Every case of conformance.txt was written from the specification (RELAX NG, OASIS 2001; XML Schema
Part 2, 2004) and is put to siglum, to libxml2, and to jing where there is one: so the table is
right, not only equal to what siglum does. Where another validator is known to differ, OTHERS says
why. A case of the table looks like this:

    == its name
    the grammar; the namespace of RELAX NG and the datatypes of XML Schema are added to its root
    -- other.rng         (begins another file, for include and externalRef)
    + a document that is valid
    - a document that is not
    !                    (instead of documents: the schema must be refused)
"""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from lxml import etree

from siglum.findings import EditionError
from siglum.schema.grammar import read_grammar
from siglum.schema.validation import validate

TABLE = Path(__file__).with_name("conformance.txt")
RNG = "http://relaxng.org/ns/structure/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"

#: What other validators get wrong: case -> the documents concerned.
OTHERS: dict[str, dict[str, str]] = {
    "libxml2": {
        # it takes the first branch that the name fits, and does not come back
        "wildcards that overlap": "<a><b/><c/></a>",
        # it compares the letters of qualified names, not what their prefixes stand for
        "value of a qualified name": """<a xmlns:p="urn:y">p:b</a> <a>p:b</a>""",
        "data except data": "<a>x</a>",
        # its \\p{L} does not know ideographs
        "patterns with properties of characters": "<a><w>ab1.+é漢</w><n>a.b</n></a>",
        # it takes one token too few or too many where a group in a list is optional
        "letters of every script": (
            "<a><w>&#x6F22;&#x5B57;</w><w>&#xD55C;</w><w>&#xA656;</w><w>&#x1E9E;</w>"
            "<w>&#x10900;</w><w>&#x20BF;</w></a>"
        ),
        "list of a group": """<a n="1 of 2"/> <a n="1 of"/>""",
        # the white space of anyURI is collapsed (XML Schema Part 2, 3.2.17) before the pattern
        "addresses with a pattern": """<a n=" #a "/>""",
        # it looks for the definitions of the grammar outside of it
        "externalRef of a grammar": "",
        "no such parameter": "",
    },
    "jing": {
        # 12.50 has the value 12.5; the facets speak of values (XML Schema Part 2, 4.3.11 and 12)
        "totalDigits and fractionDigits": "<a>12.50</a>",
    },
}


@dataclass
class Case:
    """One block of the table."""

    name: str
    files: dict[str, str] = field(default_factory=dict)
    documents: list[tuple[bool, str]] = field(default_factory=list)
    refused: bool = False


def _read_table() -> list[Case]:
    cases = []
    for block in re.split(r"^== ", TABLE.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        name, _, rest = block.partition("\n")
        case = Case(name.strip())
        piece, at = "", "schema.rng"
        pieces: list[tuple[str, str]] = []
        for line in rest.splitlines():
            if line[:3] in ("-- ", "+ <", "- <") or line == "!":
                pieces.append((at, piece))
                at, piece = ("!", "") if line == "!" else (line[:2], line[2:])
                if line.startswith("-- "):
                    at, piece = line[3:].strip(), ""
            else:
                piece += f"\n{line}" if piece else line
        for kind, text in [*pieces, (at, piece)]:
            if kind == "!":
                case.refused = True
            elif kind in ("+ ", "- "):
                case.documents.append((kind == "+ ", text.strip()))
            else:
                case.files[kind] = _with_namespaces(text.strip())
        cases.append(case)
    return cases


def _with_namespaces(text: str) -> str:
    start, _, rest = text.partition(">")
    name, _, attributes = start.partition(" ")
    library = "" if "datatypeLibrary" in start else f' datatypeLibrary="{XSD}"'
    return f'{name} xmlns="{RNG}"{library} {attributes}>{rest}'


CASES = {case.name: case for case in _read_table()}


def _write(case: Case, folder: Path) -> Path:
    """The files of a case, in a folder -> the schema."""
    for name, text in case.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder / "schema.rng"


@pytest.mark.parametrize("name", CASES)
def test_siglum(name: str, tmp_path: Path) -> None:
    """The verdict on every document is that of the table; what is no schema is refused."""
    case = CASES[name]
    schema = _write(case, tmp_path)
    if case.refused:
        with pytest.raises(EditionError) as refusal:
            read_grammar(schema, tmp_path, "schema.rng")
        codes = {finding.code.split(".")[0] for finding in refusal.value.findings}
        assert codes == {"grammar"}
        return
    grammar = read_grammar(schema, tmp_path, "schema.rng")
    for valid, document in case.documents:
        faults = validate(grammar, etree.fromstring(document))
        assert (not faults) is valid, (document, faults)


@pytest.mark.parametrize("name", CASES)
def test_libxml2(name: str, tmp_path: Path) -> None:
    """The table is right: libxml2 says the same, but for its known mistakes."""
    case = CASES[name]
    schema = _write(case, tmp_path)
    wrong = OTHERS["libxml2"]
    try:
        grammar = etree.RelaxNG(etree.parse(schema))
    except etree.RelaxNGParseError:
        assert case.refused or name in wrong
        return
    if case.refused:
        assert name in wrong
        return
    for valid, document in case.documents:
        said = grammar.validate(etree.fromstring(document))
        assert said is valid or document in wrong.get(name, ""), document


@pytest.mark.corpora  # since it takes a minute, it runs with `make corpora`
@pytest.mark.skipif(not shutil.which("jing"), reason="there is no jing (package jing)")
def test_jing(whole_corpora: bool, tmp_path: Path) -> None:
    """The table is right: jing says the same, but for its known mistakes."""
    if not whole_corpora:
        pytest.skip("takes a minute: make corpora")
    for number, (name, case) in enumerate(CASES.items()):
        folder = tmp_path / str(number)
        schema = _write(case, folder)
        files = [folder / f"{count}.xml" for count in range(len(case.documents))]
        for file, (_, document) in zip(files, case.documents, strict=True):
            file.write_text(document, "utf-8")
        run = subprocess.run(
            ["jing", "-i", str(schema), *map(str, files)],
            capture_output=True,
            text=True,
            check=False,
        )
        told = {line.split(".xml:")[0] for line in run.stdout.splitlines() if ".xml:" in line}
        refused = ".rng" in run.stdout
        assert refused is case.refused, (name, run.stdout)
        if refused:
            continue
        for file, (valid, document) in zip(files, case.documents, strict=True):
            said = str(file.with_suffix("")) not in told
            known = document in OTHERS["jing"].get(name, "")
            assert said is valid or known, (name, document, run.stdout)

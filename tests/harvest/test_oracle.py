"""Passages and ranges are those that an independent program finds: dapytains.

It needs 110 MB of libraries and an environment of its own, with dapytains==1.0.0rc4:
SIGLUM_DAPYTAINS names its Python. Ranges are compared within one passage: of those that leave it,
this release loses what follows the start (from A.1 to B.1 it gives no A.2). It calculates no
references (`@use` with a function); where structures stand side by side it gives the attribute, not
its value (`n="1"`), and then finds no passage by it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest
from lxml import etree
from service import Client

from siglum.config import read_config
from siglum.harvest.layout import NAME
from siglum.publishing import publish

PYTHON = os.environ.get("SIGLUM_DAPYTAINS", "")
pytestmark = pytest.mark.skipif(
    not PYTHON, reason="SIGLUM_DAPYTAINS names no Python that has dapytains"
)
TOML = """\
[edition]
title = "Golden"
url = "https://ed.example.org"
licence = "CC0"
[publish]
email = "us@ed.example.org"
[outputs.website]
"""
TEXT = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}"><teiHeader><fileDesc>
<titleStmt><title>T</title></titleStmt><publicationStmt><p>P</p></publicationStmt>
<sourceDesc><p>s</p></sourceDesc></fileDesc><encodingDesc><refsDecl>{refs}</refsDecl>
</encodingDesc></teiHeader><text xml:lang="la"><body>{body}</body></text></TEI>
"""
_BOOK = '<citeStructure match="//body/div" use="@n" unit="book">'
_CHAPTER = (
    '<citeStructure match="div" use="@n" delim="." unit="chapter"><citeStructure match="p" use="@n"'
    ' delim=":" unit="paragraph"/></citeStructure>'
)
#: Structures of one, two and three levels; with delimiters, positions, and several beside another.
GOLDEN = {
    "lines": (
        '<citeStructure match="//body/l" use="@n" unit="line"/>',
        "".join(f'<l n="{n}">line <hi>{n}</hi></l>' for n in range(1, 9)),
    ),
    "books": (
        _BOOK + '<citeStructure match="l" use="@n" delim="." unit="line"/></citeStructure>',
        "".join(
            f'<div n="{b}">' + "".join(f'<l n="{n}">b{b} l{n}</l>' for n in range(1, 4)) + "</div>"
            for b in "ABC"
        ),
    ),
    "deep": (
        _BOOK + _CHAPTER + "</citeStructure>",
        "".join(
            f'<div n="{b}"><head>H{b}</head>'
            + "".join(f'<div n="{c}"><p n="1">{b}{c}1</p><p n="2">x</p></div>' for c in (1, 2))
            + "</div>"
            for b in (1, 2)
        ),
    ),
}
ASK = """\
import json, sys
from dapytains.tei.document import Document

document = Document(sys.argv[1])
refs, rows = [], []


def walk(units):
    rows.append([unit.ref for unit in units])
    for unit in units:
        refs.append((unit.ref, unit.level))
        walk(unit.children)


walk(document.get_reffs(None))
told = {}


def note(*asked):
    try:
        told["|".join(asked)] = "".join(document.get_passage(*asked).itertext())
    except Exception:  # its own flaw, see above
        pass


for ref, _ in refs:
    note(ref)
for row in rows:
    for number, one in enumerate(row):
        for two in row[number + 1 :]:
            note(one, two)
print(json.dumps([refs, told]))
"""


def _compare(
    client: Client, file: Path, name: str
) -> tuple[list[tuple[str, int]], list[tuple[str, int]], dict[str, tuple[str, str]]]:
    """Our references and theirs with their levels, and passages with other words, ours first."""
    told = subprocess.run([PYTHON, "-c", ASK, file], capture_output=True, text=True, check=True)
    theirs, words = json.loads(told.stdout)
    asked = urlencode({"resource": name, "down": "-1"})
    members = json.loads(client.send(asked, "/dts/navigation")[2])["member"]
    different = {}
    for key, expected in words.items():
        first, _, last = key.partition("|")
        ends = {"start": first, "end": last} if last else {"ref": first}
        body = client.send(urlencode({"resource": name, **ends}), "/dts/document")[2]
        found = re.sub(r"\s", "", "".join(etree.fromstring(body).itertext()))  # type: ignore[arg-type]
        if found != re.sub(r"\s", "", expected):
            different[key] = (found, expected)
    ours = [(one["identifier"], one["level"]) for one in members]
    return ours, [(re.sub(r'\bn="(\d+)"', r"\1", ref), level) for ref, level in theirs], different


@pytest.mark.parametrize("name", GOLDEN)
def test_references_and_passages_agree(tmp_path: Path, name: str) -> None:
    """The same references at the same levels, and the same words in each passage and range."""
    (tmp_path / "tei").mkdir()
    refs, body = GOLDEN[name]
    (tmp_path / "tei" / "t.xml").write_text(TEXT.format(id=name, refs=refs, body=body))
    (tmp_path / "edition.toml").write_text(TOML)
    publish(read_config(tmp_path)[0], now=lambda: "2026-11-28T10:00:00Z")
    client = Client(tmp_path / "public" / NAME, None)
    file = tmp_path / "public" / "site" / "downloads" / f"{name}.xml"
    ours, theirs, different = _compare(client, file, name)
    assert (ours, different) == (theirs, {})


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory, top: Path) -> Path:
    """The public folder of the bundled edition, as text tools get it."""
    folder = tmp_path_factory.mktemp("bundled")
    shutil.copytree(top / "tei", folder / "tei")
    toml = (top / "edition.toml").read_text()
    (folder / "edition.toml").write_text(toml)
    config, _ = read_config(folder)
    config = replace(
        config,
        edition=replace(config.edition, url="https://ed.example.org"),
        publish=replace(config.publish, email="us@ed.example.org"),
        outputs=replace(config.outputs, pdf=None),
    )
    assert publish(config, now=lambda: "2026-11-28T10:00:00Z").written
    return folder / "public"


def test_the_bundled_edition_agrees(bundled: Path) -> None:
    """Every text of it that declares how it is cited."""
    client = Client(bundled / NAME, None)
    seen = []
    for one in json.loads(client.send("", "/dts/collection")[2])["member"]:
        file = bundled / "site" / "downloads" / Path(one["download"]).name
        if b"<citeStructure" in file.read_bytes():
            seen.append(one["@id"])
            ours, theirs, different = _compare(client, file, one["@id"])
            calculated = [(ref, level) for ref, level in ours if ref.startswith(("post", "item"))]
            assert [one for one in ours if one not in calculated] == theirs
            # Paragraphs of these texts lie in several divisions: see above for ranges
            assert [key for key in different if "|" not in key] == []
    assert len(seen) == 6

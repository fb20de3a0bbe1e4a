"""Packages add formats and sets: that of the guide does what it says, and mistakes are told."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree

from siglum.config import read_config
from siglum.crosswalks import extensions
from siglum.findings import EditionError
from siglum.harvest.application import application
from siglum.publishing import publish

GUIDE = Path(__file__).parents[2] / "docs" / "guide.md"
TOML = """\
[edition]
title = "Letters"
url = "https://letters.example.org"
licence = "CC0"
[publish]
email = "us@letters.example.org"
[outputs.website]
"""
TEXT = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}"><teiHeader><fileDesc>
<titleStmt><title>A &amp; B</title></titleStmt><publicationStmt><p>P</p></publicationStmt>
<sourceDesc><p>s</p></sourceDesc></fileDesc><profileDesc><creation><date when="{year}"/></creation>
</profileDesc></teiHeader><text><body><p>x</p></body></text></TEI>
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """`install(module, formats=…, sets=…)` puts a package beside siglum, for one test."""

    def forget() -> None:
        extensions.further_formats.cache_clear()
        extensions._set_functions.cache_clear()
        sys.modules.pop("briefformat", None)

    def made(module: str, **groups: dict[str, str]) -> None:
        folder = tmp_path / "packages"
        told = folder / "briefformat-1.0.dist-info"
        told.mkdir(parents=True)
        (folder / "briefformat.py").write_text(module)
        (told / "METADATA").write_text("Metadata-Version: 2.1\nName: briefformat\nVersion: 1.0\n")
        lines = [
            line
            for group, points in groups.items()
            for line in (f"[siglum.{group}]", *(f"{n} = {v}" for n, v in points.items()))
        ]
        (told / "entry_points.txt").write_text("\n".join(lines))
        monkeypatch.syspath_prepend(str(folder))
        forget()

    yield made
    forget()


def _publish(folder: Path) -> Callable[[str], str]:
    """Publish two texts -> what asks the service."""
    (folder / "tei").mkdir(exist_ok=True)
    for name, year in (("a", "1755"), ("b", "1900")):
        (folder / "tei" / f"{name}.xml").write_text(TEXT.format(id=name, year=year))
    (folder / "edition.toml").write_text(TOML)
    publish(read_config(folder)[0], now=lambda: "2026-11-28T10:00:00Z")
    app = application(folder / "public" / "harvest.sqlite")

    def ask(query: str) -> str:
        environment = {"REQUEST_METHOD": "GET", "PATH_INFO": "/oai", "QUERY_STRING": query}
        return b"".join(app(environment, lambda *_: None)).decode()

    return ask


def test_the_example_of_the_guide(tmp_path: Path, install: Callable[..., None]) -> None:
    """It is taken from the text of the guide, installed, and harvested."""
    blocks = dict(re.findall(r"```\w+\n# (\S+)\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL))
    points = tomllib.loads(blocks["pyproject.toml"])["project"]["entry-points"]
    install(blocks["briefformat.py"], formats=points["siglum.formats"], sets=points["siglum.sets"])
    ask = _publish(tmp_path)
    assert "<metadataPrefix>brief</metadataPrefix>" in ask("verb=ListMetadataFormats")
    told = ask("verb=ListRecords&metadataPrefix=brief&set=century")
    assert told.count("<record>") == 1
    assert (
        '<brief xmlns="https://letters.example.org/brief"><title>A &amp; B</title></brief>' in told
    )
    assert "<setSpec>century:18</setSpec>" in told
    assert "<setName>18th century</setName>" in ask("verb=ListSets")
    etree.fromstring(told.encode())


HEAD = "from siglum.crosswalks.extensions import Extension\n"


@pytest.mark.parametrize(
    ("module", "told"),
    [
        ("x = 1 / 0", "cannot be loaded: ZeroDivisionError"),
        ("f = 1", "is no Extension with a prefix"),
        (f"{HEAD}f = Extension('a b', 's', 'n', str)", "is no Extension with a prefix"),
        (f"{HEAD}f = Extension('tei', 's', 'n', str)", 'has the prefix "tei" of another format'),
        (f"{HEAD}f = Extension('x', 's', 'n', lambda r: r.nothing)", "fails at a: AttributeError"),
        (f"{HEAD}f = Extension('x', 's', 'n', lambda r: '<a>')", "writes no XML of a"),
        (f"{HEAD}f = Extension('x', 's', 'n', lambda r: 7)", "writes no XML of a"),
        (f"{HEAD}f = Extension('x', 's', 'n', lambda r: '<a/>')", "that is not of n"),
        ("s = 1", "fails at a: TypeError"),
        ("s = lambda r: 'x'", "gives no specs of sets"),
        ("s = lambda r: {'a b': 'A'}", "gives no specs of sets"),
        ("s = lambda r: {'a': 1}", "gives no specs of sets"),
    ],
)
def test_mistakes_of_a_package_are_told(
    tmp_path: Path, install: Callable[..., None], module: str, told: str
) -> None:
    """One finding that names it; nothing is published, and there is no traceback."""
    group, name = ("sets", "s") if module.startswith("s =") else ("formats", "f")
    install(module, **{group: {"one": f"briefformat:{name}"}})
    with pytest.raises(EditionError) as raised:
        _publish(tmp_path)
    (finding,) = raised.value.findings
    assert finding.code == "publish.extension"
    assert told in str(finding)
    assert not (tmp_path / "public").exists()


def test_a_format_may_have_no_record_of_a_text(
    tmp_path: Path, install: Callable[..., None]
) -> None:
    """It is left out of lists in this format alone."""
    write = "lambda r: '<a xmlns=\"n\"/>' if r.identifier == 'b' else ''"
    install(f"{HEAD}f = Extension('x', 's', 'n', {write})", formats={"x": "briefformat:f"})
    ask = _publish(tmp_path)
    assert ask("verb=ListRecords&metadataPrefix=x").count("<record>") == 1
    assert ask("verb=ListRecords&metadataPrefix=oai_dc").count("<record>") == 2

"""The examples of the guide do what it says: they are taken from its text and run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from siglum.build import build
from siglum.config import read_config

GUIDE = Path(__file__).parents[1] / "docs" / "guide.md"
_BLOCK = re.compile(r"```\w+\n(?:<!--|\{#|/\*|#) (\S+)(?: -->| #\}| \*/)?\n(.*?)```", re.DOTALL)
_TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A</title>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<text xml:lang="en"><body>
<div n="1"><p>by <persName>Ann</persName> in <hi rend="handwritten">ink</hi></p></div>
<div n="2"><p>and in <hi rend="pencil">lead</hi></p></div></body></text></TEI>"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The website of a small edition that has every example of the chapter on looks."""
    folder = tmp_path_factory.mktemp("edition")
    chapter = GUIDE.read_text("utf-8").partition("\n## 9.")[2]
    blocks = dict(_BLOCK.findall(chapter))
    assert sorted(blocks) == [
        "edition.toml", "templates/index.html", "templates/static/own.css", "xslt/html.xsl",
    ]  # fmt: skip
    blocks["edition.toml"] += '[source]\ntexts = ["a.xml"]\n[outputs.website]\nsplit = 1000\n'
    for name, content in blocks.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    (folder / "a.xml").write_text(_TEI, "utf-8")
    config, findings = read_config(folder)
    report = build(config, folder / "build")
    assert [str(one) for one in (*findings, *report.findings) if one.severity == "error"] == []
    site = folder / "build" / "site"
    return {p.relative_to(site).as_posix(): p.read_text("utf-8") for p in site.rglob("*.[hc]*")}


def test_each_example_fits_on_a_card() -> None:
    """Five lines and what XML or TOML want around them."""
    chapter = GUIDE.read_text("utf-8").partition("\n## 9.")[2]
    assert max(len(content.splitlines()) for _, content in _BLOCK.findall(chapter)) <= 7


def test_one_element(pages: dict[str, str]) -> None:
    """The rule for persName holds, and all others are as they were."""
    page = html.fromstring(pages["texts/a/index.html"])
    assert [one.text for one in page.iter("b")] == ["Ann"]
    assert page.xpath("//p[contains(@class, 'p')]/span[contains(@class, 'hi')]")


def test_one_page(pages: dict[str, str]) -> None:
    """The start page says thanks, no other page does."""
    assert [name for name, page in pages.items() if "With thanks" in page] == ["index.html"]


def test_one_style(pages: dict[str, str]) -> None:
    """The line of CSS comes after the built-in ones, on every page."""
    assert ".who" in pages["static/own.css"]
    for name, page in pages.items():
        if name.endswith(".html"):
            links = html.fromstring(page).xpath("//link[@rel='stylesheet']/@href")
            ours = [one for one in links if "static/" in one]
            assert ours[0].endswith("static/style.css"), name
            assert ours[-1].endswith("static/own.css"), name


def test_one_word(pages: dict[str, str]) -> None:
    """A phrase of the edition, and the looks it gives to words of its own."""
    page = pages["texts/a/index.html"]
    assert 'class="hi r-italic"' in page
    assert "color:#666;font-style:italic" in page
    assert any("Overview" in one for one in pages.values())

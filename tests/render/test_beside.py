from __future__ import annotations

import re

import pytest
from lxml import html

from siglum.build import build
from siglum.config import read_config

_TOML = """
[source]
texts = ["la.xml", "en.xml"]
[outputs.website]
split = 500
[[parallel]]
texts = ["{}", "en.xml"]
"""


@pytest.fixture
def beside(tei, tmp_path):
    """`beside(first, second)` -> the site of an edition of two texts side by side, and findings."""

    def make(first, second, name="la.xml"):
        (tmp_path / "la.xml").write_bytes(tei(first, language="la"))
        (tmp_path / "en.xml").write_bytes(tei(second, language="en", witnesses=""))
        (tmp_path / "edition.toml").write_text(_TOML.format(name), encoding="utf-8")
        config, findings = read_config(tmp_path)
        assert not findings
        report = build(config, tmp_path / "build", only=("website",))
        assert report.written
        return tmp_path / "build" / "site", report.findings

    return make


def _page(site, name):
    return html.fromstring((site / name).read_bytes())


def _cells(page):
    """Each block: its column, its row and span, its words."""
    found = []
    for one in page.xpath("//*[contains(@class, ' beside ')]"):
        row, span = re.findall(r"--(?:row|span):(\d+)", one.get("style"))
        for number in one.xpath("./a[@class='n']"):
            number.drop_tree()
        words = " ".join(one.text_content().split())
        found.append((one.get("class").split()[-1], int(row), int(span), words))
    return found


def _division(number, words, paragraphs=2):
    inner = "".join(f"<p>{words} {n} {'x ' * 200}</p>" for n in range(1, paragraphs + 1))
    return f'<div n="{number}">{inner}</div>'


def test_each_part_of_the_first_text_has_a_page_with_what_belongs_to_it(beside):
    """By the numbers of both; a text that is divided into other pages follows the first."""
    site, _ = beside(
        _division(1, "unus") + _division(2, "duo"), _division(1, "one", 3) + _division(2, "two")
    )
    pages = sorted(path.name for path in (site / "beside/la/en").iterdir())
    assert pages == ["div1.html", "div2.html"]
    cells = [(*where, words[:7]) for *where, words in _cells(_page(site, "beside/la/en/div1.html"))]
    assert cells == [
        ("first", 1, 1, "1unus 1"),
        ("first", 2, 1, "unus 2 "),
        ("second", 1, 1, "1one 1 "),
        ("second", 2, 1, "one 2 x"),
        ("second", 3, 1, "one 3 x"),
    ]


def test_all_links_of_such_a_page_lead_to_the_texts_and_it_has_no_addresses(beside):
    """Numbers, notes and entries; so that nothing has two addresses."""
    site, _ = beside(
        '<p>unus<note>nota</note> <app><lem wit="#A">duo</lem><rdg wit="#B">tres</rdg></app></p>',
        "<p>one</p>",
    )
    page = _page(site, "beside/la/en/index.html")
    article = page.find(".//article")
    assert not article.xpath(".//@id")
    links = article.xpath(".//p//a/@href")
    assert len(links) == 4
    for link in links:
        target, _, name = link.partition("#")
        file = (site / "beside/la/en" / target).resolve()
        assert f'id="{name}"' in file.read_text(encoding="utf-8"), link


def test_the_pages_of_both_texts_lead_there(beside):
    """Each from the page on which it has what is shown."""
    site, _ = beside(_division(1, "a") + _division(2, "b"), _division(1, "c") + _division(2, "d"))
    for text, part in (("la", "div1"), ("la", "div2"), ("en", "div1"), ("en", "div2")):
        page = _page(site, f"texts/{text}/{part}.html")
        links = page.xpath("//*[@class='s-beside']/a/@href")
        assert links == [f"../../beside/la/en/{part}.html"]


def test_a_file_that_is_no_text_of_the_edition_is_told(beside):
    """With the place in edition.toml; the website is made without it."""
    site, findings = beside("<p>a</p>", "<p>b</p>", name="gr.xml")
    assert not (site / "beside").exists()
    (told,) = [one for one in findings if "gr.xml" in one.message]
    assert (told.code, told.place.line) == ("config.wrong-value", 7)
    assert told.place.file.endswith("edition.toml")


@pytest.mark.parametrize("texts", ['["a.xml"]', '["a.xml", "a.xml"]', '["a.xml", "../b.xml"]'])
def test_two_different_files_of_the_edition_must_be_named(texts, tmp_path):
    """Anything else is a mistake in edition.toml."""
    (tmp_path / "edition.toml").write_text(f"[[parallel]]\ntexts = {texts}\n", encoding="utf-8")
    _config, findings = read_config(tmp_path)
    assert [one.code for one in findings] == ["config.wrong-value"]

"""siglum.outputs.overview: what is about all texts, also where there are very many."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from siglum.build import build
from siglum.config import read_config

TOML = '[edition]\ntitle = "Letters"\nurl = "https://x.example"\n[outputs.website]\n'
TEXTS = [f"t{n}" for n in range(1, 6)]
ENTRY = '<p>a <app><lem wit="#A">b</lem><rdg wit="#B">c</rdg></app></p>'


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tei) -> Path:
    """The website of five texts, where four are too many for one list, and two make a group.

    Whatever is known of them lies on the disk as soon as there are two.
    """
    monkeypatch.setattr("siglum.outputs.overview._MANY_TEXTS", 4)
    monkeypatch.setattr("siglum.outputs.overview._GROUP", 2)
    monkeypatch.setattr("siglum.ondisk._NEAR", 1)
    (tmp_path / "tei").mkdir()
    for name in TEXTS:
        # the last two have no witness, and the fourth points to the first
        body = ENTRY if name < "t4" else '<p>b <ref target="t1.xml">see</ref></p>'
        text = tei(body, witnesses="" if name >= "t4" else "A B")
        (tmp_path / "tei" / f"{name}.xml").write_bytes(text)
    (tmp_path / "edition.toml").write_text(TOML)
    assert build(read_config(tmp_path)[0], tmp_path / "build").written
    return tmp_path / "build" / "site"


def _links(site: Path, page: str, within: str = "//main//@href") -> list[str]:
    return html.fromstring((site / page).read_bytes()).xpath(within)


def test_the_start_page_lists_groups_of_very_many_texts(site):
    """Each text stands in the list of one group, in order, and is called by its title."""
    groups = [f"texts-{n}.html" for n in (1, 2, 3)]
    assert _links(site, "index.html") == groups
    listed = [_links(site, page, "//ol[@class='documents']//@href") for page in groups]
    texts = [f"texts/{name}/index.html" for name in TEXTS]
    assert listed == [texts[:2], texts[2:4], texts[4:]]


def test_groups_lead_to_their_neighbours_and_back(site):
    """The first has none before it, the last none after it."""
    turns = [_links(site, f"texts-{n}.html", "//main//a[@rel]/@href") for n in (1, 2, 3)]
    assert turns == [["texts-2.html"], ["texts-1.html", "texts-3.html"], ["texts-2.html"]]
    assert _links(site, "texts-2.html", "//*[@class='crumbs']//@href") == ["index.html"]


def test_witnesses_stand_with_their_group(site):
    """So that their list is not one page of all texts."""
    assert _links(site, "witnesses.html") == [f"witnesses-{n}.html" for n in (1, 2, 3)]
    headed = [_links(site, f"witnesses-{n}.html", "//h2//@href") for n in (1, 2, 3)]
    texts = [f"texts/{name}/index.html" for name in TEXTS]
    assert headed == [texts[:2], texts[2:3], []]


def test_the_page_about_the_edition_leads_to_the_groups(site):
    """Each text leads to the page about it."""
    assert "texts-3.html" in _links(site, "about.html")
    assert "texts/t1/about.html" not in _links(site, "about.html")


def test_the_link_set_has_every_text(site):
    """Machines read it whole."""
    whole, *described = json.loads((site / "linkset.json").read_text())["linkset"]
    items = [one["href"].removeprefix("https://x.example/") for one in whole["item"]]
    assert items == [f"texts/{name}/index.html" for name in TEXTS]
    assert described


def test_no_link_leads_to_nothing(site):
    """Also not those from one text to another, which may lie on the disk by then."""
    assert _links(site, "texts/t4/index.html", "//a[text()='see']/@href") == ["../t1/index.html"]
    for page in site.rglob("*.html"):
        for address in html.fromstring(page.read_bytes()).xpath("//@href"):
            parts = urlsplit(address)
            if not parts.scheme and parts.path:
                assert (page.parent / unquote(parts.path)).is_file(), (page, address)


def test_it_makes_no_difference_what_lies_on_the_disk(
    top: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same bytes, with everything in memory and with next to nothing."""

    def files(folder: Path) -> dict[str, bytes]:
        assert build(read_config(top)[0], folder, only=("website", "tei")).written
        made = [file for file in folder.rglob("*") if file.is_file()]
        return {file.relative_to(folder).as_posix(): file.read_bytes() for file in made}

    whole = files(tmp_path / "memory")
    monkeypatch.setattr("siglum.ondisk._NEAR", 1)
    assert files(tmp_path / "disk") == whole

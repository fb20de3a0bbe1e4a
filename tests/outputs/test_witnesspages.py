from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from tests.outputs.test_website import _odds

from siglum.build import build, read_edition
from siglum.config import config_for_sources, read_config
from siglum.inspection import Report, quiet
from siglum.outputs import synopsis, witnesspages
from siglum.sources import find_sources
from siglum.variation.witnesstext import plain_text

Builder = Callable[..., bytes]
SIGLA = [f"W{number}" for number in range(1, 14)]


def _text(tei: Builder, sigla: list[str], chapters: int = 3) -> bytes:
    """Chapters in which each witness departs somewhere, and the last one has a lacuna."""
    parts = []
    for number in range(1, chapters + 1):
        lines = "".join(
            f"<p>so <app><lem>went</lem><rdg wit='#{one}'>{one.lower()}fled</rdg></app> he"
            f" <app><lem>home</lem><rdg wit='#{one}'/></app> that night " + "and on " * 60 + "</p>"
            for one in sigla
        )
        lost = (
            f"<p>here <app><lem>is</lem><rdg wit='#{sigla[-1]}'><lacunaStart/></rdg></app> it</p>"
        )
        parts.append(
            f"<div xml:id='c{number}' n='{number}'><head>{number}</head>{lines}{lost}</div>"
        )
    return tei("".join(parts), witnesses=" ".join(sigla))


@pytest.fixture
def many(tmp_path: Path, tei: Builder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The website of a text with thirteen witnesses, its pages short."""
    monkeypatch.setattr("siglum.outputs.witnesspages._LETTERS", 20_000)
    (tmp_path / "many.xml").write_bytes(_text(tei, SIGLA))
    config = config_for_sources([tmp_path / "many.xml"])
    assert build(config, tmp_path / "build", only=("website",)).written
    return tmp_path / "build" / "site"


def _words(page: Path) -> str:
    article = html.document_fromstring(page.read_bytes()).find(".//article")
    assert article is not None
    for number in article.xpath(".//a[@class='n']"):
        number.drop_tree()
    return re.sub(r"\s+", " ", article.text_content()).strip()


def test_each_of_many_witnesses_has_its_text_on_pages_of_its_own(many: Path) -> None:
    """All pages of a witness, one after the other, are its text, gaps and all."""
    config = config_for_sources([many.parents[1] / "many.xml"])
    work = many.parents[1] / "work"
    edition = read_edition(config, find_sources(config)[0], work, Report(), quiet, {})
    folder = many / "texts/many/witness"
    assert sorted(one.name for one in folder.iterdir()) == sorted(SIGLA)
    for siglum in SIGLA:
        pages = sorted((folder / siglum).iterdir(), key=lambda page: (len(page.name), page.name))
        pages.sort(key=lambda page: page.name != "index.html")
        assert (len(pages) > 1) is (siglum != SIGLA[-1])
        text = plain_text(edition.documents[0], siglum)
        assert " ".join(map(_words, pages)) == re.sub(r"\s+", " ", text)


def test_they_lead_to_the_edited_text_and_to_each_other(many: Path) -> None:
    """A number to its line, a departure to its entry; every page to the same unit in the others."""
    assert list(_odds(many)) == []
    page = html.document_fromstring((many / "texts/many/witness/W2/index.html").read_bytes())
    departures = page.xpath("//article//a[contains(@class, 'alt')]")
    assert departures[0].text == "w2fled"
    assert "om" in departures[1].get("class")
    assert all("../../c" in one.get("href") for one in departures)
    assert page.xpath("//article//a[@class='n']/@href")[0].startswith("../../c1.html#")
    unit = html.document_fromstring((many / "texts/many/c3.html").read_bytes())
    others = unit.xpath("//details[@class='s-each']//a/@href")
    assert len(others) == len(SIGLA)
    assert all(re.fullmatch(r"witness/W\d+/\w+\.html#s-unit-3", one) for one in others)


def test_few_witnesses_need_none_unless_pages_are_heavy(
    tmp_path: Path, tei: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twelve are read by the switch; where all they read would be too much, by themselves too."""
    (tmp_path / "few.xml").write_bytes(_text(tei, SIGLA[:3], 1))
    config = config_for_sources([tmp_path / "few.xml"])
    build(config, tmp_path / "build", only=("website",))
    assert not (tmp_path / "build/site/texts/few/witness").exists()
    monkeypatch.setattr(synopsis, "_LETTERS", 1000)
    build(config, tmp_path / "build", only=("website",))
    assert (tmp_path / "build/site/texts/few/witness/W1/index.html").is_file()


def test_an_edition_may_do_without_them(tmp_path: Path, tei: Builder) -> None:
    """`witness_pages` of edition.toml; no page leads to them then."""
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei/many.xml").write_bytes(_text(tei, SIGLA, 1))
    (tmp_path / "edition.toml").write_text("[outputs.website]\nwitness_pages = false\n", "utf-8")
    build(read_config(tmp_path)[0], tmp_path / "build", only=("website",))
    folder = tmp_path / "build/site/texts/many"
    assert not (folder / "witness").exists()
    assert "witness/" not in (folder / "index.html").read_text("utf-8")


def test_sigla_that_differ_by_capitals_alone_have_folders_of_their_own(
    tmp_path: Path, tei: Builder
) -> None:
    """On many disks A and a are one."""
    sigla = ["A", "a", *SIGLA]
    (tmp_path / "many.xml").write_bytes(_text(tei, sigla, 1))
    config = config_for_sources([tmp_path / "many.xml"])
    build(config, tmp_path / "build", only=("website",))
    names = [one.name for one in (tmp_path / "build/site/texts/many/witness").iterdir()]
    assert len({name.lower() for name in names}) == len(sigla)


def test_very_many_witnesses_are_listed_once(
    tmp_path: Path, tei: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or each page would name all others: of two thousand that is half a gigabyte."""
    monkeypatch.setattr(witnesspages, "_LISTED", 12)
    (tmp_path / "many.xml").write_bytes(_text(tei, SIGLA, 1))
    build(config_for_sources([tmp_path / "many.xml"]), tmp_path / "build", only=("website",))
    folder = tmp_path / "build/site/texts/many"
    listed = (folder / "witness/index.html").read_text("utf-8")
    for siglum in SIGLA:
        assert f'href="{siglum}/index.html">{siglum}</a>' in listed
        assert (folder / "witness" / siglum / "index.html").is_file()
    own = (folder / "witness" / SIGLA[0] / "index.html").read_text("utf-8")
    assert 'href="../index.html">Witnesses one by one</a>' in own
    assert f'"../{SIGLA[1]}/' not in own
    assert 'href="witness/index.html">' in (folder / "index.html").read_text("utf-8")

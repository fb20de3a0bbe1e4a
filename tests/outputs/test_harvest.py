from __future__ import annotations

import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest
from lxml import etree, html

from siglum.build import build
from siglum.config import read_config
from siglum.publishing import publish

TOML = """\
[edition]
title = "Letters"
licence = "https://creativecommons.org/licenses/by/4.0/"
{url}
[publish.tombstones]
{tombstones}
[outputs.website]
split = {split}
[outputs.tei]
"""
URL = "https://x.example/letters"


class Site:
    """An edition of two texts with several parts, and its published site."""

    def __init__(self, folder: Path, tei) -> None:
        self.folder = folder
        self.site = folder / "public" / "site"
        (folder / "tei").mkdir(parents=True)
        for name in ("a", "b"):
            parts = "".join(
                f'<div xml:id="{name}{n}"><head>Part {n}</head><p>{"words " * 60}</p><p>x</p></div>'
                for n in (1, 2, 3)
            )
            text = tei(parts, witnesses="").replace(b"<TEI ", f'<TEI xml:id="{name}" '.encode())
            (folder / "tei" / f"{name}.xml").write_bytes(text)

    def publish(self, time="10", url=URL, split=500, **tombstones) -> None:
        lines = "".join(f'"{name}" = "{why}"\n' for name, why in tombstones.items())
        line = f'url = "{url}"' if url else ""
        toml = TOML.format(url=line, tombstones=lines, split=split)
        (self.folder / "edition.toml").write_text(toml)
        config, findings = read_config(self.folder)
        report = publish(config, now=lambda: f"2026-11-28T{time}:00:00Z")
        assert report.written, [str(one) for one in [*findings, *report.findings]]

    def read(self, name: str) -> str:
        return (self.site / name).read_text("utf-8")

    def page(self, name: str):
        return html.fromstring(self.read(name).encode())

    def links(self, name: str) -> list[tuple[str, str]]:
        links = self.page(name).xpath("//head/link[not(@rel='stylesheet' or @rel='icon')]")
        return [(link.get("rel"), link.get("href")) for link in links]


@pytest.fixture
def site(tmp_path, monkeypatch, tei) -> Site:
    monkeypatch.chdir(tmp_path)
    made = Site(tmp_path / "e", tei)
    made.publish()
    return made


def test_every_file_of_the_site_is_in_the_manifest(site):
    """In the syntax of BagIt, which sha256sum reads; the manifest is the only one that is not."""
    lines = site.read("manifest-sha256.txt").splitlines()
    found = dict(reversed(line.split("  ", 1)) for line in lines)
    files = [file for file in site.site.rglob("*") if file.is_file()]
    sums = {
        file.relative_to(site.site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
        if file.name != "manifest-sha256.txt"
    }
    assert found == sums
    subprocess.run(["sha256sum", "-c", "--quiet", "manifest-sha256.txt"], cwd=site.site, check=True)


def test_the_sitemap_has_every_page_and_every_text(site):
    """With the datestamp of its text: a page that is as it was keeps it."""
    path = site.folder / "tei" / "a.xml"
    path.write_text(path.read_text().replace("words words", "other words", 1))
    site.publish("11")
    root = etree.fromstring(site.read("sitemap.xml").encode())
    found = {one[0].text.removeprefix(f"{URL}/"): one[1].text[11:13] for one in root}
    pages = {file.relative_to(site.site).as_posix() for file in site.site.rglob("*.html")}
    assert set(found) == pages | {"downloads/a.xml", "downloads/b.xml"}
    assert {found[name] for name in found if "b" in name.split("/")[1:2]} == {"10"}
    assert found["texts/a/a2.html"] == found["downloads/a.xml"] == found["index.html"] == "11"


def test_robots_are_welcome(site):
    """robots.txt names the sitemap, and can be replaced as any template."""
    assert site.read("robots.txt").splitlines()[-1] == f"Sitemap: {URL}/sitemap.xml"
    (site.folder / "templates").mkdir()
    (site.folder / "templates" / "robots.txt").write_text("User-agent: *\nDisallow: /\n")
    site.publish("11")
    assert "Disallow" in site.read("robots.txt")


def test_without_an_address_there_is_no_sitemap_and_no_feed(site):
    """Both must have whole addresses; link sets lead from file to file."""
    site.publish("11", url="")
    assert not (site.site / "sitemap.xml").exists()
    assert not (site.site / "feed.xml").exists()
    assert "feed.xml" not in site.read("index.html")
    assert "Sitemap" not in site.read("robots.txt")
    first, second, *_ = json.loads(site.read("texts/a/linkset.json"))["linkset"]
    assert first["anchor"] == "index.html"
    assert second["anchor"] == "../../downloads/a.xml"
    assert (site.site / "texts/a" / second["anchor"]).is_file()


def test_the_page_of_a_text_has_signposts(site):
    """FAIR Signposting, level 1: how to cite it, its licence, its files, what it is part of."""
    endings = ("jsonld", "dc.xml", "datacite.xml", "mods.xml", "marc.xml")
    assert site.links("texts/a/index.html")[:13] == [
        ("alternate", "../../feed.xml"),
        ("type", "https://schema.org/AboutPage"),
        ("type", "https://schema.org/CreativeWork"),
        ("cite-as", f"{URL}/texts/a/index.html"),
        ("license", "https://creativecommons.org/licenses/by/4.0/"),
        ("item", "../../downloads/a.xml"),
        ("collection", "../../index.html"),
        *(("describedby", f"records/a.{ending}") for ending in endings),
        ("linkset", "linkset.json"),
    ]


def test_other_pages_lead_to_the_page_of_the_text(site):
    """A part is an item of it; the start page is that of the edition."""
    assert ("collection", "index.html") in site.links("texts/a/a1.html")
    assert ("collection", "index.html") in site.links("texts/a/about.html")
    assert ("linkset", "linkset.json") in site.links("index.html")
    assert ("cite-as", f"{URL}/index.html") in site.links("index.html")


def test_link_sets_say_the_same_and_more(site):
    """RFC 9264: the links of the page, and from each file back to it; the edition has all texts."""
    page, tei_file, *records = json.loads(site.read("texts/a/linkset.json"))["linkset"]
    assert page["anchor"] == f"{URL}/texts/a/index.html"
    said = {
        (rel, target["href"])
        for rel, targets in page.items()
        if rel != "anchor"
        for target in targets
    }
    in_head = {
        (rel, href.replace("../../", f"{URL}/").replace("records/", f"{URL}/texts/a/records/"))
        for rel, href in site.links("texts/a/index.html")
        if rel in ("type", "cite-as", "license", "item", "collection", "describedby")
    }
    assert said == in_head
    assert page["item"] == [{"href": f"{URL}/downloads/a.xml", "type": "application/tei+xml"}]
    assert tei_file == {
        "anchor": f"{URL}/downloads/a.xml",
        "collection": [{"href": f"{URL}/texts/a/index.html", "type": "text/html"}],
    }
    assert records
    for record in records:
        assert (site.site / record["anchor"].removeprefix(f"{URL}/")).is_file()
        assert record["describes"] == [{"href": page["anchor"], "type": "text/html"}]
    assert [record["anchor"] for record in records] == [one["href"] for one in page["describedby"]]
    whole, *_ = json.loads(site.read("linkset.json"))["linkset"]
    assert [one["href"] for one in whole["item"]] == [
        f"{URL}/texts/{key}/index.html" for key in "ab"
    ]


def test_what_was_withdrawn_leaves_a_page_at_each_address(site):
    """With the reason; in no sitemap, and for no search engine; also in later publications."""
    before = {file.name for file in (site.site / "texts/b").glob("*.html")}
    (site.folder / "tei" / "b.xml").unlink()
    site.publish("11", b="Not by N. N.")
    text = (site.folder / "tei" / "a.xml").read_bytes()
    (site.folder / "tei" / "b2.xml").write_bytes(text.replace(b'xml:id="a', b'xml:id="b.'))
    for time in ("11", "12"):
        site.publish(time, b="Not by N. N.")
        assert {file.name for file in (site.site / "texts/b").glob("*.html")} == before
        for name in before:
            text = site.read(f"texts/b/{name}")
            assert "This text was withdrawn on 28 November 2026. Not by N. N." in text
            assert '<meta name="robots" content="noindex">' in text
        assert "/texts/b/" not in site.read("sitemap.xml")
        assert not (site.site / "downloads" / "b.xml").exists()
        assert "deleted-entry" in site.read("feed.xml")


def test_addresses_lead_on_where_pages_change(site):
    """Pages join and part; whoever comes to an earlier address finds a link to the present one."""

    def follow(page: str, name: str) -> str:
        """The page on which one finds the place, coming to the address `page#name`."""
        tree = site.page(f"texts/a/{page}")
        (place,) = tree.xpath(f"//*[@id='{name}']")
        if not place.xpath("ancestor::ul[@class='moved']"):
            return page
        (link,) = place.iter("a")
        there, _, fragment = link.get("href").partition("#")
        assert fragment == name
        return follow(there, name)

    names = [f"a{n}{rest}" for n in (1, 2, 3) for rest in ("", ".p1", ".p2")]
    for name in names:
        assert follow(f"{name[:2]}.html", name) == f"{name[:2]}.html"
    site.publish("11", split=100_000)
    for name in names:
        assert follow(f"{name[:2]}.html", name) == "index.html"
        assert follow("index.html", name) == "index.html"
    site.publish("12", split=500)
    for name in names:
        assert follow("index.html", name) == f"{name[:2]}.html"
        assert follow(f"{name[:2]}.html", name) == f"{name[:2]}.html"
    lines = (site.folder / "ledger.jsonl").read_text().splitlines()
    stamps = set(re.findall(r'"datestamp": "([^"]+)"', "".join(lines)))
    assert stamps == {"2026-11-28T10:00:00Z"}


def test_a_build_has_what_was_published(site, tmp_path):
    """A preview shows the same: datestamps, feed, tombstones."""
    build(read_config(site.folder)[0], tmp_path / "out")
    for name in ("sitemap.xml", "feed.xml", "robots.txt", "linkset.json", "texts/a/a1.html"):
        assert (tmp_path / "out/site" / name).read_bytes() == (site.site / name).read_bytes()


def test_a_first_build_has_no_datestamps(tmp_path, monkeypatch, tei):
    """What was never published was published at no time: no lastmod, no feed."""
    monkeypatch.chdir(tmp_path)
    made = Site(tmp_path / "e", tei)
    toml = TOML.format(url=f'url = "{URL}"', tombstones="", split=500)
    (made.folder / "edition.toml").write_text(toml)
    build(read_config(made.folder)[0], tmp_path / "out")
    site = tmp_path / "out" / "site"
    assert "lastmod" not in (site / "sitemap.xml").read_text()
    assert not (site / "feed.xml").exists()
    assert "feed.xml" not in (site / "index.html").read_text()


@pytest.mark.parametrize(("epoch", "day"), [("86400", "1970-01-02"), ("x", ""), ("", "")])
def test_the_day_of_a_build_comes_from_its_environment(site, tmp_path, monkeypatch, epoch, day):
    """SOURCE_DATE_EPOCH, on every page with a citation; nothing where it is not set."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    build(read_config(site.folder)[0], tmp_path / "out")
    pages = list((tmp_path / "out/site").rglob("*.html"))
    assert len(pages) > 8
    for page in pages:
        told = html.fromstring(page.read_bytes()).xpath("//p[@class='s-issue']/text()")
        assert told == ([day] if day else [])

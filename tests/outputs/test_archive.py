from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree, html

from siglum import __version__
from siglum.cli import main
from siglum.config import read_config
from siglum.findings import EditionError
from siglum.publishing import publish
from siglum.sources import find_sources

TOML = """\
[edition]
title = "Letters & Papers"
subtitle = "A test"
editors = ["A. Editor"]
licence = "https://creativecommons.org/licenses/by/4.0/"
url = "https://x.example/letters"
[source]
texts = ["tei/*.xml", "single.xml"]
schema = "rules/any.rng"
[outputs.website]
[outputs.tei]
"""
RNG = (
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="a"/></start>'
    '<define name="a"><element><anyName/><zeroOrMore><choice><attribute><anyName/></attribute>'
    '<text/><ref name="a"/></choice></zeroOrMore></element></define></grammar>'
)


class Edition:
    def __init__(self, folder: Path, tei) -> None:
        self.folder, self.tei = folder, tei
        self.site = folder / "public/site"
        for name in ("tei", "rules", "tei/.hidden", "xslt", "drafts"):
            (folder / name).mkdir(parents=True)
        (folder / "edition.toml").write_text(TOML)
        (folder / "rules/any.rng").write_text(RNG)
        (folder / "tei/.hidden/x").write_text("x")
        (folder / "tei/leaf.txt").write_text("beside the sources")
        (folder / "drafts/draft.xml").write_text("<draft/>")
        for name in ("tei/a", "single"):
            self.put(name, "words")

    def put(self, name: str, words: str) -> None:
        text = self.tei(f"<p>{words}</p>", witnesses="")
        name_ = name.rpartition("/")[2]
        text = text.replace(b"<TEI ", f'<TEI xml:id="{name_}" '.encode())
        (self.folder / f"{name}.xml").write_bytes(text)

    def publish(self, release: str = "", day: str = "28"):
        config, findings = read_config(self.folder)
        assert findings == []
        return publish(config, release=release, now=lambda: f"2026-11-{day}T10:00:00Z")

    def bag(self, version: str) -> Path:
        return self.folder / "releases" / f"letters-papers-{version}"

    def state(self, *without: str) -> dict[str, str]:
        return {
            name: hashlib.sha256(file.read_bytes()).hexdigest()
            for file in self.folder.rglob("*")
            if file.is_file()
            and not (name := file.relative_to(self.folder).as_posix()).startswith(without)
        }


@pytest.fixture
def edition(tmp_path, monkeypatch, tei) -> Edition:
    monkeypatch.chdir(tmp_path)
    return Edition(tmp_path / "e", tei)


def _shown(page: Path) -> list[str]:
    """The versions and days that a page shows where one cites it."""
    tree = html.fromstring(page.read_bytes())
    return [text.strip() for text in tree.xpath("//p[@class='s-issue']/text()")]


def test_a_release_is_a_valid_bag(edition):
    """`bagit.py --validate` says so; with the day of the release, not of today."""
    edition.publish("1.0.0")
    bag = edition.bag("1.0.0")
    command = [sys.executable, "-m", "bagit", "--validate", "--quiet", str(bag)]
    assert subprocess.run(command, check=False).returncode == 0
    info = (bag / "bag-info.txt").read_text()
    assert "Bagging-Date: 2026-11-28\n" in info
    assert f"Bag-Software-Agent: siglum {__version__}\n" in info
    (bag / "data/LICENCE.txt").write_text("other")
    assert subprocess.run(command, check=False, capture_output=True).returncode == 1


def test_the_bag_has_all_that_the_edition_is_made_of(edition):
    """Sources with schema and rules, outputs, stylesheets, templates, licence; no drafts."""
    edition.publish("1.0.0")
    data = edition.bag("1.0.0") / "data"
    names = {file.relative_to(data).as_posix() for file in data.rglob("*") if file.is_file()}
    assert {name for name in names if name.startswith("source/")} == {
        "source/edition.toml", "source/tei/a.xml", "source/tei/leaf.txt", "source/single.xml",
        "source/rules/any.rng",
    }  # fmt: skip
    assert {"LICENCE.txt", "ro-crate-metadata.json", "outputs/tei/a.xml", "outputs/tei/SHA256SUMS",
            "outputs/site/index.html", "outputs/site/texts/a/index.html", "software/xslt/text.xsl",
            "software/templates/base.html"} <= names  # fmt: skip
    for name in ("a.xml", "single.xml"):
        public = edition.folder / "public/tei" / name
        assert (data / "outputs/tei" / name).read_bytes() == public.read_bytes()


def test_the_library_rocrate_reads_the_crate(edition):
    """Name, day, licence, version and editors; each text with its identifier and format."""
    from rocrate.rocrate import ROCrate

    edition.publish("1.0.0")
    data = edition.bag("1.0.0") / "data"
    crate = ROCrate(str(data))
    assert (crate.name, crate.description) == ("Letters & Papers", "A test")
    assert str(crate.datePublished).startswith("2026-11-28")
    assert crate.license.id == "https://creativecommons.org/licenses/by/4.0/"
    root = crate.root_dataset
    assert root["version"] == "1.0.0"
    assert [editor["name"] for editor in root["editor"]] == ["A. Editor"]
    assert crate.license["name"] == "CC BY 4.0"
    text = crate.get("outputs/tei/a.xml")
    assert (text.type, text["identifier"], text["inLanguage"]) == ("File", "a", "la")
    assert text["encodingFormat"] == "application/tei+xml"
    for entity in crate.data_entities:
        assert (data / entity.id).exists(), entity.id


def test_the_same_bytes_a_second_time(edition):
    """On a later day, with or without what was made before."""
    edition.publish("1.0.0")
    first = edition.state()
    for gone in ((), ("releases",), ("public",), ("public", "releases")):
        for name in gone:
            edition.folder.joinpath(name).rename(edition.folder.parent / f"{name}-{len(gone)}")
        if gone == ("public", "releases"):
            with pytest.raises(EditionError, match="release-missing"):
                edition.publish("1.0.0", day="30")
            continue
        edition.publish("1.0.0", day="30")
        assert edition.state() == first
        for name in gone:
            assert (edition.folder / name).is_dir()


def test_without_a_change_a_publication_is_still_the_release(edition):
    """The version stays on all pages until a text changes; then it is that of none."""
    edition.publish("1.0.0")
    first = edition.state()
    edition.publish(day="30")
    assert edition.state() == first
    edition.put("single", "other words")
    edition.publish(day="30")
    assert _shown(edition.site / "index.html") == []
    assert _shown(edition.site / "v/1.0.0/index.html") == ["Version 1.0.0, 2026-11-28"]


def test_version_and_day_stand_on_every_page(edition):
    """And in the citation, which leads to the address of the version."""
    edition.publish("1.0.0")
    pages = list(edition.site.rglob("*.html"))
    assert len(pages) == 2 * 6
    for page in pages:
        assert _shown(page) == ["Version 1.0.0, 2026-11-28"]
        cited = html.fromstring(page.read_bytes()).xpath("string(//*[@id='s-citation'])")
        assert "version 1.0.0, 2026-11-28" in " ".join(cited.split())
        name = page.relative_to(edition.site).as_posix()
        if "texts/" not in name:
            name = name.replace("about.html", "index.html")  # what is cited is the edition
            name = name.replace("witnesses.html", "index.html")
        assert f"https://x.example/letters/{name}" in cited


def test_a_frozen_website_stays_as_it_is(edition):
    """Byte by byte, whatever is published later, and needs nothing outside of it."""
    edition.publish("1.0.0")
    frozen = edition.site / "v/1.0.0"
    before = {file: file.read_bytes() for file in frozen.rglob("*") if file.is_file()}
    edition.put("single", "other words")
    edition.publish("1.1.0", day="29")
    assert {file: file.read_bytes() for file in frozen.rglob("*") if file.is_file()} == before
    assert b"other words" in (edition.site / "v/1.1.0/texts/single/index.html").read_bytes()
    for page in frozen.rglob("*.html"):
        for link in html.fromstring(page.read_bytes()).iterlinks():
            target = link[2].partition("#")[0]
            if target and "://" not in target:
                there = (page.parent / target).resolve()
                assert there.is_file(), (page, target)
                assert there.is_relative_to(frozen)
    about = html.fromstring((edition.site / "about.html").read_bytes())
    assert about.xpath("//a[starts-with(@href, 'v/')]/@href") == [
        "v/1.0.0/index.html", "v/1.1.0/index.html"
    ]  # fmt: skip


def test_a_frozen_website_tells_what_it_is_a_version_of(edition):
    """DataCite: IsVersionOf; RFC 5829: latest-version. What is latest is no version of itself."""
    edition.publish("1.0.0")
    latest = "https://x.example/letters/texts/single/index.html"
    record = "texts/single/records/single.datacite.xml"
    for folder, told in ((edition.site / "v/1.0.0", [latest]), (edition.site, [])):
        tree = etree.parse(str(folder / record))
        found = tree.xpath("//*[@relationType='IsVersionOf']/text()")
        page = html.fromstring((folder / "texts/single/index.html").read_bytes())
        assert found == page.xpath("//head/link[@rel='latest-version']/@href") == told


def test_a_version_names_the_one_before_it(edition):
    """DataCite: IsNewVersionOf; RFC 5829: predecessor-version. None has the first, nor the site."""
    for release, day in (("1.0.0", "28"), ("1.1.0", "29")):
        edition.put("single", release)
        edition.publish(release, day=day)
    before = ["https://x.example/letters/v/1.0.0/index.html"]
    for name, told in (("v/1.0.0", []), ("v/1.1.0", before), ("", [])):
        folder = edition.site / name
        tree = etree.parse(str(folder / "records/edition.datacite.xml"))
        found = tree.xpath("//*[@relationType='IsNewVersionOf']/text()")
        page = html.fromstring((folder / "index.html").read_bytes())
        assert found == page.xpath("//head/link[@rel='predecessor-version']/@href") == told
    assert (edition.site / before[0].partition("letters/")[2]).is_file()


def test_frozen_pages_are_in_the_manifest_and_not_in_the_sitemap(edition):
    """Search engines find the latest version; checksums are of all."""
    edition.publish("1.0.0")
    assert "/v/" not in (edition.site / "sitemap.xml").read_text()
    assert "  v/1.0.0/index.html\n" in (edition.site / "manifest-sha256.txt").read_text()


def test_a_release_is_not_made_again_of_other_texts(edition):
    """Nor of other files: what an archive has must not change; all that is public stays."""
    edition.publish("1.0.0")
    edition.put("single", "other words")
    before = edition.state()
    with pytest.raises(EditionError, match="with other texts"):
        edition.publish("1.0.0")
    assert edition.state() == before
    edition.put("single", "words")
    (edition.folder / "templates").mkdir()
    (edition.folder / "templates/robots.txt").write_text("other")
    before = edition.state()
    with pytest.raises(EditionError, match="with other files"):
        edition.publish("1.0.0")
    assert edition.state() == before


def test_a_release_that_is_gone_everywhere(edition):
    """It is missed, and what is public stays."""
    edition.publish("1.0.0")
    edition.folder.joinpath("releases").rename(edition.folder.parent / "away")
    edition.site.joinpath("v").rename(edition.folder.parent / "v")
    before = edition.state()
    with pytest.raises(EditionError, match=r"release-missing.*version 1\.0\.0"):
        edition.publish()
    assert edition.state() == before


def test_a_bag_is_no_source(edition):
    """Also where a pattern looks everywhere."""
    edition.publish("1.0.0")
    text = (edition.folder / "edition.toml").read_text()
    everywhere = text.replace('"tei/*.xml", "single.xml"', '"**/*.xml"')
    (edition.folder / "edition.toml").write_text(everywhere)
    found = {file.name for file in find_sources(read_config(edition.folder)[0])[0]}
    assert found == {"e/single.xml", "e/tei/a.xml", "e/drafts/draft.xml"}
    monkey = find_sources(read_config(edition.folder)[0])[0]
    assert not [file for file in monkey if "releases" in file.name]


def test_the_day_of_a_release_may_come_from_the_environment(edition, monkeypatch):
    """SOURCE_DATE_EPOCH, as for a build; datestamps are those of the clock all the same."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    edition.publish("1.0.0")
    assert _shown(edition.site / "index.html") == ["Version 1.0.0, 1970-01-02"]
    ledger = (edition.folder / "ledger.jsonl").read_text()
    assert set(re.findall(r'"datestamp": "([^"]+)"', ledger)) == {"2026-11-28T10:00:00Z"}
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    first = edition.state()
    edition.publish("1.0.0")
    assert edition.state() == first


def test_the_libraries_are_missed_before_any_work(edition, monkeypatch):
    """A hint says what to install; without --release they are not needed."""
    monkeypatch.setitem(sys.modules, "bagit", None)
    before = edition.state()
    with pytest.raises(EditionError, match="no-archive") as raised:
        edition.publish("1.0.0")
    assert "siglum[archive]" in raised.value.findings[0].hint
    assert edition.state() == before
    assert edition.publish().written


@pytest.mark.parametrize("version", ["", "../x", "1/2", "1 0", "-1", "1.", "x" * 41, "é"])
def test_a_version_is_a_plain_word(version, edition, monkeypatch):
    """It becomes the name of folders."""
    monkeypatch.chdir(edition.folder)
    result = CliRunner().invoke(main, ["publish", "--release", version])
    assert result.exit_code == 2
    assert "--release" in result.output


def test_the_command_tells_where_the_release_is(edition, monkeypatch):
    """What to hand to an archive."""
    monkeypatch.chdir(edition.folder)
    result = CliRunner().invoke(main, ["publish", "--release", "2.0-beta"])
    assert result.exit_code == 0
    assert "packed in releases/letters-papers-2.0-beta/" in result.stderr
    line = (edition.folder / "ledger.jsonl").read_text().splitlines()[1]
    assert json.loads(line)["release"] == "2.0-beta"


def test_a_folder_that_may_not_be_written(edition):
    """A file where the bags should lie: told, and nothing is published."""
    (edition.folder / "releases").write_text("a file")
    with pytest.raises(EditionError, match=r"output\.unwritable"):
        edition.publish("1.0.0")
    assert not (edition.folder / "public").exists()
    assert not (edition.folder / "ledger.jsonl").exists()


@pytest.mark.pdf
def test_the_book_has_version_and_day(edition):
    """On its title page and in its imprint."""
    (edition.folder / "edition.toml").write_text(TOML + "[outputs.pdf]\n")
    edition.publish("1.0.0")
    book = edition.folder / "public/pdf/a.pdf"
    text = subprocess.run(
        ["pdftotext", book, "-"], capture_output=True, text=True, check=True
    ).stdout
    words = " ".join(text.split())
    assert "Version 1.0.0 28 November 2026" in words
    assert "version 1.0.0, 28 November 2026." in words

"""Real letters and facsimiles: CMIF is valid and whole, manifests load in a public library."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import iiif_prezi3
import pytest
from lxml import etree

from siglum.build import build
from siglum.config import read_config

pytestmark = pytest.mark.corpora
SCHEMA = Path(__file__).parents[3] / "shared" / "schemas" / "harvest" / "cmif.rng"
NS = {"t": "http://www.tei-c.org/ns/1.0"}
_TOML = (
    '[edition]\ntitle = "Letters"\nurl = "https://x.example/e"\ndate = "2026-11-28"\n'
    '[source]\ntexts = ["tei/**/*.xml"]\n[outputs.website]\n'
)


def _site(corpora: Path, name: str, folder: Path) -> Path:
    shutil.copytree(corpora / name, folder / "tei", copy_function=shutil.copyfile)
    (folder / "edition.toml").write_text(_TOML)
    build(read_config(folder)[0], folder / "build")
    return folder / "build" / "site"


@pytest.mark.parametrize(("name", "letters"), [("serafin-letters", 26), ("auden-musulin", 45)])
def test_every_letter_is_in_the_cmif(
    corpora: Path, tmp_path: Path, name: str, letters: int
) -> None:
    """Valid by CMIF's own grammar; sender, recipient, place and date as the source has them."""
    site = _site(corpora, name, tmp_path)
    tree = etree.parse(site / "cmif.xml")
    grammar = etree.RelaxNG(etree.parse(SCHEMA))
    assert grammar.validate(tree), grammar.error_log
    described = {one.get("key"): one for one in tree.iterfind(".//t:correspDesc", NS)}
    assert len(described) == letters
    assert not tree.xpath("//t:correspDesc//t:date[not(@*)]", namespaces=NS)
    sources = [
        (etree.parse(path), path.stem)
        for path in (corpora / name).rglob("*.xml")
        if b"<correspDesc" in path.read_bytes()
    ]
    assert len(sources) == letters
    compared = 0
    for source, stem in sources:
        key = source.getroot().get("{http://www.w3.org/XML/1998/namespace}id", stem)
        letter = described[key]
        for kind in ("sent", "received"):
            for tags in (("persName", "orgName"), ("placeName",), ("date",)):
                path = f".//t:correspDesc/t:correspAction[@type='{kind}']"
                want = source.xpath(" | ".join(f"{path}/t:{tag}" for tag in tags), namespaces=NS)
                own = f"t:correspAction[@type='{kind}']"
                got = letter.xpath(
                    " | ".join(f"{own}/t:{tag}[. != 'Unknown']" for tag in tags), namespaces=NS
                )
                words = [" ".join("".join(one.itertext()).split()) for one in want]
                assert ["".join(one.itertext()) for one in got] == words
                compared += len(words)
    assert compared > 3 * letters


def test_manifests_of_letters_load(corpora: Path, tmp_path: Path) -> None:
    """Every text with a facsimile has one, with as many canvases as it has surfaces."""
    site = _site(corpora, "auden-musulin", tmp_path)
    manifests = sorted(site.glob("texts/*/manifest.json"))
    assert len(manifests) == 72
    canvases = 0
    for path in manifests:
        data = json.loads(path.read_text())
        canvases += len(iiif_prezi3.Manifest(**data).items)
    wanted = sum(
        path.read_bytes().count(b'<graphic url="https://iiif.acdh')
        for path in (corpora / "auden-musulin").rglob("*.xml")
    )
    assert canvases == wanted

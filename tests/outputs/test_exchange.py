from __future__ import annotations

import json
import re
import struct
from pathlib import Path

import iiif_prezi3
import pytest
from lxml import etree, html

from siglum.build import build
from siglum.config import read_config

URL = "https://x.example/letters"
NS = {"t": "http://www.tei-c.org/ns/1.0"}
LETTER = (
    '<profileDesc><correspDesc><correspAction type="sent"><persName ref="people.xml#ann">Ann'
    '</persName><placeName ref="https://www.geonames.org/3078610/">Brno</placeName>'
    '<date when="1999-02-03">3 February</date></correspAction><correspAction type="received">'
    '<persName cert="low">Bob</persName></correspAction></correspDesc></profileDesc>'
)
PEOPLE = (
    '<listPerson><person xml:id="ann"><persName>Ann</persName><idno type="GND">118650963</idno>'
    '</person><person xml:id="eve"><persName>Eve</persName></person></listPerson>'
)
PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 64, 48)
FACSIMILE = (
    '<facsimile><surface xml:id="s1"><graphic url="1.png"/></surface>'
    '<surface><graphic url="https://iiif.x.example/img/2/" width="300px" height="400px">'
    "<desc>By permission</desc></graphic></surface>"
    '<surface><graphic url="https://x.example/unknown-size.jpg"/></surface></facsimile>'
)


@pytest.fixture
def site(tmp_path: Path, tei):
    """An edition of a letter, a register and a text with pictures -> its website."""

    def make(url: str = URL) -> Path:
        folder = tmp_path / "edition"
        (folder / "tei").mkdir(parents=True, exist_ok=True)
        letter = tei('<p>Dear <persName ref="people.xml#ann">Ann</persName></p>', header=LETTER)
        (folder / "tei" / "a.xml").write_bytes(letter)
        (folder / "tei" / "people.xml").write_bytes(tei(f"<div>{PEOPLE}</div>"))
        goethe = '<persName ref="https://d-nb.info/gnd/118540238">G.</persName>'
        pictures = tei(f'<pb n="1r" facs="#s1"/><p>{goethe}</p>')
        pictures = pictures.replace(b"<text ", FACSIMILE.encode() + b"<text ")
        (folder / "tei" / "pictures.xml").write_bytes(pictures)
        (folder / "tei" / "1.png").write_bytes(PICTURE)
        line = f'url = "{url}"' if url else ""
        licence = 'licence = "https://creativecommons.org/licenses/by/4.0/deed.de"'
        (folder / "edition.toml").write_text(
            f'[edition]\ntitle = "Letters"\neditors = ["E. D."]\n{licence}\n{line}\n'
            "[outputs.website]\n"
        )
        config, _ = read_config(folder)
        assert build(config, folder / "build").written
        return folder / "build" / "site"

    return make


def test_letters_are_told_with_both_ends(site):
    """CMIF 1.1: names with an authority, place, date, doubt; the text by its id and address."""
    tree = etree.fromstring((site() / "cmif.xml").read_bytes())
    (described,) = tree.iterfind(".//t:correspDesc", NS)
    (source,) = tree.xpath("//t:bibl/@xml:id", namespaces=NS)
    assert re.fullmatch(
        r"[a-f][0-9a-f]{7}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", source
    )
    assert dict(described.attrib) == {
        "key": "tei-a",  # the identifier of the text, here its path
        "ref": f"{URL}/texts/a/index.html",
        "source": f"#{source}",
    }
    sent, received = described
    assert [(etree.QName(one).localname, one.text, dict(one.attrib)) for one in sent] == [
        ("persName", "Ann", {"ref": "https://d-nb.info/gnd/118650963"}),
        ("placeName", "Brno", {"ref": "https://www.geonames.org/3078610"}),
        ("date", "3 February", {"when": "1999-02-03"}),
    ]
    assert [(one.text, dict(one.attrib)) for one in received] == [("Bob", {"cert": "low"})]


def test_the_letters_name_their_edition(site):
    """Title, editors, address, date and licence, as CMIF asks for them."""
    tree = etree.fromstring((site() / "cmif.xml").read_bytes())

    def said(path: str) -> list[str]:
        return [str(one) for one in tree.xpath(path, namespaces=NS)]

    assert said("//t:titleStmt/t:title/text()") == ["Letters"]
    assert said("//t:titleStmt/t:editor/text()") == ["E. D."]
    assert said("//t:publicationStmt/t:idno[@type='url']/text()") == [f"{URL}/cmif.xml"]
    assert said("//t:publicationStmt/t:date/@*") == ["1999-02-03"]  # not before its last letter
    assert said("//t:licence/@target") == ["https://creativecommons.org/licenses/by/4.0/"]


def test_persons_of_the_gnd_are_listed_with_their_addresses(site):
    """One line for an entry of a register, with its texts counted; else one for each text."""
    lines = (site() / "beacon.txt").read_text().splitlines()
    assert "#FORMAT: BEACON" in lines
    assert "#PREFIX: https://d-nb.info/gnd/" in lines
    assert [line for line in lines if line and not line.startswith("#")] == [
        f"118540238||{URL}/texts/pictures/index.html",
        f"118650963|1|{URL}/texts/people/index.html#ann",
    ]


def test_the_manifest_shows_every_surface_of_known_size(site):
    """IIIF Presentation 3: it loads, and each canvas has its picture in its size."""
    folder = site() / "texts" / "pictures"
    data = json.loads((folder / "manifest.json").read_text())
    loaded = iiif_prezi3.Manifest(**data)
    assert loaded.id == f"{URL}/texts/pictures/manifest.json"
    assert loaded.rights == "http://creativecommons.org/licenses/by/4.0/"
    first, second = loaded.items
    assert (first.label, first.width, first.height) == ({"none": ["1r"]}, 64, 48)
    body = first.items[0].items[0].body
    address = body.id.removeprefix(f"{URL}/texts/pictures/")
    assert (folder / address).read_bytes() == PICTURE
    assert (second.width, second.height) == (300, 400)
    assert data["items"][1]["items"][0]["items"][0]["body"]["service"] == [
        {"id": "https://iiif.x.example/img/2", "type": "ImageService2", "profile": "level1"}
    ]
    assert data["requiredStatement"]["value"] == {"none": ["By permission"]}


def test_the_collection_lists_the_manifests(site):
    """One for each text with pictures, and only for those."""
    data = json.loads((site() / "iiif.json").read_text())
    assert iiif_prezi3.Collection(**data).id == f"{URL}/iiif.json"
    assert [item["id"] for item in data["items"]] == [f"{URL}/texts/pictures/manifest.json"]


def test_pages_lead_to_these_files(site):
    """From the page about the edition, and from the text with pictures."""
    folder = site()
    about = (folder / "about.html").read_text()
    for name in ("cmif.xml", "beacon.txt", "iiif.json"):
        assert f'href="{name}"' in about
    assert 'href="manifest.json"' in (folder / "texts" / "pictures" / "index.html").read_text()


def test_link_sets_name_these_files(site):
    """RFC 9264: machines find them without reading a page; each leads back to what it is of."""
    folder = site()
    page, *others = json.loads((folder / "texts/pictures/linkset.json").read_text())["linkset"]
    iiif = 'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"'
    manifest = {"href": f"{URL}/texts/pictures/manifest.json", "type": iiif}
    assert manifest in page["item"]
    (back,) = [one for one in others if one["anchor"] == manifest["href"]]
    assert back["collection"][0]["href"] == f"{URL}/texts/pictures/index.html"
    whole = json.loads((folder / "linkset.json").read_text())["linkset"][0]
    assert {"href": f"{URL}/iiif.json", "type": iiif} in whole["item"]
    told = {one["href"]: one["type"] for one in whole["describedby"]}
    assert told[f"{URL}/cmif.xml"] == "application/tei+xml"
    assert told[f"{URL}/beacon.txt"] == "text/plain"
    start = html.fromstring((folder / "index.html").read_bytes())
    assert set(start.xpath("//head/link[@type=$type]/@href", type=iiif)) == {"iiif.json"}


def test_without_an_address_there_is_none_of_them(site):
    """Each names everything by its web address."""
    folder = site("")
    names = {file.name for file in folder.rglob("*") if file.is_file()}
    assert names & {"cmif.xml", "beacon.txt", "iiif.json", "manifest.json"} == set()
    assert "cmif.xml" not in (folder / "about.html").read_text()


def test_image_services_are_told_by_their_addresses():
    """The Image API in full, an info.json, a server that is called iiif; a file is a file."""
    from siglum.outputs.iiif import _service

    base = "https://x.example/iiif/img"
    assert _service(f"{base}/full/full/0/default.jpg") == base
    assert _service(f"{base}/10,10,20,20/max/0/native.png") == base
    assert _service(f"{base}/info.json") == base
    assert _service(f"{base}/") == base
    assert _service("https://x.example/iiif/1.jpg") == ""
    assert _service("https://x.example/pictures/1") == ""

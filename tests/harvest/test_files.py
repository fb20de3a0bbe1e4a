"""DTS as files: every link resolves, and each file says what the service would."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode

import jsonschema
import pytest
import uritemplate
from lxml import etree
from service import Client

from siglum.config import read_config
from siglum.harvest.description import description
from siglum.harvest.endpoints import is_part_of_name
from siglum.harvest.layout import NAME
from siglum.publishing import Published, publish

TOML = """\
[edition]
title = "Books"
url = "https://ed.example.org/a/"
licence = "CC0"
[publish]
email = "us@ed.example.org"
dts_files = true
[outputs.website]
"""
BASE = "https://ed.example.org/a/dts"
TEXT = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}"><teiHeader><fileDesc>
<titleStmt><title>The {id}</title></titleStmt><publicationStmt><p>P</p></publicationStmt>
<sourceDesc><p>s</p></sourceDesc></fileDesc><encodingDesc><refsDecl>
<citeStructure match="//body/div" use="@n" unit="book"><citeStructure match="p" use="position()"
delim="{delim}" unit="paragraph"/></citeStructure></refsDecl>
<refsDecl n="own pages"><refState unit="page"/></refsDecl></encodingDesc></teiHeader>
<text><body>{body}</body></text></TEI>
"""
BODY = '<div n="I &amp; é?"><p>a <pb n="1r"/></p><p>b</p></div><div n="II"><p>c</p></div>'
MANY = "".join(f'<div n="{n}"><p>x</p></div>' for n in range(1, 211))


def _publish(folder: Path, toml: str = TOML, delim: str = ":", **bodies: str) -> Published:
    (folder / "tei").mkdir()
    (folder / "edition.toml").write_text(toml)
    for name, body in bodies.items():
        told = TEXT.format(id=name, delim=delim, body=body)
        (folder / "tei" / f"{name}.xml").write_text(told)
    config, findings = read_config(folder)
    assert findings == []
    return publish(config, now=lambda: "2026-11-28T10:00:00Z")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public folder of two texts, one with two trees and odd names, one with long rows."""
    folder = tmp_path_factory.mktemp("files")
    assert _publish(folder, book=BODY, long=MANY, none="").written
    return folder / "public"


def _path(public: Path, address: str) -> Path:
    """The file that a web server finds at an address."""
    assert address.startswith(f"{BASE}/")
    assert "?" not in address
    return public / "site" / "dts" / unquote(address.removeprefix(f"{BASE}/"))


def _read(public: Path, address: str) -> Any:
    return json.loads(_path(public, address).read_bytes())


def _requests(public: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """All that the templates allow, found as a client would find it."""
    entry = _read(public, f"{BASE}/index.jsonld")
    root = _read(public, uritemplate.expand(entry["collection"]))
    names = [one["@id"] for one in root["member"]]
    for name, nav in itertools.product(["", root["@id"], *names], ["", "children", "parents"]):
        yield entry["collection"], {"id": name, "nav": nav}
    for name in names:
        text = _read(public, uritemplate.expand(entry["collection"], id=name))
        yield text["document"], {"resource": name}
        if not text["citationTrees"]:
            yield from ((text["navigation"], {"resource": name, "down": n}) for n in ("-1", "1"))
        for tree in text["citationTrees"]:
            here = {"resource": name, "tree": tree.get("identifier", "")}
            downs = [str(n) for n in (-1, *range(1, _depth(tree["citeStructure"]) + 1))]
            units = list(_members(public, _expand(entry["navigation"], {**here, "down": "-1"})))
            for ref in ("", *(one["identifier"] for one in units)):
                for down in [*downs, *(("", "0") if ref else ())]:
                    yield text["navigation"], {**here, "ref": ref, "down": down}
                if ref:
                    yield entry["document"], {**here, "ref": ref}


def _depth(structure: list[dict[str, Any]]) -> int:
    return 1 + max((_depth(one.get("citeStructure", [])) for one in structure), default=-1)


def _expand(template: str, asked: dict[str, str]) -> str:
    return str(
        uritemplate.expand(template, {name: value for name, value in asked.items() if value})
    )


def _members(public: Path, address: str | None) -> Iterator[dict[str, Any]]:
    """All members of an answer, on all its pages."""
    told = _read(public, str(address))
    if "view" in told:
        assert told["view"] == _read(public, told["view"]["first"])["view"]
    while True:
        yield from told["member"]
        following = told.get("view", {}).get("next")
        if following is None:
            return
        told = _read(public, following)


def _without_addresses(told: Any) -> Any:
    """An answer without what differs between a service and files."""
    if isinstance(told, list):
        return [_without_addresses(one) for one in told]
    if not isinstance(told, dict):
        return told
    gone = {"navigation", "document", "mediaTypes", "view"}
    if told.get("@type") != "Resource":
        gone.add("@id")
    return {
        name: _without_addresses(value)
        for name, value in told.items()
        if name not in gone and not (name == "collection" and isinstance(value, str))
    }


def test_every_request_has_a_file_and_every_file_a_request(folder: Path) -> None:
    """What templates allow is there, with `down` to the depth of the tree, and nothing else."""
    found = {_path(folder, _expand(*one)) for one in _requests(folder)}
    assert {file for file in found if not file.is_file()} == set()
    files = {one for one in (folder / "site" / "dts").rglob("*.*") if one.is_file()}
    paged = {one for one in files - found if ";page=" in str(one)}
    assert files - found - paged == {folder / "site" / "dts" / "index.jsonld"}


def test_every_address_in_a_file_leads_to_a_file(folder: Path) -> None:
    """Also those of pages, of which the last leads nowhere."""
    addresses = set()
    for file in (folder / "site" / "dts").rglob("*.jsonld"):
        told = file.read_text()
        addresses |= set(re.findall(rf'"({re.escape(BASE)}/[^"{{}}]*)"', told))
    assert len(addresses) > 1000
    assert {one for one in addresses if not _path(folder, one).is_file()} == set()


def test_files_say_what_the_service_says(folder: Path) -> None:
    """But for addresses, and for pages, which are shorter."""
    client = Client(folder / NAME, None)
    count = 0
    for template, asked in _requests(folder):
        address = _expand(template, asked)
        endpoint = re.findall(r"/dts/(\w+)", address)[0]
        if endpoint == "collection":
            asked = {**asked, "id": asked["id"] if asked["id"] in ("book", "long", "none") else ""}
        query = urlencode({name: value for name, value in asked.items() if value})
        status, _, body = client.send(query, f"/dts/{endpoint}")
        assert status == "200 OK"
        if endpoint == "document":
            assert _path(folder, address).read_bytes() == body
        else:
            told = _read(folder, address)
            expected = json.loads(body)
            if "view" in told:
                told["member"] = list(_members(folder, told["view"]["first"]))
            assert _without_addresses(told) == _without_addresses(expected)
        count += 1
    assert count > 1500


def test_ranges_are_left_to_the_service(folder: Path) -> None:
    """Level 0: no template has start and end, or a type that files have not."""
    for file in (folder / "site" / "dts").rglob("*.jsonld"):
        told = file.read_text()
        assert "start" not in told
        assert "mediaType" not in told


def test_files_have_the_form_that_is_declared(folder: Path) -> None:
    """That of /openapi.json, which is that of the specification."""
    told = json.loads(description())
    forms = {
        name: jsonschema.Draft202012Validator(
            {
                "$ref": f"#/components/schemas/{name}",
                "required": ["@context", "dtsVersion"],
                "components": told["components"],
            }
        )
        for name in ("EntryPoint", "Collection", "Resource", "Navigation")
    }
    for file in (folder / "site" / "dts").rglob("*.jsonld"):
        answer = json.loads(file.read_bytes())
        forms[answer["@type"]].validate(answer)


def test_passages_are_tei(folder: Path) -> None:
    """Under a name that web servers know as TEI."""
    files = list((folder / "site" / "dts" / "document").rglob("*.tei"))
    assert len(files) > 200
    for file in files:
        assert etree.parse(file).getroot().tag == "{http://www.tei-c.org/ns/1.0}TEI"


def test_they_belong_to_the_website(folder: Path) -> None:
    """The checksums of the website have them; the map for search engines has not."""
    manifest = (folder / "site" / "manifest-sha256.txt").read_text()
    assert "  dts/collection/book/index.jsonld\n" in manifest
    assert "/dts/" not in (folder / "site" / "sitemap.xml").read_text()


def test_a_long_row_costs_no_more_than_it_is_long(folder: Path) -> None:
    """What stands beside 210 books is told to each in a page, and whole to the first."""
    beside = sorted((folder / "site" / "dts" / "navigation").glob("long;down=0*/*/index.jsonld"))
    assert sum(1 for one in beside if "page=" not in str(one) and ":" not in one.parts[-2]) == 210
    assert sum(1 for one in beside if "page=" in str(one)) == 3


def test_nobody_need_be_asked(tmp_path: Path) -> None:
    """Without an address for questions there is nothing for harvesters, but these files are."""
    assert _publish(tmp_path, TOML.replace('email = "us@ed.example.org"\n', ""), book=BODY).written
    assert not (tmp_path / "public" / NAME).exists()
    assert (tmp_path / "public" / "site" / "dts" / "index.jsonld").is_file()


def test_the_same_texts_give_the_same_files(tmp_path: Path, folder: Path) -> None:
    """Byte by byte, and none is there that nobody asked for."""
    assert _publish(tmp_path, book=BODY, long=MANY, none="").written
    first, second = (
        {str(file.relative_to(public)): file.read_bytes() for file in public.rglob("*.*")
         if file.is_file() and "dts" in file.parts}
        for public in (folder, tmp_path / "public")
    )  # fmt: skip
    assert first == second


def test_a_website_without_them(tmp_path: Path) -> None:
    """They are many, and made only if somebody asks."""
    assert _publish(tmp_path, TOML.replace("dts_files = true\n", ""), book=BODY).written
    assert not (tmp_path / "public" / "site" / "dts").exists()


@pytest.mark.parametrize("delim", ["/", ";"])
def test_names_that_no_folder_can_have(tmp_path: Path, delim: str) -> None:
    """Then none of these files is written, all else is, and it is told which name it was."""
    report = _publish(tmp_path, TOML, delim, book=BODY, none="")
    assert report.written
    (told,) = [one for one in report.findings if one.code == "publish.dts-files"]
    assert str(told.place).endswith("book.xml")
    assert f'"I & é?{delim}1" cannot be the name of a folder' in told.message
    assert not (tmp_path / "public" / "site" / "dts").exists()
    assert (tmp_path / "public" / NAME).exists()


def test_a_website_without_an_address(tmp_path: Path) -> None:
    """It is told that there are no files, for there is nothing to write into them."""
    report = _publish(tmp_path, TOML.replace('url = "https://ed.example.org/a/"\n', ""), book=BODY)
    assert report.written
    (told,) = [one for one in report.findings if one.code == "publish.dts-files"]
    assert (str(told.place), told.hint) == ("edition.toml", "add url to [edition]")


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("a", True), ("1.1:2", True), ("é ü", True), ("a=b", True), ("%2F", True), ("a?b#c", True),
        ("", False), (".", False), ("..", False), ("a/b", False), ("a\\b", False), ("a;b", False),
        ("a\nb", False), (" a", False), ("a" * 201, False), ("index.tei", False),
    ],
)  # fmt: skip
def test_which_names_fit(name: str, fits: bool) -> None:
    """What any file system holds and any web server finds, and what means no other request."""
    assert is_part_of_name(name) is fits

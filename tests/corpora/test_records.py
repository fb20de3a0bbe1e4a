"""Real headers: the record of every document is valid in every format that has a schema.

`make test` takes a sample; `make corpora` (SIGLUM_CORPORA=all) takes all of them.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html
from pyld import jsonld
from test_corpora import SAMPLE

from siglum.config import Config
from siglum.crosswalks.formats import FORMATS
from siglum.documents import read_documents
from siglum.edition import Edition, store_document
from siglum.findings import EditionError
from siglum.metadata.reading import read_metadata
from siglum.metadata.record import File, Record, Standing, record_of_text
from siglum.render.resources import Resources
from siglum.render.stylesheets import Renderer
from siglum.source.namespaces import TEI
from siglum.source.parsing import read_source
from siglum.sources import SourceFile

pytestmark = pytest.mark.corpora

#: The formats that have an XML Schema, and where it lies below schemas/harvest.
SCHEMAS = {
    "datacite.xml": "datacite-4.7/metadata.xsd",
    "mods.xml": "mods-3-7.xsd",
    "marc.xml": "MARC21slim.xsd",
    "dc.xml": "dc.xsd",
}
#: In place of the schema of oai_dc: a container of the fifteen elements, in any order.
_OAI_DC = """\
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"
    targetNamespace="http://www.openarchives.org/OAI/2.0/oai_dc/"
    xmlns:dc="http://purl.org/dc/elements/1.1/">
  <xs:import namespace="http://purl.org/dc/elements/1.1/" schemaLocation="dc.xsd"/>
  <xs:element name="dc" type="dc:elementContainer"/>
</xs:schema>
"""


class _Beside(etree.Resolver):
    """Finds what a schema imports by its name, in the folder of schemas; nothing is fetched."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def resolve(self, url: str, _public: str, context: Any) -> Any:
        file = self._folder / url.rpartition("/")[2]
        return self.resolve_filename(str(file), context) if file.is_file() else None


@pytest.fixture(scope="module")
def schemas(corpora: Path) -> dict[str, etree.XMLSchema]:
    """A validator for each format that has a schema."""
    folder = corpora.parent / "schemas" / "harvest"
    if not folder.is_dir():
        pytest.skip("the schemas of harvesting formats do not lie beside this checkout")
    return validators(folder)


def validators(folder: Path) -> dict[str, etree.XMLSchema]:
    """A validator for each format that has a schema, by the ending of its files."""
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Beside(folder))
    trees = {end: etree.parse(str(folder / name), parser) for end, name in SCHEMAS.items()}
    container = etree.fromstring(_OAI_DC, parser, base_url=str(folder / "oai_dc.xsd"))
    trees["dc.xml"] = etree.ElementTree(container)
    return {end: etree.XMLSchema(tree) for end, tree in trees.items()}


def _records(corpora: Path, whole: bool) -> Iterator[tuple[str, Record]]:
    files = sorted(corpora.rglob("*.xml")) if whole else [corpora / name for name in SAMPLE]
    for file in files:
        project = corpora / file.relative_to(corpora).parts[0]
        try:
            tree = read_source(file, jail=project)
        except EditionError:
            continue
        for number, tei in enumerate(tree.texts):
            name = f"{file.stem}-{number}"
            address = f"https://example.org/texts/{number}/index.html"
            files_of = (File("https://example.org/a.xml", "application/tei+xml", "TEI"),)
            standing = Standing(name, address, files_of)
            said = read_metadata(tei)
            yield str(file), record_of_text(said, Config(project), standing, name, None)


def test_every_record_is_valid(
    corpora: Path,
    whole_corpora: bool,
    schemas: dict[str, etree.XMLSchema],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """DataCite 4.7, MODS 3.7, MARC 21 and Dublin Core follow their schemas; the rest is JSON."""
    valid: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    wrong: list[str] = []
    count = 0
    for file, record in _records(corpora, whole_corpora):
        count += 1
        missing.update(record.missing)
        for form in FORMATS:
            text = form.write(record)
            if form.ending in schemas:
                schema = schemas[form.ending]
                if schema.validate(etree.fromstring(text.encode())):
                    valid[form.ending] += 1
                else:
                    wrong.append(f"{file} {form.ending}: {schema.error_log[0].message}")
            elif "json" in form.ending:
                assert json.loads(text)
    with capsys.disabled():
        sys.stdout.write(f"\n{count} records; valid {dict(valid)}; missing {dict(missing)}\n")
    assert wrong == []
    assert set(valid.values()) == {count}


def test_the_page_about_a_text_holds_its_whole_header(
    corpora: Path, whole_corpora: bool, tmp_path: Path
) -> None:
    """Every word of a header, and every value of its attributes, is on the page; nothing is cut."""
    files = sorted(corpora.rglob("*.xml")) if whole_corpora else [corpora / name for name in SAMPLE]
    lost: list[str] = []
    for number, file in enumerate(files):
        project = corpora / file.relative_to(corpora).parts[0]
        config = Config(project)
        edition = Edition(config)
        try:
            sources = list(read_documents(SourceFile(file, project, file.name), set()))[:3]
        except EditionError:
            continue
        for source in sources:
            edition.documents.append(store_document(source, config, tmp_path / str(number)))
        renderer = Renderer(edition, Resources(None), "web")
        for source, document in zip(sources, edition.documents, strict=True):
            page = html.fromstring(renderer.header(document))
            shown = "".join("".join(page.itertext()).split())
            links = " ".join(page.xpath("//@href | //@src"))
            for header in source.tei.iterchildren(f"{{{TEI}}}teiHeader"):
                lost += [
                    f"{file.name}: {word}"
                    for word in _said(header)
                    if word not in shown and word not in links
                ]
    assert lost == []


def _said(header: etree._Element) -> Iterator[str]:
    """The words of a header, and the values of attributes that are more than marks for machines."""
    for element in header.iter(etree.Element):
        for text in (element.text, *(child.tail for child in element)):
            yield from (text or "").split()
        for key, value in element.attrib.items():
            if not key.startswith("{") and key not in ("change", "rend", "type", "role"):
                yield from (one for one in value.split() if not one.startswith("#"))


def test_json_ld_of_every_record_is_read(corpora: Path, whole_corpora: bool) -> None:
    """A public library understands each, and finds type, name, identifier, and what is known."""
    sdo = "https://schema.org/"

    def loader(_url: str, _options: Any) -> dict[str, Any]:
        context = {"@vocab": sdo}
        return {"documentUrl": _url, "contextUrl": None, "document": {"@context": context}}

    (write,) = (form.write for form in FORMATS if form.ending == "jsonld")
    for file, record in _records(corpora, whole_corpora):
        options = {"documentLoader": loader, "base": "https://example.org/"}
        (node,) = jsonld.expand(json.loads(write(record)), options)
        wanted = ["name", "identifier", "url", "encoding"]
        wanted += ["license"] * bool(record.licences) + ["inLanguage"] * bool(record.language)
        wanted += ["datePublished"] * bool(record.issued) + ["publisher"] * bool(record.publisher)
        wanted += ["author"] * bool(record.authors)
        assert node["@type"], file
        assert [name for name in wanted if sdo + name not in node] == [], file

"""Real texts through the service: every page is valid, and any parser takes it.

`make test` takes a sample; `make corpora` (SIGLUM_CORPORA=all) takes all of them.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import etree
from test_corpora import SAMPLE
from test_records import SCHEMAS, validators

from siglum.config import Config, EditionOptions, PublishOptions
from siglum.documents import read_documents
from siglum.edition import Edition, store_document
from siglum.findings import EditionError
from siglum.harvest import oaipmh
from siglum.harvest.gathering import Gathering
from siglum.harvest.writing import harvest_file
from siglum.ledger.records import Ledger, Record
from siglum.sources import SourceFile

pytestmark = pytest.mark.corpora

OAI = "{http://www.openarchives.org/OAI/2.0/}"
PREFIXES = {
    "oai_dc": "dc.xml",
    "datacite": "datacite.xml",
    "oai_datacite": "datacite.xml",
    "mods": "mods.xml",
    "marcxml": "marc.xml",
    "tei": "",
}
STAMP = "2026-11-28T10:00:00Z"


@pytest.fixture(scope="module")
def file(
    corpora: Path, whole_corpora: bool, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, int]:
    """The file for harvesters of all texts, and how many there are."""
    if not corpora.is_dir():
        pytest.skip("there is no folder of corpora beside this checkout")
    files = sorted(corpora.rglob("*.xml")) if whole_corpora else [corpora / name for name in SAMPLE]
    work = tmp_path_factory.mktemp("texts")
    url = EditionOptions(title="Corpora", url="https://corpora.example.org", licence="CC0")
    config = Config(corpora, edition=url, publish=PublishOptions(email="us@corpora.example.org"))
    ledger = Ledger()
    path = work / "harvest.sqlite"
    with harvest_file(path) as writer:
        edition = Edition(config)
        for number, name in enumerate(files):
            project = corpora / name.relative_to(corpora).parts[0]
            taken: set[str] = set()
            try:
                sources = list(read_documents(SourceFile(name, project, name.name), taken))
            except EditionError:
                continue
            for source in sources:
                identifier = str(len(edition.documents))
                stored = store_document(source, config, work / str(number), keep=False)
                edition.documents.append(replace(stored, identifier=identifier))
                ledger.records[identifier] = Record(
                    identifier, stored.key, stored.title, "", STAMP, STAMP, sets=("kind:text",)
                )
        gathering = Gathering(edition, {}, writer)
        gathering.add_records()
        gathering.add_ledger(ledger, STAMP)
    return path, len(ledger.records)


@pytest.mark.parametrize("prefix", PREFIXES)
def test_every_page_is_valid_and_any_parser_takes_it(
    corpora: Path, file: tuple[Path, int], prefix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Pages follow the schema of OAI-PMH, records their own; no identifier occurs twice."""
    path, texts = file
    folder = corpora.parent / "schemas" / "harvest"
    if not folder.is_dir():
        pytest.skip("the schemas of harvesting formats do not lie beside this checkout")
    schema = etree.XMLSchema(etree.parse(folder / "oai-pmh.xsd"))
    records = validators(folder).get(PREFIXES[prefix])
    assert records is not None or PREFIXES[prefix] not in SCHEMAS
    query, count, pages = f"verb=ListRecords&metadataPrefix={prefix}", 0, 0
    with closing(sqlite3.connect(path)) as opened:
        while query:
            parts = oaipmh.answer(query, opened, "", datetime(2026, 11, 28, 18, tzinfo=UTC))
            root = etree.fromstring(b"".join(parts))  # as any client does it
            schema.assertValid(root)
            for one in root.iter(f"{OAI}metadata"):
                count += 1
                if records is not None:
                    records.assertValid(etree.fromstring(etree.tostring(one[0])))
            token = root.findtext(f".//{OAI}resumptionToken")
            query = f"verb=ListRecords&resumptionToken={quote(token)}" if token else ""
            pages += 1
    with capsys.disabled():
        sys.stdout.write(f"\n{prefix}: {count} of {texts} texts on {pages} pages\n")
    assert count == texts if prefix != "tei" else count > texts * 0.8

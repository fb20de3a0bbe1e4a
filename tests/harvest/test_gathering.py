"""`siglum publish` writes the file for harvesters: every text in every format, and its sets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from service import Client

from siglum.config import read_config
from siglum.findings import EditionError
from siglum.harvest.layout import NAME
from siglum.publishing import publish

TOML = """\
[edition]
title = "Letters & more"
url = "https://letters.example.org/edition/"
licence = "https://creativecommons.org/licenses/by/4.0/"
{more}
[publish]
email = "us@letters.example.org"
{options}
[publish.tombstones]
{tombstones}
[outputs.website]
"""
TEXT = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}"><teiHeader><fileDesc>'
    "<titleStmt><title>{id}</title></titleStmt><publicationStmt><publisher>P</publisher>"
    "</publicationStmt><sourceDesc><p>made</p></sourceDesc></fileDesc><profileDesc><textClass>"
    "<keywords><term>{term}</term></keywords></textClass></profileDesc></teiHeader>"
    '<text xml:lang="{language}"><body><p>{words}</p><p>end</p></body></text></TEI>'
)
HEADERS = "verb=ListIdentifiers&metadataPrefix=oai_dc"
PREFIXES = ["datacite", "marcxml", "mods", "oai_datacite", "oai_dc", "tei"]


class Edition:
    """An edition that is published at the times it is told."""

    def __init__(self, folder: Path, schema: etree.XMLSchema | None) -> None:
        self.folder = folder
        (folder / "tei").mkdir()
        self.configure()
        self.client = Client(folder / "public" / NAME, schema)

    def configure(self, more: str = "", options: str = "", **tombstones: str) -> None:
        lines = "".join(f'"{name}" = "{why}"\n' for name, why in tombstones.items())
        told = TOML.format(more=more, options=options, tombstones=lines)
        (self.folder / "edition.toml").write_text(told)

    def put(
        self, name: str, words: str = "words", term: str = "Žaloba: hoře", language: str = "la"
    ) -> None:
        told = TEXT.format(id=name, words=words, term=term, language=language)
        (self.folder / "tei" / f"{name}.xml").write_text(told)

    def publish(self, time: str) -> None:
        config, findings = read_config(self.folder)
        assert findings == []
        publish(config, now=lambda: f"2026-11-28T{time}:00Z")


@pytest.fixture
def edition(
    tmp_path: Path, schema: etree.XMLSchema | None, monkeypatch: pytest.MonkeyPatch
) -> Edition:
    """Three texts, published at 10:00."""
    monkeypatch.chdir(tmp_path)
    made = Edition(tmp_path, schema)
    for name in "abc":
        made.put(name)
    made.publish("10:00")
    return made


def _names(edition: Edition, query: str) -> list[str]:
    return [name.rpartition(":")[2] for name in edition.client.ids(query)]


def test_every_text_is_there_in_every_format(edition: Edition) -> None:
    told = edition.client.send("verb=ListMetadataFormats")[2].decode()
    assert re.findall(r"Prefix>(\w+)</", told) == PREFIXES
    for prefix in PREFIXES:
        body = edition.client.send(f"verb=ListRecords&metadataPrefix={prefix}")[2].decode()
        assert body.count("<metadata><") == 3
        assert body.count('rightsReference ref="https://creativecommons.org/') == 3
    edition.client.ask("verb=ListRecords&metadataPrefix=tei")


def test_identify_says_what_edition_toml_does(edition: Edition) -> None:
    body = edition.client.send("verb=Identify")[2].decode()
    assert "<repositoryName>Letters &amp; more</repositoryName>" in body
    assert "<baseURL>https://letters.example.org/edition/oai</baseURL>" in body
    assert "<adminEmail>us@letters.example.org</adminEmail>" in body
    assert "<earliestDatestamp>2026-11-28T10:00:00Z</earliestDatestamp>" in body
    assert "<sampleIdentifier>oai:letters.example.org:a</sampleIdentifier>" in body


def test_service_and_domain_may_be_others(edition: Edition) -> None:
    edition.configure(
        options='service = "https://api.example.org/"\ndomain = "example.org"\nidno = "x"'
    )
    name = "a b/<ß>%"
    text = TEXT.format(id="a", words="w", term="t", language="la")
    told = f'<idno type="x">{name.replace("<", "&lt;")}</idno></publicationStmt>'
    (edition.folder / "tei" / "d.xml").write_text(text.replace("</publicationStmt>", told))
    edition.put("a", "other")
    edition.publish("11:00")
    assert b">https://api.example.org/oai</baseURL>" in edition.client.send("verb=Identify")[2]
    root = edition.client.ask(f"{HEADERS}&from=2026-11-28T11:00:00Z")
    assert "oai:example.org:a%20b/%3C%C3%9F%3E%25" in "".join(root.itertext())


def test_a_second_publication_changes_no_byte(edition: Edition) -> None:
    file = edition.client.file
    before = file.read_bytes()
    edition.publish("11:00")
    assert file.read_bytes() == before
    query = f"{HEADERS}&from=2026-11-28T10:00:01Z"
    assert edition.client.errors(query) == ["noRecordsMatch"]


def test_change_one_add_one_withdraw_two(edition: Edition) -> None:
    """What is new since the last harvest are exactly these four, two of them deleted."""
    edition.put("a", "others")
    edition.put("d")
    for name in "bc":
        (edition.folder / "tei" / f"{name}.xml").unlink()
    edition.configure(b="gone", c="gone")
    edition.publish("11:00")
    query = f"{HEADERS}&from=2026-11-28T10:00:01Z"
    assert _names(edition, query) == ["a", "b", "c", "d"]
    assert edition.client.send(query)[2].count(b'status="deleted"') == 2
    edition.publish("12:00")
    assert _names(edition, f"{HEADERS}&from=2026-11-28T11:00:00Z") == ["a", "b", "c", "d"]


def test_sets(edition: Edition) -> None:
    """By kind, language and subject; what is withdrawn stays in its sets."""
    edition.put("b", language="grc-Latn")
    edition.put("c", term="Ὕμνος")
    edition.publish("11:00")
    told = edition.client.send("verb=ListSets")[2].decode()
    assert re.findall(r"<setSpec>(\S+?)</setSpec><setName>([^<]+)<", told) == [
        ("kind", "By kind"), ("kind:text", "Texts"), ("language", "By language"),
        ("language:grc", "grc"), ("language:grc:latn", "grc-Latn"),
        ("language:la", "la"), ("subject", "By subject"),
        ("subject:zaloba-hore", "Žaloba: hoře"),
        ("subject:~3c5~3bc~3bd~3bf~3c3", "Ὕμνος"),
    ]  # fmt: skip
    (edition.folder / "tei" / "b.xml").unlink()
    edition.configure(b="gone")
    edition.publish("12:00")
    assert _names(edition, f"{HEADERS}&set=language:grc") == ["b"]
    assert b'status="deleted"' in edition.client.send(f"{HEADERS}&set=language:grc")[2]


def test_texts_of_one_file_and_texts_with_an_id_twice(edition: Edition) -> None:
    """A corpus gives each of its texts; what a parser would refuse is left out of this format."""
    texts = [
        TEXT.format(id=f"t{n}", words=f'<seg xml:id="s{n}">x</seg>', term="t", language="la")
        for n in (1, 2)
    ]
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xmlns:x="urn:x">{"".join(texts)}'
    (edition.folder / "tei" / "corpus.xml").write_text(f"{corpus}</teiCorpus>")
    edition.put("b", '<seg xml:id="u">x</seg><seg xml:id="u">y</seg>')
    edition.put("c", '<seg xml:id="1">x</seg>')
    edition.publish("11:00")
    query = "verb=ListRecords&metadataPrefix=tei&from=2026-11-28T11:00:00Z"
    assert _names(edition, query) == ["t1", "t2"]
    body = edition.client.send(query)[2].decode()
    assert [body.count(f'xml:id="s{n}"') for n in (1, 2)] == [1, 1]
    dc = "verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-28T11:00:00Z"
    assert _names(edition, dc) == ["b", "c", "t1", "t2"]


@pytest.mark.parametrize("lacks", ["email", "url", "outputs.website"])
def test_no_file_without_somebody_to_ask_or_addresses(edition: Edition, lacks: str) -> None:
    """OAI-PMH demands an address of somebody, and records lead to pages of the website."""
    toml = edition.folder / "edition.toml"
    lines = toml.read_text().splitlines()
    kept = [line for line in lines if not line.startswith((lacks, f"[{lacks}"))]
    toml.write_text("\n".join([*kept, "[outputs.tei]"]))
    edition.publish("11:00")
    assert not edition.client.file.exists()


def test_what_fails_leaves_the_earlier_file(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full is told as a finding."""
    before = edition.client.file.read_bytes()
    edition.put("a", "others")
    told = "PRAGMA max_page_count = 1; CREATE TABLE edition (name TEXT)"
    monkeypatch.setattr("siglum.harvest.writing.TABLES", told)
    with pytest.raises(EditionError, match="No space left on device"):
        edition.publish("11:00")
    assert edition.client.file.read_bytes() == before


@pytest.mark.parametrize("option", ["email = 'us'", "domain = 'a b'", "service = 'oai'"])
def test_options_that_the_protocol_does_not_know(edition: Edition, option: str) -> None:
    toml = edition.folder / "edition.toml"
    name = option.partition(" ")[0]
    lines = [line for line in toml.read_text().splitlines() if not line.startswith(name)]
    lines.insert(lines.index("[publish]") + 1, option)
    toml.write_text("\n".join(lines))
    (finding,) = read_config(edition.folder)[1]
    assert finding.code == "config.wrong-value"
    assert f"publish.{name}" in str(finding)

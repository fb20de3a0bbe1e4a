from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from siglum.config import Config, EditionOptions, MetadataOptions
from siglum.documents import read_documents
from siglum.ledger.content import canonical, content_sum
from siglum.sources import SourceFile

APP = (
    '<p n="1" xml:id="a">unus <app><lem wit="#A">b</lem><rdg wit="#B">c</rdg></app>, tres &amp; '
    '<hi rend="it">x</hi> y</p>'
)


@pytest.fixture
def sum_of(tmp_path):
    def of(source: bytes | str, config: Config | None = None, number: int = 0) -> str:
        path = tmp_path / "text.xml"
        path.write_bytes(source if isinstance(source, bytes) else source.encode())
        documents = list(read_documents(SourceFile(path, tmp_path, "text.xml"), set()))
        return content_sum(documents[number], config or Config(Path("/")))

    return of


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<app><lem", "<app>\n    <lem"),
        ("</lem><rdg", "</lem>\n    <!-- why? --><rdg"),
        ('<p n="1" xml:id="a">', "<p xml:id='a'\n n='1'>\n  "),
        ("&amp;", "&#38;"),
        ("&amp; ", "<![CDATA[&]]>\n\t"),
        ("tres", "&#x74;res"),
        ("<TEI", "<?xml-model href='a.rng'?>\n<!-- a -->\n<TEI"),
        ("<teiHeader>", "<teiHeader>\n  "),
        ('encoding="UTF-8"', "encoding='utf-8' standalone='yes'"),
    ],
)
def test_a_reformatted_source_is_the_same(sum_of, tei, old, new):
    """Indentation, comments, the order of attributes, the way characters are written."""
    source = tei(APP)
    changed = source.replace(old.encode(), new.encode())
    assert changed != source
    assert sum_of(changed) == sum_of(source)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tres", "quattuor"),
        ('wit="#B"', 'wit="#C"'),
        ("tres &amp;", "tres&amp;"),
        ("</hi> y", "</hi>y"),
        ('xml:id="a"', 'xml:id="b"'),
        ("A test", "Another test"),
        ("Codex A", "Codex A, saec. XI"),
        ('rend="it"', 'rend="sc"'),
        ("</app>, tres", "</app> , tres"),
        ("unpublished", "published"),
    ],
)
def test_every_other_change_is_one(sum_of, tei, old, new):
    """A word, a space between words, a pointer, a name in the header."""
    source = tei(APP)
    changed = source.replace(old.encode(), new.encode(), 1)
    assert changed != source
    assert sum_of(changed) != sum_of(source)


@pytest.mark.parametrize("change", [{"licence": "CC0"}, {"title": "T"}, {"editors": ("E.",)},
                                    {"url": "https://x.example"}, {"date": "2026"}])  # fmt: skip
def test_what_records_take_from_edition_toml_counts(sum_of, tei, change):
    """A new licence of the edition is news of every text without one of its own."""
    config = Config(Path("/"))
    changed = replace(config, edition=EditionOptions(**change))
    assert sum_of(tei(APP), changed) != sum_of(tei(APP), config)


def test_the_licence_of_the_edition_is_not_that_of_a_text_with_its_own(sum_of, tei):
    """Exactly those texts change whose records do."""
    own = "<availability><licence target='https://x.example/l'>L</licence></availability>"
    source = tei(APP).replace(b"<p>unpublished</p>", f"<publisher>P</publisher>{own}".encode())
    config = Config(Path("/"))
    changed = replace(config, edition=EditionOptions(licence="CC0", subtitle="S"))
    assert sum_of(source, changed) == sum_of(source, config)


@pytest.mark.parametrize(
    ("change", "changes"),
    [
        ({"publisher": "Q"}, False),
        ({"authors": ("A. Author",)}, True),
        ({"subjects": ("letters",)}, True),
        ({"persons": {"N. N.": "https://orcid.org/0000-0002-1825-0097"}}, True),
        ({"persons": {"M. M.": "https://orcid.org/0000-0002-1825-0097"}}, False),
        ({"description": "of the whole"}, False),
    ],
)
def test_a_default_counts_only_where_it_is_used(sum_of, tei, change, changes):
    """Where the header says it itself, the record has that, and is no news."""
    source = tei(APP).replace(b"<p>unpublished</p>", b"<publisher>P</publisher>")
    source = source.replace(b"</titleStmt>", b"<editor>N. N.</editor></titleStmt>")
    config = Config(Path("/"))
    changed = replace(config, metadata=MetadataOptions(**change))
    assert (sum_of(source, changed) != sum_of(source, config)) is changes


def test_a_text_of_a_corpus_has_its_own_content(sum_of, tei):
    """What changes in its neighbour is nothing to it; the header of the corpus is."""
    one, two = (tei(word, witnesses="").split(b"?>", 1)[1] for word in ("one", "two"))
    corpus = b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><a/></teiHeader>%s%s</teiCorpus>'
    sums = [sum_of(corpus % (one, two), number=number) for number in (0, 1)]
    other = corpus % (one, two.replace(b"two", b"three"))
    assert sum_of(other, number=0) == sums[0]
    assert sum_of(other, number=1) != sums[1]
    header = (corpus % (one, two)).replace(b"<a/>", b"<b/>")
    assert sum_of(header, number=0) != sums[0]


def test_canonical_xml_is_that_of_version_2(tei):
    """Exclusive canonical XML 1.0, made by libxml2, is Canonical XML 2.0 without its options."""
    source = tei(APP + '<p xmlns:x="urn:x"><x:y x:z="1" a="2"/>\r&#13;<e xmlns=""/></p>')
    root = etree.fromstring(source)
    again = etree.fromstring(canonical(root))
    assert canonical(root).decode() == etree.canonicalize(again)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_identifiers_are_forgotten_with_their_text() -> None:
    """Sixty thousand texts have millions of identifiers: none stays in memory once it is used."""

    def memory() -> int:
        told = Path("/proc/self/status").read_text().partition("RssAnon:")[2]
        return int(told.split()[0])

    def text(number: int) -> etree._Element:
        parts = "".join(f'<ab xml:id="part-{number}-{one}"/>' for one in range(1000))
        return etree.fromstring(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{parts}</TEI>')

    canonical(text(0))
    before = memory()
    for number in range(1, 250):
        assert canonical(text(number)).count(b"part-") == 1000
    assert memory() - before < 3000  # kilobytes; the names alone are twice as much

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from lxml import etree

from siglum.config import Config, EditionOptions, SourceOptions
from siglum.documents import read_documents, read_witness_lists
from siglum.edition import Edition, direction
from siglum.sources import SourceFile


def keys(tmp_path: Path, *files: tuple[str, bytes]) -> list[str]:
    taken: set[str] = set()
    found = []
    for name, content in files:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(content)
        found += [d.key for d in read_documents(SourceFile(path, tmp_path, name), taken)]
    return found


def test_a_document_is_called_by_its_id_or_its_file(tmp_path, tei):
    """TEI/@xml:id, else the name of the file; of two alike, the second by its folder."""
    named = tei("a").replace(b"<TEI ", b'<TEI xml:id="doc" ')
    assert keys(
        tmp_path, ("a.xml", named), ("b.xml", tei("b")), ("c/b.xml", tei("c")), ("d.xml", named)
    ) == ["doc", "b", "c-b", "d"]


def test_names_that_only_case_tells_apart(tmp_path, tei):
    """Some file systems and servers do not: the second gets another name."""
    found = keys(tmp_path, ("x/Ode.xml", tei("a")), ("y/ode.xml", tei("b")), ("z/ř.xml", tei("c")))
    assert found[:2] == ["Ode", "y-ode"]
    assert found[2].isascii()


def test_documents_of_a_corpus(publish, tei):
    """Each text of a corpus is a document, with the witnesses of the corpus and its own."""
    inner = tei('<app><lem wit="#Z #Y">a</lem></app>', witnesses="Y").split(b"?>", 1)[1]
    corpus = (
        b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><sourceDesc><listWit>'
        b'<witness xml:id="Z">Codex Z</witness></listWit></sourceDesc></fileDesc></teiHeader>'
        + inner + tei("b", witnesses="").split(b"?>", 1)[1] + b"</teiCorpus>"
    )  # fmt: skip
    made = publish(corpus, name="both.xml")
    assert [d.key for d in made.edition.documents] == ["both-1", "both-2"]
    assert made.document.cited == {"Z", "Y"}
    assert "wit.undeclared" not in [finding.code for finding in made.findings()]
    assert [d.tei for d in made.edition.documents] == ["both.xml", "both.xml"]


def test_a_document_can_be_sent_to_another_process(publish, tei):
    """What is kept of a document is plain data; its trees lie on the disk."""
    document = publish(tei('<app><lem wit="#A">a</lem><rdg wit="#B">b</rdg></app>')).document
    again = pickle.loads(pickle.dumps(document))  # noqa: S301
    assert again == document
    assert etree.tostring(again.read_unit(0)) == etree.tostring(document.read_unit(0))
    assert again.entries == 1


def test_ids_are_found_on_their_pages(publish, tei):
    """Every identifier of a document, with the page that shows it."""
    made = publish(tei("<p>a</p><p xml:id='x'>b</p>"))
    assert made.document.ids["p1"] == made.document.ids["x"] == "index.html"


def test_the_title_of_an_edition(publish, tei):
    """That of edition.toml, else that of the only document, else a plain name."""
    made = publish(tei("a"))
    assert made.edition.title == "A test"
    assert Edition(Config(Path(), edition=EditionOptions(title="E"))).title == "E"
    assert Edition(Config(Path())).title == "Edition"
    assert Edition(Config(Path(), given=(Path("a/opera.xml"),))).title == "opera"


@pytest.mark.parametrize(
    ("language", "written"),
    [("ar", "rtl"), ("he-IL", "rtl"), ("ar-Latn", "ltr"), ("az-Arab", "rtl"), ("la", "ltr"),
     ("", "ltr")],
)  # fmt: skip
def test_direction(language, written):
    """A script named in the tag decides, else the language."""
    assert direction(language) == written


def test_a_file_of_witnesses(tmp_path, tei):
    """source.witnesses of edition.toml; when it cannot be read, that is a finding."""
    (tmp_path / "w.xml").write_bytes(tei("a", witnesses="P Q"))
    config = Config(tmp_path, source=SourceOptions(witnesses="w.xml"))
    (listed,), findings = read_witness_lists(config)
    assert (len(listed), findings) == (2, [])
    lists, findings = read_witness_lists(Config(tmp_path, source=SourceOptions(witnesses="x.xml")))
    assert lists == []
    assert len(findings) == 1
    assert read_witness_lists(Config(tmp_path)) == ([], [])

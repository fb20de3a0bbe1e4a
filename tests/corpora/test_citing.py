"""Real reference systems: what they declare is found, each reference leads to one passage."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from siglum.apparatus.normal import normal_form
from siglum.config import Config
from siglum.documents import read_documents
from siglum.edition import store_document
from siglum.source.identity import ID
from siglum.sources import SourceFile

pytestmark = pytest.mark.corpora

#: Files that declare how they are cited, with how many passages that gives, and some of these.
DECLARED = {
    "balex/ldlt-balex.xml": (457, ["Preface", "Bellum Alexandrinum78.5"]),
    "patristic/pta0001.pta028.pta-grcBibex.xml": (14, ["1", "14"]),
    "patristic/pta0200.pta001.pta-syc2.xml": (52, ["9.31.1", "10.21.6"]),
    "perseus-latin/data/phi0959/phi009/phi0959.phi009.perseus-lat2.xml": (3244, ["4.16.52"]),
    "perseus-latin/data/phi0448/phi002/phi0448.phi002.perseus-lat2.xml": (1433, ["3.112.12"]),
    "perseus-latin/data/phi0448/phi002/phi0448.phi002.perseus-eng2.xml": (246, ["3.112"]),
    "prakrit/tei/Pālitta/joika-iso.xml": (401, ["JoisKa.405"]),
    "prakrit/tei/Vākpatirāja/GaüḍVa.xml": (1236, ["GaüḍVa.1209"]),
    "tei-p5-test/testdrama.xml": (124, ["Ham125"]),
}
#: Files that do not, of several kinds: verse, drama, letters, inscriptions, a register.
NUMBERED = """
rusdracor/tei/afinogenov-mashenka.xml
disco-sonnets/tei/19th/per-sonnet/disco583n_2156.xml
serafin-letters/letters/serafin02.xml
isicily/inscriptions/ISic003256.xml
syriaca/persons/tei/saints/tei/1622.xml
plaoul/lectio21/lectio21.xml
""".split()


def _source(corpora: Path, name: str) -> SourceFile:
    path = corpora / name
    return SourceFile(path, path.parent, path.name)


@pytest.mark.parametrize("name", DECLARED)
def test_declared_references_lead_to_one_passage_each(
    corpora: Path, tmp_path: Path, name: str
) -> None:
    """Reference ↔ passage, unique, in document order; no address of before has moved."""
    (source,) = read_documents(_source(corpora, name), set())
    (tree,) = source.citation.trees
    passages = [passage for passage, *_ in tree.walk()]
    count, some = DECLARED[name]
    assert len(passages) == count
    assert len({one.ref for one in passages}) == len({id(one.element) for one in passages}) == count
    assert set(some) <= {one.ref for one in passages}
    places = {element: place for place, element in enumerate(source.tei.iter(etree.Element))}
    order = [places[one.element] for one in passages]
    assert order == sorted(order)
    for passage in passages:
        assert source.citation.resolve(passage.ref) is passage.element
    document = store_document(source, Config(tmp_path), tmp_path)
    (stored,) = document.read_passages()
    assert [one.ref for one in stored] == [one.ref for one in passages]
    assert all(one.id in document.ids for one in stored)
    references = {one.element: one.ref for one in passages}
    after = normal_form(source.tei, references=references).tei.iter()
    for one, other in zip(normal_form(source.tei).tei.iter(), after, strict=True):
        assert one.get(ID) in (None, other.get(ID))


@pytest.mark.parametrize("name", NUMBERED)
def test_texts_without_a_declaration_are_cited_too(
    corpora: Path, tmp_path: Path, name: str
) -> None:
    """By numbers, else by identifiers: unique, and each on a page."""
    (source,) = read_documents(_source(corpora, name), set())
    document = store_document(source, Config(tmp_path), tmp_path)
    (stored,) = document.read_passages()
    assert not document.declared
    refs = [one.ref for one in stored]
    assert len(set(refs)) == len(refs)
    assert all(one.id in document.ids for one in stored)

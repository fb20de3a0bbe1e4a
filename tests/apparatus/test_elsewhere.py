"""Witnesses in other files are found inside the edition's folder, and nowhere else."""

from __future__ import annotations

import pytest
from lxml import etree

from siglum.apparatus.elsewhere import WitnessFiles, describe_by_others
from siglum.apparatus.normal import normal_form
from siglum.apparatus.witnesses import read_conspectus
from siglum.source.parsing import read_source

NS = "http://www.tei-c.org/ns/1.0"
LIST = (
    '<listWit xml:id="fam"><witness xml:id="A"><abbr type="siglum">A<hi rend="sup">1</hi></abbr>'
    ' Ambrosianus<listWit><witness xml:id="A2"/></listWit></witness></listWit>'
    '<listWit xml:id="other"><witness xml:id="B">Bernensis</witness></listWit>'
)


def tei(text: str, source: str = "", encoding: str = "") -> str:
    header = f"<encodingDesc>{encoding}</encodingDesc>" if encoding else ""
    header = (
        f"<teiHeader><fileDesc><sourceDesc>{source}</sourceDesc></fileDesc>{header}</teiHeader>"
    )
    return f'<TEI xmlns="{NS}">{header}<text><body><p>{text}</p></body></text></TEI>'


@pytest.fixture
def sigla(tmp_path):
    """The declared sigla of a text in edition/tei/ that lies beside lists."""

    def read(text: str, source: str = "", encoding: str = "") -> list[str]:
        folder = tmp_path / "edition"
        (folder / "tei").mkdir(parents=True, exist_ok=True)
        (folder / "tei" / "wit.xml").write_text(tei("x", LIST), "utf-8")
        (folder / "broken.xml").write_text("<TEI", "utf-8")
        (tmp_path / "outside.xml").write_text(tei("x", LIST), "utf-8")
        path = folder / "tei" / "text.xml"
        path.write_text(tei(text, source, encoding), "utf-8")
        tree = read_source(path, jail=folder)
        lists = WitnessFiles().lists(tree, tree.root, folder)
        return [witness.siglum for witness in read_conspectus(tree.root, lists).declared()]

    return read


@pytest.mark.parametrize(
    ("text", "source", "found"),
    [
        ('<app><rdg wit="wit.xml#A">a</rdg></app>', "", ["A1", "A2", "fam"]),
        (
            '<app><rdg wit="./wit.xml#A2 wit.xml#B">a</rdg></app>',
            "",
            ["A1", "A2", "fam", "B", "other"],
        ),
        ('<app><rdg wit="wit.xml#fam">a</rdg></app>', "", ["A1", "A2", "fam"]),
        ("x", '<listWit sameAs="wit.xml"/>', ["A1", "A2", "fam", "B", "other"]),
        ("x", '<listWit copyOf="wit.xml#other"/>', ["B", "other"]),
        ("x", '<listWit><ptr target="wit.xml#other"/></listWit>', ["B", "other"]),
        ("x", '<listWit><witness xml:id="C" sameAs="wit.xml#B"/></listWit>', ["C", "B", "other"]),
        ('<app><rdg wit="wit.xml#Z">a</rdg></app>', "", []),
        ('<app><rdg wit="none.xml#A ../broken.xml#A">a</rdg></app>', "", []),
        ('<app><rdg wit="../../outside.xml#A">a</rdg></app>', "", []),
        ('<app><rdg wit="https://example.org/wit.xml#A">a</rdg></app>', "", []),
        ('<app><rdg wit="text.xml#A #A A">a</rdg></app>', "", []),
    ],
)
def test_where_witnesses_are_looked_for(sigla, text, source, found):
    """A file of the edition gives the whole list in which the witness stands; others nothing."""
    assert sigla(text, source) == found


def test_private_schemes(sigla):
    """A scheme that a prefixDef explains leads to the file too."""
    definition = (
        '<listPrefixDef><prefixDef ident="wit" matchPattern="(\\w+)" '
        'replacementPattern="wit.xml#$1"/></listPrefixDef>'
    )
    assert sigla('<app><rdg wit="wit:B">b</rdg></app>', "", definition) == ["B", "other"]


def test_pointers_find_the_witness():
    """The token itself leads to the witness of the list that came from there."""
    listed = etree.fromstring(f'<listWit xmlns="{NS}">{LIST}</listWit>')
    conspectus = read_conspectus(etree.fromstring(tei("x")), [listed])
    assert conspectus.resolve("wit.xml#A2").key == "A2"


def test_a_witness_described_by_another():
    """One that only points takes the words and the siglum of the other, without its members."""
    bare = '<witness xml:id="C" sameAs="#A"/><witness xml:id="D" corresp="#A">own</witness>'
    source = f"<listWit>{LIST}{bare}</listWit>"
    root = etree.fromstring(tei("x", source))
    form = normal_form(root)
    found = {w.key: (w.siglum, w.title) for w in form.conspectus.declared()}
    assert found["C"] == ("A1", "Ambrosianus")
    assert found["D"] == ("D", "own")
    assert form.conspectus.witnesses["C"].members == ()


def test_circles_of_witnesses():
    """Two that point to each other are described by nobody."""
    source = '<listWit><witness xml:id="C" sameAs="#D"/><witness xml:id="D" sameAs="#C"/></listWit>'
    root = etree.fromstring(tei("x", source))
    describe_by_others(root)
    assert all(len(witness) == 0 for witness in root.iter(f"{{{NS}}}witness"))

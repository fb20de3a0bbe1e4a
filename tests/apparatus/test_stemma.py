"""Which witness comes from which, however the encoder tells of it."""

from __future__ import annotations

import pytest

GRAPH = """<graph type="directed"><node xml:id="n1"><label>α</label></node>
<node xml:id="n2" value="#A"/><node xml:id="n3"><label>B</label></node>
<arc from="#n1" to="#n2"/><arc from="#n1" to="#n3"/>
<arc from="#n2" to="#n3" type="contamination"/></graph>"""
TREE = """<eTree n="ω"><label>ω</label><eTree><label>α</label><eLeaf value="#A"/><eLeaf>
<label>B</label></eLeaf></eTree><eLeaf><label>C</label></eLeaf></eTree>"""
RELATIONS = """<listRelation><relation name="copiedFrom" active="#A #B" passive="#C"/>
<relation name="exemplarOf" active="#A" passive="#B"/>
<relation name="kin" active="#A" passive="#B"/>
</listRelation>"""
FAMILIES = (
    '<listWit><listWit xml:id="a"><witness xml:id="D"/><witness xml:id="E"/></listWit></listWit>'
)


@pytest.fixture
def told(publish, tei):
    def read(header: str) -> list[str]:
        entry = '<p>a <app><lem>b</lem><rdg wit="#A">c</rdg></app></p>'
        made = publish(tei(entry, header=f"<encodingDesc><p>{header}</p></encodingDesc>"))
        branches = made.document.stemma
        return [f"{one.parent} {'~' if one.mixed else '>'} {one.child}" for one in branches]

    return read


@pytest.mark.parametrize(
    ("header", "branches"),
    [
        (GRAPH, ["α > A", "α > B", "A ~ B"]),
        (TREE, ["ω > α", "α > A", "α > B", "ω > C"]),
        (RELATIONS, ["C > A", "C > B", "A > B"]),
        (FAMILIES, ["a > D", "a > E"]),
        (FAMILIES + RELATIONS, ["C > A", "C > B", "A > B"]),
        ("nothing", []),
        ('<graph><node xml:id="n1"/><arc from="#n1" to="#none"/></graph>', []),
        ('<listRelation><relation name="copiedFrom" active="#A"/></listRelation>', []),
    ],
)
def test_branches(told, header, branches):
    """A graph, a tree, relations or families; what is said most plainly holds."""
    assert told(header) == branches

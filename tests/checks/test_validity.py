"""Mistakes against a schema stand at their exact places, in the order of the source."""

from __future__ import annotations

from pathlib import Path

import pytest

from siglum.checks.validity import check_validity
from siglum.schema.grammar import read_grammar
from siglum.source.parsing import read_source

SCHEMA = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0">
<start><element name="TEI"><element name="text"><zeroOrMore><ref name="lg"/></zeroOrMore></element>
</element></start>
<define name="lg"><element name="lg"><zeroOrMore><element name="l"><optional>
<attribute name="n"/></optional><text/></element></zeroOrMore></element></define>
</grammar>"""


@pytest.fixture
def places(tmp_path: Path):
    """The code and place of each finding in what stands in <text>."""

    def run(inner: str, **others: str) -> list[str]:
        (tmp_path / "rules.rng").write_text(SCHEMA)
        for name, content in others.items():
            (tmp_path / f"{name}.xml").write_text(content)
        (tmp_path / "text.xml").write_text(
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>\n{inner}\n</text></TEI>'
        )
        grammar = read_grammar(tmp_path / "rules.rng", tmp_path, "rules.rng")
        tree = read_source(tmp_path / "text.xml", jail=tmp_path, name="text.xml")
        return [
            f"{one.code.removeprefix('schema.')} {one.place.line}:{one.place.column}"
            for one in check_validity(tree, grammar)
        ]

    return run


def test_elements_and_attributes(places):
    """An element where its tag begins, an attribute where its name does."""
    assert places('<lg><l>é<x/></l>\n <l n="1" num="2"\n   m="x"/></lg>') == [
        "element-unknown 2:9",
        "attribute-unknown 3:11",
        "attribute-unknown 4:4",
    ]


@pytest.mark.parametrize(
    ("inner", "place"),
    [
        ("<lg>\n  word<l/></lg>", "3:3"),
        ('<lg><l n="a>b"/> word</lg>', "2:18"),
        ("<lg><l>x</l ><!-- a\n --> <?b c?>word</lg>", "3:13"),
        ("<lg><!-- a --> <l/><l/>\n\n<!-- b -->word<l/></lg>", "4:11"),
        ("<lg><l><l/></l>word</lg>", "2:16"),
        ("<lg><![CDATA[word]]></lg>", "2:14"),
        ("<lg><l/>&#x61;bc</lg>", "2:9"),
    ],
)
def test_text(places, inner, place):
    """Text where its first letter stands, whatever comes before it."""
    assert f"text {place}" in places(inner)


def test_text_behind_what_was_included(places):
    """It stands in another file than the element before it: told at the element around."""
    inner = '<lg><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>word</lg>'
    found = places(inner, part='<l xmlns="http://www.tei-c.org/ns/1.0" m="">x</l>')
    assert found == ["attribute-unknown 1:40", "text 2:1"]

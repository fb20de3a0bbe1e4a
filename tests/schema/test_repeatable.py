"""The same mistakes are told in the same words, whatever ran before and however sets are hashed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from siglum.schema.grammar import Grammar, read_grammar
from siglum.schema.validation import validate

EDITION = Path(__file__).parents[2] / "tei" / "edition.rng"

#: Names, attributes and values that exclude each other, in several namespaces, some without end.
GRAMMAR = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"
 datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes" ns="urn:a">
<start><choice><element name="r"><zeroOrMore><ref name="model.all"/></zeroOrMore></element>
<element name="k"><zeroOrMore><choice><ref name="s3"/><ref name="e9"/></choice></zeroOrMore>
</element><element name="m"><choice><ref name="e9"/><ref name="s3"/></choice></element></choice>
</start>
<define name="model.all"><choice><ref name="model.one"/><ref name="model.two"/></choice></define>
<define name="model.one"><choice>{one}</choice></define>
<define name="model.two"><choice>{two}<element><choice><name>x</name><name ns="urn:b">x</name>
<name ns="urn:c">x</name></choice><ref name="z"/></element></choice></define>
<define name="z"><attribute name="n"><choice><value>gold</value><value>bold</value>
<value>cold</value><value>told</value></choice></attribute>
<choice><attribute name="u"/><attribute name="v"/><attribute name="w"/></choice>
<interleave><element name="ab"><text/></element><element name="ac"><text/></element>
<element name="ad"><text/></element></interleave></define>
{definitions}</grammar>"""

DOCUMENTS = (
    '<r xmlns="urn:a"><x/><x n="hold" u="" v=""><ab/></x><e1x/><Ex/><mm>t</mm>t</r>',
    '<r xmlns="urn:a"><e1><e5/><q xmlns="urn:q"/></e1><e3 a="" b=""/><x xmlns="urn:d"/></r>',
    '<r xmlns="urn:a"><e7><s1/></e7><e2><s9/>text</e2><x n="gold" v=""><ac/><ac/></x></r>',
    '<k xmlns="urn:a"><zero/></k>',
    '<m xmlns="urn:a"><zero/></m>',
    '<z xmlns="urn:e"/>',
)
TEXTS = (
    "<p><lg/><zone/><div><p/></div><xyz/><app><rdg/><lem/></app></p><head/>text<l part='x'/>",
    "<lg><head/><p/><l num='1'/><app/></lg><list/><ab><date when='50-1-1' who='x'/></ab>",
    "<div><p><num value='x'/></p><opener/><head>a</head><closer/></div><note><body/></note>",
    "<app><note/><lem/><lem/><rdgGrp/></app><choice/><ref><teiHeader/></ref><gap reson='x'/>",
)
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt/></fileDesc>
</teiHeader><text><body>{}</body></text></TEI>"""

#: Two runs of this hold the patterns of the one document when they come to the other.
SCRIPT = """import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from test_repeatable import told
print(told(Path(sys.argv[2]), backwards=sys.argv[3] == "backwards"))
"""


def told(folder: Path, backwards: bool) -> str:
    """All that is said of the documents, each under its number; they are taken in either order."""
    own = read_grammar(folder / "own.rng", folder, "own.rng")
    edition = read_grammar(EDITION, EDITION.parent, "edition.rng")
    work: list[tuple[Grammar, str]] = [(own, one) for one in DOCUMENTS]
    work += [(edition, TEI.format(one)) for one in TEXTS]
    found: dict[int, list[str]] = {}
    for number, (grammar, text) in sorted(enumerate(work), reverse=backwards):
        mistakes = validate(grammar, etree.fromstring(text))
        found[number] = [f"{number} {one.code} {one.message} {one.hint}" for one in mistakes]
    return "\n".join(line for number in sorted(found) for line in found[number])


def _own_grammar() -> str:
    """A grammar of twenty elements, defined in another order than that in which they are named."""
    one, two = range(10), range(9, -1, -1)
    defined = [f"s{number}" for number in two] + [f"e{number}" for number in one]
    many = "".join(f'<ref name="s{number}"/>' for number in two)
    body = f'<zeroOrMore><choice>{many}<ref name="e1"/></choice></zeroOrMore>'
    return GRAMMAR.format(
        one="".join(f'<ref name="e{number}"/>' for number in one),
        two=many,
        definitions="".join(
            f'<define name="{name}"><element name="{name}"><optional><attribute name="{name}a"/>'
            f"</optional>{body if name < 'e5' else '<text/>'}</element></define>"
            for name in defined
        ),
    )


@pytest.fixture(scope="module")
def runs(tmp_path_factory) -> list[str]:
    """What is said in three runs of Python, whose sets have other orders."""
    folder = tmp_path_factory.mktemp("repeatable")
    (folder / "own.rng").write_text(_own_grammar())
    (folder / "run.py").write_text(SCRIPT)
    here = str(Path(__file__).parent)
    return [
        subprocess.run(
            [sys.executable, folder / "run.py", here, folder, way],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed, way in (("1", "forwards"), ("2", "forwards"), ("3", "backwards"))
    ]


def test_hashes_change_nothing(runs):
    """The same command twice gives the same bytes."""
    assert len(runs[0].splitlines()) > 50
    assert runs[1] == runs[0]


def test_documents_before_change_nothing(runs):
    """Nor does it matter how documents are shared out among processes."""
    assert runs[2] == runs[0]


def test_names_are_in_the_order_of_the_schema(runs):
    """Not that of the alphabet: schemas begin with what is common."""
    assert "Here can stand <s9>, <s8>, <s7>, <s6>" in runs[0]
    assert runs[0].count("Here can stand <s3> or <e9>.") == 2

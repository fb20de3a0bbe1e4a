"""Findings about methods of encoding, and about words that run together."""

from __future__ import annotations

import pytest

from siglum.checks.methods import check_methods
from siglum.checks.survey import read_survey

DECLARED = '<encodingDesc><variantEncoding method="{}" location="{}"/></encodingDesc>'
PARALLEL = DECLARED.format("parallel-segmentation", "internal")


@pytest.fixture
def codes(publish, tei):
    """The codes of all findings of `check_methods` on a fragment."""

    def check(body: str, header: str = PARALLEL):
        survey = read_survey(publish(tei(body, header=header)).sources[0])
        return [finding.code for finding in check_methods(survey)]

    return check


INLINE = '<p><app><lem wit="#A">a</lem><rdg wit="#B">b</rdg></app></p>'
LISTED = '<p xml:id="p">a</p><listApp><app {}><lem>a</lem><rdg wit="#B">b</rdg></app></listApp>'


def test_declarations(codes):
    """None at all, one that fits, one that does not, one that contradicts itself."""
    assert codes(INLINE) == []
    assert codes(INLINE, "") == ["app.no-variant-encoding"]
    assert codes("<p>no entry</p>", "") == []
    assert codes("<p><app><note>a note</note></app></p>", "") == []
    double = DECLARED.format("double-end-point", "external")
    assert codes(INLINE, double) == ["app.method-mismatch"]
    assert codes(LISTED.format('from="#p"'), double) == []
    assert codes(LISTED.format('loc="1"'), DECLARED.format("location-referenced", "external")) == []
    assert codes(INLINE, DECLARED.format("parallel-segmentation", "external")) == [
        "app.external-parallel"
    ]


def test_a_corpus_may_declare_it_for_its_texts(publish, tei):
    """The header of a teiCorpus holds for each text."""
    text = tei(INLINE).decode().partition("?>")[2]
    header = text[text.index("<teiHeader") : text.index("</teiHeader>")] + PARALLEL + "</teiHeader>"
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{header}{text}</teiCorpus>'
    assert check_methods(read_survey(publish(corpus).sources[0])) == []


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ('arma <app><lem/><rdg wit="#B">et </rdg></app>virum', ""),
        ('arma<app><lem/><rdg wit="#B"> et</rdg></app> virum', ""),
        ('in<app><lem>a</lem><rdg wit="#B"> b</rdg></app>clusus', "inb"),
        ('in<app><lem>a</lem><rdg wit="#B">b </rdg></app>clusus', "inbclusus"),
        ('in<app><lem>a</lem><rdg wit="#B">b </rdg></app><hi>clusus</hi>', "inbclusus"),
        ('arma <app><lem>ac </lem><rdg wit="#B">et</rdg></app>virum', ""),
        ('arma <app><lem>ac </lem><rdg wit="#B">et </rdg></app>virum', ""),
        ('arma <app><lem>ac</lem><rdg wit="#B">et </rdg></app> virum', ""),
        ('arma <app><lem>ac</lem><rdg wit="#B">et </rdg></app>, virum', ""),
        ('arma <app><lem>ac</lem><rdg wit="#B">et </rdg></app>', ""),
        ('arma <app>\n<lem>ac</lem>\n<rdg wit="#B">\n et\n</rdg></app> virum', ""),
        ('arma <app><lem/><rdg wit="#B">et </rdg></app><note>x</note> virum', ""),
    ],
)
def test_words_that_run_together(publish, tei, text, joined):
    """It is told exactly where the published text of the witness has them joined."""
    made = publish(tei(text, header=PARALLEL))
    told = [f.code for f in check_methods(read_survey(made.sources[0]))]
    assert told == (["app.space-asymmetry"] if joined else [])
    read = _text_of(made.form().tei, "B")
    assert joined in read
    assert joined or "etvirum" not in read


def _text_of(tree, siglum: str) -> str:
    """What witness `siglum` reads: no fragment that it lacks, every reading that it has."""
    words: list[str] = []
    space = "{urn:siglum:normal-form}"

    def read(node) -> None:
        kind = node.get("type")
        if node.tag.endswith(("}note", "}standOff", "}teiHeader")):
            return
        if kind == "lemma" and siglum in node.get(f"{space}absent", "").split():
            return
        if kind == "reading" and siglum not in node.get(f"{space}readers", "").split():
            return
        words.append(node.text or "")
        for child in node:
            read(child)
            words.append(child.tail or "")

    read(tree)
    return "".join(words)

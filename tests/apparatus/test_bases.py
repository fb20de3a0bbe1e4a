"""What `apparatus.base` says where an entry has no lemma."""

from __future__ import annotations

import pytest
from lxml import etree

from siglum.apparatus.bases import preference
from siglum.apparatus.entries import read_entry
from siglum.apparatus.normal import normal_form
from siglum.apparatus.witnesses import read_conspectus
from siglum.source.numbering import NUMBER

NS = "http://www.tei-c.org/ns/1.0"
LIST = (
    '<listWit><listWit xml:id="alpha"><witness xml:id="A">Codex A'
    '<listWit><witness xml:id="A2"><abbr type="siglum">A²</abbr></witness></listWit></witness>'
    '<witness xml:id="B"/></listWit><witness xml:id="C" n="3"/></listWit>'
)


def document(content: str, listed: str = LIST) -> etree._Element:
    header = f"<teiHeader><sourceDesc>{listed}</sourceDesc></teiHeader>"
    text = f"<text><body><p>x {content} y</p></body></text>"
    return etree.fromstring(f'<TEI xmlns="{NS}">{header}{text}</TEI>')


def base(rule: str, content: str, listed: str = LIST) -> str:
    tei = document(f"<app>{content}</app>", listed)
    conspectus = read_conspectus(tei)
    app = next(tei.iter(f"{{{NS}}}app"))
    found = read_entry(app, conspectus, preference(rule, conspectus)).base
    assert found is not None
    return found.text


THREE = '<rdg wit="#C">c</rdg><rdg wit="#B">b</rdg><rdg wit="#A">a</rdg>'


@pytest.mark.parametrize(
    ("rule", "content", "text"),
    [
        ("first", THREE, "c"),
        ("order", THREE, "a"),
        ("order", '<rdg varSeq="2" wit="#A">a</rdg><rdg varSeq="1" wit="#B">b</rdg>', "b"),
        ("order", '<rdg varSeq="10">a</rdg><rdg varSeq="9">b</rdg>', "b"),
        ("order", '<rdg wit="#A">a</rdg><rdg varSeq="first">b</rdg>', "a"),
        ("order", '<rdg wit="#C">c</rdg><rdg wit="#alpha">b</rdg>', "b"),
        ("order", '<rdg wit="#X">x</rdg><rdg>nobody</rdg>', "x"),
        ("B", THREE, "b"),
        ("#B", THREE, "b"),
        ("3", '<rdg wit="#A">a</rdg><rdg wit="#C">c</rdg>', "c"),
        ("A²", '<rdg wit="#A">a</rdg><rdg wit="#A2">a2</rdg>', "a2"),
        ("A2", '<rdg wit="#B">b</rdg><rdg wit="#A">a</rdg>', "a"),
        ("B", '<rdg wit="#A">a</rdg><rdg wit="#alpha">g</rdg>', "g"),
        ("A", '<rdg wit="#C">c</rdg><rdg wit="#A" hand="#h2">2</rdg><rdg wit="#A">1</rdg>', "1"),
        ("alpha", '<rdg wit="#C">c</rdg><rdg wit="#B">b</rdg>', "b"),
        ("X", '<rdg wit="#A">a</rdg><rdg wit="#X">x</rdg>', "x"),
        ("X", THREE, "c"),
        ("C", '<rdg wit="#B">b</rdg><rdg wit="#A">a</rdg>', "b"),
    ],
)
def test_the_rules(rule, content, text):
    """First, in order, or what a witness reads, by itself or by its group; else the first."""
    assert base(rule, content) == text


@pytest.mark.parametrize("rule", ["first", "order", "C"])
def test_a_lemma_wins(rule):
    """No rule is asked where there is a lemma, also an empty one."""
    assert base(rule, '<rdg wit="#C">c</rdg><lem wit="#A">a</lem>') == "a"
    assert base(rule, '<rdg wit="#C">c</rdg><lem wit="#A"/>') == ""


@pytest.mark.parametrize(
    ("rule", "words"),
    [("first", "x c1 y"), ("B", "x b1 b2 y"), ("A", "x a y")],
)
def test_the_text(rule, words):
    """The chosen reading stands in the text, with its spaces and with the entries inside it."""
    inner = '<app><rdg wit="#A">a2</rdg><rdg wit="#B">b2</rdg></app>'
    tei = document(
        f'<app><rdg wit="#C"> c1 </rdg><rdg wit="#B">b1 {inner}</rdg><rdg wit="#A">a</rdg></app>'
    )
    tree = normal_form(tei, base=rule).tei
    text = tree.find(f"{{{NS}}}text")
    assert text is not None
    for seg in list(text.iter(f"{{{NS}}}seg")):
        if seg.get("type") == "reading":
            seg.text = ""
            for child in list(seg):
                seg.remove(child)
    assert "".join(text.itertext()) == words
    assert not any("stands" in name for node in tree.iter("*") for name in node.attrib)


def test_numbers_follow_the_text():
    """Lines are counted in the reading that is read, whichever that is."""
    listed = '<rdg wit="#A"><l>a</l></rdg><rdg wit="#B"><l>b</l><l>c</l></rdg>'
    tei = document("")
    body = next(tei.iter(f"{{{NS}}}body"))
    body[:] = [etree.fromstring(f'<lg xmlns="{NS}"><app>{listed}</app><l>d</l></lg>')]
    for rule, last in (("first", "2"), ("B", "3")):
        tree = normal_form(tei, base=rule).tei
        assert [node.get(NUMBER) for node in tree.iter(f"{{{NS}}}l") if node.text == "d"] == [last]

from __future__ import annotations

import re
import time

import pytest
from lxml import etree

from siglum.source.pointers import PointerError, select

ROOT = etree.fromstring(
    """<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:x="urn:x"><teiHeader/><text xml:id="t">
    <!-- c --><body xml:id="číslo.1"><div n="1" type="a"><p>1</p></div>
    <div n="2"><p>2</p><p>3</p></div><x:q><p xmlns="">4</p></x:q></body></text></TEI>"""
)


@pytest.mark.parametrize(
    ("pointer", "texts"),
    [
        ("číslo.1", ["1\n    234"]),
        ("element(/1/2/1/1)", ["1"]),
        ("element(číslo.1/2/2)", ["3"]),
        ("element(/1/2/1/2/1)", ["2"]),
        ("xpointer(id('číslo.1'))", ["1\n    234"]),
        ('xpointer(id("číslo.1")/tei:div[2])', ["23"]),
        ("xpointer(//tei:div)", ["1", "23"]),
        ("xpointer(//tei:div[@n='2']/tei:p[1])", ["2"]),
        ('xpointer(/tei:TEI/*/*/t:div[@type="a"])', ["1"]),
        ("xmlns(q=urn:x)xpointer(//q:q/p)", ["4"]),
        ("xmlns(a=http://www.tei-c.org/ns/1.0) xmlns(b=urn:x) xpointer(//a:body/b:q)", ["4"]),
        ("xpointer(//x:q)", ["4"]),
        ("element(/1/9) element(/1/2/1/1)", ["1"]),
        ("unknown(a(b)c) xpointer(//tei:div[1])", ["1"]),
    ],
)
def test_select(pointer, texts):
    """Each kind of pointer that is understood finds its elements, in document order."""
    found = select(ROOT, pointer, {"x": "urn:x"})
    assert ["".join(element.itertext("*")).strip() for element in found] == texts


@pytest.mark.parametrize(
    ("pointer", "said"),
    [
        ("nothing", 'nothing has the xml:id "nothing"'),
        ("element(/2)", "nothing is found"),
        ("element(/1/99999999999)", "nothing is found"),
        ("element(nothing/1)", "nothing is found"),
        ("xpointer(id('nothing'))", "nothing is found"),
        ("xpointer(//tei:nothing)", "nothing is found"),
        ("element(/1/0)", "not one that siglum understands"),
        ("element(a/b)", "not one that siglum understands"),
        ("xpointer(//undeclared:p)", "not one that siglum understands"),
        ("xpointer(string-range(//p,'a'))", "not one that siglum understands"),
        ("xpointer(//tei:p/text())", "not one that siglum understands"),
        ("xpointer(//tei:p/@n)", "not one that siglum understands"),
        ("xpointer(id('t')/range-to(id('u')))", "not one that siglum understands"),
        ("xpointer(", "not one that siglum understands"),
        ("(", "not one that siglum understands"),
        ("unknown(x)", "not one that siglum understands"),
    ],
)
def test_what_finds_nothing(pointer, said):
    """A pointer to nothing, or of a kind unknown, is told as that."""
    with pytest.raises(PointerError, match=re.escape(said)):
        select(ROOT, pointer, {})


@pytest.mark.parametrize(
    "pointer",
    [
        "xpointer(" + "//*[count(//*[//*]) > 0]" * 5 + ")",
        "xpointer(" + "//*" * 200 + ")",
        "xpointer(" + "(" * 5000 + ")" * 5000 + ")",
        "x(" + "^" * 5001 + ")",
        "x(" + "(a" * 3000,
        "element(" + "/1" * 50_000 + ")",
    ],
)
def test_costly_pointers(pointer):
    """A pointer made to keep the machine busy is not followed."""
    started = time.perf_counter()
    with pytest.raises(PointerError):
        select(ROOT, pointer, {})
    assert time.perf_counter() - started < 2

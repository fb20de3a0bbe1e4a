from __future__ import annotations

import locale

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from siglum.citing.xpaths import CUSTOMARY, PathError, Paths, as_xpath1, edited_words

TEI = "http://www.tei-c.org/ns/1.0"
TEXT = (
    '<div n="1" type="book" xml:id="b.1"><head>On <app><lem>wolves</lem><rdg>sheep</rdg></app>'
    '<note>so A</note></head><l n="1">a</l><l>b</l><div n="0"><l n="7">c</l></div></div>'
    '<div n="2"><p>d</p></div>'
)


def _numbers(paths, expression, context=None):
    found = paths.elements(expression, paths.tei if context is None else context)
    return [(etree.QName(one).localname, one.get("n")) for one in found]


@pytest.mark.parametrize(
    ("expression", "numbers"),
    [
        ("//body/div", ["1", "2"]),
        ("//div[@type='book']", ["1"]),
        ("/TEI/text/body/div[@n]", ["1", "2"]),
        ("/tei:TEI/tei:text//tei:div", ["1", "0", "2"]),
        ("//div[@xml:id='b.1']/div", ["0"]),
        ("//div[not(l)]", ["2"]),
        ("//div[position()=2]", ["2"]),
        ("//div[.//l]", ["1", "0"]),
        ("//l[@n]/..", ["1", "0"]),
        ("text/body/*", ["1", "2"]),
        ("//body/div[@n = ('1', '2')]", ["1", "2"]),  # XPath 2
        ("if (//sp) then //sp else //body/div", ["1", "2"]),
        ("//div[ends-with(@type, 'ok')]", ["1"]),
        ("//TEI/text/body/div", ["1", "2"]),
        ("//div[//p]", ["1", "0", "2"]),
    ],
)
def test_names_without_a_prefix_are_tei_names(read, expression, numbers):
    """Encoders write XPaths as they write TEI, without prefixes; both engines see the same."""
    assert [n for _, n in _numbers(Paths(read(TEXT)), expression)] == numbers


@pytest.mark.parametrize(
    ("use", "value"),
    [
        ("@n", "1"),
        ("@xml:id", "b.1"),
        ("head", "On wolves"),
        ("position()", "3"),
        ("last()", "9"),
        ("position() + 1", "4"),
        ("concat('c', @n, '.', position())", "c1.3"),
        ("count(l)", "2"),
        ("'a constant'", "a constant"),
        ("substring-after(@xml:id, '.')", "1"),
        ("l/@n", "1"),
        ("@absent", ""),
        ("(@absent, @n)[1]", "1"),  # XPath 2
        ("if (head) then string(@n) else position()", "1"),
        ("not(head)", "false"),
    ],
)
def test_use_tells_one_value(read, use, value):
    """The value of @use, at the third of nine matches: of several nodes the first, as edited."""
    paths = Paths(read(TEXT))
    book = paths.elements("//body/div", paths.tei)[0]
    assert paths.value(use, book, 3, 9) == value


@pytest.mark.parametrize(
    "expression",
    [
        "//[", "", "//@n", "'text'", "count(//div)", "//unknown:div", "doc('other.xml')//div",
        "//div[matches(@n, '(a+)+$')]", "collection()", "1 to 999999999",
        "for $a in (1,2), $b in (1,2), $c in (1,2) return //div", "//div[", "//div]", "$x",
        "//div[1 to 99999999 = 3]", "nothing-like-this()", "((((", "//div[" * 3000,
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told(read, expression):
    """No traceback and no hang, whatever stands in @match; nothing opens a file."""
    paths = Paths(read(TEXT))
    with pytest.raises(PathError):
        paths.elements(expression, paths.tei)


def test_an_absolute_path_starts_at_the_text_it_is_declared_for(tei):
    """In a corpus, `/TEI` and `//div` are those of the one document."""
    one = tei('<div n="1"><p>a</p></div>', witnesses="").decode().partition("?>")[2]
    corpus = etree.fromstring(f'<teiCorpus xmlns="{TEI}">{one}{one}</teiCorpus>')
    for document in corpus:
        for path in ("//div", "/TEI/text/body/div", "/TEI/text/body/div[exists(@n)]"):
            (found,) = Paths(document).elements(path, document)
            assert found.getparent().getparent().getparent() is document


def test_a_search_that_would_take_too_long_is_given_up(read, monkeypatch):
    """An expression that goes over the whole text for each of its nodes ends with a message."""
    monkeypatch.setattr("siglum.citing.xpaths._VISITS", 1000)
    paths = Paths(read("<p>a</p>" * 100))
    with pytest.raises(PathError, match="too much"):
        paths.elements("//p[//p[//p[. = 'b']]]", paths.tei)


def test_prefixes_of_the_header_hold(read):
    """A prefix that is declared where the expression stands is its namespace."""
    paths = Paths(read(TEXT), {"x": TEI, "y": "urn:other"})
    assert _numbers(paths, "//x:body//x:p") == [("p", None)]
    assert _numbers(paths, "//y:p") == []


@given(st.text("/[]@()=.*|:'\"ndivlp1 +-,$", max_size=24))
def test_the_two_engines_agree(expression):
    """Whatever libxml2 is given of an expression, elementpath finds the same."""
    import elementpath
    from elementpath.xpath2 import XPath2Parser

    tree = etree.fromstring(
        f'<TEI xmlns="{TEI}"><text><div n="1"><l n="1"/><p/></div></text></TEI>'
    )
    if as_xpath1(expression, CUSTOMARY) is None:
        return
    try:
        quick = Paths(tree).elements(expression, tree)
        parser = XPath2Parser(namespaces={"": TEI, **CUSTOMARY}, default_namespace=TEI)
        slow = parser.parse(expression).get_results(elementpath.XPathContext(tree))
    except (PathError, elementpath.ElementPathError):
        return
    assert quick == slow


def test_edited_words_leave_aside_what_is_not_read():
    """No notes, no other readings, of a choice the edited side."""
    head = etree.fromstring(
        f'<head xmlns="{TEI}">Of <choice><sic>wolfs</sic><corr>wolves</corr></choice>, '
        "<app><rdg>first</rdg><rdg>second</rdg></app><note>n</note><!-- c --> and  more</head>"
    )
    assert edited_words(head) == "Of wolves, first and more"


def test_words_are_compared_alike_wherever_siglum_runs(read, monkeypatch):
    """The locale of a process is nobody's language of a text; here the machine lacks it."""

    def set_locale(_category: int, wanted: str | None = None) -> str:
        if wanted is None:
            return "xx_XX.UTF-8"
        raise locale.Error("unsupported locale setting")

    monkeypatch.setattr(locale, "setlocale", set_locale)
    assert _numbers(Paths(read(TEXT)), "//div[ends-with(@type, 'ok')]") == [("div", "1")]

# ruff: noqa: E501, ISC004 - a table is read line by line
"""Every construct of RELAX NG: what is valid, what is not, and that one slip is told once."""

from __future__ import annotations

import pytest
from lxml import etree

from siglum.schema.validation import TooAmbiguousError, validate

A = '<element name="a"><empty/></element>'
B = '<element name="b"><empty/></element>'
C = '<element name="c"><empty/></element>'
TEXT = "<text/>"


def r(inner: str) -> str:
    return f'<element name="r">{inner}</element>'


VERDICTS = [
    # construct, valid documents, invalid documents (what stands in <r>)
    ("<empty/>", ["", " \n"], ["x", "<a/>"]),
    (TEXT, ["", "x", "x<!-- y -->z"], ["<a/>"]),
    (A + B, ["<a/><b/>", " <a/> <!-- x --> <b/> "], ["", "<a/>", "<b/><a/>", "<a/>x<b/>"]),
    (f"<choice>{A}{B}</choice>", ["<a/>", "<b/>"], ["", "<a/><b/>"]),
    (f"<optional>{A}</optional>{B}", ["<b/>", "<a/><b/>"], ["<a/>", "<a/><a/><b/>"]),
    (f"<zeroOrMore>{A}</zeroOrMore>", ["", "<a/><a/>"], ["<b/>"]),
    (f"<oneOrMore>{A}{B}</oneOrMore>", ["<a/><b/>", "<a/><b/><a/><b/>"], ["", "<a/><b/><a/>"]),
    (f"<group>{A}</group><group>{B}</group>", ["<a/><b/>"], ["<a/>"]),
    (f"<interleave>{A}{B}{C}</interleave>", ["<a/><b/><c/>", "<c/><a/><b/>"], ["<a/><b/>", "<a/><a/><b/><c/>"]),
    (f"<interleave><group>{A}{B}</group>{C}</interleave>", ["<a/><c/><b/>", "<c/><a/><b/>"], ["<b/><c/><a/>"]),
    (f"<interleave><zeroOrMore>{A}</zeroOrMore><oneOrMore>{B}</oneOrMore></interleave>", ["<a/><b/><a/><b/>", "<b/>"], ["<a/>"]),
    (f"<mixed>{A}{B}</mixed>", ["x<a/>y<b/>z", "<a/><b/>"], ["x", "<a/>x"]),
    (f"<mixed><optional>{A}</optional></mixed>", ["", "x", "x<a/>y"], ["<a/><a/>", "<b/>"]),
    (f"<interleave><text/><zeroOrMore>{A}</zeroOrMore></interleave>", ["x<a/>y<a/>"], ["<b/>"]),
    (f"<choice><notAllowed/>{A}</choice>", ["<a/>"], [""]),
    (f"<choice>{TEXT}{A}</choice>", ["x", "<a/>", ""], ["x<a/>", "<a/>x"]),
    # ambiguity: which of two rules a child follows decides what may come after
    ('<choice><group><element name="a"><text/></element><element name="b"><text/></element></group>'
     '<group><element name="a"><element name="x"><empty/></element></element>'
     '<element name="c"><text/></element></group></choice>',
     ["<a>t</a><b/>", "<a><x/></a><c/>"], ["<a>t</a><c/>", "<a><x/></a><b/>", "<a><y/></a><b/>"]),
    ('<zeroOrMore><choice><element name="a"><attribute name="k"/></element>'
     '<element name="a"><element name="a"><empty/></element></element></choice></zeroOrMore>',
     ['<a k=""/><a><a/></a>'], ["<a/>", '<a k=""><a/></a>']),
    # data
    ('<data type="integer"/>', ["1", " -7 ", "<!-- x -->1<!-- y -->2"], ["", "x", "1<a/>"]),
    ('<choice><data type="integer"/><empty/></choice>', ["", "1"], ["x"]),
    ('<choice><value>yes</value><value type="integer">1</value></choice>', ["yes", " yes ", "01"], ["no", "2", ""]),
    ('<value type="string"> x</value>', [" x"], ["x"]),
    ('<data type="token"><except><value>x</value><value>y</value></except></data>', ["z", ""], ["x", " y "]),
    ('<data type="integer"><param name="minInclusive">3</param></data>', ["3"], ["2"]),
    ('<data type="token"><param name="pattern">[a-c]+</param></data>', ["abc"], ["abd"]),
    ('<list><oneOrMore><data type="integer"/></oneOrMore></list>', ["1", "1 2\n3"], ["", "1 x", "x"]),
    ('<list><data type="integer"/><optional><value>x</value></optional></list>', ["1", "1 x"], ["x", "1 2", "1 x x"]),
    ('<list><empty/></list>', ["", "  "], ["x"]),
    ('<list><zeroOrMore><group><value>a</value><value>b</value></group></zeroOrMore></list>', ["", "a b a b"], ["a b a"]),
    ("<data type='token'/>", ["", "x\u00a0y"], ["<a/>"]),
    # no-break spaces are text
    (A, ["<a/>"], ["\u00a0<a/>"]),
]  # fmt: skip


@pytest.mark.parametrize(("content", "valid", "invalid"), VERDICTS)
def test_content(grammar, content, valid, invalid):
    """What stands in an element."""
    made = grammar(r(content))
    for inner in valid:
        assert validate(made, etree.fromstring(f"<r>{inner}</r>")) == []
    for inner in invalid:
        assert validate(made, etree.fromstring(f"<r>{inner}</r>"))


ATTRIBUTES = [
    ('<attribute name="k"/>', ['k=""', 'k="x"'], ["", 'k="" j=""']),
    ('<optional><attribute name="k"><value>x</value></attribute></optional>', ["", 'k="x"', 'k=" x "'], ['k="y"']),
    ('<attribute name="k"><empty/></attribute>', ['k=""', 'k=" "'], ['k="x"']),
    ('<attribute name="k"><choice><value>a</value><value>b</value></choice></attribute>', ['k="a"'], ['k="c"']),
    ('<choice><attribute name="k"/><attribute name="j"/></choice>', ['k=""', 'j=""'], ["", 'k="" j=""']),
    ('<optional><group><attribute name="k"/><attribute name="j"/></group></optional>', ["", 'k="" j=""'], ['k=""', 'j=""']),
    ('<choice><attribute name="k"><value>1</value></attribute><group><attribute name="k"><value>2</value></attribute><attribute name="j"/></group></choice>', ['k="1"', 'k="2" j=""'], ['k="2"', 'k="1" j=""']),
    ('<zeroOrMore><attribute><anyName/></attribute></zeroOrMore>', ["", 'k="" j="" xml:id="x"'], []),
    ('<oneOrMore><attribute><anyName><except><name>k</name><nsName ns="http://www.w3.org/XML/1998/namespace"/></except></anyName></attribute></oneOrMore>', ['j=""'], ["", 'k=""', 'j="" k=""', 'xml:id="x" j=""']),
    ('<zeroOrMore><attribute><nsName ns="urn:x"/></attribute></zeroOrMore>', ["", 'xmlns:x="urn:x" x:k=""'], ['k=""']),
    ('<attribute><choice><name>k</name><name>j</name></choice></attribute>', ['k=""', 'j=""'], ["", 'k="" j=""']),
    ('<attribute name="k"><list><oneOrMore><data type="anyURI"/></oneOrMore></list></attribute>', ['k="#a  #b"'], ['k=""', 'k="%"']),
    ('<attribute name="xml:lang"/><attribute name="p:k" xmlns:p="urn:p"/>', ['xml:lang="la" xmlns:q="urn:p" q:k=""'], ['lang="la"']),
    ('<attribute name="k" ns="urn:x"/>', ['xmlns:x="urn:x" x:k=""'], ['k=""']),
    # attributes that decide what may stand in the element
    ('<choice><group><attribute name="k"/><element name="a"><empty/></element></group><empty/></choice>', ["", ], ['k=""']),
    ('<interleave><attribute name="k"/><optional><attribute name="j"/></optional></interleave>', ['k=""', 'j="" k=""'], ['j=""']),
]  # fmt: skip


@pytest.mark.parametrize(("content", "valid", "invalid"), ATTRIBUTES)
def test_attributes(grammar, content, valid, invalid):
    """What stands on an element."""
    made = grammar(r(content))
    for inner in valid:
        assert validate(made, etree.fromstring(f"<r {inner}/>")) == []
    for inner in invalid:
        assert validate(made, etree.fromstring(f"<r {inner}/>"))


def test_names(grammar, codes):
    """Namespaces of elements come from @ns around, or from a prefix."""
    made = grammar(
        r('<element name="p:a"><empty/></element><element name="b" ns=""><empty/></element>'
          '<element><nsName/><empty/></element>'
          '<element><anyName><except><nsName/><name ns="">z</name></except></anyName>'
          "<empty/></element>"),
        'ns="urn:r" xmlns:p="urn:p"',
    )  # fmt: skip
    head = '<r xmlns="urn:r"><a xmlns="urn:p"/><b xmlns=""/>'
    assert codes(made, f'{head}<q/><y xmlns="urn:other"/></r>') == []
    assert codes(made, f"{head}<q/><y/></r>")
    assert codes(made, f'{head}<q/><z xmlns=""/></r>')


def test_qnames_depend_on_their_place(grammar, codes):
    """A name with a prefix means a name in a namespace."""
    made = grammar(
        '<element name="r"><attribute name="k"><choice><value type="QName">p:x</value>'
        '<value type="QName" ns="urn:p">y</value></choice></attribute>'
        '<attribute name="j"><data type="QName"/></attribute></element>',
        'xmlns:p="urn:p"',
    )
    assert codes(made, '<r xmlns:q="urn:p" k="q:x" j="q:z"/>') == []
    assert codes(made, '<r xmlns:p="urn:z" k="p:x" j="a"/>') == ["value"]
    assert codes(made, '<r xmlns:q="urn:p" k="q:x" j="no:z"/>') == ["value"]


def test_recursion_without_end(grammar, codes):
    """Elements inside each other, as deep as XML may be."""
    made = grammar(
        '<start><ref name="a"/></start><define name="a"><element name="a">'
        '<optional><ref name="a"/></optional></element></define>'
    )
    assert codes(made, "<a>" * 250 + "</a>" * 250) == []
    assert codes(made, "<a>" * 250 + "x" + "</a>" * 250) == ["text"]


def test_ambiguity_in_depth_takes_no_longer(grammar, codes):
    """Where two rules may hold on every level, each pair is judged once."""
    made = grammar(
        '<start><ref name="a"/></start>'
        '<define name="a"><choice>'
        '<element name="a"><optional><ref name="a"/></optional><attribute name="k"/></element>'
        '<element name="a"><optional><ref name="a"/></optional><optional><attribute name="k"/>'
        "</optional></element></choice></define>"
    )
    assert codes(made, '<a k="">' * 200 + "</a>" * 200) == []
    assert len(codes(made, '<a k="">' * 200 + "x" + "</a>" * 200)) == 1


def test_many_children(grammar):
    """A register of persons: linear, whatever libxml2 does with it."""
    made = grammar(
        r(f"<oneOrMore><oneOrMore>{A}</oneOrMore><zeroOrMore>{B}</zeroOrMore></oneOrMore>")
    )
    root = etree.Element("r")
    for number in range(20_000):
        etree.SubElement(root, "a" if number % 3 else "b")
    assert [one.code for one in validate(made, root)] == ["schema.element-order"]
    root.remove(root[0])
    assert validate(made, root) == []
    assert len(made.algebra) < 50


# --- one slip, one mistake ------------------------------------------------------------------

SLIPS = [
    # content, what stands in <r>, the codes
    (A + B + C, "<a/><c/>", ["element-missing"]),
    (A + B + C, "<b/><a/><c/>", ["element-order"]),
    (A + B + C, "<a/><b/>", ["incomplete"]),
    (A + B + C, "", ["incomplete"]),
    (A + B + C, "<a/><bb/><c/>", ["element-unknown"]),
    (A + B + C, "<a/><b/><b/><c/>", ["element-order"]),
    (f"<optional>{A}</optional><oneOrMore>{B}</oneOrMore>", "<b/><a/><b/>", ["element-order"]),
    (A, "x<a/>y", ["text"]),
    (A, '<a xmlns="urn:x"><z/></a>', ["namespace"]),
    (f"<zeroOrMore>{A}</zeroOrMore>", '<a xmlns="urn:x"/><a/><a xmlns="urn:x"/>', ["namespace"]),
    (A, "<a><z/></a>", ["element-unknown"]),
    (A, "<zzz><a/></zzz>", ["element-unknown"]),
    (f'<zeroOrMore><choice>{A}<element name="d"><optional>{B}</optional></element></choice></zeroOrMore>', "<b>x</b>", ["element-not-allowed", "text"]),
    ('<attribute name="key"/>', "", ["attribute-missing"]),
]  # fmt: skip


@pytest.mark.parametrize(("content", "inner", "expected"), SLIPS)
def test_one_slip_is_told_once(grammar, codes, content, inner, expected):
    """Validation goes on with what was meant."""
    assert codes(grammar(r(content)), f"<r>{inner}</r>") == expected


def test_the_root(grammar, codes):
    """What a document begins with."""
    made = grammar(r(A))
    assert codes(made, "<a/>") == ["element-not-allowed"]
    assert codes(made, "<rr><a/></rr>") == ["element-unknown"]
    assert codes(made, "<qqq/>") == ["element-unknown"]
    assert codes(made, '<r xmlns="urn:x"><a/></r>') == ["namespace"]


def test_mistakes_come_in_order(grammar, mistakes):
    """Those of an element before those of its children, and these from first to last."""
    made = grammar(r(f'<oneOrMore><element name="d">{A}</element></oneOrMore>'))
    found = mistakes(made, "<r><d>1<a/></d><d k=''><a/></d><d><a>2</a></d></r>")
    assert [one.code for one in found] == [
        "schema.attribute-unknown",
        "schema.text",
        "schema.text",
    ]


def test_ten_thousand_mistakes(grammar):
    """All are told, to a limit, and quickly."""
    made = grammar(r(f"<zeroOrMore>{A}</zeroOrMore>"))
    root = etree.fromstring("<r>" + "<a k='1'/><ab/>text" * 15_000 + "</r>")
    assert len(validate(made, root)) == 20_000


def test_a_value_of_a_megabyte(grammar, mistakes):
    """It is looked at once, and shortened in the message."""
    made = grammar(
        r(
            '<attribute name="k"><list><oneOrMore><data type="integer"/></oneOrMore></list></attribute>'
        )
    )
    assert mistakes(made, f'<r k="{"1 " * 500_000}"/>') == []
    (one,) = mistakes(made, f'<r k="{"1 " * 500_000}x"/>')
    assert len(one.message) < 200
    assert len(one.hint) < 200


def test_patterns_are_made_anew_when_there_are_too_many(grammar, codes, monkeypatch):
    """Between documents, so that many of them need no more memory than one."""
    made = grammar(r(f"<interleave>{A}{B}{C}</interleave>"))
    assert codes(made, "<r><a/><c/><b/></r>") == []
    monkeypatch.setattr("siglum.schema.grammar._MANY", 5)
    before = made.algebra
    assert codes(made, "<r><a/><c/></r>") == ["incomplete"]
    assert made.algebra is not before
    assert codes(made, "<r><a/><c/><b/></r>") == []


def twins(levels: int) -> str:
    """Choices in each other of elements that have one name and different attributes."""
    inner = A
    for number in range(levels):
        own = f'<element name="x"><optional><attribute name="n{number}"/></optional></element>'
        inner = f"<choice><interleave>{own}{inner}</interleave>{B}</choice>"
    return r(inner)


def test_too_many_ways_to_read_a_document(grammar, codes, monkeypatch):
    """They double with each level; the document is given up, and the schema goes on."""
    made = grammar(twins(40))
    monkeypatch.setattr("siglum.schema.validation._WORK", 50_000)
    with pytest.raises(TooAmbiguousError):
        validate(made, etree.fromstring(f"<r>{'<x/>' * 40}<a/></r>"))
    assert codes(made, "<r><b/></r>") == []
    assert codes(grammar(twins(6)), f"<r>{'<x/>' * 6}<a/></r>") == []


@pytest.mark.parametrize(
    "inner",
    [
        "<group>{0}{0}</group>",
        "<interleave>{0}{0}</interleave>",
        '<choice><group>{0}<attribute name="y"/></group><group>{0}<attribute name="z"/></group></choice>',
        '<group><interleave>{0}<element name="y"><text/></element></interleave><interleave>{0}<text/></interleave></group>',
    ],
)
def test_definitions_that_grow_twice_as_large_at_each_step(grammar, inner):
    """A few lines can stand for more patterns than there is room for."""
    steps = [inner.format(f'<ref name="d{number + 1}"/>') for number in range(30)]
    steps.append(f'<optional><attribute name="k"/></optional>{A}')
    defines = "".join(f'<define name="d{n}">{step}</define>' for n, step in enumerate(steps))
    first = r('<ref name="d0"/>')
    made = grammar(f"<start>{first}</start>{defines}")
    with pytest.raises(TooAmbiguousError):
        validate(made, etree.fromstring("<r><a/></r>"))


def test_misspelt_names_beyond_number(grammar):
    """Guesses are made at the first of them only."""
    made = grammar(r('<zeroOrMore><element name="paragraph"><empty/></element></zeroOrMore>'))
    root = etree.fromstring("<r>" + "".join(f"<paragraf{n}/>" for n in range(1000)) + "</r>")
    hints = [one.hint.startswith("did you mean") for one in validate(made, root)]
    assert hints == [True] * 200 + [False] * 800


def test_an_element_may_be_missing_that_two_rules_allow(grammar, mistakes):
    """It is named once."""
    two = '<element name="b"><attribute name="k"/></element>'
    (one,) = mistakes(grammar(r(f"<choice>{B}{two}</choice>{C}")), "<r><c/></r>")
    assert one.message == "<b> is missing before <c> in <r>"

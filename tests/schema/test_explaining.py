# ruff: noqa: E501 - a table is read line by line
"""The words of mistakes: what is wrong, what was meant, what the schema wants."""

from __future__ import annotations

import pytest

DOC = 'xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"'
LEAF = '<element name="{0}"><a:documentation>({0}s) about {0} [1.2. Of all]</a:documentation><text/></element>'


@pytest.fixture
def told(grammar, mistakes):
    """`told(content, xml)` -> message and hint of the only mistake; `content` is that of <r>."""

    def run(content: str, inner: str, attributes: str = "") -> str:
        made = grammar(f'<element name="r">{content}</element>', DOC)
        (one,) = mistakes(made, f"<r {attributes}>{inner}</r>")
        return f"{one.message} | {one.hint}"

    return run


def _leaves(names: str) -> str:
    return "".join(LEAF.format(name) for name in names.split())


def test_a_misspelt_element(told):
    """The nearest that can stand here; capitals are told apart."""
    assert "did you mean <lemma>?" in told(_leaves("lemma note"), "<lema>x</lema><note/>")
    assert "did you mean <lemma>?" in told(_leaves("lemma note"), "<Lemma>x</Lemma><note/>")


def test_something_is_missing(told):
    """Its name, before what, and what the schema says of it."""
    message = told(_leaves("head body back"), "<head/><back/>")
    assert message == "<body> is missing before <back> in <r> | <body>: about body"
    assert told(_leaves("head body"), "<head/>").startswith("<r> is incomplete: <body> is missing")


def test_what_can_stand_here(told):
    """A few are named; many are counted."""
    few = f"<zeroOrMore><choice><text/>{_leaves('p q')}</choice></zeroOrMore>{_leaves('x')}"
    content = f'{few}<optional><element name="z">{_leaves("d")}</element></optional>'
    assert "can stand text, <p>, <q> or <x>." in told(content, "<d/><x/>")
    names = " ".join(f"n{number}" for number in range(30))
    many = f"<optional><choice>{_leaves(names)}</choice></optional>"
    inside = f'<optional><element name="y">{_leaves("d")}</element></optional>'
    assert "and 23 more" in told(many + inside, "<d/>").replace(" or ", " and ")


def test_classes_stand_for_many(grammar, mistakes):
    """Where the schema has names for them."""
    names = " ".join(f"n{number}" for number in range(30))
    made = grammar(
        '<start><element name="r"><choice><ref name="model.n"/><ref name="p"/></choice></element>'
        f'</start><define name="model.n"><choice>{_leaves(names)}</choice></define>'
        '<define name="p"><element name="p"><element name="x"><empty/></element></element></define>',
        DOC,
    )
    (one,) = mistakes(made, "<r/>")
    assert one.hint == "Here is needed <p> or model.n (<n0>, <n1> …)."


VALUES = [
    ('<choice><value>high</value><value>low</value></choice>', "hihg", 'did you mean "high"?'),
    ('<choice><value>high</value><value>low</value></choice>', "x", 'It must be "high" or "low".'),
    ('<data type="date"/>', "1650-13-01", "there is no month 13"),
    ('<data type="date"/>', "1650-02-30", "there is no day 30 in month 2"),
    ('<data type="date"/>', "1900-02-29", "the year 1900 has no 29 February"),
    ('<data type="gYear"/>', "50", "years need four digits: 0050"),
    ('<data type="gYear"/>', "-50", "years need four digits: -0050"),
    ('<data type="date"/>', "1650-3-1", "months and days need two digits: 1650-03-01"),
    ('<data type="date"/>', "1.3.1650", "dates are written year-month-day: 1650-03-01"),
    ('<choice><data type="date"/><data type="gYear"/></choice>', "then", "It must be a date such as 1650-03-01"),
    ('<data type="nonNegativeInteger"/>', "two", "It must be a whole number such as 0 or 12."),
    ('<data type="anyURI"/>', "%", "It must be a pointer such as #A or a web address."),
    ('<data type="token"><param name="pattern">[^\\p{C}\\p{Z}]+</param></data>', "a b", "It must be one word without spaces."),
    ('<data type="token"><param name="pattern">x+</param></data>', "y", "It must be text of the form x+."),
    ('<list><oneOrMore><choice><value>left</value><value>right</value></choice></oneOrMore></list>', "left rigth", 'did you mean "right"?'),
    ('<list><data type="integer"/></list>', "1 b", '"b" is not right.'),
    ('<data type="integer"><param name="minInclusive">1</param></data>', "0", "1 or more"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "value", "words"), VALUES)
def test_values(told, kind, value, words):
    """The value, and what it should be, in words of editors."""
    message = told(f'<attribute name="k">{kind}</attribute>', "", f'k="{value}"')
    assert message.startswith(f'@k of <r> cannot be "{value}" | ')
    assert words in message


def test_attributes(told):
    """Misspelt, called as elsewhere, without their prefix, too many, too few."""
    both = '<optional><attribute name="xml:id"/></optional><optional><attribute name="target"/></optional>'
    assert "did you mean @target?" in told(both, "", 'targt="x"')
    assert "did you mean @target?" in told(both, "", 'href="x"')
    assert "did you mean @xml:id?" in told(both, "", 'id="x"')
    assert "<r> can have @xml:id and @target." in told(both, "", 'colour="x"')
    assert "<r> has no attributes." in told("<text/>", "", 'colour="x"')
    either = '<choice><attribute name="a"/><attribute name="b"/></choice>'
    assert told(either, "", 'a="" b=""').startswith("@b cannot stand on <r> together with @a")
    assert told(either, "").startswith("<r> must have @a or @b")


def test_namespaces(grammar, mistakes):
    """None, or another one: told once, with what to write."""
    made = grammar(
        f'<element name="r"><zeroOrMore>{_leaves("a")}</zeroOrMore></element>', f'ns="urn:t" {DOC}'
    )
    (one,) = mistakes(made, '<r xmlns="urn:t"><a xmlns=""/><a xmlns=""/><a xmlns=""/></r>')
    assert one.message == "<a> is in no namespace; the schema wants urn:t (and in 2 more places)"
    assert 'xmlns="urn:t"' in one.hint
    (one,) = mistakes(made, "<r><a/></r>")
    assert one.message == "<r> is in no namespace; the schema wants urn:t"


def test_text(told):
    """The text, shortened, and what it can be put into."""
    many = f"<zeroOrMore>{_leaves('a')}</zeroOrMore>"
    message = told(many, f"<a/>{'word ' * 50}")
    assert message.startswith('the text "word word')
    assert len(message) < 150
    assert "Put it into <a>, or take it out." in message


def test_of_attributes_that_exclude_each_other_one_that_would_do_is_named(told):
    """An optional attribute beside them does not help, and is not named."""
    either = (
        '<optional><attribute name="c"/></optional>'
        '<choice><attribute name="a"/><attribute name="b"/></choice>'
    )
    assert told(either, "").startswith("<r> must have @a or @b")

from __future__ import annotations

import pytest


@pytest.fixture
def told(publish, tei):
    def find(body, header=""):
        return [(f.code, f.message) for f in publish(tei(body, header=header)).findings()]

    return find


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ('<p xml:id="x">a</p><sp who="#x"><p>b</p></sp>', "p"),
        ('<p xml:id="x">a <add hand="#x">b</add></p>', "p"),
        ('<p>a <seg xml:id="x">b</seg> <supplied resp="#x">c</supplied></p>', "seg"),
        ('<p xml:id="x">a <hi rendition="#x">b</hi></p>', "p"),
        ('<p xml:id="x">a <add change="#x">b</add></p>', "p"),
        ('<p xml:id="x">a <pb facs="#x"/></p>', "p"),
        ('<p xml:id="x">a <g ref="#x">b</g></p>', "p"),
    ],
)
def test_targets_that_cannot_be_meant(told, body, name):
    """Elements of the running text are no persons, hands, styles, changes or pictures."""
    found = told(body)
    assert [code for code, _ in found] == ["ptr.wrong-target"]
    assert f'"#x" is a <{name}>' in found[0][1]


@pytest.mark.parametrize("name", ["person", "org", "handNote", "bibl", "respStmt", "item"])
def test_many_things_may_be_meant(told, name):
    """Projects describe hands and those responsible in many ways."""
    body = f'<p>a <add hand="#x" resp="#x">b</add></p><note><{name} xml:id="x"/></note>'
    assert told(body) == []


@pytest.mark.parametrize("attribute", ["next", "prev", "sameAs", "copyOf", "exclude", "synch"])
def test_an_element_that_points_to_itself(told, attribute):
    """Told, but not a second time as a circle."""
    found = told(f'<p><seg xml:id="x" {attribute}="#x">a</seg></p>')
    assert [code for code, _ in found] == ["ptr.self"]


def test_circles(told):
    """Each is told once, at the place where it was met first; what leads into it is none."""
    found = told(
        '<p><seg next="#a">0</seg><seg xml:id="a" next="#b">1</seg>'
        '<seg xml:id="b" next="#c">2</seg><seg xml:id="c" next="#a">3</seg></p>'
    )
    assert [code for code, _ in found] == ["ptr.cycle"]
    assert '"a" → "b" → "c" → "a"' in found[0][1]


def test_chains_that_end_are_fine(told):
    """@next and @prev of neighbours are two chains, not a circle."""
    assert told('<p><seg xml:id="a" next="#b">1</seg><seg xml:id="b" prev="#a">2</seg></p>') == []


def test_elements_may_say_of_each_other_that_they_are_the_same(told):
    """Only where nobody has any content, something is missing."""
    body = '<p><seg xml:id="a" sameAs="#b">{}</seg><seg xml:id="b" sameAs="#a">{}</seg></p>'
    assert told(body.format("x", "x")) == []
    assert [code for code, _ in told(body.format("", ""))] == ["ptr.cycle"]


def test_long_chains(told):
    """Ten thousand links are followed without end of memory or of patience."""
    links = "".join(f'<seg xml:id="s{n}" next="#s{n + 1}">a</seg>' for n in range(10_000))
    assert told(f'<p>{links}<seg xml:id="s10000">z</seg></p>') == []


def test_spans(told):
    """A span ends further on."""
    body = '<p>in <anchor xml:id="a"/>illo <delSpan spanTo="#{}"/>tempore<anchor xml:id="z"/></p>'
    assert told(body.format("z")) == []
    assert [code for code, _ in told(body.format("a"))] == ["span.reversed"]
    assert [code for code, _ in told(body.format("zz"))] == ["span.dangling"]
    assert "itself" in told('<p>a <addSpan xml:id="s" spanTo="#s"/>b</p>')[0][1]

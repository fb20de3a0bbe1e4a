from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from siglum.citing.declared import Structure, System, read_systems
from siglum.citing.trees import cite_tree

TEI = "http://www.tei-c.org/ns/1.0"
LINES = '<div n="1"><l n="1">a</l><l n="2">b</l></div><div n="2"><l n="1">c</l></div>'


def _tree(read, text, refs):
    tei = read(text, f"<refsDecl>{refs}</refsDecl>")
    (system,) = read_systems(tei)
    return cite_tree(system, tei)


def _refs(tree):
    return [passage.ref for passage, *_ in tree.walk()]


def _kinds(tree):
    return [problem.kind for problem in tree.problems]


def test_parts_of_a_reference_follow_each_other(read):
    """The reference of a passage, @delim, the value of @use (TEI Guidelines 17.2.5.4)."""
    tree = _tree(
        read, LINES,
        '<citeStructure match="//body/div" use="@n"><citeStructure match="l" use="@n" delim="."/>'
        "</citeStructure>",
    )  # fmt: skip
    assert _refs(tree) == ["1", "1.1", "1.2", "2", "2.1"]
    assert tree.problems == []


def test_structures_side_by_side_are_merged_in_document_order(read):
    """Passages come as the text has them, not as the header lists their kinds."""
    tree = _tree(
        read, '<div n="1"><p n="b">x</p><l n="a">y</l><p n="c">z</p></div>',
        '<citeStructure match="//l" use="@n"/><citeStructure match="//p" use="@n"/>',
    )  # fmt: skip
    assert _refs(tree) == ["b", "a", "c"]


def test_position_counts_the_matches_around(read):
    """`position()` begins anew in each passage."""
    tree = _tree(
        read, LINES,
        '<citeStructure match="//div" use="position()">'
        '<citeStructure match="l" use="position()" delim=":"/></citeStructure>',
    )  # fmt: skip
    assert _refs(tree) == ["1", "1:1", "1:2", "2", "2:1"]


def test_a_delimiter_of_the_outermost_level_has_nothing_to_part(read):
    """Punctuation falls away there, a sign that is part of the reference stays."""
    refs = '<citeStructure match="//div" use="@n" delim="{}"/>'
    assert _refs(_tree(read, LINES, refs.format(", "))) == ["1", "2"]
    assert _refs(_tree(read, LINES, refs.format("§ "))) == ["§ 1", "§ 2"]


def test_values_may_hold_delimiters(read):
    """A reference is never taken apart: a chapter «1.2» is no section 2."""
    tree = _tree(
        read, '<div n="1"><p n="2">a</p></div><div n="1.2"><p n="1">b</p></div>',
        '<citeStructure match="//div" use="@n"><citeStructure match="p" use="@n" delim="-"/>'
        "</citeStructure>",
    )  # fmt: skip
    assert _refs(tree) == ["1", "1-2", "1.2", "1.2-1"]


def test_titles_come_from_cite_data_else_from_the_heading(read):
    """The property may be written as an address, with a prefix or bare."""
    text = '<div n="1"><head>Heading</head><p>a</p></div>'
    for name in ("dc:title", "http://purl.org/dc/terms/title", "title"):
        refs = (
            f'<citeStructure match="//div" use="@n"><citeData property="{name}" use="p"/>'
            "</citeStructure>"
        )
        assert _tree(read, text, refs).passages[0].title == "a"
    assert (
        _tree(read, text, '<citeStructure match="//div" use="@n"/>').passages[0].title == "Heading"
    )


def test_the_first_bearer_keeps_a_reference(read):
    """The second is told; what lies in it is cited through the first."""
    tree = _tree(
        read, '<div n="1"><l n="1">a</l></div><div n="1"><l n="2">b</l></div>',
        '<citeStructure match="//div" use="@n"><citeStructure match="l" use="@n" delim="."/>'
        "</citeStructure>",
    )  # fmt: skip
    assert _refs(tree) == ["1", "1.1", "1.2"]
    assert _kinds(tree) == ["duplicate"]


def test_problems_are_told_once_and_name_their_place(read):
    """What finds nothing, what says nothing, what is no XPath, what runs together."""
    tree = _tree(
        read, LINES,
        '<citeStructure match="//sp" use="@n"/><citeStructure match="//l[" use="@n"/>'
        '<citeStructure match="//div" use="@type"/><citeStructure match="//body/div" use="@n">'
        '<citeStructure match="l" use="@n"/></citeStructure>',
    )  # fmt: skip
    assert sorted(_kinds(tree)) == ["no-delim", "no-value", "nothing", "path"]
    assert all(problem.element is not None for problem in tree.problems)
    assert _refs(tree) == ["1", "11", "12", "2", "21"]


def test_structures_that_find_ever_more_are_given_up(read):
    """Ten levels that each find every line would be a passage for each way through them."""
    refs = '<citeStructure match="//l" use="@n" delim=".">' * 10 + "</citeStructure>" * 10
    tree = _tree(read, "".join(f'<l n="{n}">a</l>' for n in range(40)), refs)
    assert (_refs(tree), _kinds(tree)) == ([], ["path"])


@given(
    st.recursive(
        st.just([]),
        lambda inner: st.lists(
            st.tuples(st.text(string.ascii_letters + ".12", min_size=1, max_size=2), inner),
            max_size=4,
        ),
        max_leaves=20,
    )
)
def test_references_are_unique_and_in_document_order(shape):
    """Whatever the numbers: each reference once, both ways, as long as none occurs twice."""

    def build(rows):
        return "".join(f'<div n="{n}">{build(inner)}</div>' for n, inner in rows)

    tei = etree.fromstring(f'<TEI xmlns="{TEI}"><text><body>{build(shape)}</body></text></TEI>')
    structure = Structure("div", "@n", delim="/")
    for _ in range(6):
        structure = Structure("div", "@n", delim="/", inner=(structure,))
    outer = Structure("//body/div", "@n", inner=structure.inner)
    tree = cite_tree(System(structures=(outer,)), tei)
    passages = [passage for passage, *_ in tree.walk()]
    assert len({one.ref for one in passages}) == len(passages)
    assert len({one.element for one in passages}) == len(passages)
    if not tree.problems:
        order = {element: place for place, element in enumerate(tei.iter())}
        places = [order[one.element] for one in passages]
        assert places == sorted(places)
        assert len(passages) == sum(1 for _ in tei.iter(f"{{{TEI}}}div"))

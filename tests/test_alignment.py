from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from siglum.alignment import Block, Row, align, blocks_of, parallel_texts, read_blocks
from siglum.source.identity import identify
from siglum.source.numbering import number

TEI = "http://www.tei-c.org/ns/1.0"


def _blocks(words):
    """«a b>a c>a,b»: names of blocks, and behind > what each points to."""
    made = []
    for word in words.split():
        name, _, points = word.partition(">")
        made.append(Block((name,), tuple(points.split(",")) if points else ()))
    return made


def _told(rows, first, second):
    return " | ".join(
        " ".join(first[n].ids[0] for n in row.first)
        + "="
        + " ".join(second[n].ids[0] for n in row.second)
        for row in rows
    )


@pytest.mark.parametrize(
    ("first", "second", "rows"),
    [
        ("a b", "x>a y>b", "a=x | b=y"),
        ("a>x b>y", "x y", "a=x | b=y"),
        ("a b c", "x>a y>c", "a=x | b= | c=y"),
        ("a b", "x>a z y>b", "a=x | =z | b=y"),
        ("a b", "x>a,b y>b", "a b=x y"),
        ("a", "x>a y>a", "a=x y"),
        ("a b c", "x>b y>a z>c", "a b=x y | c=z"),  # ties that cross share a row
        ("a b", "x>gone y>a", "=x | a=y | b="),
        ("a b", "x y", "a=x | b=y"),  # as many blocks
        ("a b", "x", "a b=x"),  # nothing ties them: one row
        ("a", "", "a="),
        ("", "", ""),
    ],
)
def test_pointers_tie_blocks_and_rows_keep_both_orders(first, second, rows):
    """A block that nothing ties has a row of its own, where it stands."""
    here, there = _blocks(first), _blocks(second)
    assert _told(align(here, there), here, there) == rows


def test_equal_numbers_tie_where_there_are_no_pointers():
    """As long as most have a partner: two texts that number alike by chance are told by order."""
    here = [Block(number=n) for n in ("1.1", "1.2", "2.1")]
    there = [Block(number=n) for n in ("1.1", "2.1", "2.2")]
    assert align(here, there) == [
        Row((0,), (0,)),
        Row((1,), ()),
        Row((2,), (1,)),
        Row((), (2,)),
    ]
    few = [Block(number=n) for n in ("1.1", "7", "8", "9")]
    assert align(here, few) == [Row((0, 1, 2), (0, 1, 2, 3))]


def test_what_is_not_divided_further_stands_beside_its_parts():
    """Sections 1.1.1 and 1.1.2 of one text are chapter 1.1 of the other."""
    here = [Block(number=n) for n in ("1.1.1", "1.1.2", "1.2.1")]
    there = [Block(number=n) for n in ("1.1", "1.2")]
    rows = [Row((0, 1), (0,)), Row((2,), (1,))]
    assert align(here, there) == rows
    assert align(there, here) == [Row(row.second, row.first) for row in rows]


def test_pointers_into_a_file_of_its_own_are_read_by_its_name():
    """Where the other text is in another file, what points into the own file is no tie."""
    tree = _tree('<p corresp="../la.xml#a #b en.xml#c">x</p>')
    elements = blocks_of(next(tree.iter(f"{{{TEI}}}body")))
    assert [read_blocks(elements, name)[0].points for name in ("la.xml", "")] == [("a",), ("b",)]


def test_headings_are_pairs_though_nothing_ties_them():
    """So is what stands between two ties in the same number; others have rows of their own."""
    here = [Block(heading=True), Block(("a",)), Block(), Block(("b",))]
    there = [
        Block(heading=True),
        Block(),
        Block(points=("a",)),
        Block(),
        Block(points=("b",)),
        Block(),
    ]
    assert align(here, there) == [
        Row((0,), (0,)),
        Row((), (1,)),
        Row((1,), (2,)),
        Row((2,), (3,)),
        Row((3,), (4,)),
        Row((), (5,)),
    ]


def test_as_many_divisions_are_pairs():
    """Within a pair of divisions, all stands in one row."""
    here = [Block(division=n) for n in (1, 1, 2)]
    there = [Block(division=n) for n in (4, 5, 5, 5)]
    assert align(here, there) == [Row((0, 1), (0,)), Row((2,), (1, 2, 3))]


@given(
    st.lists(st.lists(st.integers(0, 7), max_size=3), max_size=8),
    st.lists(st.lists(st.integers(0, 7), max_size=3), max_size=8),
)
def test_every_block_is_in_one_row_and_in_order(first, second):
    """Whatever points to what; and no tie leaves its row."""
    here = [Block((f"a{n}",), tuple(f"b{p}" for p in points)) for n, points in enumerate(first)]
    there = [Block((f"b{n}",), tuple(f"a{p}" for p in points)) for n, points in enumerate(second)]
    rows = align(here, there)
    assert [n for row in rows for n in row.first] == list(range(len(here)))
    assert [n for row in rows for n in row.second] == list(range(len(there)))
    at = {n: place for place, row in enumerate(rows) for n in row.first}
    to = {n: place for place, row in enumerate(rows) for n in row.second}
    for n, points in enumerate(first):
        assert all(at[n] == to[p] for p in points if p < len(there))


def _tree(inner):
    tei = etree.fromstring(f'<TEI xmlns="{TEI}"><text><body>{inner}</body></text></TEI>')
    identify(tei)
    number(tei)
    return tei


_POINTING = (
    '<div><p xml:id="a">a</p><p xml:id="b">b</p></div>'
    '<div><p corresp="#a">c</p><p><seg corresp="#b">d</seg></p></div>'
)


@pytest.mark.parametrize(
    ("inner", "pairs"),
    [
        ('<div type="edition"><p>a</p></div><div type="translation"><p>b</p></div>', 1),
        (
            '<div xml:lang="la"><p>a</p></div><div type="translation" xml:lang="en"><p>b</p></div>',
            1,
        ),
        ('<div type="edition"><p>a</p></div><div/><div type="translation"><p>b</p></div>', 1),
        ('<div type="edition"><p>a</p></div><div type="translation"><p/></div>', 0),
        ('<div type="translation"><p>a</p></div><div type="translation"><p>b</p></div>', 0),
        ("<div><p>a</p></div><div><p>b</p></div>", 0),
        ('<div><p xml:id="a">a</p></div><div><p corresp="#a">b</p></div>', 0),
        (_POINTING, 1),
    ],
)
def test_parallel_texts_are_a_translation_and_what_it_follows(inner, pairs):
    """Or divisions of which one points to the other throughout; one pointer is not enough."""
    assert len(parallel_texts(_tree(inner))) == pairs


def test_blocks_are_read_through_divisions_with_their_numbers():
    """Marks between blocks are none; what is inside a block points for it."""
    tree = _tree(
        '<div n="1"><head>H</head><pb/><div n="2"><p>a</p><lg n="3"><l>b</l></lg></div>'
        '<p xml:id="z">c <seg corresp="#q x.xml#r">d</seg></p></div>'
    )
    elements = blocks_of(next(tree.iter(f"{{{TEI}}}body")))
    blocks = read_blocks(elements)
    assert [block.number for block in blocks] == ["head 1", "1.2", "1.2.3", "1"]
    assert [block.division for block in blocks] == [1, 2, 2, 1]
    assert blocks[3].points == ("q",)
    assert "z" in blocks[3].ids

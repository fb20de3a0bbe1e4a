from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from siglum.source.spaces import drop_comments, normalise_spaces

NS = "http://www.tei-c.org/ns/1.0"


def tree(body: str) -> etree._Element:
    return etree.fromstring(f'<text xmlns="{NS}"><body>{body}</body></text>')


def settled(body: str) -> str:
    """What the rule makes of the content of a body, written as XML without namespace."""
    root = tree(body)
    normalise_spaces(root)
    return written(root[0])


def written(element: etree._Element) -> str:
    whole = etree.tostring(element, encoding="unicode", with_tail=False)
    inner = whole[whole.index(">") + 1 : whole.rindex("<")] if "</" in whole else ""
    return inner.replace(f' xmlns="{NS}"', "")


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("<p>a \n\t b</p>", "<p>a b</p>"),
        ("<p>\n  a b\n</p>", "<p>a b</p>"),
        ("<p>a <hi> b</hi></p>", "<p>a <hi>b</hi></p>"),
        ("<p>a<hi> b </hi> c</p>", "<p>a<hi> b </hi>c</p>"),
        ("<p>a <hi>b</hi> </p>", "<p>a <hi>b</hi></p>"),
        ("<p><hi>a </hi> <hi> b</hi></p>", "<p><hi>a </hi><hi>b</hi></p>"),
        ("<p>a<index>\n<term> b</term></index> c</p>", "<p>a<index><term>b</term></index> c</p>"),
    ],
)
def test_runs_collapse_to_one_space_and_none_stands_at_the_edge_of_a_block(source, result):
    """Rule 2, also across the borders of inline elements."""
    assert settled(source) == result


@pytest.mark.parametrize(
    ("source", "result"),
    [
        (
            "<p>a <app>\n <lem>b</lem>\n <rdg>c</rdg>\n</app>, d</p>",
            "<p>a <app><lem>b</lem><rdg>c</rdg></app>, d</p>",
        ),
        (
            "<p><choice> <sic>a</sic> <corr>b</corr> </choice>.</p>",
            "<p><choice><sic>a</sic><corr>b</corr></choice>.</p>",
        ),
        (
            "<p>x<subst>\n<del>a</del>\n<add>b</add>\n</subst>y</p>",
            "<p>x<subst><del>a</del><add>b</add></subst>y</p>",
        ),
        (
            "<listWit>\n <witness>A\n  codex</witness>\n</listWit>",
            "<listWit><witness>A codex</witness></listWit>",
        ),
        ("\n<p>a</p>\n\n<p>b</p>\n", "<p>a</p><p>b</p>"),
    ],
)
def test_layout_in_element_content_is_no_space(source, result):
    """Rule 1: between readings, in choice, subst and listWit, between paragraphs."""
    assert settled(source) == result


@pytest.mark.parametrize("broken", ["lb", "pb", "cb", "gb", 'milestone unit="x"'])
@pytest.mark.parametrize("before", ["", " ", "\n   "])
@pytest.mark.parametrize("after", ["", " ", "\n   "])
def test_break_no_joins(broken, before, after):
    """Rule 3: a break with @break="no" stands inside a word, whatever the layout around it."""
    mark = f'<{broken} break="no"/>'
    assert settled(f"<p>wo{before}{mark}{after}rd</p>") == f"<p>wo{mark}rd</p>"


def test_breaks_in_a_row_join_all_the_same():
    """A page, column and line that begin inside one word leave it whole."""
    marks = '<pb break="no"/> <cb break="no"/>\n<lb break="no"/>'
    root = tree(f"<p>wo\n{marks}\nrd</p>")
    normalise_spaces(root)
    assert "".join(root.itertext()) == "word"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>one<lb/>two</p>", "one two"),
        ("<p>one<lb/>\n two</p>", "one two"),
        ("<p>one\n<lb/>two</p>", "one two"),
        ("<p>one <lb/> two</p>", "one two"),
        ("<p>one<lb/><hi>two</hi></p>", "one two"),
        ("<p>one<lb/>, two</p>", "one, two"),
        ("<p>one.<lb/>Two,<lb/>(three)<lb/>four</p>", "one. Two, (three) four"),
        ("<p>one-<lb/>two—<lb/>three «<lb/>four</p>", "one-two—three «four"),
        ("<p>天<lb/>地</p>", "天地"),
        ("<p>one<pb/>two</p>", "onetwo"),
        ("<p><lb/>one</p>", "one"),
        ("<p>one<lb/></p>", "one"),
    ],
)
def test_a_line_break_parts_two_words(source, words):
    """A plain <lb> is a space between two words, once; other milestones add nothing."""
    root = tree(source)
    normalise_spaces(root)
    assert "".join(root.itertext()) == words


@pytest.mark.parametrize("kind", ["<!-- c -->", "<?p i?>"])
def test_comments_neither_split_nor_join_words(kind):
    """Comments and processing instructions vanish; the text around them is as without them."""
    assert settled(f"<p>wo{kind}rd</p>") == "<p>word</p>"
    assert settled(f"<p>a {kind} b{kind} c</p>") == "<p>a b c</p>"
    assert settled(f"<p>{kind} a{kind}</p>{kind}") == "<p>a</p>"
    assert settled(f"<p>a<hi/>{kind} b</p>") == "<p>a<hi/> b</p>"


def test_comments_around_the_root_are_left_alone():
    """Only what stands inside the element is looked at."""
    root = etree.fromstring(f'<!-- a --><p xmlns="{NS}">b<!-- c -->d</p><!-- e -->')
    drop_comments(root)
    assert root.text == "bd"


@pytest.mark.parametrize(
    "source",
    [
        "<eg>  a\n   b  </eg>",
        "<code>a  b</code>",
        "<formula>  x  </formula>",
        '<ab xml:space="preserve">  a\n\n b <hi>  c </hi> </ab>',
    ],
)
def test_white_space_of_the_author_stays(source):
    """In eg, code, formula and under xml:space="preserve" every character is kept."""
    assert settled(source) == source
    inline = f"<p>x {source.replace('ab', 'seg')} y</p>"
    assert settled(inline) == inline


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('<ab xml:space="preserve">ma\n  <lb break="no"/>nu  s</ab>', "manu  s"),
        ('<ab xml:space="preserve">ma<hi>n </hi>\n <lb break="no"/> <hi> u</hi> s</ab>', "manu s"),
        ('<ab xml:space="preserve">ma <lb/> nu</ab>', "ma  nu"),
        ('<ab xml:space="preserve">ma <code>x </code><lb break="no"/> nu</ab>', "ma x nu"),
    ],
)  # fmt: skip
def test_a_word_goes_on_over_a_break_also_where_white_space_is_preserved(source, words):
    """Rule 3: EpiDoc preserves the white space of an edition, and breaks lines within words."""
    root = tree(source)
    normalise_spaces(root)
    assert "".join(root.itertext()) == words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<ab><w>\u03b5\u03bd</w><w>\u03c4\u03c9</w></ab>", "\u03b5\u03bd \u03c4\u03c9"),
        ("<ab><w>a</w><w>b</w>, c<w>d</w></ab>", "a b, cd"),
        ("<ab><hi><w>a</w></hi><anchor/><hi><w>b</w></hi></ab>", "a b"),
        ("<ab><w>a</w><app><lem><w>b</w></lem><rdg/></app><w>c</w></ab>", "a b c"),
        ("<ab><w>a</w><app><lem/><rdg><w>x</w><w>y</w></rdg></app><w>b</w></ab>", "a x yb"),
        ("<ab><w>a</w><lb/><w>b</w></ab>", "a b"),
        ('<ab><w>a</w><lb break="no"/><w>b</w></ab>', "ab"),
        ("<ab><w>a</w><pc>,</pc><w>b</w></ab>", "a,b"),
        ('<ab><w join="right">a</w><w>b</w><w join="left">c</w></ab>', "abc"),
        ('<ab><w part="I">a</w><w part="F">b</w><w>c</w></ab>', "ab c"),
        ("<ab><w>l\u2019</w><w>an</w><w>\u2018ne\u2019er</w><w>\u2019s</w></ab>",
         "l\u2019an \u2018ne\u2019er\u2019s"),
        ("<ab><w>\u5b50</w><w>\u66f0</w></ab>", "\u5b50\u66f0"),
        ("<l><w>a</w></l><l><w>b</w></l>", "ab"),
    ],
)  # fmt: skip
def test_tagged_words_that_stand_side_by_side_are_parted(source, words):
    """Rule 4: not in scripts without spaces, not at punctuation, not where one word is meant."""
    root = tree(source)
    normalise_spaces(root)
    once = etree.tostring(root)
    assert "".join(root.itertext()) == words
    normalise_spaces(root)
    assert etree.tostring(root) == once


def test_space_around_preserved_text_stays():
    """What follows a code is judged anew: a space on either side of it is one space."""
    assert settled("<p>x\n <code> a </code>\n y</p>") == "<p>x <code> a </code> y</p>"


def test_a_note_has_its_own_flow():
    """A note neither eats nor makes a space of the sentence that it interrupts."""
    assert settled("<p>a<note> n </note> b</p>") == "<p>a<note>n</note> b</p>"
    assert settled("<p>a <note> n </note> b</p>") == "<p>a <note>n</note>b</p>"
    assert settled("<p>a <note>n</note>, b</p>") == "<p>a <note>n</note>, b</p>"


@pytest.mark.parametrize("empty", ["gap", "space", "ptr", "g", "graphic", 'date when="1936"'])
def test_what_is_shown_without_words_stands_like_a_word(empty):
    """A gap, a sign or a picture has a space on each side, if the source has them."""
    for source in (f"<p>a <{empty}/> b</p>", f"<p>a<{empty}/>b</p>", f"<p><{empty}/> b</p>"):
        assert settled(source) == source


def test_an_anchor_is_no_word():
    """Around what shows nothing, a run of white space is one space."""
    assert settled("<p>a <anchor/> b <pb/> c</p>") == "<p>a <anchor/>b <pb/>c</p>"


def test_additions_keep_their_spaces():
    """Where the text has no words but a witness has, the spaces on both sides are its spaces."""
    addition = '<app><lem/><rdg wit="#A">b</rdg></app>'
    for source in (f"<p>a {addition} c</p>", f"<p>a {addition}</p>", f"<p>a{addition}, c</p>"):
        assert settled(source) == source
    assert settled("<p>a <app><lem/><rdg/></app> c</p>") == "<p>a <app><lem/><rdg/></app>c</p>"


def test_without_a_lemma_the_first_reading_is_in_the_sentence():
    """What stands in the text has the spaces of the text; an attached entry is not in it."""
    entry = "<app><rdg>b</rdg><rdg>c</rdg></app>"
    for source in (f"<p>a {entry} d</p>", f"<p>a {entry}</p>", f"<p>{entry}, d</p>"):
        assert settled(source) == source
    grouped = "<app><rdgGrp><rdg>b</rdg></rdgGrp><rdg>c</rdg></app>"
    assert settled(f"<p>a {grouped} d</p>") == f"<p>a {grouped} d</p>"
    late = "<app><rdg>b</rdg><lem>c</lem></app>"
    assert settled(f"<p>a {late} d</p>") == f"<p>a {late} d</p>"
    attached = '<app from="#x"><lem>b</lem></app>'
    assert settled(f"<p>a {attached} c</p>") == f"<p>a {attached}c</p>"


def test_readings_have_their_own_flow():
    """The spaces of a variant do not touch the text around the entry."""
    assert settled("<p>a <app><lem>b</lem><rdg> c </rdg></app> d</p>") == (
        "<p>a <app><lem>b</lem><rdg>c</rdg></app> d</p>"
    )
    assert settled("<p>a<app><lem> b</lem><rdg>c</rdg></app> d</p>") == (
        "<p>a<app><lem> b</lem><rdg>c</rdg></app> d</p>"
    )


def test_sides_of_a_choice_meet_the_same_text():
    """Either side of a choice stands where the choice stands: both lose or keep their spaces."""
    assert settled("<p>a <choice><sic> b</sic><corr> c</corr></choice></p>") == (
        "<p>a <choice><sic>b</sic><corr>c</corr></choice></p>"
    )
    assert settled("<p>a<choice><sic> b</sic><corr> c</corr></choice></p>") == (
        "<p>a<choice><sic> b</sic><corr> c</corr></choice></p>"
    )


def test_other_white_space_is_a_character():
    """No-break and thin spaces are what the author wrote, not layout."""
    for space in "\xa0\u2009\u3000":
        assert settled(f"<p>a{space}b</p>") == f"<p>a{space}b</p>"


# --- any source and its twins ---------------------------------------------------------------

GAP = object()  # a place where the source has white space
MAYBE = object()  # a place where white space is layout


def _inline(depth):
    word = st.text("aeioč", min_size=1, max_size=4)
    piece = st.one_of(
        word.map(lambda w: [w]),
        st.just([GAP]),
        st.sampled_from([",", ".", "·"]).map(lambda c: [c]),
        st.sampled_from(["<lb/>", "<pb/>", '<lb break="no"/>', "<anchor/>", "<gap/>"]).map(
            lambda c: [c]
        ),
    )
    if depth:
        inner = _inline(depth - 1)
        piece = st.one_of(
            piece,
            inner.map(lambda i: ["<hi>", *i, "</hi>"]),
            inner.map(lambda i: ["<note>", *i, "</note>"]),
            st.tuples(inner, inner).map(
                lambda both: [
                    "<app>", MAYBE, "<lem>", *both[0], "</lem>", MAYBE,
                    '<rdg wit="#A">', *both[1], "</rdg>", MAYBE, "</app>",
                ]
            ),
            st.tuples(inner, inner).map(
                lambda both: [
                    "<choice>", MAYBE, "<sic>", *both[0], "</sic>", MAYBE,
                    "<corr>", *both[1], "</corr>", MAYBE, "</choice>",
                ]
            ),
        )  # fmt: skip
    return st.lists(piece, max_size=6).map(lambda pieces: [p for some in pieces for p in some])


BODIES = st.lists(_inline(2), min_size=1, max_size=3).map(
    lambda ps: [p for inner in ps for p in (MAYBE, "<p>", *inner, "</p>", MAYBE)]
)
LAYOUT = st.text(" \n\t", max_size=3)
COMMENT = st.sampled_from(["", "", "", "<!-- c -->", "<?p i?>"])


@st.composite
def twins(draw):
    """One source in one line and without comments, and the same in any layout."""
    pieces = draw(BODIES)
    line, laid = [], []
    for piece in pieces:
        if piece is GAP:
            line.append(" ")
            white = draw(LAYOUT.filter(bool)), draw(COMMENT), draw(LAYOUT)
            laid += draw(st.permutations(white))
        elif piece is MAYBE:
            laid += [draw(LAYOUT), draw(COMMENT), draw(LAYOUT)]
        else:
            line.append(piece)
            laid += [piece, draw(COMMENT)]
    return "".join(line), "".join(laid)


def test_a_choice_with_an_empty_side_keeps_the_spaces_of_the_other():
    """Whichever side is read, words stay apart, also at the end of a block and after a break."""
    open_, close = '<text xmlns="http://www.tei-c.org/ns/1.0"><body><p>', "</p></body></text>"
    for inner in (
        "a <choice><sic>b</sic><corr/></choice>",
        "a <choice><sic>b</sic><corr/></choice> c",
        "a<lb/><choice><sic> b</sic><corr> c</corr></choice>",
        "a<lb/> <choice><sic>b</sic><corr><lb/></corr></choice>",
    ):
        root = etree.fromstring(open_ + inner + close)
        normalise_spaces(root)
        assert etree.tostring(root).decode() == open_ + inner + close


def test_a_side_that_goes_on_with_a_word_takes_the_space_from_all_sides():
    """A space before a choice cannot stand for one side only; the others keep their words apart."""
    open_, close = '<text xmlns="http://www.tei-c.org/ns/1.0"><body><p>', "</p></body></text>"
    for space in ("a <lb/>", "<hi>a</hi> <lb/>", "a<lb/> "):
        choice = '<choice><sic>b</sic><corr><lb break="no"/></corr></choice>'
        root = etree.fromstring(open_ + space + choice + close)
        normalise_spaces(root)
        parted = space.replace(" ", "") + choice.replace("<sic>b", "<sic> b")
        assert etree.tostring(root).decode() == open_ + parted + close


@given(twins())
def test_layout_says_nothing(pair):
    """A source and its one-line twin come out equal, byte by byte."""
    line, laid = pair
    assert settled(line) == settled(laid)


@given(BODIES)
def test_the_rule_applied_twice_changes_nothing(pieces):
    """What the rule made is in order, by the rule."""
    root = tree("".join(" " if p is GAP else "" if p is MAYBE else p for p in pieces))
    normalise_spaces(root)
    once = etree.tostring(root)
    normalise_spaces(root)
    assert etree.tostring(root) == once


@given(BODIES)
def test_no_letter_is_lost_and_no_space_is_made(pieces):
    """Letters stay in order; a space stands only where the source has one, or a line ends."""
    source = "".join(" " if p is GAP else "" if p is MAYBE else p for p in pieces)
    root = tree(source)
    before = "".join(root.itertext())
    normalise_spaces(root)
    after = "".join(root.itertext())
    assert "".join(after.split()) == "".join(before.split())
    if "<lb/>" not in source:
        assert _is_thinned(after, before)


def _is_thinned(after, before):
    """Whether `after` is `before` with some spaces taken out."""
    at = 0
    for letter in after:
        while at < len(before) and before[at] != letter:
            if before[at] != " ":
                return False
            at += 1
        at += 1
    return at <= len(before)

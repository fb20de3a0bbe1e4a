from __future__ import annotations

import pytest
from lxml import etree

from siglum.phrases.speaking import phrases
from siglum.render.threads import DEPTH, HEAD, moment_words, tell_posts
from siglum.source.identity import identify

TEI = "http://www.tei-c.org/ns/1.0"
TABLE = phrases("en")


def _told(posts):
    tree = etree.fromstring(f'<div xmlns="{TEI}">{posts}</div>')
    identify(tree)
    tell_posts(tree, lambda who: (who.title(), ""), lambda post: ("", f"there{post}"), TABLE)
    return tree


def _shape(tree):
    return [
        (one.get(DEPTH), *(part.text for part in one.iterfind(f"{HEAD}/*")))
        for one in tree.iter(f"{{{TEI}}}post")
    ]


def test_posts_stay_in_order_and_know_how_deep_they_are():
    """A reply to the first that stands after a reply to it is as deep as that."""
    tree = _told(
        '<post xml:id="a" who="ann"/><post xml:id="b" who="bo" replyTo="#a"/>'
        '<post xml:id="c" who="ann" replyTo="#b"/><post xml:id="d" replyTo="x.xml#a"/>'
    )
    assert _shape(tree) == [
        ("0", "Ann"),
        ("1", "Bo", "in reply to Ann"),
        ("2", "Ann", "in reply to Bo"),
        ("1", "in reply to Ann"),
    ]
    assert tree[1].find(f"{HEAD}/*[@kind='reply']").get("href") == "there#a"


def test_a_reply_to_what_is_not_here_stays_where_it_is():
    """So do replies in a circle; nothing is lost and nothing goes round for ever."""
    assert [depth for depth, *_ in _shape(_told('<post replyTo="#gone"/>'))] == ["0"]
    circle = '<post xml:id="a" replyTo="#b"/><post xml:id="b" replyTo="#a"/>'
    assert [depth for depth, *_ in _shape(_told(circle))] == ["0", "1"]


def test_a_thread_is_indented_no_deeper_than_eight():
    """A thread of a hundred replies can still be read on a telephone."""
    posts = "".join(f'<post xml:id="p{n}" replyTo="#p{n - 1}"/>' for n in range(100))
    assert {depth for depth, *_ in _shape(_told(posts))} == set("012345678")


def test_levels_and_moments_of_the_encoder_are_told():
    """`@indentLevel` begins with 1; `@synch` points to the timeline. Text keeps its place."""
    tree = _told(
        '<timeline><when xml:id="t1" absolute="2020-01-02T03:04:05"/></timeline>'
        '<post indentLevel="3" synch="#t1">words <p>more</p></post>'
    )
    assert _shape(tree) == [("2", "2 January 2020, 03:04")]
    assert "".join(tree[1].itertext()) == "2 January 2020, 03:04words more"
    assert tree[1][0].tail == "words "


@pytest.mark.parametrize(
    ("value", "words"),
    [("2020-01-02T03:04Z", "2 January 2020, 03:04"), ("2020-01", "January 2020"), ("soon", "soon")],
)
def test_moments_are_told_in_words(value, words):
    """A time of day only where there is one."""
    assert moment_words(value, TABLE) == words

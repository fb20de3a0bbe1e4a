"""A unit with posts -> the same unit in which each post tells who wrote it, when, replying to what.

Posts keep their order: how deep one stands in its thread is told by `s:depth` (TEI Guidelines 9,
computer-mediated communication). A reply to a post that is not here stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from lxml import etree

from siglum.phrases.speaking import written_date
from siglum.source.identity import ID, NORMAL, slug
from siglum.source.namespaces import TEI

_T: Final = f"{{{TEI}}}"
_POST: Final = f"{_T}post"
DEPTH: Final = f"{{{NORMAL}}}depth"
HEAD: Final = f"{{{NORMAL}}}post-head"
#: Threads that go deeper are indented no further.
_DEEPEST: Final = 8
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)")

#: What finds a person or a post: a pointer -> its name, perhaps empty, and its address.
Finder = Callable[[str], tuple[str, str]]


def tell_posts(tree: etree._Element, who: Finder, post: Finder, table: Mapping[str, str]) -> None:
    """Write depth and head of each post of `tree`; `post` knows addresses of posts elsewhere."""
    posts = list(tree.iter(_POST))
    moments = _moments(tree) if posts else {}
    writers = [[who(token) for token in one.get("who", "").split()] for one in posts]
    names = {
        one.get(ID, ""): ", ".join(name for name, _href in some)
        for one, some in zip(posts, writers, strict=True)
    }
    depths: dict[str, int] = {}
    for one, some in zip(posts, writers, strict=True):
        replied = next(iter(one.get("replyTo", "").split()), "")
        earlier = slug(replied.rpartition("#")[2])
        depth = depths.get(earlier, -1) + 1 if replied else _given_depth(one)
        one.set(DEPTH, str(min(depth, _DEEPEST)))
        depths[one.get(ID, "")] = depth
        head = etree.Element(HEAD)
        for name, href in some:
            _add(head, "who", name, href)
        synched = moments.get(one.get("synch", "").strip().removeprefix("#"), "")
        if when := moment_words(one.get("when", "") or one.get("when-iso", "") or synched, table):
            _add(head, "when", when, "")
        if replied:
            told, href = post(replied)
            words = names.get(earlier, "") or told or replied.removeprefix("#")
            _add(head, "reply", table["in_reply_to"].format(name=words), href)
        if len(head):
            one.insert(0, head)
            head.tail, one.text = one.text, None


def moment_words(value: str, table: Mapping[str, str]) -> str:
    """A day, with its time of day if it has one, in words."""
    found = _MOMENT.match(value)
    if found is None:
        return written_date(value, table)
    return f"{written_date(found[1], table)}, {found[2]}"


def _given_depth(post: etree._Element) -> int:
    """How deep the encoder says that a post is indented, where nothing says what it replies to."""
    level = post.get("indentLevel", "").strip()
    return max(0, int(level) - 1) if level.isdecimal() else 0


def _moments(tree: etree._Element) -> dict[str, str]:
    """The points of time that a timeline gives in figures."""
    return {
        name: when
        for point in tree.iter(f"{_T}when")
        if (name := point.get(ID, "")) and (when := point.get("absolute", ""))
    }


def _add(head: etree._Element, kind: str, words: str, href: str) -> None:
    part = etree.SubElement(head, f"{{{NORMAL}}}said", {"kind": kind})
    part.text = words
    if href:
        part.set("href", href)

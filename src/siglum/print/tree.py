"""A tree of XHTML -> plain HTML without what paper has no use for; ways to find nodes in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

__all__ = [
    "BLOCKS",
    "attributes",
    "classes",
    "clean",
    "count_languages",
    "detach",
    "is_rtl",
    "name_headings",
    "open_paragraphs",
    "remove",
    "resolve_addresses",
    "sections",
    "settle_breaks",
    "text_of",
    "with_class",
]

XHTML = "{http://www.w3.org/1999/xhtml}"
XML = "{http://www.w3.org/XML/1998/namespace}"

#: HTML elements that begin and end a line.
# fmt: off
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"
})
# fmt: on

#: What marks where a page, a column or a section of a witness begins.
_MARKS = ("pb", "cb", "gb", "milestone")

#: The longest text of one side of a running head: both and the lines have room on a page of A5.
_HEAD_LENGTH = 34
#: The level of headings that stand below the name of a text.
_OUTERMOST = 2
#: Letters; those of Hebrew, Arabic, Syriac, Thaana, N'Ko and what is written with them.
_LETTERS = re.compile(r"[^\W\d_]+")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+")
_RLM = "\u200f"
_ADDRESS = re.compile(r"(?i)(?:https?|mailto):")


def classes(element: etree._Element) -> list[str]:
    """The class names of an element."""
    return (element.get("class") or "").split()


def attributes(element: etree._Element) -> dict[str, str]:
    """The attributes of an element as plain text."""
    return {str(name): str(value) for name, value in element.attrib.items()}


def text_of(element: etree._Element) -> str:
    """All text within an element."""
    return "".join(str(piece) for piece in element.itertext())


def with_class(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements of a tree that have one of these classes."""
    for element in root.iter(etree.Element):
        if not set(names).isdisjoint(classes(element)):
            yield element


def sections(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """The ``section`` elements of a class: the text, the notes, the apparatus of each unit."""
    return (element for element in with_class(root, name) if element.tag == "section")


def clean(root: etree._Element) -> None:
    """Plain HTML names, no comments, nothing hidden, `lang` and `id` where HTML has them."""
    for node in list(root.iter()):
        if callable(node.tag):  # a comment or processing instruction
            remove(node)
            continue
        node.tag = str(node.tag).removeprefix(XHTML)
        for name in ("lang", "id"):
            if value := node.get(XML + name):
                del node.attrib[XML + name]
                node.set(name, node.get(name) or value)
        if node.get("hidden") is not None or node.tag in ("script", "button"):
            remove(node)
    for node in list(root.iter("a", "span")):
        if not {"lemma", "noteref"} & set(classes(node)):
            continue
        # a lemma or a call leads nowhere on paper that its number does not
        node.tag = "span"
        if target := node.get("href"):
            del node.attrib["href"]
            node.set("data-target", target.removeprefix("#"))


def settle_breaks(root: etree._Element) -> None:
    """Page breaks and milestones between blocks go to the beginning of the block that follows.

    Where they stand they would make a line of their own, with nothing else in it.
    """
    # from the last to the first, so that several in a row keep their order
    for mark in reversed(list(with_class(root, *_MARKS))):
        parent = mark.getparent()
        if mark.tag != "span" or parent is None or parent.tag not in BLOCKS:
            continue
        if (mark.tail or "").strip() or (parent.text or "").strip():
            continue
        if not any(sibling.tag in BLOCKS for sibling in parent) or _begins_line(mark):
            continue
        block = _next_leaf(mark)
        if block is not None:
            remove(mark)
            mark.tail, block.text = block.text, None
            block.insert(0, mark)


def _begins_line(mark: etree._Element) -> bool:
    """Whether words follow a mark before the next block: a catchword, the head of a page."""
    for node in mark.itersiblings():
        if node.tag in BLOCKS:
            return False
        if text_of(node).strip() and set(_MARKS).isdisjoint(classes(node)):
            return True
        if (node.tail or "").strip():
            return True
    return False


def _next_leaf(mark: etree._Element) -> etree._Element | None:
    """The next block after `mark` that holds text and no blocks, within the same text.

    None if words that stand in no block come first.
    """
    node: etree._Element | None = mark
    while node is not None and node.tag != "section":
        if (node.tail or "").strip():
            return None
        following = node.getnext()
        while following is not None:
            mark_or_block = following.tag in BLOCKS or not set(_MARKS).isdisjoint(
                classes(following)
            )
            if not mark_or_block and text_of(following).strip():
                return None
            for inner in following.iter(etree.Element):
                if (
                    inner.tag in BLOCKS
                    and inner.tag not in ("ul", "ol", "table", "tbody", "tr", "dl", "figure")
                    and not any(deeper.tag in BLOCKS for deeper in inner.iterdescendants())
                ):
                    return inner
            if (following.tail or "").strip():
                return None
            following = following.getnext()
        node = node.getparent()
    return None


def remove(node: etree._Element) -> None:
    """Take a node out and leave the text that follows it."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def detach(node: etree._Element) -> None:
    """Take a node out together with the (white) text that follows it."""
    node.tail = None
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def resolve_addresses(root: etree._Element) -> None:
    """Keep addresses that lead somewhere from paper: in the book, or on the open web."""
    ids = {identifier for node in root.iter(etree.Element) if (identifier := node.get("id"))}
    for node in root.iter("a"):
        target = node.get("href")
        if target is None:
            continue
        inner = target[:1] == "#" and unquote(target[1:]) in ids
        if not inner and not _ADDRESS.match(target):
            del node.attrib["href"]


def name_headings(root: etree._Element) -> None:
    """Give headings the text that running heads and bookmarks show: without calls, not too long.

    A running head tells what is around, if there is room: «Act 1, Scene 2».
    """
    around: dict[int, str] = {}
    for node in root.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        skipped = ("noteref", *_MARKS, "lb", "alt")
        words = "".join(_words(node, skipped)).split()
        text = " ".join(words)
        if not text:
            continue
        node.set("data-bookmark", text)
        while len(text) > _HEAD_LENGTH and len(words) > 1:
            words.pop()
            text = " ".join(words).rstrip(".,;:–— ") + " …"
        if text.endswith("…") and is_rtl(text):
            text += _RLM  # the sign at its end belongs to it
        level = int(node.tag[1])
        outer = around.get(level - 1, "") if level > _OUTERMOST else ""
        around = {depth: told for depth, told in around.items() if depth < level}
        if outer and len(outer) + len(text) + 2 <= _HEAD_LENGTH:
            text = f"{outer}, {text}"
        around[level] = text
        node.set("data-running", text[: _HEAD_LENGTH + 2])


def _words(node: etree._Element, skipped: tuple[str, ...]) -> Iterator[str]:
    if set(skipped).isdisjoint(classes(node)):
        yield node.text or ""
        for child in node:
            if child.tag == "br":
                yield " "
            yield from _words(child, skipped)
            yield child.tail or ""


def open_paragraphs(root: etree._Element) -> None:
    """A p that holds blocks becomes a div: an HTML parser would close it at the first of them."""
    for node in list(root.iter("p")):
        if any(inner.tag in BLOCKS for inner in node.iterdescendants(etree.Element)):
            node.tag = "div"
            if "p" not in classes(node):
                node.set("class", " ".join(["p", *classes(node)]))


def is_rtl(text: str) -> bool:
    """Whether most letters of a text belong to scripts that are written from right to left."""
    turned = sum(map(len, _RTL.findall(text)))
    return 2 * turned > sum(map(len, _LETTERS.findall(text)))


def count_languages(root: etree._Element) -> dict[str, int]:
    """How many characters of text stand in each language."""
    counts: dict[str, int] = {}

    def walk(element: etree._Element, language: str) -> None:
        own = element.get("lang", language)
        counts[own] = counts.get(own, 0) + len((element.text or "").strip())
        for child in element:
            walk(child, own)
            counts[own] = counts.get(own, 0) + len((child.tail or "").strip())

    body = root if root.tag != "html" else root.find("body")
    if body is not None:
        walk(body, root.get("lang", ""))
    return {language: count for language, count in counts.items() if count}

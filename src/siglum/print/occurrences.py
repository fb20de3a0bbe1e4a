"""Entries of registers in a book -> the pages on which they are mentioned, each page once.

The stylesheet leaves an empty link to each place that mentions an entry. Here they become links
to the mentions themselves, in their order in the book; which pages they stand on is known only
while it is laid out: `pagenumbers` leaves out a number that would follow itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from urllib.parse import unquote

from lxml import etree

from siglum.print.tree import detach, with_class

__all__ = ["NEXT", "set_occurrences"]

#: The attribute of a link that names the target of the next one in its row.
NEXT = "data-next"


def set_occurrences(root: etree._Element) -> None:
    """Make the links of each entry lead to what mentions it; those that lead nowhere go."""
    rows = list(with_class(root, "mentions"))
    if not rows:
        return
    begins: dict[str, int] = {}
    nodes: dict[str, etree._Element] = {}
    ends: dict[str, int] = {}
    links: dict[str, list[tuple[int, etree._Element]]] = defaultdict(list)
    rank = 0
    for event, node in etree.iterwalk(root, events=("start", "end"), tag="*"):
        name = node.get("id")
        if event == "end":
            if name and begins.get(name) is not None:
                ends.setdefault(name, rank)
            continue
        rank += 1
        if name:
            begins.setdefault(name, rank)
            nodes.setdefault(name, node)
        if (href := node.get("href", "")).startswith("#") and "on-page" not in node.get(
            "class", ""
        ):
            links[unquote(href[1:])].append((rank, node))
    made = 0
    for row in rows:
        entry = next((name for up in row.iterancestors() if (name := up.get("id"))), "")
        own = links.get(entry, [])
        targets: dict[str, int] = {}
        for one in row.iter("a"):
            name = unquote(one.get("href", "")[1:])
            if name not in begins:
                continue
            first = bisect_left(own, begins[name], key=_rank)
            last = bisect_left(own, ends[name] + 1, key=_rank)
            for rank, link in own[first:last]:
                if not link.get("id"):
                    made += 1
                    link.set("id", f":{made}")
                targets[link.get("id", "")] = rank
            if first == last:
                leaf = _first_words(nodes[name])
                if not leaf.get("id"):
                    made += 1
                    leaf.set("id", f":{made}")
                targets[leaf.get("id", "")] = begins[name]
        for one in list(row.iter("a")):
            detach(one)
        names = sorted(targets, key=lambda name: targets[name])
        for number, name in enumerate(names, start=1):
            link = etree.SubElement(row, "a", {"class": "on-page", "href": f"#{name}"})
            if number < len(names):
                link.set(NEXT, names[number])
        if not names:
            detach(row)


def _first_words(node: etree._Element) -> etree._Element:
    """What in an element has its first words: a block may begin on the page before them."""
    return next((one for one in node.iter("*") if (one.text or "").strip()), node)


def _rank(link: tuple[int, etree._Element]) -> int:
    return link[0]

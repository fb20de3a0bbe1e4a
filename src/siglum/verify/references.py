"""A document and its words -> the reference of each passage, read from its header a second time.

What the guide says in chapter 3, «References»: citation structures, milestones, patterns, the
levels of edition.toml. Only XPath 1 is known here; a text that is cited otherwise, or by nothing
but the numbers in its margin, has several references that will do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from siglum.config import CitationLevel
from siglum.verify.expected import Text
from siglum.verify.tags import DIVISIONS, HEADER, TEI, T

_STRUCTURE, _STATE, _PATTERN = T + "citeStructure", T + "refState", T + "cRefPattern"
_UNITS = {T + "pb": "page", T + "cb": "column", T + "lb": "line", T + "gb": "gathering"}
#: A name in a path that stands for an element of TEI.
_NAME = re.compile(r"(?<![@:\w.$-])(?!(?:and|or|mod)\s)([A-Za-z_][\w-]*)(?![\w.-]|\s*\(|:)")
_QUOTED = re.compile(r"('[^']*'|\"[^\"]*\")")
_BY_NUMBER = re.compile(r"\[@n\s*=\s*['\"]\$\d['\"]\]")
_GROUP = re.compile(r"\([^()]*\)")
_STANZA = T + "lg"


@dataclass(slots=True)
class Passage:
    """A passage: where its words begin and end, and what it may be called."""

    element: etree._Element
    begin: int
    end: int
    names: tuple[str, ...]


@dataclass(slots=True)
class References:
    """The passages of a text in the order in which they begin."""

    passages: list[Passage] = field(default_factory=list)
    declared: bool = False  # whether each has one name only

    def at(self, letter: int) -> tuple[str, ...]:
        """What the passage that holds a letter may be called; nothing if none does."""
        before = bisect_right(self.passages, letter, key=lambda one: one.begin)
        around: tuple[str, ...] = ()
        for one in reversed(self.passages[:before]):
            if one.begin == one.end or letter < one.end:
                if self.declared:
                    return one.names
                around += one.names
        return around or (self.passages[before - 1].names if before else ())

    def begun(self) -> dict[int, Passage]:
        """Where passages begin, and the innermost of those that begin there."""
        found: dict[int, Passage] = {}
        for one in self.passages:
            if not self.declared and (before := found.get(one.begin)):
                one = replace(one, names=(*before.names, *one.names))
            found[one.begin] = one
        return found


def read_references(text: Text, levels: Sequence[CitationLevel]) -> References:
    """The references of a text."""
    found: list[tuple[etree._Element, tuple[str, ...]]] = []
    for declaration in _declarations(text.root):
        found = [(node, (ref,)) for node, ref in _declared(text.root, declaration)]
        if found:
            break
    if not found and levels:
        told = [(one.match, one.use, one.delim if n else "") for n, one in enumerate(levels)]
        found = [(node, (ref,)) for node, ref in _by_levels(text.root, [text.root], told, "")]
    declared = bool(found)
    passages = [
        Passage(node, text.begins[node], max(text.begins[node], text.ends.get(node, 0)), names)
        for node, names in found or _numbered(text)
        if node in text.begins
    ]
    passages.sort(key=lambda one: one.begin)
    return References(passages, declared)


def _declarations(root: etree._Element) -> list[etree._Element]:
    headers = [up.find(HEADER) for up in (root, *root.iterancestors())]
    found = [one for head in headers if head is not None for one in head.iter(T + "refsDecl")]
    return sorted(found, key=lambda one: one.get("default") != "true")


def _declared(
    root: etree._Element, declaration: etree._Element
) -> Iterator[tuple[etree._Element, str]]:
    structures = declaration.findall(_STRUCTURE)
    if structures:
        yield from _by_structures(root, root, structures, "")
    elif declaration.find(_STATE) is not None:
        yield from _by_milestones(root, declaration.findall(_STATE))
    elif (patterns := declaration.findall(_PATTERN)) and (told := _levels_of(patterns)):
        yield from _by_levels(root, [root], told, "")


def _find(node: etree._Element, path: str, root: etree._Element) -> list[etree._Element]:
    """What a path leads to within a text; nothing if it is no XPath 1."""
    try:
        found = node.xpath(_named(path), namespaces={"t": TEI, "tei": TEI})
    except etree.XPathError:
        return []
    some = found if isinstance(found, list) else []
    return [one for one in some if etree.iselement(one) and _is_in(one, root)]


def _named(path: str) -> str:
    """A path whose names are those of TEI elements; what stands in quotation marks stays."""
    parts = _QUOTED.split(path)
    parts[::2] = [_NAME.sub(r"t:\1", part) for part in parts[::2]]
    return "".join(parts)


def _is_in(node: etree._Element, root: etree._Element) -> bool:
    return node is root or any(up is root for up in node.iterancestors(root.tag))


def _value(node: etree._Element, use: str, place: int) -> str:
    try:
        path = _named(use.replace("position()", str(place)))
        told = node.xpath(f"string({path})", namespaces={"t": TEI, "tei": TEI})
    except etree.XPathError:
        return ""
    return " ".join(str(told).split())


def _by_structures(
    root: etree._Element, node: etree._Element, structures: list[etree._Element], before: str
) -> Iterator[tuple[etree._Element, str]]:
    for one in structures:
        for place, found in enumerate(_find(node, one.get("match", ""), root), start=1):
            value = _value(found, one.get("use", ""), place)
            if value:
                told = f"{before}{one.get('delim', '')}{value}"
                yield found, told
                yield from _by_structures(root, found, one.findall(_STRUCTURE), told)


def _by_levels(
    root: etree._Element,
    nodes: list[etree._Element],
    levels: Sequence[tuple[str, str, str]],
    before: str,
) -> Iterator[tuple[etree._Element, str]]:
    if not levels:
        return
    (match, use, delim), *inner = levels
    for node in nodes:
        for place, found in enumerate(_find(node, match, root), start=1):
            if value := _value(found, use, place):
                told = f"{before}{delim}{value}"
                yield found, told
                yield from _by_levels(root, [found], inner, told)


def _levels_of(patterns: list[etree._Element]) -> list[tuple[str, str, str]]:
    """The levels that the longest of some patterns tells: path, number, what stands before it."""
    longest = max(patterns, key=lambda one: len(_GROUP.findall(one.get("matchPattern", ""))))
    path = longest.get("replacementPattern", "").strip().removeprefix("#xpath(").removesuffix(")")
    steps = _BY_NUMBER.split(path)[:-1]
    delims = [one.replace("\\", "") for one in _GROUP.split(longest.get("matchPattern", ""))]
    told = []
    for number, step in enumerate(steps):
        within = step if not number else f".{step}" if step.startswith("/") else step
        told.append((f"{within}[@n]", "@n", delims[number] if number < len(delims) else "."))
    return told


def _by_milestones(
    root: etree._Element, states: list[etree._Element]
) -> Iterator[tuple[etree._Element, str]]:
    values = [""] * len(states)
    seen: set[str] = set()
    for node in root.iter(T + "milestone", *_UNITS):
        unit = node.get("unit", "").strip() if node.tag not in _UNITS else _UNITS[str(node.tag)]
        number, editions = " ".join(node.get("n", "").split()), node.get("ed", "").split()
        at = next(
            (
                n
                for n, state in enumerate(states)
                if state.get("unit") == unit and state.get("ed", "") in ("", *editions)
            ),
            -1,
        )
        if at < 0 or not number or any(True for _ in node.iterancestors(HEADER)):
            continue
        values[at:] = [number, *[""] * (len(values) - at - 1)]
        parts = [
            piece
            for value, state in zip(values, states, strict=True)
            if value
            for piece in (value, state.get("delim") or ("" if state.get("length") else "."))
        ]
        told = "".join(parts[:-1])
        if told not in seen:
            seen.add(told)
            yield node, told


def _numbered(text: Text) -> Iterator[tuple[etree._Element, tuple[str, ...]]]:
    """What has a number in a text that does not tell how it is cited, with all ways to say it."""
    for node in text.root.iter(*DIVISIONS, _STANZA, *{one.tag for one in text.numbers}):
        own = text.numbers.get(node) or " ".join(node.get("n", "").split())
        if not own:
            continue
        path = [up.get("n", "").strip() for up in node.iterancestors(*DIVISIONS, _STANZA)]
        names = {own, own.rpartition(".")[2]}
        for number in filter(None, path):
            names |= {f"{number}.{name}" for name in names}
        yield node, tuple(sorted(names))

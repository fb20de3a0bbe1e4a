"""Tokens of `@wit`, `@source` and `@resp` -> what must be printed for them.

The custom of editions, looked up in the file: a siglum that the witness list marks, else the
identifier, else what was written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from siglum.source.trees import all_text, find_elements
from siglum.verify.streams import letters_of
from siglum.verify.tags import LIST_WIT, WITNESS, XML_ID, T, tags

_YEAR = re.compile(r"\b1\d{3}\b|\b20\d\d\b")
#: What has more letters is a description, no name.
_SHORT = 32
_SIGLA = (
    "t:abbr[@type='siglum']",
    "t:idno[@type='siglum']",
    "t:label",
    "t:name[@type='siglum']",
    "descendant::t:abbr[@type='siglum']",
    "t:msDesc//t:idno[@type='siglum']",
    "t:abbr",
)
_WORKS = tags("bibl biblStruct biblFull")
_NAMES = (
    "descendant::t:abbr[@type='siglum']",
    "t:abbr",
    "t:label",
    "t:title[@type='short']",
    "t:persName//t:surname",
    "t:name//t:surname",
    "descendant::t:author//t:surname",
    "descendant::t:editor//t:surname",
    "t:persName",
    "t:name",
    "descendant::t:author",
    "descendant::t:editor",
)


class Labels:
    """The witnesses and authorities of one document, by what may be written for them."""

    def __init__(self, root: etree._Element, lists: Sequence[etree._Element] = ()) -> None:
        top = root.getroottree().getroot()
        self._ids: dict[str, etree._Element] = {}
        self._written: dict[str, etree._Element] = {}
        self._told: dict[str, str] = {}
        #: Witnesses and their lists in the order of the document.
        self.rank: dict[etree._Element, int] = {}
        self._works: dict[str, list[etree._Element]] = {}
        self._schemes: dict[str, tuple[str, str]] = {}
        parts = [root, *lists] if top is root else [root, *lists, top]
        for part in parts:
            for node in part.iter(etree.Element):
                if name := (node.get(XML_ID) or "").strip():
                    self._ids.setdefault(name, node)
                if node.tag in (WITNESS, LIST_WIT):
                    self.rank.setdefault(node, len(self.rank))
                if node.tag == WITNESS:
                    for name in (node.get("n", "").strip(), self._siglum(node)):
                        if name:
                            self._written.setdefault(name, node)
                elif node.tag in (f"{T}ptr", f"{T}ref") and (target := node.get("target")):
                    holder = node.getparent()
                    if holder is not None and holder.tag in (f"{T}bibl", f"{T}biblStruct"):
                        self._works.setdefault(target, []).append(holder)
                        self._works.setdefault(target.rpartition(":")[2], []).append(holder)
                elif node.tag == f"{T}prefixDef":
                    self._schemes.setdefault(
                        node.get("ident", ""),
                        (node.get("matchPattern", ""), node.get("replacementPattern", "")),
                    )

    def element(self, token: str) -> etree._Element | None:
        """The element that a token points to, if the document has it."""
        name = self._name(token)
        found = self._ids.get(name)
        return found if found is not None else self._written.get(name)

    def _name(self, token: str) -> str:
        name = token.rpartition("#")[2] or token
        scheme, colon, rest = token.partition(":")
        if colon and scheme in self._schemes and "#" in self._schemes[scheme][1]:
            return self._schemes[scheme][1].rpartition("#")[2].replace("$1", rest)
        return name

    def included(self, token: str) -> list[etree._Element]:
        """The witness that a token means, and those that it includes."""
        node = self.element(token)
        return [] if node is None else [node, *node.iterdescendants(WITNESS, LIST_WIT)]

    def siglum(self, token: str) -> str:
        """What is printed for one token of `@wit`."""
        if token not in self._told:
            self._told[token] = self._label(token)
        return self._told[token]

    def _label(self, token: str) -> str:
        name = self._name(token)
        node = self.element(token)
        if node is None:
            return name
        if node.tag == WITNESS:
            own = (node.get(XML_ID) or "").strip()
            return self._siglum(node) or own or node.get("n", "").strip() or name
        if node.tag == LIST_WIT:
            return (node.get(XML_ID) or "").strip() or name
        if node.tag in _WORKS:  # a work that is cited as a witness is called as witnesses are
            return self._siglum(node) or name
        return self.names(token)[0]

    @staticmethod
    def _siglum(witness: etree._Element) -> str:
        for path in _SIGLA:
            for marked in find_elements(witness, path):
                if next(marked.iterancestors(witness.tag), None) is not witness:
                    continue  # the siglum of a hand inside this witness
                if text := " ".join(all_text(marked).split()):
                    return text
        return ""

    def names(self, token: str) -> list[str]:
        """What a scholar or a work may be called, the likeliest first, the token itself last."""
        node = self.element(token)
        name = self._name(token)
        if node is None:
            return list(dict.fromkeys([name, token, *self._elsewhere(token)]))
        if node.tag in (WITNESS, LIST_WIT):
            return [self.siglum(token)]
        found: list[str] = []
        for path in _NAMES:
            for part in find_elements(node, path):
                if text := " ".join(all_text(part).split()):
                    found.append(text)
                    break
        whole = " ".join(all_text(node).split())
        if whole and not found and len(whole) <= _SHORT:
            found.append(whole)
        # works of one author are told apart by their year
        years = [f"{one} {year}" for one in found for year in _YEAR.findall(whole)[:1]]
        return list(
            dict.fromkeys([*found, name, token, *years, *(f"{one} {name}" for one in found)])
        )

    def _elsewhere(self, token: str) -> list[str]:
        """What a work is called that only a pointer names: by its entry, or without its prefix."""
        rest = token.rpartition(":")[2].rpartition("/")[2]
        found = [rest]
        for work in self._works.get(token, ()):
            if number := work.get("n", "").strip():
                found.append(number)
            for path in _NAMES:
                found += [" ".join(all_text(part).split()) for part in find_elements(work, path)]
        return found

    def letters(self, token: str) -> list[str]:
        """`names` without white space."""
        return [letters for name in self.names(token) if (letters := letters_of(name))]

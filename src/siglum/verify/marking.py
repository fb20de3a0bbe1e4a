"""Elements that are no words of a text -> the gaps between words, and what may be shown there."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

from lxml import etree

from siglum.source.trees import all_text
from siglum.verify.generated import PICTURES
from siglum.verify.passages import Passages
from siglum.verify.streams import FREE, GLUE, Stream, letters_of
from siglum.verify.tags import APART, BREAKS, ELEMENT_ONLY, HOLDING, NUMBERED_BREAKS, T, tags
from siglum.verify.tokens import Mark

_PICTURES = tags("graphic media binaryObject")


class Marking:
    """Knows the elements of a document by their ids, and the numbers of its lines."""

    def __init__(
        self,
        ids: Mapping[str, etree._Element],
        numbers: Mapping[etree._Element, str],
        passages: Passages | None,
    ) -> None:
        self._ids = ids
        self._numbers = numbers
        self._passages = passages

    @staticmethod
    def part(node: etree._Element, stream: Stream) -> None:
        """A break parts the words beside it, or joins them."""
        if node.tag in BREAKS:
            if node.get("break") == "no":
                stream.gap(GLUE)
            elif node.tag == T + "lb":
                stream.gap(FREE)

    def mark(self, node: etree._Element, stream: Stream, marks: list[Mark]) -> None:
        """Note what may or must be shown at an element that is no word of the text."""
        tag, at = node.tag, stream.length
        name = etree.QName(node).localname
        number = letters_of(node.get("n", ""))
        if tag in NUMBERED_BREAKS:
            if number:
                marks.append(Mark(at, name, (number,), True, node))
        elif node in self._numbers:
            some = bool(letters_of(all_text(node)))
            marks.append(Mark(at, "line", (letters_of(self._numbers[node]),), some, node))
        elif number:
            marks.append(Mark(at, "n", (number,), False, node))
        if tag == T + "gap":
            marks.append(Mark(at, name, ("[…]", "…"), True, node))
        elif tag == T + "ptr":
            marks.append(Mark(at, name, tuple(self._pointed(node)), False, node))
        elif tag == T + "g" and not letters_of(all_text(node)):
            called = node.get("ref", "").removeprefix("#") or node.get("type", "")
            told = f"⟨{called}⟩"
            marks.append(Mark(at, name, (letters_of(told), *self._character(node)), True, node))
        elif tag in _PICTURES:
            inside = tag == T + "binaryObject"
            name = f"{node.get('mimeType', '')})" if inside else node.get("url", "")
            shown = [letters_of(f"{said}{name}") for said in PICTURES]
            marks.append(Mark(at, "graphic", tuple(shown), False, node))

    def _pointed(self, node: etree._Element) -> list[str]:
        """What a bare pointer may be called: as written, or as its target is named."""
        found: list[str] = [node.get("cRef", "")]
        for name in ("target", "ref", "corresp", "sameAs"):
            for token in node.get(name, "").split():
                identifier = token.rpartition("#")[2]
                found += [token, identifier]
                if self._passages is not None:
                    found += self._passages.letters(token)
                if token.startswith(("http://", "https://")) and ".xml" in token:
                    way = token.partition("#")[0].rpartition("/")[0]  # which is in the link
                    found.append(unquote(token.removeprefix(f"{way}/")))
                target = self._ids.get(identifier)
                if target is not None:
                    found.append(target.get("n", ""))
                    found += [
                        all_text(child)
                        for child in target
                        if child.tag in tags("head persName placeName orgName label")
                    ]
        return [letters for one in found if (letters := letters_of(one))]

    def _character(self, node: etree._Element) -> list[str]:
        target = self._ids.get(node.get("ref", "").removeprefix("#"))
        if target is None:
            return []
        return [letters_of(all_text(m)) for m in target.iter(T + "mapping")]

    def add(
        self, text: str | None, holder: etree._Element, near: etree._Element, stream: Stream
    ) -> None:
        """Add text of `holder` that stands behind `near`, unless it is its layout alone."""
        if not text:
            return
        if holder.tag in ELEMENT_ONLY and not text.strip():
            if holder.tag in APART | HOLDING:
                stream.gap(FREE)
            return
        stream.add(text, near)

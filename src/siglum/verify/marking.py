"""Elements that are no words of a text -> the gaps between words, and what may be shown there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from lxml import etree

from siglum.phrases.speaking import written_date
from siglum.source.trees import all_text
from siglum.verify.extents import doubt_signs, gap_signs, must_show, space_signs
from siglum.verify.generated import fields, pictures
from siglum.verify.parts import date_of
from siglum.verify.passages import Passages
from siglum.verify.streams import FREE, GLUE, Stream, letters_of
from siglum.verify.tags import (
    APART,
    BREAKS,
    ELEMENT_ONLY,
    HOLDING,
    NUMBERED_BREAKS,
    RECORDS,
    T,
    tags,
)
from siglum.verify.tokens import Mark

_SAYING = tags("u annotationBlock")
_PICTURES = tags("graphic media binaryObject")
_NAMES = tags("head persName placeName orgName eventName objectName label title catDesc")
_NAME_PARTS = tags("forename surname nameLink roleName genName addName")
_LENGTHS = tags("height width depth dim")
#: What stands before the names of elements and attributes.
_OF_XML = {T + "gi": "<", T + "att": "@"}
_MS_DESC = T + "msDesc"
_WORKS = tags("bibl biblStruct biblFull")


class Marking:
    """Knows the elements of a document by their ids, and the numbers of its lines."""

    def __init__(
        self,
        ids: Mapping[str, etree._Element],
        numbers: Mapping[etree._Element, str],
        passages: Passages | None,
        phrases: Mapping[str, str],
    ) -> None:
        self._phrases, self._pictures = phrases, pictures(phrases)
        self._ids = ids
        self._numbers = numbers
        self._passages = passages
        self._addresses: dict[str, etree._Element] | None = None

    @staticmethod
    def part(node: etree._Element, stream: Stream) -> None:
        """A break parts the words beside it, or joins them."""
        if node.tag in BREAKS:
            if node.get("break") == "no":
                stream.gap(GLUE)
            elif node.tag == T + "lb":
                stream.gap(FREE)
        elif node.tag == T + "caesura":
            stream.gap(FREE)  # which is shown as a gap
        elif node.tag in _NAME_PARTS and any(True for _ in node.iterancestors(T + "biblStruct")):
            before = node.getprevious()
            if before is not None and not before.tail:
                stream.gap(FREE)  # a reference is set with spaces of its own

    def mark(self, node: etree._Element, stream: Stream, marks: list[Mark]) -> None:
        """Note what may or must be shown at an element that is no word of the text."""
        tag, at = node.tag, stream.length
        name = etree.QName(node).localname
        number = letters_of(node.get("n", ""))
        holder = node.getparent()
        if holder is not None and holder.tag in RECORDS:
            marks.append(Mark(at, "field", tuple(fields(node, self._phrases)), False, node))
        elif f"element.{name}" in self._phrases and any(True for _ in node.iterancestors(_MS_DESC)):
            parts = fields(node, self._phrases)[:2]  # of a description, with their numbers
            named = (*(f"{one}{number}" for one in parts), *parts)
            marks.append(Mark(at, "field", named, False, node))
        if tag in NUMBERED_BREAKS:
            if number:
                marks.append(Mark(at, name, (number,), True, node))
        elif node in self._numbers:
            some = bool(letters_of(all_text(node)))
            marks.append(Mark(at, "line", (letters_of(self._numbers[node]),), some, node))
        elif number:
            marks.append(Mark(at, "n", (number,), False, node))
        if tag in _SAYING and (who := node.get("who", "")):
            marks.append(Mark(at, "by", tuple(self._speakers(who)), False, node))
        if tag == T + "post":
            posted = map(letters_of, self._posted(node))
            marks += [Mark(at, "post-said", (said,), True, node) for said in posted]
        if tag == T + "dimensions" and (unit := letters_of(node.get("unit", ""))):
            marks.append(Mark(at, "sign", (unit,), False, node))
        if tag in _OF_XML:
            marks.append(Mark(at, "sign", (_OF_XML[tag],), False, node))
        if tag == T + "handShift":
            hand = letters_of(
                " ".join(one.removeprefix("#") for one in node.get("new", "").split())
            )
            if hand:
                marks.append(Mark(at, "milestone", (hand,), False, node))
        if tag == T + "gap":
            marks.append(Mark(at, name, tuple(gap_signs(node)), True, node))
        elif tag == T + "space":
            if signs := space_signs(node):
                marks.append(Mark(at, name, tuple(signs), must_show(node), node))
        elif tag == T + "ptr":
            marks.append(Mark(at, name, tuple(self._pointed(node)), False, node))
            for token in node.get("target", "").split()[1:]:
                marks.append(Mark(at, name, tuple(self._target(token)), True, node))
        elif tag == T + "relation":
            marks.append(Mark(at, "related", (self._related(node),), False, node))
        elif tag == T + "g" and not letters_of(all_text(node)):
            called = node.get("ref", "").removeprefix("#") or node.get("type", "")
            told = f"⟨{called}⟩"
            marks.append(Mark(at, name, (letters_of(told), *self._character(node)), True, node))
        elif tag in _PICTURES:
            inside = tag == T + "binaryObject"
            name = f"{node.get('mimeType', '')})" if inside else node.get("url", "")
            shown = [letters_of(f"{said}{name}") for said in self._pictures]
            marks.append(Mark(at, "graphic", tuple(shown), False, node))

    @staticmethod
    def close(node: etree._Element, at: int, marks: list[Mark]) -> None:
        """Note what must be shown behind an element."""
        if node.tag == T + "supplied" and (signs := doubt_signs(node)):
            marks.append(Mark(at, "supplied", tuple(signs), True, node))
        if node.tag == T + "gi":
            marks.append(Mark(at, "sign", (">",), False, node))
        event = node.getparent()
        if event is not None and event.tag == T + "event" and (when := letters_of(date_of(event))):
            marks.append(Mark(at, "field", (when,), False, node))
        if node.tag in _LENGTHS and (unit := letters_of(node.get("unit", ""))):
            marks.append(Mark(at, "sign", (unit,), False, node))

    def _pointed(self, node: etree._Element) -> list[str]:
        """What a bare pointer may be called: as written, or as its target is named."""
        found = [letters_of(node.get("cRef", ""))]
        for name in ("target", "ref", "corresp", "sameAs"):
            for token in node.get(name, "").split():
                found += self._target(token)
        return [letters for letters in found if letters]

    def _target(self, token: str) -> list[str]:
        """What one target may be called."""
        identifier = token.rpartition("#")[2]
        found = [token, identifier]
        if self._passages is not None:
            found += self._passages.letters(token)
        if token.startswith(("http://", "https://")) and ".xml" in token:
            way = token.partition("#")[0].rpartition("/")[0]  # which is in the link
            found.append(unquote(token.removeprefix(f"{way}/")))
        target = self._ids.get(identifier)
        if target is None:
            target = self._known_by(token)
        if target is not None:
            found += _names(target)
        elif self._passages is not None:
            there = self._passages.entry(token)
            found += [] if there is None else _names(there)
        return [letters for one in found if (letters := letters_of(one))]

    def _posted(self, node: etree._Element) -> Iterator[str]:
        """What the attributes of a post say: who wrote it, when, and in reply to whom or what."""
        for token in node.get("who", "").split():
            yield self._called(token)
        synched = self._ids.get(node.get("synch", "").strip().removeprefix("#"))
        when = node.get("when", "") or node.get("when-iso", "")
        when = when or ("" if synched is None else synched.get("absolute", ""))
        if when:
            day, _, time = when.partition("T")
            day = written_date(day, self._phrases)
            yield f"{day}, {time[:5]}" if re.match(r"\d\d:\d\d", time) else day
        for replied in node.get("replyTo", "").split()[:1]:
            target = self._ids.get(replied.rpartition("#")[2])
            before = "" if target is None or target.tag != T + "post" else target.get("who", "")
            name = ", ".join(map(self._called, before.split())) or replied.removeprefix("#")
            yield self._phrases["in_reply_to"].format(name=name)

    def _related(self, node: etree._Element) -> str:
        """A relation in words: who, what it is called, to whom."""
        who, whom = (
            ", ".join(self._called(token) for name in names for token in node.get(name, "").split())
            for names in (("mutual", "active"), ("passive",))
        )
        name = node.get("name", "") or node.get("ref", "") or node.get("type", "")
        name = re.split(r"[/#:]", name.rstrip("/#"))[-1]
        said = re.sub(r"(?<=[a-z])(?=[A-Z])|[-_]+", " ", name).lower()
        return letters_of(f"{who} {said} {whom}" if whom else f"{who} ({said})")

    def _called(self, pointer: str) -> str:
        """The first name of the entry that a pointer leads to; else the pointer."""
        found = self._ids.get(pointer.rpartition("#")[2]) if ":" not in pointer else None
        if found is None:
            found = self._known_by(pointer)
        if found is None and self._passages is not None:
            found = self._passages.entry(pointer)
        if found is not None and found.tag not in RECORDS | {T + "category"}:
            parent = found.getparent()
            if found.tag not in _WORKS or parent is None or parent.tag != T + "listBibl":
                found = None
        told = [] if found is None else [one for one in _names(found)[1:] if one.strip()]
        return told[0] if told else pointer.removeprefix("#")

    def _known_by(self, address: str) -> etree._Element | None:
        """The entry of a register in this document that has a web address as its `idno`."""
        if not address.startswith(("http://", "https://")):
            return None
        if self._addresses is None:
            self._addresses = {}
            for root in {node.getroottree().getroot() for node in self._ids.values()}:
                for idno in root.iter(T + "idno"):
                    entry = idno.getparent()
                    if entry is not None and entry.tag in RECORDS:
                        self._addresses.setdefault(all_text(idno).strip(), entry)
        return self._addresses.get(address)

    def _speakers(self, who: str) -> list[str]:
        """What those may be called who say something: by their names, or as they are pointed to."""
        plain = ", ".join(token.removeprefix("#") for token in who.split())
        return [letters_of(", ".join(map(self._called, who.split()))), letters_of(plain)]

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


def _names(target: etree._Element) -> list[str]:
    """What the target of a bare pointer may be called."""
    named = [child for child in target if child.tag in _NAMES]
    if target.tag in _WORKS:
        named += list(target.iter(T + "title"))[:1]
    return [target.get("n", ""), *map(all_text, named)]

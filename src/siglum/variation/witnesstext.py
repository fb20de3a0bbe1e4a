"""A document as stored and a witness -> its running text, with its gaps and where it departs.

A witness reads the text where no entry says otherwise, and its own reading where one does (TEI
Guidelines 13.2). Where it has a lacuna, has not begun or has ended (13.1.5), there is nothing. A
hand reads as its witness does, unless it is named itself; a family reads what it is named for,
else what those of its members read who agree, else the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from lxml import etree

from siglum.apparatus.choices import CHOICE, shown_side
from siglum.apparatus.coverage import LACKING, MARKS, entries_of
from siglum.apparatus.entries import APP, LEM, RDG
from siglum.apparatus.fragments import ABSENT, READERS, SEG
from siglum.apparatus.wordings import BASE
from siglum.edition import Document
from siglum.source.identity import ID
from siglum.source.namespaces import TEI
from siglum.source.numbering import NUMBER
from siglum.source.vocabulary import BLOCKS, names
from siglum.variation.witnesses import Voice, voice_of

_T = f"{{{TEI}}}"
#: What is no part of the running text.
_ASIDE = names(
    "note noteGrp witDetail wit figDesc index teiHeader standOff listWit fw facsimile sourceDoc"
)

Kind = Literal["text", "departure", "gap", "block"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a witness's text.

    `departure` is what it reads instead of the text (empty where it omits words), of the entry
    `entry`; `gap` where it has nothing; `block` the border of a paragraph, verse or heading: one
    that begins has its name as `entry`, and its number as text.
    """

    kind: Kind
    text: str = ""
    entry: str = ""


class WitnessText:
    """The text of one witness in one document."""

    def __init__(self, document: Document, key: str) -> None:
        """`key` is that of a witness, a hand or a family of the document."""
        self._document = document
        self._voice: Voice = voice_of(document, key)
        self._there = True
        self._lemmata: dict[str, str] = {}
        self._apart: dict[str, list[etree._Element]] = {}
        self._blocks: Mapping[etree._Element, str] = {}  # of the text itself
        self._departing: dict[str, set[str]] = {}  # by entry: who departs from the text in it

    def pieces(self) -> Iterator[Piece]:
        """The pieces in order; neighbours of one kind may be several."""
        gone = False
        for number in range(len(self._document.units)):
            for piece in self.of_unit(self._document.read_unit(number)):
                if piece.kind == "gap":
                    if gone:
                        continue
                    gone = True
                elif piece.kind != "block":
                    gone = False
                yield piece

    def of_unit(
        self, unit: etree._Element, names: Mapping[etree._Element, str] | None = None
    ) -> Iterator[Piece]:
        """The pieces of one unit; gaps may be told several times.

        `names` are those of its blocks, if they are known already.
        """
        self._blocks = block_names(unit) if names is None else names
        self._there = self._voice.key not in unit.get(LACKING, "").split()
        self._enter(unit)
        for part in unit:
            if part.tag not in _ASIDE:
                yield from self._walk(part, "")
                yield Piece("block")

    # --- where it is there

    def _enter(self, unit: etree._Element) -> None:
        """Note who has the lemma of each entry of a unit: marks in it are theirs."""
        self._lemmata, self._apart, self._departing = {}, {}, {}
        if not self._voice.speaks_for_itself():
            for fragment in unit.iter(SEG):
                if readers := fragment.get(READERS):
                    name = fragment.get("corresp", "").removeprefix("#")
                    self._departing.setdefault(name, set()).update(readers.split())
        for app in entries_of(unit):
            name = app.get(ID, "")
            self._voice.see(app)
            lemma = next((one for one in app.iter(LEM, RDG) if one.get(BASE)), None)
            if lemma is not None:
                self._lemmata[name] = lemma.get("wit", "")
                # of an entry that is tied to words of the text, the lemma does not stand in it
                if app.get("from") or app.get("loc"):
                    self._apart[name] = list(lemma.iter(*MARKS))

    def _is_mine(self, mark: etree._Element, readers: str, entry: str) -> bool:
        """Whether a mark speaks of this witness: by its own @wit, or by those of its reading."""
        tokens = mark.get("wit", "")
        if not tokens:
            reading = next(mark.iterancestors(LEM, RDG), None)
            tokens = readers if reading is None else reading.get("wit", "")
        return self._voice.is_named((one.removeprefix("#") for one in tokens.split()), entry)

    def _departs(self, entries: list[str], absent: str) -> bool:
        """Whether it does not have a fragment of `entries`, which `absent` do not have."""
        if not absent:
            return False
        if self._voice.speaks_for_itself() or not entries:
            return self._voice.key in _keys(absent)
        return any(self._voice.departs(one, self._departing.get(one, ())) for one in entries)

    # --- the walk

    def _walk(
        self, node: etree._Element, readers: str, entry: str = "", around: str = ""
    ) -> Iterator[Piece]:
        """What `node` gives: `readers` have it, by the departure `entry` or a lemma `around` it."""
        tag = node.tag
        if tag in MARKS:
            if self._is_mine(node, readers, entry or around):
                there = MARKS[tag]
                if self._there and not there:
                    yield Piece("gap")
                self._there = there
            return
        if tag in _ASIDE:
            return
        if tag == APP:
            if not node.get("from"):  # else its words stand elsewhere, where it could not be tied
                yield from self._listed(node)
            return
        if tag == CHOICE:  # in a reading; those of the text are entries
            side = shown_side(node)
            if side is not None:
                yield from self._inside(side, readers, entry, around)
            return
        if tag == SEG and (kind := node.get("type")) in ("lemma", "reading", "part"):
            if kind == "reading":
                entry = node.get("corresp", "").removeprefix("#") or entry
                if not self._voice.reads(entry, _keys(node.get(READERS, ""))):
                    return
                readers = node.get(READERS, "")
                words = any(True for _ in node.itertext())
                if not words and next(node.iter(*MARKS), None) is None:
                    yield from self._say("", "departure", entry)
            else:
                entries = [name[1:] for name in node.get("corresp", "").split()]
                if self._departs(entries, node.get(ABSENT, "")):
                    return
                readers = " ".join(self._lemmata.get(name, "") for name in entries)
                around = next((name for name in entries if self._lemmata.get(name)), around)
                for name in entries:
                    for mark in self._apart.pop(name, ()):
                        yield from self._walk(mark, readers, "", name)
        yield from self._inside(node, readers, entry, around)

    def _inside(
        self, node: etree._Element, readers: str, entry: str, around: str
    ) -> Iterator[Piece]:
        block = node.tag in BLOCKS
        if block:
            yield Piece("block", node.get(NUMBER, ""), self._blocks.get(node, ""))
        yield from self._say(node.text, "departure" if entry else "text", entry)
        for child in node:
            yield from self._walk(child, readers, entry, around)
            yield from self._say(child.tail, "departure" if entry else "text", entry)
        if block:
            yield Piece("block")

    def _listed(self, app: etree._Element) -> Iterator[Piece]:
        """What it reads at an entry that has no place in a running text, as in a collation."""
        entry = app.get(ID, "")
        base = next((one for one in app.iter(LEM, RDG) if one.get(BASE)), None)
        for reading in app.iter(RDG, LEM):
            tokens = reading.get("wit", "").replace("#", "").split()
            if reading is not base and self._voice.is_named(tokens, entry):
                yield from self._inside(reading, reading.get("wit", ""), entry, entry)
                return
        if base is not None:
            yield from self._inside(base, base.get("wit", ""), "", entry)

    def _say(self, text: str | None, kind: Kind, entry: str) -> Iterator[Piece]:
        if text is None or (not text and kind == "text"):
            return
        if self._there:
            yield Piece(kind, text, entry)
        elif text.strip():
            yield Piece("gap")


@lru_cache(maxsize=1024)
def _keys(tokens: str) -> frozenset[str]:
    """The keys in an attribute; all witnesses ask for the same ones."""
    return frozenset(tokens.split())


def block_names(unit: etree._Element) -> dict[etree._Element, str]:
    """The blocks of a unit in their order, with a name each; those of readings are none."""
    found: dict[etree._Element, str] = {}
    for part in unit:
        if part.tag not in _ASIDE:
            for block in part.iter(*BLOCKS):
                around = block.iterancestors(SEG, APP)
                if not any(up.tag == APP or up.get("type") == "reading" for up in around):
                    found[block] = block.get(ID) or f"block{len(found)}"
    return found


def plain_text(document: Document, key: str, gap: str = "[…]") -> str:
    """The text of a witness in lines, one for each block; `gap` stands where it has nothing."""
    lines: list[str] = []
    line: list[str] = []
    for piece in WitnessText(document, key).pieces():
        if piece.kind == "block":
            if words := " ".join("".join(line).split()):
                lines.append(words)
            line = []
        else:
            line.append(f" {gap} " if piece.kind == "gap" else piece.text)
    if words := " ".join("".join(line).split()):
        lines.append(words)
    return "\n".join(lines)

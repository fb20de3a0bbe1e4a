"""A document as stored and a witness -> its running text, with its gaps and where it departs.

A witness reads the text where no entry says otherwise, and its own reading where one does (TEI
Guidelines 13.2). Where it has a lacuna, has not begun or has ended (13.1.5), there is nothing. A
hand reads as its witness does, unless it is named itself; a family reads what it is named for,
else what those of its members read who agree, else the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from siglum.edition import Document
from siglum.variation.steps import (
    GAP,
    Apart,
    Border,
    Lemma,
    Mark,
    Piece,
    Reading,
    Step,
    UnitSteps,
    Words,
    read_steps,
)
from siglum.variation.witnesses import Voice, voice_of


class WitnessText:
    """The text of one witness in one document."""

    def __init__(self, document: Document, key: str) -> None:
        """`key` is that of a witness, a hand or a family of the document."""
        self._document = document
        self._voice: Voice = voice_of(document, key)
        self._alone = self._voice.speaks_for_itself()
        self._there = True
        self._counted: set[str] = set()  # entries whose marks apart from the text had their turn
        self._unit: UnitSteps | None = None

    def pieces(self) -> Iterator[Piece]:
        """The pieces in order; neighbours of one kind may be several."""
        gone = False
        for number in range(len(self._document.units)):
            for piece in self.of_unit(read_steps(self._document.read_unit(number))):
                if piece.kind == "gap":
                    if gone:
                        continue
                    gone = True
                elif piece.kind != "block":
                    gone = False
                yield piece

    def of_unit(self, unit: UnitSteps) -> list[Piece]:
        """The pieces of one unit; gaps may be told several times."""
        self._unit = unit
        self._there = self._voice.key not in unit.lacking
        self._counted = set()
        if not self._alone:
            for entry, rows in unit.named:
                self._voice.see(entry, rows)
        found: list[Piece] = []
        self._take(unit.steps, found)
        return found

    def _take(self, steps: Iterable[Step], found: list[Piece]) -> None:
        """Take these steps, and add what is read there."""
        key, alone = self._voice.key, self._alone
        for step in steps:
            if isinstance(step, Words):
                if self._there:
                    found.append(step.piece)
                elif step.seen:
                    found.append(GAP)
            elif isinstance(step, Lemma):
                absent = step.absent
                if not absent:
                    departs = False
                elif alone or not step.entries:
                    departs = key in absent
                else:
                    departs = self._departs(step.entries)
                if not departs:
                    self._take(step.steps, found)
            elif isinstance(step, Reading):
                if key in step.readers if alone else self._voice.reads(step.entry, step.readers):
                    self._take(step.steps, found)
            elif isinstance(step, Border):
                found.append(step.piece)
            elif isinstance(step, Mark):
                if self._voice.is_named(step.keys, step.entry):
                    if self._there and not step.there:
                        found.append(GAP)
                    self._there = step.there
            elif isinstance(step, Apart):
                if step.entry not in self._counted:
                    self._counted.add(step.entry)
                    self._take(step.steps, found)
            else:
                own = (
                    steps for keys, steps in step.readings if self._voice.is_named(keys, step.entry)
                )
                self._take(next(own, step.base), found)

    def _departs(self, entries: Iterable[str]) -> bool:
        """Whether one who follows others does not have words of the text, by one of `entries`."""
        assert self._unit is not None
        departing = self._unit.departing
        return any(self._voice.departs(one, departing.get(one, ())) for one in entries)


def count_words(document: Document, keys: Iterable[str]) -> dict[str, int]:
    """How many words the text of each of these witnesses has; the empty key is the edited text."""
    texts = {key: WitnessText(document, key) for key in keys}
    found = dict.fromkeys(texts, 0)
    for number in range(len(document.units)):
        steps = read_steps(document.read_unit(number))
        for key, text in texts.items():
            pieces = text.of_unit(steps)
            words = [" " if one.kind in ("block", "gap") else one.text for one in pieces]
            found[key] += len("".join(words).split())
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

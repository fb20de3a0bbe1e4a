"""The synopses of a document as published -> what in them is in no source.

A row of the edited text must stand in the text, after the row before it; what a witness has in a
row must stand in that of the edited text, or be marked as its own and be one of its readings.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree, html

from siglum.source.trees import all_text
from siglum.verify.expected import Text
from siglum.verify.reporting import Report
from siglum.verify.streams import letters_of
from siglum.verify.tags import T

_EDITED = "@text"
_MADE = ("gone", "sigla")
#: What may stand in a text, and is no witness's.
_BESIDE = ("note", "noteGrp", "listWit", "figDesc", "standOff", "facsimile", "sourceDoc")
_FIRST = 1  # letters by which the beginning of a stretch is looked for


def check_synopses(text: Text, folder: Path, report: Report) -> None:
    """Compare the synopses in a folder with the text that they are of."""
    known = words_read(text)
    leaves = Leaves(text)
    for path in sorted(folder.glob("*.html")):
        tree = html.document_fromstring(
            path.read_bytes(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True)
        )
        at = -1
        for row in tree.iterfind(".//table/tbody/tr"):
            at = _row(row, leaves, at, known, report, f"{folder.name}/{path.name}")


def words_read(text: Text) -> set[str]:
    """The words of all readings, and whole readings, as letters."""
    tokens = (t for one in (*text.entries, *text.listed) for t in one.steps.tokens)
    return {word for t in tokens for word in (t.stream.text, *t.stream.words())} - {""}


class Leaves:
    """Where stretches of the edited text stand in a text, whatever is no part of them there.

    Words of the pages of a source, such as catchwords, are in the text and in no synopsis; notes
    in the line are the witness's words, and elsewhere stand below the text.
    """

    def __init__(self, text: Text) -> None:
        self.letters = text.words.text
        self.has_listed = bool(text.listed)
        self._skipped = _letters_of_all(text.root, f"{T}fw")
        notes = (one for one in text.root.iter(f"{T}note") if one.get("place") == "inline")
        self._added = {letters for one in notes if (letters := letters_of(all_text(one)))}
        told = {one for tag in _BESIDE for one in _letters_of_all(text.root, f"{T}{tag}")}
        self._passed = sorted(self._skipped | told, key=len, reverse=True)

    def may_pass(self, stretch: str) -> bool:
        """Whether letters are those of notes, lists of witnesses and the like, of nothing else."""
        while stretch:
            first = next((one for one in self._passed if stretch.startswith(one)), "")
            if not first:
                return False
            stretch = stretch[len(first) :]
        return True

    def find(self, whole: str, start: int) -> int:
        """Where a stretch begins, from `start` on; -1 if it is not there."""
        found = self.letters.find(whole, start)
        if found >= 0 or not (self._skipped or self._added):
            return found
        begins = [whole, *(whole[len(one) :] for one in self._added if whole.startswith(one))]
        for told in begins:
            found = self.letters.find(told[:_FIRST], start)
            while found >= 0:
                if self._matches(told, found):
                    return found
                found = self.letters.find(told[:_FIRST], found + 1)
        return -1

    def _matches(self, told: str, at: int) -> bool:
        """Whether a stretch stands at a place; a word that is left out may begin like the next."""
        ways = [(0, at)]
        tried: set[tuple[int, int]] = set()
        while ways:
            done, at = ways.pop()
            while done < len(told):
                skips = [
                    (done, at + len(w)) for w in self._skipped if self.letters.startswith(w, at)
                ]
                skips += [(done + len(w), at) for w in self._added if told.startswith(w, done)]
                ways += [one for one in skips if one not in tried]
                tried.update(skips)
                if not self.letters.startswith(told[done], at):
                    break
                done, at = done + 1, at + 1
            else:
                return True
        return False


def _letters_of_all(root: etree._Element, tag: str) -> set[str]:
    return {letters for one in root.iter(tag) if (letters := letters_of(all_text(one)))}


def _row(
    row: etree._Element, leaves: Leaves, at: int, known: set[str], report: Report, page: str
) -> int:
    cells = [one for one in row.iter("td", "div") if one.get("data-w")]
    edited = next((one for one in cells if _EDITED in one.get("data-w", "").split()), None)
    words = [] if edited is None else _parts(edited)
    whole = letters_of("".join(told for _own, told in words))
    found = leaves.find(whole, max(at, 0))
    listed = leaves.has_listed and all(
        is_read(letters_of(word), known) for _own, told in words for word in told.split()
    )  # an entry without a place in the text stands where it is in the source
    if any(own and letters_of(told) for own, told in words) or (found < 0 and not listed):
        told = f"{page}: in the edited text"
        report.say("extra", None, told, extra=[" ".join("".join(w for _o, w in words).split())])
        found = at
    for cell in cells:
        start = 0
        for own, told in _parts(cell):
            letters = letters_of(told)
            if own and all(is_read(letters_of(word), known) for word in told.split()):
                continue
            spot = -1 if own else whole.find(letters, start)
            if spot < 0 and letters:
                where = f"{page}: in the text of {cell.get('data-w')}"
                report.say("extra", None, where, extra=[" ".join(told.split())])
            start = max(start, spot + len(letters)) if not own else start
    return max(found, at)


def is_read(word: str, known: set[str]) -> bool:
    """Whether a word is one of the readings, its beginning or end, or made of two of them.

    Entries that cross divide words, and one reading may stand within another.
    """
    if not word or word in known:
        return True
    if any(word[:at] in known and word[at:] in known for at in range(1, len(word))):
        return True
    return any(one.startswith(word) or one.endswith(word) for one in known)


def _parts(cell: etree._Element) -> list[tuple[bool, str]]:
    """The words of a cell, and of each whether they are marked as a reading of the witness."""
    found = [(False, cell.text or "")]
    for child in cell:
        if child.get("class") not in _MADE:
            found.append((child.tag == "ins", all_text(child)))
        found.append((False, child.tail or ""))
    return found

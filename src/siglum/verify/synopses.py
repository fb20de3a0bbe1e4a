"""The synopses of a document as published -> what in them is in no source, and what they lack.

A row of the edited text must stand in the text, right after the row before it; what a witness has
in a row must stand in that of the edited text, or be marked as its own and be one of its readings.
Where the entries of a row are plain, the row of a witness must be what it reads, letter by letter.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from lxml import etree, html

from siglum.source.trees import all_text
from siglum.verify.expected import Text
from siglum.verify.reporting import Report
from siglum.verify.streams import letters_of
from siglum.verify.tags import LEM, RDG, T, is_element
from siglum.verify.witnesstexts import WitnessTexts

_EDITED = "@text"
_MADE = ("gone", "sigla")
_GAP = f"{T}gap"
#: What may stand in a text, and is no witness's.
_BESIDE = ("note", "noteGrp", "listWit", "figDesc", "standOff", "facsimile", "sourceDoc")
_FIRST = 1  # letters by which the beginning of a stretch is looked for


def check_synopses(text: Text, folder: Path, report: Report) -> None:
    """Compare the synopses in a folder with the text that they are of."""
    known = words_read(text)
    leaves, witnesses = Leaves(text), WitnessTexts(text)
    for path in sorted(folder.glob("*.html")):
        tree = html.document_fromstring(
            path.read_bytes(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True)
        )
        page, at, rows = f"{folder.name}/{path.name}", -1, []
        for row in tree.iterfind(".//table/tbody/tr"):
            at, whole = _row(row, leaves, at, known, report, page)
            rows.append((row, whole))
        wholes = [whole for _, whole in rows if whole]
        _follow(wholes, leaves, report, page)
        at = leaves.only("".join(wholes))
        for row, whole in rows if at >= 0 else ():
            for cell in _cells(row) if whole else ():
                _read(cell, witnesses, at, at + len(whole), report, page)
            at += len(whole)


def _follow(rows: list[str], leaves: Leaves, report: Report, page: str) -> None:
    """Tell where rows of the edited text do not follow each other as they do in the text."""
    if leaves.has_listed or leaves.find("".join(rows), 0) >= 0:
        return
    for before, after in pairwise(rows):
        if not leaves.follow(before, after):
            where = f"{page}: in the edited text, between «{before[-30:]}» and «{after[:30]}»"
            lost = leaves.between(before, after)
            report.say("text", None, where, missing=[lost] if lost else [])


def words_read(text: Text) -> set[str]:
    """The words of all readings, and whole readings, as letters."""
    tokens = (t for one in (*text.entries, *text.listed) for t in one.steps.tokens)
    known = {word for t in tokens for word in (t.stream.text, *t.stream.words())}
    for reading in text.root.iter(LEM, RDG):
        if next(reading.iter(_GAP), None) is not None:  # a hole within a word parts it
            known.update(letters_of(word) for word in _with_holes(reading).split())
    return known - {""}


def _with_holes(node: etree._Element) -> str:
    """All text of an element, with a space for each gap."""
    told = [" " if node.tag == _GAP else "", node.text or "" if is_element(node) else ""]
    for child in node:
        told += [_with_holes(child), child.tail or ""]
    return "".join(told)


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

    def follow(self, before: str, after: str) -> bool:
        """Whether a stretch stands somewhere right after another, but for what may be passed over.

        Stretches that do not stand in the text as they are may do so as well.
        """
        at = self.letters.find(after)
        if at < 0 or before not in self.letters:
            return True
        while at >= 0:
            ends, seen = [at], {at}
            while ends:
                end = ends.pop()
                if self.letters.endswith(before, 0, end):
                    return True
                some = {end - len(w) for w in self._passed if self.letters.endswith(w, 0, end)}
                ends += some - seen
                seen |= some
            at = self.letters.find(after, at + 1)
        return False

    def between(self, before: str, after: str) -> str:
        """The letters between two stretches, if they stand in this order."""
        end = self.letters.find(before) + len(before)
        start = self.letters.find(after, end)
        return self.letters[end:start] if start >= 0 else ""

    def only(self, whole: str) -> int:
        """Where a stretch stands, if it does so as it is and nowhere else; else -1."""
        found = self.letters.find(whole) if whole else -1
        return found if self.letters.find(whole, found + 1) < 0 else -1

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
) -> tuple[int, str]:
    """Judge a row -> where its text begins in the whole text, and its letters."""
    cells = _cells(row)
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
    return max(found, at), whole


def _cells(row: etree._Element) -> list[etree._Element]:
    return [one for one in row.iter("td", "div") if one.get("data-w")]


def _read(
    cell: etree._Element,
    witnesses: WitnessTexts,
    start: int,
    end: int,
    report: Report,
    page: str,
) -> None:
    """Compare what stands in a cell with what its witnesses read between two places."""
    shown = letters_of("".join(told for _own, told in _parts(cell)))
    for key in cell.get("data-w", "").split():
        want = witnesses.reads(key, start, end)
        if want is not None and want != shown:
            same = _alike(want, shown)
            rest = _alike(want[same:][::-1], shown[same:][::-1])
            where = f"{page}: in the text of {key}, after «{shown[max(0, same - 16) : same]}»"
            lost, more = want[same : len(want) - rest], shown[same : len(shown) - rest]
            report.say(
                "reading",
                witnesses.first(key, start, end),
                where,
                missing=[lost] if lost else [],
                extra=[more] if more else [],
            )


def _alike(one: str, other: str) -> int:
    """How many letters two texts have alike from the beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


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

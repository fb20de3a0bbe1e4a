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

_EDITED = "@text"
_MADE = ("gone", "sigla")


def check_synopses(text: Text, folder: Path, report: Report) -> None:
    """Compare the synopses in a folder with the text that they are of."""
    tokens = (t for one in (*text.entries, *text.listed) for t in one.steps.tokens)
    known = {word for t in tokens for word in (t.stream.text, *t.stream.words())} - {""}
    for path in sorted(folder.glob("*.html")):
        tree = html.document_fromstring(
            path.read_bytes(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True)
        )
        at = -1
        for row in tree.iterfind(".//table/tbody/tr"):
            at = _row(row, text, at, known, report, f"{folder.name}/{path.name}")


def _row(
    row: etree._Element, text: Text, at: int, known: set[str], report: Report, page: str
) -> int:
    cells = [one for one in row.iter("td", "div") if one.get("data-w")]
    edited = next((one for one in cells if _EDITED in one.get("data-w", "").split()), None)
    words = [] if edited is None else _parts(edited)
    whole = letters_of("".join(told for _own, told in words))
    found = text.words.text.find(whole, max(at, 0))
    listed = bool(text.listed) and all(
        _is_read(letters_of(word), known) for _own, told in words for word in told.split()
    )  # an entry without a place in the text stands where it is in the source
    if any(own and letters_of(told) for own, told in words) or (found < 0 and not listed):
        told = f"{page}: in the edited text"
        report.say("extra", None, told, extra=[" ".join("".join(w for _o, w in words).split())])
        found = at
    for cell in cells:
        start = 0
        for own, told in _parts(cell):
            letters = letters_of(told)
            if own and all(_is_read(letters_of(word), known) for word in told.split()):
                continue
            spot = -1 if own else whole.find(letters, start)
            if spot < 0 and letters:
                where = f"{page}: in the text of {cell.get('data-w')}"
                report.say("extra", None, where, extra=[" ".join(told.split())])
            start = max(start, spot + len(letters)) if not own else start
    return max(found, at)


def _is_read(word: str, known: set[str]) -> bool:
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

"""The pages of single witnesses as published -> what in them is in no source, or passed over.

What is not marked as a witness's own stands in the text, in its order; words of the text are left
out only where something is marked: another reading, an omission, a gap.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from siglum.source.trees import all_text
from siglum.verify.expected import Text
from siglum.verify.pages import classes_of
from siglum.verify.reporting import Report
from siglum.verify.streams import letters_of
from siglum.verify.synopses import Leaves, is_read, words_read


def check_witness_pages(text: Text, folder: Path, report: Report) -> None:
    """Compare the pages of all witnesses, each in a folder of its own, with the text."""
    leaves, known = Leaves(text), words_read(text)
    for own in sorted(folder.iterdir()) if folder.is_dir() else ():
        pages = sorted(own.glob("*.html"), key=lambda page: (len(page.name), page.name))
        first = [page for page in pages if page.name == "index.html"]
        _Reading(leaves, known, report).read([*first, *(p for p in pages if p not in first)])


class _Reading:
    """The text of one witness, page after page."""

    def __init__(self, leaves: Leaves, known: set[str], report: Report) -> None:
        self._leaves, self._known, self._report = leaves, known, report
        self._at = 0  # so far the text has been read
        self._departs = False  # since then something was marked

    def read(self, pages: list[Path]) -> None:
        for page in pages:
            name = "/".join(page.parts[-3:])
            tree = html.document_fromstring(
                page.read_bytes(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True)
            )
            for block in tree.iterfind(".//article/section/*"):
                for marked, words in _parts(block):
                    if marked:
                        self._departs = True
                        self._own(words, name)
                    elif letters := letters_of(words):
                        self._shared(letters, words, name)
        letters = self._leaves.letters
        if pages and not self._departs:
            self._pass(letters[self._at :], "/".join(pages[-1].parts[-3:]))

    def _own(self, words: str, page: str) -> None:
        """What a witness reads instead is one of the readings."""
        for word in words.split():
            if not is_read(letters_of(word), self._known):
                self._report.say("extra", None, f"{page}: a departure", extra=[word])

    def _shared(self, letters: str, words: str, page: str) -> None:
        """What it has in common with the text follows what was read before."""
        found = self._leaves.find(letters, self._at)
        if found < 0:
            listed = self._leaves.has_listed and all(
                is_read(letters_of(word), self._known) for word in words.split()
            )  # an entry without a place in the text stands where it is in the source
            if not listed:
                told = f"{page}: not in the text after what stands before it"
                self._report.say("extra", None, told, extra=[" ".join(words.split())])
            return
        if not self._departs:
            self._pass(self._leaves.letters[self._at : found], page)
        self._at = found + len(letters)
        self._departs = False

    def _pass(self, letters: str, page: str) -> None:
        """Letters of the text that are not there, and nothing says why."""
        if not self._leaves.may_pass(letters):
            told = f"{page}: passed over without a mark"
            self._report.say("text", None, told, missing=[letters[:60]])


def _parts(block: etree._Element) -> Iterator[tuple[bool, str]]:
    """The words of a block; with a mark those that are the witness's own, and its gaps."""
    yield False, block.text or ""
    for child in block:
        classes = classes_of(child)
        if "alt" in classes:
            yield True, all_text(child)
        elif "gone" in classes:
            yield True, ""
        elif "n" not in classes:
            yield False, all_text(child)
        yield False, child.tail or ""

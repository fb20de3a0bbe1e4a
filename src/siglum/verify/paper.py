"""A text as read from TEI, and its PDF -> what print lacks, doubles, mixes up or invents.

The story of one book: its letters are brought together with those of the text, words and lines are
compared, then entries and notes are looked for. If that leaves differences, it is told once more.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

from siglum.config import Config, PdfOptions
from siglum.verify.bodywords import BodyWords
from siglum.verify.book import Book, UnreadableError, read_book
from siglum.verify.counting import Counting
from siglum.verify.expected import Text
from siglum.verify.feet import Feet
from siglum.verify.generated import registers
from siglum.verify.lines import Lines
from siglum.verify.margins import Margins, beside
from siglum.verify.mentionedpages import wrong_pages
from siglum.verify.pairing import LETTERS, NOTED, Pairing, pair
from siglum.verify.records import Audit
from siglum.verify.references import read_references
from siglum.verify.reporting import Report
from siglum.verify.streams import letters_of

#: Ways to read a book and to bring it together with its text, if the plain one leaves differences.
_PAIRED = "paired"
_WAYS = (NOTED, LETTERS, _PAIRED)
_SIGNS = 4  # fewer signs may stand between an entry and the pages that mention it


def check_paper(text: Text, path: Path, report: Report, config: Config) -> Audit:
    """Look for all of `text` in the PDF at `path`, and for the source of all that is there."""
    try:
        book = read_book(path)
    except UnreadableError as error:
        report.say("document", text.root, f"{path.name} cannot be read: {error}")
        return report.audit
    tried = [_check(text, book, report.anew(), config)]
    # which letters belong together is a guess: another one may leave less that is unlike
    for way in _WAYS if tried[0].differences else ():
        if way == _PAIRED:
            paired = read_book(path, paired=True)
            if paired == book:
                continue
            book = paired
        tried.append(_check(text, book, report.anew(), config, way))
        if not tried[-1].differences:
            break
    return min(tried, key=lambda audit: len(audit.differences))


def _check(text: Text, book: Book, report: Report, config: Config, way: str = "") -> Audit:
    """All comparisons, from the words of the text to what is left over."""
    options = config.outputs.pdf or PdfOptions()
    text, breaks = beside(text, options)
    pairing = pair(text, book, way)
    report.audit.counts["words"] += len(text.words.words())
    _check_mentioned(pairing, report)
    called = map(letters_of, registers(config.phrases).values())
    sides = options.margin_notes == "side"
    body = BodyWords(pairing, report, called, sides=sides)
    body.words()
    body.spaces()
    lines = _lines(pairing, options, config)
    lines.count()
    Margins(lines, breaks).check(report)
    Feet(pairing, lines, body, breaks, report, config).check()
    body.marks()
    return report.audit


def _lines(pairing: Pairing, options: PdfOptions, config: Config) -> Lines:
    """The lines of a book, not counted yet."""
    counting = Counting(pairing.text, options, config.words)
    references = None
    if options.references == "passage":
        references = read_references(pairing.text, config.citation.levels)
    if references is not None and not references.passages:
        references = None  # a text that cannot be cited has nothing but its lines
        counting.options = dataclasses.replace(options, references="line")
    return Lines(pairing.text, pairing.book, pairing.body, pairing.alignment, counting, references)


def _check_mentioned(pairing: Pairing, report: Report) -> None:
    """Entries of registers tell the pages that mention them, and nothing else does."""
    called = {page.number: page.printed for page in pairing.book.pages if page.printed}
    left = {at: list(pages) for at, pages in pairing.told.items()}
    for one in pairing.text.mentioned:
        spot = pairing.alignment.to_other(one.at - 1) + 1 if one.at else 0
        # an address that is no word of the text may stand before it
        after = pairing.alignment.to_other(one.at)
        last = max(spot + _SIGNS, after + 1)
        here = next((at for at in range(spot, last) if left.get(at)), -1)
        pages = left[here].pop(0) if here >= 0 else []
        lacks, more = wrong_pages(one, pages, pairing.page_of, called)
        if lacks or more:
            told = f"page {pairing.body.page_at(spot)}: mentioned on other pages"
            report.say("number", one.element, told, missing=lacks, extra=more)
    for at, some in left.items():
        told = f"page {pairing.body.page_at(at)}: mentioned on pages, and no entry of a register"
        for pages in some:
            report.say("number", None, told, extra=pages)

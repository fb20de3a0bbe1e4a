"""What a printed book is asked to be, and what became of it: plain values without behaviour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from siglum.findings import Finding
from siglum.wording import LATIN

if TYPE_CHECKING:
    from siglum.print.hyphenation import Patterns

__all__ = [
    "PLAIN",
    "SERIF",
    "Apart",
    "Arrangement",
    "BookAttachment",
    "BookMetadata",
    "Breaks",
    "Figures",
    "LineBreaks",
    "Lineation",
    "PrintOptions",
    "PrintedBook",
    "PrintedEntry",
    "Ranges",
    "References",
    "Series",
    "Side",
    "Verses",
    "Where",
]

Lineation = Literal["page", "section", "paragraph", "run"]
Side = Literal["outer", "inner", "left", "right"]
Verses = Literal["given", "count", "stanza"]
Apart = Literal["unnumbered", "line", "below"]
Breaks = Literal["text", "margin"]
References = Literal["line", "passage"]
Ranges = Literal["full", "elided", "sq", "sqq"]
Arrangement = Literal["run-on", "lines", "columns"]
Where = Literal["foot", "end", "book"]
LineBreaks = Literal["paragraph", "line"]
Figures = Literal["font", "lining", "oldstyle"]

#: Text faces in order of preference; the first that the system has is used.
SERIF = (
    "Gentium Plus",
    "Gentium Book Plus",
    "Gentium",
    "Noto Serif",
    "DejaVu Serif",
    "Liberation Serif",
)


@dataclass(frozen=True, slots=True)
class Series:
    """Entries, or notes, that stand together at the foot of the page."""

    #: As `data-series` has it: "apparatus", "notes", "apparatus-in-sources".
    name: str
    #: What stands before them on each page; nothing if it is empty.
    title: str = ""
    #: One after the other, each on a line, or in two columns.
    arrangement: Arrangement = "run-on"
    #: At the foot of the page, or in a list after the text or the book.
    place: Where = "foot"


#: The series of an edition whose apparatus has no layers.
PLAIN = (Series("apparatus"), Series("notes", arrangement="lines"))


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """How the book is set."""

    #: A CSS page size: "A5", "A4", "148mm 210mm".
    page: str = "A5"
    #: Where line numbers begin again: on every page, in every division, in every paragraph, or
    #: never in a document.
    lineation: Lineation = "page"
    #: The first line that has a number in the margin; 0: the first that `every` divides.
    first: int = 0
    #: A number stands in the margin at every line that this divides.
    every: int = 5
    #: The same for verses; 0: as for lines.
    every_verse: int = 0
    #: How verses are numbered: by their own numbers, counted like lines, or within their stanza.
    verses: Verses = "given"
    #: How the lines of headings, and of stage directions between speeches, are numbered.
    headings: Apart = "unnumbered"
    directions: Apart = "below"
    #: What entries refer to.
    references: References = "line"
    #: How a range of lines is written.
    ranges: Ranges = "full"
    #: Whether entries have a number; what stands in place of one that is that of the entry before.
    numbers: bool = True
    repeated: str = ""
    #: Whether entries have a lemma; of one of more words than that, the first and last stand there.
    lemmata: bool = True
    lemma_words: int = 10
    #: Where numbers of old pages, columns and sections stand; in the margin, opposite the lines'.
    breaks: Breaks = "text"
    #: What siglum says in entries, by key.
    words: Mapping[str, str] = field(default_factory=lambda: LATIN)
    #: The margin that holds the numbers.
    side: Side = "outer"
    #: BCP 47 language of the book's own words (the text's languages come from its markup).
    language: str = "en"
    #: Families of the text face, best first.
    serif: tuple[str, ...] = SERIF
    #: Script (ISO 15924, or "private") -> families for its characters, before all others.
    fonts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: What stands at the foot of the page, from above.
    series: tuple[Series, ...] = PLAIN
    #: How the text is broken into lines: each as full as it can be, or a paragraph as a whole, so
    #: that its spaces differ as little as possible.
    linebreaks: LineBreaks = "paragraph"
    #: The figures of the text: as the font has them, high as capitals, or with ups and downs.
    figures: Figures = "font"
    #: Whether words may be divided at line ends.
    hyphenate: bool = True
    #: Language -> patterns of the edition's own, which say where its words may be divided.
    patterns: Mapping[str, Patterns] = field(default_factory=dict)
    #: Whether the PDF carries its structure (headings, paragraphs, notes) for assistive software.
    tagged: bool = True


@dataclass(frozen=True, slots=True)
class BookMetadata:
    """What the PDF says of itself."""

    title: str
    authors: tuple[str, ...] = ()
    language: str = "en"
    #: An ISO 8601 date or date-time; without one SOURCE_DATE_EPOCH, else a fixed day is written,
    #: never the clock: two builds give the same bytes.
    date: str | None = None
    #: A stable name of the book (a URI, the document's identifier); the PDF's own /ID follows it.
    identifier: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BookAttachment:
    """A file carried inside the PDF, such as the TEI source."""

    name: str
    content: bytes
    description: str = ""


@dataclass(frozen=True, slots=True)
class PrintedEntry:
    """Where an entry was printed: the page and line of its lemma's first and last word.

    `first` and `last` are labels as printed: line numbers, verse numbers, "tit." in a heading.
    """

    page: int
    first: str
    last_page: int
    last: str
    #: The number as printed before the lemma: "12", "12–14", "34–57.2".
    reference: str


@dataclass(slots=True)
class PrintedBook:
    """What became of a book: its pages, its findings, and where every entry stands."""

    pages: int = 0
    findings: list[Finding] = field(default_factory=list)
    entries: dict[str, PrintedEntry] = field(default_factory=dict)
    #: Entries (ids) that have no lemma in the text: they stay in the list where they stood.
    unanchored: list[str] = field(default_factory=list)
    #: "page": numbers and notes set page by page; "list": the fallback without private interfaces.
    method: Literal["page", "list"] = "page"
    #: Labels of the numbered lines of each page, in order.
    lines: dict[int, list[str]] = field(default_factory=dict)
    #: Characters that no font has -> how often each was printed.
    missing: Counter[str] = field(default_factory=Counter)
    #: Notes (ids) beside the text for which there is no room on their page.
    crowding: frozenset[str] = frozenset()
    #: How often pages were laid out, note areas refitted, and so on: for measurements.
    counts: dict[str, int] = field(default_factory=dict)

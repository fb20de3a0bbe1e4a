"""What an audit found: differences between source and output, and how much was looked at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from siglum.findings import Place

#: The kinds of difference, and what each means.
KINDS = {
    "document": "a document has no pages, or no PDF, in the output",
    "page": "a page cannot be read, or others are missing between its neighbours",
    "text": "words of the running text are missing, other, or more than in the source",
    "space": "a space between words is missing, or one word became two",
    "heading": "a heading is missing or other",
    "caption": "the words at a picture are missing or other",
    "entry": "an entry of the apparatus is missing, or there is one that the source has not",
    "lemma": "the lemma of an entry is missing or other",
    "reading": "a reading of an entry is missing, other, or stands in another order",
    "siglum": "sigla of a reading are missing, others, or more than in the source",
    "source": "a scholar or a work that a reading is ascribed to is missing or another",
    "word": "siglum says a word («om.») where the source gives no cause, or says it not",
    "detail": "what is said of one witness of a reading is missing or other",
    "note": "a note is missing or other",
    "place": "an entry or a note stands at other words than in the source",
    "number": "a number of a line, a verse, a page or an entry is missing or wrong",
    "sign": "a sign for a gap, a character or a picture is missing or stands where none is due",
    "twice": "words, entries or notes stand in the output twice, in the source once",
    "extra": "something stands in the output that neither the source nor siglum says",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that source and output do not have alike.

    `source` is its place in the source; `found` where in the output it was looked for or stands:
    a page and what it shows there. `explained` names the reason, if the difference has one.
    """

    document: str
    output: str
    kind: str
    source: Place
    found: str
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    words: int = 1
    explained: str = ""


@dataclass(slots=True)
class Audit:
    """What was looked at in one output of one document, and what was wrong."""

    document: str
    output: str
    counts: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)

    @property
    def unexplained(self) -> list[Difference]:
        """The differences that nothing explains."""
        return [one for one in self.differences if not one.explained]


COUNTED = ("entries", "readings", "sigla", "words", "notes")

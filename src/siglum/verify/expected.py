"""What a document must show: its words, entries and notes, each with its place.

`texts` fills these from the TEI; what is found on pages and in print is held against them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from siglum.config import Layer
from siglum.source.trees import all_text
from siglum.verify.mentioning import Mentioned
from siglum.verify.sigla import Labels
from siglum.verify.streams import Stream
from siglum.verify.tags import T
from siglum.verify.tokens import Mark, Steps, Token


@dataclass(slots=True)
class Entry:
    """An `<app>`, or a `<choice>` of the running text, as encoded."""

    element: etree._Element
    steps: Steps
    at: int = -1  # position of the first letter of its lemma in the words of the document
    end: int = -1  # position after its last letter
    choice: bool = False
    readings: int = 0
    label: str = ""  # the place an edition names for it
    signs: tuple[Mark, ...] = ()  # what is shown within its lemma for holes and empty spaces
    layer: str = ""  # the part of the apparatus in which it stands
    base: etree._Element | None = None  # the reading that stands in the text, if its words are told
    spot: int = 0  # how many of its steps come before those who have that
    encoded: tuple[
        Token, ...
    ] = ()  # its steps as the encoder has them, if they are shown otherwise


@dataclass(slots=True)
class Note:
    """A note of the text, outside of entries."""

    element: etree._Element
    steps: Steps
    at: int = 0
    layer: str = ""
    calls: tuple[str, ...] = ()  # what may lead to it, where that is no number


@dataclass(slots=True)
class Text:
    """One `<TEI>`: all that must be found again in what was made of it."""

    root: etree._Element
    labels: Labels
    layers: tuple[Layer, ...] = ()
    words: Stream = field(default_factory=Stream)
    entries: list[Entry] = field(default_factory=list)  # those with a place in the text, in order
    listed: list[Entry] = field(default_factory=list)  # those that stand apart from it
    borders: list[tuple[int, etree._Element]] = field(default_factory=list)  # outside of entries
    notes: list[Note] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    headings: dict[int, set[str]] = field(default_factory=dict)  # what registers without one get
    numbers: dict[etree._Element, str] = field(default_factory=dict)  # of verses and paragraphs
    mentioned: list[Mentioned] = field(default_factory=list)  # entries of its registers
    begins: dict[etree._Element, int] = field(default_factory=dict)  # the first letter of each
    ends: dict[etree._Element, int] = field(default_factory=dict)
    holders: list[tuple[int, etree._Element]] = field(default_factory=list)  # whose words follow

    @property
    def title(self) -> str:
        """The first title of the header."""
        found = self.root.find(f".//{T}titleStmt/{T}title")
        return "" if found is None else " ".join(all_text(found).split())

"""Seeded random editions of made-up words -> XHTML as the stylesheets write it, and what is true.

An edition knows its words and, for every entry, which words its lemma begins and ends with. The
checker (`pages.py`) looks for exactly that in the PDF.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from html import escape

ONSETS = (
    "b",
    "c",
    "d",
    "f",
    "g",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "br",
    "cl",
    "gr",
    "pl",
    "st",
    "tr",
)
VOWELS = ("a", "e", "i", "o", "u", "ae")
CODAS = ["", "", "", "m", "n", "r", "s", "t", "nt", "x"]
SMALL = ("et", "in", "ad", "non", "ut", "cum", "qui", "de", "ex", "si", "sed", "per")
SIGLA = "ABCDEFMPRV"


@dataclass
class Word:
    text: str
    after: str = ""


@dataclass
class Block:
    """A paragraph, verse or heading: its words."""

    kind: str
    words: list[Word]
    number: str = ""


@dataclass
class Lemma:
    """An entry: (block, word) of its lemma's first and last word, and its readings."""

    id: str
    start: tuple[int, int]
    end: tuple[int, int]
    readings: str
    point: bool = False


@dataclass
class Edition:
    blocks: list[Block] = field(default_factory=list)
    lemmata: list[Lemma] = field(default_factory=list)

    def lemma_words(self, lemma: Lemma) -> list[str]:
        (block, first), (last_block, last) = lemma.start, lemma.end
        words = []
        while (block, first) <= (last_block, last):
            words.append(self.blocks[block].words[first].text)
            first += 1
            if first >= len(self.blocks[block].words):
                block, first = block + 1, 0
        return words

    def shown(self, lemma: Lemma) -> str:
        words = self.lemma_words(lemma)
        return " ".join(words if len(words) <= 10 else (words[0], "…", words[-1]))


def make_word(rng: random.Random) -> str:
    if rng.random() < 0.3:
        return rng.choice(SMALL)
    parts = [
        rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(CODAS)
        for _ in range(rng.choice([1, 2, 2, 3, 3, 4]))
    ]
    return "".join(parts)


def make_words(rng: random.Random, count: int, lexicon: list[str]) -> list[Word]:
    words, capital = [], True
    for _ in range(count):
        text = rng.choice(lexicon) if rng.random() < 0.85 else make_word(rng)
        text = text.capitalize() if capital else text
        chance = rng.random()
        after = "." if chance < 0.07 else "," if chance < 0.16 else ""
        capital = after == "."
        words.append(Word(text, after))
    words[-1].after = "."
    return words


def make_readings(rng: random.Random, lexicon: list[str]) -> str:
    def sigla() -> str:
        chosen = sorted(rng.sample(list(SIGLA), rng.randint(1, 4)))
        marks = " ".join(f'<abbr class="siglum" data-wit="{s}">{s}</abbr>' for s in chosen)
        return f'<span class="wits">{marks}</span>'

    if rng.random() < 0.25:
        return f'<span class="rdg"><em>om.</em> {sigla()}</span>'
    words = " ".join(rng.choice(lexicon) for _ in range(rng.randint(1, 3)))
    more = f' : <span class="rdg">{rng.choice(lexicon)} {sigla()}</span>'
    return f'<span class="rdg">{words} {sigla()}</span>' + (more if rng.random() < 0.3 else "")


def make_edition(
    seed: int,
    *,
    words: int = 1200,
    per_hundred: float = 3.5,
    verse: bool = False,
    headings: bool = False,
    crossing: float = 0.08,
    long_entry: int = 0,
) -> Edition:
    """A random edition of about so many words, with entries for so many words in a hundred."""
    rng = random.Random(seed)  # noqa: S311  # seeded on purpose
    lexicon = [make_word(rng) for _ in range(220)]
    edition = Edition()
    total = 0
    while total < words:
        if headings and (not edition.blocks or rng.random() < 0.12):
            edition.blocks.append(Block("head", make_words(rng, rng.randint(2, 4), lexicon)))
            edition.blocks[-1].words[-1].after = ""
        count = rng.randint(4, 8) if verse else rng.randint(25, 190)
        number = str(sum(block.kind == "l" for block in edition.blocks) + 1) if verse else ""
        edition.blocks.append(Block("l" if verse else "p", make_words(rng, count, lexicon), number))
        total += count
    places = [
        (at, word)
        for at, block in enumerate(edition.blocks)
        for word in range(len(block.words))
        if block.kind != "head"
    ]
    count = int(total * per_hundred / 100)
    for rank, index in enumerate(sorted(rng.sample(range(len(places)), count))):
        length = rng.choices([1, 2, 3, 9, 30], [68, 14, 8, 7, 3])[0]
        if rng.random() < crossing:
            length = rng.randint(30, 160)
        end = min(index + length - 1, len(places) - 1)
        readings = make_readings(rng, lexicon)
        if long_entry and rank == count // 2:
            readings = " ".join(f"w{n}" for n in range(long_entry)) + " " + readings
        edition.lemmata.append(Lemma(f"e{rank}", places[index], places[end], readings))
    return edition


def render(edition: Edition, *, language: str = "la", title: str = "Opus Fictum") -> str:
    """The edition as a book of one document, in the XHTML of the contract."""
    covering: dict[tuple[int, int], list[str]] = {}
    for lemma in edition.lemmata:
        at, word = lemma.start
        while (at, word) <= lemma.end:
            covering.setdefault((at, word), []).append(lemma.id)
            word += 1
            if word >= len(edition.blocks[at].words):
                at, word = at + 1, 0
    body = [_render_block(edition, at, covering) for at in range(len(edition.blocks))]
    entries = "".join(
        f'<div class="app" id="{lemma.id}"><span class="lem">{_lemma(edition, lemma)}</span>'
        f'<span class="sep">]</span> {lemma.readings}</div>'
        for lemma in edition.lemmata
    )
    return (
        f'<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><body>'
        f'<article class="part first" id="d1" lang="{language}"><header><h1>{title}</h1></header>'
        f'<div class="unit"><section class="text"><div class="div" id="ch1">{"".join(body)}</div>'
        f'</section><section class="apparatus">{entries}</section></div></article></body></html>'
    )


def _lemma(edition: Edition, lemma: Lemma) -> str:
    return escape(" ".join(edition.lemma_words(lemma)))


def _render_block(edition: Edition, at: int, covering: dict[tuple[int, int], list[str]]) -> str:
    block = edition.blocks[at]
    parts: list[str] = []
    open_ids: list[str] | None = None
    for index, word in enumerate(block.words):
        ids = covering.get((at, index))
        if index:
            # the space between two words of one fragment belongs to it
            if ids != open_ids and open_ids:
                parts.append("</span>")
            parts.append(" ")
        if ids and (ids != open_ids or not index):
            parts.append(f'<span class="lemma" data-entries="{" ".join(ids)}">')
        parts.append(escape(word.text))
        following = covering.get((at, index + 1)) if index + 1 < len(block.words) else None
        if ids and following != ids and word.after:
            # punctuation after a lemma stands outside of it
            parts.append("</span>" + word.after)
            open_ids = None
            continue
        parts.append(word.after)
        open_ids = ids
    if open_ids:
        parts.append("</span>")
    inner = "".join(parts)
    if block.kind == "head":
        return f'<h2 class="head" id="b{at}">{inner}</h2>'
    if block.kind == "l":
        return f'<div class="l" id="b{at}" data-n="{block.number}">{inner}</div>'
    return f'<p class="p" id="b{at}" data-n="{at + 1}">{inner}</p>'

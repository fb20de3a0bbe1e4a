"""Editions made up for measuring: texts of any size, with any number of entries and witnesses."""

# ruff: noqa: INP001 - scripts are no package

from __future__ import annotations

import random
from collections.abc import Iterator

TEI = "http://www.tei-c.org/ns/1.0"
_SYLLABLES = (
    "ar ma vi rum que ca no tro iae qui pri mus ab o ris i ta li am fa to pro fu gus".split()
)
_PARAGRAPH = 100  # words
_CHAPTER = 10  # paragraphs


def edition(
    entries: int,
    witnesses: int,
    *,
    every: int = 10,
    positive: bool = True,
    apparatus: bool = True,
    seed: int = 1,
) -> bytes:
    """A TEI document with an entry at one of `every` words, or the same text without them.

    `positive`: each entry cites all witnesses; otherwise one to three that depart from the text.
    """
    chance, other = random.Random(seed), random.Random(seed)  # noqa: S311 - nothing secret
    sigla = [f"W{number}" for number in range(1, witnesses + 1)]
    words = list(_text(chance, other, entries, every, sigla, positive, apparatus))
    return document(_chapters(words), sigla if apparatus else [])


def document(body: str, sigla: list[str]) -> bytes:
    """A TEI document with this body and a list of witnesses."""
    listed = "".join(
        f'<witness xml:id="{siglum}"><abbr type="siglum">{siglum[0]}<hi rend="sup">{siglum[1:]}'
        f"</hi></abbr> Library, codex {siglum}</witness>"
        for siglum in sigla
    )
    source = f"<listWit>{listed}</listWit>" if sigla else "<p>made up</p>"
    return (
        f'<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>Made up</title></titleStmt>'
        f"<publicationStmt><p>none</p></publicationStmt><sourceDesc>{source}</sourceDesc>"
        f'</fileDesc></teiHeader><text xml:lang="en"><body>{body}</body></text></TEI>'
    ).encode()


def on_one_word(entries: int) -> bytes:
    """So many entries that are attached to the same word."""
    listed = "".join(
        f'<app from="#w"><rdg wit="#{"AB"[number % 2]}">reading{number}</rdg></app>'
        for number in range(entries)
    )
    body = f'<p>before <seg xml:id="w">word</seg> after</p></body><back><listApp>{listed}</listApp>'
    return document(body, ["A", "B"]).replace(b"</body></text>", b"</back></text>")


def nested(depth: int) -> bytes:
    """Entries in each other's lemma, and in each other's reading, `depth` deep."""
    lemma, reading = "core", "core"
    for level in range(depth):
        lemma = (
            f'<app><lem wit="#A">l{level} {lemma} r{level}</lem><rdg wit="#B">x{level}</rdg></app>'
        )
        reading = f'<app><lem wit="#A">y{level}</lem><rdg wit="#B">a{level} {reading}</rdg></app>'
    return document(f"<p>before {lemma} between {reading} after</p>", ["A", "B"])


def _text(
    chance: random.Random,
    other: random.Random,  # so that the text is the same with entries and without
    entries: int,
    every: int,
    sigla: list[str],
    positive: bool,
    apparatus: bool,
) -> Iterator[str]:
    for _ in range(entries):
        for _word in range(every - 1):
            yield _word_of(chance)
        lemma = _word_of(chance)
        if not apparatus:
            yield lemma
            continue
        many = len(sigla) // 3 if positive else other.randint(1, 3)
        departing = other.sample(sigla, max(1, min(len(sigla), many)))
        rest = [siglum for siglum in sigla if siglum not in set(departing)]
        named = f' wit="{_pointers(rest)}"' if positive and rest else ""
        reading = f'<rdg wit="{_pointers(departing)}">{_word_of(other)}</rdg>'
        yield f"<app><lem{named}>{lemma}</lem>{reading}</app>"


def _pointers(sigla: list[str]) -> str:
    return " ".join(f"#{siglum}" for siglum in sigla)


def _word_of(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4)))


def _chapters(words: list[str]) -> str:
    paragraphs = [
        f"<p>{' '.join(words[at : at + _PARAGRAPH])}</p>" for at in range(0, len(words), _PARAGRAPH)
    ]
    return "".join(
        f'<div n="{at // _CHAPTER + 1}"><head>Chapter {at // _CHAPTER + 1}</head>'
        f"{''.join(paragraphs[at : at + _CHAPTER])}</div>"
        for at in range(0, len(paragraphs), _CHAPTER)
    )

"""A made-up edition in something like Latin, as TEI and as LaTeX with reledmac: the same words."""

# ruff: noqa: INP001 - scripts are no package

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

TEI = "http://www.tei-c.org/ns/1.0"
SIGLA = tuple("ABCDEFMPRV")
_WORDS_A_PAGE = 265
_ENTRIES_A_PAGE = 10
_CHAPTER = 2600  # words
_ROOTS = (
    "am laud mon duc reg leg cap fac aud ven sent pugn serv val vid mov noct urb mar naut agr "
    "popul milit iudic consul orat histor liber puell magn parv fort celer acr grav facil "
    "util brev long temp corp gen oper lit vir mulier amic host silv flum font mont camp port "
    "templ ciu tempest"
).split()
_ENDINGS = (
    "a ae am is as us i o um os e em es ibus it at et unt ant abat ebat ati orum arum itatem iter"
).split()
_SMALL = (
    "et in ad non ut cum qui quae quod est ex de ab per sed si enim autem hoc id ac nec".split()
)


@dataclass
class Variant:
    """One entry: which words of its paragraph it is about, and what the witnesses have."""

    first: int
    last: int
    reading: str
    sigla: list[str]


@dataclass
class Paragraph:
    """Words with their punctuation, and the entries on them."""

    words: list[str]
    variants: list[Variant] = field(default_factory=list)


def prose(pages: int, seed: int = 1) -> list[list[Paragraph]]:
    """Chapters of paragraphs for about so many pages of A5, with ten entries a page."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    lexicon = [f"{root}{ending}" for root in _ROOTS for ending in _ENDINGS]
    chance.shuffle(lexicon)
    weights = [1 / (rank + 3) for rank in range(len(lexicon))]
    chapters: list[list[Paragraph]] = [[]]
    written = 0
    for _ in range(pages * _WORDS_A_PAGE // 150):
        if written > _CHAPTER:
            chapters.append([])
            written = 0
        paragraph = _paragraph(chance, lexicon, weights)
        written += len(paragraph.words)
        chapters[-1].append(paragraph)
    return chapters


def _paragraph(chance: random.Random, lexicon: list[str], weights: list[float]) -> Paragraph:
    def some(number: int) -> list[str]:
        return [
            chance.choice(_SMALL) if chance.random() < 0.33 else chance.choices(lexicon, weights)[0]
            for _ in range(number)
        ]

    words = []
    begins = True
    for word in some(chance.randint(60, 240)):
        told = word.capitalize() if begins else word
        begins = False
        if chance.random() < 0.06:
            told += "."
            begins = True
        elif chance.random() < 0.1:
            told += ","
        words.append(told)
    words[-1] = words[-1].rstrip(".,") + "."
    paragraph = Paragraph(words)
    free = 0  # entries neither cross nor nest here, since reledmac cannot
    for first in range(len(words)):
        if first < free or chance.random() > _ENTRIES_A_PAGE / _WORDS_A_PAGE:
            continue
        length = chance.choices((1, 2, 3, 8), (72, 15, 8, 5))[0]
        last = min(len(words) - 1, first + length - 1)
        reading = " ".join(some(max(0, last - first + 1 + chance.choice((-1, 0, 0, 0, 1)))))
        sigla = sorted(chance.sample(SIGLA, chance.randint(1, 4)))
        paragraph.variants.append(Variant(first, last, reading, sigla))
        free = last + 1
    return paragraph


def as_tei(chapters: list[list[Paragraph]], *, apparatus: bool = True) -> bytes:
    """A TEI document, or the same text without entries."""
    listed = "".join(f'<witness xml:id="{siglum}"/>' for siglum in SIGLA)
    source = f"<listWit>{listed}</listWit>" if apparatus else "<p>made up</p>"
    body = "".join(
        f'<div n="{number}"><head>Caput {number}</head>'
        + "".join(f"<p>{' '.join(_marked(one, apparatus))}</p>" for one in chapter)
        + "</div>"
        for number, chapter in enumerate(chapters, start=1)
    )
    return (
        f'<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>Opus fictum</title></titleStmt>'
        f"<publicationStmt><p>none</p></publicationStmt><sourceDesc>{source}</sourceDesc>"
        f'</fileDesc></teiHeader><text xml:lang="it"><body>{body}</body></text></TEI>'
    ).encode()


def _marked(paragraph: Paragraph, apparatus: bool) -> Iterator[str]:
    starts = {one.first: one for one in paragraph.variants} if apparatus else {}
    at = 0
    while at < len(paragraph.words):
        one = starts.get(at)
        if one is None:
            yield paragraph.words[at]
            at += 1
            continue
        lemma = " ".join(paragraph.words[one.first : one.last + 1])
        bare = lemma.rstrip(".,")
        wit = " ".join(f"#{siglum}" for siglum in one.sigla)
        reading = f'<rdg wit="{wit}">{one.reading}</rdg>'
        yield f"<app><lem>{bare}</lem>{reading}</app>{lemma[len(bare) :]}"
        at = one.last + 1


def as_tex(chapters: list[list[Paragraph]]) -> str:
    """The same for XeLaTeX with reledmac: A5, 10.5 on 13.5 points, a number at each fifth line."""
    body = []
    for number, chapter in enumerate(chapters, start=1):
        # numbered chapter by chapter: more at once is too much for the memory of TeX
        body.append(rf"\beginnumbering\pstart\section*{{Caput {number}}}\pend")
        body += [rf"\pstart {_edtext(one)}\pend" for one in chapter]
        body.append(r"\endnumbering")
    return _PREAMBLE + "\n".join(body) + "\n\\end{document}\n"


def _edtext(paragraph: Paragraph) -> str:
    starts = {one.first: one for one in paragraph.variants}
    ends = {one.last: one for one in paragraph.variants}
    told = []
    for at, word in enumerate(paragraph.words):
        bare = word.rstrip(".,")
        piece = rf"\sameword{{{bare}}}"
        if at in starts:
            piece = r"\edtext{" + piece
        if at in ends:
            one = ends[at]
            reading = one.reading or r"\textit{om.}"
            note = rf"{reading} \textit{{{' '.join(one.sigla)}}}"
            lemma = ""
            if one.last - one.first > 2:
                words = paragraph.words
                lemma = rf"\lemma{{{words[one.first].rstrip('.,')} … {bare}}}"
            piece += rf"}}{{{lemma}\Afootnote{{{note}}}}}"
        told.append(piece + word[len(bare) :])
    return " ".join(told)


_PREAMBLE = r"""\documentclass[10pt]{article}
\usepackage[paperwidth=148mm,paperheight=210mm,inner=20mm,outer=22mm,top=20mm,bottom=22mm]{geometry}
\usepackage{fontspec}\setmainfont{Gentium Plus}
\usepackage{polyglossia}\setmainlanguage{italian}
\usepackage{microtype}
\usepackage[series={A},noend,noeledsec,nofamiliar]{reledmac}
\Xarrangement[A]{paragraph}
\lineation{page}\linenummargin{outer}\firstlinenum{5}\linenumincrement{5}
\Xnotefontsize{\footnotesize}\Xnumberonlyfirstinline\Xsymlinenum{}\Xinplaceofnumber{0pt}
\AtBeginDocument{\fontsize{10.5pt}{13.5pt}\selectfont}
\begin{document}
"""

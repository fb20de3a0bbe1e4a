"""Thirty ways to lose, double, move or invent something, made in what was built or in its rules.

Each names the kind of difference that an audit must tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.verify.editions import Edition

Damage = Callable[[Edition], None]


@dataclass(frozen=True, slots=True)
class Loss:
    """What is damaged in the website, and the kind of difference it must be told as."""

    name: str
    kind: str
    damage: Damage


def swap(one: str, two: str) -> Damage:
    """Exchange two pieces of one page."""

    def damage(edition: Edition) -> None:
        with edition.changed(edition.page(one)) as text:
            assert two in text[0]
            text[0] = text[0].replace(one, "\0", 1).replace(two, one, 1).replace("\0", two, 1)

    return damage


def put(old: str, new: str) -> Damage:
    """Exchange a piece of a page for another."""
    return lambda edition: edition.replace(old, new)


def cut(pattern: str, word: str) -> Damage:
    """Take what a pattern finds out of the page that holds a word."""

    def damage(edition: Edition) -> None:
        with edition.changed(edition.page(word)) as text:
            text[0] = re.sub(pattern, "", text[0], count=1, flags=re.DOTALL)

    return damage


def move(pattern: str, word: str, to: str) -> Damage:
    """Move what a pattern finds to before another piece of the page."""

    def damage(edition: Edition) -> None:
        with edition.changed(edition.page(word)) as text:
            found = re.search(pattern, text[0], re.DOTALL)
            assert found is not None
            rest = text[0].replace(found[0], "", 1)
            text[0] = rest.replace(to, found[0] + to, 1)
            assert to in rest

    return damage


def double(pattern: str, word: str) -> Damage:
    """Let what a pattern finds stand twice."""

    def damage(edition: Edition) -> None:
        with edition.changed(edition.page(word)) as text:
            text[0] = re.sub(pattern, lambda m: m[0] + m[0], text[0], count=1, flags=re.DOTALL)

    return damage


def page_missing(edition: Edition) -> None:
    """Take a whole page away."""
    edition.page("upon the sand").unlink()


def other_text(edition: Edition) -> None:
    """Let words of another document stand in this one."""
    edition.replace(
        "The keeper rose", "Barrels stood along the quay in rows of nine. The keeper rose"
    )


def reading_of(words: str) -> str:
    """The beginning of a reading without pattern."""
    return f'<span class="rdg"><span class="reading">{words}'


ENTRY = r'<div class="app"(?:(?!<div class="app").)*?<span class="lem">{}</span>.*?</div>'
SIGLUM = r'<abbr class="siglum" data-wit="{}"[^>]*>.*?</abbr>'


def reading(words: str) -> str:
    """A pattern for a whole reading."""
    before = r' ?<span class="rdg">(?:(?!<span class="rdg">).)*?'
    return rf'{before}<span class="reading">{words}</span>.*?</span></span>'


LOSSES = [
    Loss("sigla of two readings swapped", "siglum", lambda e: _swap_sigla(e)),
    Loss("a siglum lost", "siglum", cut(r" <abbr[^>]*data-wit=\"B2\"[^>]*>.*?</abbr>", "hid")),
    Loss("a siglum doubled", "siglum", double(SIGLUM.format("B2"), "hid")),
    Loss("the siglum of a hand flattened to that of its witness", "siglum",
         put('<span class="hi r-superscript">2</span>', "")),
    Loss("a reading dropped", "reading", cut(reading("sold"), "sold")),
    Loss("a nested reading dropped", "reading", cut(reading("the storm"), "the storm")),
    Loss("a reading of a group dropped", "reading", cut(reading("loos"), "loos")),
    Loss("a reading under the wrong entry", "reading",
         move(reading("pale"), "pale", " " + reading_of("coloured"))),
    Loss("two readings swapped", "reading",
         swap('<span class="reading">hid</span>', '<span class="reading">sold</span>')),
    Loss("a word of a reading lost", "reading",
         put('<span class="reading">coloured', '<span class="reading">')),
    Loss("a word of a reading lost in the view of its witnesses", "reading", put("coloured", "")),
    Loss("the name of a scholar lost", "source",
         cut(r' <span class="sources">.*?</span>', "coiled")),
    Loss("what is said of a witness lost", "detail",
         cut(r' ?<span class="witDetail">.*?<span class="sep">\)</span></span>', "over a hole")),
    Loss("a note of an entry lost", "note", put("Both are possible.", "")),
    Loss("an omission not told", "word", cut(r'<span class="word">om\.</span>', "om.")),
    Loss("a lacuna shown as an omission", "word",
         put('<span class="word">lac.</span>', '<span class="word">om.</span>')),
    Loss("a word invented in an entry", "word",
         put('<span class="reading">hid</span>',
             '<span class="reading">hid</span> <span class="word">fortasse</span>')),
    Loss("an omission invented", "word",
         put('<span class="reading">hid</span>',
             '<span class="word">om.</span> <span class="reading">hid</span>')),
    Loss("the lemma of an entry cut short", "lemma",
         put('<span class="lem">turned</span>', '<span class="lem">turn</span>')),
    Loss("an entry dropped", "entry", cut(ENTRY.format("day"), "So ends")),
    Loss("an entry twice", "twice", double(ENTRY.format("day"), "So ends")),
    Loss("an entry at other words", "place", lambda e: _move_lemma(e)),
    Loss("an entry with another number", "number", lambda e: _renumber(e)),
    Loss("a word of the text lost", "text", put("counting planks", "counting")),
    Loss("a word of the text doubled", "twice", put("counting planks", "counting counting planks")),
    Loss("a word of the text exchanged", "text", put("Boats lay dry", "Boats lay wet")),
    Loss("a comma lost", "text", put("The sea went out, the", "The sea went out the")),
    Loss("a space lost", "space", put("Boats lay dry", "Boatslay dry")),
    Loss("a space before a name lost", "space",
         put('of <span class="placeName">', 'of<span class="placeName">')),
    Loss("a space behind a quotation lost", "space", put("One</span> was", "One</span>was")),
    Loss("verses swapped", "text",
         swap("a ring of iron, thin as skin,", "The sea went out, the sea came in,")),
    Loss("a paragraph twice", "twice",
         double(r'<p class="p" id="div2.p3".*?</p>', "So ends")),
    Loss("a heading lost", "heading", cut(r'<h2 class="head".*?</h2>', "thin as skin")),
    Loss("a caption lost", "caption", put("A drawing of the pier", "")),
    Loss("a note dropped", "note", cut(r'<div class="note" id="n-lamp".*?</div></div>', "tin")),
    Loss("a note called elsewhere", "place",
         move(r'<a class="noteref" id="n-lamp--ref".*?</a>', "tin", ", counting")),
    Loss("a note twice", "twice", double(r'<div class="note" id="n-lamp".*?</div></div>', "tin")),
    Loss("the number of a page lost", "number", cut(r'<span class="pb".*?</span>', "Boats")),
    Loss("the number of a page wrong", "number", put(">12</span>", ">13</span>")),
    Loss("the number of a verse wrong", "number", lambda e: _number_verse(e)),
    Loss("a page missing", "page", page_missing),
    Loss("words of another document", "text", other_text),
    Loss("a sentence outside of the text", "extra",
         put("<article", "<p>Nobody wrote this.</p><article")),
]  # fmt: skip


def _swap_sigla(edition: Edition) -> None:
    with edition.changed(edition.page('<span class="lem">lit</span>')) as text:
        start = text[0].index('<span class="lem">lit</span>')
        head, tail = text[0][:start], text[0][start:]
        found = [re.search(SIGLUM.format(name), tail, re.DOTALL) for name in "AC"]
        one, two = (match[0] for match in found if match)
        tail = tail.replace(one, "\0", 1).replace(two, one, 1).replace("\0", two, 1)
        text[0] = head + tail


def _move_lemma(edition: Edition) -> None:
    with edition.changed(edition.page('<span class="lem">day</span>')) as text:
        found = re.search(r'<a class="lemma"[^>]*>day</a>', text[0])
        assert found is not None
        tag = found[0].removesuffix("day</a>")
        text[0] = text[0].replace(found[0], "day").replace("So ends", f"{tag}So</a> ends", 1)


def _renumber(edition: Edition) -> None:
    with edition.changed(edition.page('<span class="lem">warm</span>')) as text:
        text[0] = re.sub(
            r'(<a class="ln"[^>]*>)4(</a> <span class="lem">warm)', r"\g<1>7\2", text[0]
        )


def _number_verse(edition: Edition) -> None:
    with edition.changed(edition.page("thin as skin")) as text:
        text[0] = re.sub(r'(<a class="n"[^>]*>)3(</a>a ring)', r"\g<1>9\2", text[0])


# --- rules of an edition's own ------------------------------------------------------------------

_SHEET = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:s="urn:siglum:normal-form"
    exclude-result-prefixes="tei s">
  <xsl:import href="builtin:print.xsl"/>
  {}
</xsl:stylesheet>"""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for print that loses or invents something, and what must be told of it."""

    name: str
    kind: str
    told: str  # what the difference lacks, or has too much
    match: str
    content: str = ""
    mode: str = ""

    def template(self) -> str:
        """The rule as a template of a stylesheet."""
        mode = f' mode="{self.mode}"' if self.mode else ""
        return (
            f'<xsl:template match="{self.match}" priority="9"{mode}>{self.content}</xsl:template>'
        )


def sheet(rules: list[Rule]) -> str:
    """A print.xsl of an edition with several rules."""
    return _SHEET.format("\n  ".join(rule.template() for rule in rules))


_APPLY = "<xsl:apply-templates/>"
#: Rules for two books, so that no rule hides what another one does.
BOOKS = [
    [
        Rule("a word of the text lost", "text", "dry",
             "tei:p//text()[contains(., 'Boats lay dry')]", " Boats lay."),
        Rule("commas lost", "text", ",",
             "tei:l/text()", "<xsl:value-of select=\"translate(., ',', '')\"/>"),
        Rule("a caption lost", "caption", "A drawing of the pier",
             "tei:figure/tei:head", mode="caption"),
        Rule("the number of a page lost", "number", "12", "tei:pb"),
        Rule("the siglum of a hand flattened", "siglum", "B2", "tei:abbr/tei:hi"),
        Rule("a reading dropped", "reading", "sold", "tei:rdg[. = 'sold']", mode="part"),
        Rule("a word of a reading cut short", "reading", "coloured",
             "tei:rdg/text()[. = 'coloured']", "colour"),
        Rule("what is said of a witness lost", "detail", "written over a hole",
             "tei:witDetail", mode="part"),
        Rule("an entry dropped", "entry", "tale",
             "tei:app[contains(., 'tale')]", mode="apparatus"),
        Rule("a note dropped", "note", "The lamp was of tin.",
             "tei:note[contains(., 'tin')]", mode="note"),
    ],
    [
        Rule("words of the text doubled", "twice", "nobody saw it",
             "tei:p//text()[contains(., 'nobody saw it')]",
             " the lamp; nobody saw it nobody saw it."),
        Rule("a heading lost", "heading", "Evening", "tei:head[contains(., 'Evening')]"),
        Rule("a paragraph twice", "twice", "So ends the day.", "tei:p[contains(., 'So ends')]",
             f"<p class='p'>{_APPLY}</p><p class='p'>{_APPLY}</p>"),
        Rule("a siglum lost", "siglum", "B2", "tei:witness[@n = 'B2']", mode="label"),
        Rule("a nested reading dropped", "reading", "the storm",
             "tei:rdg[contains(., 'the') and contains(., 'storm') and not(tei:app)]", mode="part"),
        Rule("a note of an entry lost", "note", "Both are possible.",
             "tei:app/tei:note", mode="part"),
        Rule("words invented in an entry", "reading", "fortasse", "tei:rdg[. = 'bell']",
             '<span class="rdg"> fortasse bell<xsl:call-template name="attestation"/></span>',
             mode="part"),
        Rule("an omission not told", "word", "om.", "tei:rdg[not(node())]",
             '<xsl:call-template name="attestation"/>', mode="part"),
    ],
]  # fmt: skip

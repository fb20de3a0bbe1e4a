"""Editions made at random: the text of every witness is the one that the edition holds for it."""

from __future__ import annotations

import os
from typing import Any

from generated import (
    GAP,
    READERS,
    SHOWN_GAP,
    App,
    Edition,
    editions,
    is_sound,
    write_attached,
    write_inline,
)
from hypothesis import given, note, settings

from siglum.variation.plain import write_text
from siglum.variation.versions import write_version
from siglum.variation.witnesstext import plain_text

#: Of whom a witness is a hand, and the family it belongs to.
_OTHERS = {"B2": ("B",), "C": ("G",), "D": ("G",)}
_MANY = 20 if os.environ.get("SIGLUM_CORPORA") == "all" else 1


def texts(made: Any) -> dict[str, str]:
    """The text of every witness, and of the edition, without gaps."""
    texts = {key: plain_text(made.document, key, gap="") for key in ("", *READERS)}
    return {key: " ".join(text.replace(SHOWN_GAP, " ").split()) for key, text in texts.items()}


def held(edition: Edition) -> dict[str, str]:
    """The same as the edition holds it: up to a lacuna, since none of them ends."""
    found = {}
    for key in ("", *READERS):
        row = edition.rows.get(key, [slot.base for slot in edition.slots])
        cut = min((app.first for app in edition.apps if _is_lost(app, key)), default=len(row))
        words = (
            " ".join(words) + ("," if n in edition.commas else "")
            for n, words in enumerate(row[:cut])
        )
        found[key] = " ".join(" ".join(words).replace(GAP, " ").split())
    return found


def _open(source: str) -> str:
    """A source whose lacunae go on to the end of the text."""
    return source.replace("<lacunaStart/><lacunaEnd/>", "<lacunaStart/>")


def _is_lost(app: App, key: str) -> bool:
    """Whether a lacuna of this witness begins at an entry."""
    named = {siglum for rdg in app.readings for siglum in rdg.sigla} | set(app.sigla)
    own = {key} if key in named else {key, *_OTHERS.get(key, ())}
    return any(rdg.lacuna and own.intersection(rdg.sigla) for rdg in app.readings)


@settings(max_examples=25 * _MANY)
@given(edition=editions(nesting=True).filter(is_sound))
def test_parallel_segmentation(edition: Edition, publish: Any) -> None:
    """Entries in the sentence, nested too."""
    source = _open(write_inline(edition))
    note(source)
    assert texts(publish(source)) == held(edition)


@settings(max_examples=25 * _MANY)
@given(edition=editions().filter(is_sound))
def test_attached_entries(edition: Edition, publish: Any) -> None:
    """Entries that cross each other, lines and paragraphs."""
    source = _open(write_attached(edition))
    note(source)
    assert texts(publish(source)) == held(edition)


def test_a_lacuna_begins_inside_a_wider_reading(publish: Any) -> None:
    """The reading of a wider lemma does not hide that its witness has nothing from there on."""
    source = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>'
        "</titleStmt><publicationStmt><p>made for a test</p></publicationStmt><sourceDesc><listWit>"
        '<witness xml:id="A"/><witness xml:id="D"/></listWit></sourceDesc></fileDesc></teiHeader>'
        '<text><body><p><anchor xml:id="a"/>one <anchor xml:id="b"/>two<anchor xml:id="c"/>'
        ' three</p></body><back><listApp><app from="#a" to="#c"><lem>one two</lem>'
        '<rdg wit="#D">other</rdg></app>'
        '<app from="#b" to="#c"><lem>two</lem><rdg wit="#D"><lacunaStart/></rdg></app>'
        "</listApp></back></text></TEI>"
    )
    document = publish(source).document
    assert plain_text(document, "D").split() == ["other", "[…]"]
    assert plain_text(document, "A").split() == ["one", "two", "three"]


def test_of_a_choice_in_a_reading_one_side_is_read(publish: Any, tei: Any) -> None:
    """The expanded, corrected or regular one, as in the text."""
    made = publish(
        tei(
            '<p>a <app><lem>b</lem><rdg wit="#C"><choice><abbr>cd</abbr><expan>c<ex>o</ex>d</expan>'
            "</choice> e</rdg></app> f</p>"
        )
    )
    assert plain_text(made.document, "C").split() == ["a", "cod", "e", "f"]


def test_holes_of_the_text_and_of_readings_are_shown(publish: Any, tei: Any) -> None:
    """What is lost in a witness is no omission; nobody may read past it as if it were nothing."""
    made = publish(
        tei(
            '<p>a <gap reason="lost"/> b <app><lem>c</lem><rdg wit="#B">d <gap/></rdg></app> e</p>',
            witnesses="A B",
        )
    )
    assert plain_text(made.document, "A") == "a […] b c e"
    assert plain_text(made.document, "B") == "a […] b d […] e"
    having = [(made.document, one) for one in made.document.witnesses if one.key == "B"]
    told = "".join(write_version(having, "tei", marked=False))
    assert "<ab>a <gap/> b d <gap/> e</ab>" in told
    assert list(write_text([made.document], "plain"))[-1] == "a […] b c e\n"

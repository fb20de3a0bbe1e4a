"""Editions made at random: what siglum makes of them is what they were made from.

`generated` draws editions and writes them; nothing here looks at how an entry is encoded.
`make test` takes some dozens of each kind; with SIGLUM_CORPORA=all there are twenty times as many.
"""

from __future__ import annotations

import os
from typing import Any

from generated import (
    GAP,
    READERS,
    SHOWN_GAP,
    App,
    Edition,
    Line,
    Rdg,
    Slot,
    editions,
    write_attached,
    write_inline,
    write_located,
)
from hypothesis import example, given, note, settings
from lxml import etree
from readpages import apparatus_of_page, entry_text, lemmata, shown

from siglum.apparatus.segments import ABSENT
from siglum.apparatus.segments import READERS as READ_BY
from siglum.source.identity import ID
from siglum.source.vocabulary import BLOCKS, ELEMENT_ONLY

_T = "{http://www.tei-c.org/ns/1.0}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_MANY = 20 if os.environ.get("SIGLUM_CORPORA") == "all" else 1


def read_in_normal_form(tei: etree._Element, witness: str = "") -> str:
    """The text of a witness by the rule of the normal form, in one line."""
    words: list[str] = []

    def walk(node: etree._Element) -> None:
        readers = node.get(READ_BY)
        gone = witness in node.get(ABSENT, "").split()
        if not gone and (readers is None or witness in readers.split()):
            words.append(SHOWN_GAP if node.tag == f"{_T}gap" else node.text or "")
            for child in node:
                walk(child)
        words.append(" " * (node.tag in BLOCKS) + (node.tail or ""))

    walk(tei.find(f"{_T}text"))
    return " ".join("".join(words).split())


def told(app: App, page: bool) -> str:
    """An entry in the notation of `pages`."""

    def words(flat: tuple[str, ...], stands: bool = False) -> str:
        said = [SHOWN_GAP if word == GAP else word for word in flat if page or word != GAP]
        if not (stands or app.whole) and set(flat) == {GAP}:
            return "–"  # a word says so in the place of the sign; of whole lines, some are there
        return " ".join(said) or "–"

    def who(sigla: list[str], hand: str = "") -> str:
        return f" ({' '.join(sigla)}{hand})" if sigla else ""

    stands = words(tuple(word for line in app.lemma for word in line), stands=True)
    lemma = f"{stands}]{who(app.sigla)}"
    readings = [
        words(rdg.flat) + who(rdg.sigla, "; hand" if rdg.hand else "") for rdg in app.readings
    ]
    joined = " | ".join(readings)
    parts = [f"{{{joined}}}" if app.grouped else joined]
    if not page:
        parts.insert(0, lemma)
    elif lemma != "–]":  # of an empty lemma the page tells who has it
        parts.insert(0, lemma.replace("–]", "–"))
    return " | ".join(parts)


def check(edition: Edition, made: Any) -> None:
    """Text, witnesses, entries, places and order are those of the edition, in model and page."""
    apps = {app.name: app for app in edition.apps}
    form = made.form()
    (unit,) = made.units()
    for witness in ("", *READERS):
        assert read_in_normal_form(form.tei, witness) == edition.read_by(witness), witness
        assert shown(unit, witness) == edition.read_by(witness), witness
    entries = {entry.element.get(_XML_ID): entry_text(entry) for entry in made.sources[0].entries}
    assert entries == {name: told(app, page=False) for name, app in apps.items()}
    listed = [app.get(ID) for app in form.tei.iter(f"{_T}app")]
    assert sorted(listed) == sorted(apps)
    starts = [apps[name].first for name in listed]
    assert starts == sorted(starts)
    page = apparatus_of_page(unit)
    assert list(page) == listed
    assert page == {name: told(app, page=True) for name, app in apps.items()}
    assert lemmata(unit) == {name: edition.words_of(app) for name, app in apps.items()}


def paragraphs_of_gaps() -> Edition:
    """Two entries of the same two paragraphs, one in the other; one witness has only holes there.

    How many paragraphs are lost can be seen, so that signs are shown: no word stands for them.
    """
    base: list[tuple[str, ...]] = [(GAP,), ("w2",)]
    lost: list[tuple[str, ...]] = [(GAP,), (GAP,)]
    apps = [
        App(name, 0, 1, base, [], [Rdg(lost, ["D"])], grouped, whole=True)
        for name, grouped in (("e1", False), ("e2", True))
    ]
    return Edition(
        slots=[Slot(base[0], 0), Slot(base[1], 1)],
        lines=[Line("line1", "1", False, 0, 0, 0), Line("line2", "2", False, 1, 1, 1)],
        rows={name: lost if name == "D" else base for name in READERS},
        apps=apps,
        commas=frozenset(),
        tagged=False,
        place="back",
    )


@settings(max_examples=25 * _MANY)
@given(edition=editions(nesting=True))
@example(edition=paragraphs_of_gaps())
def test_parallel_segmentation_is_read_as_it_was_made(edition: Edition, publish: Any) -> None:
    """Every entry once, in text order, with its words and sigla; every witness has its text."""
    source = write_inline(edition)
    note(source)
    check(edition, publish(source))


@settings(max_examples=35 * _MANY)
@given(edition=editions())
@example(edition=paragraphs_of_gaps())
def test_attached_entries_are_read_as_they_were_made(edition: Edition, publish: Any) -> None:
    """As above, with entries that cross each other, lines and paragraphs."""
    source = write_attached(edition)
    note(source)
    check(edition, publish(source))


def page_of(unit: etree._Element) -> dict[str, Any]:
    """What a page says, to be compared with that of another method of encoding.

    Every word of the text with the entries that it belongs to and the witnesses who do not have
    it, the text of every witness, and every entry with its words, sigla and place. Left out is
    what may differ: white space; into how many fragments a lemma is cut; the tags of single
    words; the order of entries on the very same words, which is that of their points.
    """
    words = [
        (word, frozenset(node.get("data-entries").split()), node.get("data-not"))
        for node in unit.xpath("./section[@class='text']//*[@data-entries]")
        for word in "".join(node.itertext()).split()
    ]
    places = {
        app.get("id"): (app.get("data-at"), app.findtext("*[@class='ln']"))
        for app in unit.xpath(".//div[@class='app']")
    }
    return {
        "words": words,
        "texts": [shown(unit, witness) for witness in ("", *READERS)],
        "places": places,
        "entries": apparatus_of_page(unit),
    }


@settings(max_examples=15 * _MANY)
@given(edition=editions(nesting=True))
@example(edition=paragraphs_of_gaps())
def test_both_methods_give_the_same_page(edition: Edition, publish: Any) -> None:
    """Parallel segmentation and attached entries of one edition say the same on the page."""
    (inline,) = publish(write_inline(edition)).units()
    (attached,) = publish(write_attached(edition)).units()
    assert page_of(inline) == page_of(attached)


@settings(max_examples=15 * _MANY)
@given(edition=editions(nesting=True, words_only=True))
def test_all_three_methods_give_the_same_page(edition: Edition, publish: Any) -> None:
    """So do entries that only name their line, if their lemma is words that stand in it once."""
    source = write_located(edition)
    note(source)
    (inline,) = publish(write_inline(edition)).units()
    (located,) = publish(source).units()
    assert page_of(inline) == page_of(located)


def _bytes(form: Any) -> bytes:
    return etree.tostring(form.tei, method="c14n")


@settings(max_examples=20 * _MANY)
@given(edition=editions())
def test_normalising_leaves_the_source_alone(edition: Edition, publish: Any) -> None:
    """A second normal form of one tree is the first, byte by byte, and the tree is untouched."""
    made = publish(write_attached(edition))
    before = etree.tostring(made.sources[0].tei, method="c14n")
    assert _bytes(made.form()) == _bytes(made.form())
    assert etree.tostring(made.sources[0].tei, method="c14n") == before


def lay_out(source: str) -> bytes:
    """The same document with comments, line breaks and indents wherever TEI has no text."""
    tree = etree.fromstring(source)
    for node in list(tree.iter(*ELEMENT_ONLY)):
        if (node.text or "").strip() or any((child.tail or "").strip() for child in node):
            continue
        node.text = "\n  "
        for child in list(node):
            child.tail = "\n   "
            node.insert(node.index(child), etree.Comment("layout"))
    return etree.tostring(tree)


@settings(max_examples=20 * _MANY)
@given(edition=editions(nesting=True))
def test_layout_changes_nothing(edition: Edition, publish: Any) -> None:
    """Indentation and comments between elements make no difference to the normal form."""
    source = write_inline(edition)
    assert _bytes(publish(source).form()) == _bytes(publish(lay_out(source)).form())


@settings(max_examples=15 * _MANY)
@given(edition=editions())
def test_cutting_loses_no_entry(edition: Edition, publish: Any) -> None:
    """However short pages are, each entry stands on one of them, and each word once."""
    made = publish(write_attached(edition), split=8)
    listed = [name for unit in made.units() for name in apparatus_of_page(unit)]
    assert sorted(listed) == sorted(app.name for app in edition.apps)
    for witness in ("", *READERS):
        text = " ".join(shown(unit, witness) for unit in made.units())
        assert " ".join(text.split()) == edition.read_by(witness)

from __future__ import annotations

import pytest
from lxml import etree

from siglum.apparatus.entries import APP
from siglum.apparatus.normal import normal_form
from siglum.apparatus.quotations import QUOTED
from siglum.apparatus.untold import LABEL
from siglum.source.trees import all_text

_TEI = "{http://www.tei-c.org/ns/1.0}"


def _made(tei, body, **more):
    form = normal_form(etree.fromstring(tei(body)), quotations=True, **more)
    apps = [app for app in form.tei.iter(APP) if app.get("type") == QUOTED]
    return form.tei, [
        (" ".join(all_text(app[0]).split()), *(" ".join(all_text(n).split()) for n in app[1:]))
        for app in apps
    ]


def _text(tree):
    return " ".join("".join(tree.find(f"{_TEI}text").itertext()).split())


@pytest.mark.parametrize(
    ("body", "entry", "text"),
    [
        ("<p>a <cit><quote>b c</quote> <bibl>W 1</bibl></cit>, d</p>", ("b c", "W 1"), "a b c, d"),
        ("<p>a <cit><bibl>W 1</bibl> <q>b</q></cit> d</p>", ("b", "W 1"), "a b d"),
        ('<p>a <quote source="#A">b</quote> d</p>', ("b", "A"), "a b d"),
        ('<p>a <seg source="urn:x#y">b</seg> d</p>', ("b", "y"), "a b d"),
        ('<p><quote>b<ref cRef="Ps:1"/></quote> d</p>', ("b", "Ps:1"), "b d"),
        ('<p><quote>b</quote> <ref cRef="Ps:1"/> d</p>', ("b", "Ps:1"), "b d"),
        ('<p><quote>b</quote> <ref cRef="Ps:1">as said</ref></p>', ("b", "Ps:1"), "b as said"),
        ('<cit source="#A"><quote>b</quote><bibl>W</bibl></cit>', ("b", "A", "W"), "b"),
        ("<p><cit><ref>He says</ref> <bibl>W</bibl></cit> d</p>", ("He says", "W"), "He says d"),
    ],
)
def test_the_usual_encodings_of_quotations_are_entries(tei, body, entry, text):
    """What is quoted stays in the text; the work, or a bare reference, goes to the entry."""
    tree, entries = _made(tei, body)
    assert entries == [entry]
    assert _text(tree) == text


@pytest.mark.parametrize(
    "body",
    [
        "<p>a <cit><quote>b</quote></cit> and <quote>c</quote></p>",
        "<p>a <note><cit><quote>b</quote><bibl>W</bibl></cit></note></p>",
        "<p>a <cit><bibl>W</bibl></cit> <cit><quote/><bibl>V</bibl></cit></p>",
        '<p>a <quote>b</quote> c <ref cRef="Ps:1">d</ref></p>',
        '<p>a <cit><quote>b</quote><bibl corresp="#w"/></cit></p>',
    ],
)
def test_what_tells_no_source_stays_as_it_is(tei, body):
    """Nor does what stands in a note, or a reference that stands apart."""
    before = normal_form(etree.fromstring(tei(body))).tei
    tree, entries = _made(tei, body)
    assert entries == []
    assert etree.tostring(tree) == etree.tostring(before)


def test_addresses_of_other_entries_are_as_they_were(tei):
    """Those of quotations are their own."""
    body = (
        "<p><cit><quote>a <app><lem>b</lem><rdg wit='#A'>c</rdg></app></quote><bibl>W</bibl></cit>"
        " <app><lem>d</lem><rdg wit='#A'>e</rdg></app></p>"
    )
    own = "{urn:siglum:normal-form}id"
    plain = [app.get(own) for app in normal_form(etree.fromstring(tei(body))).tei.iter(APP)]
    tree, _entries = _made(tei, body)
    made = {app.get(own): app.get("type") for app in tree.iter(APP)}
    assert [name for name, kind in made.items() if kind != QUOTED] == plain
    assert [name for name, kind in made.items() if kind == QUOTED] == ["p1.cit1.quote1.source"]


def test_a_quotation_of_verse_is_told_at_its_first_line(tei):
    """Not at the paragraph around, or where a sign stands before it."""
    body = "<p>so</p><cit><quote><lg><space/><l>one</l><l>two</l></lg></quote><bibl>W</bibl></cit>"
    tree, _entries = _made(tei, body)
    (app,) = (app for app in tree.iter(APP) if app.get("type") == QUOTED)
    assert app.get(LABEL) == "1"

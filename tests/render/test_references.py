from __future__ import annotations

import json

import pytest

from siglum.render.references import References, anchor, records

REFS = (
    '<encodingDesc><refsDecl n="canonical"><citeStructure unit="book" match="//body/div" use="@n">'
    '<citeStructure unit="line" match=".//l" use="@n" delim="."/></citeStructure></refsDecl>'
    '<refsDecl n="leaves"><citeStructure unit="leaf" match="//pb" use="@n"/></refsDecl>'
    "</encodingDesc>"
)
TEXT = (
    '<div n="1"><head>Wolves</head><pb n="1r"/><l n="1">a</l><l n="2">b</l></div>'
    '<div n="2"><head>Towers</head><l n="1">c</l></div>'
)


@pytest.fixture
def references(publish, tei):
    return References(publish(tei(TEXT, header=REFS)).document)


def test_reference_and_passage_lead_to_each_other(references):
    """Each passage has an address of its own, and its identifier tells its reference."""
    hrefs = [references.href(passage) for passage in references.passages]
    assert len(set(hrefs)) == len(hrefs) == 5
    for passage in references.passages:
        assert references.shown[passage.id] == passage.ref
        assert references.href(passage).endswith(f"#{passage.id}")


def test_lists_tell_what_the_line_above_does_not(references):
    """Books are told with their titles, lines by their last number; each system has its list."""
    canonical, leaves = references.lists()
    assert [(row.ref, row.title, row.plain) for row in canonical.rows] == [
        ("1", "Wolves", True),
        ("2", "Towers", True),
    ]
    assert [(row.ref, row.label) for row in canonical.rows[0].rows] == [("1.1", "1"), ("1.2", "2")]
    assert (leaves.name, leaves.plain) == ("leaves", True)


def test_a_page_tells_what_it_holds(references):
    """From its first to its last innermost passage."""
    assert references.extent("index.html") == "1.1–2.1"
    assert references.extent("other.html") == ""


def test_records_hold_every_passage_with_its_address(publish, tei):
    """For programs, each passage on a line of its own; addresses are whole if the site has one."""
    document = publish(tei(TEXT, header=REFS)).document
    told = records(document, References(document), "https://example.org/edition/")
    data = json.loads(told)
    canonical, leaves = data["systems"]
    assert data["declared"] is True
    assert [(one["ref"], one["parent"]) for one in canonical["passages"]] == [
        ("1", None), ("1.1", "1"), ("1.2", "1"), ("2", None), ("2.1", "2"),
    ]  # fmt: skip
    assert leaves["passages"][0]["unit"] == "leaf"
    start = f"https://example.org/edition/texts/{document.key}/index.html#"
    assert canonical["passages"][1]["address"] == f"{start}div1.l1"


def test_references_that_are_identifiers_are_not_shown_again(publish, tei):
    """Where nobody numbered the text, its identifiers are all there is."""
    references = References(publish(tei("<div><p>a</p></div><div><p>b</p></div>")).document)
    assert references.shown == {}
    assert len(references.passages) == 4


def test_an_id_holds_no_spaces():
    """And none is one of those that pages have themselves."""
    assert anchor("Preface, Why  a new edition") == "Preface,_Why_a_new_edition"
    assert anchor("s-main") == ""

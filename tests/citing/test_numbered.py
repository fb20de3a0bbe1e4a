from __future__ import annotations

from siglum.citing.passages import numbered_passages


def _refs(publish, tei, text):
    return [one.ref for one in numbered_passages(publish(tei(text)).form().tei)]


def test_numbers_of_divisions_go_before(publish, tei):
    """A paragraph is cited as the margin has it, and only once with the division that it fills."""
    text = '<div n="1"><div n="1"><p>a</p></div><div n="2"><p>b</p><p>c</p></div></div>'
    assert _refs(publish, tei, text) == ["1", "1.1", "1.2", "1.2.1", "1.2.2"]


def test_numbers_that_run_through_the_text_are_enough(publish, tei):
    """Paragraph 2 is «2», wherever it stands; the division of that number gives way."""
    text = '<div n="1"><p n="1">a</p></div><div n="2"><p n="2">b</p></div>'
    assert _refs(publish, tei, text) == ["div1", "1", "div2", "2"]


def test_where_numbers_are_not_enough_identifiers_are(publish, tei):
    """Nothing is made up: three divisions without a number have three first paragraphs."""
    text = "<div><p>a</p><p>b</p></div><div><p>c</p></div>"
    assert _refs(publish, tei, text) == ["div1", "div1.p1", "div1.p2", "div2", "div2.p1"]


def test_notes_are_not_counted(publish, tei):
    """What stands beside the text is cited with its note."""
    text = '<p>a<note><lg n="1"><l>b</l></lg><p>c</p></note></p>'
    assert _refs(publish, tei, text) == ["1"]


def test_a_verse_that_speakers_share_is_cited_once(publish, tei):
    """By its first part: a reference leads to one place, and those beside it stay as they are."""
    text = (
        '<div n="1"><sp><l part="I">a</l></sp><sp><l part="F">b</l><l>c</l></sp></div>'
        '<div n="2"><l n="1" part="I">a</l><l n="1" part="F">b</l></div>'
    )
    assert _refs(publish, tei, text) == ["1", "1.1", "1.2", "2", "2.1"]

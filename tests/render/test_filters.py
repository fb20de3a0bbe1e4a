from __future__ import annotations

from siglum.render.filters import filters


def _offered(document):
    return {one.name: [choice.siglum for choice in one.choices] for one in filters(document)}


def test_what_occurs_is_offered(publish, tei):
    """Witnesses that may depart, types, hands, and who is named for readings."""
    body = (
        '<p><app type="b"><lem>x</lem><rdg wit="#A" type="a">y</rdg></app> <app><lem>u</lem>'
        '<rdg wit="#B" hand="#m2">v</rdg><rdg resp="#Quill">w</rdg></app></p>'
    )
    assert _offered(publish(tei(body)).document) == {
        "departs": ["A", "B"], "type": ["a", "b"], "hand": ["m2"], "by": ["Quill"],
    }  # fmt: skip


def test_of_one_witness_there_is_nothing_to_choose(publish, tei):
    """All entries are its own."""
    body = '<p><app><lem>x</lem><rdg wit="#A">y</rdg></app></p>'
    assert _offered(publish(tei(body)).document) == {}


def test_more_than_anybody_looks_through_are_not_offered(publish, tei):
    """Two hundred witnesses are; of one more, all pages would be heavy."""
    for number, names in ((200, ["departs"]), (201, [])):
        sigla = [f"W{n}" for n in range(number)]
        cited = " ".join(f"#{one}" for one in sigla)
        body = f'<p><app><lem>x</lem><rdg wit="{cited}">y</rdg></app></p>'
        document = publish(tei(body, witnesses=" ".join(sigla))).document
        assert list(_offered(document)) == names


def test_entries_and_lemmata_tell_what_they_are_found_by(publish, tei):
    """In the page alone, not in a book."""
    body = '<p><app type="b"><lem>x</lem><rdg wit="#A">y</rdg><rdg resp="#Quill">z</rdg></app></p>'
    made = publish(tei(body))
    page = made.html()
    assert page.count('data-type="b"') == 2
    assert page.count('data-departs="A"') == 1
    assert "data-by" in page
    assert "data-type" not in made.html("print")

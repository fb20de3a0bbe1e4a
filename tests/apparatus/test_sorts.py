from __future__ import annotations

from siglum.apparatus.coverage import entries_of
from siglum.apparatus.sorts import Sorting

_WITNESSES = """<listWit><witness xml:id="A"/><witness xml:id="F"><listWit><witness xml:id="B"/>
<witness xml:id="C"/></listWit></witness><witness xml:id="D">Codex <listWit><witness xml:id="D2"/>
</listWit></witness></listWit>"""


def _sorting(publish, body):
    document = publish(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>'
        f"</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc>{_WITNESSES}</sourceDesc>"
        f"</fileDesc></teiHeader><text><body><p>{body}</p></body></text></TEI>"
    ).document
    entries = list(entries_of(document.read_unit(0)))
    return Sorting(document.witnesses), entries, document.sorts


def test_types_of_an_entry_are_its_own_and_those_of_its_readings(publish):
    """Each word of @type once; the lemma's says nothing of a reading; a choice has none."""
    sorting, entries, _all = _sorting(
        publish,
        '<app type="a b"><lem type="z">x</lem><rdg type="b c" wit="#A">y</rdg></app>'
        " <choice><sic>teh</sic><corr>the</corr></choice>",
    )
    assert [sorting.sorts(app).types for app in entries] == [("a", "b", "c"), ()]


def test_hands_and_scholars_are_those_that_readings_name(publish):
    """A hand by its own siglum or by @hand, a scholar by @resp or @source."""
    sorting, entries, every = _sorting(
        publish,
        '<app><lem>x</lem><rdg wit="#D2">y</rdg><rdg wit="#A" hand="#m2">z</rdg>'
        '<rdg resp="#Bentley">w</rdg></app>',
    )
    assert sorting.sorts(entries[0]).hands == ("w-m2", "D2") == every.hands
    assert len(every.scholars) == 1
    assert "Bentley" in every.scholars[0]


def test_members_of_a_family_depart_with_it_but_not_those_named_apart(publish):
    """F reads y and so does B; C is named for the text. Who is named for the text does not."""
    sorting, entries, _all = _sorting(
        publish, '<app><lem wit="#A #C">x</lem><rdg wit="#F">y</rdg></app>'
    )
    assert sorting.departing(entries[0]) == ("F", "B")


def test_an_entry_within_a_reading_says_nothing_of_the_one_around(publish):
    """Its readings are its own."""
    sorting, entries, _all = _sorting(
        publish,
        '<app><lem>x</lem><rdg wit="#A">y <app type="n"><lem>u</lem><rdg wit="#B">v</rdg></app>'
        "</rdg></app>",
    )
    assert sorting.departing(entries[0]) == ("A",)
    assert sorting.sorts(entries[0]).types == ()

from __future__ import annotations

from lxml import etree

from siglum.exchange.letters import Beside, End, Letter, Named, read_letters

TEI = "http://www.tei-c.org/ns/1.0"


def _letters(described: str, more: str = "") -> tuple[Letter, ...]:
    return read_letters(
        etree.fromstring(
            f'<TEI xmlns="{TEI}"><teiHeader><encodingDesc>{more}</encodingDesc>'
            f"<profileDesc>{described}</profileDesc></teiHeader></TEI>"
        )
    )


def test_both_ends_are_read():
    """Who, where and when, with where names lead (TEI Guidelines 2.4.6)."""
    (letter,) = _letters(
        '<correspDesc><correspAction type="sent"><persName ref="#ann">Ann</persName>'
        '<placeName key="geo-1">Brno</placeName><date when="1999-02-03">3 February</date>'
        '</correspAction><correspAction type="received"><orgName>The Office</orgName>'
        "</correspAction></correspDesc>"
    )
    assert letter.sent == End(
        (Named("Ann", "person", ("#ann",)),),
        (Named("Brno", "place", ("geo-1",)),),
        (("when", "1999-02-03"),),
        "3 February",
    )
    assert letter.received == End((Named("The Office", "org"),))


def test_an_end_that_is_not_told_is_empty():
    """Letters without a sender, in prose, or with other actions only are letters too."""
    (one, other) = _letters(
        '<correspDesc><correspAction type="redirected"><placeName>Brno</placeName></correspAction>'
        "</correspDesc><correspDesc><p>To Ann.</p></correspDesc>"
    )
    assert one == other == Letter(End(), End())


def test_names_within_names_are_one():
    """`<orgName><rs ref="…">` is one body, and the pointer within is its own."""
    (letter,) = _letters(
        '<correspDesc><correspAction type="sent"><orgName><rs type="org" ref="#po">Post</rs>'
        "</orgName></correspAction></correspDesc>"
    )
    assert letter.sent.people == (Named("Post", "org", ("#po",)),)


def test_several_senders_and_several_actions_are_gathered():
    """Whoever signed; a second action of the same kind adds its names."""
    sent = '<correspAction type="sent"><persName>{}</persName></correspAction>'
    (letter,) = _letters(f"<correspDesc>{sent.format('A')}{sent.format('B')}</correspDesc>")
    assert [one.words for one in letter.sent.people] == ["A", "B"]


def test_dates_of_all_standards_are_days_or_spans():
    """ISO and custom attributes count, times fall away, a span within one day is that day."""

    def dates(attributes: str, words: str = "") -> dict[str, str]:
        described = (
            f'<correspDesc><correspAction type="sent"><date {attributes}>{words}</date>'
            "</correspAction></correspDesc>"
        )
        return dict(_letters(described)[0].sent.dates)

    assert dates('when-iso="1968-10-15T13:15:01+01:00"') == {"when": "1968-10-15"}
    span = 'notBefore-iso="1968-10-15T13:15:01+01:00" notAfter-iso="1968-10-{}T13:44:59+01:00"'
    assert dates(span.format(15)) == {"when": "1968-10-15"}
    assert dates(span.format(16)) == {"notBefore": "1968-10-15", "notAfter": "1968-10-16"}
    assert dates('from="1968" to="1969-03"') == {"from": "1968", "to": "1969-03"}
    assert dates('when="yesterday"', "in 1968") == {"when": "1968"}
    assert dates("", "no date") == {}


def test_doubt_is_kept():
    """@cert and @evidence of a name and of a date."""
    (letter,) = _letters(
        '<correspDesc><correspAction type="sent"><persName cert="low">A</persName>'
        '<date when="1999" evidence="conjecture"/></correspAction></correspDesc>'
    )
    assert letter.sent.people[0].doubtful
    assert letter.sent.inferred


def test_private_schemes_are_expanded():
    """A prefixDef of the header tells what `gnd:1` stands for (TEI Guidelines 17.2.3)."""
    (letter,) = _letters(
        '<correspDesc><correspAction type="sent"><persName ref="p:7">A</persName></correspAction>'
        "</correspDesc>",
        '<listPrefixDef><prefixDef ident="p" matchPattern="(.*)" '
        'replacementPattern="people.xml#$1"/></listPrefixDef>',
    )
    assert letter.sent.people[0].pointers == ("people.xml#7",)


def test_the_letters_beside_one_are_read_from_its_context():
    """By @type or @subtype, in the words that projects use; other contexts are none of them."""
    (letter,) = _letters(
        '<correspDesc><correspAction type="sent"/><correspContext>'
        '<ref type="belongsToCorrespondence" target="#a">A</ref>'
        '<ptr type="prev" target="one.xml"/>'
        '<ref type="withinCollection" subtype="next_letter" target="two.xml">Two</ref>'
        "</correspContext></correspDesc>"
    )
    assert letter.beside == (Beside(True, "one.xml"), Beside(False, "two.xml", "Two"))


def test_a_letter_begins_its_time_where_its_sender_says_else_its_recipient():
    """The first day that is possible orders letters."""
    received = '<correspAction type="received"><date when="1901"/></correspAction>'
    sent = '<correspAction type="sent"><date {}/></correspAction>'
    for date, start in (('notBefore="1900-02" notAfter="1903"', "1900-02"), ("", "1901")):
        (letter,) = _letters(f"<correspDesc>{sent.format(date)}{received}</correspDesc>")
        assert letter.start == start

"""Where a page ends, and what becomes of a list when something is published meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from service import OAI, Client, item, write

from siglum.harvest.lists import BYTES

HEADERS = "verb=ListIdentifiers&metadataPrefix=oai_dc"
TEI = "verb=ListRecords&metadataPrefix=tei"


def test_a_page_ends_before_an_identifier_would_repeat(make: Callable[..., Client]) -> None:
    """Texts share identifiers, and a parser that knows xml:id refuses a page with one twice."""
    client = make([item(n) for n in range(25)], 25)
    pages = client.harvest(TEI)
    assert [len(page) for page in pages] == [10, 10, 5]
    for page in pages:
        etree.fromstring(client.send(TEI)[2], etree.XMLParser())
        assert page


def test_a_page_ends_before_it_grows_too_long(make: Callable[..., Client]) -> None:
    """Texts may be long: a page has two megabytes, or one text that has more."""
    sizes = {1: BYTES + 9, 2: BYTES // 2, 3: BYTES // 2, 4: BYTES // 2}

    def tei(number: int) -> bytes:
        return b'<TEI xmlns="urn:t">%b</TEI>' % (b"x" * (sizes.get(number, 30) - 25))

    pages = make([item(n) for n in range(8)], 8, tei=tei).harvest(TEI)
    assert pages == [["0"], ["1"], ["2", "3"], ["4", "5", "6", "7"]]


def test_a_text_without_a_record_in_a_format(make: Callable[..., Client]) -> None:
    """Lists in this format leave it out and do not count it; asked for it, that is an error."""
    client = make(
        [item(n, deleted=n == 3) for n in range(220)],
        220,
        tei=lambda n: b'<TEI xmlns="urn:t"/>' if n % 2 else b"",
    )
    pages = client.harvest(TEI)
    assert pages == [[str(n) for n in range(1, 200, 2)], [str(n) for n in range(201, 220, 2)]]
    assert b'completeListSize="110"' in client.send(TEI)[2]
    assert client.harvest(f"{TEI}&set=kind:letter") == pages
    assert client.errors(f"{TEI}&set=kind:text") == ["noRecordsMatch"]
    one = "verb=GetRecord&metadataPrefix=tei&identifier=oai:ed.example.org:text/2"
    assert client.errors(one) == ["cannotDisseminateFormat"]
    formats = "verb=ListMetadataFormats&identifier=oai:ed.example.org:text/2"
    assert b">tei<" not in client.send(formats)[2]


def test_a_format_may_be_that_of_another(client: Client) -> None:
    """Two prefixes that mean the same have the same records."""
    one = client.send("verb=ListRecords&metadataPrefix=oai_dc")[2]
    other = client.send("verb=ListRecords&metadataPrefix=dc2")[2]
    assert one.count(b"<dc:title>") == other.count(b"<dc:title>") == 100


def test_sets_come_in_pages_too(make: Callable[..., Client]) -> None:
    """An edition may have as many subjects as texts; nothing is kept for a list of sets either."""
    client = make((item(n, sets=f"subject:{n:05}") for n in range(2100)), 1)
    pages, query = [], "verb=ListSets"
    while query:
        root = client.ask(query)
        pages.append([one.text or "" for one in root.iter(f"{OAI}setSpec")])
        token = root.find(f".//{OAI}resumptionToken")
        assert token is not None
        assert token.get("completeListSize") == "2101"
        assert token.get("cursor") == str(sum(map(len, pages[:-1])))
        query = f"verb=ListSets&resumptionToken={token.text}" if token.text else ""
    assert [len(page) for page in pages] == [1000, 1000, 101]
    assert [one for page in pages for one in page] == [
        "subject",
        *(f"subject:{n:05}" for n in range(2100)),
    ]
    again = f"verb=ListSets&resumptionToken={client.token('verb=ListSets')}"
    assert client.errors(again.replace("ListSets", "ListRecords", 1)) == ["badResumptionToken"]
    write(client.file, [item(0, sets="a")], 1)
    assert client.errors(again) == ["badResumptionToken"]


def test_what_was_to_follow_has_left_the_list(make: Callable[..., Client]) -> None:
    """A list that ends before its next page gives the last item again: no page is empty."""
    client = make([item(n) for n in range(150)], 150)
    query = f"{HEADERS}&until=2024-12-31"
    token = client.token(query)
    late = "2026-11-28T18:00:00Z"
    write(client.file, [item(n, stamp=late if n >= 100 else "") for n in range(150)], 150)
    assert client.ids(f"verb=ListIdentifiers&resumptionToken={token}") == ["99"]
    write(client.file, [item(n, stamp=late) for n in range(150)], 150)
    assert client.errors(f"verb=ListIdentifiers&resumptionToken={token}") == ["noRecordsMatch"]


@settings(max_examples=60)
@given(data=st.data())
def test_whatever_is_published_meanwhile_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Every text that was there all the time is given, in its latest state."""
    file = tmp_path_factory.mktemp("lists") / "harvest.sqlite"
    stamps = {n: item(n).stamp for n in range(230)}
    gone: set[int] = set()

    def publish(moment: int) -> None:
        chosen = st.sets(st.integers(0, 229), max_size=80)
        for number in data.draw(chosen):
            stamps[number] = f"2026-01-0{moment}T00:00:00Z"
        for number in data.draw(st.sets(st.integers(0, 229), max_size=9)):
            stamps[number] = f"2026-01-0{moment}T00:00:00Z"
            gone.add(number)
        write(file, (item(n, stamp=stamps[n], deleted=n in gone) for n in stamps), 230)

    publish(1)
    client = Client(file, None)
    said: dict[str, tuple[str, bool]] = {}
    query = HEADERS
    for moment in range(2, 9):
        root = client.ask(query)
        for header in root.iter(f"{OAI}header"):
            name, stamp = (header[n].text or "" for n in (0, 1))
            said[name.rpartition("/")[2]] = (stamp, header.get("status") == "deleted")
        token = root.find(f".//{OAI}resumptionToken")
        if token is None or not token.text:
            break
        assert int(token.get("completeListSize", "0")) >= int(token.get("cursor", "0")) + 100
        query = f"verb=ListIdentifiers&resumptionToken={token.text}"
        publish(moment)
    assert said == {str(n): (stamps[n], n in gone) for n in stamps}

"""OAI-PMH 2.0, requirement by requirement: every answer is valid, and says what it must."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from service import OAI, TOLD, Client, item, write

from siglum.config import read_config

FIRST = "verb=ListRecords&metadataPrefix=oai_dc"
HEADERS = "verb=ListIdentifiers&metadataPrefix=oai_dc"
ONE = "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:ed.example.org:text/1"
ALL_VERBS = (
    "verb=Identify",
    "verb=ListMetadataFormats",
    "verb=ListSets",
    ONE,
    FIRST,
    HEADERS,
)


def _text(client: Client, query: str, name: str) -> str:
    found = client.ask(query).find(f".//{OAI}{name}")
    assert found is not None
    return found.text or ""


# --- requests and answers -------------------------------------------------------------------


@pytest.mark.parametrize("query", ALL_VERBS)
def test_get_and_post_say_the_same(client: Client, query: str) -> None:
    """Section 3.1.1: both methods must be known; arguments of POST stand in the body."""
    assert client.send(query, method="POST")[2] == client.send(query)[2]


@pytest.mark.parametrize("query", ["", "verb=x", "verb=GetRecord", f"{FIRST}&until=1999-01-01"])
def test_errors_are_answers_of_status_200(client: Client, query: str) -> None:
    """Section 3.6: an error of the protocol is no error of HTTP."""
    status, headers, body = client.send(query)
    assert (status, headers["Content-Type"]) == ("200 OK", "text/xml; charset=utf-8")
    assert b"<error code=" in body


def test_answers_are_utf_8_and_name_the_schema(client: Client) -> None:
    """Section 3.2: the schema has one address, which harvesters compare."""
    _, _, body = client.send("verb=Identify")
    assert body.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH ')
    name = b"http://www.openarchives.org/OAI/2.0/"
    assert b'xsi:schemaLocation="%b %bOAI-PMH.xsd"' % (name, name) in body


def test_the_date_of_the_answer_is_that_moment_in_utc(client: Client) -> None:
    """Section 3.2: responseDate is when the answer is made, in seconds."""
    assert _text(client, "verb=Identify", "responseDate") == "2026-11-28T18:30:00Z"
    client.now += timedelta(seconds=61)
    assert _text(client, "verb=Identify", "responseDate") == "2026-11-28T18:31:01Z"


def test_the_request_is_echoed(client: Client) -> None:
    """Section 3.2: the address without a query, and the arguments as attributes."""
    request = client.ask(f"{FIRST}&set=kind:letter&from=2024-01-05").find(f"{OAI}request")
    assert request is not None
    assert request.text == "https://ed.example.org/oai"
    assert dict(request.attrib) == {
        "verb": "ListRecords",
        "metadataPrefix": "oai_dc",
        "set": "kind:letter",
        "from": "2024-01-05",
    }


@pytest.mark.parametrize("query", ["", "verb=x", "verb=GetRecord", f"{FIRST}&x=y", f"{FIRST}&set="])
def test_a_bad_request_is_not_echoed(client: Client, query: str) -> None:
    """Section 3.2: after badVerb and badArgument the request has no attributes."""
    request = client.ask(query).find(f"{OAI}request")
    assert request is not None
    assert not request.attrib


# --- what the schema does not forgive -------------------------------------------------------


@pytest.mark.parametrize("value", ["a b", "a:", ":a", "a::b", "ä", "a/b", "%00", "a%20"])
def test_a_set_that_is_no_set_is_a_bad_argument(client: Client, value: str) -> None:
    """The schema knows no such setSpec, also not in an echo."""
    assert client.errors(f"{FIRST}&set={quote(value, safe='%')}") == ["badArgument"]


@pytest.mark.parametrize("value", ["a b", "ä", "a:b", "%3Cx%3E", "%00"])
def test_a_prefix_that_is_no_prefix_is_a_bad_argument(client: Client, value: str) -> None:
    """The schema knows no such metadataPrefix."""
    query = f"verb=ListRecords&metadataPrefix={quote(value, safe='%')}"
    assert client.errors(query) == ["badArgument"]


def test_no_list_has_a_size_of_nothing(make: Callable[..., Client]) -> None:
    """The completeListSize is 1 or more: an edition without texts answers noRecordsMatch."""
    empty = make([])
    assert empty.errors(FIRST) == ["noRecordsMatch"]
    assert empty.errors("verb=Identify") == []


@pytest.mark.parametrize(
    ("email", "fits"),
    [
        ("us@ed.example.org", True), ("a.b+c@x.org", True), ("mailto:us@ed.example.org", False),
        ("us@localhost", False), ("N. N. <us@ed.example.org>", False), ("us@@x.org", False),
    ],
)  # fmt: skip
def test_the_address_for_questions(
    make: Callable[..., Client], tmp_path: Path, email: str, fits: bool
) -> None:
    """The schema knows addresses without «mailto:» and names; others are told in edition.toml."""
    (tmp_path / "edition.toml").write_text(f'[publish]\nemail = "{email}"\n')
    findings = read_config(tmp_path)[1]
    assert ("config.wrong-value" in {one.code for one in findings}) is not fits
    if fits:
        client = make([item(0)], 1, told={**TOLD, "email": email})
        assert _text(client, "verb=Identify", "adminEmail") == email


# --- verbs and their arguments --------------------------------------------------------------


def test_identify(client: Client) -> None:
    """Section 4.2, and how identifiers are made."""
    told = {
        child.tag.rpartition("}")[2]: child.text
        for child in client.ask("verb=Identify").find(f"{OAI}Identify")  # type: ignore[union-attr]
    }
    assert told == {
        "repositoryName": "Letters & <more>",
        "baseURL": "https://ed.example.org/oai",
        "protocolVersion": "2.0",
        "adminEmail": "editor@ed.example.org",
        "earliestDatestamp": "2024-01-01T10:00:00Z",
        "deletedRecord": "persistent",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
        "compression": "deflate",
        "description": None,
    }
    assert b"<repositoryIdentifier>ed.example.org<" in client.send("verb=Identify")[2]


def test_list_metadata_formats(client: Client) -> None:
    """Section 4.4: all formats, or those of one text."""
    query = "verb=ListMetadataFormats"
    body = client.send(query)[2]
    assert re.findall(rb"Prefix>(\w+)<", body) == [b"dc2", b"oai_dc", b"tei"]
    assert client.send(f"{query}&identifier=oai:ed.example.org:text/1")[2].count(b"<schema>") == 3


def test_list_sets_gives_all_with_those_above(client: Client) -> None:
    """Section 4.6: a set stands after the set that it is part of."""
    body = client.send("verb=ListSets")[2]
    assert re.findall(rb"<setSpec>(\S+?)<", body) == [b"kind", b"kind:letter", b"kind:text"]
    assert b"<setName>By kind</setName>" in body


def test_get_record(client: Client) -> None:
    """Section 4.1: header, metadata, terms of use."""
    body = client.send(ONE)[2].decode()
    assert "<identifier>oai:ed.example.org:text/1</identifier>" in body
    assert "<dc:title>Letter 1</dc:title>" in body
    assert '<rightsReference ref="https://creativecommons.org/licenses/by/4.0/"/>' in body


def test_identifiers_are_the_headers_of_records(client: Client) -> None:
    """Section 4.3: the same list, without the records."""
    assert client.harvest(HEADERS) == client.harvest(FIRST)
    assert b"<metadata>" not in client.send(HEADERS)[2]


# --- errors ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query", ["", "verb=", "verb=identify", "verb=Identify&verb=Identify", "verb=x&verb=Identify"]
)
def test_bad_verb(client: Client, query: str) -> None:
    """Section 3.6: the verb is missing, unknown or repeated; it is told by case."""
    assert client.errors(query) == ["badVerb"]


@pytest.mark.parametrize(
    "query",
    [
        "verb=Identify&x=1",  # unknown
        "verb=Identify&identifier=oai:ed.example.org:text/1",  # of another verb
        "verb=GetRecord&metadataPrefix=oai_dc",  # missing
        "verb=ListRecords",
        f"{FIRST}&metadataPrefix=tei",  # repeated
        f"{FIRST}&from=",  # empty
        "verb=ListRecords&resumptionToken=",
        f"{FIRST}&resumptionToken=x",  # exclusive
    ],
)
def test_bad_argument(client: Client, query: str) -> None:
    """Section 3.6: an argument is unknown, missing, repeated or empty, or should stand alone."""
    assert client.errors(query) == ["badArgument"]


@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers", "ListSets"])
def test_bad_resumption_token(client: Client, verb: str) -> None:
    """Section 3.6: a token that was never given."""
    assert client.errors(f"verb={verb}&resumptionToken=x") == ["badResumptionToken"]


@pytest.mark.parametrize("query", [FIRST, HEADERS, ONE])
def test_cannot_disseminate_format(client: Client, query: str) -> None:
    """Section 3.6: there is no such format."""
    assert client.errors(query.replace("oai_dc", "zz")) == ["cannotDisseminateFormat"]


@pytest.mark.parametrize("query", [ONE, "verb=ListMetadataFormats&identifier=text/1"])
def test_id_does_not_exist(client: Client, query: str) -> None:
    """Section 3.6: nobody has this identifier."""
    assert client.errors(query.replace("text/1", "nope")) == ["idDoesNotExist"]


@pytest.mark.parametrize("asked", ["until=1999-01-01", "from=2099-01-01", "set=nosuch"])
def test_no_records_match(client: Client, asked: str) -> None:
    """Section 3.6: the list would be empty."""
    assert client.errors(f"{FIRST}&{asked}") == ["noRecordsMatch"]


def test_several_errors_are_told_at_once(client: Client) -> None:
    """Section 3.6: whoever writes a harvester should not have to mend one after the other."""
    root = client.ask("verb=ListRecords&from=x&until=&y=1&set=a%20b")
    assert len(list(root.iter(f"{OAI}error"))) == 5
    query = "verb=GetRecord&metadataPrefix=zz&identifier=nope"
    assert client.errors(query) == ["cannotDisseminateFormat", "idDoesNotExist"]


def test_no_metadata_formats(make: Callable[..., Client]) -> None:
    """Section 4.4: a text of which there is no record at all."""
    client = make([item(0), item(7)], 1)
    query = "verb=ListMetadataFormats&identifier=oai:ed.example.org:text/7"
    assert client.errors(query) == ["noMetadataFormats"]


def test_no_set_hierarchy(make: Callable[..., Client]) -> None:
    """Section 4.6: an edition without sets."""
    client = make([item(0, sets=" ")], 1)
    assert client.errors("verb=ListSets") == ["noSetHierarchy"]
    assert client.errors(f"{FIRST}&set=a") == ["noSetHierarchy"]


# --- dates ----------------------------------------------------------------------------------


def test_days_and_seconds_are_understood(client: Client) -> None:
    """Section 2.5.1: who knows seconds must know days; a day lasts until its last second."""
    day = client.ids(f"{HEADERS}&from=2024-01-03&until=2024-01-04")
    assert day == ["2", "3"]
    moment = "T10:00:00Z"
    assert client.ids(f"{HEADERS}&from=2024-01-03{moment}&until=2024-01-04{moment}") == day
    assert client.ids(f"{HEADERS}&from=2024-01-03T10:00:01Z&until=2024-01-04{moment}") == ["3"]


@pytest.mark.parametrize(
    "date",
    [
        "2024", "2024-01", "2024-02-30", "2024-01-01T00:00:00.123Z", "2024-01-01T00:00:00",
        "2024-01-01T00:00Z", "2024-01-01T00:00:00+01:00", "20240101", "2024-01-01 00:00:00Z",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["from", "until"])
def test_dates_have_the_forms_of_the_protocol(client: Client, name: str, date: str) -> None:
    """Section 3.3: a day or a second of UTC that there is; no fractions, no other zones."""
    assert client.errors(f"{FIRST}&{name}={quote(date)}") == ["badArgument"]


def test_both_dates_have_one_granularity(client: Client) -> None:
    """Section 3.3: a day and a second do not go together."""
    mixed = f"{FIRST}&from=2024-01-01&until=2024-02-01T00:00:00Z"
    assert client.errors(mixed) == ["badArgument"]


def test_from_is_not_later_than_until(client: Client) -> None:
    """Section 4.5: they may be the same day."""
    assert client.errors(f"{FIRST}&from=2024-02-01&until=2024-01-01") == ["badArgument"]
    assert client.errors(f"{FIRST}&from=2024-01-03&until=2024-01-03") == []


def test_until_before_the_earliest_matches_nothing(client: Client) -> None:
    """Section 4.5: such a list is empty, and no bad argument."""
    assert client.errors(f"{FIRST}&until=2023-12-31") == ["noRecordsMatch"]


def test_a_record_is_found_by_its_own_datestamp(client: Client) -> None:
    """Section 2.7.1: from and until are inclusive, so from = until = datestamp finds it."""
    stamp = _text(client, ONE, "datestamp")
    assert client.ids(f"{HEADERS}&from={stamp}&until={stamp}") == ["1"]
    assert client.ids(f"{HEADERS}&from={stamp[:10]}&until={stamp[:10]}") == ["1"]


# --- sets -----------------------------------------------------------------------------------


def test_a_set_has_what_is_in_the_sets_below(make: Callable[..., Client]) -> None:
    """Section 2.6: a set contains its descendants, and headers name every set."""
    sets = ["language:la", "language:la:latn", "language:grc", "languages:la", ""]
    client = make([item(n, sets=one or "kind") for n, one in enumerate(sets)], 5)
    assert client.ids(f"{HEADERS}&set=language") == ["0", "1", "2"]
    assert client.ids(f"{HEADERS}&set=language:la") == ["0", "1"]
    assert client.ids(f"{HEADERS}&set=language:la:latn") == ["1"]
    assert "<setSpec>language:la:latn</setSpec>" in client.send(HEADERS)[2].decode()


def test_sets_and_dates_go_together(client: Client) -> None:
    """Section 2.7.1: both hold, and the list knows its size."""
    query = f"{FIRST}&set=kind:letter&from=2024-01-02&until=2024-01-05"
    assert client.ids(query) == ["1", "3"]
    assert client.harvest(f"{FIRST}&set=kind:letter") == [
        [str(n) for n in range(1, 200, 2)],
        [str(n) for n in range(201, 250, 2)],
    ]
    assert 'completeListSize="125"' in client.send(f"{FIRST}&set=kind:letter")[2].decode()


# --- resumption -----------------------------------------------------------------------------


def test_the_last_page_has_an_empty_token(client: Client) -> None:
    """Section 3.5: of several pages the last one ends with an empty token."""
    second = f"verb=ListRecords&resumptionToken={client.token(FIRST)}"
    third = f"verb=ListRecords&resumptionToken={client.token(second)}"
    sizes = [re.findall(rb"<resumptionToken[^>]*>", client.send(q)[2]) for q in (FIRST, second)]
    expiry = b'expirationDate="2026-12-01T18:30:00Z"'
    assert sizes == [
        [b'<resumptionToken %b completeListSize="250" cursor="0">' % expiry],
        [b'<resumptionToken %b completeListSize="250" cursor="100">' % expiry],
    ]
    last = b'<resumptionToken completeListSize="250" cursor="200"/></ListRecords>'
    assert last in client.send(third)[2]


def test_a_list_that_is_complete_has_no_token(client: Client) -> None:
    """Section 3.5: there is nothing to resume."""
    assert b"resumptionToken" not in client.send(f"{FIRST}&until=2024-02-01")[2]


def test_a_token_may_be_used_again(client: Client) -> None:
    """Section 3.5: the latest token gives the same page again, if the answer got lost."""
    query = f"verb=ListRecords&resumptionToken={client.token(FIRST)}"
    assert client.send(query) == client.send(query)


def test_tokens_end_after_three_days_not_before(client: Client) -> None:
    """Section 3.5: expirationDate; validators want 23 hours at least."""
    query = f"verb=ListRecords&resumptionToken={client.token(FIRST)}"
    client.now += timedelta(days=3)
    assert client.errors(query) == []
    client.now += timedelta(seconds=1)
    assert client.errors(query) == ["badResumptionToken"]


def test_a_token_belongs_to_its_verb(client: Client) -> None:
    """Section 3.5: it is no token of another list."""
    query = f"verb=ListIdentifiers&resumptionToken={client.token(FIRST)}"
    assert client.errors(query) == ["badResumptionToken"]


# --- deletions ------------------------------------------------------------------------------


def test_what_was_withdrawn_stays_a_deleted_record(client: Client) -> None:
    """Section 2.5.1: persistent deletions are told in every format, with a header alone."""
    gone = ONE.replace("text/1", "text/199")
    for prefix in ("oai_dc", "tei"):
        body = client.send(gone.replace("oai_dc", prefix))[2]
        assert b'<header status="deleted"><identifier>oai:ed.example.org:text/199<' in body
        assert b"<metadata>" not in body
        assert b"<about>" not in body
    assert client.errors(gone) == []
    assert b'status="deleted"' in client.send(f"{HEADERS}&from=2024-08-04&until=2024-08-04")[2]


# --- publication between two pages ----------------------------------------------------------


def test_publishing_between_two_pages_loses_nothing(
    make: Callable[..., Client],
) -> None:
    """What was given already and is stamped anew comes again at the end; all others come once."""
    client = make((item(n) for n in range(250)), 250)
    pages = [client.ids(FIRST)]
    token = client.token(FIRST)
    late = "2026-11-28T18:00:00Z"
    write(client.file, (item(n, stamp=late if n < 50 else "") for n in range(250)), 250)
    while token:
        query = f"verb=ListRecords&resumptionToken={token}"
        pages.append(client.ids(query))
        token = client.token(query)
    assert sorted({int(one) for page in pages for one in page}) == list(range(250))
    assert [int(one) for one in pages[-1]][-50:] == sorted(range(50), key=str)
